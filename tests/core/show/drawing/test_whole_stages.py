"""The figures of whole stages: they keep to their cells, and wider or higher is never poorer."""

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valueworkshop.core.show.ascii_signs import plain
from valueworkshop.core.show.card_figures import (
    NOWHERE,
    Camp,
    Camps,
    CardFigure,
    Change,
    Changes,
    DotLine,
    DotLines,
    Equation,
    Headline,
    HeatRow,
    HeatTable,
    Rating,
    Ratings,
    Stack,
    StackedBars,
)
from valueworkshop.core.show.drawing.in_cells import carded, in_letters, least, usual, within_card
from valueworkshop.core.show.pictures import cell_len

EQUATION = Equation(
    title="Value equation: Shaun Smith, smith+co.",
    name="value",
    above=("product quality 4.7", "service quality 3.1"),
    below=("price 3.2", "hassle 3.3"),
    short_above=("product 4.7", "service 3.1"),
    short_below=("price 3.2", "hassle 3.3"),
)
HEADLINE = Headline(title="Ours, net", number="+20", lines=("4 ahead of", "Vending", "n 6"))


def heat(columns: tuple[str, ...] = ("Ours\nCoffee", "Vending", "Doing nothing")) -> HeatTable:
    """Three offers on two terms; service is what to improve."""
    n = len(columns)
    known = tuple(f"n {7 + place}" for place in range(n))
    return HeatTable(
        title="How customers see each offer",
        columns=columns,
        rows=(
            HeatRow(
                label="product quality",
                numbers=("4.7", *["2.2"] * (n - 1)),
                shares=(925, *[300] * (n - 1)),
                counts=known,
                best=(0,),
            ),
            HeatRow(
                label="service quality",
                numbers=("3.1", *["4.3"] * (n - 2), "–"),
                shares=(525, *[825] * (n - 2), NOWHERE),
                counts=(*known[:-1], "n 0"),
                best=tuple(range(1, n - 1)),
                badge="strongest lever",
                behind="▼ 1.2",
            ),
        ),
        balance=HeatRow(
            label="net",
            numbers=("+20", *["-11"] * (n - 2), "–"),
            shares=(400, *[-220] * (n - 2), 0),
            counts=known,
        ),
        balance_means="less cost",
        ours=0,
        at=1,
        said="One step better in service quality takes our net from +20 to +32",
        aside="▼ 1.2 below Vending",
    )


STACKS = StackedBars(
    title="Where 100 points lie",
    parts=("Customer intimacy", "Innovation", "Social value"),
    stacks=(
        Stack(
            label="today",
            means="our effort",
            shares=(220, 660, 120),
            numbers=("22", "66", "12"),
            beside="2.0",
            below="of 3",
        ),
        Stack(
            label="we choose",
            means="to lead on",
            shares=(500, 420, 80),
            numbers=("50", "42", "8"),
            beside="2.3",
            below="of 3",
        ),
    ),
    leads=1,
)
RATED = Ratings(
    title="Customer intimacy",
    ratings=(
        Rating(label="Strategy", points=3, word="partly", about="plans and money go there"),
        Rating(label="People", points=1, word="not at all", badge="weakest layer"),
        Rating(label="Processes", points=0, word="not rated"),
    ),
)
CHANGES = Changes(
    title="From today",
    changes=(
        Change(label="Customer intimacy", before="22", after="50", by=28, leads=True),
        Change(label="Innovation", before="66", after="42", by=-24),
        Change(label="Social value", before="8", after="8", by=0),
    ),
)
LINES = DotLines(
    title="Do you agree?",
    one="front line",
    other="leaders",
    low="none agree",
    high="all agree",
    lines=(
        DotLine(
            label="Customers get the same every time",
            one=0,
            other=1000,
            one_said="none of 4",
            other_said="all 3",
            apart=True,
        ),
        DotLine(
            label="We decide for them", one=500, other=500, one_said="2 of 4", other_said="2 of 4"
        ),
        DotLine(
            label="Nobody is told apart",
            one=NOWHERE,
            other=600,
            one_said="",
            other_said="3 of 5 of all",
        ),
    ),
    at=1,
)
CAMPS = Camps(
    title="Who agrees",
    answers=("agree", "disagree"),
    camps=(Camp(label="leaders", given=(3, 0)), Camp(label="front line", given=(1, 20))),
    said="All 3 leaders agree, one of the 21 from the front line.",
)
FIGURES: list[CardFigure] = [
    *(EQUATION, HEADLINE, heat(), STACKS, RATED, CHANGES, LINES, CAMPS),
    heat(tuple(f"Rival {letter}" for letter in "ABCDEFGHI")),
]
EACH = pytest.mark.parametrize("figure", FIGURES, ids=lambda each: type(each).__name__)


def texts(found: object) -> Iterator[str]:
    """All texts in a figure."""
    if isinstance(found, str):
        yield found
    elif isinstance(found, tuple):
        for each in found:
            yield from texts(each)
    elif is_dataclass(found):
        for field in fields(found):
            yield from texts(getattr(found, field.name))


def told(figure: CardFigure, width: int, height: int = 0) -> set[str]:
    """The numbers and words of a figure that can be read in its picture."""
    shown = "\n".join(within_card(figure, width, height).letters()).replace("█", " ")
    words = {
        word for text in texts(figure) for word in re.findall(r"[+-]?\d[\d.]*|[a-z]{3,}", text)
    }
    return {word for word in words if re.search(rf"(?<![\w.]){re.escape(word)}(?![\w.…])", shown)}


@EACH
@pytest.mark.parametrize("height", [0, 8, 14, 22, 34])
def test_a_wider_picture_loses_no_datum(figure: CardFigure, height: int) -> None:
    """The value equation once had a line for each mean at 80 columns, and none at 120."""
    numbers = re.compile(r"[+-]?\d[\d.]*")
    before: set[str] = set()
    for width in (56, 74, 88, 116, 156):
        now = {word for word in told(figure, width, height) if numbers.fullmatch(word)}
        assert before <= now, f"{before - now} at {width} is not there any more"
        before = now


@EACH
@pytest.mark.parametrize("width", [56, 74, 116])
def test_a_higher_picture_loses_nothing(figure: CardFigure, width: int) -> None:
    before: set[str] = set()
    for height in (least(figure, width), 12, 18, 26, 40):
        now = {word for word in told(figure, width, height) if not word.isalpha()}
        assert before <= now
        before = now


@EACH
@given(width=st.integers(30, 160), height=st.integers(0, 45))
def test_a_picture_is_exactly_as_wide_as_asked_for(
    figure: CardFigure, width: int, height: int
) -> None:
    rows = within_card(figure, width, height).letters()
    assert all(cell_len(row) == width for row in rows)
    assert len(rows) >= height
    assert len(rows) == max(height, len(rows))
    assert all(plain(row).isascii() for row in rows)


@EACH
def test_a_card_holds_what_is_usual(figure: CardFigure) -> None:
    canvas = carded(figure, 80)
    assert canvas.height == usual(figure, 76) + 2
    assert figure.title.split()[0] in canvas.letters()[0]


def test_wide_letters_shift_nothing() -> None:
    wide = heat(("Ours\n会社の コーヒー", "自動販売機 の会社", "👩‍👩‍👧‍👦 nothing"))
    for width in range(40, 120, 7):
        for height in (8, 20, 30):
            rows = within_card(wide, width, height).letters()
            assert all(cell_len(row) == width for row in rows)


def test_a_table_is_read_as_heat() -> None:
    canvas = within_card(heat(), 80, 20)
    grounds = [[run.ground for run in row if run.ground] for row in canvas.rows()]
    warm = next(row for row in grounds if "heat5" in row)
    assert warm == ["heat5", "heat5", "heat2", "heat2"] or set(warm) == {"heat5", "heat2"}
    shown = "\n".join(canvas.letters())
    assert shown.count("best") == 2
    assert "▼ 1.2" in shown
    assert "strongest lever" in shown
    badge = [run for row in canvas.rows() for run in row if run.ground == "badge"]
    assert {run.text.strip() for run in badge} == {"▼ 1.2", "strongest lever"}
    assert all(run.ink == "paper" for run in badge)


def test_columns_that_do_not_fit_are_below_the_others() -> None:
    many = heat(tuple(f"Rival {letter}" for letter in "ABCDEFGHI"))
    shown = "\n".join(within_card(many, 56).letters())
    assert shown.count("net") == 2
    assert all(re.search(rf"\b{letter}\b", shown) for letter in "ABCDEFGHI")


def test_the_equation_has_two_storeys_and_gets_shorter_words_not_fewer() -> None:
    above, line, below = within_card(EQUATION, 60).letters()
    assert "product quality 4.7  +  service quality 3.1" in above
    assert line.startswith("value  =  ━━━")
    assert "price 3.2  +  hassle 3.3" in below
    assert "product 4.7 + service 3.1" in within_card(EQUATION, 40).letters()[0]


def test_what_leads_is_at_the_left_in_the_accent_and_a_line_joins_its_ends() -> None:
    canvas = within_card(STACKS, 70, 16)
    first = next(run for run in canvas.rows()[0] if run.ground)
    assert first.ground == "accent"
    assert {run.ground for row in canvas.rows() for run in row} >= {"muted", "line"}
    shown = "\n".join(canvas.letters())
    assert re.search(r"╰─+╮ *\n +│", shown)  # from 22 to 50
    even = within_card(StackedBars(title="", parts=STACKS.parts, stacks=STACKS.stacks), 70, 16)
    assert "accent" not in {run.ground for row in even.rows() for run in row}
    assert "╰" not in "\n".join(even.letters())


def test_only_a_distance_of_more_than_one_answer_stands_out() -> None:
    rows = within_card(LINES, 76).rows()
    steep = [number for number, row in enumerate(rows) if any(run.ink == "steep" for run in row)]
    assert steep == [1]
    letters = within_card(LINES, 76).letters()
    assert "○━" in letters[1]
    assert "━● all 3" in letters[1]
    assert "◉" in letters[2]  # both at one place
    assert "◇" in letters[3]  # all together, not told apart
    assert letters[2].startswith("▸ ")
    assert {run.ground for run in rows[2]} == {"cursor"}


def test_each_person_is_a_mark_as_long_as_one_can_count_them() -> None:
    letters = within_card(CAMPS, 60).letters()
    assert "■ ■ ■" in letters[1]
    assert " 20 " in letters[2]


@pytest.mark.parametrize("draw", [lambda f: in_letters([f, f], 60)])
def test_in_letters_each_figure_has_its_title(draw: Callable[[CardFigure], list[str]]) -> None:
    rows = draw(HEADLINE)
    assert rows.count("Ours, net") == 2
    assert "4 ahead of" in rows[1]
