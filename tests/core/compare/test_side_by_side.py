"""Workshops on different offers or kits are shown side by side, without change or trend."""

from dataclasses import replace

import pytest

from made_sessions import empty, rated
from valueworkshop.core.compare import comparison_report
from valueworkshop.core.compare.trends import trend
from valueworkshop.core.compare.two_workshops import Verdict, are_related, compare
from valueworkshop.core.session.people import Person
from valueworkshop.core.session.session import Earlier, Session

PEOPLE = {f"p{n}": Person(name=f"Person {n}", order=n) for n in range(1, 5)}


def workshop(today: int, **changes: object) -> Session:
    into = empty(people=PEOPLE, **{"id": f"s{today}", "offer": "Bread", **changes})
    return rated(*[(5, today, 4)] * 4, into=into)  # type: ignore[arg-type]


THEN = workshop(1)
OTHER_OFFER = workshop(4, offer="Cake")
OTHER_KIT = replace(workshop(4), kit=replace(THEN.kit, id="another"))


@pytest.mark.parametrize(
    ("now", "related"),
    [
        (workshop(4), True),
        (workshop(4, offer="  BREAD "), True),
        (OTHER_OFFER, False),
        (OTHER_KIT, False),
        (replace(OTHER_OFFER, follows=Earlier(id=THEN.id)), True),
        (replace(OTHER_KIT, follows=Earlier(id=THEN.id)), True),
        (replace(OTHER_OFFER, follows=Earlier(id="a third")), False),
        (replace(OTHER_OFFER, id=""), False),
    ],
)
def test_workshops_are_of_one_thing_if_one_follows_the_other_or_offer_and_kit_are_the_same(
    now: Session, *, related: bool
) -> None:
    assert are_related(THEN, now) is are_related(now, THEN) is related


@pytest.mark.parametrize("now", [OTHER_OFFER, OTHER_KIT])
def test_side_by_side_there_is_neither_change_nor_verdict(now: Session) -> None:
    found = compare(THEN, now)
    assert (found.related, found.by, found.verdict) == (False, None, None)
    assert {(change.by, change.verdict) for change in found.changes} == {(None, None)}
    shown = next(change for change in found.changes if change.then and change.now)
    assert shown.then is not None
    assert shown.now is not None
    assert (shown.then.score.gap, shown.now.score.gap) == (100, 25)  # both, all the same
    said = str(comparison_report.comparison(found))
    assert "Side by side" in said
    assert "'Change'" not in said
    assert "'Verdict'" not in said


def test_one_that_is_not_related_takes_the_trend_from_all() -> None:
    alike = trend([THEN, workshop(2), workshop(4)])
    line = next(line for line in alike.items if any(line.gaps))
    assert (alike.related, line.by, line.verdict) == (True, -75, Verdict.BETTER)
    mixed = trend([THEN, OTHER_OFFER, workshop(2)])
    assert not mixed.related
    assert {(line.by, line.verdict) for line in mixed.items} == {(None, None)}
    said = str(comparison_report.trend(mixed))
    assert "Trend" not in said
    assert "'Verdict'" not in said
