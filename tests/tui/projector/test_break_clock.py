"""A break on the wall: it counts down to the time that the table says."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

from fake_time import FakeTime
from running import TODAY, app_for, new_file, screen_text, settled, workshop_of
from valueworkshop.core.projector.project import project
from valueworkshop.core.session.session import Place
from valueworkshop.core.session.stage_times import Timing
from valueworkshop.core.show.projected_blocks import Number
from valueworkshop.files.text import session_file
from valueworkshop.tui.projector.break_clock import running, seconds_until
from valueworkshop.tui.projector.projection import Projection

SAMPLE = Path(__file__).parents[3] / "sessions" / "restaurant.toml"


def at(hour: int, minute: int, second: int = 0) -> dt.datetime:
    """A moment of a day."""
    return dt.datetime(2026, 11, 22, hour, minute, second, tzinfo=dt.UTC)


def test_the_seconds_are_those_to_the_nearest_such_time() -> None:
    assert seconds_until("13:15", at(13, 2, 20)) == 760
    assert seconds_until("13:15", at(13, 16)) == -60
    assert seconds_until("00:05", at(23, 55)) == 600
    assert seconds_until("23:55", at(0, 5)) == -600
    assert seconds_until("soon", at(0, 5)) is None


def test_only_a_break_that_runs_counts_down() -> None:
    session = replace(session_file.read(SAMPLE).session, place=Place(stage="break"))
    assert running(project(session)) is None
    session = replace(session, timing=Timing(back="10:45"))
    number = running(project(session))
    assert isinstance(number, Number)
    assert number.text == "10:45"
    assert "Gap summary" in number.said
    assert running(project(replace(session, place=Place(stage="summary")))) is None


async def test_the_wall_and_the_table_say_the_same(folder: Path) -> None:
    path = new_file(folder)
    clock = FakeTime(TODAY)
    app = app_for(path, ("break", ""))
    app.clock = clock
    async with app.run_test(size=(80, 24)) as pilot:
        await app.workers.wait_for_complete()
        await settled(pilot)
        keeper = workshop_of(pilot).time
        keeper.watch.start()
        keeper.wake()
        await settled(pilot)
        assert "minutes left, back at 10:05" in screen_text(pilot)
        for _ in range(2):
            clock.go(60)
            keeper.wake()
        await settled(pilot)
        assert "minutes left, back at 10:05" in screen_text(pilot)
        await pilot.press("v")
        await settled(pilot)
        whole = screen_text(pilot)
        assert "minutes left, back at 10:05" in whole
        assert "Then: N Gap summary" in whole
        assert "█" in whole
        clock.go(30)
        projection = app.screen.query_one(Projection)
        projection.refresh()
        await settled(pilot)
        half = screen_text(pilot)
        assert half != whole
        assert "minutes left" in half
        clock.go(160)
        projection.refresh()
        await settled(pilot)
        over = screen_text(pilot)
        assert "minutes left" not in over
        assert "back at 10:05" in over
        app.stand_up()
