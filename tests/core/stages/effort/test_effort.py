"""What was chosen: taken up, rated or placed, named by its field, shown beside the actions."""

from dataclasses import replace

import pytest
from hypothesis import given

from made_sessions import (
    ACT,
    OWN_KIT,
    RATE,
    WEIGH,
    empty,
    hidden_votes_taken_out,
    moderate,
    rated,
    sessions,
    texts,
)
from running import TODAY, counted_ids
from valueworkshop.core.compare.next_workshop import next_after
from valueworkshop.core.projector.project import project
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.blocks import Chart, Paragraph
from valueworkshop.core.stages import KINDS
from valueworkshop.core.stages.agreed.model import Action, add_action, choose, set_dots
from valueworkshop.core.stages.effort import show
from valueworkshop.core.stages.effort.model import (
    NOTHING,
    Choice,
    choices,
    may_place,
    place_item,
    placed_at,
    take_up,
)
from valueworkshop.core.stages.effort.score import in_fields, placed, values, weighed, where_placed
from valueworkshop.core.stages.votes.custom_items import put_item
from valueworkshop.core.stages.votes.edits import answer, reveal
from valueworkshop.core.stages.votes.model import Rating
from valueworkshop.core.summary.gap_summary import summarise
from valueworkshop.core.summary.taken_up import to_take_up

EFFORT = KINDS["effort"]


def named(*names: str) -> Session:
    session = empty(kit=OWN_KIT)
    for n, name in enumerate(names, start=1):
        choice = Choice(text=name, comes_from=f"{RATE}/{name}")
        session = put_item(session, WEIGH, f"c{n}", choice)
    return session


def voted(*answers: tuple[Rating, Rating], people: int = 3) -> Session:
    """Choices c1, c2, … with (impact, effort) that each of the people gave."""
    session = named(*(f"x{n}" for n in range(1, len(answers) + 1)))
    for n, pair in enumerate(answers, start=1):
        given = [{"impact": pair[0], "effort": pair[1]}] * people
        session = put_in(session, f"c{n}", given)
    return session


def put_in(session: Session, item: str, given: list[dict[str, Rating]]) -> Session:
    for voter, by_facet in enumerate(given):
        for facet, rating in by_facet.items():
            at = {"voter": f"v{voter}", "facet": facet, "item": item}
            session = answer(session, WEIGH, "1", **at, given=rating)
    return reveal(session, WEIGH, "1", item)


def gaps() -> Session:
    """Two gaps, that of 'contact' the larger one."""
    session = empty(kit=OWN_KIT)
    session = rated((5, 1, 5), (5, 1, 5), (5, 1, 5), item="contact", into=session)
    return rated((5, 3, 5), (5, 3, 5), (5, 3, 5), item="promise", into=session)


def test_the_largest_gaps_are_taken_up_if_nothing_was_chosen_and_once_each() -> None:
    session = gaps()
    offered = to_take_up(session, 6)
    assert offered.what == "the largest gaps"
    assert next(iter(offered.found))[0] == f"{RATE}/contact"
    done = take_up(session, WEIGH, offered.found, offered.what, counted_ids("c"))
    assert done.said == f"Taken up: the largest gaps ({len(offered.found)})."
    assert [c.comes_from for c in choices(done.session, WEIGH).values()] == [
        key for key, _ in offered.found
    ]
    again = take_up(done.session, WEIGH, offered.found, offered.what, counted_ids("d"))
    assert again.session is done.session
    assert again.said.startswith("All of it is here already")
    assert len(to_take_up(session, 1).found) == 1


def test_what_was_chosen_comes_before_dots_and_dots_before_gaps() -> None:
    session = set_dots(gaps(), ACT, f"{RATE}/promise", 4)
    assert to_take_up(session, 6).what == "what got most dots"
    assert [key for key, _ in to_take_up(session, 6).found] == [f"{RATE}/promise"]
    session = choose(session, ACT, f"{RATE}/contact", chosen=True)
    assert to_take_up(session, 6).what == "what we chose"
    assert [key for key, _ in to_take_up(session, 6).found] == [f"{RATE}/contact"]


def test_of_dots_that_tie_all_are_taken_up_or_none() -> None:
    session = set_dots(set_dots(gaps(), ACT, f"{RATE}/promise", 2), ACT, f"{RATE}/contact", 2)
    assert to_take_up(session, 1).what == "the largest gaps"
    assert len(to_take_up(session, 2).found) == 2


def test_without_anything_to_take_up_we_say_so() -> None:
    session = empty(kit=OWN_KIT)
    offered = to_take_up(session, 6)
    done = take_up(session, WEIGH, offered.found, offered.what, counted_ids("c"))
    assert (done.session, done.said) == (session, NOTHING)


def test_each_choice_lies_in_its_field() -> None:
    session = voted((5, 1), (5, 5), (1, 1), (1, 5), (4, 3), (3, 3))
    where = [each.where for each in weighed(session, WEIGH).values()]
    assert where == [
        "quick win",
        "big bet",
        "fill-in",
        "leave",
        "quick win or big bet",
        "in the middle",
    ]
    assert list(in_fields(session, WEIGH).values()) == [["c1"], ["c2"], ["c3"], ["c4"]]
    assert placed(session, WEIGH)[f"{RATE}/x1"] == "quick win"


def test_where_we_cannot_say_it_no_field_is_named_anywhere() -> None:
    apart: list[dict[str, Rating]] = [{"impact": 5, "effort": e} for e in (1, 1, 5, 5)]
    session = put_in(named("x1"), "c1", apart)
    assert weighed(session, WEIGH)["c1"].where == "too far apart to say"
    assert values(session, WEIGH)["c1"] == {
        "comes_from": f"{RATE}/x1",
        "impact": 5.0,
        "effort": 3.0,
        "n": 4,
        "field": "",
        "where": "too far apart to say",
    }
    told = "\n".join(texts(EFFORT.told_at(session, WEIGH, "c1")))
    assert "On the plane: too far apart to say (effort: far apart)." in told
    few = voted((5, 1), people=2)
    assert weighed(few, WEIGH)["c1"].where == "too few answers to say"


def test_a_choice_makes_no_gap() -> None:
    assert summarise(voted((5, 1))).gaps == summarise(named("x1")).gaps


def test_the_room_places_a_choice_until_somebody_votes_on_it() -> None:
    session = named("x1", "x2")
    session = reveal(place_item(session, WEIGH, "c1", 5, 2), WEIGH, "1", "c1")
    assert placed_at(session, WEIGH, "c1") == (5, 2)
    assert placed_at(session, WEIGH, "c2") is None
    assert weighed(session, WEIGH)["c1"].room
    assert weighed(session, WEIGH)["c1"].where == "quick win" == where_placed(5, 2)
    moved = place_item(session, WEIGH, "c1", 2, 5)
    assert weighed(moved, WEIGH)["c1"].where == "leave"
    one = {"voter": "v1", "facet": "impact", "item": "c2"}
    taken = answer(session, WEIGH, "1", **one, given=3)
    assert not may_place(taken, WEIGH, "c2")
    assert place_item(taken, WEIGH, "c2", 5, 5) is taken


def test_the_plane_has_its_fields_and_every_choice_in_letters_too() -> None:
    session = voted((5, 1), (5, 5))
    (page,) = show.pages(EFFORT.here(session, WEIGH))
    rows = [row for block in page if isinstance(block, Chart) for row in block.drawn(76)]
    assert "quick win" in rows[0]
    assert "big bet" in rows[0]
    assert any("5.0  1.0   3  quick win  x1" in row for row in rows)
    said = [block.text for block in page if isinstance(block, Paragraph)]
    assert said[:2] == ["Quick wins: x1.", "Big bets: x2."]


def test_the_room_sees_the_plane_once_all_is_revealed() -> None:
    session = voted((5, 1), (5, 5))
    assert show.together(EFFORT.here(session, WEIGH))
    waiting = put_item(session, WEIGH, "c9", Choice(text="x9"))
    assert show.together(EFFORT.here(waiting, WEIGH)) == []


def test_actions_show_the_field_beside_what_they_close() -> None:
    session = choose(gaps(), ACT, f"{RATE}/contact", chosen=True)
    offered = to_take_up(session, 6)
    session = take_up(session, WEIGH, offered.found, "", counted_ids("c")).session
    (item,) = choices(session, WEIGH)
    session = put_in(session, item, [{"impact": 5, "effort": 1}] * 3)
    session = add_action(session, ACT, "a1", Action(title="Ring", closes=(f"{RATE}/contact",)))
    assert "(quick win)" in "\n".join(texts(KINDS["actions"].told(session, ACT)))
    at = replace(session, place=replace(session.place, stage=ACT, at="choose"))
    assert "(quick win)" in str(project(at))


def test_the_next_workshop_weighs_what_it_chooses_itself() -> None:
    after = next_after(voted((5, 1)), counted_ids("n"), TODAY)
    assert choices(after, WEIGH) == {}


@moderate
@given(sessions())
def test_nothing_of_a_hidden_vote_is_told(session: Session) -> None:
    seen = hidden_votes_taken_out(session)
    assert EFFORT.told(session, WEIGH) == EFFORT.told(seen, WEIGH)
    assert values(session, WEIGH) == values(seen, WEIGH)
    assert placed(session, WEIGH) == placed(seen, WEIGH)


@pytest.mark.parametrize("key", ["c1", "c2"])
def test_a_vote_that_goes_on_says_no_field(key: str) -> None:
    session = named("x1", "x2")
    one = {"voter": "v1", "facet": "impact", "item": "c1"}
    session = answer(session, WEIGH, "1", **one, given=5)
    assert "plane" not in "\n".join(texts(EFFORT.told_at(session, WEIGH, key)))
