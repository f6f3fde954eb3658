import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_sessions import ACT, END, RATE, empty, moderate, sessions, texts
from valueworkshop.core.session.session import Session
from valueworkshop.core.session.typed_values import TypedError
from valueworkshop.core.show.blocks import Block, Bullets, Paragraph, Sight, Tasks
from valueworkshop.core.stages import KINDS
from valueworkshop.core.stages.actions import show
from valueworkshop.core.stages.actions.particulars import particulars, said_of, say
from valueworkshop.core.stages.actions.score import lacking, places, progress
from valueworkshop.core.stages.agreed.model import (
    Action,
    Status,
    add_action,
    answers,
    change_action,
    choose,
    delete_action,
    set_dots,
    shift_action,
)
from valueworkshop.core.stages.close import model as close
from valueworkshop.core.stages.close import score as close_score
from valueworkshop.core.stages.kind import Progress

DUE = dt.date(2026, 12, 1)
READY = Action(title="Ring owners", owner="Adviser", due=DUE)


def agreed(*actions: Action) -> Session:
    session = empty()
    for number, action in enumerate(actions, start=1):
        session = add_action(session, ACT, f"a{number}", action)
    return session


def told(session: Session) -> list[Block]:
    return KINDS["actions"].told(session, ACT)


def told_at(session: Session, at: str) -> list[Sight]:
    return KINDS["actions"].told_at(session, ACT, at)


def advice(session: Session) -> list[str]:
    return show.advice(KINDS["actions"].here(session, ACT))


def titles(session: Session) -> list[str]:
    return [action.title for _, action in answers(session, ACT).in_order]


def test_dots_are_set_and_taken_away() -> None:
    session = set_dots(set_dots(empty(), ACT, "rate/a", 3), ACT, "rate/b", 1)
    assert answers(set_dots(session, ACT, "rate/a", 5), ACT).dots == {"rate/a": 5, "rate/b": 1}
    assert answers(set_dots(session, ACT, "rate/a", 0), ACT).dots == {"rate/b": 1}
    with pytest.raises(ValueError, match="from 0"):
        set_dots(session, ACT, "rate/a", -1)


def test_no_more_are_chosen_than_the_kit_says() -> None:
    session = empty()
    for key in "abcd":
        session = choose(session, ACT, key, chosen=True)
    assert answers(session, ACT).chosen == ("a", "b", "c")
    session = choose(choose(session, ACT, "b", chosen=False), ACT, "d", chosen=True)
    assert answers(session, ACT).chosen == ("a", "c", "d")


def test_choosing_twice_and_letting_go_what_is_not_chosen_change_nothing() -> None:
    session = choose(choose(empty(), ACT, "a", chosen=True), ACT, "b", chosen=True)
    assert choose(session, ACT, "a", chosen=True) == session
    assert choose(session, ACT, "z", chosen=False) == session


def test_actions_come_one_behind_the_other_and_are_cleaned() -> None:
    dirty = Action(
        title="Ring\x1b owners",
        owner="A\u202eda",
        function="sales\x00",
        first_step="By May\r\nring",
        success="10\x07",
        serves="reach\x85out",
    )
    session = agreed(READY, dirty)
    assert titles(session) == ["Ring owners", "Ring owners"]
    assert answers(session, ACT).actions["a2"] == Action(
        title="Ring owners",
        owner="Ada",
        function="sales",
        first_step="By May\nring",
        success="10",
        serves="reach\nout",
        order=2000,
    )
    changed = change_action(session, ACT, "a1", dirty)
    assert answers(changed, ACT).actions["a1"].owner == "Ada"


@pytest.mark.parametrize("nothing", ["", " \n", "\x1b"])
def test_an_action_needs_a_title_and_one_emptied_of_it_keeps_the_old(nothing: str) -> None:
    assert agreed(Action(title=nothing)) == empty()
    session = change_action(agreed(READY), ACT, "a1", replace(READY, title=nothing, owner="Bo"))
    assert answers(session, ACT).actions["a1"] == replace(READY, owner="Bo", order=1000)


def test_a_change_keeps_the_place() -> None:
    session = agreed(Action(title="a"), Action(title="b"), Action(title="c"))
    assert titles(change_action(session, ACT, "a2", Action(title="B"))) == ["a", "B", "c"]
    assert change_action(session, ACT, "gone", Action(title="B")) == session


def test_actions_move_and_go() -> None:
    session = agreed(Action(title="a"), Action(title="b"), Action(title="c"))
    assert titles(shift_action(session, ACT, "a1", 1)) == ["b", "a", "c"]
    assert titles(shift_action(session, ACT, "a3", -1)) == ["a", "c", "b"]
    for key, by in (("a1", -1), ("a3", 1), ("gone", 1)):
        assert shift_action(session, ACT, key, by) == session
    assert titles(delete_action(session, ACT, "a2")) == ["a", "c"]


@pytest.mark.parametrize(
    ("action", "missing"),
    [
        (Action(title="x"), ["an owner", "a due date"]),
        (Action(title="x", owner=" ", due=DUE), ["an owner"]),
        (Action(title="x", owner="Ada"), ["a due date"]),
        (READY, []),
        (Action(title="x", status=Status.DONE), []),
        (Action(title="x", status=Status.DROPPED), []),
    ],
)
def test_an_action_needs_an_owner_and_a_date_until_it_is_over(
    action: Action, missing: list[str]
) -> None:
    assert lacking(action) == missing


def test_progress_counts_the_owned_and_dated_of_those_still_agreed() -> None:
    dropped = Action(title="x", status=Status.DROPPED)
    assert progress(empty(), ACT) == Progress(0, 1)
    assert progress(agreed(READY, Action(title="x"), dropped), ACT) == Progress(1, 2)
    assert progress(agreed(dropped), ACT) == Progress(0, 1)
    assert places(empty(), ACT) == ["choose", "act"]


def test_advice_says_what_is_missing_and_when_it_is_too_much() -> None:
    nobody = replace(READY, owner="")
    undated = replace(READY, due=None)
    dropped = Action(title="x", status=Status.DROPPED)
    assert advice(agreed(READY)) == []
    assert advice(agreed(nobody, undated, undated)) == [
        "1 action without an owner.",
        "2 actions without a due date.",
    ]
    assert advice(agreed(*[READY] * 6)) == [
        "6 actions: more than 5 rarely all get done. Drop some."
    ]
    assert advice(agreed(*[READY] * 5, dropped)) == []
    for none in (empty(), agreed(dropped)):
        assert "No action is agreed yet" in advice(none)[0]


def test_the_section_has_every_particular_of_an_action() -> None:
    full = Action(
        title="Ring owners",
        closes=(f"{RATE}/contact",),
        owner="Adviser",
        function="sales",
        first_step="By May: ring ten",
        due=DUE,
        success="Ten calls",
        serves="retention",
        status=Status.UNDER_WAY,
    )
    said = set(texts(told(agreed(full))))
    for text in (
        "Ring owners",
        "Adviser",
        "sales",
        "2026-12-01",
        "under way",
        "Every contact helps",
    ):
        assert text in said
    assert {"First step: By May: ring ten", "How success shows: Ten calls"} <= said


def test_what_an_action_lacks_is_said_in_its_row() -> None:
    said = set(texts(told(agreed(Action(title="x")))))
    assert {"nobody yet", "no date yet"} <= said


def test_an_action_is_said_in_a_sentence_with_what_it_lacks() -> None:
    here = KINDS["actions"].here(agreed(), ACT)
    bare = Action(title="Ring owners.", first_step="ring ten", closes=(f"{RATE}/contact",))
    assert show.in_words(here, "a1", bare) == (
        "Ring owners: owner: nobody yet; due: no date yet; status: not started; "
        "closes: Every contact helps; first step: ring ten."
    )


def test_a_wall_shows_what_will_be_done_and_names_nobody() -> None:
    done, dropped = replace(READY, status=Status.DONE), replace(READY, status=Status.DROPPED)
    session = agreed(READY, replace(READY, owner=""), done, dropped, Action(title="Write"))
    assert told_at(session, "act") == [
        Bullets(
            (
                "Ring owners (by 2026-12-01)",
                "Ring owners (by 2026-12-01, no owner yet)",
                "Ring owners (done)",
                "Write (no date yet, no owner yet)",
            ),
            ("·", "!", "·", "!"),
        ),
        Paragraph("2 actions without an owner."),
        Paragraph("1 action without a due date."),
    ]
    assert told_at(agreed(), "act") == [Bullets(())]


def test_a_wall_shows_what_was_chosen() -> None:
    session = choose(empty(), ACT, f"{RATE}/contact", chosen=True)
    assert told_at(session, "choose") == [Bullets(("Every contact helps",), ("✓",))]
    assert told_at(empty(), "choose") == [Bullets(())]


def test_what_is_said_of_an_action_is_said_again() -> None:
    action = replace(READY, closes=("a", "b"), status=Status.DONE, first_step="ring")
    asked = particulars(empty(), ACT, action, {}, DUE)
    said = Action(title="")
    for each in asked:
        said = say(said, each.name, said_of(action, each.name), DUE)
    assert said == action
    assert say(action, "due", "+30", DUE).due == DUE + dt.timedelta(days=30)
    with pytest.raises(TypedError):
        say(action, "due", "soon", DUE)


def test_a_dropped_action_is_no_open_task() -> None:
    done, dropped = replace(READY, status=Status.DONE), replace(READY, status=Status.DROPPED)
    tasks = [block for block in told(agreed(READY, done, dropped)) if isinstance(block, Tasks)]
    assert tasks == [
        Tasks(
            ((False, "Ring owners"), (True, "Ring owners"), (False, "Ring owners (dropped)")),
        )
    ]


@moderate
@given(sessions(), st.data())
def test_any_order_of_actions_is_reached_by_shifts(session: Session, data: st.DataObject) -> None:
    keys = [key for key, _ in answers(session, ACT).in_order]
    wanted = data.draw(st.permutations(keys))
    for place, key in enumerate(wanted):
        while [k for k, _ in answers(session, ACT).in_order].index(key) > place:
            session = shift_action(session, ACT, key, -1)
    assert [key for key, _ in answers(session, ACT).in_order] == list(wanted)


def test_the_close_keeps_what_was_said_cleaned() -> None:
    said = close.Answers(
        surprises="a\r\nb", stop="x\x1b", decisions="\u202ey", look_again=DUE, rating=4
    )
    session = close.change(empty(), END, said)
    assert close.answers(session, END) == close.Answers(
        surprises="a\nb", stop="x", decisions="y", look_again=DUE, rating=4
    )
    assert close.answers(empty(), END) == close.Answers()
    assert close_score.progress(session, END) == Progress(5, 5)
    assert close_score.progress(empty(), END) == Progress(0, 5)
    assert close_score.places(session, END)[-1] == "rating"


def test_the_section_of_the_close_leaves_out_what_was_not_said() -> None:
    assert KINDS["close"].told(empty(), END) == []
    said = list(
        texts(KINDS["close"].told(close.change(empty(), END, close.Answers(rating=4)), END))
    )
    assert said == ["Close", "Was it worth the time? The room says 4 of 5."]
    dated = close.change(empty(), END, close.Answers(stop="Redesigns", look_again=DUE))
    assert list(texts(KINDS["close"].told(dated, END))) == [
        "Close",
        "What do we stop doing?",
        "Redesigns",
        "",
        "We look at this again on 2026-12-01.",
    ]
