"""Net of a ledger: means and not sums, and no number where a side lacks one."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_sessions import moderate
from valueworkshop.core.scoring.item_score import Facet
from valueworkshop.core.scoring.ledger_balance import balance, line_points, money


def rated(*answers: int, dont_know: int = 0) -> Facet:
    """The answers to a line."""
    counts = tuple(answers.count(point) for point in range(1, 6))
    return Facet(counts=counts, dont_know=dont_know)


facets = st.builds(
    Facet,
    counts=st.tuples(*[st.integers(0, 3)] * 5),
    dont_know=st.integers(0, 2),
    skipped=st.integers(0, 2),
)
sides = st.lists(facets, max_size=5)


def test_a_line_is_the_mean_of_those_who_gave_a_number() -> None:
    assert line_points(rated(5, 4, dont_know=3)) == Fraction(175, 2)
    assert line_points(rated(1)) == 0
    assert line_points(rated(dont_know=2)) is None


def test_net_is_the_mean_benefit_less_the_mean_cost() -> None:
    found = balance([rated(5, 5), rated(3, 4)], [rated(2, 2)])
    assert (found.benefits, found.costs) == (Fraction(325, 4), Fraction(75))
    assert found.net == Fraction(25, 4)
    assert (found.lines, found.fewest, found.most) == ((2, 1), 2, 2)
    # A step of one of two people on the only cost moves net most: 25 / 2.
    assert found.resolution == Fraction(25, 2)


@pytest.mark.parametrize(
    ("benefits", "costs"),
    [([], []), ([rated(5)], []), ([], [rated(1)]), ([rated(5)], [rated(dont_know=1)])],
)
def test_without_numbers_on_both_sides_there_is_no_net(
    benefits: list[Facet], costs: list[Facet]
) -> None:
    assert balance(benefits, costs).net is None


@moderate
@given(sides, sides, st.integers(2, 3))
def test_a_longer_list_is_no_better_and_more_people_are_not_either(
    benefits: list[Facet], costs: list[Facet], times: int
) -> None:
    found = balance(benefits, costs)
    assert balance(benefits * times, costs).net == found.net
    more = [[_times(facet, times) for facet in side] for side in (benefits, costs)]
    assert balance(*more).net == found.net
    assert balance(benefits[::-1], costs[::-1]).net == found.net
    assert found.net is None or -100 <= found.net <= 100
    silent = Facet(dont_know=1)
    assert balance([*benefits, silent], [silent, *costs]) == found


@moderate
@given(sides.filter(bool), sides, st.data())
def test_a_better_rating_of_any_line_never_lowers_net(
    benefits: list[Facet], costs: list[Facet], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(benefits) - 1))
    counts = list(benefits[place].counts)
    if not any(counts[:4]):
        return
    low = next(at for at in range(4) if counts[at])
    counts[low] -= 1
    counts[low + 1] += 1
    better = [*benefits]
    better[place] = Facet(counts=tuple(counts))
    before, after = balance(benefits, costs), balance(better, costs)
    assert before.net is None or (after.net is not None and after.net > before.net)
    turned, worse = balance(costs, benefits).net, balance(costs, better).net
    assert turned is None or (worse is not None and worse > turned)
    if before.net is not None and after.net is not None and before.resolution is not None:
        assert after.net - before.net <= before.resolution


def test_money_is_the_plain_difference_only_where_every_line_has_an_amount() -> None:
    assert money([1200, 300], [900]).net == 600
    assert money([1200, None], [900]).net is None
    assert (money([1200, None], [None]).benefits, money([1200, None], [None]).costs) == (1200, None)
    assert money([1200, None], [None]).without == 2
    assert money([1200], []).net is None
    assert money([0], [0]).net == 0


def _times(facet: Facet, times: int) -> Facet:
    return Facet(counts=tuple(count * times for count in facet.counts))
