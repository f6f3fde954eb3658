"""Other windows and other terminals: small ones, ones without colour, none at all."""

import os
import re
from pathlib import Path

import pytest

from in_terminal import QUESTION, notes_in, ran, started, workshop_at_a_question

pytestmark = pytest.mark.pty

TYPED = "half a thought"

_TRUE_COLOUR = re.compile(rb"\x1b\[[0-9;]*[34]8;2;(\d+);(\d+);(\d+)")


ASKED: list[list[str]] = [[], ["open", "Dealers"], ["watch", "Dealers"], ["demo"]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A workshop at its first question."""
    return workshop_at_a_question(tmp_path)


def test_a_window_made_too_small_and_large_again_keeps_the_place(
    tmp_path: Path, path: Path
) -> None:
    with started(tmp_path, "open", path.stem, size=(120, 40)) as terminal:
        terminal.wait_for(QUESTION)
        terminal.type(TYPED)
        terminal.wait_for(TYPED)
        terminal.resize(50, 15)
        terminal.wait_for("60 x 18")
        terminal.wait_gone(QUESTION)
        terminal.resize(80, 24)
        terminal.wait_for(QUESTION, TYPED)
        assert "60 x 18" not in terminal.text
        terminal.type(", made whole")
        terminal.wait_for(f"{TYPED}, made whole")
        terminal.press("ctrl+q")
        assert terminal.exit_code() == 0
    assert notes_in(path) == [f"{TYPED}, made whole"]


def test_without_colour_it_is_grey(tmp_path: Path, path: Path) -> None:
    with started(tmp_path, "open", path.stem, more={"NO_COLOR": "1"}) as terminal:
        terminal.wait_for(QUESTION)
        terminal.type(TYPED)
        terminal.wait_for(TYPED)
        shades = _TRUE_COLOUR.findall(terminal.raw)
        assert shades
        assert all(red == green == blue for red, green, blue in shades)


@pytest.mark.parametrize("term", ["xterm", "linux"])
def test_with_sixteen_colours_it_asks_for_no_others(tmp_path: Path, path: Path, term: str) -> None:
    with started(tmp_path, "open", path.stem, more={"TERM": term, "COLORTERM": ""}) as terminal:
        terminal.wait_for(QUESTION)
        terminal.type(TYPED)
        terminal.wait_for(TYPED)
        assert not re.search(rb"\x1b\[[0-9;]*[34]8;", terminal.raw)


@pytest.mark.parametrize("command", ASKED, ids=" ".join)
def test_a_terminal_that_cannot_draw_gets_one_line(
    tmp_path: Path, path: Path, command: list[str]
) -> None:
    before = path.read_bytes()
    with started(tmp_path, *command, more={"TERM": "dumb"}) as terminal:
        assert terminal.exit_code() == 2
    assert terminal.raw.count(b"\n") == 1
    assert b"\x1b" not in terminal.raw
    assert b"TERM=dumb" in terminal.raw
    assert [path.read_bytes(), *path.parent.iterdir()] == [before, path]


@pytest.mark.parametrize("command", ASKED, ids=" ".join)
def test_without_a_terminal_one_line_says_what_to_do(
    tmp_path: Path, path: Path, command: list[str]
) -> None:
    before = path.read_bytes()
    done = ran(tmp_path, *command)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.count(b"\n") == 1
    assert b"not a terminal" in done.stderr
    assert b"list" in done.stderr or b"show" in done.stderr
    assert [path.read_bytes(), *path.parent.iterdir()] == [before, path]


OPEN, *OTHERS = (["open", "Dealers"], [], ["watch", "Dealers"])
OF_TEXTUAL = [
    ("TEXTUAL_COLOR_SYSTEM", "odd"),
    ("TEXTUAL_COLOR_SYSTEM", ""),
    ("TEXTUAL_DRIVER", "odd"),
    ("TEXTUAL_DRIVER", "os:odd"),
    ("TEXTUAL_LOG", "/nowhere/x"),
]
OURS = [("VALUEWORKSHOP_STATE", "~nobodyhere/x"), ("VALUEWORKSHOP_CONFIG", "~nobodyhere/x")]
FULL = "VALUEWORKSHOP_EXAMPLES" in os.environ
"""One function looks at the settings of Textual for all commands: one command will do for each."""


@pytest.mark.parametrize(
    ("command", "variable", "value"),
    [
        *((OPEN, *setting) for setting in (*OF_TEXTUAL, *OURS)),
        *((command, *setting) for command in OTHERS for setting in (OF_TEXTUAL[0], *OURS)),
        *((command, *setting) for command in OTHERS for setting in OF_TEXTUAL[1:] if FULL),
    ],
    ids=lambda given: given if isinstance(given, str) else " ".join(given),
)
def test_an_odd_setting_is_told_in_one_sentence(
    tmp_path: Path, path: Path, command: list[str], variable: str, value: str
) -> None:
    before = path.read_bytes()
    with started(tmp_path, *command, more={variable: value}, size=(200, 24)) as terminal:
        assert terminal.exit_code() in (2, 4)
    said = [line for line in terminal.text.splitlines() if line]
    assert f"{variable}={value}: " in said[-1]
    assert not any("hit a bug" in line or "Traceback" in line for line in said)
    assert b"\x1b" not in terminal.raw
    assert path.read_bytes() == before
