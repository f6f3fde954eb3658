"""Points spread over a few things: published figures, properties, edge cases."""

from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valueworkshop.core.scoring.point_shares import (
    allocate,
    concentration,
    effective_number,
    leading,
    points_to_move,
    top_two,
)

THINGS = ("a", "b", "c", "d")

ballots = st.lists(
    st.dictionaries(st.sampled_from(THINGS), st.integers(0, 100)), min_size=0, max_size=9
)


def test_concentration_as_published() -> None:
    """30/30/20/20 has a concentration of 0.26."""
    assert concentration((0.3, 0.3, 0.2, 0.2)) == pytest.approx(0.26)
    assert effective_number((0.3, 0.3, 0.2, 0.2)) == pytest.approx(1 / 0.26)


def test_an_even_spread_and_a_single_one_are_the_ends() -> None:
    assert effective_number((0.25,) * 4) == pytest.approx(4)
    assert effective_number((1.0, 0.0)) == 1
    assert effective_number(()) is None


def test_the_top_two_and_the_effective_number_by_hand() -> None:
    found = allocate(THINGS, [{"a": 70, "b": 30}, {"a": 10, "c": 60, "d": 30}])
    assert found.shares == pytest.approx({"a": 0.4, "b": 0.15, "c": 0.3, "d": 0.15})
    assert top_two(found.shares.values()) == pytest.approx(0.7)
    assert effective_number(found.shares.values()) == pytest.approx(1 / 0.295)
    assert leading(found.shares) == ["a", "c"]
    chosen = {"a": 0.7, "b": 0.1, "c": 0.1, "d": 0.1}
    assert points_to_move(found.shares, chosen) == pytest.approx(30)


def test_totals_other_than_100_are_rescaled_and_counted() -> None:
    found = allocate(THINGS, [{"a": 50, "b": 50}, {"a": 30, "b": 30}, {}, {"a": 0}])
    assert found.shares == {"a": 0.5, "b": 0.5, "c": 0, "d": 0}
    assert (found.n, found.abstained, found.rescaled) == (2, 2, 1)


def test_without_points_there_are_no_shares() -> None:
    assert allocate(THINGS, []).shares == {}
    assert allocate(THINGS, [{"a": 0}]).shares == {}
    assert points_to_move({}, {"a": 1.0}) is None
    assert leading({}) == []


def test_points_to_move_are_half_the_differences() -> None:
    assert points_to_move({"a": 0.5, "b": 0.5}, {"a": 0.2, "b": 0.8}) == pytest.approx(30)
    assert points_to_move({"a": 1.0}, {"b": 1.0}) == 100


def test_who_leads() -> None:
    assert leading({"a": 0.4, "b": 0.3, "c": 0.2, "d": 0.1}) == ["a", "b"]
    assert leading({"a": 0.7, "b": 0.1, "c": 0.1, "d": 0.1}) == ["a"]
    assert leading({"a": 0.25, "b": 0.25, "c": 0.25, "d": 0.25}) == []
    third = (1 - 0.1) / 3
    assert leading({"a": third, "b": third, "c": third, "d": 0.1}) == []
    assert leading({"a": 0.4, "b": 0.275, "c": 0.275, "d": 0.05}) == ["a"]


@given(ballots)
def test_shares_make_a_whole_and_order_does_not_matter(given_points: list[dict[str, int]]) -> None:
    found = allocate(THINGS, given_points)
    assert found == allocate(THINGS, list(reversed(given_points)))
    assert found.n + found.abstained == len(given_points)
    if found.n:
        assert isclose(sum(found.shares.values()), 1)
        assert 0.5 - 1e-9 <= top_two(found.shares.values()) <= 1 + 1e-9
        number = effective_number(found.shares.values())
        assert number is not None
        assert 1 - 1e-9 <= number <= len(THINGS) + 1e-9


@given(ballots, ballots)
def test_points_to_move_are_a_distance(
    first: list[dict[str, int]], second: list[dict[str, int]]
) -> None:
    one, other = allocate(THINGS, first).shares, allocate(THINGS, second).shares
    moved = points_to_move(one, other)
    assert moved == points_to_move(other, one)
    if moved is not None:
        assert 0 <= moved <= 100 + 1e-9
        assert points_to_move(one, one) == 0


@given(ballots)
def test_who_abstains_changes_no_share(given_points: list[dict[str, int]]) -> None:
    assert allocate(THINGS, [*given_points, {}]).shares == allocate(THINGS, given_points).shares
