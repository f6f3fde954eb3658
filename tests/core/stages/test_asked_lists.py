"""What a stage asks, changed in the room: answers stay attached, and nothing is lost."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_sessions import ASK, BELIEFS, RATE, empty, moderate, rated, sessions
from other_answers import answered_otherwise, everywhere
from running import TODAY, counted_ids
from valueworkshop.core.compare.item_matching import asked as asked_items
from valueworkshop.core.compare.item_matching import match
from valueworkshop.core.compare.step_in_words import step_in_words
from valueworkshop.core.description import told
from valueworkshop.core.projector.project import project
from valueworkshop.core.session.desk import Desk
from valueworkshop.core.session.people import Person
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.show.blocks import Heading, Quote
from valueworkshop.core.stages import KINDS
from valueworkshop.core.stages.allocation import model as allocation
from valueworkshop.core.stages.asked_list import (
    AskedList,
    Worded,
    is_own,
    leave_out,
    move,
    put,
    stays,
    take_in,
)
from valueworkshop.core.stages.notes.model import Note, add_note, answers, keep_note
from valueworkshop.core.stages.votes.model import asks
from valueworkshop.core.stages.votes.score import scores, votes_in
from valueworkshop.exports.without_names import anonymous, still_named
from valueworkshop.files.home.kits import load_kit
from valueworkshop.files.shared.session_merge import merge
from valueworkshop.files.text.session_file import dumps, loads

QUESTIONS = KINDS["questions"].lists[0]
ITEMS = KINDS["ratings"].lists[0]
STATEMENTS = KINDS["statements"].lists[0]


def list_of(session: Session, stage: str) -> AskedList:
    return KINDS[session.stage(stage).kind].lists[0]


def named(session: Session, stage: str) -> list[str]:
    return [each.text for each in list_of(session, stage).things(session, stage).values()]


def with_own(text: str = "What do they fear?", key: str = "own1", after: str = "pains") -> Session:
    return put(empty(), ASK, QUESTIONS, key, Worded(text=text), after)


def read_again(session: Session) -> Session:
    return loads(dumps(session), "it").session


def test_a_question_of_ones_own_comes_after_its_neighbour_and_is_asked_like_any() -> None:
    session = with_own()
    assert named(session, ASK) == [
        "What hurts them?",
        "What do they fear?",
        "Who else is there?",
        "Why us?",
    ]
    assert is_own(session, ASK, "own1")
    assert not is_own(session, ASK, "pains")
    session = add_note(session, ASK, "n1", Note(question="own1", text="To stand there alone"))
    blocks = told(session, ASK)
    assert Heading("What do they fear?", level=3) in blocks
    assert any(isinstance(b, Quote) and b.text == "To stand there alone" for b in blocks)
    assert "What do they fear?" in str(project(replace(session, place=Place(stage=ASK, at="own1"))))


def test_the_kit_of_others_is_not_touched() -> None:
    before = empty()
    with_own()
    assert named(before, ASK) == named(empty(), ASK)


@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_nothing_comes_of_no_words(text: str) -> None:
    session = empty()
    assert put(session, ASK, QUESTIONS, "own1", Worded(text=text)) is session
    assert put(session, ASK, QUESTIONS, "pains", Worded(text=text)) is session


def test_words_are_one_line_of_plain_text() -> None:
    session = with_own("[bold]Why\x1b[31m\nus?")
    assert QUESTIONS.things(session, ASK)["own1"].text == "[bold]Why[31m us?"


def test_a_new_question_stands_below_the_heading_of_its_neighbour() -> None:
    session = put(
        empty(), ASK, QUESTIONS, "pains", Worded(text="What hurts?", details={"group": "Pain"})
    )
    session = put(session, ASK, QUESTIONS, "own1", Worded(text="Since when?"), "pains")
    assert QUESTIONS.things(session, ASK)["own1"].group == "Pain"


def test_rewording_keeps_notes_and_drops_what_no_longer_fits() -> None:
    session = rated((5, 2), (4, 3), item="promise")
    before = scores(session, RATE)["promise"]
    items = {**asks(session, RATE).items}
    items["promise"] = replace(items["promise"], short="Promises", lack="keeping promises")
    plan = replace(session.stage(RATE).asks, items=items)
    stage = replace(session.stage(RATE), asks=plan)
    session = replace(session, kit=replace(session.kit, stages={**session.kit.stages, RATE: stage}))
    same = put(
        session, RATE, ITEMS, "promise", Worded(text="We keep promises", details={"high": "all"})
    )
    assert asks(same, RATE).items["promise"].short == "Promises"
    other = put(session, RATE, ITEMS, "promise", Worded(text="What we promise, we do"))
    assert asks(other, RATE).items["promise"].short == asks(other, RATE).items["promise"].lack == ""
    assert scores(other, RATE)["promise"] == before


def test_moving_is_an_edit_that_is_kept_and_can_be_undone() -> None:
    desk = Desk(empty(), ids=counted_ids(), today=lambda: TODAY)
    assert desk.commit(move(desk.session, ASK, QUESTIONS, "why", -1))
    order = ["What hurts them?", "Why us?", "Who else is there?"]
    assert named(desk.session, ASK) == order
    assert named(read_again(desk.session), ASK) == order
    moved = desk.session
    assert desk.undo()
    assert named(desk.session, ASK) == named(empty(), ASK)
    assert step_in_words(desk.session, moved) == "the order in Guiding questions"
    assert not desk.commit(move(desk.session, ASK, QUESTIONS, "why", 1))  # it is the last


def test_what_others_do_meanwhile_keeps_our_order() -> None:
    base = read_again(empty())
    ours = move(base, ASK, QUESTIONS, "why", -1)
    theirs = add_note(base, ASK, "n1", Note(question="why", text="Because"))
    merged = merge(base, ours, theirs)
    assert not merged.conflicts
    assert named(merged.session, ASK) == named(ours, ASK)
    assert answers(merged.session, ASK).notes
    desk = Desk(ours, ids=counted_ids(), today=lambda: TODAY)
    assert desk.take(base, theirs)
    assert named(desk.session, ASK) == named(ours, ASK)


def test_two_windows_may_each_add_a_question() -> None:
    base = empty()
    merged = merge(base, with_own("One?", "o1"), with_own("Two?", "o2"))
    assert not merged.conflicts
    assert {"One?", "Two?"} < set(named(merged.session, ASK))


def test_one_rewords_what_another_leaves_out() -> None:
    base = empty()
    ours = put(base, ASK, QUESTIONS, "why", Worded(text="Why not others?"))
    merged = merge(base, ours, leave_out(base, ASK, QUESTIONS, "why")).session
    assert "Why not others?" in named(merged, ASK)
    assert not QUESTIONS.set_aside(merged, ASK)


def test_what_is_left_out_waits_with_its_answers() -> None:
    before = rated((5, 2), (4, 3), item="promise")
    session = leave_out(before, RATE, ITEMS, "promise")
    assert "promise" not in scores(session, RATE)
    assert ITEMS.answers_of(session, RATE, "promise") == "2 votes"
    session = read_again(session)
    again = take_in(session, RATE, ITEMS, "promise")
    assert list(asks(again, RATE).items)[-1] == "promise"
    assert scores(again, RATE)["promise"] == scores(before, RATE)["promise"]
    desk = Desk(before, ids=counted_ids(), today=lambda: TODAY)
    desk.commit(leave_out(before, RATE, ITEMS, "promise"))
    desk.undo()
    assert desk.session == before


def test_notes_on_a_question_that_is_left_out_are_in_no_report() -> None:
    session = add_note(empty(), ASK, "n1", Note(question="why", text="Nobody else came"))
    session = add_note(session, ASK, "n2", Note(question="pains", text="It takes weeks"))
    assert "Nobody else came" in str(told(session, ASK))
    assert "Nobody else came" not in str(told(leave_out(session, ASK, QUESTIONS, "why"), ASK))


def test_the_team_goes_to_the_neighbour_of_what_it_leaves_out() -> None:
    session = replace(empty(), place=Place(stage=ASK, at="why"))
    assert leave_out(session, ASK, QUESTIONS, "why").place == Place(stage=ASK, at="rivals")


def test_the_last_one_stays() -> None:
    session = empty()
    for key in ("pains", "rivals"):
        session = leave_out(session, ASK, QUESTIONS, key)
    assert "last question" in stays(session, ASK, QUESTIONS, "why")
    assert leave_out(session, ASK, QUESTIONS, "why") is session


def test_a_draft_for_a_question_that_is_gone_is_parked() -> None:
    session = keep_note(empty(), ASK, "n1", Note(question="gone", text="half a thought"))
    assert [each.text for each in session.parked.values()] == ["half a thought"]


def test_points_hold_their_disciplines() -> None:
    session = replace(empty(), kit=load_kit("complete"))
    disciplines = KINDS["allocation"].lists[0]
    more = put(session, "focus", disciplines, "own1", Worded(text="Speed"))
    assert len(allocation.asks(more, "focus").disciplines) == 5
    points = {"own1": 100}
    given_ = allocation.spread_points(more, "focus", "v1", allocation.Spread.TODAY, points)
    assert "Points were given" in stays(given_, "focus", disciplines, "own1")
    assert leave_out(given_, "focus", disciplines, "own1") is given_
    assert put(given_, "focus", disciplines, "own2", Worded(text="Late")) is given_
    assert put(given_, "focus", disciplines, "own1", Worded(text="Being fast")) != given_


def test_compare_knows_own_items_by_their_words() -> None:
    """Two workshops that add the same words ask the same, whatever the id."""
    one = put(empty(), RATE, ITEMS, "a1", Worded(text="We ring back"))
    other = put(empty(), RATE, ITEMS, "b2", Worded(text="we ring  back"))
    found = match(asked_items(one), asked_items(other))
    assert [(a.key, b.key) for a, b in found.same if a.text == "We ring back"] == [
        (f"{RATE}/a1", f"{RATE}/b2")
    ]
    reworded = put(empty(), RATE, ITEMS, "promise", Worded(text="We do what we say"))
    found = match(asked_items(empty()), asked_items(reworded))
    assert [(a.key, b.key) for a, b in found.reworded] == [(f"{RATE}/promise", f"{RATE}/promise")]


def test_undo_says_which_question_it_takes_back() -> None:
    before, after = empty(), with_own()
    assert step_in_words(before, after) == "question “What do they fear?” in Guiding questions"
    left = leave_out(after, ASK, QUESTIONS, "own1")
    assert (
        step_in_words(after, left) == "removing question “What do they fear?” in Guiding questions"
    )


def test_no_name_is_left_in_what_a_team_worded() -> None:
    people = {"p1": Person(name="Hannelore"), "p2": Person(name="Will")}
    session = replace(with_own("What did Hannelore hear from Zebulon?"), people=people)
    told_ = dumps(anonymous(session)).decode()
    assert "Hannelore" not in told_
    assert "What hurts them?" in told_
    assert "Zebulon" in still_named(session)


@moderate
@given(sessions(), st.data())
def test_any_edits_keep_every_answer_and_a_sound_file(
    session: Session, data: st.DataObject
) -> None:
    stages = [key for key, each in session.kit.stages.items() if KINDS[each.kind].lists]
    given_before = session.answers
    for number in range(data.draw(st.integers(1, 6))):
        stage = data.draw(st.sampled_from(stages))
        asked = list_of(session, stage)
        key = data.draw(st.sampled_from(list(asked.things(session, stage))))
        away = list(asked.set_aside(session, stage))
        edits = [
            put(session, stage, asked, f"own{number}", Worded(text=f"Thing {number}"), key),
            put(session, stage, asked, key, Worded(text=f"Words {number}")),
            move(session, stage, asked, key, -1),
            leave_out(session, stage, asked, key),
            take_in(session, stage, asked, away[0]) if away else session,
        ]
        session = data.draw(st.sampled_from(edits))
    assert session.answers == given_before
    again = read_again(session)
    assert again == session
    assert repr(again.kit) == repr(session.kit)


@moderate
@given(sessions(), st.integers(1, 6))
def test_what_is_left_out_tells_nothing_unseen(session: Session, by: int) -> None:
    for stage, kind in ((RATE, ITEMS), (BELIEFS, STATEMENTS)):
        session = leave_out(session, stage, kind, next(iter(kind.things(session, stage))))
        session = put(session, stage, kind, "own1", Worded(text="New here"))
    other = answered_otherwise(session, by)
    assert [project(each) for each in everywhere(other)] == [
        project(each) for each in everywhere(session)
    ]
    for stage in (RATE, BELIEFS):
        assert told(other, stage) == told(session, stage)
        for item in session.stage(stage).set_aside("items"):
            assert votes_in(other, stage, item) == votes_in(session, stage, item)
