"""Killed outright in the middle of a word: what was typed is offered at the next start."""

import signal
from pathlib import Path

import pytest

from in_terminal import QUESTION, notes_in, started, workshop_at_a_question
from killed_typing import came_back, kill, lost, shown, state_of, type_on, typed_texts
from terminal import Terminal

pytestmark = pytest.mark.pty

TYPED = "half a thought"
ASKED = "Last time, this workshop was interrupted"


def killed_while_typing(terminal: Terminal, home: Path) -> None:
    terminal.wait_for(QUESTION)
    terminal.type(TYPED)
    terminal.until(lambda: typed_texts(home) == [TYPED], "the text on disk")
    terminal.signal(signal.SIGKILL)
    assert terminal.exit_code() == -signal.SIGKILL


def test_what_was_being_typed_is_put_back(tmp_path: Path) -> None:
    """2, 14: not even a second kill, while the question is open, loses it."""
    path = workshop_at_a_question(tmp_path)
    before = path.read_bytes()
    with started(tmp_path, "open", path.stem) as terminal:
        killed_while_typing(terminal, tmp_path / "home")
    assert path.read_bytes() == before
    with started(tmp_path, "open", path.stem) as terminal:
        terminal.wait_for(ASKED, TYPED)
        terminal.signal(signal.SIGKILL)
        assert terminal.exit_code() == -signal.SIGKILL
    with started(tmp_path, "open", path.stem) as terminal:
        terminal.wait_for(ASKED, TYPED)
        terminal.press("enter")
        terminal.wait_for(f"1   {TYPED}")
        terminal.press("ctrl+q")
        assert terminal.exit_code() == 0
    assert notes_in(path) == [TYPED]
    with started(tmp_path, "open", path.stem) as terminal:
        terminal.wait_for(QUESTION, TYPED)
        assert ASKED not in terminal.text
        terminal.press("ctrl+q")
        assert terminal.exit_code() == 0


MOMENTS = {
    "on a letter that is drawn": "They wait for days until somebody answers",
    "among letters typed ahead": "They wait\rfor days\runtil somebody answers",
    "behind a note that was kept just now": "They wait for days\r",
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_what_was_seen_outlives_a_kill_and_nothing_is_made_up(tmp_path: Path, moment: str) -> None:
    """1, 2: what was typed and not seen yet may be lost, from its end only."""
    path = workshop_at_a_question(tmp_path)
    with started(tmp_path, "open", path.stem) as terminal:
        terminal.wait_for(QUESTION)
        typing = type_on(terminal, iter(MOMENTS[moment]), len(MOMENTS[moment]))
        first, last = typing.notes[0], typing.notes[-1]
        if moment == "on a letter that is drawn":
            terminal.until(lambda: shown(terminal, last) == last, "all that was typed")
        elif moment == "behind a note that was kept just now":
            terminal.wait_for(f"1   {first}")
        seen = [first] if terminal.shows(f"1   {first}") else []
        seen.append(shown(terminal, last))
        when = kill(terminal)
    found = lost(typing, came_back(path, state_of(tmp_path / "home")), when, seen)
    assert found.made_up == []
    assert found.seen == []
    if moment != "among letters typed ahead":
        assert found.letters == 0
