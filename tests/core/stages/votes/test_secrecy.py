"""Who votes with which id, and what we may say about whom."""

import datetime as dt
from collections import Counter
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_sessions import ACT, COMPARE, END, RATE, TERMS, empty, moderate, sessions
from valueworkshop.core.session.desk import Desk
from valueworkshop.core.session.ids import Ids
from valueworkshop.core.session.people import FEWEST_APART, OBSERVERS, Person
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.stages.anonymise import beforehand, may_part, parting, parts_at
from valueworkshop.core.stages.stage_places import next_to
from valueworkshop.core.stages.votes import keyboard_turns
from valueworkshop.core.stages.votes.edits import answer, reveal
from valueworkshop.core.stages.votes.keyboard_turns import Cell
from valueworkshop.core.stages.votes.links import give_ids, voter_id, voter_ids
from valueworkshop.core.stages.votes.model import (
    Rating,
    Round,
    Votes,
    answers,
    asks,
    round_of,
    vote_on,
)
from valueworkshop.core.stages.votes.secrecy import (
    give_voters,
    is_linked,
    make_open,
    make_secret,
    may_open,
    names_of,
    part,
    parted,
    person_key,
    told_apart,
    voter_shown,
    voters,
)
from valueworkshop.exports.csv import table
from valueworkshop.exports.without_names import unlinked

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
    with pytest.raises(ValueError, match="stay without names"):
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


def test_it_is_said_where_the_next_step_takes_the_names_and_nowhere_before() -> None:
    *others, last = asks(team(), RATE).items
    hidden = answered(team(), "p1")
    seen = reveal(hidden, RATE, "1", "contact")
    after = next_to(replace(seen, place=Place(stage=RATE, at=last)), 1)
    assert after is not None
    told = {at: beforehand(replace(seen, place=Place(stage=RATE, at=at))) for at in [*others, last]}
    assert [at for at in told if told[at]] == [last]
    assert parts_at(seen, after)
    assert not beforehand(replace(hidden, place=Place(stage=RATE, at=last)))
    assert not beforehand(replace(part(seen), place=Place(stage=RATE, at=last)))


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


THREE: tuple[tuple[int, Rating], ...] = ((1, 5), (2, 4), (3, 1))


def moved(session: Session, person: str, stage: str) -> Session:
    """An answer of a person in another stage, on its first item."""
    item, facet = {RATE: ("contact", "needed"), TERMS: ("when", "needed")}[stage]
    shown = next(s for s, name in voters(session, stage) if name == PEOPLE[person])
    return keyboard_turns.answered(
        session, stage, shown, Cell(item=item, facet=facet), 5, new_ids(stage)
    )


def keys_of(session: Session, stage: str) -> set[str]:
    return set(answers(session, stage).rounds["1"].ballots)


def test_no_two_stages_have_the_id_of_a_ballot_though_a_vote_stays_hidden() -> None:
    session = moved(moved(team(), "p1", RATE), "p2", RATE)
    here = keys_of(session, RATE)
    session = replace(session, place=Place(stage=TERMS))
    assert parting(session) is None  # it is hidden still: its people may put it right
    session = moved(moved(session, "p1", TERMS), "p2", TERMS)
    assert here.isdisjoint(keys_of(session, TERMS))
    assert keys_of(session, RATE) == here
    again = moved(session, "p1", RATE)  # under the id that they have there
    assert again.answers == session.answers
    assert {shown for shown, name in voters(session, RATE) if name in {"Ada", "Ben"}} == here


def test_the_ids_of_a_stage_go_while_those_of_a_hidden_one_stay() -> None:
    session = moved(moved(team(), "p1", RATE), "p1", TERMS)
    session = reveal(session, TERMS, "1", "when")
    session = replace(session, place=Place(stage=COMPARE))
    found = parting(session)
    assert found is not None
    session = found(session)
    assert not is_linked(session, vote_on(session, TERMS, "when"), "when")
    assert is_linked(session, vote_on(session, RATE, "contact"), "contact")
    closed = replace(session, place=Place(stage=END))
    found = parting(closed)
    assert found is not None
    assert parted(found(closed))


def test_ids_that_stages_share_already_are_told_apart() -> None:
    """As in a file of an older version, in which a vote that stayed hidden kept the ids."""
    session = team()
    for stage, item in ((RATE, "contact"), (TERMS, "when"), (COMPARE, "pain")):
        for n, point in THREE:
            at = {"voter": f"v{n}", "facet": "today", "item": item}
            session = answer(session, stage, "1", **at, given=point)
    people = {f"p{n}": replace(session.people[f"p{n}"], voter=f"v{n}") for n in (1, 2, 3)}
    session = replace(session, people={**session.people, **people}, place=Place(stage=ACT))
    session = reveal(reveal(session, TERMS, "1", "when"), COMPARE, "1", "pain")
    found = parting(session)
    assert found is not None
    after = found(session)
    ids = [key for stage in (RATE, TERMS, COMPARE) for key in keys_of(after, stage)]
    assert len(ids) == len(set(ids)) == 9
    for stage in (TERMS, COMPARE):
        item = next(iter(asks(after, stage).items))
        assert not is_linked(after, vote_on(after, stage, item), item)
    # Of the one that is hidden still, everybody has the ballot that they had.
    for key in people:
        (mine,) = (s for s, name in voters(after, RATE) if name == PEOPLE[key])
        old = answers(session, RATE).rounds["1"].ballots[people[key].voter]
        assert answers(after, RATE).rounds["1"].ballots[mine] == old
    assert not set(ids) & {"v1", "v2", "v3"}
    assert parting(after) is None


def test_no_export_tells_which_ballots_of_two_stages_are_one_persons() -> None:
    session = team()
    for stage, item in ((RATE, "contact"), (TERMS, "when")):
        for n, point in THREE:
            at = {"voter": f"v{n}", "facet": "today", "item": item}
            session = answer(session, stage, "1", **at, given=point)
        session = reveal(session, stage, "1", item)
    closed = replace(session, place=Place(stage=END))
    told = unlinked(closed)
    assert keys_of(told, RATE).isdisjoint(keys_of(told, TERMS))
    swapped = replace(closed, answers={**closed.answers, TERMS: _turned(closed)})
    assert table(swapped) == table(closed)


def _turned(session: Session) -> Votes:
    """Return the second stage with its ballots given to other voters."""
    given = answers(session, TERMS)
    ballots = given.rounds["1"].ballots
    turned = dict(zip(ballots, reversed(list(ballots.values())), strict=True))
    return replace(given, rounds={"1": replace(given.rounds["1"], ballots=turned)})


@moderate
@given(sessions())
def test_one_person_is_looked_up_as_all_of_them_are(session: Session) -> None:
    """Phones ask for one among a thousand, and not for the list."""
    for stage in ("", *session.answers):
        every = voter_ids(session, stage)
        assert {key: voter_id(session, stage, key) for key in session.people} == every
        given = give_ids(session, stage, new_ids("new"))
        assert (given is session) == all(every.values())
    for voter in {each for person in session.people.values() for each in person.voters.values()}:
        assert voter in session.people[person_key(session, voter)].voters.values()
