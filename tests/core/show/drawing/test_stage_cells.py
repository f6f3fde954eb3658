"""Figures of whole stages: what is on them, in how many cells, with and without room."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valueworkshop.core.show.drawing.cells import Canvas
from valueworkshop.core.show.drawing.in_cells import NARROWEST, in_cells
from valueworkshop.core.show.drawing.paired_bars import HATCH
from valueworkshop.core.show.drawing.staircase import FALL, LEVEL, RISE
from valueworkshop.core.show.pictures import cell_len
from valueworkshop.core.show.stage_figures import (
    Bell,
    Bells,
    FieldMap,
    FieldSpot,
    Gathered,
    Gatherings,
    Large,
    LedgerSheet,
    Net,
    Sides,
    StageFigure,
    Stair,
    Staircase,
    Stairs,
    Step,
    Ware,
)

SHEET = LedgerSheet(
    title="Net, ours: any segment",
    number="+17",
    lines=("8 points behind", "they get 74, it costs them 57"),
    benefits=(
        Ware(label="Fresh coffee", share=930, text="93", other_share=550, other_text="55"),
        Ware(label="日本語の名前で書かれた長い便益", chip="canteens", share=400, text="40"),
    ),
    costs=(Ware(label="Waiting", share=700, text="70", other_share=300, other_text="30"),),
    nets=(
        Net(label="Any segment", share=170, text="+17", other_share=250, other_text="+25"),
        Net(label="Offices", share=-80, text="-8"),
    ),
    stays=(
        Sides(label="ours", get=740, give=570, get_text="74", give_text="57", net_text="+17"),
        Sides(label="alternative", get=300, give=360, get_text="30", give_text="36", net_text="-6"),
    ),
)
STAIRS = Staircase(
    title="Journey",
    expected="they expect",
    lived="they live through",
    stairs=(
        Stair(label="Finding us", expected=3250, lived=3000, mark="=", text="6"),
        Stair(
            label="Support",
            expected=5000,
            lived=1700,
            mark="▼▼",
            text="80",
            low=True,
            feeds="service",
            carriers=("culture",),
        ),
        Stair(label="まだ", expected=None, lived=None),
        Stair(label="Renewing", expected=2000, lived=4000, mark="▲", text="-50", feeds="price"),
    ),
)
SHARED = Gatherings(
    title="Where it gathers",
    terms=(Gathered(label="service", mark="▼▼", text="80", share=800),),
    carriers=(Gathered(label="the organisation's culture 文化", mark="=", text="8", share=80),),
)
FIELD = FieldMap(
    title="needed against today",
    sort="gaps",
    spots=(
        FieldSpot(label="Support", across=1700, up=4900, mark="▼▼", text="80", zone="short"),
        FieldSpot(label="Price 価格", across=4000, up=4100, mark="=", text="3", near=True),
    ),
    up="needed",
    across="today",
    foot="lines: level, one step below",
)
BELLS = Bells(
    title="Terms",
    today="today",
    needed="needed",
    rows=(
        Bell(label="They get it when they want it", today=2000, needed=4600, mark="▼▼", text="65"),
        Bell(label="価格", today=None, needed=None, text="–", after="nobody knows"),
    ),
)
STEPS = Stairs(
    title="Ladder",
    steps=(
        Step(height="1", name="commodities", means="raw stuff"),
        Step(height="2", name="goods", means="tangible things", marks=(("●", "now"),), here=True),
        Step(height="3", name="services", means="活動", marks=(("◇", "view"), ("○", "our aim"))),
    ),
)
BESIDE = Bells(
    title="Customers beside us",
    today="today",
    needed="needed",
    rows=(
        Bell(label="Support", today=None, needed=None, heads=True),
        Bell(label="  team", today=None, needed=None, text="–", after="not revealed yet"),
        Bell(
            label="  customers",
            today=2000,
            needed=4000,
            mark="▼▼",
            text="50",
            after="n 300",
            under=("Customers may see the same gap as we do: anything fits the answers.",),
        ),
    ),
    large=(
        Large(title="Customers", number="31", lines=("up to 141",)),
        Large(title="We", number=""),
    ),
)
ALL: tuple[StageFigure, ...] = (SHEET, STAIRS, SHARED, FIELD, BELLS, STEPS, BESIDE)


def letters(found: StageFigure, width: int, height: int) -> str:
    canvas = in_cells(found, width, height)
    assert canvas is not None
    return "\n".join(canvas.letters())


def inks(canvas: Canvas, sign: str) -> set[str]:
    """The roles in which a sign is drawn."""
    return {run.ink for row in canvas.rows() for run in row if sign in run.text}


@pytest.mark.parametrize("found", ALL, ids=lambda found: type(found).__name__)
@given(width=st.integers(NARROWEST, 170), height=st.integers(1, 60))
def test_no_row_is_wider_or_narrower_and_none_is_missing(
    found: StageFigure, width: int, height: int
) -> None:
    canvas = in_cells(found, width, height)
    if canvas is None:
        return
    assert canvas.height >= height or isinstance(found, Gatherings | Stairs)
    for row in canvas.rows():
        assert sum(cell_len(run.text) for run in row) == width


@pytest.mark.parametrize("found", ALL, ids=lambda found: type(found).__name__)
def test_with_too_few_cells_there_is_no_figure(found: StageFigure) -> None:
    assert in_cells(found, NARROWEST - 1, 30) is None


def test_a_ledger_has_the_net_large_ours_solid_and_the_alternative_hatched() -> None:
    wide = letters(SHEET, 100, 36)
    assert "██    ██████" in wide
    assert "What stays with them" in wide
    assert "By segment" in wide
    low = letters(SHEET, 60, 14)
    assert "What stays with them" not in low
    assert "By segment" in low
    for drawn in (wide, low):
        assert "8 points behind" in drawn
        row = next(row for row in drawn.split("\n") if HATCH * 3 in row and "55" in row)
        assert not set(row.split(HATCH * 3)[0]) - {"│", " "}  # no label in a hatch


def test_costs_and_benefits_have_a_colour_each() -> None:
    canvas = in_cells(SHEET, 100, 20)
    assert canvas is not None
    assert inks(canvas, HATCH * 3) == {"accent", "steep"}


def test_a_line_without_a_number_says_why() -> None:
    hidden = replace(SHEET, costs=(Ware(label="Waiting", note="not revealed yet"),), stays=())
    assert "not revealed yet" in letters(hidden, 100, 30)


def test_a_net_below_zero_begins_at_the_left_and_is_no_bar_of_what_stays() -> None:
    drawn = letters(SHEET, 100, 36).split("\n")
    gives = next(row for row in drawn if "it costs them 36" in row)
    assert gives.strip("│ ").startswith(HATCH)


def test_a_journey_has_levels_rises_and_falls_and_its_lowest_is_named() -> None:
    drawn = letters(STAIRS, 70, 30)
    assert LEVEL in drawn
    assert RISE in drawn
    assert "▼▼ 80" in drawn
    assert "lowest" in drawn
    assert "?" in drawn  # nobody has seen that one
    down = replace(STAIRS, stairs=STAIRS.stairs[1::-1])
    assert FALL in letters(down, 70, 30)


def test_terms_and_carriers_are_chips_where_there_is_room() -> None:
    assert "carried by" in letters(STAIRS, 70, 30)
    low = letters(STAIRS, 70, 14)
    assert "carried by" not in low
    assert "service" in low


def test_what_gaps_share_is_in_two_lists_with_a_bar_each() -> None:
    assert len(letters(SHARED, 100, 1).split("\n")) == 3
    narrow = letters(SHARED, 50, 1).split("\n")
    assert len(narrow) == 5
    assert "▼▼  80 █" in narrow[1]


def test_a_journey_of_many_moments_is_left_to_letters() -> None:
    many = replace(STAIRS, stairs=STAIRS.stairs * 6)
    assert in_cells(many, 80, 30) is None


def test_a_field_has_its_list_beside_or_below() -> None:
    wide = letters(FIELD, 100, 20).split("\n")
    assert len(wide) == 20
    assert "▼▼  80 Support" in wide[0]
    low = letters(FIELD, 60, 20).split("\n")
    assert "▼▼  80 Support" in low[-2]


def test_a_quadrant_lets_the_corner_that_counts_stand_out() -> None:
    four = replace(FIELD, sort="quarters", corners=("needed", "lead with it", "no reason", "ours"))
    canvas = in_cells(four, 100, 20)
    assert canvas is not None
    assert inks(canvas, "lead with it") == {"over"}
    assert inks(canvas, "no reason") == {"muted"}


def test_a_bar_is_solid_where_there_is_a_blank_row_and_a_line_where_there_is_none() -> None:
    assert "●████" in letters(BELLS, 80, 12)
    assert "●━━━━" in letters(BELLS, 80, 3)


def test_the_second_half_of_a_long_name_is_in_the_blank_row() -> None:
    long = replace(BELLS, rows=(replace(BELLS.rows[0], label="word " * 14), *BELLS.rows))
    assert letters(long, 80, 12).count("word") == 14


def test_steps_lead_up_and_the_marks_are_beside_them_in_words() -> None:
    for height, rows in ((4, 3), (12, 9)):
        drawn = letters(STEPS, 70, height).split("\n")
        assert len(drawn) == rows
        starts = [row.index(name) for name in ("goods", "services") for row in drawn if name in row]
        assert starts == sorted(starts)
        assert "● now" in next(row for row in drawn if "goods" in row)


def test_what_has_no_number_says_why_and_what_is_below_a_row_is_whole() -> None:
    for width, height in ((60, 6), (120, 30)):
        drawn = letters(BESIDE, width, height)
        assert "not revealed yet" in drawn
        assert "n 300" in drawn
        assert "fits the answers." in " ".join(drawn.split())
    assert "up to 141" in letters(BESIDE, 120, 30)
    assert "up to 141" not in letters(BESIDE, 120, 10)
