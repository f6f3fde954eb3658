"""Time on screen: the top line, its warnings, more and less, and the panel."""

import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from fake_time import FakeTime
from running import (
    TODAY,
    app_for,
    app_of,
    fly,
    new_file,
    screen_text,
    session_of,
    settled,
    to_library,
    top_line,
    top_line_says,
    type_text,
    until,
    workshop_of,
)
from valueworkshop.core.session.session import Place
from valueworkshop.core.session.stage_times import StageTime, Timing
from valueworkshop.files.text import session_file


async def go(pilot: Pilot[None], clock: FakeTime, seconds: float) -> None:
    """Let time pass as the app would see it."""
    keeper = workshop_of(pilot).time
    end = clock.steady + seconds
    while clock.steady < end:
        clock.go(min(keeper.watch.next_look() or seconds, end - clock.steady))
        keeper.wake()
    await pilot.pause()


@pytest.fixture
def clock() -> FakeTime:
    """A clock that goes on command."""
    return FakeTime(TODAY)


@asynccontextmanager
async def timed(path: Path, clock: FakeTime, at: tuple[str, str]) -> AsyncIterator[Pilot[None]]:
    """Run the app with a clock that goes on command."""
    app = app_for(path, at)
    app.clock = clock
    async with app.run_test(size=(80, 24)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        yield pilot
        app.stand_up()


async def test_the_top_line_counts_down_warns_and_counts_on(
    folder: Path, clock: FakeTime, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with timed(new_file(folder), clock, ("guiding", "rivals")) as pilot:
        bells: list[int] = []
        monkeypatch.setattr(pilot.app, "bell", lambda: bells.append(1))
        await top_line_says(pilot, "25 min planned")
        assert "The timer starts with the first answer" in screen_text(pilot)

        await type_text(pilot, "prices")
        await pilot.press("enter")
        await top_line_says(pilot, "25 min left · on plan")
        await go(pilot, clock, 61)
        await top_line_says(pilot, "24 min left · on plan")
        await type_text(pilot, "half")  # a minute passes, and what is typed stays
        await go(pilot, clock, 60)
        assert "half" in screen_text(pilot)
        await top_line_says(pilot, "23 min left")

        await go(pilot, clock, 18 * 60)
        await top_line_says(pilot, "! 5 min left · on plan")
        assert "! 5 min left in this stage." in screen_text(pilot)
        assert len(bells) == 1
        await go(pilot, clock, 5 * 60 - 75)
        assert len(bells) == 2
        await go(pilot, clock, 33)
        await top_line_says(pilot, "!! 45 s left")
        for size in ((60, 20), (120, 40)):
            await fly(pilot, size)
            await top_line_says(pilot, "A Guiding questions  ")
            await top_line_says(pilot, "2 of 9")
            await top_line_says(pilot, "!! 45 s left")
            await top_line_says(pilot, "on plan")
        await fly(pilot, (80, 24))
        await go(pilot, clock, 45 + 8 * 60)
        await top_line_says(pilot, "!! 8 min over, 8 behind")
        assert "We are 8 min behind. Esc T shows how to catch up." not in screen_text(pilot)
        assert "We are 5 min behind. Esc T shows how to catch up." in screen_text(pilot)
        assert len(bells) == 2

        await pilot.press("escape", "greater_than_sign", "greater_than_sign", "less_than_sign")
        assert "This stage now has 26 minutes." in screen_text(pilot)
        await top_line_says(pilot, "7 min over, 8 behind")


async def test_the_panel_shows_ways_out_and_does_them(folder: Path, clock: FakeTime) -> None:
    path = new_file(folder)
    async with timed(path, clock, ("guiding", "rivals")) as pilot:
        await pilot.press("escape", "T", "space")
        await go(pilot, clock, 33 * 60)
        assert "8 min behind · ends 11:23, planned 11:15" in screen_text(pilot)
        assert "take 8 min from the stages ahead" in screen_text(pilot)
        await pilot.press("s")
        assert "on plan · ends 11:15" in screen_text(pilot)
        await pilot.press("d")
        assert "You cannot drop that one. d again drops Break." in screen_text(pilot)
        await pilot.press("d")
        assert "Break is dropped" in screen_text(pilot)
        assert "5 min ahead" in screen_text(pilot)
        await pilot.press("home", "d")
        assert "every workshop needs it" in screen_text(pilot)

        await pilot.press("x", "space")
        assert "Paused" in screen_text(pilot)
        await go(pilot, clock, 600)
        assert "5 min behind" in screen_text(pilot)
        await pilot.press("space", "e")
        assert "on plan · ends 11:20" in screen_text(pilot)
        clock.sleep(3600)
        workshop_of(pilot).time.wake()
        await pilot.pause()
        assert "We did not count 60 min" in screen_text(pilot)
        await pilot.press("c")
        assert "Counted 60 min." in screen_text(pilot)
        await pilot.press("T")
        assert not workshop_of(pilot).time.bell

        workshop_of(pilot).desk.move(Place(stage="checklist", at="renewal"))
        await pilot.pause()
        await pilot.press("ctrl+n")
        assert session_of(pilot).place.stage == "summary"  # the break was dropped
        workshop_of(pilot).desk.move(Place(stage="break"))
        await settled(pilot)
        assert "minutes left, back at 11:48" in screen_text(pilot)
        assert "Then: N Gap summary" in screen_text(pilot)
        assert "5 min left" in top_line(pilot)
        timing = session_of(pilot).timing
    assert session_file.read(path).session.timing == timing
    assert timing.begun == "guiding"


async def test_the_panel_shows_spent_of_planned_at_every_size(
    folder: Path, clock: FakeTime
) -> None:
    async with timed(new_file(folder), clock, ("guiding", "rivals")) as pilot:
        await pilot.press("escape", "T", "space")
        await go(pilot, clock, 28 * 60)
        for size in ((60, 20), (80, 24), (120, 40), (160, 50)):
            await fly(pilot, size)
            await settled(pilot)
            shown = screen_text(pilot)
            row = next(line for line in shown.splitlines() if "A Questions" in line and "━" in line)
            assert "28   3 over" in row
            coming = next(line for line in shown.splitlines() if "B Checklist" in line)
            assert "┤" in coming
            assert "━" not in coming
            if size != (60, 20):
                assert "minutes over" in shown
                assert "of 25" in shown
        await fly(pilot, (120, 40))
        assert "Planned end" in screen_text(pilot)
        assert "end 11:18" in screen_text(pilot)
        await pilot.press("greater_than_sign")
        assert " 26*" in screen_text(pilot)


async def test_where_one_only_reads_no_clock_runs(car_maker: Path, clock: FakeTime) -> None:
    app = app_for(car_maker, ("guiding", "rivals"))
    document = replace(session_file.read(car_maker), read_only="a copy")
    app._opened, app.clock = (car_maker, document), clock  # noqa: SLF001 - as `open` would
    async with app.run_test() as pilot:
        await app.workers.wait_for_complete()
        await pilot.press("T", "space")
        assert "Read-only" in screen_text(pilot)
        await pilot.press("greater_than_sign", "escape")
        assert session_of(pilot).timing == Timing()
        assert workshop_of(pilot).time.watch.next_look() is None


async def test_a_calm_clock_is_seen_only_where_it_is_asked_for(
    folder: Path, clock: FakeTime
) -> None:
    app = app_for(new_file(folder), ("guiding", "rivals"))
    app.clock, app.calm_clock = clock, True
    async with app.run_test() as pilot:
        await app.workers.wait_for_complete()
        await pilot.press("escape", "T", "space")
        assert "25 min left" in screen_text(pilot)
        await pilot.press("escape")
        await go(pilot, clock, 120)
        assert "min" not in top_line(pilot)
        assert session_of(pilot).timing.stages["guiding"].spent == 2
        app.stand_up()


async def test_u_takes_back_what_a_letter_did_in_the_panel(folder: Path, clock: FakeTime) -> None:
    async with timed(new_file(folder), clock, ("guiding", "rivals")) as pilot:
        await pilot.press("escape", "T", "u")
        assert "There is nothing to undo here." in screen_text(pilot)
        await pilot.press("space")
        await go(pilot, clock, 33 * 60)
        before = session_of(pilot).timing
        keys = ("s", "d", "d", "e", "greater_than_sign", "plus", "minus", "minus")
        for key in keys:
            await pilot.press(key)
        assert "u undoes it." in screen_text(pilot)
        assert session_of(pilot).timing != before
        await go(pilot, clock, 60)
        await pilot.press(*["u"] * len(keys))
        now = session_of(pilot).timing
        assert now.moved == before.moved
        stages = {key: each for key, each in now.stages.items() if each != StageTime()}
        assert stages == {
            **before.stages,
            "guiding": replace(before.stages["guiding"], spent=34),
        }, "what was counted since stays"


async def test_the_clock_goes_on_in_the_library_and_the_frame_puts_nothing_behind(
    folder: Path, clock: FakeTime
) -> None:
    path = new_file(folder)
    made = replace(session_file.read(path).session, date=TODAY + dt.timedelta(1))
    path.write_bytes(session_file.dumps(made))
    async with timed(path, clock, ("guiding", "rivals")) as pilot:
        await type_text(pilot, "prices")
        await pilot.press("enter")
        await go(pilot, clock, 90)
        await top_line_says(pilot, "24 min left · on plan")
        await pilot.press("ctrl+g")
        await type_text(pilot, "people")
        await pilot.press("enter")
        await settled(pilot)
        assert session_of(pilot).place.stage == "frame"
        await top_line_says(pilot, "8 min left · on plan")
        await pilot.press("escape", "escape")
        await settled(pilot)
        await to_library(pilot)
        clock.go(10 * 60)
        await pilot.press("home", "enter")
        await until(pilot, lambda: app_of(pilot).sitting is not None, "the workshop")
        await settled(pilot)
        await top_line_says(pilot, "14 min left · on plan")
        await to_library(pilot)
        clock.go(2 * 3600)
        await pilot.press("home", "enter")
        await until(pilot, lambda: app_of(pilot).sitting is not None, "the workshop")
        await settled(pilot)
        await top_line_says(pilot, "14 min left · on plan")
        assert "We did not count 120 min: you were away" in screen_text(pilot)
