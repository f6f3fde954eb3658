"""Talking in lines: what is kept, what is said, and what is never seen."""

import os
from dataclasses import replace
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plain_lines import TODAY, counted_ids, new_file, saved, steers, talked
from valueworkshop.plain.walk import run
from valueworkshop.stages.questions.model import answers
from valueworkshop.stages.votes.model import answers as votes
from valueworkshop.storage import session_file
from valueworkshop.storage.presence import Machine, Presence
from valueworkshop.workshop.session import Person

_EXAMPLES = int(os.environ.get("VALUEWORKSHOP_EXAMPLES", "10"))


def notes(path: Path) -> list[str]:
    return [note.text for _, note in answers(saved(path), "guiding").of("expectations")]


def with_people(path: Path) -> Path:
    """Put four people into a workshop."""
    people = {
        f"p{n}": Person(name=f"Person {n}", group="leaders", order=n, voter=f"v{n}")
        for n in range(1, 5)
    }
    path.write_bytes(session_file.dumps(replace(saved(path), people=people)))
    return path


def test_the_end_of_the_input_keeps_what_was_answered_and_says_so(folder: Path) -> None:
    path = new_file(folder)
    text = talked(path, ["/go A", "One", "/more Two", "still two"])
    assert notes(path) == ["One", "Two\nstill two"]
    assert text.endswith("The input has ended. What was answered is kept.\n")
    assert (
        notes(path)[1] in session_file.read(path).session.answers["guiding"].notes["t0000002"].text
    )


def test_ctrl_c_keeps_what_was_answered_too(folder: Path) -> None:
    class Pressed(StringIO):
        def readline(self, size: int = -1, /) -> str:  # type: ignore[override]
            if line := super().readline(size):
                return line
            raise KeyboardInterrupt

    path, target = new_file(folder), StringIO()
    source = Pressed("/go A\nOne\n")
    document = session_file.read(path)
    assert run(path, document, source=source, target=target, ids=counted_ids()) == 130
    assert notes(path) == ["One"]
    assert target.getvalue().endswith("Interrupted. What was answered is kept.\n")


def test_what_does_not_fit_is_said_with_what_to_type_and_asked_again(folder: Path) -> None:
    path = new_file(folder)
    text = talked(
        path, ["/go frame", "", "", "tomorrow", "2026-02-01", "/frob", "/go Z", "/go A", "//etc"]
    )
    assert "Not kept: tomorrow" in text
    assert "Type year-month-day" in text
    assert "There is no command /frob here." in text
    assert "You typed: /go Z" in text
    assert str(saved(path).date) == "2026-02-01"
    assert notes(path) == ["/etc"]


def test_notes_are_changed_moved_and_taken_back(folder: Path) -> None:
    path = new_file(folder)
    typed = ["One", "Two", "/heard 1 Ada; May", "/by 1 Ben", "/up 2", "/change 1 Three", "/undo"]
    text = talked(path, ["/go A", *typed, "/redo", "/delete 2", "/undo", "/open", "/show"])
    assert notes(path) == ["Three", "One"]
    assert "heard: Ada, May" in text
    assert "Note 1: said by Ben." in text
    assert "expectations" in answers(saved(path), "guiding").open


def test_nothing_tells_of_a_vote_before_the_word_that_reveals_it(folder: Path) -> None:
    path = with_people(new_file(folder))
    asked = ["/go B", "5151", "4x", "4", "4", "4", "4", "3333", "/show all", "/who", "yes"]
    hidden = talked(path, [*asked, "/export", "/help"])
    assert "Votes in: 4 of 4." in hidden
    assert "Not kept: only these are answers here: 1 2 3 4 5 d - ." in hidden
    exported = next(folder.glob("*.md")).read_text()
    for told in (hidden, exported):
        assert not any(word in told for word in ("5151", "3333", "2 gave", "median", "short on"))
    assert not saved(path).revealed
    seen = " ".join(talked(path, ["/go B", "r"]).split())
    assert "Needed: 2 gave 1, 2 gave 5; median 3; 4 in all; split: 2.0 from the middle." in seen
    assert list(saved(path).revealed) == ["checklist/1/touchpoint"]


def test_hands_are_counted_by_group_and_a_wrong_answer_is_fixed(folder: Path) -> None:
    path = with_people(new_file(folder))
    counted = ["0 0 0 4", "0 many", "0 4", "4 0 0 0 0 1", "r", "/fix", "0 0 0 0 4", ""]
    text = talked(path, ["/go B", "/method hands", *counted])
    assert "more hands than people: leaders, 4 people" in text
    assert "4 gave 5" in text
    hands = votes(saved(path), "checklist").rounds["1"].hands["needed"]["touchpoint"]["leaders"]
    assert hands.five == 4


def test_a_workshop_that_is_open_elsewhere_is_only_read_unless_taken_over(folder: Path) -> None:
    path = new_file(folder)
    import datetime as dt  # noqa: PLC0415 - here only

    other = Presence(path, Machine(user="eve", host="far"), dt.datetime.now(dt.UTC))
    text = talked(path, ["what", "", "/go A", "One"])
    assert "eve on far has this workshop open, in another computer." in text
    assert "'what' is none of the 2 here." in text
    assert "Nothing was changed: this is only read here" in text
    assert notes(path) == []
    talked(path, ["2", "/go A", "One"])
    assert notes(path) == ["One"]
    other.leave()


def test_what_somebody_else_writes_meanwhile_is_taken_in(folder: Path) -> None:
    path = new_file(folder)

    class Typed(StringIO):
        """Between two answers, somebody else changes the title in the file."""

        def readline(self, size: int = -1, /) -> str:  # type: ignore[override]
            line = super().readline(size)
            if line.startswith("/save"):
                text = path.read_text()
                path.write_text(text.replace('title = "Dealers', 'title = "Shops'))
            return line

    target, source = StringIO(), Typed("/go A\nOne\n/save\nTwo\n/save\nThree\n/save\n")
    run(path, session_file.read(path), source=source, target=target, ids=counted_ids())
    assert notes(path) == ["One", "Two", "Three"]
    assert saved(path).title == "Shops, autumn"


_WORDS = st.sampled_from(
    [
        *("", "", "1", "5", "d", "-", ".", "reveal", "r", "y", "yes", "25 25 25 25", "0 1 2"),
        *("/next", "/back", "/go 3", "/go frame", "/undo", "/redo", "/show all", "/who", "/time"),
        *("/more x", "/help", "/again", "/items", "/method hands", "/method room", "/fix"),
        *("/open", "/heard Ada; May", "/change 1 Neu", "/delete 1", "/split", "/up 1", "/nine"),
        *("/segment 1", "/weight", "/act 1 Ring", "/dots 1 5", "/owner 1 Ada", "/status 1 done"),
        *("/due 1 +5", "/dismiss 1 no", "/clear", "/amount 1 5", "time: waiting", "a, leaders"),
        *("/go 12", "/go 14", "/go 8", "/go act", "/go close", "/go voice", "/alternative", "//x"),
    ]
)
_JUNK = st.one_of(_WORDS, _WORDS, st.text(max_size=30), st.text("/. \\0159é\x1b\x00", max_size=9))


@settings(max_examples=_EXAMPLES, deadline=None)
@given(st.lists(_JUNK, max_size=40), st.integers(0, 20))
def test_whatever_comes_in_the_session_stays_sound_and_saved(lines: list[str], at: int) -> None:
    with TemporaryDirectory() as name:
        path = new_file(Path(name), "complete")
        one = [line.replace("\n", " ").replace("\r", " ") for line in lines]
        target = StringIO()
        source = StringIO("\n".join([f"/go {at + 1}", *one]))
        document = session_file.read(path)
        code = run(path, document, source=source, target=target, ids=counted_ids())
        assert code == 0
        assert not steers(target.getvalue())
        again = saved(path)
        assert session_file.loads(session_file.dumps(again), "again").session == again


@pytest.mark.parametrize("line", ["x" * 250_000, "é" * 250_000])
def test_a_line_that_is_too_long_is_refused_and_the_next_is_taken(folder: Path, line: str) -> None:
    path = new_file(folder)
    text = talked(path, ["/go A", line, "One"])
    assert "A line of more than 200,000 letters was not taken." in text
    assert notes(path) == ["One"]
    assert saved(path).date == TODAY
