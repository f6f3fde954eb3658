"""The screen of many workshops: each question with its numbers, and what it says without any."""

import shutil
import sys
from pathlib import Path

import pytest

from running import app_of, appears, running, screen_text
from valueworkshop.core.show.blocks import Table
from valueworkshop.core.show.pictures import cell_len
from valueworkshop.portfolio.five_questions import QUESTIONS
from valueworkshop.tui.library.library_screen import LibraryScreen
from valueworkshop.tui.library.portfolio_screen import PortfolioScreen, table_lines

SAMPLES = Path(__file__).parents[3] / "sessions"


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
async def test_each_question_has_its_numbers(folder: Path, size: tuple[int, int]) -> None:
    for name in ("bakery-1-winter", "bakery-2-spring", "bakery-3-autumn", "restaurant"):
        shutil.copy(SAMPLES / f"{name}.toml", folder)
    async with running(folder, size=size) as pilot:
        await pilot.press("P")
        await appears(pilot, "4 workshops, 21 participants")
        for question in QUESTIONS:
            await appears(pilot, question.title)
            await pilot.press("n")
        assert "1 of 5" in screen_text(pilot)
        await pilot.press("b")
        await appears(pilot, "5 of 5")
        await pilot.press("2")
        await appears(pilot, "Of 11 actions 3 done")
        await pilot.press("escape")
        await appears(pilot, "Bread before seven")
        assert isinstance(app_of(pilot).screen, LibraryScreen)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_picture_is_seen_whole_with_the_head_of_its_table(
    folder: Path, size: tuple[int, int]
) -> None:
    for path in SAMPLES.glob("*.toml"):
        shutil.copy(path, folder)
    async with running(folder, size=size) as pilot:
        await pilot.press("P")
        await appears(pilot, "7 workshops")
        for foot in ("All items", "dropped", "assumed", "4/5", "2026-Q4"):
            shown = screen_text(pilot)
            assert foot in shown
            assert any(head in shown for head in ("Team", "Who", "Quarter", "Item"))
            await pilot.press("n")


async def test_without_the_extra_it_says_what_to_install(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(SAMPLES / "restaurant.toml", folder)
    monkeypatch.setitem(sys.modules, "duckdb", None)
    async with running(folder) as pilot:
        await pilot.press("P")
        await appears(pilot, "pip install 'valueworkshop[portfolio]'")
        await pilot.press("n", "escape")
        await appears(pilot, "Lunch and dinner")


async def test_a_title_of_a_stranger_is_shown_letter_for_letter(folder: Path) -> None:
    text = (SAMPLES / "restaurant.toml").read_text(encoding="utf-8")
    text = text.replace('offer = "', 'offer = "[@click=app.quit]x[/] [/b] ')
    (folder / "one.toml").write_text(text, encoding="utf-8")
    async with running(folder, size=(160, 50)) as pilot:
        await pilot.press("P")
        await appears(pilot, "[@click=app.quit]x[/]")
        assert isinstance(app_of(pilot).screen, PortfolioScreen)


def test_a_table_keeps_within_its_width() -> None:
    table = Table(("Item", "Gap", "Team"), (("long " * 20, "80", "東京" * 20),), frozenset({1}))
    for width in (30, 60, 200):
        lines = list(table_lines(table, width))
        assert all(cell_len(line) <= width for line in lines)
        assert all("80" in line or "Gap" in line for line in lines)
