"""The one real customer: typed in up to three lines, in sight at every stage, and undone."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lenses import bare
from other_answers import everywhere
from valueworkshop.core.handout.two_pages import two_pages
from valueworkshop.core.projector.project import project
from valueworkshop.core.session.desk import Desk
from valueworkshop.core.session.real_customer import (
    HINT,
    WHO,
    RealCustomer,
    customer_from,
)
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.blocks import Paragraph
from valueworkshop.core.stages.frame.model import Field, change, progress, text_of
from valueworkshop.exports.markdown import render
from valueworkshop.exports.without_names import still_named
from valueworkshop.exports.workshop_report import blocks
from valueworkshop.files.text import session_file

FLEET = RealCustomer(who="fleet manager, hauler", when="last week", wanted="one invoice a month")


def with_customer(session: Session) -> Session:
    return replace(session, customer=FLEET)


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("a buyer\nin May\na spare part", ("a buyer", "in May", "a spare part")),
        ("a buyer", ("a buyer", "", "")),
        ("a buyer\n\nspares", ("a buyer", "", "spares")),
        ("a buyer\nin May\nspares\nand fast", ("a buyer", "in May", "spares; and fast")),
        ("a buyer\n\nin May\nspares", ("a buyer", "in May", "spares")),
        ("  \n ", ("", "", "")),
    ],
)
def test_each_line_is_one_part(typed: str, parts: tuple[str, str, str]) -> None:
    found = customer_from(typed)
    assert (found.who, found.when, found.wanted) == parts


@given(st.text())
def test_what_was_typed_comes_back_as_it_was_taken(typed: str) -> None:
    found = customer_from(typed)
    assert customer_from(found.as_typed) == found
    assert "\n" not in found.in_a_line


def test_no_name_is_asked_for() -> None:
    assert "No names" in WHO
    assert "no name" in HINT


def test_every_place_of_every_stage_shows_it_to_the_room() -> None:
    session = with_customer(bare())
    said = "fleet manager, hauler · last week · one invoice a month"
    assert {project(each).customer for each in everywhere(session)} == {said}
    assert {project(each).customer for each in everywhere(bare())} == {""}


def test_both_reports_have_it_and_a_file_keeps_it() -> None:
    session = with_customer(bare())
    said = (
        "One real customer in mind: fleet manager, hauler; last dealt with: last week; "
        "wanted: one invoice a month."
    )
    for report in (two_pages(session), blocks(session)):
        assert Paragraph(said) in report
        assert "fleet manager, hauler" in render(report)
    assert session_file.loads(session_file.dumps(session), "x.toml").session == session
    assert b"customer" not in session_file.dumps(bare()).split(b"[kit]")[0]


def test_a_label_is_not_said_twice() -> None:
    said = replace(FLEET, when="Last dealt with us in May", wanted="Wanted spares").in_words
    assert said.endswith("hauler; Last dealt with us in May; Wanted spares.")


def test_the_frame_asks_for_it_counts_it_only_once_given_and_undo_takes_it_back() -> None:
    desk = Desk(bare(), ids=lambda: "i", today=lambda: None)  # type: ignore[arg-type,return-value]
    before = progress(desk.session, "frame")
    desk.commit(change(desk.session, Field.CUSTOMER, "a buyer\nin May", lambda: "i"))
    after = progress(desk.session, "frame")
    assert (after.done, after.total) == (before.done + 1, before.total + 1)
    assert text_of(desk.session, Field.CUSTOMER) == "a buyer\nin May"
    desk.undo()
    assert desk.session.customer == RealCustomer()


def test_a_name_typed_all_the_same_is_warned_of_before_it_is_passed_on() -> None:
    named = replace(bare(), customer=RealCustomer(who="we met Wilhelmina Brook there"))
    assert "Wilhelmina Brook" in " ".join(still_named(named))


@given(st.integers(1, 3))
def test_an_empty_customer_says_nothing(times: int) -> None:
    assert RealCustomer(who=" " * times).in_words == ""
