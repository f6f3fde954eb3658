"""What a projector shows tells nothing that the room has not seen, whatever a team answered."""

import dataclasses
import typing
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hostile_sessions import TEXT, filled
from lenses import FOCUS, bare
from made_sessions import RATE, empty, moderate, rated, sessions
from other_answers import answered_otherwise, everywhere
from valueworkshop.core.projector.project import project
from valueworkshop.core.session.people import Person
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.show import projected_blocks
from valueworkshop.core.show.card_figures import (
    Camp,
    CardFigure,
    Change,
    DotLine,
    HeatRow,
    Rating,
    SeatLine,
    SeatPair,
    Stack,
)
from valueworkshop.core.show.stage_figures import (
    Bell,
    FieldSpot,
    Gathered,
    Large,
    Net,
    NoteCard,
    Sides,
    StageFigure,
    Stair,
    Staircase,
    Step,
    Ware,
)
from valueworkshop.core.stages.allocation import rounds, turns
from valueworkshop.core.stages.allocation.model import Spread, spread_points
from valueworkshop.core.stages.revealed_only import hidden, seen
from valueworkshop.core.stages.votes.edits import choose_method, count_hands
from valueworkshop.core.stages.votes.model import Hands, Method, answers
from valueworkshop.core.stages.votes.second_rounds import keep_split, vote_again
from valueworkshop.core.stages.votes.show import AGAIN, COUNTED
from valueworkshop.files.text import session_file

SESSIONS = Path(__file__).parents[3] / "sessions"


def kept_of(session: Session) -> tuple[object, dict[str, int]]:
    """Return all that an export or a command may say of the points of a session."""
    (stage,) = session.kit.of_kind("allocation")
    return seen(session).answers.get(stage), hidden(session)


def stand(session: Session, stage: str, at: str = "") -> Session:
    return dataclasses.replace(session, place=Place(stage=stage, at=at))


@moderate
@given(sessions(), st.integers(1, 6))
def test_sessions_that_differ_only_in_unseen_answers_look_the_same(
    session: Session, by: int
) -> None:
    other = answered_otherwise(session, by)
    assert [project(each) for each in everywhere(other)] == [
        project(each) for each in everywhere(session)
    ]


@pytest.mark.parametrize("by", [1, 4])
@pytest.mark.parametrize("name", ["prestige-car-maker", "office-coffee"])
def test_a_whole_workshop_of_which_nothing_was_revealed_looks_the_same(name: str, by: int) -> None:
    session = session_file.read(SESSIONS / f"{name}.toml").session
    hidden = dataclasses.replace(session, revealed={})
    other = answered_otherwise(hidden, by)
    assert other != hidden
    assert [project(each) for each in everywhere(other)] == [
        project(each) for each in everywhere(hidden)
    ]


def test_spreads_of_points_stay_hidden_too() -> None:
    session = session_file.read(SESSIONS / "office-coffee.toml").session
    stage = session.kit.of_kind("allocation")[0]
    session = dataclasses.replace(session, revealed={})
    one = spread_points(session, stage, "v1", Spread.TODAY, {"excellence": 90, "social": 10})
    other = spread_points(session, stage, "v1", Spread.TODAY, {"excellence": 10, "social": 90})
    assert project(stand(one, stage, "today")) == project(stand(other, stage, "today"))


def test_a_second_spread_hides_both_until_its_reveal() -> None:
    session = session_file.read(SESSIONS / "office-coffee.toml").session
    stage = session.kit.of_kind("allocation")[0]
    again = rounds.vote_again(session, stage, "today")
    one = spread_points(again, stage, "v1", Spread.TODAY, {"excellence": 90, "social": 10})
    other = spread_points(again, stage, "v1", Spread.TODAY, {"excellence": 10, "social": 90})
    assert project(stand(one, stage, "today")) == project(stand(other, stage, "today"))
    assert kept_of(one) == kept_of(other)
    shown = project(stand(one, stage, "today")).shown.parts[-1]
    assert isinstance(shown, projected_blocks.Voting)
    assert shown.given == 1
    both = [rounds.reveal(each, stage, "today") for each in (one, other)]
    assert project(stand(both[0], stage, "today")) != project(stand(both[1], stage, "today"))


@moderate
@given(st.sets(st.sampled_from(Spread)), st.sets(st.sampled_from(Spread)), st.integers(1, 6))
def test_however_points_come_in_unseen_ones_show_nowhere(
    shown: set[Spread], twice: set[Spread], by: int
) -> None:
    session, ids = bare(), (f"i{n}" for n in count()).__next__
    for person in list(session.people)[:4]:
        for n, each in enumerate(Spread):
            points = {"excellence": 50 - 10 * n, "social": 50 + 10 * n}
            session = turns.give(session, FOCUS, person, each, points, ids)
    for each in shown:
        session = rounds.reveal(session, FOCUS, each.value)
    for each in shown & twice:
        session = rounds.vote_again(session, FOCUS, each.value)
        session = turns.give(session, FOCUS, "p0", each, {"innovation": 100}, ids)
    other = answered_otherwise(session, by)
    assert [project(each) for each in everywhere(other)] == [
        project(each) for each in everywhere(session)
    ]
    assert kept_of(other) == kept_of(session)


def test_before_the_reveal_only_how_many_have_voted() -> None:
    people = {f"p{n}": Person(name=f"Person {n}", voter=f"v{n}") for n in range(1, 7)}
    session = rated((5, 1, 4), (4, 2, 3), into=empty(people=people), shown=False)
    shown = project(stand(session, RATE, "contact"))
    assert shown.stage == "B Checklist"
    assert (shown.at, shown.of) == (1, 3)
    assert shown.shown.heading == "Every contact helps"
    assert shown.shown.parts == (
        projected_blocks.Said(text="1 no"),
        projected_blocks.Said(text="5 yes"),
        projected_blocks.Voting(given=2, of=6, asked="needed: How true must it be?"),
    )


def test_of_what_is_asked_in_turn_the_room_sees_the_one_that_is_asked_now() -> None:
    people = {f"p{n}": Person(name=f"Person {n}", voter=f"v{n}") for n in range(1, 3)}
    session = rated((5, 1, 4), (4, 2, 3), into=empty(people=people), shown=False)
    whole = answers(session, RATE)
    needed_only = {
        voter: dataclasses.replace(ballot, answers={"needed": ballot.answers["needed"]})
        for voter, ballot in whole.rounds["1"].ballots.items()
    }
    vote = dataclasses.replace(whole.rounds["1"], ballots=needed_only)
    partly = session.with_answers(RATE, dataclasses.replace(whole, rounds={"1": vote}))
    votings = [project(stand(each, RATE, "contact")).shown.parts[-1] for each in (partly, session)]
    assert votings == [
        projected_blocks.Voting(given=0, of=2, asked="today: How true is it today?"),
        projected_blocks.Voting(given=2, of=2, asked="matters: How much does it sway?"),
    ]


def test_while_hands_are_counted_no_sum_grows_that_would_tell_each_count() -> None:
    session = choose_method(empty(), RATE, "1", Method.HANDS)
    at = {"facet": "needed", "item": "contact", "group": ""}
    counted = count_hands(session, RATE, "1", **at, hands=Hands(one=2))
    shown = [project(stand(each, RATE, "contact")) for each in (session, counted)]
    assert shown[0] == shown[1]
    assert shown[0].shown.parts[-1] == projected_blocks.Said(text=COUNTED, strong=True)


def test_the_room_is_told_that_it_votes_a_second_time() -> None:
    session = vote_again(rated((5, 2, 4), (5, 2, 3)), RATE, "contact")
    assert projected_blocks.Said(text=AGAIN) in project(stand(session, RATE, "contact")).shown.parts


def test_after_the_reveal_gap_and_dots() -> None:
    session = rated((5, 2, 4), (5, 2, 3), (4, 2, 3))
    number, needed, *_ = project(stand(session, RATE, "contact")).shown.parts
    assert isinstance(number, projected_blocks.Number)
    assert (number.text, number.mark, number.said) == ("67", "▼▼", "3 of 3 see a shortfall")
    assert isinstance(needed, projected_blocks.Dots)
    assert (needed.label, needed.counts) == ("needed", (0, 0, 0, 1, 2))


def test_only_text_and_whole_numbers_can_be_held() -> None:
    """A field of another shape, a mapping by person say, is a way to leak: think first."""
    shapes = [
        *typing.get_args(projected_blocks.Part),
        *typing.get_args(CardFigure),
        *typing.get_args(StageFigure),
        projected_blocks.Shown,
        projected_blocks.Projected,
    ]
    allowed = {"str", "int", "bool", "tuple[str, ...]", "tuple[int, int, int, int, int]"}
    within = {HeatRow, Stack, Rating, Change, DotLine, Camp, SeatLine, SeatPair}
    within |= {NoteCard, Ware, Net, Sides, Stair, Gathered, FieldSpot, Bell, Large, Step}
    shapes += within
    allowed |= {"tuple[int, ...]", "int | None", "str | None", "tuple[str, str, str, str]"}
    allowed |= {"tuple[tuple[str, str], ...]", "typing.Literal['gaps', 'quarters', 'net']"}
    named = {
        f"{shape.__name__}.{field.name}": typing.get_type_hints(shape)[field.name]
        for shape in shapes
        for field in dataclasses.fields(shape)
        if field.name != "part"
    }
    plain = {
        name
        for name, hint in named.items()
        if str(hint).removeprefix("<class '").removesuffix("'>") in allowed
        or within & {hint, *typing.get_args(hint)}
    }
    assert set(named) - plain == {"Shown.parts", "Projected.shown", "Drawn.figure"}


def test_no_person_is_named_anywhere() -> None:
    """Also not who owns an action, who leads the workshop or who said a note."""
    session = session_file.read(SESSIONS / "office-coffee.toml").session
    people = {
        key: dataclasses.replace(person, name=f"Quetzal{n}")
        for n, (key, person) in enumerate(session.people.items())
    }
    named = dataclasses.replace(session, people=people, facilitator="Quetzalina")
    for each in everywhere(named):
        assert "Quetzal" not in str(project(each)), each.place


def test_probes_and_what_to_say_are_the_facilitators() -> None:
    session = filled(TEXT)
    stages = {
        key: dataclasses.replace(stage, say="ZEBRA", large_groups="ZEBRA")
        for key, stage in session.kit.stages.items()
    }
    session = dataclasses.replace(session, kit=dataclasses.replace(session.kit, stages=stages))
    for each in everywhere(session):
        assert "ZEBRA" not in str(project(each)), each.place


def test_a_place_that_is_not_there_shows_the_first() -> None:
    session = stand(empty(), "gone", "nowhere")
    assert project(session).stage == "Frame"
    assert project(stand(empty(), RATE, "gone")).shown.heading == "Every contact helps"
    assert project(dataclasses.replace(empty(), kit=dataclasses.replace(empty().kit, stages={})))


def test_a_split_that_is_kept_stands_there_with_its_reason() -> None:
    session = rated((5, 1, 4), (5, 1, 4), (5, 5, 4), (5, 5, 4))
    session = keep_split(session, RATE, "contact", "two kinds of customers")
    parts = project(stand(session, RATE, "contact")).shown.parts
    assert projected_blocks.Said(text="We keep both views: two kinds of customers.") in parts


def test_a_figure_of_a_whole_stage_holds_only_what_the_room_has_seen() -> None:
    session = session_file.read(SESSIONS / "office-coffee.toml").session
    at = Place(stage="journey", at="support")
    seen = dataclasses.replace(session, place=at)
    figures = [p.figure for p in project(seen).shown.parts if isinstance(p, projected_blocks.Drawn)]
    assert [type(figure) for figure in figures] == [Staircase]
    hidden = dataclasses.replace(
        seen,
        revealed={
            key: shown
            for key, shown in seen.revealed.items()
            if not key.startswith("journey/") or key.endswith("/support")
        },
    )
    (figure,) = (
        p.figure for p in project(hidden).shown.parts if isinstance(p, projected_blocks.Drawn)
    )
    assert isinstance(figure, Staircase)
    told = [stair for stair in figure.stairs if stair.text or stair.lived or stair.expected]
    assert [stair.label for stair in told] == ["Support"]
