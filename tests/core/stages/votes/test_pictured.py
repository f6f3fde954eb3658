"""Which customers somebody pictured: who is asked, when, and what of it is hidden."""

from dataclasses import replace

import pytest

from lenses import CHECKLIST, FAMILIES, FLEETS, ITEM, bare, pairs, rate
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.revealed_only import seen
from valueworkshop.core.stages.votes import pictured
from valueworkshop.core.stages.votes.edits import choose_method
from valueworkshop.core.stages.votes.model import Method, answers, vote_on
from valueworkshop.files.home.kits import load_kit, shipped


def voted(*, asks: bool = True) -> Session:
    session = rate(bare(), CHECKLIST, ITEM, *pairs(5, 2, 2), shown=False)
    return replace(session, kit=replace(session.kit, ask_segments=asks))


@pytest.mark.parametrize("name", shipped())
def test_each_kit_that_ships_asks(name: str) -> None:
    assert load_kit(name).ask_segments


def test_those_who_showed_a_card_are_asked_once() -> None:
    session = voted()
    assert pictured.voters_of(session, CHECKLIST, ITEM) == (
        ("v0", "Person 0"),
        ("v1", "Person 1"),
    )
    noted = pictured.note(session, CHECKLIST, ITEM, {"v0": FLEETS, "nobody": FAMILIES})
    ballots = vote_on(noted, CHECKLIST, ITEM).ballots
    assert {voter: ballot.segment for voter, ballot in ballots.items()} == {"v0": FLEETS, "v1": ""}
    assert pictured.voters_of(noted, CHECKLIST, ITEM) == ()


def test_nobody_is_asked_where_it_could_not_tell_anything_apart() -> None:
    assert pictured.choices(voted(asks=False)) == ()
    session = voted()
    one = replace(session, segments=dict(list(session.segments.items())[:1]))
    assert pictured.choices(one) == ()
    by_hands = choose_method(session, CHECKLIST, "1", Method.HANDS)
    assert pictured.voters_of(by_hands, CHECKLIST, ITEM) == ()


def test_in_private_a_person_is_asked_until_they_said_it() -> None:
    session, ids = voted(), iter("abc").__next__
    assert pictured.is_asked(session, CHECKLIST, "p5")
    assert pictured.note_private(session, CHECKLIST, "p5", "", ids) == session
    noted = pictured.note_private(session, CHECKLIST, "p5", FAMILIES, ids)
    assert not pictured.is_asked(noted, CHECKLIST, "v5")
    assert answers(seen(noted), CHECKLIST).rounds["1"].ballots == {}
