"""Was it worth the time, over workshops: numbers with their answers, and no verdict."""

import datetime as dt
from dataclasses import replace

from made_sessions import END, empty
from valueworkshop.core.compare import comparison_report
from valueworkshop.core.compare.comparison_words import NAMELESS, worth_in_words
from valueworkshop.core.compare.trends import trend
from valueworkshop.core.compare.two_workshops import compare
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.blocks import Paragraph, Table
from valueworkshop.core.stages.close import model as close
from valueworkshop.core.stages.close import worth
from valueworkshop.core.stages.close.model import Point
from valueworkshop.exports import comparison_json
from valueworkshop.tui.compare.worth_rows import worth_over_time, worth_then_and_now


def held(month: int, *points: Point, shown: bool = True, room: Point | None = None) -> Session:
    """A workshop in which people gave these answers."""
    session = empty(id=f"s{month}", date=dt.date(2026, month, 1))
    session = close.change(session, END, close.Answers(rating=room))
    for number, point in enumerate(points):
        session = worth.answer(session, END, point, f"{number}")
    return worth.show(session, END) if shown else session


def test_two_are_said_each_with_its_answers_and_get_no_verdict() -> None:
    then, now = held(1, 3, 4, 4), held(2, 5, 2)
    said = worth_in_words(then, now)
    assert said.startswith("Was it worth the time? Then 3.7 of 5 (3 answers), now 2 and 5 of 5")
    assert said.endswith(NAMELESS)
    assert Paragraph(said) in comparison_report.comparison(compare(then, now))
    told = comparison_json.of_comparison(compare(then, now))["worth"]
    assert told["then"] == {"counts": [0, 0, 1, 2, 0], "n": 3, "mean": 11 / 3, "room": None}
    assert told["now"]["mean"] is None


def test_workshops_that_did_not_ask_say_nothing() -> None:
    then, now = held(1), held(2, 5, 4, 3, shown=False)
    assert worth_in_words(then, now) == ""
    assert worth_then_and_now(compare(then, now), 60) == []
    found = trend([then, now, held(3)])
    assert worth_over_time(found, 80) == []
    heads = [
        block.header[0] for block in comparison_report.trend(found) if isinstance(block, Table)
    ]
    assert all("worth" not in head for head in heads)
    assert comparison_json.of_trend(found)["worth"] == [None, None, None]


def test_a_trend_has_a_row_and_a_table_with_the_room_s_one_number_named() -> None:
    found = trend([held(1, room=4), held(2), held(3, 5, 5, 4)])
    (line,) = worth_over_time(found, 80)
    assert "    4    –  4.7" in line.row[0].plain
    assert (line.steps, line.most, line.note) == (("4", "–", "4.7"), 5, "1 to 5, up is better")
    assert line.item == f"{END}/rating"
    rows = [
        block.rows
        for block in comparison_report.trend(found)
        if isinstance(block, Table) and "worth" in block.header[0]
    ]
    assert rows == [
        (("Of 5", "4", "–", "4.7"), ("From", "the room's one number", "–", "3 answers"))
    ]


def test_no_row_of_a_comparison_is_wider_than_its_room() -> None:
    (line,) = worth_then_and_now(compare(held(1, 5, 1), held(2, 2, 2, 2)), 20)
    assert line.row[0].cell_length <= 26 + 20
    assert replace(line, row=()).title == "Was it worth the time?"
