"""One key, one frame: what the terminal gets between two marks of a synchronised update."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from rich.cells import cell_len

from cell_terminal import CellTerminal
from in_terminal import go_to, started
from terminal import Terminal

pytestmark = pytest.mark.pty

SAMPLE = Path(__file__).parents[2] / "sessions" / "restaurant.toml"
BEGIN = b"\x1b[?2026h"
SIZE = (120, 40)
SUMMARY = "Where we fall short"
STILL = {"TEXTUAL_ANIMATIONS": "none"}

MANY = 12
"""Rows that a change of the screen changes at least; words of a message change three at most."""

ROUNDS = 3
"""How often we go there and back; a frame too many comes before the next key at the latest."""


@dataclass(frozen=True)
class Frame:
    """What a frame changed, and the line of keys below it then."""

    rows: frozenset[int]
    keys: str


def frames(raw: bytes, begun: int, size: tuple[int, int]) -> list[Frame]:
    """Return the frames in what a terminal got, those after `begun` bytes that change a cell."""
    drawn, found = CellTerminal(*size, cell_len), []
    drawn.feed(raw[:begun].decode(errors="ignore"))
    for frame in raw[begun:].split(BEGIN):
        before = [list(row) for row in drawn.cells]
        drawn.feed(frame.decode(errors="ignore"))
        rows = frozenset(y for y, row in enumerate(drawn.cells) if row != before[y])
        if rows:
            found.append(Frame(rows, "".join(sign for sign, _ in drawn.cells[-1]).strip()))
    return found


def opened(folder: Path, size: tuple[int, int], more: Mapping[str, str]) -> Terminal:
    """Open the sample in a terminal."""
    (folder / "sessions").mkdir()
    shutil.copy(SAMPLE, folder / "sessions")
    return started(folder, "open", SAMPLE.stem, size=size, more=more)


def there_and_back(
    terminal: Terminal, there: str, seen: str, back: str, behind: str
) -> list[Frame]:
    """Press two keys in turns, each when the screen shows what the other did; return the frames."""
    terminal.press(there)
    terminal.wait_for(seen)  # the first visit makes what the next ones show
    terminal.press(back)
    terminal.wait_for(behind)
    begun = len(terminal.raw)
    for _ in range(ROUNDS):
        terminal.press(there)
        terminal.wait_for(seen)
        terminal.press(back)
        terminal.wait_for(behind)
    return frames(bytes(terminal.raw), begun, SIZE)


TURNS = {
    "help": ("Gap summary", "f1", "You can also click a line", "escape", SUMMARY),
    "go to": ("Gap summary", "ctrl+g", "type part of its name", "escape", SUMMARY),
    "another stage": ("Gap summary", "ctrl+n", "shall we work on", "b", SUMMARY),
    "another reveal": ("We renew", "b", "5 of 6", "ctrl+n", "6 of 6"),
}
"""A place, a key and what it shows, and a key that goes back and what that shows."""


def test_a_key_that_changes_the_screen_draws_it_once(tmp_path: Path) -> None:
    """All in one terminal: a start takes longer than the keys."""
    drawn = {}
    with opened(tmp_path, SIZE, STILL) as terminal:
        terminal.wait_for("Stages")
        for name, (place, there, seen, back, behind) in TURNS.items():
            go_to(terminal, place, behind)
            drawn[name] = there_and_back(terminal, there, seen, back, behind)
    for name, found in drawn.items():
        large = [frame for frame in found if len(frame.rows) >= MANY]
        assert len(large) == 2 * ROUNDS, name
        assert {frame.keys for frame in found} == {frame.keys for frame in large}, name


def test_a_reveal_that_moves_shows_no_keys_of_another_place(tmp_path: Path) -> None:
    with opened(tmp_path, SIZE, {}) as terminal:
        terminal.wait_for("Stages")
        go_to(terminal, "Products and services", "5 of 6")
        here = terminal.text.splitlines()[-1].strip()
        assert here.startswith("Enter Next item")
        drawn = there_and_back(terminal, "b", "4 of 6", "ctrl+n", "5 of 6")
    assert {frame.keys for frame in drawn} == {here}


def is_other(terminal: Terminal, before: str) -> bool:
    """Return whether the terminal shows something else than `before`."""
    return terminal.text != before


def moved(terminal: Terminal, size: tuple[int, int]) -> list[int]:
    """Move a cursor down and up; return how many rows each frame changes."""
    begun = len(terminal.raw)
    for key in ("j", "k") * ROUNDS:
        before = terminal.text
        terminal.press(key)
        terminal.until(partial(is_other, terminal, before), "the cursor moved")
    return [len(frame.rows) for frame in frames(bytes(terminal.raw), begun, size)]


def test_the_cursor_of_the_library_draws_two_rows(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE.parent, tmp_path / "sessions")
    with started(tmp_path, size=(80, 24)) as terminal:
        terminal.wait_for("late   7 workshops", "Bread before seven 3")
        drawn = moved(terminal, (80, 24))
    assert max(drawn) == 2 * 2  # each of two lines


def test_the_cursor_of_the_notes_draws_two_rows(tmp_path: Path) -> None:
    with opened(tmp_path, (80, 24), {}) as terminal:
        terminal.wait_for("saved")
        go_to(terminal, "makes customers buy", "What we know")
        terminal.press("escape")
        terminal.wait_for("Enter Edit", "saved ")  # or the top line says so in one of the frames
        drawn = moved(terminal, (80, 24))
    assert max(drawn) == 3 + 4  # the lines of both, and none below them


def test_what_stood_there_is_drawn_anew_if_another_program_wrote_over_it(tmp_path: Path) -> None:
    with opened(tmp_path, SIZE, STILL) as terminal:
        terminal.wait_for("Stages")
        go_to(terminal, "Gap summary", SUMMARY)
        terminal.press("j", "f1")
        terminal.wait_for("You can also click a line")
        terminal.resize(100, 30)
        terminal.press("escape")
        terminal.wait_for(SUMMARY)
        terminal.resize(*SIZE)
        terminal.wait_for("Stages")
        terminal.erase()
        terminal.press("ctrl+l")
        terminal.wait_for(SUMMARY, "Stages")
        drawn = frames(bytes(terminal.raw), 0, SIZE)
    assert drawn[-1].keys == terminal.text.splitlines()[-1].strip()
