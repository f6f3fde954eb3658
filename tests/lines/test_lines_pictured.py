"""Which customers did you picture, in lines: a digit each, skipped by an empty line."""

from dataclasses import replace
from pathlib import Path

from typed_lines import new_file, saved, talked, with_people
from valueworkshop.core.session.session import Segment
from valueworkshop.core.stages.votes.model import answers
from valueworkshop.files.text import session_file


def with_segments(folder: Path) -> Path:
    path = with_people(new_file(folder))
    session = session_file.read(path).session
    segments = {"f": Segment(name="Fleets", order=1), "s": Segment(name="Small", order=2)}
    path.write_bytes(session_file.dumps(replace(session, segments=segments)))
    return path


def pictured(path: Path) -> list[str]:
    ballots = answers(saved(path), "checklist").rounds["1"].ballots.values()
    return sorted(ballot.segment for ballot in ballots)


def test_who_showed_a_card_is_asked_before_the_reveal_and_once(folder: Path) -> None:
    path = with_segments(folder)
    cards = ["/go B", "5151", "4444", "3333"]
    text = talked(path, [*cards, "9", "1202", "r", "", "2222", "2222", "2222", "r"])
    asked = "Which customers did you picture? 1 Fleets, 2 Small, 0 no particular customers."
    assert " ".join(text.split()).count(asked) == 1
    assert "Not kept: type digits from 0 to 2." in text
    assert pictured(path) == ["", "f", "s", "s"]
    assert len(saved(path).revealed) == 2


def test_an_empty_line_skips_it_and_a_ballot_in_private_begins_with_it(folder: Path) -> None:
    path = with_segments(folder)
    typed = [
        "/go B",
        "/method private",
        "pass",
        "",
        "2",
        "5" * 18,
        "",
        "",
        "",
        "4" * 18,
        "",
        "stop",
    ]
    text = talked(path, typed)
    assert "Which customers do you picture? 1 Fleets" in " ".join(text.split())
    assert pictured(path) == ["", "s"]
