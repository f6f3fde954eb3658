"""The shortest way to a first gap."""

from dataclasses import replace

from made_sessions import COMPARE, RATE, TERMS, empty
from valueworkshop.core.session.kit import Minutes
from valueworkshop.core.session.session import Session
from valueworkshop.core.summary.gap_summary import quickest_in_words, quickest_stage


def with_minutes(session: Session, minutes: dict[str, int]) -> Session:
    stages = {
        key: replace(stage, minutes=Minutes(six=minutes.get(key, 0), twelve=minutes.get(key, 0)))
        for key, stage in session.kit.stages.items()
    }
    return replace(session, kit=replace(session.kit, stages=stages))


def test_it_is_the_stage_with_a_gap_that_takes_the_fewest_minutes() -> None:
    assert quickest_stage(with_minutes(empty(), {RATE: 20, TERMS: 5, COMPARE: 1})) == TERMS
    assert quickest_stage(with_minutes(empty(), {RATE: 5, TERMS: 5})) == RATE


def test_a_stage_without_minutes_is_no_short_way() -> None:
    assert quickest_stage(with_minutes(empty(), {TERMS: 90})) == TERMS


def test_it_is_said_with_what_it_takes() -> None:
    session = with_minutes(empty(), {RATE: 1})
    assert quickest_in_words(session, RATE) == "B Checklist, 3 items, about 1 minute"
    assert quickest_in_words(with_minutes(session, {}), RATE) == "B Checklist, 3 items"


def test_a_kit_that_rates_nothing_has_none() -> None:
    session = empty()
    kit = replace(
        session.kit, stages={k: s for k, s in session.kit.stages.items() if s.kind == "close"}
    )
    assert quickest_stage(replace(session, kit=kit)) == ""
