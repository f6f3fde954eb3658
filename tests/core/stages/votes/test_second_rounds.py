"""Second rounds, splits that are kept, and what there is to talk about after a reveal."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_sessions import RATE, empty
from valueworkshop.core.scoring.item_score import Facet
from valueworkshop.core.session.people import Person
from valueworkshop.core.session.session import Place, Segment, Session
from valueworkshop.core.session.voting_methods import Method
from valueworkshop.core.stages.votes.discussion_order import (
    alone,
    ends,
    explained,
    explains,
    widest_first,
)
from valueworkshop.core.stages.votes.edits import (
    answer,
    choose_method,
    count_hands,
    have_in_mind,
    reveal,
)
from valueworkshop.core.stages.votes.keyboard_turns import NAMELESS, OPEN, promised
from valueworkshop.core.stages.votes.model import EVERYONE, Abstained, Answer, Hands, answers
from valueworkshop.core.stages.votes.reveal_notes import kept, told
from valueworkshop.core.stages.votes.score import facet_totals
from valueworkshop.core.stages.votes.second_rounds import (
    Shift,
    call_off,
    end_split,
    is_again,
    keep_split,
    round_before,
    shift,
    split_of,
    vote_again,
)
from valueworkshop.core.stages.votes.secrecy import make_open
from valueworkshop.phones.asking import NAMED, ballot_of, page

ITEM, OTHER = "contact", "promise"
COUNTS = st.tuples(*[st.integers(0, 4)] * 5)


def team(people: int = 6) -> Session:
    """A team whose members vote as v1, v2, …, with two segments."""
    made = {f"p{n}": Person(name=f"P{n}", voter=f"v{n}", order=n) for n in range(1, people + 1)}
    segments = {"s": Segment(name="small"), "l": Segment(name="large", order=1)}
    return replace(empty(), people=made, segments=segments)


def voted(
    session: Session, *given: Answer, number: str = "1", item: str = ITEM, voter: str = "v"
) -> Session:
    """Answer what is needed of an item, and reveal it."""
    for n, each in enumerate(given, 1):
        at = {"voter": f"{voter}{n}", "facet": "needed", "item": item}
        session = answer(session, RATE, number, **at, given=each)
    return reveal(session, RATE, number, item)


def counts(session: Session, item: str = ITEM) -> tuple[int, ...]:
    """How often each of 1 to 5 was answered in the round that counts."""
    return facet_totals(session, RATE, item, "needed").counts


def test_a_second_round_starts_blank_and_counts_and_the_first_is_kept() -> None:
    session = vote_again(voted(team(), 1, 1, 5), RATE, ITEM)
    assert counts(session) == (0, 0, 0, 0, 0)
    assert answers(session, RATE).rounds["2"].items == (ITEM,)
    assert answers(session, RATE).counting(OTHER) == "1"
    session = voted(session, 3, 1, 4, number="2")
    assert counts(session) == (1, 0, 1, 1, 0)
    assert set(answers(session, RATE).rounds["1"].ballots) == {"v1", "v2", "v3"}
    assert round_before(session, RATE, ITEM) == "1"
    found = shift(session, RATE, ITEM, "needed")
    assert found == Shift(n=3, before=Fraction(7, 3), after=Fraction(8, 3), up=1, down=1)


def test_the_shift_is_told_only_of_those_who_answered_both() -> None:
    session = vote_again(voted(team(), 1, Abstained.DONT_KNOW, 5), RATE, ITEM)
    assert shift(session, RATE, ITEM, "needed") is None
    session = voted(session, 2, 4, number="2")
    found = shift(session, RATE, ITEM, "needed")
    assert found == Shift(n=1, before=Fraction(1), after=Fraction(2), up=1, down=0)


def test_nothing_is_guessed_where_the_ids_are_others_or_hands_went_up() -> None:
    first = vote_again(voted(team(), 1, 1, 5), RATE, ITEM)
    assert shift(voted(first, 3, 3, 3, number="2", voter="w"), RATE, ITEM, "needed") is None
    at = {"facet": "needed", "item": ITEM, "group": EVERYONE}
    hands = count_hands(first, RATE, "2", **at, hands=Hands(three=3))
    assert shift(reveal(hands, RATE, "2", ITEM), RATE, ITEM, "needed") is None


def test_another_round_only_after_a_reveal_and_it_can_be_called_off() -> None:
    session = team()
    with pytest.raises(ValueError, match="has seen"):
        vote_again(session, RATE, ITEM)
    first = voted(session, 1, 5)
    again = vote_again(first, RATE, ITEM)
    assert is_again(again, RATE, ITEM)
    assert call_off(again, RATE, ITEM) == first
    assert call_off(first, RATE, ITEM) == first
    third = vote_again(voted(again, 2, number="2"), RATE, ITEM)
    assert answers(third, RATE).counting(ITEM) == "3"


def test_a_kept_split_has_its_reason_until_another_round_begins() -> None:
    session = voted(team(), 1, 5)
    with pytest.raises(ValueError, match="has seen"):
        keep_split(team(), RATE, ITEM, "too early")
    kept = keep_split(session, RATE, ITEM, "two\nmarkets")
    found = split_of(kept, RATE, ITEM)
    assert found is not None
    assert found.reason == "two markets"
    assert split_of(end_split(kept, RATE, ITEM), RATE, ITEM) is None
    assert split_of(vote_again(kept, RATE, ITEM), RATE, ITEM) is None


def test_a_split_that_another_vote_ended_is_told_as_one_of_its_round() -> None:
    first = voted(team(), 1, 1, 5, 5)
    again = vote_again(keep_split(first, RATE, ITEM, "two markets"), RATE, ITEM)
    assert kept(again, RATE, ITEM) == []  # the room sees nothing of the item now
    over = voted(again, 4, 4, 5, 5, number="2")
    was = "after round 1 we kept both views: two markets"
    assert kept(over, RATE, ITEM) == [was]
    assert was in told(over, RATE, ITEM)
    assert kept(keep_split(over, RATE, ITEM, ""), RATE, ITEM) == ["we keep both views"]
    assert kept(end_split(over, RATE, ITEM), RATE, ITEM) == []
    wordless = vote_again(keep_split(first, RATE, ITEM, ""), RATE, ITEM)
    assert kept(voted(wordless, 4, number="2"), RATE, ITEM) == ["after round 1 we kept both views"]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ((1, 0, 0, 3, 0), (1, 4, 4)),
        ((0, 3, 0, 0, 1), (5, 2, 2)),
        ((1, 0, 0, 2, 2), (1, 4, 5)),
        ((1, 0, 3, 0, 0), (1, 3, 3)),
        ((0, 1, 3, 0, 0), None),
        ((2, 0, 0, 3, 0), None),
        ((1, 0, 0, 2, 0), None),
        ((1, 0, 1, 1, 1), None),
        ((0, 0, 0, 0, 6), None),
    ],
)
def test_who_stands_alone_is_far_from_all_others(
    given: tuple[int, ...], found: tuple[int, int, int] | None
) -> None:
    assert alone(Facet(counts=given)) == found


def test_the_widest_spread_comes_first_and_only_what_was_revealed() -> None:
    session = voted(voted(team(), 3, 3, 3), 1, 5, 5, 1, item=OTHER)
    assert widest_first(session, RATE) == [OTHER, ITEM]
    talked_over = keep_split(session, RATE, OTHER, "two markets")
    assert widest_first(talked_over, RATE) == [ITEM, OTHER]
    assert widest_first(vote_again(session, RATE, OTHER), RATE) == [ITEM]


def test_names_stand_at_the_ends_of_an_open_vote_only() -> None:
    session = voted(team(), 1, 3, 5, 1)
    assert not ends(session, RATE, ITEM, "needed")
    named = make_open(team(), RATE, "1")
    named = voted(named, 1, 3, 5, 1, voter="p")
    assert ends(named, RATE, ITEM, "needed") == ("P1, P4: 1", "P3: 5")
    assert not ends(vote_again(named, RATE, ITEM), RATE, ITEM, "needed")


def pictured(session: Session, *segments: str) -> Session:
    """Have each voter in turn think of a segment."""
    for n, segment in enumerate(segments, 1):
        session = have_in_mind(session, RATE, "1", f"v{n}", segment)
    return session


def test_customers_in_mind_may_explain_a_split() -> None:
    session = pictured(voted(team(), 1, 1, 2, 5, 5, 4), *"sssLLL".replace("L", "l"))
    found = explained(session, RATE, ITEM, "needed")
    assert found is not None
    assert found.may
    assert found.medians == {"s": 1, "l": 5}
    mixed = pictured(voted(team(), 1, 5, 1, 5, 1, 5), *"sssLLL".replace("L", "l"))
    other = explained(mixed, RATE, ITEM, "needed")
    assert other is not None
    assert not other.may


def test_two_who_thought_of_a_segment_explain_nothing() -> None:
    session = pictured(voted(team(), 1, 1, 5, 5, 5, 5), *"ssllll")
    assert explained(session, RATE, ITEM, "needed") is None


@given(COUNTS, COUNTS, COUNTS)
def test_segments_explain_only_what_is_wide_and_goes_with_them(
    one: tuple[int, ...], other: tuple[int, ...], nobody: tuple[int, ...]
) -> None:
    whole = tuple(map(sum, zip(one, other, nobody, strict=True)))
    found = explains(whole, {"one": one, "other": other})
    assert explains(whole, {"other": other, "one": one}) == found
    assert explains(whole, {"one": one}) is None
    if min(sum(one), sum(other)) < 3:
        assert found is None
    if one == other:
        assert found is None or not found.may
    if found and found.may:
        gap = abs(found.medians["one"] - found.medians["other"])
        assert gap >= 2
        mirrored = explains(whole[::-1], {"one": one[::-1], "other": other[::-1]})
        assert mirrored is not None
        assert mirrored.may


def test_a_ballot_promises_no_more_than_its_items_hold() -> None:
    """A second round may have names while the other items are still answered without."""
    session = voted(choose_method(team(), RATE, "1", Method.PRIVATE), 5, 4, 5, item=OTHER)
    session = vote_again(session, RATE, OTHER)
    assert NAMELESS in promised(session, RATE)
    session = make_open(session, RATE, "2")
    assert OPEN in promised(session, RATE)
    ballot = ballot_of(page(replace(session, place=Place(stage=RATE)), "p1").asked)
    assert ballot is not None
    assert ballot.named
    assert ballot.promised == NAMED
