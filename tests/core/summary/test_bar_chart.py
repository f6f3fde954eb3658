import pytest
from rich.cells import cell_len

from nasty_texts import BY_HAND
from valueworkshop.core.summary.bar_chart import BarRow, gap_bars

ROWS = (
    BarRow("When they want it", 4.7, 2.5, 54.2, 0),
    BarRow("陳 👩‍👩‍👧 どこで", 4.25, 3.2, 25, 0),
    BarRow("How", 3.5, 3.1, 10, 0),
    BarRow("Where", 3.5, 3.7, 0, 4.2),
    BarRow("Price", 2, 5, 0, 75),
    BarRow("Nobody knows", 4, None, None, None),
    BarRow("", None, None, None, None),
    BarRow("all", 5, 1, 100, 0),
)


def test_a_chart() -> None:
    assert gap_bars(ROWS, width=10) == (
        "    gap needed today  0 to 100",
        "▼▼   54    4.7   2.5  █████       When they want it",
        "▼▼   25    4.3   3.2  ██          陳 👩‍👩‍👧 どこで",
        "▼    10    3.5   3.1  █           How",
        "=    -4    3.5   3.7  ░           Where",
        "▲   -75    2.0   5.0  ░░░░░░░░    Price",
        "      –    4.0     –  not rated   Nobody knows",
        "      –      –     –  not rated   –",
        "▼▼  100    5.0   1.0  ██████████  all",
    )


def test_columns_line_up_in_cells_whatever_the_label_holds() -> None:
    rows = [BarRow(f"@{text}", 1 + n % 5, 3, n % 101, 0) for n, text in enumerate(BY_HAND)]
    lines = gap_bars(rows, width=24)[1:]
    assert len(lines) == len(rows)
    assert {cell_len(line.partition("@")[0]) for line in lines} == {
        len("▼▼  100    4.7   2.5  ") + 26
    }
    assert not [line for line in lines if "\n" in line or "\x1b" in line]


@pytest.mark.parametrize("width", [0, 5, 9, 40])
def test_a_bar_fits_its_width_and_is_never_too_narrow_for_words(width: int) -> None:
    used = max(width, 9)
    full, unknown = gap_bars([ROWS[-1], ROWS[-2]], width)[1:]
    assert full.count("█") == used
    assert "not rated" in unknown


def test_a_small_gap_shows_and_none_does_not() -> None:
    bars = [
        line.count("█") for line in gap_bars([BarRow("x", 3, 3, gap, 0) for gap in (0, 0.4, 1)])
    ]
    assert bars == [0, 0, 0, 1]


def test_no_rows_no_chart() -> None:
    assert gap_bars([]) == ()


@pytest.mark.parametrize(
    ("gap", "surplus", "shown"),
    [
        *((25, 0, "▼▼   25"), (24.6, 0, "▼▼   25"), (24.4, 0, "▼    24"), (10, None, "▼    10")),
        *((9.4, 0, "=     9"), (0, 9.4, "=    -9"), (None, 10, "▲   -10"), (0, 0.3, "=     0")),
    ],
)
def test_the_sign_is_that_of_the_number_shown(
    gap: float | None, surplus: float | None, shown: str
) -> None:
    assert gap_bars([BarRow("x", 3, 3, gap, surplus)])[1].startswith(f"{shown}  ")
