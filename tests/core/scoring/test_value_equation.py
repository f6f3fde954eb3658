"""The value equation: net of an offer, leads and levers, and Smith's ratio, which never ranks."""

from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_votes import facet
from valueworkshop.core.scoring.value_equation import (
    TERMS,
    Levels,
    OfferScore,
    OfferVotes,
    hangs_on_the_scale,
    lags,
    ranked_otherwise,
    score_offer,
    strongest,
)

Numbers = tuple[int | None, ...]
"""What one person gave for product, service, price and hassle; None for no number."""


def offer(*given: Numbers) -> OfferScore:
    """Score an offer that people rated one after the other."""
    by_person = [dict(zip(TERMS, numbers, strict=True)) for numbers in given]
    return score_offer(
        OfferVotes(
            given={
                f"p{place}": {t: n for t, n in numbers.items() if n is not None}
                for place, numbers in enumerate(by_person)
            },
            answers={term: facet(numbers[term] for numbers in by_person) for term in TERMS},
        )
    )


def levels(product: int, service: int, price: int, hassle: int) -> Levels:
    return Levels.of(dict(zip(TERMS, (product, service, price, hassle), strict=True)))


def costly(product: int, service: int, price: int, hassle: int) -> Levels:
    """Return levels from numbers in which a high price and much hassle are high."""
    return levels(product, service, 6 - price, 6 - hassle)


number = st.integers(1, 5)
answer = st.none() | number
people = st.lists(st.tuples(answer, answer, answer, answer), max_size=6)
whole = st.lists(st.tuples(number, number, number, number), min_size=1, max_size=6)
made_levels = st.builds(levels, number, number, number, number)


def test_the_published_example_turns_when_the_scale_is_written_otherwise() -> None:
    one, other = costly(5, 4, 4, 3), costly(3, 2, 2, 2)
    assert float(one.ratio) == pytest.approx(1.29, abs=0.005)
    assert float(other.ratio) == pytest.approx(1.25, abs=0.005)
    assert one.ratio_from_nought == Fraction(140, 100)
    assert other.ratio_from_nought == Fraction(150, 100)
    assert hangs_on_the_scale({"one": one, "other": other})
    assert one.net == 25
    assert other.net == Fraction(25, 2)
    assert ranked_otherwise({"one": one, "other": other}) == []


def test_an_offer_by_hand() -> None:
    score = offer((4, 2, 3, 5), (2, 2, 3, 1))
    assert score.levels is not None
    assert score.levels.by_term == {"product": 3, "service": 2, "price": 3, "hassle": 3}
    assert score.levels.benefits == Fraction(75, 2)
    assert score.levels.costs == 50
    assert score.levels.net == Fraction(-25, 2)
    assert score.levels.ratio == Fraction(5, 6)
    assert score.resolution == Fraction(25, 4)


def test_who_leaves_out_a_term_is_in_its_other_means_and_not_in_net() -> None:
    score = offer((4, 4, 4, 4), (1, 1, 1, None))
    assert score.n == 1
    assert score.levels == levels(4, 4, 4, 4)
    assert score.answers["product"].mean == 2.5
    assert score.answers["hassle"].n == 1


def test_nothing_in_numbers_is_no_net_and_never_nought() -> None:
    for given_numbers in ([], [(None, None, None, None)], [(3, 3, 3, None), (None, 3, 3, 3)]):
        score = offer(*given_numbers)
        assert (score.n, score.levels, score.resolution) == (0, None, None)


def test_hands_give_the_means_of_each_term_and_the_fewest_of_them() -> None:
    answers = {
        "product": facet([5, 5, 4]),
        "service": facet([2, 2]),
        "price": facet([1, None]),
        "hassle": facet([3, 3, 3]),
    }
    score = score_offer(OfferVotes(answers=answers, paired=False))
    assert score.n == 1
    assert score.levels is not None
    assert score.levels.product == Fraction(14, 3)
    assert score.levels.net == Fraction(25, 2) * (Fraction(11, 3) + 1 + 0 + 2) - 100
    less = score_offer(OfferVotes(answers={**answers, "price": facet([])}, paired=False))
    assert less.levels is None


@given(made_levels)
def test_ranges(made: Levels) -> None:
    assert 0 <= made.benefits <= 100
    assert 0 <= made.costs <= 100
    assert -100 <= made.net <= 100
    assert made.net == made.benefits - made.costs
    assert Fraction(1, 5) <= made.ratio <= 5


def test_the_ends_of_the_ranges() -> None:
    best, worst = levels(5, 5, 5, 5), levels(1, 1, 1, 1)
    assert [best.net, best.ratio] == [100, 5]
    assert best.ratio_from_nought is None
    assert [worst.net, worst.ratio, worst.ratio_from_nought] == [-100, Fraction(1, 5), 0]
    with pytest.raises(ValueError, match="0 for price"):
        levels(3, 3, 0, 3)


@given(made_levels, st.sampled_from(TERMS), st.integers(-6, 6))
def test_a_step_moves_net_by_half_of_25_points_and_no_term_past_the_scale(
    made: Levels, term: str, steps: int
) -> None:
    moved = made.moved(term, steps)
    assert moved.by_term[term] == min(max(made.by_term[term] + steps, 1), 5)
    assert moved.net - made.net == Fraction(25, 2) * (moved.by_term[term] - made.by_term[term])
    assert {t: v for t, v in moved.by_term.items() if t != term} == {
        t: v for t, v in made.by_term.items() if t != term
    }
    if moved.net > made.net:
        assert moved.ratio > made.ratio


@given(whole, st.data())
def test_a_better_answer_moves_net_by_the_resolution(
    given_numbers: list[tuple[int, ...]], data: st.DataObject
) -> None:
    person = data.draw(st.integers(0, len(given_numbers) - 1))
    term = data.draw(st.integers(0, 3))
    score = offer(*given_numbers)
    row = list(given_numbers[person])
    if row[term] == 5:
        return
    row[term] += 1
    better = offer(*given_numbers[:person], tuple(row), *given_numbers[person + 1 :])
    assert score.levels is not None
    assert better.levels is not None
    assert better.levels.net - score.levels.net == score.resolution


@given(people, st.data())
def test_order_and_doubling_change_nothing_and_who_abstains_neither(
    given_numbers: list[Numbers], data: st.DataObject
) -> None:
    score = offer(*given_numbers)
    assert offer(*data.draw(st.permutations(given_numbers))).levels == score.levels
    assert offer(*given_numbers, *given_numbers).levels == score.levels
    assert offer(*given_numbers, (None, None, None, None)).levels == score.levels


@given(st.dictionaries(st.sampled_from("abcd"), made_levels))
def test_the_ratio_is_told_exactly_where_it_ranks_otherwise(offers: Mapping[str, Levels]) -> None:
    by_net = sorted(offers, key=lambda key: offers[key].net)
    by_ratio = {offers[key].ratio for key in offers}
    pairs = ranked_otherwise(offers)
    if not pairs:
        assert [offers[key].ratio for key in by_net] == sorted(o.ratio for o in offers.values())
        assert len(by_ratio) == len({o.net for o in offers.values()})
    for first, second, net, ratio in pairs:
        assert net != ratio
        assert (offers[first].net > offers[second].net) is (net > 0)
        assert (offers[first].ratio > offers[second].ratio) is (ratio > 0)


def test_the_ratio_can_rank_otherwise_than_net() -> None:
    cheap, rich = costly(2, 2, 1, 1), costly(5, 5, 3, 3)
    assert cheap.ratio > rich.ratio
    assert cheap.net < rich.net
    assert ranked_otherwise({"cheap": cheap, "rich": rich}) == [("cheap", "rich", -1, 1)]


def test_the_strongest_lever_is_the_term_furthest_below_the_best_offer() -> None:
    ours = offer((4, 3, 4, 2))
    others = {"a": offer((3, 5, 4, 4)), "b": offer((3, 2, 4, 5)), "c": offer((5, None, 1, 5))}
    found = lags(ours, others)
    assert found["hassle"].behind == 3
    assert found["hassle"].best == ("b", "c")
    assert found["service"].best == ("a",)
    assert found["price"].behind == 0
    assert strongest(found) == ("hassle",)
    assert strongest(lags(offer((4, 3, 4, 5)), {"a": offer((4, 3, 1, 1))})) == ()
    assert strongest(lags(offer((1, 1, 3, 3)), {"a": offer((3, 3, 3, 3))})) == TERMS[:2]


def test_a_term_that_was_not_rated_of_both_is_not_compared() -> None:
    assert set(lags(offer((4, None, 4, 2)), {"a": offer((3, 5, None, 4))})) == {"product", "hassle"}
    assert lags(offer((4, 4, 4, 4)), {}) == {}


@given(whole, st.lists(whole, min_size=1, max_size=3))
def test_no_other_term_is_further_below_and_none_is_named_that_is_not_below(
    mine: list[tuple[int, ...]], theirs: list[list[tuple[int, ...]]]
) -> None:
    found = lags(offer(*mine), {f"o{n}": offer(*rows) for n, rows in enumerate(theirs)})
    named = strongest(found)
    for term, lag in found.items():
        assert -4 <= lag.behind <= 4
        assert (term in named) is (
            lag.behind > 0 and lag.behind == max(other.behind for other in found.values())
        )
