"""Talking in lines: what is kept, what is said, and what nobody ever sees."""

import os
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fake_time import FakeTime
from typed_lines import TODAY, counted_ids, new_file, saved, steers, talked
from valueworkshop.core.session.spot import Spot
from valueworkshop.core.stages.agreed.model import answers as agreed
from valueworkshop.core.stages.notes.model import answers
from valueworkshop.files.safe.typing_log import TypingLog
from valueworkshop.files.shared.presence import Machine, Presence
from valueworkshop.files.text import session_file
from valueworkshop.lines.walk import run

_EXAMPLES = int(os.environ.get("VALUEWORKSHOP_EXAMPLES", "10"))


def notes(path: Path) -> list[str]:
    return [note.text for _, note in answers(saved(path), "guiding").of("expectations")]


def test_the_end_of_the_input_keeps_what_was_answered_and_says_so(folder: Path) -> None:
    path = new_file(folder)
    text = talked(path, ["/go A", "One", "/more Two", "still two"])
    assert notes(path) == ["One", "Two\nstill two"]
    assert text.endswith("The input has ended. Your answers are kept.\n")
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
    assert target.getvalue().endswith("Interrupted. Your answers are kept.\n")


def on_one_line(text: str) -> str:
    return " ".join(text.split())


def test_a_day_is_said_before_it_is_kept(folder: Path) -> None:
    path = new_file(folder)
    typed = ["/go frame", "", "", "15 Jan 2027", "3/4/2027", "3 Apr 2027", "", "Ada"]
    text = on_one_line(talked(path, typed))
    assert "Friday, 15 January 2027. An empty line keeps this day; or type another one." in text
    assert "Not kept: 3/4/2027" in text
    assert "could be 3 April or 4 March" in text
    assert "Saturday, 3 April 2027. An empty line keeps this day" in text
    assert str(saved(path).date) == "2027-04-03"
    assert saved(path).facilitator == "Ada"


def test_the_due_day_of_an_action_is_said_before_it_is_kept(folder: Path) -> None:
    path = new_file(folder)
    typed = [
        "/go act",
        "",
        "Ring back",
        "",
        "",
        "",
        "15 Jan 2027",
        "",
        "",
        "",
        "/due 1 22 Jan 2027",
        "",
    ]
    text = on_one_line(talked(path, typed))
    assert "Friday, 15 January 2027. An empty line keeps this day" in text
    assert "Friday, 22 January 2027. An empty line keeps this day" in text
    (action,) = agreed(saved(path), "act").actions.values()
    assert str(action.due) == "2027-01-22"


def test_what_does_not_fit_is_said_with_what_to_type_and_asked_again(folder: Path) -> None:
    path = new_file(folder)
    text = talked(
        path, ["/go frame", "", "", "sometime", "2026-02-01", "/frob", "/go Z", "/go A", "//etc"]
    )
    assert "Not kept: sometime" in text
    assert "Type it like 15 Jan" in text
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


def test_a_workshop_that_is_open_elsewhere_is_only_read_unless_taken_over(folder: Path) -> None:
    path = new_file(folder)
    import datetime as dt  # noqa: PLC0415 - here only

    other = Presence(path, Machine(user="eve", host="far"), dt.datetime.now(dt.UTC))
    text = talked(path, ["what", "", "/go A", "One"])
    assert "eve on far has this workshop open, in another computer." in text
    assert "'what' is not among the 2 here." in text
    assert "Nothing was changed: you can only read this" in text
    assert notes(path) == []
    talked(path, ["2", "/go A", "One"])
    assert notes(path) == ["One"]
    other.leave()


def test_what_a_killed_sitting_left_is_offered_before_the_first_question(folder: Path) -> None:
    path = new_file(folder)
    state = Path(os.environ["VALUEWORKSHOP_STATE"])
    left = TypingLog(state, saved(path).id)
    left.add({Spot("guiding", "expectations"): "Half a thought"})
    os.close(left._descriptor)  # noqa: SLF001 - as a kill would
    asked = talked(path, [""])
    assert "Text 1 of 1, a note, in Guiding questions: Half a thought" in asked
    assert "Notes put back: 1." in talked(path, ["what", "back", "/go A"])
    assert notes(path) == ["Half a thought"]
    assert "cut off" not in talked(path, [])


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


def test_the_time_is_counted_while_one_types_and_told_on_demand(folder: Path) -> None:
    path, clock, target = new_file(folder), FakeTime(), StringIO()

    class Slow(StringIO):
        """Each answer takes a minute and a half."""

        def readline(self, size: int = -1, /) -> str:  # type: ignore[override]
            clock.go(90)
            return super().readline(size)

    lines = ["/time", "/go A", "One", *["/time"] * 15, "/time +9"]
    lines += [
        "/time shrink",
        "/time end",
        "/time drop 4",
        "/time drop 3",
        "/time pause",
        "/time what",
    ]
    source = Slow("".join(f"{line}\n" for line in lines))
    document = session_file.read(path)
    run(path, document, source=source, target=target, today=lambda: TODAY, clock=clock)
    text = " ".join(target.getvalue().split())
    assert "The timer starts with the first answer." in text
    assert "Time: 4 min left in this stage." in text
    assert "In this stage: 4 min left." in text
    assert "This stage has 34 minutes." in text
    assert "The stages ahead are 9 min shorter." in text
    assert "The plan now ends 0 min later" in text
    assert "every workshop needs it" in text
    assert "The timer is paused." in text
    assert "you can type start, pause, count" in text
    assert saved(path).timing.stages["guiding"].spent == 31


_WORDS = st.sampled_from(
    [
        *("", "", "1", "5", "d", "-", ".", "reveal", "r", "y", "yes", "25 25 25 25", "0 1 2"),
        *("/next", "/back", "/go 3", "/go frame", "/undo", "/redo", "/show all", "/who", "/time"),
        *(
            "/more x",
            "/help",
            "/again",
            "/items",
            "/method hands",
            "/method room",
            "/method private",
            "pass",
            "skip",
            "stop",
            "/fix",
            "/revote",
            "/split no",
        ),
        *("/open", "/heard Ada; May", "/change 1 Neu", "/delete 1", "/split", "/up 1", "/nine"),
        *("/segment 1", "/weight", "/act 1 Ring", "/dots 1 5", "/owner 1 Ada", "/status 1 done"),
        *("/method private", "pass", "skip", "stop", "/split no"),
        *("/widest", "/names", "/time +5", "/time pause"),
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
    assert "A line can have at most 200,000 letters." in text
    assert notes(path) == ["One"]
    assert saved(path).date == TODAY


def test_a_thought_is_parked_anywhere_and_the_close_asks_what_becomes_of_it(folder: Path) -> None:
    path = new_file(folder)
    text = talked(
        path,
        [
            *("/go A", "/park the dealer", "/park", "/park letters", "/go close", ""),
            *("", "", "2", "let", ""),
        ],
    )
    assert "Not done: type the thought after the command" in text
    assert "Thought 1 of 2: the dealer\nParked in Guiding questions." in text
    found = [(each.text, each.became.value) for each in saved(path).parked.values()]
    assert found == [("the dealer", "action"), ("letters", "let go")]
