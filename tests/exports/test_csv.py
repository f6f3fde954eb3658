"""Case 68: the ratings as a table, which a spreadsheet takes for words and numbers only."""

import csv
import io
import re
from dataclasses import replace

from hypothesis import given

from hostile_sessions import filled
from made_sessions import (
    COMPARE,
    DONT_KNOW,
    RATE,
    empty,
    hidden_votes_taken_out,
    moderate,
    rated,
    sessions,
)
from payloads import FORMULAS, MARKUP, PATHS, TERMINAL
from valueworkshop.core.clean_text import clean
from valueworkshop.core.session.people import FEWEST_APART, Person
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.votes.edits import answer, count_hands, reveal
from valueworkshop.core.stages.votes.model import ROOM, Hands
from valueworkshop.exports.csv import COLUMNS, guarded, table

# What Excel, LibreOffice and Sheets calculate: the first sign that is no blank, in any width.
FORMULA = re.compile(r"[\s\u00ad\u200b-\u200d\u2060\ufeff]*[=+@＝﹦⁼₌＋﹢⁺₊﬩－﹣⁻₋−＠﹫-]|[\t\r]")
ALL = (*FORMULAS, *TERMINAL.values(), *MARKUP.values(), *PATHS)


def rows(session: Session) -> list[dict[str, str]]:
    """Return the table as a program reads it."""
    return list(csv.DictReader(io.StringIO(table(session), newline="")))


def calculated(text: str, mark: str) -> list[str]:
    """Return the cells that a spreadsheet would calculate that takes `mark` between cells."""
    cells = [
        cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark) for cell in row
    ]
    plain = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")
    return [cell for cell in cells if FORMULA.match(cell) and not plain.fullmatch(cell)]


def test_one_rating_a_row() -> None:
    session = rated((5, 2, 3), (4, DONT_KNOW, None))
    told = rows(session)
    assert list(told[0]) == list(COLUMNS)
    assert [(r["facet"], r["voter"], r["answer"], r["count"]) for r in told] == [
        ("needed", "1", "5", "1"),
        ("needed", "2", "4", "1"),
        ("today", "1", "2", "1"),
        ("today", "2", "don't know", "1"),
        ("weight", "1", "3", "1"),
    ]
    assert {
        "session": "s0",
        "title": "Dealers, autumn",
        "date": "",
        "stage": RATE,
        "stage_title": "Checklist",
        "item": "contact",
        "item_text": "Every contact helps",
        "round": "1",
        "method": "cards",
        "group": "",
    }.items() <= told[0].items()


def test_hands_are_rows_of_counts() -> None:
    session = empty()
    for group, hands in (("front line", Hands(two=3, skipped=1)), ("own", Hands(five=3))):
        where = {"facet": "today", "item": "contact", "group": group}
        session = count_hands(session, RATE, "1", **where, hands=hands)
    told = rows(reveal(session, RATE, "1", "contact"))
    assert [(r["method"], r["voter"], r["group"], r["answer"], r["count"]) for r in told] == [
        ("hands", "", "front line", "2", "3"),
        ("hands", "", "front line", "skipped", "1"),
        ("hands", "", "own", "5", "3"),
    ]


def test_the_room_counts_only_where_nobody_voted() -> None:
    where = {"voter": ROOM, "facet": "today", "item": "pain"}
    session = answer(empty(), COMPARE, "1", **where, given=4)
    alone = rows(reveal(session, COMPARE, "1", "pain"))
    assert [(r["method"], r["voter"], r["answer"]) for r in alone] == [("room", "room", "4")]
    session = answer(session, COMPARE, "1", **{**where, "voter": "v1"}, given=2)
    both = rows(reveal(session, COMPARE, "1", "pain"))
    assert [(r["method"], r["voter"], r["answer"]) for r in both] == [("cards", "1", "2")]


def test_nobody_is_named_and_a_small_group_is_not_told_apart() -> None:
    people = {
        f"p{n}": Person(name=f"Person {n}", group="big" if n < 4 else "small", voter=f"v{n}")
        for n in range(1, 6)
    }
    session = replace(empty(), people=people)
    for number, person in enumerate(people.values(), 1):
        where = {"voter": person.voter, "facet": "today", "item": "contact"}
        session = answer(session, RATE, "1", **where, given=1 if number < 4 else 5)
    session = reveal(session, RATE, "1", "contact")
    assert FEWEST_APART == 3
    # Of two groups we show neither if one is small: the rest of all would be the small one.
    assert [(r["group"], r["answer"]) for r in rows(session)] == [("", "1")] * 3 + [("", "5")] * 2
    more = replace(session, people={**people, "p6": Person(name="F", group="small", voter="v6")})
    more = answer(more, RATE, "1", voter="v6", facet="today", item="contact", given=5)
    assert {row["group"] for row in rows(more)} == {"big", "small"}
    assert not re.search(r"Person|v[0-9]|p[0-9]", table(session))


@moderate
@given(sessions())
def test_what_is_not_revealed_changes_nothing(session: Session) -> None:
    assert table(session) == table(hidden_votes_taken_out(session))


@moderate
@given(sessions())
def test_it_reads_back_and_nothing_would_be_calculated(session: Session) -> None:
    told = rows(session)
    for row in told:
        assert row["title"].replace("'", "") == session.title.replace("'", "")
        assert int(row["count"]) >= 1
    for mark in ",;\t|":
        assert calculated(table(session), mark) == []


def test_no_text_is_a_formula_wherever_it_stands() -> None:
    for text in ALL:
        session = filled(text)
        written = table(session)
        for mark in ",;\t|":
            assert calculated(written, mark) == [], text
        told = rows(session)
        assert len(told) > 40
        assert {row["title"].replace("'", "") for row in told} == {clean(text).replace("'", "")}
        assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", written)


def test_numbers_and_other_words_stay_as_they_are() -> None:
    for text in ("-5", "+3.5", "12,5", "0", "5 - 3", "a=b", "a@b.co", "e.g. =", "'x", "x'"):
        assert guarded(text) == text
    assert guarded(4) == 4
    assert guarded("a\r\nb") == "a\nb"
    assert guarded("=1") == "'=1"
    assert guarded(" \u200b＝1") == " \u200b'＝1"
    assert guarded("a;=1\n-cmd") == "a;'=1\n'-cmd"


def test_a_cell_keeps_its_quotes_marks_and_line_breaks() -> None:
    title = 'He said "no", twice;\nand left'
    session = replace(rated((5, 2, 3)), title=title)
    assert {row["title"] for row in rows(session)} == {clean(title)}
    assert table(session).count("\r\n") == 4
