from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_sessions import (
    ACT,
    ASK,
    DONT_KNOW,
    PICK,
    RATE,
    TERMS,
    WAY,
    empty,
    evidence,
    hidden_votes_taken_out,
    moderate,
    names,
    paragraphs,
    rated,
    sessions,
)
from valueworkshop.core.scoring.next_step import Asks
from valueworkshop.core.session.evidence import Evidence, Grade
from valueworkshop.core.session.kit import Kit
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.agreed.model import Action, Status, add_action, choose
from valueworkshop.core.stages.labels import label
from valueworkshop.core.stages.notes.model import Note, add_note, mark_open
from valueworkshop.core.stages.votes import model as ratings
from valueworkshop.core.stages.votes.edits import grade, leave_out, reveal
from valueworkshop.core.summary import gap_summary
from valueworkshop.core.summary.candidates import candidates, uncovered
from valueworkshop.core.summary.gap_summary import Summary, chance_of, summarise
from valueworkshop.exports.workshop_report import blocks
from valueworkshop.files.text.session_file import dumps, loads

HEARD = Evidence(grade=Grade.HEARD, source="dealer", when="May")


def three_items() -> Session:
    """Return a session in which the first item is fine, the second bad, the third in between."""
    session = rated((4, 4, 3), (4, 4, 3), (4, 4, 3))
    session = rated((5, 2, 5), (5, 1, 5), (5, 2, 5), item="promise", into=session)
    return rated((4, 3, 4), (4, 3, 4), (4, 2, 4), item="renewal", into=session)


def keys(summary: Summary) -> list[str]:
    return [gap.key for gap in summary.gaps]


def numbers(summary: Summary) -> tuple[object, ...]:
    index = summary.index
    return (
        {gap.key: (gap.score, gap.rank) for gap in summary.gaps},
        index.value,
        (index.low, index.high, index.floor, index.coverage, index.people),
        [stage.gap for stage in index.stages],
    )


def test_gaps_come_by_priority() -> None:
    summary = summarise(three_items())
    assert keys(summary) == [f"{RATE}/promise", f"{RATE}/renewal", f"{RATE}/contact"]
    assert [gap.rank.place for gap in summary.gaps if gap.rank] == [1, 2]  # one is not short
    assert {gap.letter for gap in summary.gaps} == {"B"}
    assert summary.gaps[0].title == "We keep promises"


def test_of_two_equal_priorities_the_one_nearer_to_a_shortfall_comes_first() -> None:
    session = rated((3, 5, 3), (3, 5, 3))
    session = rated((3, 4, 3), (3, 4, 3), item="promise", into=session)
    assert keys(summarise(session)) == [f"{RATE}/promise", f"{RATE}/contact"]


def test_what_has_no_priority_comes_last() -> None:
    session = rated((None, 2), (None, 3))
    session = rated((3, 5, 1), (3, 5, 1), item="promise", into=session)
    assert keys(summarise(session)) == [f"{RATE}/promise", f"{RATE}/contact"]
    assert summarise(session).gaps[-1].rank is None


@moderate
@given(sessions())
def test_priorities_fall_and_every_revealed_item_is_there_once(session: Session) -> None:
    summary = summarise(session)
    priorities = [gap.score.priority for gap in summary.gaps]
    known = [priority for priority in priorities if priority is not None]
    assert priorities == sorted(known, reverse=True) + [None] * (len(priorities) - len(known))
    places = [gap.rank.place for gap in summary.gaps if gap.rank]
    assert places == sorted(places)
    assert len(set(keys(summary))) == len(summary.gaps)
    rated_items = sum(len(ratings.asks(session, stage).items) for stage in (RATE, TERMS, PICK, WAY))
    assert len(summary.gaps) + summary.unseen == rated_items


@moderate
@given(sessions())
def test_hiding_a_vote_is_as_if_it_had_never_been_given(session: Session) -> None:
    without = hidden_votes_taken_out(session)
    assert summarise(session) == summarise(without)
    assert blocks(session) == blocks(without)


@moderate
@given(sessions(), st.data())
def test_hiding_one_more_vote_is_as_if_it_had_never_been_given(
    session: Session, data: st.DataObject
) -> None:
    if not session.revealed:
        return
    hidden = data.draw(st.sampled_from(tuple(session.revealed)))
    left = {key: seen for key, seen in session.revealed.items() if key != hidden}
    session = replace(session, revealed=left)
    assert summarise(session) == summarise(hidden_votes_taken_out(session))


@moderate
@given(sessions(), names, paragraphs, evidence)
def test_names_notes_and_evidence_never_change_a_gap(
    session: Session, name: str, text: str, known: Evidence
) -> None:
    before = numbers(summarise(session))
    renamed = replace(
        session,
        title=name,
        people={key: replace(person, name=name) for key, person in session.people.items()},
        segments={key: replace(s, name=name) for key, s in session.segments.items()},
        kit=_reworded(session.kit, name),
    )
    assert numbers(summarise(renamed)) == before
    noted = add_note(session, ASK, "new", Note(question="why", text=text, evidence=known))
    assert numbers(summarise(mark_open(noted, ASK, "why", is_open=True))) == before
    graded = session
    for stage in (RATE, TERMS):
        for item in ratings.asks(session, stage).items:
            graded = grade(graded, stage, item, known)
    assert numbers(summarise(graded)) == before


def _reworded(kit: Kit, name: str) -> Kit:
    stages = dict(kit.stages)
    for key in (RATE, TERMS):
        asks = stages[key].asks
        items = {item: replace(asked, text=name) for item, asked in asks.items.items()}
        stages[key] = replace(stages[key], title=name, asks=replace(asks, items=items))
    return replace(kit, stages=stages)


@moderate
@given(sessions())
def test_saved_and_loaded_a_session_and_its_summary_are_the_same(session: Session) -> None:
    back = loads(dumps(session), "made.toml").session
    assert back == session
    assert summarise(back) == summarise(session)
    assert blocks(back) == blocks(session)


def test_only_stages_that_ask_for_needed_and_today_are_in_it() -> None:
    assert [stage.key for stage in summarise(empty()).index.stages] == [RATE, TERMS]


def test_under_half_of_the_stages_make_no_index() -> None:
    one_of_two = summarise(three_items())
    assert one_of_two.index.value is not None
    assert one_of_two.index.skipped == (TERMS,)
    asks = replace(ratings.asks(empty(), TERMS), points=2)
    plan = replace(empty().stage(TERMS), asks=asks)
    kit = replace(empty().kit, stages={**empty().kit.stages, TERMS: plan})
    assert summarise(replace(three_items(), kit=kit)).index.value is None


def test_needs_that_are_all_at_the_top_tell_nothing_apart() -> None:
    session = rated((5, 3), (5, 2), (5, 4))
    assert not summarise(session).alike
    session = rated((5, 3), (5, 2), (5, 4), item="promise", into=session)
    assert summarise(session).alike
    assert not summarise(three_items()).alike


def test_it_is_weighed_where_a_weight_is_asked() -> None:
    assert summarise(three_items()).weighed
    assert not summarise(leave_out(three_items(), RATE, "weight", out=True)).weighed


# Candidates


def worked_on() -> Session:
    session = grade(three_items(), RATE, "promise", HEARD)
    return mark_open(mark_open(session, ASK, "why", is_open=True), ASK, "pains", is_open=True)


def test_candidates_are_the_gaps_that_ask_for_something_then_the_open_questions() -> None:
    found = candidates(summarise(worked_on()))
    assert [one.key for one in found] == [
        f"{RATE}/promise",
        f"{RATE}/renewal",
        f"{ASK}/pains",
        f"{ASK}/why",
    ]
    assert [one.gap.asks if one.gap else None for one in found] == [
        Asks.ACT,
        Asks.ASK_CUSTOMERS,
        None,
        None,
    ]
    assert [one.letter for one in found] == ["B", "B", "A", "A"]


def test_what_asks_for_nothing_is_no_candidate() -> None:
    only_today = rated((None, 2), (None, 2))
    fine = rated((4, 4), (4, 4))
    assert candidates(summarise(only_today)) == candidates(summarise(fine)) == []
    unknown = rated((DONT_KNOW, 2), (DONT_KNOW, 3))
    assert [one.gap.asks for one in candidates(summarise(unknown)) if one.gap] == [Asks.FIND_OUT]


@moderate
@given(sessions())
def test_candidates_come_in_the_order_of_the_summary(session: Session) -> None:
    summary = summarise(session)
    found = [one.key for one in candidates(summary)]
    order = [*keys(summary), *(finding.key for finding in summary.open)]
    assert found == [key for key in order if key in found]
    assert {finding.key for finding in summary.open} <= set(found)


def not_covered(session: Session) -> list[str]:
    return [one.key for one in uncovered(session, ACT, summarise(session))]


def test_all_is_uncovered_until_something_is_chosen_or_acted_on() -> None:
    session = worked_on()
    assert len(not_covered(session)) == 4
    session = choose(session, ACT, f"{RATE}/promise", chosen=True)
    session = choose(session, ACT, f"{ASK}/why", chosen=True)
    assert not_covered(session) == [f"{RATE}/promise", f"{ASK}/why"]
    session = add_action(session, ACT, "a1", Action(title="Ring", closes=(f"{RATE}/promise",)))
    assert not_covered(session) == [f"{ASK}/why"]


def test_a_dropped_action_covers_nothing() -> None:
    dropped = Action(title="Ring", closes=(f"{RATE}/promise",), status=Status.DROPPED)
    assert f"{RATE}/promise" in not_covered(add_action(worked_on(), ACT, "a1", dropped))
    done = replace(dropped, status=Status.DONE)
    assert f"{RATE}/promise" not in not_covered(add_action(worked_on(), ACT, "a1", done))


@pytest.mark.parametrize(
    ("key", "said"),
    [
        (f"{RATE}/promise", "We keep promises"),
        (f"{ASK}/why", "Why us?"),
        (f"{RATE}/gone", f"{RATE}/gone"),
        ("gone/why", "gone/why"),
        (f"{ACT}/x", f"{ACT}/x"),
        ("", ""),
    ],
)
def test_a_candidate_s_key_has_words_or_is_shown_itself(key: str, said: str) -> None:
    assert label(empty(), key) == said


def test_a_reveal_brings_an_item_in() -> None:
    hidden = rated((5, 2), (4, 2), shown=False)
    assert (len(summarise(hidden).gaps), summarise(hidden).unseen) == (0, 5)
    shown = reveal(hidden, RATE, "1", "contact")
    assert (len(summarise(shown).gaps), summarise(shown).unseen) == (1, 4)


def test_what_paints_does_not_wait_for_what_chance_makes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A next step that hangs on the line waits for it, and stays a candidate meanwhile."""
    monkeypatch.setattr(gap_summary, "is_quick", lambda _votes: False)
    rows = [(5, 3, 4)] * 20 + [(4, 3, 4), (5, 2, 4)]
    session = empty()
    for item in ("contact", "promise", "renewal"):
        session = rated(*rows, item=item, into=session)  # type: ignore[arg-type]
        session = grade(session, RATE, item, HEARD)
    waiting = summarise(session, wait=False)
    assert waiting.chance is None
    assert all(gap.waits and gap.asks is None and gap.then == "…" for gap in waiting.gaps)
    assert len(candidates(waiting)) == 3
    ready = summarise(session)
    assert ready.chance is not None
    assert {gap.asks for gap in ready.gaps} == {Asks.ACT}
    assert not any(gap.waits for gap in ready.gaps)
    assert summarise(session, wait=False) == ready
    assert chance_of(session) is ready.chance
