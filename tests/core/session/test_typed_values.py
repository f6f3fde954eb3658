"""Days as people type them: which is meant, what is shown back, what is refused."""

import datetime as dt
from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from valueworkshop.core.session.typed_values import (
    AmbiguousDayError,
    Towards,
    TypedError,
    day_in,
    in_words,
    meant,
)

TUESDAY = dt.date(2026, 12, 1)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        (typed, day)
        for day, several in {
            "2026-11-22": "2026-11-22|20261122|2026/11/22|22.11.2026|22/11/2026|11/22/2026",
            "2027-01-15": "15 Jan|15 January|Jan 15|15.1.|15.1|15. 1.|15.01.2027|15.1.27|15th Jan"
            "|January 15, 2027|the 15th of January|Fri 15 Jan|by Friday, 15 January|15/1|mid Jan",
            "2026-12-15": "in 2 weeks|in two weeks|2 weeks|+14|14 days from now|in 2 weeks' time",
            "2026-12-11": "next friday|Next Fri|friday next week|end of next week",
            "2026-12-04": "friday|this friday|by Friday|fri.|end of the week",
            "2026-12-02": "tomorrow|in a day|+1",
            "2026-11-27": "last friday",
            "2026-12-31": "end of month|end of the month|end of this year|31.12.|+30",
            "2027-01-31": "end of january|by the end of January|end of next month|END OF JAN",
            "2027-03-31": "end of Q1|end of march 2027",
            "2027-03-01": "in 3 months|start of March|1 March",
            "2028-02-29": "29 Feb|end of February 2028",
            "2026-11-17": "two weeks ago",
        }.items()
        for typed in several.split("|")
    ],
)
def test_a_day_is_understood_as_people_type_it(typed: str, day: str) -> None:
    assert str(day_in(typed, TUESDAY)) == day
    assert meant(typed, TUESDAY) == ("" if typed == day else in_words(dt.date.fromisoformat(day)))


def test_a_day_is_said_with_its_weekday() -> None:
    assert in_words(dt.date(2027, 1, 15)) == "Friday, 15 January 2027"


@pytest.mark.parametrize(
    "typed", ["soon", "next month", "2026-13-01", "30 Feb", "15", "2027", "5 o'clock", "x" * 99]
)
def test_what_names_no_day_is_refused_with_what_to_type(typed: str) -> None:
    with pytest.raises(TypedError, match=r"is not a date\. Type it like 15 Jan, next Friday"):
        day_in(typed, TUESDAY)
    assert meant(typed, TUESDAY) == ""


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("3/4/2027", "'3/4/2027' could be 3 April or 4 March. Type the month as a word, as in 3"),
        ("3-4", "could be 3 April or 4 March"),
        ("Thu 15 Jan", "15 January 2027 is a Friday, not a Thursday. Type which you mean."),
    ],
)
def test_what_could_be_two_days_is_refused_with_both(typed: str, said: str) -> None:
    with pytest.raises(AmbiguousDayError) as refused:
        day_in(typed, TUESDAY)
    assert said in str(refused.value)


@pytest.mark.parametrize("year", range(2026, 2041))
def test_without_a_year_the_day_lies_where_it_is_looked_for(year: int) -> None:
    today = dt.date(year, 6, 15)
    for typed in ("15 Jan", "15.6.", "29 Feb", "31 Dec", "end of May"):
        ahead, past = (day_in(typed, today, way) for way in (Towards.AHEAD, Towards.PAST))
        near = day_in(typed, today, Towards.NEAREST)
        assert ahead is not None
        assert past is not None
        assert past <= today <= ahead
        assert near in {ahead, past}


def test_a_weekday_of_the_past_is_the_last_one() -> None:
    assert day_in("friday", TUESDAY, Towards.PAST) == dt.date(2026, 11, 27)
    assert day_in("tuesday", TUESDAY, Towards.PAST) == dt.date(2026, 11, 24)
    assert day_in("tuesday", TUESDAY) == dt.date(2026, 12, 8)


@given(st.dates(), st.dates(), st.sampled_from(Towards))
def test_year_month_day_is_that_day_whenever_it_is_typed(
    day: dt.date, today: dt.date, towards: Towards
) -> None:
    assert day_in(day.isoformat(), today, towards) == day
    assert meant(day.isoformat(), today, towards) == ""


_WORDS = (
    "in by end of mid next last this a 2 15 31 99 9999 0 . / - + jan may friday week q1 ago 2027"
)


@given(
    st.lists(st.sampled_from(_WORDS.split()), max_size=5).map(" ".join) | st.text(max_size=70),
    st.dates() | st.sampled_from([dt.date.min, dt.date.max]),
    st.sampled_from(Towards),
)
@example("friday", dt.date.max, Towards.AHEAD)
@example("15 jan", dt.date.max, Towards.AHEAD)
@example("last friday", dt.date.min, Towards.PAST)
@example("end of month", dt.date.max, Towards.AHEAD)
@example("٣.٤.", TUESDAY, Towards.AHEAD)
def test_nothing_that_is_typed_is_worse_than_no_day(
    text: str, today: dt.date, towards: Towards
) -> None:
    with suppress(TypedError):
        day = day_in(text, today, towards)
        assert day is None or meant(text, today, towards) in {"", in_words(day)}
