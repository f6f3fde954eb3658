"""Votes of those who had one segment in mind: their numbers, and that few are never shown apart."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lenses import CHECKLIST, FAMILIES, FLEETS, GUIDING, ITEM, VALUE, bare, rate, thought_of
from made_sessions import RATE, moderate, sessions
from valueworkshop.core.scoring.value_equation import TERMS
from valueworkshop.core.session.evidence import Evidence, Grade
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.blocks import Bullets, Heading, Table
from valueworkshop.core.stages.notes.model import Note, add_note
from valueworkshop.core.stages.offers.score import offers
from valueworkshop.core.stages.votes.edits import (
    answer,
    count_hands,
    have_in_mind,
    reveal,
    take_ballot,
)
from valueworkshop.core.stages.votes.model import (
    ROOM,
    Answer,
    Ballot,
    Hands,
    answers,
    asks,
    facets_asked,
)
from valueworkshop.core.stages.votes.score import counted, facet_totals, item_votes, present, scores
from valueworkshop.core.stages.votes.voters_segments import after
from valueworkshop.core.summary.gap_summary import summarise
from valueworkshop.core.summary.segments_apart import (
    apart_in_words,
    by_segment,
    differences,
    told,
    whose,
)
from valueworkshop.exports.workshop_json import of_workshop
from valueworkshop.exports.workshop_report import blocks
from valueworkshop.files.text.session_file import dumps, loads


def gap_of(session: Session, segment: str) -> float | None:
    score = scores(session, CHECKLIST, segment).get(ITEM)
    return None if score is None else score.signed


def test_a_segment_s_gap_is_that_of_those_who_had_it_in_mind() -> None:
    session = thought_of(*[(FLEETS, 1)] * 3, *[(FAMILIES, 4)] * 3)
    assert gap_of(session, FLEETS) == 100
    assert gap_of(session, FAMILIES) == 25
    assert gap_of(session, "") == 62.5
    assert present(session, CHECKLIST, FLEETS) == 3
    assert facet_totals(session, CHECKLIST, ITEM, "today", FLEETS).counts == (3, 0, 0, 0, 0)


FEW = {
    "two alone": [(FLEETS, 1)] * 2,
    "two beside no particular one": [(FLEETS, 1)] * 2 + [("", 4)] * 4,
    "the others are told by what is left": [(FLEETS, 1)] * 3 + [(FAMILIES, 4)] * 2,
    "one who thought of none is": [(FLEETS, 1)] * 3 + [("", 4)],
}


@pytest.mark.parametrize("given_", FEW.values(), ids=FEW)
def test_few_are_never_shown_apart_nor_told_by_what_is_left(given_: list[tuple[str, int]]) -> None:
    session = thought_of(*given_)
    for segment in (FLEETS, FAMILIES):
        assert gap_of(session, segment) is None
        summary = summarise(session, segment)
        assert summary.gaps == ()
        assert summary.index.value is None
        assert "fewer than three" in whose(session, summary)
    assert told(session) == []


def test_the_smallest_is_left_out_where_it_would_tell_of_few() -> None:
    session = thought_of(*[(FLEETS, 1)] * 4, *[(FAMILIES, 4)] * 3, ("", 5))
    assert told(session) == [FLEETS]
    assert gap_of(session, FAMILIES) is None


@moderate
@given(sessions(), st.sampled_from(("s0", "s1")))
def test_whatever_is_told_of_a_segment_three_or_the_room_said(
    session: Session, segment: str
) -> None:
    for item, score in scores(session, RATE, segment).items():
        everybody = counted(session, RATE, item)[1]
        own = counted(session, RATE, item, segment)[1]
        assert {ballot.segment for ballot in own.values()} == {segment}
        assert len(own) >= 3 or (set(own) == {ROOM} and score.room)
        assert len(own) <= len(everybody)
        assert item_votes(session, RATE, item, segment).paired
    summary = summarise(session, segment)
    assert summary.index.people <= summarise(session).index.people or summary.index.people == 1
    if segment in session.segments:
        assert session.segments[segment].name.split()[0] in whose(session, summary)


def test_hands_tell_nothing_of_a_segment_and_count_as_what_is_left() -> None:
    session = thought_of(*[(FLEETS, 1)] * 3)
    hands = {"facet": "today", "item": ITEM, "group": "everyone"}
    few = count_hands(session, CHECKLIST, "1", **hands, hands=Hands(five=2))
    assert gap_of(few, FLEETS) is None
    many = count_hands(session, CHECKLIST, "1", **hands, hands=Hands(five=3))
    assert gap_of(many, FLEETS) == 100


def test_the_room_s_one_rating_is_shown_for_its_segment() -> None:
    ballot = Ballot(segment=FLEETS, answers={"needed": {ITEM: 5}, "today": {ITEM: 3}})
    session = reveal(take_ballot(bare(), CHECKLIST, "1", ROOM, ballot), CHECKLIST, "1", ITEM)
    assert gap_of(session, FLEETS) == 50
    assert gap_of(session, FAMILIES) is None
    assert whose(session, summarise(session, FLEETS)) == "Fleets alone: the room's one rating"


def test_offers_and_notes_are_read_for_a_segment_too() -> None:
    given_: dict[str, Answer] = dict.fromkeys(TERMS, 3)
    session = rate(bare(), VALUE, "ours", given_, given_, given_, segments=(FLEETS,) * 3)
    assert offers(session, VALUE, FLEETS).scores["ours"].n == 3
    assert offers(session, VALUE, FAMILIES).scores["ours"].n == 0
    heard = Evidence(grade=Grade.HEARD, source="a dealer", when="May")
    note = Note(question="rivals", text="x", segment=FLEETS, evidence=heard)
    session = add_note(session, GUIDING, "n1", note)
    by_one = dict(summarise(session, FLEETS).knowledge)[GUIDING]
    by_other = dict(summarise(session, FAMILIES).knowledge)[GUIDING]
    assert (by_one.heard, by_other.heard) == (1, 0)


# Edits


def test_a_segment_stays_with_a_ballot_and_comes_before_the_first_answer() -> None:
    session = have_in_mind(bare(), CHECKLIST, "1", "v0", FLEETS)
    at = {"voter": "v0", "facet": "today", "item": ITEM}
    session = answer(session, CHECKLIST, "1", **at, given=4)
    ballot = answers(session, CHECKLIST).rounds["1"].ballots["v0"]
    assert (ballot.segment, ballot.get("today", ITEM)) == (FLEETS, 4)
    session = answer(session, CHECKLIST, "1", **at, given=None)
    assert answers(session, CHECKLIST).rounds["1"].ballots["v0"].segment == FLEETS
    assert loads(dumps(session), "made.toml").session == session
    session = have_in_mind(session, CHECKLIST, "1", "v0", "")
    assert answers(session, CHECKLIST).rounds["1"].ballots == {}


def test_a_key_goes_through_the_segments_and_back_to_none() -> None:
    session = bare()
    assert [after(session, key) for key in ("", FAMILIES, FLEETS)] == [FAMILIES, FLEETS, ""]
    assert after(session, "gone") == after(replace(session, segments={}), "") == ""


# Beside each other


def test_a_clear_difference_comes_with_its_interval() -> None:
    session = thought_of(*[(FLEETS, 1)] * 6, *[(FAMILIES, 4)] * 6)
    (apart,) = differences(session)
    assert (apart.one, apart.other, apart.n) == (FAMILIES, FLEETS, (6, 6))
    assert apart.found.is_clear
    said = apart_in_words(session, apart)
    assert "the gap of Fleets is 75 points larger than of Families (n 6 and 6; anything" in said


def test_under_five_the_resolution_stands_for_the_interval() -> None:
    session = thought_of(*[(FLEETS, 1)] * 3, *[(FAMILIES, 4)] * 4)
    (apart,) = differences(session)
    assert apart.found.low is None
    assert "n 4 and 3, too few for an interval" in apart_in_words(session, apart)
    assert "moves them by 6 and 8)" in apart_in_words(session, apart)


def test_what_an_interval_does_not_tell_from_nothing_is_left_out() -> None:
    session = thought_of(
        *[(FLEETS, level) for level in (1, 5, 1, 5, 3)],
        *[(FAMILIES, level) for level in (1, 5, 2, 5, 3)],
    )
    assert differences(session) == []


def test_the_report_and_the_values_hold_what_may_be_told_of_segments() -> None:
    session = thought_of(*[(FLEETS, 1)] * 6, *[(FAMILIES, 4)] * 6)
    found = blocks(session)
    start = found.index(Heading("By segment"))
    table, apart = found[start + 2], found[start + 3]
    assert isinstance(table, Table)
    assert [row[:2] for row in table.rows] == [("Families", "6"), ("Fleets", "6")]
    assert isinstance(apart, Bullets)
    assert list(of_workshop(session)["segments"]) == [FAMILIES, FLEETS]
    assert [each.segment for each in by_segment(session)] == [FAMILIES, FLEETS]
    few = thought_of(*[(FLEETS, 1)] * 2)
    assert Heading("By segment") not in blocks(few)
    assert of_workshop(few)["segments"] == {}


def test_every_item_asks_a_facet_by_segment_as_it_does_of_all() -> None:
    session = thought_of(*[(FLEETS, 3)] * 4)
    for item in asks(session, CHECKLIST).items:
        for facet in facets_asked(session, CHECKLIST):
            one, all_ = (facet_totals(session, CHECKLIST, item, facet, s) for s in (FLEETS, ""))
            assert one == all_
