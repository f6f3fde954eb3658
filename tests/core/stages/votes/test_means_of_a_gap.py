"""Beside the medians stands what a gap comes from, and never a pair of means that makes another."""

import pytest

from made_votes import answered
from valueworkshop.core.scoring.item_score import score_item
from valueworkshop.core.show.blocks import Number
from valueworkshop.core.stages.votes.show import gap


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (((5, 3), (5, 3)), "of 100"),  # as the medians say
        (((5, 3), (4, 3), (4, 2)), "of 100 (means 4.3 and 2.7)"),
        (((5, 3), (4, 3), (4, 2), (5, None)), "of 100 (of the 3 who gave both answers)"),
        (((1, 2), (1, 4)), "of 100 more than needed"),
    ],
)
def test_the_means_that_a_gap_comes_from(
    given: tuple[tuple[int | None, ...], ...], told: str
) -> None:
    number = gap(score_item(answered(*given)))
    assert isinstance(number, Number)
    assert number.words == told
