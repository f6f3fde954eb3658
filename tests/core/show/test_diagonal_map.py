"""The map with diagonals: each letter is on the side of the lines on which its thing is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from made_votes import ballots
from valueworkshop.core.scoring.importance_map import Band, Position, position
from valueworkshop.core.scoring.item_score import ItemVotes, score_item
from valueworkshop.core.show.diagonal_map import NARROWEST, MapLetter, diagonal_map, in_words

AXES = ("needed", "today")


def at(up: float, across: float, band: Band, label: str = "x") -> MapLetter:
    place = Position(up=up, across=across, band=band, n=5)
    return MapLetter(label=label, position=place, said=in_words(band))


def test_two_lines_one_at_no_gap_and_one_at_a_step() -> None:
    lines = diagonal_map(
        [
            at(5, 2, Band.FAR_SHORT, "Delivery"),
            at(4.5, 4.4, Band.LEVEL, "Price"),
            at(3, 4.1, Band.OVER, "Menu"),
            at(4.2, 3.6, Band.SHORT, "Advice"),
        ],
        AXES,
        60,
    )
    assert lines[:9] == [
        "5 ┤              A                         :            ·",
        "  │                                 :             B",
        "4 ┤                           :    D       ·",
        "  │                     :           ·",
        "3 ┤              :            ·             C",
        "  │       :             ·",
        "2 ┤ :            ·",
        "  │       ·",
        "1 ┤ ·",
    ]
    assert lines[-4:] == [
        "A  more than a step short          Delivery",
        "B  on the line: as much as needed  Price",
        "C  more than needed                Menu",
        "D  less than a step short          Advice",
    ]


def test_things_at_one_spot_are_named_in_the_legend() -> None:
    lines = diagonal_map([at(5, 2, Band.FAR_SHORT), at(5, 2, Band.FAR_SHORT)], AXES, 60)
    assert "*" in lines[0]
    assert lines[-1] == "*  A, B at one spot"


def test_nothing_has_no_map() -> None:
    assert diagonal_map([], AXES, 60) == []


@settings(max_examples=200, deadline=None)
@given(ballots(), st.integers(0, 120))
def test_a_letter_is_never_on_another_side_of_a_line(votes: ItemVotes, width: int) -> None:
    place = position(votes, score_item(votes))
    if place is None:
        return
    letter = MapLetter(label="x", position=place, said=in_words(place.band))
    lines = diagonal_map([letter], AXES, width)
    assert max(map(cell_len, lines)) <= max(width, NARROWEST)
    (row,) = [line[4:] for line in lines[:9] if "A" in line[4:]]
    at = row.index("A")
    level, step = row.find("·"), row.find(":")
    match place.band:
        case Band.OVER:
            assert level < at
        case Band.SHORT:
            assert step < at < level
        case Band.FAR_SHORT:
            assert at < step
        case Band.LEVEL:  # in place of the line's own sign
            assert level == -1
        case Band.A_STEP:
            assert step == -1
            assert at < level


@pytest.mark.parametrize(
    ("band", "said"),
    [
        (Band.OVER, "more than needed"),
        (Band.LEVEL, "on the line: as much as needed"),
        (Band.SHORT, "less than a step short"),
        (Band.A_STEP, "on the line: a step short"),
        (Band.FAR_SHORT, "more than a step short"),
    ],
)
def test_each_zone_has_its_words(band: Band, said: str) -> None:
    assert in_words(band) == said
