"""--accessible in a real terminal: its own cursor is visible, and where the user is."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from in_terminal import started
from terminal import Terminal
from valueworkshop.core.session.ids import random_ids
from valueworkshop.core.session.people import Person
from valueworkshop.core.session.session import Place
from valueworkshop.files.home.named_sessions import save_new
from valueworkshop.files.home.new_sessions import new_session

pytestmark = pytest.mark.pty

PEOPLE = ("Ana", "Ben", "Cleo")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A workshop of three people who are about to vote."""
    session = new_session("essentials", random_ids(Random(3)), dt.date(2026, 11, 22), "Dealers")
    people = {f"p{n}": Person(name=name, voter=f"v{n}", order=n) for n, name in enumerate(PEOPLE)}
    place = Place(stage="checklist", at="together")
    return save_new(replace(session, people=people, place=place), tmp_path / "sessions")


def stands_behind(terminal: Terminal, text: str) -> None:
    """Wait until the cursor is right after `text`."""

    def there() -> bool:
        x, y = terminal.cursor
        return terminal.text.split("\n")[y].ljust(x)[:x].endswith(text)

    terminal.until(there, f"the cursor behind {text!r}", of_screen=True)


def stands_at(terminal: Terminal, text: str) -> None:
    """Wait until the cursor is at the beginning of `text`."""

    def there() -> bool:
        x, y = terminal.cursor
        return terminal.text.split("\n")[y][x:].startswith(text)

    terminal.until(there, f"the cursor at {text!r}", of_screen=True)


def test_the_cursor_is_seen_and_follows_a_vote_a_list_and_a_form(
    tmp_path: Path, path: Path
) -> None:
    with started(tmp_path, "open", path.stem, "--accessible") as terminal:
        terminal.wait_for("Ana", "Cleo")
        stands_at(terminal, "[ ] Ana")
        terminal.type("4")
        stands_at(terminal, "[ ] Ben")
        terminal.press("ctrl+g")
        terminal.wait_for("type part of its name")
        terminal.press("down")
        stands_at(terminal, "▸")
        terminal.type("agree act")
        terminal.wait_for("▸     Agree actions")
        stands_behind(terminal, "agree act")
        terminal.press("enter")
        terminal.wait_for("You are now at O Choose and act: Agree actions.")
        terminal.type("+")
        terminal.wait_for("Next field")
        terminal.type("Call back")
        stands_behind(terminal, "Call back")
        terminal.press("tab")
        stands_at(terminal, "‹ nothing named ›")
        terminal.press("ctrl+q")
        assert terminal.exit_code() == 0
        # Hidden once, before the first paint, and shown ever after.
        assert terminal.raw.rindex(b"\x1b[?25l") < terminal.raw.index(b"\x1b[?25h")
