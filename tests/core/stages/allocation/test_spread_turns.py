"""Points as ten dots, in private and in a second vote: what is kept, counted and said."""

from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lenses import FOCUS, bare
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.allocation import KIND, rounds, tens, turns
from valueworkshop.core.stages.allocation.model import Answers, Giving, Spread, answers, choose_way
from valueworkshop.core.stages.allocation.score import allocation, focus, slips
from valueworkshop.core.stages.allocation.words import moved_in_words
from valueworkshop.core.stages.anonymise import parting
from valueworkshop.core.stages.votes.secrecy import voters

THINGS = ("a", "b", "c", "d")


def digits(*given: int) -> tuple[dict[str, int], int]:
    """Type digits one after the other; return the points and where the next would go."""
    points: dict[str, int] = {}
    at = 0
    for digit in given:
        points = tens.put(points, THINGS, at, digit)
        at = tens.next_place(points, THINGS, at)
    return points, at


@pytest.mark.parametrize(
    ("typed", "points"),
    [
        ((4, 3, 2), (40, 30, 20, 10)),
        ((6, 4), (60, 40, 0, 0)),
        ((0, 0, 0), (0, 0, 0, 100)),
        ((9, 5), (90, 10, 0, 0)),
        ((1,), (10, 0, 0, 0)),
    ],
)
def test_a_digit_for_each_and_the_last_gets_what_is_left(
    typed: tuple[int, ...], points: tuple[int, ...]
) -> None:
    assert tuple(digits(*typed)[0].values()) == points


@given(st.lists(st.integers(0, 9), min_size=3, max_size=3))
def test_three_digits_always_give_all_hundred_points(typed: list[int]) -> None:
    points, at = digits(*typed)
    assert sum(points.values()) == 100
    assert at == 3


def test_who_goes_back_is_asked_anew_for_what_follows() -> None:
    points, _ = digits(4, 3, 2)
    assert tens.put(points, THINGS, 1, 5) == {"a": 40, "b": 50, "c": 0, "d": 0}


def given_by(session: Session, people: list[str], spread: Spread, **points: int) -> Session:
    ids = (f"i{n}" for n in count()).__next__
    for person in people:
        session = turns.give(session, FOCUS, person, spread, points, ids)
    return session


def test_the_keyboard_goes_to_who_has_not_given_all_and_counts_only_the_rest() -> None:
    session = bare()
    assert turns.next_up(session, FOCUS) == ("p0", "Person 0")
    for spread in Spread:
        session = given_by(session, ["p0"], spread, excellence=100)
    assert turns.next_up(session, FOCUS) == ("p1", "Person 1")
    assert turns.next_up(session, FOCUS, {"p1"}) == ("p2", "Person 2")
    assert turns.ballots_in(session, FOCUS) == (1, 12)
    shown = rounds.reveal(session, FOCUS, "today")
    assert turns.asked(shown, FOCUS) == [Spread.RECOGNISED, Spread.CHOSEN]


def test_ballots_have_no_names_once_the_stage_is_over() -> None:
    session = given_by(bare(), ["p0", "p1"], Spread.TODAY, excellence=100)
    session = rounds.reveal(session, FOCUS, "today")
    later = replace(session, place=replace(session.place, stage="close"))
    part = parting(later)
    assert part is not None
    apart = part(later)
    linked = {voter for voter, _ in voters(apart, FOCUS)}
    assert not linked & set(answers(apart, FOCUS).ballots)


def test_a_second_vote_is_blank_counts_and_says_what_moved() -> None:
    first = rounds.reveal(
        given_by(bare(), ["p0", "p1"], Spread.TODAY, excellence=100), FOCUS, "today"
    )
    begun = rounds.vote_again(first, FOCUS, "today")
    assert not rounds.is_revealed(begun, FOCUS, "today")
    assert focus(begun, FOCUS).spreads == {}
    assert rounds.call_off(begun, FOCUS, "today") == first
    again = given_by(begun, ["p0"], Spread.TODAY, excellence=40, intimacy=60)
    assert KIND.hidden(again, FOCUS) == {"today": 1}
    assert rounds.call_off(again, FOCUS, "today") == again
    assert moved_in_words(again, FOCUS, Spread.TODAY) == []
    seen = rounds.reveal(again, FOCUS, "today")
    assert allocation(seen, FOCUS, Spread.TODAY).shares["intimacy"] == 0.6
    assert moved_in_words(seen, FOCUS, Spread.TODAY) == [
        "Spread again: since the vote before, 60 of 100 points have moved."
    ]
    assert not list(slips(seen, FOCUS))
    with pytest.raises(ValueError, match="once the room has seen"):
        rounds.vote_again(again, FOCUS, "today")


def test_a_new_vote_is_unseen_even_if_one_of_its_number_was_seen_and_undone() -> None:
    first = rounds.reveal(given_by(bare(), ["p0"], Spread.TODAY, excellence=100), FOCUS, "today")
    second = rounds.reveal(rounds.vote_again(first, FOCUS, "today"), FOCUS, "today")
    undone = replace(first, revealed=second.revealed)
    again = rounds.vote_again(undone, FOCUS, "today")
    assert not rounds.is_revealed(again, FOCUS, "today")


def test_the_way_is_offered_by_whether_there_are_people() -> None:
    session = choose_way(bare(), FOCUS, Giving.PRIVATE)
    assert turns.way_of(session, FOCUS) is Giving.PRIVATE
    assert turns.way_after(session, FOCUS) is Giving.POINTS
    alone = replace(session, people={})
    assert turns.ways(alone) == (Giving.POINTS, Giving.DOTS)
    assert turns.way_of(alone, FOCUS) is Giving.POINTS


def test_a_number_of_a_vote_that_cannot_be_is_a_slip() -> None:
    wrong = bare().with_answers(FOCUS, Answers(again={"today": 10**9, "other": 2}))
    assert {path[1] for path, _ in slips(wrong, FOCUS)} == {"today", "other"}
