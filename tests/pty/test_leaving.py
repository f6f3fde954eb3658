"""However the program is made to stop, what was typed is saved and the terminal is usable again."""

import os
import signal
from pathlib import Path

import pytest

from in_terminal import QUESTION, notes_in, started, workshop_at_a_question
from terminal import Terminal

pytestmark = pytest.mark.pty

KEPT, TYPED = "an answer the same day", "half a thought"

ALTERNATE_SCREEN, CURSOR, WRAP = 1049, 25, 7
# Reports of mouse and focus, and paste in brackets: noise in a shell that does not ask for them.
REPORTS = (1000, 1003, 1006, 1015, 1004, 2004)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A workshop at its first question."""
    return workshop_at_a_question(tmp_path)


def keep_a_note(terminal: Terminal) -> None:
    """Keep a note."""
    terminal.wait_for(QUESTION)
    terminal.type(KEPT)
    terminal.wait_for(KEPT)
    terminal.press("enter")
    terminal.wait_for(f"1   {KEPT}")


def write(terminal: Terminal) -> None:
    """Keep a note, and begin another."""
    keep_a_note(terminal)
    terminal.type(TYPED)
    terminal.wait_for(TYPED)


def check_restored(terminal: Terminal) -> None:
    """The terminal is as a shell needs it."""
    modes = terminal.modes
    assert modes[ALTERNATE_SCREEN] is False
    assert (modes[CURSOR], modes[WRAP]) == (True, True)
    assert not any(modes.get(report) for report in REPORTS)
    assert terminal.echoes


@pytest.mark.parametrize(
    "number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT], ids=lambda n: n.name
)
def test_a_signal_saves_all_and_restores_the_terminal(
    tmp_path: Path, path: Path, number: signal.Signals
) -> None:
    with started(tmp_path, "open", path.stem) as terminal:
        write(terminal)
        assert terminal.modes[ALTERNATE_SCREEN]
        assert not terminal.echoes
        terminal.signal(number)
        assert terminal.exit_code() == 128 + number
        check_restored(terminal)
    assert notes_in(path) == [KEPT, TYPED]


@pytest.mark.parametrize(
    ("number", "helped"),
    [
        (signal.SIGTERM, False),
        (signal.SIGHUP, False),
        (signal.SIGINT, False),
        (signal.SIGTERM, True),
    ],
)
def test_a_signal_ends_the_projector_and_restores_the_terminal(
    tmp_path: Path, path: Path, number: signal.Signals, *, helped: bool
) -> None:
    with started(tmp_path, "watch", path.stem) as terminal:
        terminal.wait_for(QUESTION)
        assert not terminal.echoes
        if helped:
            terminal.press("?")
            terminal.wait_for("Light or dark", "You can also click a line")
        terminal.signal(number)
        assert terminal.exit_code() == 128 + number
        check_restored(terminal)
        assert b"Traceback" not in terminal.raw


def test_the_projector_ends_with_its_window(tmp_path: Path, path: Path) -> None:
    with started(tmp_path, "watch", path.stem) as terminal:
        terminal.wait_for(QUESTION)
        terminal.close()
        assert terminal.exit_code() == 128 + signal.SIGHUP


def test_the_projector_explains_itself_and_goes_on(tmp_path: Path, path: Path) -> None:
    with started(tmp_path, "watch", path.stem, size=(60, 20)) as terminal:
        terminal.wait_for(QUESTION, "? Help")
        for key in ("?", "f1"):
            terminal.press(key)
            terminal.wait_for("You can also click a line")
            terminal.press("escape")
            terminal.wait_for(QUESTION, "? Help")
        terminal.press("q")
        assert terminal.exit_code() == 0


def test_a_window_that_is_closed_loses_nothing(tmp_path: Path, path: Path) -> None:
    with started(tmp_path, "open", path.stem) as terminal:
        write(terminal)
        terminal.close()
        assert terminal.exit_code() == 128 + signal.SIGHUP
    assert notes_in(path) == [KEPT, TYPED]


def test_quitting_restores_the_terminal(tmp_path: Path, path: Path) -> None:
    with started(tmp_path, "open", path.stem) as terminal:
        write(terminal)
        terminal.press("ctrl+c", "ctrl+q")  # the first copies, as elsewhere: it ends nothing
        assert terminal.exit_code() == 0
        check_restored(terminal)
    assert notes_in(path) == [KEPT, TYPED]


def test_what_is_on_disk_outlives_a_kill(tmp_path: Path, path: Path) -> None:
    with started(tmp_path, "open", path.stem) as terminal:
        keep_a_note(terminal)
        terminal.until(lambda: notes_in(path) == [KEPT], "the note on disk")
        terminal.signal(signal.SIGKILL)
        assert terminal.exit_code() == -signal.SIGKILL
    with started(tmp_path, "open", path.stem) as terminal:
        terminal.wait_for(QUESTION, KEPT)
        terminal.press("ctrl+q")
        assert terminal.exit_code() == 0
    assert notes_in(path) == [KEPT]
    assert os.listdir(path.parent) == [path.name]  # noqa: PTH208 - hidden files count


def test_stopped_and_continued_it_draws_everything_again(tmp_path: Path, path: Path) -> None:
    with started(tmp_path, "open", path.stem) as terminal:
        write(terminal)
        terminal.signal(signal.SIGTSTP)
        terminal.until(terminal.stopped, "the program stopped")
        assert notes_in(path) == [KEPT]
        terminal.until(lambda: not terminal.modes[ALTERNATE_SCREEN], "the terminal given back")
        assert terminal.echoes
        terminal.erase()
        terminal.signal(signal.SIGCONT)
        terminal.wait_for(QUESTION, KEPT, TYPED)
        terminal.type("!")
        terminal.wait_for(f"{TYPED}!")
