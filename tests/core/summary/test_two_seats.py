"""Two seats: what we say of ourselves beside what customers want, live through and said."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lenses import CHECKLIST, FOCUS, GUIDING, ITEM, JOURNEY, bare, heard, pairs, rate, spread
from made_sessions import hidden_votes_taken_out, moderate, sessions
from other_answers import answered_otherwise
from valueworkshop.core import description
from valueworkshop.core.session.evidence import Evidence, Grade
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.blocks import Chart
from valueworkshop.core.show.card_figures import Seats
from valueworkshop.core.stages.allocation.model import Spread, spread_points
from valueworkshop.core.stages.allocation.model import grade as grade_spread
from valueworkshop.core.stages.notes.model import Note, add_note
from valueworkshop.core.stages.votes.edits import grade, reveal
from valueworkshop.core.summary.seats_told import figure, in_sentences, seats_told
from valueworkshop.core.summary.two_seats import NONE, RULE, Line, Mark, counted, two_seats
from valueworkshop.files.text import session_file

HEARD = Evidence(grade=Grade.HEARD, source="Ada Lovelace", when="May")
SAMPLES = sorted((Path(__file__).parents[3] / "sessions").glob("*.toml"))


def workshop(needed: int, today: int, people: int = 3, known: Evidence = HEARD) -> Session:
    """A checklist with one item and a journey with one moment, rated so; we offer vans."""
    session = replace(bare(), offer="Vans")
    for stage, item in ((CHECKLIST, ITEM), (JOURNEY, "support")):
        session = rate(session, stage, item, *pairs(needed, today, people))  # type: ignore[arg-type]
        session = grade(session, stage, item, known)
    return session


def theirs(session: Session) -> dict[str, Line]:
    return {line.key: line for pair in two_seats(session) for line in pair.theirs}


def mark(session: Session) -> Mark | None:
    return theirs(session)[f"{CHECKLIST}/{ITEM}"].mark


def test_the_four_pairs_stand_side_by_side_with_where_each_line_is_from() -> None:
    found = two_seats(spread(workshop(5, 2), Spread.CHOSEN, innovation=60, social=40))
    assert [(pair.title, pair.their_title) for pair in found] == [
        ("What we offer", "What they want"),
        ("What we lead on", "How they live it"),
        ("The ledger as we see it", "What they said"),
        ("What carries the value", "Their journey"),
    ]
    assert [line.text for line in found[0].ours] == ["Vans"]
    assert [line.text for line in found[0].theirs] == [
        "We keep the experience we promise: needed 5.0"
    ]
    assert [(line.key, line.text) for line in found[1].ours][:1] == [
        (f"{FOCUS}/chosen", "Innovation: 60 of 100, we choose")
    ]
    assert [line.text for line in found[3].theirs] == ["Support: expected 5.0, lived 2.0"]
    assert counted(found) == "2 miss"


def test_what_is_short_misses_and_what_is_as_needed_meets() -> None:
    assert mark(workshop(5, 2)) is Mark.MISSES
    assert mark(workshop(4, 4)) is Mark.MEETS
    assert mark(workshop(3, 5)) is Mark.MEETS
    assert mark(workshop(5, 4)) is Mark.MISSES


def test_of_fewer_than_three_answers_or_far_apart_we_cannot_say() -> None:
    assert mark(workshop(5, 2, people=2)) is Mark.UNSURE
    apart = rate(workshop(5, 3), CHECKLIST, ITEM, *pairs(5, 1, 2), *pairs(5, 5, 2))
    assert mark(apart) is Mark.UNSURE


def test_what_is_our_own_guess_nobody_asked_about_until_a_note_was_heard() -> None:
    guessed = workshop(5, 2, known=Evidence())
    assert mark(guessed) is Mark.NOBODY
    note = Note(text="Late again", question="expectations", about=f"{CHECKLIST}/{ITEM}")
    assert mark(add_note(guessed, GUIDING, "n1", note)) is Mark.NOBODY
    told = add_note(guessed, GUIDING, "n1", replace(note, evidence=HEARD))
    assert mark(told) is Mark.MISSES
    said = theirs(told)[f"{GUIDING}/expectations"]
    assert (said.text, said.mark) == ("“Late again”", Mark.MISSES)
    quoted = replace(note, text="She: “Late”", evidence=HEARD)
    told = add_note(guessed, GUIDING, "n1", quoted)
    assert theirs(told)[f"{GUIDING}/expectations"].text == "“She: ‘Late’”"


def test_a_survey_meets_only_if_it_is_within_a_step_of_ours() -> None:
    def of(counts: dict[str, int], people: int = 6) -> Mark | None:
        session = heard(workshop(5, 2, people), f"{CHECKLIST}/{ITEM}", counts)
        return theirs(session)["voice/compare"].mark

    assert of({"5,2": 40}) is Mark.MEETS
    assert of({"5,5": 40}) is Mark.MISSES
    assert of({"5,2": 40}, people=3) is Mark.UNSURE


def test_what_they_recognise_meets_what_we_choose_to_lead_on() -> None:
    def told(chosen: str, known: Evidence) -> Line:
        session = workshop(5, 2)
        for when, key in ((Spread.CHOSEN, chosen), (Spread.RECOGNISED, "innovation")):
            for n in range(3):
                session = spread_points(session, FOCUS, f"v{n}", when, {key: 100})
            session = reveal(session, FOCUS, "1", when.value)
        graded = grade_spread(session, FOCUS, Spread.RECOGNISED, known)
        return theirs(graded)[f"{FOCUS}/recognised"]

    assert told("innovation", HEARD).text == "Innovation: 100 of 100, as they recognise us"
    assert told("innovation", HEARD).mark is Mark.MEETS
    assert told("social", HEARD).mark is Mark.MISSES
    assert told("social", Evidence()).mark is Mark.NOBODY


def test_with_too_little_to_compare_there_is_nothing_and_it_is_said() -> None:
    assert two_seats(bare()) == []
    assert figure(bare()) is None
    assert seats_told(bare()) == []
    assert in_sentences(bare()) == [NONE]
    assert two_seats(replace(workshop(5, 2), offer="")) == []


def test_read_aloud_each_line_says_where_it_is_from_and_why_it_has_its_mark() -> None:
    told = in_sentences(workshop(5, 2))
    assert told[0] == "2 miss."
    assert told[-1] == RULE
    assert (
        "B Checklist: We keep the experience we promise: needed 5.0. Misses: more than a step "
        "short; heard: Ada Lovelace, May." in told
    )
    assert "Our seat, What we lead on: nothing there yet." in told


def test_the_room_sees_the_picture_without_a_source_that_may_name_somebody() -> None:
    session = workshop(5, 2)
    charts = [b for b in description.told_at(session, "summary", "") if isinstance(b, Chart)]
    assert isinstance(charts[-1].cells, Seats)
    assert "We keep the experience we promise: needed 5.0" in str(charts[-1])
    assert "Ada Lovelace" not in str(charts[-1])


@moderate
@given(sessions(), st.integers(1, 6))
def test_each_line_is_of_a_stage_and_none_tells_what_was_not_revealed(
    session: Session, by: int
) -> None:
    found = two_seats(session)
    for pair in found:
        for line in (*pair.ours, *pair.theirs):
            assert line.key.partition("/")[0] in session.kit.stages
            assert line.text
        assert all(line.mark is None for line in pair.ours)
    assert two_seats(hidden_votes_taken_out(session)) == found
    assert seats_told(answered_otherwise(session, by)) == seats_told(session)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_nothing_hidden_of_a_whole_workshop_is_in_it(sample: Path) -> None:
    session = session_file.read(sample).session
    assert two_seats(session)
    hidden = replace(session, revealed={})
    assert seats_told(answered_otherwise(hidden, 2)) == seats_told(hidden)
