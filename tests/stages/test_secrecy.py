"""Who votes under which id, and what may be told of whom."""

import datetime as dt
from collections import Counter
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_sessions import RATE, empty
from valueworkshop.stages.frame.model import FEWEST_APART
from valueworkshop.stages.parting import may_part
from valueworkshop.stages.votes.edits import answer, reveal
from valueworkshop.stages.votes.model import Round, answers, round_of, vote_on
from valueworkshop.stages.votes.secrecy import (
    give_voters,
    is_linked,
    make_open,
    make_secret,
    may_open,
    names_of,
    part,
    parted,
    told_apart,
    voter_shown,
    voters,
)
from valueworkshop.workshop.desk import Desk
from valueworkshop.workshop.ids import Ids
from valueworkshop.workshop.session import OBSERVERS, Person, Place, Session

PEOPLE = {"p1": "Ada", "p2": "Ben", "p3": "Cy", "p4": "Di"}


def new_ids(prefix: str) -> Ids:
    """Return ids that are known beforehand."""
    numbers = count(1)
    return lambda: f"{prefix}{next(numbers)}"


def team(*, is_open: bool = False) -> Session:
    """A team of four, one of them leading and one only looking on."""
    groups = {"p1": "leaders", "p4": OBSERVERS}
    people = {
        key: Person(name=name, group=groups.get(key, ""), order=place)
        for place, (key, name) in enumerate(PEOPLE.items())
    }
    return replace(empty(), people=people, open_votes=is_open)


def answered(session: Session, person: str, number: str = "1") -> Session:
    """One answer of a person to the first item."""
    is_open = round_of(session, RATE, number).open
    session = give_voters(session, new_ids("z"))
    voter = voter_shown(session, person, is_open=is_open)
    at = {"voter": voter, "facet": "needed", "item": "contact"}
    return answer(session, RATE, number, **at, given=5)


def test_observers_are_not_waited_for() -> None:
    assert [name for _, name in voters(team())] == ["Ada", "Ben", "Cy"]
    assert team().expected == 3


def test_ballots_stand_in_the_order_of_random_ids_whoever_came_first() -> None:
    session = give_voters(team(), new_ids("v"))
    for person in ("p3", "p1", "p2"):
        session = answered(session, person)
    assert list(answers(session, RATE).rounds["1"].ballots) == ["v1", "v2", "v3"]


def test_names_are_told_only_where_the_vote_was_begun_with_names() -> None:
    session = answered(make_open(team(), RATE, "1"), "p1")
    vote = answers(session, RATE).rounds["1"]
    assert names_of(session, vote) == {"p1": "Ada"}
    session = make_secret(session, RATE, "1", new_ids("v"))
    vote = answers(session, RATE).rounds["1"]
    assert not names_of(session, vote)
    assert set(vote.ballots) == {session.people["p1"].voter}
    assert not may_open(vote)
    with pytest.raises(ValueError, match="stays without names"):
        make_open(session, RATE, "1")


def test_a_round_remembers_how_it_was_begun() -> None:
    secret = answered(team(), "p1")
    assert not answers(replace(secret, open_votes=True), RATE).rounds["1"].open
    with_names = answered(team(is_open=True), "p1")
    assert answers(replace(with_names, open_votes=False), RATE).rounds["1"].open


def test_the_links_go_for_good_and_no_undo_brings_them_back() -> None:
    desk = Desk(team(), ids=new_ids("d"), today=lambda: dt.date(2026, 1, 1))
    for person in ("p1", "p2", "p3"):
        desk.commit(answered(desk.session, person))
    desk.reveal(reveal(desk.session, RATE, "1", "contact"))
    before = set(vote_on(desk.session, RATE, "contact").ballots)
    assert is_linked(desk.session, vote_on(desk.session, RATE, "contact"), "contact")
    desk.part(part)
    vote = vote_on(desk.session, RATE, "contact")
    assert parted(desk.session)
    assert not is_linked(desk.session, vote, "contact")
    assert set(vote.ballots) == before
    assert {ballot.group for ballot in vote.ballots.values()} == {""}  # one leader is too few
    while desk.undo():
        assert parted(desk.session)
    while desk.redo():
        assert parted(desk.session)
    again = give_voters(desk.session, new_ids("n"))
    assert before.isdisjoint(person.voter for person in again.people.values())


def test_an_open_vote_keeps_its_names_when_others_are_parted() -> None:
    session = part(answered(make_open(team(), RATE, "1"), "p1"))
    assert names_of(session, answers(session, RATE).rounds["1"]) == {"p1": "Ada"}


def test_nothing_is_linked_where_nothing_was_given() -> None:
    assert is_linked(team(), Round(), "contact")


def test_a_stage_is_over_behind_it_and_once_all_was_seen() -> None:
    session = answered(team(), "p1")
    stages = list(session.kit.stages)
    behind = Place(stage=stages[stages.index(RATE) + 1])
    assert not may_part(replace(session, place=behind))  # still hidden: its people may correct it
    seen = reveal(session, RATE, "1", "contact")
    assert not may_part(replace(seen, place=Place(stage=RATE)))
    assert not may_part(replace(seen, place=Place(stage=stages[0])))
    assert may_part(replace(seen, place=behind))
    assert not may_part(part(replace(seen, place=behind)))


@given(st.dictionaries(st.sampled_from(["", "a", "b", "c", "d"]), st.integers(0, 9)))
def test_no_group_under_three_is_told_apart_not_even_by_subtraction(sizes: dict[str, int]) -> None:
    shown = told_apart(sizes)
    left = sum(size for group, size in Counter(sizes).items() if group not in shown)
    assert all(sizes[group] >= FEWEST_APART for group in shown)
    assert not shown or left == 0 or left >= FEWEST_APART
    assert "" not in shown


_teams = st.dictionaries(st.sampled_from(["", "a", "b", "c", "d"]), st.integers(0, 7))


@given(
    _teams,
    st.lists(
        st.dictionaries(st.sampled_from(["", "a", "b", "c", "d"]), st.integers(0, 7)), max_size=4
    ),
)
def test_whenever_groups_are_told_they_tell_no_more_together_than_one_of_them(
    people: dict[str, int], moments: list[dict[str, int]]
) -> None:
    told = [
        told_apart({group: min(n, people.get(group, 0)) for group, n in answered.items()}, people)
        for answered in moments
    ]
    together = set().union(*told)
    assert not told or together in told
    left = sum(size for group, size in people.items() if group not in together)
    assert not together or left == 0 or left >= FEWEST_APART
