"""What customers answered makes an item known: from how many, of when, and never from too few."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from surveyed_items import EMPTY, MARCH, MAY, rated, surveyed
from valueworkshop.core.scoring.next_step import Asks as Then
from valueworkshop.core.session.evidence import Evidence, Grade
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.voice.model import remove
from valueworkshop.core.stages.votes.edits import grade
from valueworkshop.core.stages.votes.item_evidence import known_by
from valueworkshop.core.summary.gap_summary import summarise
from valueworkshop.core.summary.gap_words import evidence_in_words

DEALER = Evidence(grade=Grade.HEARD, source="dealer in Lyon", when="October")
FIGURE = Evidence(grade=Grade.MEASURED, source="71 % of 212 orders", when="May")


def known(session: Session, segment: str = "") -> str:
    return known_by(session, "rate", "quick", segment).in_words


def test_what_customers_answered_is_heard_and_no_guess_is_asked_for() -> None:
    session = rated(EMPTY)
    assert {gap.asks for gap in summarise(session).gaps} == {Then.ASK_CUSTOMERS}
    guess = "Where this comes from: 100 % is our own guess."
    assert evidence_in_words(summarise(session).index) == guess
    heard = summarise(surveyed(session))
    assert {gap.key: gap.asks for gap in heard.gaps} == {
        "rate/quick": Then.ACT,
        "rate/kind": Then.ASK_CUSTOMERS,
    }
    shares = heard.index.evidence
    assert shares is not None
    assert (shares.assumed, shares.heard, shares.measured) == (0.5, 0.5, 0.0)
    assert heard.index.evidenced == 75.0
    assert heard.index.value == summarise(session).index.value
    assert heard.index.provisional == ()
    assert summarise(session).index.provisional != ()


def test_an_answer_counts_as_soon_as_it_comes_and_no_longer_than_it_stays() -> None:
    session = rated(EMPTY)
    assert known(session) == "assumed"
    session = surveyed(session)
    assert known(session) == "heard: 42 customers, survey of March 2026"
    gaps = {gap.key: gap.evidence for gap in summarise(session).gaps}
    assert gaps["rate/quick"].in_words == known(session)
    assert gaps["rate/kind"] == Evidence()
    assert known(remove(session, "voice", "i1")) == "assumed"


@pytest.mark.parametrize(
    ("n", "said"), [(2, "assumed"), (3, "heard: 3 customers, survey of March 2026")]
)
def test_fewer_than_three_customers_are_no_evidence(n: int, said: str) -> None:
    assert known(surveyed(n=n)) == said


@pytest.mark.parametrize(
    ("room", "survey", "said"),
    [
        (Evidence(), Grade.HEARD, "heard: 42 customers, survey of March 2026"),
        (Evidence(), Grade.MEASURED, "measured: 42 customers, survey of March 2026"),
        (
            DEALER,
            Grade.HEARD,
            "heard: dealer in Lyon, October; 42 customers, survey of March 2026",
        ),
        (DEALER, Grade.MEASURED, "measured: 42 customers, survey of March 2026"),
        (FIGURE, Grade.HEARD, "measured: 71 % of 212 orders, May"),
        (DEALER, Grade.ASSUMED, "heard: dealer in Lyon, October"),
    ],
)
def test_an_item_counts_its_best_evidence(room: Evidence, survey: Grade, said: str) -> None:
    session = surveyed(evidence=survey)
    assert known(grade(session, "rate", "quick", room)) == said


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ({}, {"answered": MARCH}, "heard: 84 customers, surveys of March 2026"),
        ({}, {"answered": MAY}, "heard: 84 customers, surveys of March and May 2026"),
        (
            {"answered": dt.date(2025, 12, 1)},
            {},
            "heard: 84 customers, surveys of December 2025 and March 2026",
        ),
        ({"answered": None}, {"answered": None}, "heard: 84 customers, surveys of May 2026"),
        (
            {"answered": None, "when": None},
            {"answered": None, "when": None},
            "heard: 84 customers, surveys",
        ),
        (
            {"evidence": Grade.MEASURED},
            {},
            "measured: 42 customers, survey of March 2026",
        ),
    ],
)
def test_surveys_count_together_and_the_measured_ones_alone(
    first: dict[str, Any], second: dict[str, Any], said: str
) -> None:
    assert known(surveyed(surveyed(**first), key="i2", **second)) == said


def test_too_few_measured_answers_count_with_those_that_were_heard() -> None:
    session = surveyed(surveyed(n=2, evidence=Grade.MEASURED), key="i2", n=5)
    assert known(session) == "heard: 7 customers, surveys of March 2026"


def test_for_a_segment_only_its_customers_are_evidence() -> None:
    session = surveyed(surveyed(n=9), key="i2", n=5, segment="shops", answered=MAY)
    assert known(session, "shops") == "heard: 5 customers of this segment, survey of May 2026"
    assert known(session) == "heard: 14 customers, surveys of March and May 2026"
    assert known(surveyed(n=9), "shops") == "assumed"
    assert known(grade(session, "rate", "quick", FIGURE), "shops") == FIGURE.in_words


def test_evidence_does_not_depend_on_votes_and_tells_none() -> None:
    before = surveyed()
    voted = replace(rated(before), revealed={})
    assert known(before) == known(voted)
    assert summarise(voted).gaps == ()
