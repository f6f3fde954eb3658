"""What stands beside a stage on a wide screen: the list of stages, the time left, what helps."""

import shutil
from pathlib import Path

import pytest

from running import fly, new_file, running, screen_text, settled
from valueworkshop.tui.workshop.side_panel import Side
from valueworkshop.tui.workshop.top_line import TopLine

SAMPLES = Path(__file__).parents[3] / "sessions"


@pytest.fixture
def long_day(folder: Path) -> Path:
    """A workshop of a whole day, with 22 stages."""
    return Path(shutil.copy(SAMPLES / "office-coffee.toml", folder))


async def test_the_list_has_short_titles_and_marks_what_is_done(long_day: Path) -> None:
    async with running(long_day, at=("value", ""), size=(120, 40)) as pilot:
        seen = screen_text(pilot)
        assert "✓ B Checklist" in seen
        assert "▌▸ D Value equation" in seen
        assert "  N So far" in seen
        assert "7 of 22" in seen
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
    async with running(long_day, at=("guiding", "expectations"), size=(160, 50)) as pilot:
        assert "▾ With a large group" in screen_text(pilot)
        await fly(pilot, (120, 22))
        seen = screen_text(pilot)
        assert "▸ With a large group" in seen
        assert "Work in threes" not in seen


async def test_it_is_wide_in_the_first_frame(long_day: Path) -> None:
    async with running(long_day, at=("value", ""), size=(160, 50)) as pilot:
        assert {"-wide", "-high", "-vast"} <= pilot.app.screen.classes
        assert pilot.app.screen.query_one("#rail").size.width == 28
        await fly(pilot, (120, 40))
        assert pilot.app.screen.query_one("#rail").size.width == 23


async def test_a_key_turns_the_side_away_and_back_also_while_one_writes(long_day: Path) -> None:
    async with running(long_day, at=("guiding", "rivals"), size=(120, 40)) as pilot:
        assert "▾ What to say" in screen_text(pilot)
        await pilot.press("f2")
        await settled(pilot)
        assert "What to say" not in screen_text(pilot)
        await pilot.press("ctrl+n")
        await settled(pilot)
        assert "What to say" not in screen_text(pilot)
        await pilot.press("f2")
        await settled(pilot)
        assert "▾ What to say" in screen_text(pilot)


async def test_a_reveal_has_the_whole_width_unless_somebody_wants_the_side(long_day: Path) -> None:
    async with running(long_day, at=("checklist", "touchpoint"), size=(120, 40)) as pilot:
        assert "What to say" not in screen_text(pilot)
        await pilot.press("f2")
        await settled(pilot)
        assert "▾ What to say" in screen_text(pilot)
        await pilot.press("f2")
        await fly(pilot, (160, 50))
        assert "What to say" not in screen_text(pilot)


async def test_words_too_long_for_the_side_scroll_and_are_not_cut(long_day: Path) -> None:
    async with running(long_day, at=("guiding", "expectations"), size=(120, 20)) as pilot:
        side = pilot.app.screen.query_one(Side)
        assert "▾ What this is about" in screen_text(pilot)
        assert "▸ With a large group" in screen_text(pilot)
        side.scroll_end(animate=False)
        await settled(pilot)
        assert "▸ With a large group" in screen_text(pilot)


async def test_the_sides_of_the_top_line_never_touch(long_day: Path) -> None:
    """At every width, whatever there is to say about saving."""
    async with running(long_day, at=("guiding", "rivals"), size=(120, 24)) as pilot:
        line = pilot.app.screen.query_one(TopLine)
        for width in (60, 79, 100, 107, 113, 120, 131, 160):
            await fly(pilot, (width, 24))
            for said in (
                "saved",
                "still saving, a draft is safe",
                "NOT SAVED: no room on the disk",
            ):
                line.show_saved(said)
                text = screen_text(pilot).split("\n")[0]
                left, _, right = text.partition("of 9")
                assert left.strip(), text
                assert right.startswith("  "), text
