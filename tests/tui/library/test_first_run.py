"""The library with no workshop yet: one card, three ways to begin, and no key that does nothing."""

import shutil
from pathlib import Path

import pytest

from running import app_of, appears, running, screen_text, session_of, settled, type_text, until
from valueworkshop.tui.library.library_screen import LibraryScreen
from valueworkshop.tui.widgets.key_bar import KeyBar

SAMPLES = Path(__file__).parents[3] / "sessions"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*.toml"))


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (160, 50)])
async def test_one_card_says_what_this_is_and_how_to_begin(
    folder: Path, size: tuple[int, int]
) -> None:
    async with running(folder, size=size) as pilot:
        shown = " ".join(screen_text(pilot).split())
        for text in (
            "Value here means what customers get, as they see it.",
            "▸ n Start a new workshop",
            "d Look at a filled-in example",
            "o Open a file from elsewhere",
            "a workshop that a colleague sent you",
        ):
            assert text in shown, text


async def test_the_keys_are_those_that_do_something_here(folder: Path) -> None:
    async with running(folder, size=(120, 40)) as pilot:
        keys = [what for _, _, what in pilot.app.screen.query_one(KeyBar).shown_keys()]
        assert keys == ["Choose", "Example", "New", "Open a file", "Help"]
        before = screen_text(pilot)
        await pilot.press("s", "slash", "a", "F", "e", "c", "f", "g", "R", "A")
        assert isinstance(pilot.app.screen, LibraryScreen)
        assert screen_text(pilot).split("\n")[:30] == before.split("\n")[:30]


@pytest.mark.parametrize("keys", [("d",), ("D",), ("down", "enter")])
async def test_the_example_is_one_key_away(folder: Path, keys: tuple[str, ...]) -> None:
    async with running(folder) as pilot:
        await pilot.press(*keys)
        await until(pilot, lambda: app_of(pilot).sitting is not None, "the workshop")
        assert session_of(pilot).title == "Owning it without the hassle"


@pytest.mark.parametrize("there_is_one", [False, True])
async def test_a_file_from_elsewhere_opens_where_it_is(
    folder: Path,
    tmp_path: Path,
    there_is_one: bool,  # noqa: FBT001 - pytest passes by name
) -> None:
    elsewhere = tmp_path / "from Ann.toml"
    shutil.copy(SAMPLES / "restaurant.toml", elsewhere)
    if there_is_one:
        shutil.copy(SAMPLES / "phone-shop.toml", folder)
    async with running(folder) as pilot:
        await pilot.press("o")
        assert "Where is the workshop?" in screen_text(pilot)
        await type_text(pilot, "no/such")
        await pilot.press("enter")
        assert "There is no file with this path." in screen_text(pilot)
        await pilot.press("ctrl+u")
        await type_text(pilot, str(elsewhere).replace(" ", "\\ "))
        await pilot.press("enter")
        await until(pilot, lambda: app_of(pilot).sitting is not None, "the workshop")
        await settled(pilot)
        sitting = app_of(pilot).sitting
        assert sitting is not None
        assert sitting.path == elsewhere
    assert len(names(folder)) == there_is_one


async def test_a_file_that_is_no_workshop_says_so(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text("title = \n")
    async with running(folder) as pilot:
        await pilot.press("o")
        await type_text(pilot, str(other))
        await pilot.press("enter")
        await appears(pilot, "this is not a value")
        assert isinstance(pilot.app.screen, LibraryScreen)
        await pilot.press("o", "escape")
        assert isinstance(pilot.app.screen, LibraryScreen)


async def test_the_list_comes_and_goes_with_its_files(folder: Path) -> None:
    async with running(folder) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, LibraryScreen)
        shutil.copy(SAMPLES / "restaurant.toml", folder)
        screen.table.look_again()
        await appears(pilot, "Lunch and dinner on the square")
        await pilot.press("home", "A")
        await appears(pilot, "is in the archive")
        await appears(pilot, "Welcome")
        await pilot.press("u")
        await appears(pilot, "is back from the archive.")
        await appears(pilot, "▸  Lunch and dinner on the square")
