"""The first frame is there before the program is; keys wait behind it, and it leaves no trace."""

import signal
from pathlib import Path

import pytest

from in_terminal import QUESTION, notes_in, started, workshop_at_a_question
from terminal import Terminal

pytestmark = pytest.mark.pty

ALTERNATE_SCREEN = 1049
LISTENS = b"\x1b[?2004h"
"""Comes when Textual reads the keys."""


def wait_for_the_frame(terminal: Terminal) -> None:
    terminal.until(lambda: b"F1\x1b[m Help" in terminal.raw, "the first frame", of_screen=True)


def test_the_first_frame_is_there_before_the_program_listens(tmp_path: Path) -> None:
    workshop_at_a_question(tmp_path, "Dealers")
    with started(tmp_path, size=(120, 40)) as terminal:
        terminal.wait_for("Find words")
        shown = bytes(terminal.raw).partition(LISTENS)[0]
        assert b" Workshops " in shown
        assert b"Due next" in shown
        assert b"Dealers" not in shown
        terminal.wait_for("Dealers")
        # It stands until the whole screen covers it: nothing empties the terminal in between.
        assert terminal.raw.count(b"\x1b[?1049h") == terminal.raw.count(b"\x1b[2J") == 1
        terminal.press("ctrl+q")
        assert terminal.exit_code() == 0
        assert terminal.echoes
        assert not terminal.modes[ALTERNATE_SCREEN]


def test_keys_that_a_terminal_keeps_for_itself_wait_for_the_program(tmp_path: Path) -> None:
    path = workshop_at_a_question(tmp_path)
    with started(tmp_path, "open", path.stem) as terminal:
        wait_for_the_frame(terminal)
        terminal.type("wrong words\x15early\x13\r")  # ctrl+u and ctrl+s: erase, hold all output
        terminal.wait_for(QUESTION, "1   early")
        terminal.press("ctrl+q")
        assert terminal.exit_code() == 0
        assert terminal.echoes
    assert notes_in(path) == ["early"]


@pytest.mark.parametrize(
    ("number", "codes"),
    [(signal.SIGTERM, {-15, 143}), (signal.SIGHUP, {-1, 129}), (signal.SIGINT, {130})],
    ids=["SIGTERM", "SIGHUP", "SIGINT"],
)
def test_a_signal_behind_the_first_frame_gives_the_terminal_back(
    tmp_path: Path, number: signal.Signals, codes: set[int]
) -> None:
    path = workshop_at_a_question(tmp_path)
    with started(tmp_path, "open", path.stem) as terminal:
        wait_for_the_frame(terminal)
        terminal.signal(number)
        assert terminal.exit_code() in codes
        assert not terminal.modes[ALTERNATE_SCREEN]
        assert terminal.echoes


def test_who_hears_the_screen_hears_it_once(tmp_path: Path) -> None:
    path = workshop_at_a_question(tmp_path)
    with started(tmp_path, "open", path.stem, more={"ACCESSIBLE": "1"}) as terminal:
        terminal.wait_for(QUESTION)
        assert b"Opening" not in terminal.raw
