"""Several workshops: each line at its place, in the order of days."""

import datetime as dt
from dataclasses import replace

import pytest

from made_sessions import RATE, empty, rated
from valueworkshop.core.compare import comparison_report
from valueworkshop.core.compare.item_matching import asked, lines
from valueworkshop.core.compare.trends import trend
from valueworkshop.core.compare.two_workshops import Verdict
from valueworkshop.core.session.people import Person
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.votes.model import Item, Plan
from valueworkshop.exports import comparison_json

PEOPLE = {f"p{n}": Person(name=f"Person {n}", order=n) for n in range(1, 4)}


def workshop(month: int, needed: int, today: int, **changes: object) -> Session:
    into = empty(date=dt.date(2026, month, 1), people=PEOPLE, **changes)
    return rated(*[(needed, today, 4)] * 3, into=into)  # type: ignore[arg-type]


def reworded(session: Session, text: str) -> Session:
    planned = session.stage(RATE)
    assert isinstance(planned.asks, Plan)
    items = {**planned.asks.items, "contact": Item(text=text)}
    stages = {
        **session.kit.stages,
        RATE: replace(planned, asks=replace(planned.asks, items=items)),
    }
    return replace(session, kit=replace(session.kit, stages=stages))


def test_workshops_stand_in_the_order_of_their_days_with_their_gaps() -> None:
    found = trend([workshop(9, 5, 4), workshop(1, 5, 1), workshop(5, 5, 2)])
    assert [session.date.month for session in found.sessions if session.date] == [1, 5, 9]
    line = next(line for line in found.items if line.item.key == "rate/contact")
    assert [gap.score.gap if gap else None for gap in line.gaps] == [100.0, 75.0, 25.0]
    assert (line.by, line.verdict) == (-75.0, Verdict.BETTER)
    stage = next(line for line in found.stages if line.letter == "B")
    assert (stage.gaps, stage.same_items) == ((100.0, 75.0, 25.0), True)
    assert [people.are_the_same for people in found.people] == [True, True]


def test_a_reworded_item_is_another_line_and_its_stage_says_so() -> None:
    found = trend([workshop(1, 5, 1), workshop(5, 5, 2), reworded(workshop(9, 5, 4), "Contacts")])
    by_text = {line.item.text: line for line in found.items}
    old, new = by_text["Every contact helps"], by_text["Contacts"]
    assert [gap.score.gap if gap else None for gap in old.gaps] == [100.0, 75.0, None]
    assert [gap.score.gap if gap else None for gap in new.gaps] == [None, None, 25.0]
    assert (new.by, new.verdict) == (None, None)
    assert not next(line for line in found.stages if line.letter == "B").same_items
    assert "The items were not the same each time in: Checklist." in str(
        comparison_report.trend(found)
    )


def test_words_that_come_back_go_on_in_their_line() -> None:
    one, two = workshop(1, 5, 1), reworded(workshop(5, 5, 2), "Contacts")
    rows = lines([asked(one), asked(two), asked(workshop(9, 5, 4))])
    keys = [[item.text if item else None for item in row] for row in rows]
    assert ["Every contact helps", None, "Every contact helps"] in keys
    assert [None, "Contacts", None] in keys


def test_other_people_are_told_and_get_no_verdict() -> None:
    others = {**PEOPLE, "p3": Person(name="New", order=3)}
    found = trend([workshop(1, 5, 1), replace(workshop(5, 5, 4), people=others)])
    assert next(line for line in found.items).verdict is Verdict.OTHERS
    assert "Different people took part" in str(comparison_report.trend(found))
    assert comparison_json.of_trend(found)["people"][0]["the_same"] is False


def test_one_workshop_is_no_trend() -> None:
    with pytest.raises(ValueError, match="two workshops"):
        trend([workshop(1, 5, 1)])
