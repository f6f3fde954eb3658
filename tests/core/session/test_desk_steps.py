import datetime as dt
import itertools
from dataclasses import replace

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from made_sessions import RATE, empty, rated
from valueworkshop.core.session import schedule
from valueworkshop.core.session.desk import Desk
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.stages.votes.edits import is_revealed, reveal

TODAY = dt.date(2026, 11, 22)


def desk_with(session: Session) -> Desk:
    numbers = itertools.count(1)
    return Desk(session, ids=lambda: f"id{next(numbers)}", today=lambda: TODAY)


def titled(desk: Desk, title: str) -> bool:
    return desk.commit(replace(desk.session, title=title))


def test_an_edit_is_shown_and_can_be_taken_back_and_made_again() -> None:
    desk = desk_with(empty())
    assert not desk.can_undo
    assert titled(desk, "New")
    assert desk.session.title == "New"
    assert (desk.can_undo, desk.can_redo) == (True, False)
    assert desk.undo()
    assert desk.session == empty()
    assert (desk.can_undo, desk.can_redo) == (False, True)
    assert desk.redo()
    assert desk.session.title == "New"


def test_there_is_nothing_to_take_back_at_the_start() -> None:
    desk = desk_with(empty())
    assert not desk.undo()
    assert not desk.redo()
    assert desk.session == empty()


def test_an_edit_that_changes_nothing_is_no_step() -> None:
    desk = desk_with(empty())
    titled(desk, "New")
    desk.undo()
    assert not titled(desk, empty().title)
    assert desk.can_redo


def test_a_thousand_edits_go_back_and_forth_exactly() -> None:
    desk = desk_with(empty())
    stood = [desk.session]
    for number in range(1000):
        titled(desk, f"Title {number}")
        stood.append(desk.session)
    for session in reversed(stood[:-1]):
        assert desk.undo()
        assert desk.session is session or desk.session == session
    for session in stood[1:]:
        assert desk.redo()
        assert desk.session == session
    assert not desk.redo()


def test_a_new_edit_gives_up_what_was_undone() -> None:
    desk = desk_with(empty())
    titled(desk, "One")
    desk.undo()
    titled(desk, "Two")
    assert not desk.can_redo
    assert not desk.redo()
    assert desk.session.title == "Two"


def test_a_move_is_no_step_and_keeps_what_was_undone() -> None:
    desk = desk_with(empty())
    titled(desk, "One")
    desk.undo()
    desk.move(Place(stage="ask"))
    assert desk.session.place == Place(stage="ask")
    assert (desk.can_undo, desk.can_redo) == (False, True)


def test_both_ways_go_to_where_the_edit_was_made() -> None:
    desk = desk_with(empty())
    made, elsewhere = Place(stage="ask", at="pains"), Place(stage="end")
    desk.move(made)
    titled(desk, "New")
    for _ in range(2):
        desk.move(elsewhere)
        desk.undo()
        assert (desk.session.place, desk.session.title) == (made, empty().title)
        desk.move(elsewhere)
        desk.redo()
        assert (desk.session.place, desk.session.title) == (made, "New")


def test_a_reveal_is_no_step() -> None:
    desk = desk_with(rated((5, 2), (4, 2), shown=False))
    desk.reveal(reveal(desk.session, RATE, "1", "contact"))
    assert not desk.can_undo
    assert is_revealed(desk.session, RATE, "contact")


def test_a_reveal_outlives_undo_and_redo_of_what_came_before_and_after() -> None:
    desk = desk_with(rated((5, 2), (4, 2), shown=False))
    titled(desk, "Before")
    desk.reveal(reveal(desk.session, RATE, "1", "contact"))
    titled(desk, "After")
    for step in (desk.undo, desk.undo, desk.redo, desk.redo):
        assert step()
        assert is_revealed(desk.session, RATE, "contact")
    desk.undo()
    desk.undo()
    desk.reveal(reveal(desk.session, RATE, "1", "promise"))
    desk.redo()
    assert is_revealed(desk.session, RATE, "promise")


def test_listeners_hear_each_change_once_in_the_order_they_came() -> None:
    desk = desk_with(empty())
    heard: list[tuple[str, str]] = []
    desk.listen(lambda session: heard.append(("first", session.title)))
    desk.listen(lambda session: heard.append(("second", session.title)))
    titled(desk, "New")
    titled(desk, "New")
    desk.undo()
    desk.undo()
    assert heard == [
        ("first", "New"),
        ("second", "New"),
        ("first", "Dealers, autumn"),
        ("second", "Dealers, autumn"),
    ]


def test_listeners_hear_of_moves_and_reveals() -> None:
    desk = desk_with(rated((5, 2), shown=False))
    heard: list[Session] = []
    desk.listen(heard.append)
    desk.move(Place(stage="ask"))
    desk.move(Place(stage="ask"))
    desk.reveal(reveal(desk.session, RATE, "1", "contact"))
    assert [session.place.stage for session in heard] == ["ask", "ask"]
    assert heard[-1] is desk.session


class DeskAgainstAList(RuleBasedStateMachine):
    """The desk against the plainest thing it could be: a list of titles and a place in it."""

    def __init__(self) -> None:
        super().__init__()
        self.desk = desk_with(empty())
        self.titles = [self.desk.session.title]
        self.edited_at = [Place()]
        self.now = 0
        self.seen: set[str] = set()

    @rule(title=st.sampled_from("abc"))
    def edit(self, title: str) -> None:
        differs = title != self.titles[self.now]
        place = self.desk.session.place
        assert titled(self.desk, title) is differs
        if differs:
            self.now += 1
            self.titles[self.now :] = [title]
            self.edited_at[self.now :] = [place]

    @rule(stage=st.sampled_from(("ask", "rate", "end")))
    def move(self, stage: str) -> None:
        self.desk.move(Place(stage=stage))

    @rule(item=st.sampled_from(("contact", "promise")))
    def see(self, item: str) -> None:
        self.desk.reveal(reveal(self.desk.session, RATE, "1", item))
        self.seen.add(item)

    @precondition(lambda self: self.now > 0)
    @rule()
    def undo(self) -> None:
        assert self.desk.undo()
        assert self.desk.session.place == self.edited_at[self.now]
        self.now -= 1

    @precondition(lambda self: self.now < len(self.titles) - 1)
    @rule()
    def redo(self) -> None:
        assert self.desk.redo()
        self.now += 1
        assert self.desk.session.place == self.edited_at[self.now]

    @invariant()
    def it_stands_where_the_list_says(self) -> None:
        assert self.desk.session.title == self.titles[self.now]
        assert self.desk.can_undo is (self.now > 0)
        assert self.desk.can_redo is (self.now < len(self.titles) - 1)
        for item in self.seen:
            assert is_revealed(self.desk.session, RATE, item)


DeskAgainstAList.TestCase.settings = settings(
    max_examples=30, stateful_step_count=30, deadline=None
)
TestDeskAgainstAList = DeskAgainstAList.TestCase


def test_a_stage_that_is_left_out_comes_back_on_undo_and_time_goes_on() -> None:
    desk = desk_with(empty())
    stage = list(desk.session.kit.stages)[1]

    def keep(**values: object) -> None:
        desk.keep_time(schedule.changed(desk.session, stage, **values))

    keep(skipped=True)
    titled(desk, "New")
    keep(spent=7)
    desk.undo()
    assert desk.session.title == empty().title
    assert desk.session.timing.left_out == {stage}
    desk.undo()
    assert not desk.session.timing.left_out
    assert desk.session.timing.stages[stage].spent == 7
    desk.redo()
    assert desk.session.timing.left_out == {stage}
    assert not desk.undo() or not desk.undo()  # minutes were no step
