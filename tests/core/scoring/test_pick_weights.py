"""Weights from picks: the formula, and what holds for any picks."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_votes import answered, facet, votes_of, with_one
from valueworkshop.core.scoring.item_score import Facet, Given, ItemVotes, score_item
from valueworkshop.core.scoring.pick_weights import Picks, picks_of

LEAST, NEITHER, MOST = 1, 3, 5
picks = st.sampled_from([LEAST, NEITHER, MOST])
people = st.lists(
    st.tuples(st.integers(1, 5), st.integers(1, 5), st.none() | picks), min_size=1, max_size=9
)


def weight(votes: ItemVotes) -> float | None:
    return score_item(votes).weight


@pytest.mark.parametrize(
    ("most", "least", "of", "expected"),
    [(6, 0, 6, 1.0), (0, 6, 6, 0.0), (0, 0, 6, 0.5), (3, 1, 6, 2 / 3), (2, 2, 5, 0.5)],
)
def test_the_weight_is_picks_per_person_rescaled(
    most: int, least: int, of: int, expected: float
) -> None:
    assert Picks(most=most, least=least, people=of).weight == pytest.approx(expected)


def test_nobody_picked_is_no_weight() -> None:
    assert Picks(most=0, least=0, people=0).weight is None
    assert weight(answered((5, 2, None), weighed=True)) is None


def test_ratings_are_no_picks() -> None:
    with pytest.raises(ValueError, match="are not picks"):
        picks_of(Facet(counts=(0, 1, 0, 0, 0)))


def test_priority_is_the_weight_times_the_gap() -> None:
    score = score_item(answered((5, 3, MOST), (5, 3, MOST), (5, 3, LEAST), weighed=True))
    assert score.gap == 50
    assert score.priority == pytest.approx(50 * 2 / 3)


@given(people)
def test_an_item_scores_with_the_weight_of_its_picks(
    given_: list[tuple[int, int, int | None]],
) -> None:
    votes = answered(*given_, weighed=True)
    assert votes.weight is not None
    found = picks_of(votes.weight)
    assert found.most + found.least + found.neither == found.people
    assert weight(votes) == pytest.approx(found.weight) if found.people else weight(votes) is None


@given(people)
def test_order_changes_no_bit_and_doubling_everybody_keeps_it(
    given_: list[tuple[int, int, int | None]],
) -> None:
    votes = answered(*given_, weighed=True)
    assert score_item(answered(*reversed(given_), weighed=True)).priority == (
        score_item(votes).priority
    )
    assert weight(answered(*given_, *given_, weighed=True)) == weight(votes)


@given(people)
def test_who_abstains_changes_nothing(given_: list[tuple[int, int, int | None]]) -> None:
    votes = answered(*given_, weighed=True)
    more = with_one(votes, "zoe", Given())
    assert replace(score_item(more), weights=None, needed=facet([]), today=facet([])) == replace(
        score_item(votes), weights=None, needed=facet([]), today=facet([])
    )


@given(people, st.integers(0, 8))
def test_picking_an_item_as_best_never_lowers_its_priority(
    given_: list[tuple[int, int, int | None]], who: int
) -> None:
    votes = answered(*given_, weighed=True)
    voter = sorted(votes.given)[who % len(votes.given)]
    if votes.given[voter].weight is None:
        return  # who picked nothing is one person more, not another pick
    raised = votes_of({**votes.given, voter: replace(votes.given[voter], weight=MOST)})
    before, after = score_item(votes).priority, score_item(raised).priority
    assert before is not None
    assert after is not None
    assert after >= before
