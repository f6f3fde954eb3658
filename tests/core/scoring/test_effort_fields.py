"""In which field something lies: only where the answers carry it, also without any one of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valueworkshop.core.scoring.effort_fields import Field, Half, Lies, half_of, lies
from valueworkshop.core.scoring.item_score import Facet

_counts = st.tuples(*[st.integers(0, 4)] * 5)
_halves = st.sampled_from(Half)


def answers(*given: int) -> Facet:
    return Facet(counts=tuple(given.count(point) for point in range(1, 6)))


@pytest.mark.parametrize(
    ("given", "half"),
    [
        ((4, 4, 4), Half.HIGH),
        ((4, 4, 3), Half.HIGH),  # 3.67, and 3.5 without one of them
        ((4, 4, 4, 2), Half.LINE),  # 3.5, but 3.33 without one of them
        ((4, 3, 3), Half.LINE),
        ((3, 3, 3), Half.LINE),
        ((2, 2, 3), Half.LOW),
        ((1, 2, 2, 3), Half.LOW),
        ((2, 2, 2, 4), Half.LINE),
        ((5, 5, 1, 1), Half.APART),
        ((1, 1, 1, 5, 5, 5), Half.APART),
        ((1, 2, 3, 4, 5), Half.APART),
        ((5, 5), Half.FEW),
        ((1,), Half.FEW),
        ((), Half.NONE),
    ],
)
def test_the_half_is_said_only_where_the_answers_carry_it(
    given: tuple[int, ...], half: Half
) -> None:
    assert half_of(answers(*given)) is half


@pytest.mark.parametrize(
    ("point", "half"), [(1, Half.LOW), (2, Half.LOW), (3, Half.LINE), (4, Half.HIGH)]
)
def test_what_the_room_places_counts_as_it_is(point: int, half: Half) -> None:
    assert half_of(answers(point), room=True) is half


@pytest.mark.parametrize(
    ("impact", "effort", "field"),
    [
        ((5, 5, 5), (1, 1, 1), Field.QUICK_WIN),
        ((5, 5, 5), (5, 5, 5), Field.BIG_BET),
        ((1, 1, 1), (1, 1, 1), Field.FILL_IN),
        ((1, 1, 1), (5, 5, 5), Field.LEAVE),
        ((3, 3, 3), (1, 1, 1), None),
        ((5, 5, 5), (1, 1, 5, 5), None),
        ((5, 5, 5), (1, 1), None),
        ((5, 5, 5), (), None),
    ],
)
def test_four_fields(impact: tuple[int, ...], effort: tuple[int, ...], field: Field | None) -> None:
    assert lies(answers(*impact), answers(*effort)).field is field


@given(_halves, _halves)
def test_a_field_is_named_only_if_it_is_the_only_one_that_could_be(one: Half, other: Half) -> None:
    found = Lies(one, other)
    assert 1 <= len(found.could_be) <= 4
    assert (found.field is not None) is (len(found.could_be) == 1)


@given(_counts, st.integers(0, 4))
def test_no_single_person_can_make_a_field_and_more_of_the_same_never_turns_it(
    counts: tuple[int, ...], left: int
) -> None:
    half = half_of(Facet(counts=counts))
    if half in {Half.LOW, Half.HIGH} and counts[left] and sum(counts) > 3:
        fewer = tuple(n - (at == left) for at, n in enumerate(counts))
        opposite = {Half.LOW: Half.HIGH, Half.HIGH: Half.LOW}[half]
        assert half_of(Facet(counts=fewer)) is not opposite
        assert half_of(Facet(counts=tuple(2 * n for n in counts))) is half


@given(_counts)
def test_turning_the_scale_round_turns_the_half_round(counts: tuple[int, ...]) -> None:
    turned = {Half.LOW: Half.HIGH, Half.HIGH: Half.LOW}
    half = half_of(Facet(counts=counts))
    assert half_of(Facet(counts=counts[::-1])) is turned.get(half, half)
