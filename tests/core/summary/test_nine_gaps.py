"""The nine gaps: each in its own unit, with a way in, or how to get it; which three come first."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given

from lenses import (
    ACT,
    CHECKLIST,
    FOCUS,
    GUIDING,
    JOURNEY,
    LADDER,
    PERCEPTION,
    VALUE,
    VOICE,
    bare,
    heard,
    offer,
    pairs,
    rate,
    rungs,
    spread,
    state,
    today,
)
from made_sessions import hidden_votes_taken_out, moderate, sessions
from valueworkshop.core.session.evidence import Evidence, Grade
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.stages.agreed.model import Action, add_action, choose
from valueworkshop.core.stages.allocation.model import Spread
from valueworkshop.core.stages.ladder.model import Rung
from valueworkshop.core.stages.notes.model import Note, add_note, mark_open
from valueworkshop.core.stages.votes.edits import grade
from valueworkshop.core.summary.gap_measures import Measured
from valueworkshop.core.summary.gap_summary import summarise
from valueworkshop.core.summary.nine_gaps import asked_for, foremost, how_many, nine
from valueworkshop.core.summary.roadmap import roadmap

HEARD = Evidence(grade=Grade.HEARD, source="dealer", when="May")

KEYS = (
    "value",
    "evidence",
    "perception",
    "company",
    "competitive",
    "focus",
    "ladder",
    "knowledge",
    "follow_through",
)


def gap(session: Session, key: str) -> Measured:
    return next(each.found for each in nine(session, summarise(session)) if each.key == key)


def first(session: Session) -> list[str]:
    return [each.key for each in foremost(nine(session, summarise(session)))]


def rated(checklist: int = 3, others: int = 3) -> Session:
    """Half of the rated stages and more, each with one item that is 4 needed."""
    session = bare()
    for stage, item, level in (
        (CHECKLIST, "fulfilment", checklist),
        ("terms", "price", others),
        (JOURNEY, "support", others),
    ):
        given_ = [{**pair, "weight": 4} for pair in pairs(4, level)]  # type: ignore[arg-type]
        session = rate(session, stage, item, *given_)
    return session


def test_there_are_nine_and_none_is_known_before_anything_is_answered() -> None:
    found = nine(bare(), summarise(bare()))
    assert tuple(each.key for each in found) == KEYS
    assert [each.found.number for each in found] == [None] * 9
    assert all(each.found.said.startswith("not known yet. ") for each in found)
    assert all(each.found.place is not None for each in found)
    assert first(bare()) == []


def test_what_the_kit_lacks_is_said_and_leads_nowhere() -> None:
    session = bare()
    stages = {"frame": session.kit.stages["frame"]}
    session = replace(session, kit=replace(session.kit, stages=stages))
    for each in nine(session, summarise(session)):
        assert each.found.said.startswith("not in this kit: no stage ")
        assert each.found.place is None


def test_the_value_gap_stands_beside_that_over_evidenced_items() -> None:
    session = rated(checklist=1)
    assert gap(session, "value").number == pytest.approx(125 / 3)
    assert "all of it is our own guess" in gap(session, "value").said
    session = grade(session, CHECKLIST, "fulfilment", HEARD)
    said = gap(session, "value").said
    assert said == ("1.7 steps below what they need (42 of 100); without our guesses 75")
    assert gap(session, "value").place == Place(stage=CHECKLIST, at="fulfilment")


def test_the_evidence_gap_is_the_share_that_is_assumed_and_leads_to_the_first_such() -> None:
    session = grade(rated(checklist=1), CHECKLIST, "fulfilment", HEARD)
    found = gap(session, "evidence")
    assert found.said == "67 % of the index rests on our own guesses"
    assert found.place == Place(stage="terms", at="price")
    for stage, item in (("terms", "price"), (JOURNEY, "support")):
        session = grade(session, stage, item, HEARD)
    assert gap(session, "evidence").said == "none of it: customers told us, or we measured"
    assert "evidence" not in first(session)


def test_the_perception_gap_is_that_of_the_statement_furthest_apart() -> None:
    session = state(state(bare(), "gain", 3, 1), "done", 5, 1)
    found = gap(session, "perception")
    assert found.number == pytest.approx(80)
    assert found.place == Place(stage=PERCEPTION, at="done")
    assert "leaders agree more often than front line, by 80 points" in found.said
    assert "(n 5 and 5)" in found.said


def test_customers_and_company_are_compared_on_the_item_furthest_apart() -> None:
    session = today(today(bare(), CHECKLIST, "fulfilment", 4), CHECKLIST, "renewal", 4)
    session = heard(session, f"{CHECKLIST}/fulfilment", {"5,3": 9})
    found = gap(session, "company")
    assert found.number == pytest.approx(50)
    assert found.place == Place(stage=VOICE, at="compare")
    assert "customers see a larger gap than we do: 50 points more" in found.said
    assert "too few to say how sure that is" in found.said


def test_customers_without_a_revealed_vote_say_what_to_do() -> None:
    session = heard(bare(), f"{CHECKLIST}/fulfilment", {"5,3": 9})
    assert "reveal the team's vote" in gap(session, "company").said


def test_the_competitive_gap_is_how_far_we_are_behind_the_best_other() -> None:
    session = offer(offer(bare(), "ours", 3, 3, 3, 3), "acme", 4, 4, 4, 4)
    found = gap(session, "competitive")
    assert (found.number, found.share) == (50.0, 0.25)
    assert found.said == "50 points behind Acme (3 people)"
    assert found.place == Place(stage=VALUE, at="ours")
    ahead = offer(offer(bare(), "ours", 5, 4, 4, 4), "acme", 4, 4, 4, 4)
    assert gap(ahead, "competitive").number == 0
    assert gap(ahead, "competitive").said.startswith("13 points ahead of Acme")


def test_the_focus_gap_is_points_to_move() -> None:
    session = spread(bare(), Spread.TODAY, excellence=100)
    assert gap(session, "focus").number is None
    session = spread(session, Spread.CHOSEN, excellence=60, intimacy=40)
    found = gap(session, "focus")
    assert found.said == "40 of 100 points to move to what we choose (one person's view)"
    assert found.place == Place(stage=FOCUS, at="chosen")


@pytest.mark.parametrize(
    ("now", "aim", "number", "said"),
    [
        (Rung.GOODS, Rung.EXPERIENCES, 2, "2 rungs to climb, from goods to experiences"),
        (Rung.GOODS, Rung.SERVICES, 1, "1 rung to climb, from goods to services"),
        (Rung.GOODS, Rung.GOODS, 0, "none: we stay on the rung of goods"),
        (Rung.SERVICES, Rung.GOODS, 0, "none: we aim 1 rung lower, from services to goods"),
    ],
)
def test_the_ladder_gap_is_rungs_to_climb(now: Rung, aim: Rung, number: int, said: str) -> None:
    found = gap(rungs(bare(), now=now, aim=aim), "ladder")
    assert (found.number, found.said) == (number, said)
    assert found.place == Place(stage=LADDER, at="aim")


def test_the_knowledge_gap_counts_what_nobody_heard_or_measured() -> None:
    session = add_note(bare(), GUIDING, "n1", Note(question="rivals", text="x", evidence=HEARD))
    session = add_note(session, GUIDING, "n2", Note(question="current", text="x"))
    found = gap(session, "knowledge")
    assert found.number == 8
    assert found.said.startswith("8 of 9 questions without a customer or a figure (1 heard,")
    assert found.place == Place(stage=GUIDING, at="expectations")
    session = mark_open(session, GUIDING, "why-us", is_open=True)
    assert gap(session, "knowledge").place == Place(stage=GUIDING, at="why-us")


def test_follow_through_counts_what_was_chosen_and_nobody_promised() -> None:
    session = rated()
    for key in (f"{CHECKLIST}/fulfilment", "terms/price"):
        session = choose(session, ACT, key, chosen=True)
    ring = Action(title="Ring", closes=(f"{CHECKLIST}/fulfilment",))
    session = add_action(session, ACT, "a1", ring)
    assert gap(session, "follow_through").number == 2
    dated = replace(ring, owner="Ada", due=session_day())
    found = gap(add_action(session, ACT, "a2", dated), "follow_through")
    assert found.said == "1 of 2 chosen has no owned, dated action"
    assert found.place == Place(stage=ACT, at="act")


def test_where_nothing_was_chosen_the_actions_themselves_count() -> None:
    session = add_action(bare(), ACT, "a1", Action(title="Ring"))
    found = gap(session, "follow_through")
    assert (found.number, found.said) == (1, "1 of 1 action without an owner or a date")


def session_day() -> dt.date:
    return dt.date(2026, 12, 1)


def test_the_three_that_take_most_of_their_own_scale_come_first() -> None:
    session = rungs(rated(), now=Rung.GOODS, aim=Rung.EXPERIENCES)  # 2 of 3 rungs; all assumed
    session = spread(session, Spread.TODAY, excellence=100)
    session = spread(session, Spread.CHOSEN, excellence=50, intimacy=50)
    assert first(session) == ["evidence", "ladder", "focus"]  # the value gap is 25 of 100
    assert len(first(rungs(bare(), now=Rung.GOODS, aim=Rung.SERVICES))) == 1


@moderate
@given(sessions())
def test_shares_are_of_a_scale_and_nothing_hidden_has_a_part(session: Session) -> None:
    found = nine(session, summarise(session))
    assert tuple(each.key for each in found) == KEYS
    for each in found:
        assert each.found.said
        assert (each.found.number is None) == (each.found.share is None)
        assert each.found.share is None or 0 <= each.found.share <= 1
        place = each.found.place
        assert place is None or place.stage in session.kit.stages
    shares = [each.found.share or 0 for each in foremost(found)]
    assert shares == sorted(shares, reverse=True)
    assert all(shares)
    without = hidden_votes_taken_out(session)
    assert nine(without, summarise(without)) == found


def test_ladder_and_checklist_are_read_together() -> None:
    assert roadmap(rated(checklist=1)) == ""
    session = rungs(rated(checklist=1), now=Rung.GOODS, aim=Rung.EXPERIENCES)
    text = session.stage(CHECKLIST).asks.items["fulfilment"].text
    assert roadmap(session) == (f"Up from goods to experiences: strengthen first {text} (gap 75).")
    session = rungs(rated(checklist=4), now=Rung.GOODS, aim=Rung.GOODS)
    assert roadmap(session) == (
        "To stay on the rung of goods: no principle of the checklist is half a step short."
    )
    assert roadmap(rungs(bare(), now=Rung.GOODS, aim=Rung.SERVICES)) == ""


def test_only_gaps_that_the_kit_asks_about_are_listed() -> None:
    whole = bare()
    assert how_many(nine(whole, summarise(whole))) == "Nine gaps"
    kept = {key: stage for key, stage in whole.kit.stages.items() if key in {CHECKLIST, LADDER}}
    session = replace(whole, kit=replace(whole.kit, stages=kept))
    found = nine(session, summarise(session))
    assert [each.key for each in asked_for(found)] == ["value", "evidence", "ladder"]
    assert how_many(found) == "Three of the nine gaps"
    assert not any("not in this kit" in each.found.said for each in asked_for(found))
    assert len(found) == len(KEYS)  # other programs get all of them
