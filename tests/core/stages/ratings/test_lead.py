"""Ours beside the best alternative: lead and lag, said with n, and never in the index."""

import pytest
from hypothesis import given

from made_sessions import (
    COMPARE,
    DONT_KNOW,
    empty,
    hidden_votes_taken_out,
    moderate,
    rated,
    sessions,
    texts,
)
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages import KINDS
from valueworkshop.core.stages.ratings.lead_and_lag import (
    lead,
    lead_in_words,
    lead_lines,
    other_of,
    said,
    values,
)
from valueworkshop.core.stages.votes.edits import count_hands, reveal, take_ballot
from valueworkshop.core.stages.votes.model import ROOM, Answer, Ballot, Hands, asks
from valueworkshop.core.stages.votes.score import scores
from valueworkshop.core.summary.gap_summary import summarise
from valueworkshop.core.summary.gap_words import remarks
from valueworkshop.exports.workshop_json import of_workshop

PAIN = "pain"
OURS, BEST = "today", "best"


def compared(*pairs: tuple[Answer | None, Answer | None], shown: bool = True) -> Session:
    """A session in which each person rated ours and the best other."""
    return rated(*pairs, item=PAIN, stage=COMPARE, shown=shown)


def words(session: Session) -> str:
    other = other_of(session, COMPARE)
    assert other is not None
    return lead_in_words(scores(session, COMPARE)[PAIN], other)


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        (((3, 4), (3, 4), (3, 3)), "ours is 0.7 steps behind the best other; 2 of 3 see us behind"),
        (((4, 3), (5, 4)), "ours is 1.0 step ahead of the best other; none of 2 see us behind"),
        (((4, 4), (3, 3)), "ours is level with the best other; none of 2 see us behind"),
        (((5, 4), (3, 4)), "ours is level with the best other; 1 of 2 sees us behind"),
        (((2, 4),), "ours is 2.0 steps behind the best other; one person's view"),
        (((4, None), (3, DONT_KNOW)), "nothing to compare: you rated ours, but not the best other"),
        (((None, 3),), "nothing to compare: you rated the best other, but not ours"),
        (((4, None), (None, 3)), "nothing to compare: nobody rated both"),
        (((DONT_KNOW, DONT_KNOW),), "nobody knows"),
    ],
)
def test_who_leads_is_said_with_who_sees_it(
    pairs: tuple[tuple[Answer | None, Answer | None], ...], expected: str
) -> None:
    assert words(compared(*pairs)) == expected


def test_the_room_and_hands_are_said_to_be_that() -> None:
    ballot = Ballot(answers={OURS: {PAIN: 3}, BEST: {PAIN: 4}})
    room = reveal(take_ballot(empty(), COMPARE, "1", ROOM, ballot), COMPARE, "1", PAIN)
    assert words(room) == "ours is 1.0 step behind the best other; the room's one rating"
    session = empty()
    for facet, hands in ((OURS, Hands(four=2)), (BEST, Hands(two=3))):
        session = count_hands(
            session, COMPARE, "1", facet=facet, item=PAIN, group="everyone", hands=hands
        )
    assert words(reveal(session, COMPARE, "1", PAIN)) == (
        "ours is 2.0 steps ahead of the best other; hands counted: we cannot say who sees us behind"
    )


def test_lead_and_lag_stay_outside_the_index_and_stand_in_the_summary() -> None:
    session = compared((3, 4), (3, 5))
    summary = summarise(session)
    assert summary.gaps == ()
    assert summary.index.value is None
    told = (
        "Components (not part of the index): we are behind the best other on 1 of the 1 compared, "
        "most on 'It takes a pain away' (1.5 steps behind)."
    )
    assert said(session, COMPARE) == told
    assert told in remarks(session, summary)
    assert told in set(texts(KINDS["ratings"].told(session, COMPARE)))


def test_other_programs_get_the_lead_and_no_gap() -> None:
    found = of_workshop(compared((3, 4), (3, 5)))
    item = found["stages"][COMPARE]["items"][PAIN]
    assert item["n"] is item["gap"] is item["signed"] is None
    assert item["facets"][BEST]["mean"] == 4.5
    told = found["lenses"][COMPARE]["items"][PAIN]
    assert (told["lead"], told["behind"], told["n"]) == (-1.5, 2, 2)


def test_the_picture_shows_both_on_the_scale_with_the_lead() -> None:
    lines = lead_lines(compared((3, 4), (3, 5)), COMPARE, 60)
    assert lines == [
        "   lead  n  1   2   3   4   5  ● ours  ○ best other",
        "▼  -1.5  2  ┊   ┊   ●━━━━━○ ┊  It takes a pain away",
    ]
    assert all(len(line) <= 60 for line in lines)
    assert lead_lines(empty(), COMPARE, 60) == ["Nothing has been revealed yet."]


def test_a_stage_of_needs_has_no_lead() -> None:
    session = rated((5, 3, 4))
    assert other_of(session, "rate") is None
    assert values(session, "rate") == {}
    assert said(session, "rate") == ""
    assert asks(session, "rate").compared == ("needed", "today")


@moderate
@given(sessions())
def test_hidden_votes_have_no_part_and_a_lead_is_within_the_scale(session: Session) -> None:
    without = hidden_votes_taken_out(session)
    assert KINDS["ratings"].told(session, COMPARE) == KINDS["ratings"].told(without, COMPARE)
    assert values(session, COMPARE) == values(without, COMPARE)
    for score in scores(session, COMPARE).values():
        found = lead(score)
        assert found is None or -4 <= found <= 4
