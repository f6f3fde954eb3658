"""Picking what matters most and least: what is asked, kept, counted, hidden and shown."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_sessions import OWN_KIT, PICK, empty
from valueworkshop.core.projector.project import project
from valueworkshop.core.scoring.value_gap_index import score_index
from valueworkshop.core.session.ids import Ids
from valueworkshop.core.session.people import Person
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.stages.revealed_only import seen
from valueworkshop.core.stages.votes import best_worst, edits, picking_turns, second_rounds, slips
from valueworkshop.core.stages.votes.item_acts import correct
from valueworkshop.core.stages.votes.keyboard_turns import (
    ballots_in,
    cells,
    rated_cells,
    reveal_all,
)
from valueworkshop.core.stages.votes.model import (
    EVERYONE,
    LEAST,
    MOST,
    NEITHER,
    WEIGHT,
    Abstained,
    Answer,
    Hands,
    Method,
    answers,
    facets_voted,
)
from valueworkshop.core.stages.votes.score import facet_totals, item_votes, scores, stage_votes
from valueworkshop.core.stages.votes.show import words_of_picks
from valueworkshop.exports.csv import table

ITEMS = ("speed", "care", "choice", "calm", "help")
SPEED, CARE, CHOICE, CALM, HELP = ITEMS


def ids() -> Ids:
    numbers = count(1)
    return lambda: f"x{next(numbers):07d}"


def team(people: int = 3) -> Session:
    made = {f"p{n}": Person(name=f"P{n}", voter=f"v{n}", order=n) for n in range(1, people + 1)}
    session = replace(empty(), kit=OWN_KIT, people=made)
    return edits.choose_method(session, PICK, "1", Method.PRIVATE)


def picked(session: Session, voter: str, *items: str) -> Session:
    for item in items:
        session = picking_turns.pick(session, PICK, voter, item, ids())
    return session


def weights(session: Session, voter: str = "v1", number: str = "1") -> Mapping[str, Answer]:
    return answers(session, PICK).rounds[number].ballots[voter].answers.get(WEIGHT, {})


def rated(session: Session, voter: str, *, needed: int = 5, today: int = 2) -> Session:
    for item in ITEMS:
        for facet, answer in (("needed", needed), ("today", today)):
            at = {"voter": voter, "facet": facet, "item": item}
            session = edits.answer(session, PICK, "1", **at, given=answer)  # type: ignore[arg-type]
    return session


@pytest.mark.parametrize(
    ("items", "most"), [(0, 0), (1, 0), (2, 1), (3, 1), (4, 1), (5, 2), (6, 2), (12, 2)]
)
def test_a_person_picks_once_or_twice_each_way(items: int, most: int) -> None:
    assert best_worst.most_of(items) == most


def test_most_least_then_again_among_those_left_and_the_rest_is_neither() -> None:
    session = team()
    asked = [picking_turns.picking(session, PICK, "v1").question]
    for item in (SPEED, CARE, CHOICE):
        session = picked(session, "v1", item)
        asked.append(picking_turns.picking(session, PICK, "v1").question)
    assert asked == [
        "Pick the one that matters most to the customers you have in mind.",
        "Pick the one that matters least to the customers you have in mind.",
        "Of those left, pick the one that matters most to them.",
        "Of those left, pick the one that matters least to them.",
    ]
    assert HELP not in weights(session)
    session = picked(session, "v1", CALM)
    assert weights(session) == {SPEED: MOST, CARE: LEAST, CHOICE: MOST, CALM: LEAST, HELP: NEITHER}
    assert picking_turns.picking(session, PICK, "v1").now is None


def test_no_item_is_picked_twice_and_nothing_after_the_last() -> None:
    session = picked(team(), "v1", SPEED)
    assert picked(session, "v1", SPEED) is session
    session = picked(session, "v1", CARE, CHOICE, CALM)
    assert picked(session, "v1", HELP) is session


def test_a_pick_is_taken_back_and_another_counts() -> None:
    session = picked(team(), "v1", SPEED, CARE, CHOICE, CALM)
    session = picking_turns.take_back(session, PICK, "v1", CALM, ids())
    assert weights(session) == {SPEED: MOST, CARE: LEAST, CHOICE: MOST}
    session = picked(session, "v1", HELP)
    assert (weights(session)[HELP], weights(session)[CALM]) == (LEAST, NEITHER)
    session = picking_turns.take_back(session, PICK, "v1", "", ids())
    assert picking_turns.picking(session, PICK, "v1").picked == ()


@pytest.mark.parametrize("left", list(Abstained))
def test_who_picks_nothing_abstains_on_all_and_who_stops_half_way_has_picked(
    left: Abstained,
) -> None:
    session = picking_turns.end(team(), PICK, "v1", left, ids())
    assert weights(session) == dict.fromkeys(ITEMS, left)
    session = picked(session, "v2", SPEED, CARE)
    session = picking_turns.end(session, PICK, "v2", left, ids())
    assert weights(session, "v2") == {
        **dict.fromkeys(ITEMS, NEITHER),
        SPEED: MOST,
        CARE: LEAST,
    }


def test_a_ballot_is_in_once_all_is_rated_and_picked() -> None:
    session = rated(team(), "v1")
    assert len(cells(session, PICK)) == len(rated_cells(session, PICK)) + len(ITEMS)
    assert ballots_in(session, PICK) == (0, 3)
    assert ballots_in(picked(session, "v1", SPEED, CARE, CHOICE, CALM), PICK) == (1, 3)


def test_picks_that_were_begun_count_as_finished_once_all_is_revealed() -> None:
    session = reveal_all(picked(rated(team(), "v1"), "v1", SPEED), PICK)
    assert weights(session)[HELP] == NEITHER
    assert [scores(session, PICK)[item].weight for item in (SPEED, HELP)] == [1.0, 0.5]


def test_leaving_a_person_out_leaves_out_their_picks() -> None:
    session = team()
    for voter, first, second in (("v1", SPEED, CARE), ("v2", SPEED, CARE), ("v3", CARE, SPEED)):
        session = picked(rated(session, voter), voter, first, second, CHOICE, CALM)
    session = reveal_all(session, PICK)
    found = scores(session, PICK)
    assert found[SPEED].weight == pytest.approx(2 / 3)
    assert found[CARE].weight == pytest.approx(1 / 3)
    assert found[CHOICE].priority == 75
    assert words_of_picks(session, PICK, SPEED) == [
        "matters: 2 of 3 picked it as mattering most, 1 as mattering least: weight 0.67"
    ]
    index = score_index([stage_votes(session, PICK)])
    assert index.value == 75
    assert index.margin is not None


def test_nobody_gets_a_pick_too_many_by_card_or_in_the_grid() -> None:
    session = picked(team(), "v1", SPEED, CARE, CHOICE, CALM)
    done = correct(session, PICK, voter="v1", facet=WEIGHT, item=HELP, given=MOST)
    assert done.session is session
    assert done.said == best_worst.TOO_MANY
    done = correct(session, PICK, voter="v1", facet=WEIGHT, item=HELP, given=NEITHER)
    assert done.said == ""


def test_hands_are_counted_for_most_and_least() -> None:
    session = edits.choose_method(team(), PICK, "1", Method.HANDS)
    for facet, hands in (
        ("needed", Hands(five=3)),
        ("today", Hands(two=3)),
        (WEIGHT, Hands(one=1, three=0, five=2)),
    ):
        at = {"facet": facet, "item": SPEED, "group": EVERYONE}
        session = edits.count_hands(session, PICK, "1", **at, hands=hands)
    session = edits.reveal(session, PICK, "1", SPEED)
    assert scores(session, PICK)[SPEED].weight == pytest.approx(2 / 3)


def test_a_second_vote_on_one_item_keeps_what_was_picked() -> None:
    session = reveal_all(picked(rated(team(), "v1"), "v1", SPEED, CARE, CHOICE, CALM), PICK)
    session = second_rounds.vote_again(session, PICK, SPEED)
    assert list(facets_voted(session, PICK, SPEED)) == ["needed", "today"]
    assert picking_turns.items_to_pick(session, PICK) == ()
    for facet, answer in (("needed", 4), ("today", 3)):
        at = {"voter": "v1", "facet": facet, "item": SPEED}
        session = edits.answer(session, PICK, "2", **at, given=answer)  # type: ignore[arg-type]
    session = edits.reveal(session, PICK, "2", SPEED)
    votes = item_votes(session, PICK, SPEED)
    assert len(votes.given) == 1
    score = scores(session, PICK)[SPEED]
    assert (score.gap, score.weight) == (25, 1.0)


def test_a_rating_in_place_of_a_pick_is_a_slip_of_the_file() -> None:
    session = edits.answer(team(), PICK, "1", voter="v1", facet=WEIGHT, item=SPEED, given=4)
    assert list(slips.slips(session, PICK)) == [
        (("rounds", "1", "ballots", "v1", "answers", WEIGHT, SPEED), best_worst.NOT_A_PICK)
    ]


@given(st.permutations(ITEMS), st.permutations(ITEMS))
def test_what_was_picked_shows_nowhere_before_the_reveal(
    one: tuple[str, ...], other: tuple[str, ...]
) -> None:
    both = [picked(rated(team(), "v1"), "v1", *order[:4]) for order in (one, other)]
    standing = [replace(each, place=Place(stage=PICK, at=SPEED)) for each in both]
    assert project(standing[0]) == project(standing[1])
    assert seen(both[0]) == seen(both[1])
    assert table(both[0]) == table(both[1])


def test_a_table_for_other_programs_says_the_picks_in_words() -> None:
    session = reveal_all(picked(team(), "v1", SPEED, CARE, CHOICE, CALM), PICK)
    rows = [line for line in table(session).splitlines() if "weight" in line]
    assert [row.split(",")[-2].strip('"') for row in rows] == [
        "most",
        "least",
        "most",
        "least",
        "neither",
    ]
    assert facet_totals(session, PICK, SPEED, WEIGHT).counts == (0, 0, 0, 0, 1)
