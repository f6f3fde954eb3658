"""What is due when, on one line with today."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from valueworkshop.core.show.ascii_signs import plain
from valueworkshop.core.show.drawing.time_line import Due, time_line
from valueworkshop.core.show.pictures import cell_len

TODAY = dt.date(2026, 11, 29)
DAYS = st.dates(dt.date(2026, 1, 1), dt.date(2028, 1, 1))


def test_days_stand_in_their_order_with_today_and_months() -> None:
    dues = [Due(dt.date(2026, 12, 1), "1"), Due(dt.date(2027, 1, 18), "2")]
    assert time_line(dues, TODAY, 50).letters() == [
        "            today 1                            2  ",
        "┯━━━━━━━━━━━━━━━━▏●──────────────────┬─────────●──",
        "November 2026     December           January 2027 ",
    ]


def test_what_falls_on_one_place_shares_its_name() -> None:
    dues = [Due(dt.date(2026, 12, 30), "1"), Due(dt.date(2026, 12, 30), "2")]
    names, line, _ = time_line(dues, TODAY, 40).letters()
    assert "1,2" in names
    assert line.count("●") == 1


def test_what_is_late_has_its_role_and_lies_on_what_has_passed() -> None:
    late = time_line([Due(dt.date(2026, 10, 16), "1", "steep")], TODAY, 50)
    runs = [run for run in late.rows()[1] if run.text == "●"]
    assert [run.ink for run in runs] == ["steep"]
    assert late.letters()[1].index("●") < late.letters()[1].index("▏")


@given(st.lists(DAYS, max_size=12), DAYS, st.integers(0, 120))
def test_every_dot_is_there_and_nothing_leaves_the_line(
    days: list[dt.date], today: dt.date, width: int
) -> None:
    canvas = time_line([Due(day, str(n)) for n, day in enumerate(days, 1)], today, width)
    for row in canvas.letters():
        assert cell_len(row) == width
        assert plain(row).isascii()
    if width:
        assert ("●" in canvas.letters()[1]) is bool(days)
