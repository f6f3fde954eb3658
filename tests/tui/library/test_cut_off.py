"""4: a workshop whose very first save was cut off is offered in the library."""

import os
from pathlib import Path

import pytest

from running import app_of, new_file, running, screen_text, session_of, until
from valueworkshop.files.home.cut_off_saves import cut_off
from valueworkshop.files.home.sessions_folder import listing
from valueworkshop.files.safe import backups
from valueworkshop.files.safe.atomic import TEMP
from valueworkshop.files.text import session_file
from valueworkshop.tui.library.cut_off_screen import CutOffScreen
from valueworkshop.tui.library.library_screen import LibraryScreen


def left(folder: Path, title: str = "Dealers, autumn", share: float = 1.0) -> bytes:
    """Leave what a kill leaves in the middle of making a workshop."""
    path = new_file(folder, title)
    data = path.read_bytes()
    path.unlink()
    (folder / f"{TEMP}1.tmp").write_bytes(data[: int(len(data) * share)])
    return data


def kept() -> list[bytes]:
    shelves = backups.shelves(Path(os.environ["VALUEWORKSHOP_STATE"]))
    return [backup.read() for shelf in shelves for backup in backups.listing(shelf)]


async def test_enter_brings_it_back(folder: Path) -> None:
    data = left(folder, "[b]Dealers")
    async with running(folder) as pilot:
        assert isinstance(pilot.app.screen, CutOffScreen)
        shown = screen_text(pilot)
        assert "[b]Dealers" in shown
        assert "We can bring all of it back" in shown
        await pilot.press("enter")
        await until(pilot, lambda: app_of(pilot).sitting is not None, "the workshop")
        assert session_of(pilot) == session_file.loads(data, "").session
    (entry,) = listing(folder)
    assert entry.path.read_bytes() == data
    assert kept() == [data]
    assert cut_off(folder) == []


async def test_of_half_a_file_the_title_comes_back(folder: Path) -> None:
    left(folder, share=0.5)
    async with running(folder) as pilot:
        assert "Only its title is left" in screen_text(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: app_of(pilot).sitting is not None, "the workshop")
        assert session_of(pilot).title == "Dealers, autumn"
    assert len(kept()) == 1


async def test_d_puts_it_aside(folder: Path) -> None:
    data = left(folder)
    async with running(folder) as pilot:
        await pilot.press("d")
        assert isinstance(pilot.app.screen, LibraryScreen)
        assert "valueworkshop restore" in screen_text(pilot)
    assert kept() == [data]
    assert cut_off(folder) == []


async def test_leaving_without_a_choice_asks_again(folder: Path) -> None:
    left(folder)
    async with running(folder) as pilot:
        await pilot.press("ctrl+q")
    assert len(cut_off(folder)) == 1


async def test_one_that_another_window_has_saved_by_now_is_not_made_twice(folder: Path) -> None:
    data = left(folder)
    async with running(folder) as pilot:
        (folder / f"{TEMP}1.tmp").rename(folder / "x.toml")
        await pilot.press("enter")
        await until(pilot, lambda: "saved in the meantime" in screen_text(pilot), "the message")
    (entry,) = listing(folder)
    assert entry.path.read_bytes() == data


@pytest.mark.parametrize("data", [b"", b"\0" * 500, b"no session", b"id = 'x'\n"])
async def test_what_names_no_workshop_is_not_offered(folder: Path, data: bytes) -> None:
    (folder / f"{TEMP}1.tmp").write_bytes(data)
    async with running(folder) as pilot:
        assert isinstance(pilot.app.screen, LibraryScreen)


async def test_beside_its_workshop_it_is_not_offered(folder: Path) -> None:
    """It is of a later save then, and goes to the backups."""
    data = new_file(folder).read_bytes()
    (folder / f"{TEMP}1.tmp").write_bytes(data)
    async with running(folder) as pilot:
        assert isinstance(pilot.app.screen, LibraryScreen)
