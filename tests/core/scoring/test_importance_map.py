import pytest
from hypothesis import given, settings

from made_votes import answered, ballots, hands
from valueworkshop.core.scoring.importance_map import Band, band, position
from valueworkshop.core.scoring.item_score import ItemVotes, score_item
from valueworkshop.core.scoring.next_step import Asks, asks_for

moderate = settings(max_examples=150, deadline=None)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([(4, 2)] * 4, Band.FAR_SHORT),
        ([(4, 3)] * 4, Band.A_STEP),
        ([(4, 3)] * 9 + [(4, 4)] * 11, Band.SHORT),
        ([(4, 4)] * 4, Band.LEVEL),
        ([(5, 4), (4, 5), (3, 3)], Band.LEVEL),
        ([(3, 4)] * 4, Band.OVER),
        ([(5, 4)], Band.A_STEP),
        ([(5, 3), (3, 4)], Band.LEVEL),  # as near to both lines: the lower
        ([(5, 3)] * 2 + [(4, 4)], Band.A_STEP),
    ],
)
def test_bands_lie_between_the_diagonals(answers: list[tuple[int, int]], expected: Band) -> None:
    assert band(score_item(answered(*answers))) is expected


def test_within_its_own_error_an_item_is_on_the_line() -> None:
    wide, narrow = answered((5, 1), (5, 2), (4, 5), (4, 4)), answered(*[(4, 3)] * 12, (5, 3))
    assert score_item(wide).error is not None
    assert band(score_item(wide)) is Band.A_STEP
    assert band(score_item(narrow)) is Band.A_STEP
    assert band(score_item(answered(*[(5, 3)] * 12))) is Band.FAR_SHORT


def test_without_a_gap_there_is_no_place() -> None:
    empty = ItemVotes()
    assert band(score_item(empty)) is None
    assert position(empty, score_item(empty)) is None


def test_a_place_is_that_of_the_people_who_gave_both() -> None:
    votes = answered((5, 3), (4, 3), (1, None))
    found = position(votes, score_item(votes))
    assert found is not None
    assert (found.up, found.across, found.n) == (4.5, 3, 2)
    assert found.band is Band.A_STEP  # two people: their error is wide
    assert found.is_on_a_line
    counted = hands((0, 0, 0, 0, 4), (0, 0, 4, 0, 0))
    place = position(counted, score_item(counted))
    assert place is not None
    assert (place.up, place.across) == (5, 3)


@given(ballots())
@moderate
def test_map_table_and_next_step_never_contradict_each_other(votes: ItemVotes) -> None:
    score = score_item(votes)
    found, place = band(score), position(votes, score)
    assert (found is None) is (score.signed is None) is (place is None)
    if found is None or place is None or score.signed is None:
        return
    assert 25 * (place.up - place.across) == pytest.approx(score.signed)
    if found is Band.OVER:
        assert score.gap == 0
    if found in {Band.SHORT, Band.FAR_SHORT}:
        assert score.surplus == 0
    step = asks_for(score, "heard", 15.0)
    if step is Asks.DELIGHT_OR_WASTE:
        assert found is Band.OVER
    if step in {Asks.ACT, Asks.CHECK_FIRST, Asks.ASK_MORE_OF_US}:
        assert found is not Band.OVER
