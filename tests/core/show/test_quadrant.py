"""The quadrant: around the middle of the scale, with what is near a line drawn on it."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from made_sessions import COMPARE, DONT_KNOW, RATE, empty, names, rated, texts
from valueworkshop.core.scoring.importance_map import Band
from valueworkshop.core.show.blocks import Chart
from valueworkshop.core.show.quadrant import (
    NARROWEST,
    Corners,
    QuadrantPoint,
    Side,
    letters,
    quadrant,
)
from valueworkshop.core.stages import KINDS
from valueworkshop.core.stages.ratings.picture import map_letters, map_lines

CORNERS = Corners(up_left="first", up_right="keep", down_left="later", down_right="too much")
AXES = ("matters", "today")
PLOT = slice(1, 10)
"""The lines of a picture that have letters."""


def spot(up: float, across: float, label: str = "Contact", n: int = 4) -> QuadrantPoint:
    return QuadrantPoint(label=label, up=up, across=across, n=n)


def plot(*spots: QuadrantPoint, width: int = 68) -> list[str]:
    return quadrant(spots, AXES, CORNERS, width)[PLOT]


def legend(*spots: QuadrantPoint, width: int = 68) -> list[str]:
    return quadrant(spots, AXES, CORNERS, width)[-len(spots) :]


@pytest.mark.parametrize(
    ("mean", "side"),
    [
        (1.0, Side.LOW),
        (2.5, Side.LOW),
        (2.51, Side.LINE),
        (3.0, Side.LINE),
        (3.49, Side.LINE),
        (3.5, Side.HIGH),
        (5.0, Side.HIGH),
    ],
)
def test_less_than_half_a_step_from_the_middle_of_the_scale_is_a_line(
    mean: float, side: Side
) -> None:
    assert Side.of(mean) is side


@pytest.mark.parametrize(
    ("up", "across", "where"),
    [
        (5, 1, "first"),
        (5, 5, "keep"),
        (1, 1, "later"),
        (1, 5, "too much"),
        (3.4, 5, "on the line"),
        (1, 2.6, "on the line"),
        (3, 3, "on the line"),
    ],
)
def test_where_a_spot_lies_is_said(up: float, across: float, where: str) -> None:
    assert CORNERS.of(spot(up, across)) == where
    assert where in legend(spot(up, across))[0]


def test_it_is_centred_on_the_scale_not_on_the_answers() -> None:
    rows = plot(spot(4.2, 4.1), spot(4.8, 4.9))
    middle = rows[0].index("│", 3)
    right = "".join(row[middle + 1 :] for row in rows)
    assert re.findall("[A-Z]", right) == ["B", "A"]


def test_what_is_near_a_line_is_drawn_on_it() -> None:
    rows = plot(spot(3.4, 5), spot(5, 2.7), spot(2.6, 3.3))
    assert "A" in rows[4]
    middle = plot(spot(5, 1))[0].index("│", 3)
    assert rows[0][middle] == "B"
    assert rows[4][middle] == "C"


def test_a_clear_mean_is_never_drawn_on_a_line() -> None:
    rows = plot(spot(3.5, 3.5), spot(2.5, 2.5))
    middle = plot(spot(5, 1))[0].index("│", 3)
    assert "A" in rows[3]
    assert rows[3].index("A") > middle
    assert "B" in rows[5]
    assert rows[5].index("B") < middle


def test_several_at_one_spot_stand_side_by_side_and_many_as_a_number() -> None:
    assert any("ABC" in row for row in plot(spot(5, 1), spot(5, 1), spot(5, 1)))
    rows = plot(*[spot(1, 5)] * 5)
    assert rows[-1].endswith("×5")
    assert len(legend(*[spot(1, 5)] * 5)) == 5


def test_no_spots_are_no_picture() -> None:
    assert quadrant([], AXES, CORNERS, 76) == []


def test_letters_go_on_and_end_in_a_sign() -> None:
    many = letters(54)
    assert many[:2] + many[25:28] + many[51:] == ["A", "B", "Z", "a", "b", "z", "+", "+"]


means = st.integers(0, 24).map(lambda number: 1 + number / 6)
spots = st.lists(
    st.builds(QuadrantPoint, label=names, up=means, across=means, n=st.just(3)), min_size=1
)


@settings(max_examples=60)
@given(spots, st.integers(0, 120))
def test_no_line_is_too_long_and_every_spot_is_there(
    found: list[QuadrantPoint], width: int
) -> None:
    lines = quadrant(found, AXES, CORNERS, width)
    width = max(width, NARROWEST)
    assert max(map(cell_len, lines)) <= width
    drawn = "".join(row[3:] for row in lines[PLOT])
    counted = sum(int(number) for number in re.findall(r"×(\d+)", drawn))
    assert counted + len(re.findall(r"[A-Za-z+]", drawn)) == len(found)
    assert len({cell_len(row.ljust(width)) for row in lines[PLOT]}) == 1


# Of ratings: what is needed against what is


def test_what_is_needed_goes_up_and_today_goes_across() -> None:
    session = rated((5, 2, 1), (5, 2, 2))
    place = map_letters(session, RATE)["contact"].position
    assert (place.up, place.across, place.band, place.n) == (5, 2, Band.FAR_SHORT, 2)


def test_only_what_was_revealed_is_drawn() -> None:
    hidden = rated((1, 1, 1), item="promise", into=rated((5, 2, 4), (5, 2, 4)), shown=False)
    assert "We keep promises" not in "\n".join(map_lines(hidden, RATE, 76))
    assert map_lines(rated((5, 2, 4), shown=False), RATE, 76) == ["Nothing has been revealed yet."]


def test_what_cannot_be_drawn_is_named_with_the_reason() -> None:
    session = rated((5, DONT_KNOW, 4), (5, DONT_KNOW, 4))
    session = rated((DONT_KNOW, DONT_KNOW), item="promise", into=session)
    lines = map_lines(session, RATE, 76)
    assert "  nobody knows (today): Every contact helps" in lines
    assert "  nobody knows (needed), nobody knows (today): We keep promises" in lines


def test_one_person_s_view_is_said_to_be_one() -> None:
    assert "One person's view." in map_lines(rated((5, 2, 4)), RATE, 76)
    assert "One person's view." not in map_lines(rated((5, 2, 4), (5, 2, 4)), RATE, 76)


def test_the_report_has_the_quadrant_and_other_facets_have_none() -> None:
    charts = [
        block
        for block in KINDS["ratings"].told(rated((5, 2, 4), (5, 1, 4)), RATE)
        if type(block) is Chart
    ]
    assert any("a step short" in row for row in charts[0].rows)
    compared = KINDS["ratings"].told(rated((3, 4), item="pain", stage=COMPARE), COMPARE)
    assert compared
    assert not any("a step short" in text for text in texts(compared))
    assert KINDS["ratings"].told(empty(), RATE) == []
