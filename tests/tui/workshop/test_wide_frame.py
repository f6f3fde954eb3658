"""What stands beside a stage on a wide screen: the list of stages, the time left, what helps."""

import shutil
from pathlib import Path

import pytest

from running import fly, new_file, running, screen_text, settled

SAMPLES = Path(__file__).parents[3] / "sessions"


@pytest.fixture
def long_day(folder: Path) -> Path:
    """A workshop of a whole day, with 21 stages."""
    return Path(shutil.copy(SAMPLES / "office-coffee.toml", folder))


async def test_the_list_has_short_titles_and_marks_what_is_done(long_day: Path) -> None:
    async with running(long_day, at=("value", ""), size=(120, 40)) as pilot:
        seen = screen_text(pilot)
        assert "✓ B Checklist" in seen
        assert "▌▸ D Value equation" in seen
        assert "  N So far" in seen
        assert "7 of 21" in seen
        assert "done" not in seen


async def test_a_stage_that_was_begun_shows_squares(folder: Path) -> None:
    async with running(new_file(folder), at=("guiding", "rivals"), size=(120, 40)) as pilot:
        await pilot.press(*"dear", "enter")
        await settled(pilot)
        assert "▸ A Questions   ■□□" in screen_text(pilot)


async def test_the_open_stage_shows_even_if_not_all_fit(long_day: Path) -> None:
    async with running(long_day, at=("close", ""), size=(120, 20)) as pilot:
        seen = screen_text(pilot)
        assert "▸ P Close" in seen
        assert "Frame" not in seen


async def test_what_does_not_fit_folds_to_its_heading(long_day: Path) -> None:
    async with running(long_day, at=("value", ""), size=(160, 50)) as pilot:
        assert "▾ With a large group" in screen_text(pilot)
        await fly(pilot, (120, 22))
        seen = screen_text(pilot)
        assert "▸ With a large group" in seen
        assert "They tell the room before" not in seen


async def test_it_is_wide_in_the_first_frame(long_day: Path) -> None:
    async with running(long_day, at=("value", ""), size=(160, 50)) as pilot:
        assert {"-wide", "-high", "-vast"} <= pilot.app.screen.classes
        assert pilot.app.screen.query_one("#rail").size.width == 28
        await fly(pilot, (120, 40))
        assert pilot.app.screen.query_one("#rail").size.width == 23
