"""Was it worth the time: unseen until the room looks, and never more than the answers say."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_sessions import END, empty, moderate, sessions
from valueworkshop.core import description
from valueworkshop.core.projector.project import project
from valueworkshop.core.session.people import Person
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.show import projected_blocks
from valueworkshop.core.show.blocks import Dots, Paragraph
from valueworkshop.core.stages import KINDS
from valueworkshop.core.stages.close import model as close
from valueworkshop.core.stages.close import worth
from valueworkshop.core.stages.close.model import Point
from valueworkshop.core.stages.own_copy import own_copy
from valueworkshop.core.stages.revealed_only import hidden, seen
from valueworkshop.files.text import session_file


def said(*points: Point, shown: bool = True, people: int = 0) -> Session:
    """A workshop in which people gave these answers."""
    session = empty(people={f"p{n}": Person(name=f"P {n}") for n in range(people)})
    for number, point in enumerate(points):
        session = worth.answer(session, END, point, f"{9 - number}")
    return worth.show(session, END) if shown else session


@pytest.mark.parametrize(
    ("points", "words"),
    [
        ((), ""),
        ((4,), "4 of 5; 1 answer."),
        ((5, 2), "2 and 5 of 5; 2 answers."),
        ((5, 2, 4), "3.7 of 5 on average; 3 answers."),
        ((5, 5, 5, 4, 4, 4), "4.5 of 5 on average; 6 answers."),
    ],
)
def test_the_mean_is_said_from_three_answers_on(points: tuple[Point, ...], words: str) -> None:
    assert worth.in_words(said(*points), END) == words


def test_how_many_of_those_expected_answered_is_said_too() -> None:
    assert worth.in_words(said(5, 4, 4, people=6), END).endswith("; 3 of 6 answered.")
    assert worth.answered(said(5, shown=False, people=6), END) == "1 of 6 has answered."
    assert worth.answered(said(5, 4, shown=False), END) == "2 people have answered."


def test_before_the_room_looks_only_how_many_is_known() -> None:
    session = said(5, 1, 2, shown=False, people=4)
    assert worth.worth(session, END) is None
    assert worth.in_words(session, END) == ""
    assert hidden(session)[f"{END}/1/rating"] == 3
    assert not close.answers(seen(session), END).ballots
    wall = project(replace(session, place=Place(stage=END, at="rating"))).shown
    assert projected_blocks.Voting(given=3, of=4) in wall.parts
    assert KINDS["close"].told(session, END) == []
    assert KINDS["close"].values(session, END) == {}


def test_then_dots_a_sentence_and_plain_values() -> None:
    session = said(5, 4, 4, people=4)
    (dots,) = description.told_at(session, END, "rating")
    assert isinstance(dots, Dots)
    assert (dots.counts, dots.median) == ((0, 0, 0, 2, 1), "4")
    assert Paragraph("From 1 to 5: 0 no, 0 hardly, 0 partly, 2 yes, 1 fully.") in KINDS[
        "close"
    ].told(session, END)
    assert KINDS["close"].values(session, END) == {
        "worth": {"counts": [0, 0, 0, 2, 1], "n": 3, "mean": 13 / 3, "room": None}
    }


def test_the_one_number_of_a_room_stays_what_it_was() -> None:
    session = close.change(empty(), END, close.Answers(rating=4))
    assert worth.in_words(session, END) == "The room says 4 of 5."
    found = worth.worth(session, END)
    assert found is not None
    assert (found.n, found.mean, found.in_short) == (0, None, "4 of 5 (the room's one number)")
    assert worth.worth(empty(), END) is None


def test_after_the_reveal_nobody_adds_an_answer_until_all_answer_again() -> None:
    session = said(5, 4)
    assert worth.answer(session, END, 1, "x") == session
    again = worth.ask_again(session, END)
    assert worth.worth(again, END) is None
    later = worth.answer(again, END, 1, "x")
    assert worth.waits(later, END)


@moderate
@given(sessions(), st.permutations([1, 2, 3, 4, 5]))
def test_no_order_of_answers_is_kept(session: Session, order: list[Point]) -> None:
    session = worth.ask_again(session, END)
    one = two = session
    for point in order:
        one = worth.answer(one, END, point, f"id{point}")
    for point in sorted(order):
        two = worth.answer(two, END, point, f"id{point}")
    assert session_file.dumps(one) == session_file.dumps(two)


def test_a_copy_without_votes_has_none_of_these_either() -> None:
    copy, _ = own_copy(said(5, 4, 4), iter("abcdefgh").__next__, ballots=False)
    assert not close.answers(copy, END).ballots


def test_the_last_page_on_a_wall_begins_with_what_the_room_has_just_been_shown() -> None:
    given = replace(
        close.answers(said(5, 4, 4), END),
        surprises="a",
        stop="b",
        decisions="c",
        look_again=dt.date(2026, 12, 20),
    )
    session = close.change(said(5, 4, 4), END, given)
    wall = project(replace(session, place=Place(stage=END, at="rating"))).shown
    assert wall.heading == "In short"
    assert isinstance(wall.parts[0], projected_blocks.Dots)
    assert (
        projected_blocks.Said(text="Worth the time: 4.3 of 5 on average; 3 answers.") in wall.parts
    )
    elsewhere = project(replace(session, place=Place(stage=END, at="look_again"))).shown
    assert not any(isinstance(part, projected_blocks.Dots) for part in elsewhere.parts)
