"""What a server gets to know of a workshop."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from made_sessions import moderate, sessions
from other_answers import answered_otherwise, everywhere
from phone_rooms import private_session
from running import counted_ids
from valueworkshop.core.session.people import Person
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.votes import keyboard_turns
from valueworkshop.core.stages.votes.second_rounds import vote_again
from valueworkshop.files.text import session_file
from valueworkshop.phones.asked import Ballot
from valueworkshop.phones.published import dumps, loads, publish

SESSIONS = Path(__file__).parents[2] / "sessions"


@moderate
@given(sessions())
def test_what_is_read_is_what_was_written(session: Session) -> None:
    for each in everywhere(session):
        for before in (False, True):
            published = publish(each, 60, before=before)
            assert loads(dumps(published)) == published


@pytest.mark.parametrize("name", ["prestige-car-maker", "office-coffee"])
def test_nothing_unseen_is_published(name: str) -> None:
    hidden = replace(session_file.read(SESSIONS / f"{name}.toml").session, revealed={})
    other = answered_otherwise(hidden, 4)
    assert other != hidden
    for ours, theirs in zip(everywhere(hidden), everywhere(other), strict=True):
        assert dumps(publish(ours)) == dumps(publish(theirs))
    assert dumps(publish(hidden, before=True)) == dumps(publish(other, before=True))


def test_who_takes_part_and_what_the_facilitator_knows_is_not_published() -> None:
    session = session_file.read(SESSIONS / "prestige-car-maker.toml").session
    told = "".join(dumps(publish(each)) for each in everywhere(session))
    told += dumps(publish(session, before=True))
    assert session.people
    for person in session.people.values():
        assert person.name not in told
    assert session.facilitator not in told


def test_people_are_asked_before_the_first_has_joined() -> None:
    assert isinstance(publish(private_session()).page().asked, Ballot)


def test_another_round_is_told() -> None:
    session = replace(private_session(), people={"ada": Person(name="Ada")})
    cell = keyboard_turns.Cell(item="touchpoint", facet="needed")
    session = keyboard_turns.answered(session, "checklist", "ada", cell, 4, counted_ids())
    session = keyboard_turns.reveal_all(session, "checklist")
    again = vote_again(session, "checklist", "touchpoint")
    assert publish(private_session()).round_of("checklist", "touchpoint") == "1"
    assert publish(again).round_of("checklist", "touchpoint") == "2"


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"pages": {}, "wall": {}}', '{"pages": {"": {"kind": "os"}}}', "[" * 9_000],
)
def test_what_is_no_page_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        loads(text)
