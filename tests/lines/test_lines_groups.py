"""Groups of notes in lines: gathered by numbers under a name, told group by group."""

from pathlib import Path

from typed_lines import new_file, saved, talked
from valueworkshop.core.stages.notes import groups
from valueworkshop.core.stages.notes.model import answers


def test_notes_are_gathered_taken_out_renamed_and_dissolved(folder: Path) -> None:
    path = new_file(folder)
    notes = ["Alpha", "Beta", "Gamma"]
    text = talked(path, ["/go A", *notes, "/gather 1 3 Speed", "/takeout 3", "/rename 1 Fast ones"])
    assert "Group 1, Speed: notes 1, 3." in text
    assert "Not in a group: notes 2." in text
    assert "Group 1, Fast ones: notes 1." in text
    assert "say which notes by their numbers, from 1 to 3." in talked(path, ["/go A", "/gather x"])
    again = talked(path, ["/go A", "/gather 2, 3 fast ones", "/dissolve 1", "/undo"])
    assert "There are no groups any more." in again
    given = answers(saved(path), "guiding")
    (one,) = groups.gathered(given, "expectations")
    assert (one.name, len(one.notes)) == ("Fast ones", 3)


def test_a_dot_vote_is_on_the_groups(folder: Path) -> None:
    path = new_file(folder)
    notes = ["Alpha", "Beta", "/gather 1 Speed", "/gather 2 Price"]
    text = talked(
        path, ["/go A", *notes, "/dotvote", "2", "", "count", "3", "4", "reveal", "/go A"]
    )
    assert "Place 1: Price (4 dots by 4 people)" in text
