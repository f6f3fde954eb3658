"""Days as people say them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valueworkshop.core.show.spoken import away

TODAY = dt.date(2026, 11, 30)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "today"),
        (1, "tomorrow"),
        (3, "in 3 days"),
        (20, "in 20 days"),
        (27, "in 3 weeks"),
        (50, "in 7 weeks"),
        (365, "in 12 months"),
        (-1, "late 1 day"),
        (-5, "late 5 days"),
        (-27, "late 3 weeks"),
        (-400, "late 13 months"),
    ],
)
def test_a_due_day_is_said_from_today(days: int, said: str) -> None:
    assert away(TODAY + dt.timedelta(days), TODAY) == said


@given(st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1)), st.integers(2, 3000))
def test_it_never_says_more_than_there_is(today: dt.date, days: int) -> None:
    length = {"day": 1, "week": 7, "month": 28}
    ahead, behind = (away(today + dt.timedelta(sign * days), today) for sign in (1, -1))
    for said, word in ((ahead, "in"), (behind, "late")):
        first, number, unit = said.split()
        assert first == word
        assert int(number) * length[unit.removesuffix("s")] <= days
