"""The terminal is asked for its background: the answer decides the look, and is no typed text."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from textual.theme import Theme

from in_terminal import QUESTION, notes_in, started, workshop_at_a_question
from terminal import Terminal
from valueworkshop.tui.terminal.background import ASK
from valueworkshop.tui.terminal.themes import DARK, LIGHT

pytestmark = pytest.mark.pty

QUERY = ASK.encode()
WHITE = b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\"
BLACK = b"\x1b]11;rgb:0000/0000/0000\x07"


def worn(terminal: Terminal) -> str:
    """Return the ground of a blank cell below the top line."""
    return f"#{terminal.ground(0, 1)}"


def wait_for_look(terminal: Terminal, ground: str | None) -> None:
    terminal.until(lambda: worn(terminal) == ground, f"a ground of {ground}", of_screen=True)


@pytest.mark.parametrize(("answer", "look"), [(WHITE, LIGHT), (BLACK, DARK)])
def test_the_answer_decides_the_look(tmp_path: Path, answer: bytes, look: Theme) -> None:
    path = workshop_at_a_question(tmp_path)
    with started(tmp_path, "open", path.stem, answers={QUERY: answer}) as terminal:
        terminal.wait_for(QUESTION)
        wait_for_look(terminal, look.background)


def test_watch_asks_too(tmp_path: Path) -> None:
    path = workshop_at_a_question(tmp_path)
    with started(tmp_path, "watch", path.stem, answers={QUERY: WHITE}) as terminal:
        terminal.wait_for(QUESTION)
        wait_for_look(terminal, LIGHT.background)


def test_a_theme_that_was_chosen_is_worn_and_nothing_asked(tmp_path: Path) -> None:
    path = workshop_at_a_question(tmp_path)
    chosen, answers = {"VALUEWORKSHOP_THEME": "dark"}, {QUERY: WHITE}
    with started(tmp_path, "open", path.stem, more=chosen, answers=answers) as terminal:
        terminal.wait_for(QUESTION)
        assert worn(terminal) == DARK.background
        assert QUERY not in terminal.raw


@pytest.mark.parametrize(
    "pieces",
    [
        [],
        [WHITE],
        [WHITE[:1], WHITE[1:]],
        [WHITE[:9], WHITE[9:]],
        [WHITE[:3], WHITE[3:12], WHITE[12:-1], WHITE[-1:]],
    ],
    ids=["never", "whole", "after Esc", "in two", "in four"],
)
def test_what_is_typed_around_and_within_an_answer_is_kept(
    tmp_path: Path, pieces: Sequence[bytes]
) -> None:
    path = workshop_at_a_question(tmp_path)
    with started(tmp_path, "open", path.stem) as terminal:
        terminal.until(lambda: QUERY in terminal.raw, "the question for the background")
        terminal.type("so they")
        for piece in pieces:
            terminal.send(piece)
            terminal.type(" say" if piece.endswith(b"\\") else "")
        terminal.type(" wow")
        terminal.press("enter")
        said = "so they say wow" if pieces else "so they wow"
        terminal.wait_for(QUESTION, said)
        terminal.until(lambda: notes_in(path) == [said], "the note")


def test_a_key_typed_between_two_pieces_acts_in_its_turn(tmp_path: Path) -> None:
    path = workshop_at_a_question(tmp_path)
    with started(tmp_path, "open", path.stem) as terminal:
        terminal.until(lambda: QUERY in terminal.raw, "the question for the background")
        for piece in (b"one", WHITE[:11], b"\r", WHITE[11:], b"two\r"):
            terminal.send(piece)
        terminal.until(lambda: notes_in(path) == ["one", "two"], "both notes")
        assert "rgb" not in terminal.text
        assert "ffff" not in terminal.text


def test_an_answer_long_after_the_start_is_swallowed(tmp_path: Path) -> None:
    path = workshop_at_a_question(tmp_path)
    with started(tmp_path, "open", path.stem) as terminal:
        terminal.wait_for(QUESTION)
        terminal.type("first\r")
        terminal.until(lambda: notes_in(path) == ["first"], "the first note")
        terminal.send(b"sec" + WHITE + b"ond\r")
        terminal.until(lambda: notes_in(path) == ["first", "second"], "the second note")
