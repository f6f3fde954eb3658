"""Silent writing in lines: nobody's note is seen before the word that shows all."""

from pathlib import Path

from typed_lines import new_file, saved, talked, with_people
from valueworkshop.core.stages.notes.model import answers


def texts(path: Path) -> list[str]:
    return [note.text for _, note in answers(saved(path), "guiding").of("expectations")]


def test_notes_are_written_in_private_and_shown_by_one_word(folder: Path) -> None:
    path = with_people(new_file(folder))
    first = ["", "Slow ansers", "back", "Slow answers", "Nobody rings", ""]
    text = talked(path, ["/go A", "/alone", "pass", *first, "skip", "", "Too dear", "", "stop"])
    assert "Written: 2 of 4." in text
    assert not any(word in text for word in ("Slow", "rings", "dear"))
    assert texts(path) == []
    again = talked(path, ["/go A", "/alone", "names", "show", "/go A"])
    assert "Somebody has begun to write, so this stays as it was promised." in again
    assert "All 3 notes are shown now." in again
    assert sorted(texts(path)) == ["Nobody rings", "Slow answers", "Too dear"]
    assert "Note 1 of 3, assumed" in again


def test_a_cancelled_round_comes_back_by_undo(folder: Path) -> None:
    path = with_people(new_file(folder))
    talked(path, ["/go A", "/alone", "names", "pass", "", "Slow", "", "stop", "/drop", "/undo"])
    (found,) = saved(path).silent.values()
    assert (found.named, found.begun) == (True, 1)
    talked(path, ["/go A", "/alone", "show"])
    (note,) = answers(saved(path), "guiding").notes.values()
    assert (note.text, bool(note.said_by)) == ("Slow", True)


def test_without_people_it_says_what_is_missing(folder: Path) -> None:
    assert "Say first who takes part" in talked(new_file(folder), ["/go A", "/alone"])
