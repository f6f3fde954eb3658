"""The clock of a workshop: what it counts, what it does not, and what it says when."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fake_time import FakeTime
from valueworkshop.core.session import schedule, time_words
from valueworkshop.core.session.desk import Desk
from valueworkshop.core.session.kit import Kit, Minutes, Stage
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.session.stopwatch import News, State, Stopwatch
from valueworkshop.core.stages import KINDS

TODAY = dt.date(2026, 11, 22)
PLANNED = {"frame": 8, "talk": 20, "rest": 5, "close": 10}


def made(**values: object) -> Session:
    """A workshop of four stages, standing in the second one."""
    stages = {
        key: Stage(kind="questions", title=key, minutes=Minutes(six=planned, twelve=planned))
        for key, planned in PLANNED.items()
    }
    kit = Kit(id="k", title="k", stages=stages)
    session = Session(id="s", title="t", date=TODAY, kit=kit, place=Place(stage="talk"))
    return replace(session, **values)  # type: ignore[arg-type]


def breaks(kit: Kit) -> list[str]:
    return kit.of_kind("pause")


class Room:
    """A desk, a clock, and the stopwatch between them."""

    def __init__(self, session: Session | None = None, *, over: bool = False) -> None:
        """Open a workshop at ten."""
        self.time = FakeTime()
        self.desk = Desk(session or made(), ids=lambda: "i", today=lambda: TODAY)
        self.over = over
        self.watch = Stopwatch(self.desk, self.time, lambda _session: self.over, breaks)

    def answer(self, text: str = "x") -> None:
        """Give an answer."""
        session = self.desk.session
        self.desk.commit(replace(session, answers={**session.answers, "talk": text}))

    def run(self, seconds: float) -> list[News]:
        """Let time pass as a running app does: it looks when there is something to see."""
        news = []
        end = self.time.steady + seconds
        while self.time.steady < end:
            wait = min(self.watch.next_look() or seconds, end - self.time.steady)
            self.time.go(wait)
            news += self.watch.tick()
        return news

    @property
    def spent(self) -> dict[str, int]:
        """Whole minutes in the session, by stage."""
        return {key: time.spent for key, time in self.desk.session.timing.stages.items()}


def test_it_begins_with_the_first_answer() -> None:
    room = Room()
    assert room.watch.next_look() is None
    room.time.go(3000)
    assert room.watch.tick() == []
    assert room.watch.now().behind is None
    room.desk.commit(replace(room.desk.session, title="prepared beforehand"))
    assert room.watch.next_look() is None
    room.answer()
    assert room.watch.state is State.RUNNING
    room.run(90)
    assert room.watch.now().left == 20 * 60 - 90
    assert room.spent == {"talk": 1}
    assert room.desk.session.timing.begun == "talk"


@pytest.mark.parametrize("day", [dt.date(2026, 4, 1), TODAY + dt.timedelta(1), None])
def test_it_begins_with_the_first_answer_on_whatever_day_that_is(day: dt.date | None) -> None:
    room = Room(made(date=day))
    room.answer()
    assert room.watch.state is State.RUNNING
    room.run(120)
    assert room.spent == {"talk": 2}


@pytest.mark.parametrize("why", ["over", "read-only"])
def test_it_does_not_begin_by_itself_where_nobody_runs_a_workshop(why: str) -> None:
    room = Room(made(), over=why == "over")
    if why == "read-only":
        room.desk.close(lambda: None)
        room.watch.start()
    room.answer()
    assert room.watch.state is State.OFF
    room.run(600)
    assert room.spent == {}
    if why != "read-only":
        room.watch.start()  # by hand it does, and goes on
        room.run(120)
        assert room.spent == {"talk": 2}


def test_it_stops_when_the_workshop_is_over() -> None:
    room = Room()
    room.answer()
    room.run(120)
    room.over = True
    assert room.run(60) == [News.OVER]
    room.answer("put right later")
    room.run(600)
    assert room.spent == {"talk": 3}


def test_time_belongs_to_the_stage_where_the_team_stands() -> None:
    room = Room()
    room.answer()
    room.run(50)
    room.desk.move(Place(stage="rest"))
    room.run(50)
    room.desk.move(Place(stage="talk"))
    room.run(20)
    assert room.spent == {"talk": 1}
    assert room.watch.loose == {"talk": 10.0, "rest": 50.0}


def test_a_break_that_runs_says_when_it_is_over() -> None:
    session = made()
    rest = replace(session.stage("rest"), kind="pause")
    kit = replace(session.kit, stages={**session.kit.stages, "rest": rest})
    room = Room(replace(session, kit=kit))
    room.answer()
    room.run(120)
    assert room.desk.session.timing.back == ""
    room.desk.move(Place(stage="rest"))
    room.watch.tick()
    assert room.desk.session.timing.back == "10:07"
    room.run(90)
    assert room.desk.session.timing.back == "10:07"
    assert "10:07" in str(KINDS["pause"].told_at(room.desk.session, "rest", ""))
    room.watch.pause()
    room.watch.tick()
    assert room.desk.session.timing.back == ""
    assert "minutes" in str(KINDS["pause"].told_at(room.desk.session, "rest", ""))


def test_a_pause_is_counted_for_no_stage() -> None:
    room = Room()
    room.answer()
    room.run(60)
    room.watch.pause()
    assert room.run(600) == []
    assert room.watch.now().left == 19 * 60
    assert room.desk.session.timing.paused == 10
    room.watch.start()
    assert room.run(60) == [News.BEHIND]
    assert room.spent == {"talk": 2}


def test_time_is_no_step_of_undo_and_undo_leaves_it() -> None:
    room = Room()
    room.answer("one")
    room.answer("two")
    room.run(180)
    assert room.desk.undo()
    assert room.desk.session.answers == {"talk": "one"}
    assert room.spent == {"talk": 3}
    assert room.desk.redo()
    assert room.desk.session.answers == {"talk": "two"}
    assert room.spent == {"talk": 3}


def test_warnings_come_once_a_stage_when_they_are_due() -> None:
    room = Room()
    room.answer()
    assert room.run(16 * 60 - 1) == []
    assert room.run(1) == [News.SOON]
    assert room.run(3 * 60 - 1) == []
    assert room.run(1) == [News.LAST]
    room.watch.change(schedule.granted(room.desk.session, "talk", 10))
    assert room.run(11 * 60) == [News.BEHIND]


def test_a_stage_that_was_nearly_over_warns_nobody_anew() -> None:
    room = Room(made(timing=replace(made().timing, begun="talk")))
    room.watch.change(schedule.corrected(room.desk.session, "talk", 19))
    room.desk.move(Place(stage="rest"))
    room.desk.move(Place(stage="talk"))
    room.watch.start()
    assert room.run(10) == []


def test_the_offer_comes_once_and_overtime_counts_on() -> None:
    room = Room()
    room.answer()
    news = room.run(20 * 60 + 299)
    assert News.BEHIND not in news
    assert room.run(1) == [News.BEHIND]
    assert room.run(20 * 60) == []
    now = room.watch.now()
    assert time_words.left(now.left) == "25 min over"
    assert time_words.plan(now.behind or 0) == "25 min behind"


def test_it_looks_once_a_minute_and_in_the_last_minute_every_five_seconds() -> None:
    room = Room()
    room.answer()
    looks = 0
    while room.watch.now().left > 60:
        room.time.go(room.watch.next_look() or 0)
        room.watch.tick()
        looks += 1
    assert looks == 19
    assert room.watch.next_look() == 5
    room.time.go(62)
    room.watch.tick()
    assert room.watch.next_look() == 58


def test_a_computer_that_slept_counts_nothing_and_says_so_until_it_is_put_right() -> None:
    room = Room()
    room.answer()
    room.run(60)
    room.time.sleep(14 * 60 + 20)
    assert room.watch.tick() == [News.GAP]
    assert room.spent == {"talk": 1}
    said = time_words.said(News.GAP, room.watch.now(), room.watch.gap)
    assert said.startswith("We did not count 14 min")
    assert room.watch.count_gap() == 14
    assert room.spent == {"talk": 15}
    assert room.watch.count_gap() == 0


def test_a_program_that_was_stopped_counts_nothing_either() -> None:
    room = Room()
    room.answer()
    room.time.go(3600)  # both clocks go on: nobody looked
    assert room.watch.tick() == [News.GAP]
    assert room.spent == {}


def test_a_clock_that_is_set_back_takes_nothing() -> None:
    room = Room()
    room.answer()
    room.time.go(30)
    room.time.sleep(-365 * 24 * 3600)
    assert room.watch.tick() == []
    room.run(30)
    assert room.spent == {"talk": 1}


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["go", "sleep", "set", "tick", "move", "pause", "start", "answer"]),
        st.floats(0, 400),
        st.sampled_from(list(PLANNED)),
    ),
    max_size=40,
)


@settings(max_examples=60)
@given(STEPS)
def test_never_more_is_spent_than_time_passed(steps: list[tuple[str, float, str]]) -> None:
    room, passed = Room(), 0.0
    for what, seconds, stage in steps:
        match what:
            case "go":
                room.time.go(seconds)
                passed += seconds
            case "sleep":
                room.time.sleep(seconds)
                passed += seconds
            case "set":
                room.time.sleep(seconds * 1000 * (-1) ** int(seconds))
            case "tick":
                room.watch.tick()
            case "move":
                room.desk.move(Place(stage=stage))
            case "pause":
                room.watch.pause()
            case "start":
                room.watch.start()
            case _:
                room.answer(str(seconds))
        kept = sum(room.spent.values()) + room.desk.session.timing.paused
        counted = kept * 60 + sum(room.watch.loose.values())
        assert 0 <= counted <= passed + 1e-6
        wait = room.watch.next_look()
        assert wait is None or 0 < wait <= 60
        assert time_words.top_line(room.watch.now())


def again(room: Room, at: str = "talk") -> Room:
    """The workshop opened anew by the same program, with the time that went on meanwhile."""
    session = replace(room.desk.session, place=Place(stage=at))
    later = Room(session)
    later.time = room.time
    later.watch = Stopwatch(later.desk, room.time, lambda _session: later.over)
    later.watch.go_on(room.watch)
    return later


def test_it_goes_on_while_the_workshop_is_left_for_a_while_and_opened_again() -> None:
    room = Room()
    room.answer()
    room.run(90)
    room.time.go(25 * 60)
    room = again(room, at="rest")
    assert room.watch.state is State.RUNNING
    assert room.watch.loose["talk"] == 25 * 60 + 30, "where the team stood"
    room.run(60)
    assert room.spent == {"talk": 26, "rest": 1}
    room = again(again(room, at="rest"), at="rest")
    assert room.watch.now().left == 5 * 60 - 60
    assert not room.watch.was_away


def test_what_it_was_told_to_do_it_still_does_after_that() -> None:
    room = Room()
    room.answer()
    room.watch.pause()
    room.time.go(240)
    room = again(room)
    assert room.watch.state is State.PAUSED
    room.run(60)
    assert room.desk.session.timing.paused == 5
    assert again(Room()).watch.state is State.OFF
    room = Room()
    room.answer()
    assert room.run(16 * 60) == [News.SOON]
    assert again(room).run(60) == [], "what was told is not told again"


@pytest.mark.parametrize("how", ["for hours", "asleep"])
def test_who_was_away_for_long_is_told_and_can_count_it_after_all(how: str) -> None:
    room = Room()
    room.answer()
    room.run(60)
    (room.time.go if how == "for hours" else room.time.sleep)(3 * 3600)
    room = again(room)
    assert room.watch.was_away
    assert room.spent == {"talk": 1}
    assert room.watch.count_gap() == 180
    assert room.spent == {"talk": 181}
