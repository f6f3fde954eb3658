"""Keys that nobody waits for: while the program starts, and one upon the other."""

from pathlib import Path
from random import Random

import pytest

from hurried import hurry, hurry_the_start
from in_terminal import QUESTION, notes_in, started, workshop_at_a_question

pytestmark = pytest.mark.pty


@pytest.mark.parametrize("seed", range(4))
def test_keys_in_flight_end_no_start(tmp_path: Path, seed: int) -> None:
    assert hurry_the_start(tmp_path, Random(seed)).wrong == ""


@pytest.mark.parametrize("seed", range(2))
def test_no_keys_without_waiting_end_it(tmp_path: Path, seed: int) -> None:
    tried = hurry(tmp_path, Random(seed), 150)
    assert (tried.wrong, tried.keys) == ("", 150)


def test_what_is_typed_before_the_first_screen_waits_and_then_acts(tmp_path: Path) -> None:
    path = workshop_at_a_question(tmp_path)
    with started(tmp_path, "open", path.stem) as terminal:
        terminal.until(lambda: not terminal.echoes, "a program that listens", of_screen=True)
        terminal.type("typed early\rand more")
        terminal.wait_for("1   typed early", "and more")
        terminal.press("ctrl+q")
        assert terminal.exit_code() == 0
    assert notes_in(path) == ["typed early", "and more"]


def test_what_is_typed_behind_enter_in_the_library_is_for_the_workshop(tmp_path: Path) -> None:
    path = workshop_at_a_question(tmp_path)
    with started(tmp_path) as terminal:
        terminal.until(lambda: not terminal.echoes, "a program that listens", of_screen=True)
        terminal.type("\ra note typed at once\r")
        terminal.wait_for(QUESTION, "1   a note typed at once")
        terminal.press("ctrl+q")
        assert terminal.exit_code() == 0
    assert notes_in(path) == ["a note typed at once"]


def test_enter_before_the_program_listens_is_enter(tmp_path: Path) -> None:
    path = workshop_at_a_question(tmp_path)
    with started(tmp_path) as terminal:
        terminal.type("\r")
        terminal.wait_for(QUESTION)
        terminal.press("ctrl+q")
        assert terminal.exit_code() == 0
    assert notes_in(path) == []
