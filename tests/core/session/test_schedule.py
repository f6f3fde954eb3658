"""How much time is left, how far the whole plan is, and what the team can do about it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valueworkshop.core.session import schedule
from valueworkshop.core.session.kit import Kit, Minutes, Stage
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.session.stage_times import StageTime, Timing
from valueworkshop.core.session.three_way_merge import three_way


def made(at: str = "talk", **given: int) -> Session:
    """A workshop of 10 + 20 + 5 + 30 + 4 minutes, the break and the vote optional."""
    planned = {"frame": 10, "talk": 20, "rest": 5, "vote": 30, "close": 4} | given
    kinds = {"rest": "pause", "close": "close"}
    stages = {
        key: Stage(
            kind=kinds.get(key, "questions"),
            title=key,
            minutes=Minutes(six=minutes, twelve=minutes),
            optional=key in ("rest", "vote"),
        )
        for key, minutes in planned.items()
    }
    kit = Kit(id="k", title="k", stages=stages)
    return Session(id="s", title="t", kit=kit, place=Place(stage=at))


def timed(session: Session, **values: int) -> Session:
    """The session with minutes spent in some stages, begun in 'talk'."""
    stages = {key: StageTime(spent=spent) for key, spent in values.items()}
    return replace(session, timing=Timing(begun="talk", stages=stages))


def test_what_is_left_here_and_to_the_end() -> None:
    session = timed(made(), talk=12)
    assert schedule.left(session, "talk") == 8 * 60
    assert schedule.left(session, "talk", {"talk": 30.0}) == 7.5 * 60
    assert schedule.still_to_do(session) == (8 + 5 + 30 + 4) * 60
    assert schedule.behind(session) == 0


def test_overtime_puts_the_whole_plan_behind_and_time_saved_ahead() -> None:
    assert schedule.behind(timed(made(), talk=23)) == 3 * 60
    assert schedule.behind(timed(made(at="vote"), talk=20, rest=1)) == -4 * 60


def test_what_came_before_the_clock_ran_is_no_part_of_the_plan() -> None:
    assert schedule.plan(timed(made())) == 20 + 5 + 30 + 4
    assert schedule.plan(made()) == 69
    assert schedule.plan(made(), begun="rest") == 39


def test_going_back_before_the_plan_began_puts_nothing_behind() -> None:
    there, back = timed(made(at="talk"), talk=5), timed(made(at="frame"), talk=5)
    assert schedule.behind(there) == 0
    assert schedule.behind(back) == 0
    assert schedule.still_to_do(back) == (15 + 5 + 30 + 4) * 60
    assert schedule.behind(back, {"frame": 90.0}) == 90, "what it takes is spent all the same"
    assert schedule.behind(made(at="frame"), begun="talk") == 0, "nor before that is in the session"


def test_a_minute_more_puts_it_behind_and_the_end_can_be_moved() -> None:
    session = timed(made(), talk=5)
    session = replace(session, timing=schedule.granted(session, "talk", 4))
    assert schedule.minutes(session, "talk") == 24
    assert schedule.behind(session) == 4 * 60
    assert schedule.behind(replace(session, timing=schedule.end_moved(session, 4))) == 0
    assert schedule.granted(session, "talk", -100).stages["talk"].granted == 1


def test_pauses_are_behind_but_of_no_stage() -> None:
    session = timed(made(), talk=5)
    session = replace(session, timing=replace(session.timing, paused=6))
    assert schedule.left(session, "talk") == 15 * 60
    assert schedule.behind(session, {schedule.PAUSES: 30.0}) == 6.5 * 60


def test_shrinking_takes_in_proportion_and_spares_the_break() -> None:
    session = timed(made(at="talk", vote=20, close=10), talk=29)
    timing = schedule.shrunk(session, 9, {"rest"})
    assert {key: timing.stages[key].granted for key in ("vote", "close")} == {
        "vote": 14,
        "close": 7,
    }
    assert "rest" not in timing.stages
    assert schedule.behind(replace(session, timing=timing)) == 0


@given(by=st.integers(-5, 90), vote=st.integers(0, 60), close=st.integers(0, 60))
def test_no_stage_shrinks_below_half_or_three_minutes(by: int, vote: int, close: int) -> None:
    session = made(vote=vote, close=close)
    can = schedule.shrinkable(session, {"rest"})
    after = replace(session, timing=schedule.shrunk(session, by, {"rest"}))
    taken = 0
    for key, planned in (("vote", vote), ("close", close)):
        now = schedule.minutes(after, key)
        assert now >= min(planned, max(planned / 2, schedule.LEAST))
        taken += planned - now
    assert taken == max(min(by, can), 0)


def test_an_optional_stage_can_be_dropped_and_put_back() -> None:
    session = timed(made(), talk=20)
    assert schedule.droppable(session) == ["rest", "vote"]
    dropped = replace(session, timing=schedule.skipped(session, "vote", skip=True))
    assert schedule.coming(dropped) == ["rest", "close"]
    assert schedule.behind(dropped) == -30 * 60
    assert "vote" in dropped.kit.stages
    back = replace(dropped, timing=schedule.skipped(dropped, "vote", skip=False))
    assert schedule.behind(back) == 0
    with pytest.raises(ValueError, match="every workshop needs it"):
        schedule.skipped(session, "close", skip=True)
    with pytest.raises(ValueError, match="You are in this stage"):
        schedule.skipped(replace(session, place=Place(stage="vote")), "vote", skip=True)


def test_two_clocks_of_one_workshop_are_no_conflict() -> None:
    base = timed(made(), talk=5)
    ours = replace(timed(base, talk=9), title="ours")
    theirs = replace(timed(base, talk=7, vote=2), offer="theirs")
    merged, conflicts = three_way(base, ours, theirs)
    assert conflicts == ()
    assert (merged.title, merged.offer) == ("ours", "theirs")
    assert merged.timing.stages["talk"].spent == 9
    assert merged.timing.stages["vote"].spent == 2
