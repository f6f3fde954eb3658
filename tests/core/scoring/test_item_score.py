import os
from math import pi, sqrt
from statistics import variance

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from made_votes import PEOPLE, answered, ballots, givens, hand_counts, hands, votes_of, with_one
from valueworkshop.core.scoring.agreement import Level
from valueworkshop.core.scoring.hundred_points import points
from valueworkshop.core.scoring.item_score import Facet, Given, ItemVotes, score_item

moderate = settings(max_examples=int(os.environ.get("VALUEWORKSHOP_EXAMPLES", "40")), deadline=None)
votes = st.one_of(ballots(), hand_counts)


def test_an_item_by_example() -> None:
    score = score_item(answered((5, 3, 5), (4, 3, 3), (3, 4, 1), (5, 2, None), weighed=True))
    assert (score.n, score.short) == (4, 3)
    assert score.signed == score.gap == 31.25  # (2 + 1 - 1 + 3) / 4 steps
    assert score.surplus == 0
    assert score.weight == 0.5
    assert score.priority == 15.625
    assert score.resolution == 6.25
    spread = (0.75**2 + 0.25**2 + 2.25**2 + 1.75**2) / 3
    assert score.error == pytest.approx(25 * sqrt(spread / 4))
    assert score.floor == pytest.approx(25 * sqrt(spread / 4) / sqrt(2 * pi))
    assert score.needed.mean == 4.25
    assert score.today.median == 3
    assert score.weights == Facet(counts=(1, 0, 1, 0, 1), dont_know=1)
    assert (score.paired, score.room) == (True, False)


def test_people_who_all_agree_are_still_known_only_to_the_rounding_of_two_answers() -> None:
    score = score_item(answered((5, 3), (5, 3), (5, 3)))
    assert score.error == pytest.approx(sqrt(2 * 25**2 / 12 / 3))
    assert score.gap == 50


@pytest.mark.parametrize("n", range(2, 12))
def test_the_floor_of_the_error_begins_where_people_differ_less_than_rounding(n: int) -> None:
    """One of six a step off vary by exactly 2/12 of a step squared; of seven, by less."""
    score = score_item(answered((5, 3), *[(5, 4)] * (n - 1)))
    of_people, of_rounding = variance([50.0, *[25.0] * (n - 1)]), 2 * 25**2 / 12
    assert (of_people < of_rounding - 1e-9) == (n > 6)
    assert score.error == pytest.approx(sqrt(max(of_people, of_rounding) / n))


@given(ballots())
@moderate
def test_error_and_floor_are_those_of_the_differences(item: ItemVotes) -> None:
    differences = [
        25.0 * (one.needed - one.today)
        for one in item.given.values()
        if one.needed is not None and one.today is not None
    ]
    score = score_item(item)
    if len(differences) < 2:
        assert score.error is score.floor is None
        return
    assert score.error == pytest.approx(
        sqrt(max(variance(differences), 2 * 25**2 / 12) / len(differences))
    )
    assert score.floor == pytest.approx((score.error or 0.0) / sqrt(2 * pi))


def test_nothing_answered_gives_no_number() -> None:
    for empty in (ItemVotes(), ItemVotes(paired=False), answered((None, None, 3), weighed=True)):
        score = score_item(empty)
        assert score.n == 0
        found = (score.short, score.signed, score.gap, score.surplus, score.priority)
        assert found == (None,) * 5
        assert (score.error, score.floor, score.resolution) == (None, None, None)


def test_one_person_has_a_gap_but_no_error_and_no_agreement() -> None:
    score = score_item(answered((5, 3)))
    assert (score.n, score.short, score.gap, score.resolution) == (1, 1, 50, 25)
    assert (score.error, score.floor) == (None, None)
    assert score.needed.agreement is score.needed.distance is None
    assert score.needed.level is None


def test_only_today_makes_no_gap_but_is_shown() -> None:
    score = score_item(answered((None, 4), (None, 2), (None, 3)))
    assert score.gap is score.priority is None
    assert score.today.mean == 3
    assert score.today.level is Level.AGREES


def test_weight_is_1_where_it_is_not_asked_and_none_where_nobody_gave_one() -> None:
    unasked = score_item(answered((5, 4)))
    assert (unasked.weight, unasked.priority) == (1, 25)
    ungiven = score_item(answered((5, 4), weighed=True))
    assert (ungiven.weight, ungiven.priority, ungiven.gap) == (None, None, 25)
    nothing_sways = score_item(answered((5, 4, 1), weighed=True))
    assert (nothing_sways.weight, nothing_sways.priority) == (0, 0)


def test_all_who_gave_a_weight_weigh_whether_or_not_they_gave_the_rest() -> None:
    score = score_item(answered((5, 4, 5), (None, 4, 1), weighed=True))
    assert (score.n, score.signed) == (1, 25)
    assert score.weight == 0.5
    assert score.priority == 12.5
    counted = hands((0, 0, 0, 0, 1), (0, 0, 0, 2, 0), (1, 0, 0, 0, 1))
    assert score_item(counted).weight == score.weight  # as for hands


def test_a_far_shortfall_is_one_of_two_steps() -> None:
    score = score_item(answered((5, 4), (5, 3), (5, 1), (1, 5)))
    assert (score.short, score.far_short) == (3, 2)
    assert score_item(answered((5, None))).far_short is None


def test_hands_give_a_difference_of_means_and_no_k_of_n() -> None:
    score = score_item(hands((0, 0, 0, 1, 3), (0, 2, 0, 0, 0), (0, 0, 4, 0, 0)))
    assert score.signed == (4.75 - 2) * 25
    assert score.short is None
    assert score.n == 2
    assert score.resolution == 12.5
    assert score.weight == 0.5
    assert score.priority == score.signed / 2
    needed_varies = 0.25 / 4  # the sample variance over n
    assert score.error == pytest.approx(25 * sqrt(needed_varies + 1 / 12 / 2))
    assert not score.paired


def test_hands_for_one_question_only_make_no_gap() -> None:
    score = score_item(hands((0, 0, 0, 1, 3), (0,) * 5))
    assert score.signed is score.priority is score.error is None
    one_each = score_item(hands((0, 0, 0, 0, 1), (1, 0, 0, 0, 0)))
    assert (one_each.signed, one_each.error) == (100, None)


def test_what_is_not_on_the_scale_is_refused() -> None:
    for number in (-99, 0, 6, 99):
        with pytest.raises(ValueError, match="scale from 1 to 5"):
            Given(today=number)
    with pytest.raises(ValueError, match="five counts"):
        Facet(counts=(1, 2, 3, 4))
    with pytest.raises(ValueError, match="five counts"):
        Facet(counts=(1, 2, 3, 4, -1))
    with pytest.raises(ValueError, match="five counts"):
        Facet(skipped=-1)


def test_facets_tell_agreement_in_their_own_words() -> None:
    facet = Facet(counts=(0, 0, 1, 3, 1))
    assert (facet.n, facet.mean, facet.median) == (5, 4, 4)
    assert (facet.agreement, facet.distance) == (0.8, 0.4)
    assert facet.level is Level.AGREES
    assert facet.luck
    assert not Facet(counts=(0, 0, 0, 5, 0)).luck


@given(votes)
@moderate
def test_ranges_and_that_gap_and_surplus_are_the_two_sides_of_s(item: ItemVotes) -> None:
    score = score_item(item)
    if score.signed is None:
        assert score.gap is score.surplus is score.priority is None
        return
    assert score.gap is not None
    assert score.surplus is not None
    assert -100 <= score.signed <= 100
    assert score.signed == score.gap - score.surplus
    assert score.gap * score.surplus == 0
    if score.weight is not None:
        assert 0 <= score.weight <= 1
        assert score.priority is not None
        assert score.priority == pytest.approx(score.weight * score.gap)
        assert 0 <= score.priority <= 100


@given(ballots())
@moderate
def test_s_is_the_mean_difference_in_points_on_any_recoding(item: ItemVotes) -> None:
    pairs = [
        (one.needed, one.today)
        for one in item.given.values()
        if one.needed is not None and one.today is not None
    ]
    recoded = [points(2 * e - 1, high=9) - points(2 * p - 1, high=9) for e, p in pairs]
    score = score_item(item)
    assert score.n == len(pairs)
    if pairs:
        assert score.signed == pytest.approx(sum(recoded) / len(pairs))


@given(ballots(), st.permutations(PEOPLE))
@moderate
def test_any_order_of_people_gives_the_same_bits(item: ItemVotes, order: list[str]) -> None:
    again = {who: item.given[who] for who in order if who in item.given}
    assert score_item(votes_of(again, weighed=item.weight is not None)) == score_item(item)


@given(ballots())
@moderate
def test_doubling_everybody_keeps_the_points(item: ItemVotes) -> None:
    twins = {f"twin of {who}": given for who, given in item.given.items()}
    once = score_item(item)
    twice = score_item(votes_of({**item.given, **twins}, weighed=item.weight is not None))
    assert twice.n == 2 * once.n
    assert (twice.signed, twice.gap, twice.surplus) == (once.signed, once.gap, once.surplus)
    assert (twice.weight, twice.priority) == (once.weight, once.priority)
    assert twice.needed.mean == once.needed.mean
    assert twice.needed.median == once.needed.median


def above(number: int | None, upto: int = 5) -> st.SearchStrategy[int | None]:
    return st.none() if number is None else st.integers(number, upto)


@given(ballots(), givens, st.data())
@moderate
def test_raising_one_answer_moves_the_item_one_way(
    item: ItemVotes, low: Given, data: st.DataObject
) -> None:
    before = score_item(with_one(item, "eve", low))

    today = Given(needed=low.needed, today=data.draw(above(low.today)), weight=low.weight)
    better = score_item(with_one(item, "eve", today))
    needed = Given(needed=data.draw(above(low.needed)), today=low.today, weight=low.weight)
    harder = score_item(with_one(item, "eve", needed))
    for one, two in ((better, before), (before, harder)):
        assert (one.signed is None) == (two.signed is None)
        assert (one.signed or 0) <= (two.signed or 0)
        assert (one.gap or 0) <= (two.gap or 0)
        assert (one.priority or 0) <= (two.priority or 0)

    weight = Given(needed=low.needed, today=low.today, weight=data.draw(above(low.weight)))
    heavier = score_item(with_one(item, "eve", weight))
    assert (heavier.priority or 0) >= (before.priority or 0)
    assert heavier.signed == before.signed
