"""How to vote: named in the line of keys, chosen once for the workshop, in private for L."""

import datetime as dt
from pathlib import Path

import pytest
from textual.pilot import Pilot

import typed_lines
from running import (
    counted_ids,
    fly,
    running,
    save_as,
    saved_of,
    screen_text,
    session_of,
    with_people,
)
from valueworkshop.core.session.dot_votes import Way
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.stages.dots.edits import usual_way
from valueworkshop.core.stages.notes.model import Note, add_note
from valueworkshop.core.stages.votes.model import Method, asks, vote_on, voted
from valueworkshop.files.home.new_sessions import new_session

L = "perception"
DAY = dt.date(2026, 11, 22)


@pytest.fixture
def session() -> Session:
    """A whole day with three people, in which nobody has voted."""
    made = new_session("complete", counted_ids("s"), DAY, "A whole day")
    return with_people(made, ("Ada", ""), ("Ben", ""), ("Cy", ""))


def methods(session: Session) -> dict[str, Method]:
    """Return how each stage is voted in."""
    firsts = {stage: next(iter(asks(session, stage).items), "") for stage in voted(session)}
    return {stage: vote_on(session, stage, item).method for stage, item in firsts.items()}


def keys(pilot: Pilot[None]) -> str:
    """Return the line of keys."""
    return screen_text(pilot).split("\n")[-1]


async def test_each_way_stands_in_the_line_of_keys_with_its_number_at_any_size(
    session: Session, folder: Path
) -> None:
    async with running(save_as(session, folder), at=("checklist", "touchpoint")) as pilot:
        for state in ("Cards, 1 of 4", "Hands, 2 of 4", "Room, 3 of 4", "Private, 4 of 4"):
            for size in ((60, 20), (80, 24), (120, 40)):
                await fly(pilot, size)
                assert f"m {state}   ? Help" in keys(pilot)
            await pilot.press("m")
        assert "Cards, 1 of 4" in keys(pilot)


async def test_where_nobody_is_named_there_are_two_ways(folder: Path) -> None:
    made = new_session("complete", counted_ids("s"), DAY, "A whole day")
    async with running(save_as(made, folder), at=(L, "")) as pilot:
        assert "m Room, 1 of 2" in keys(pilot)
        await pilot.press("m")
        assert "m Hands, 2 of 2" in keys(pilot)


async def test_the_way_is_kept_in_the_file_for_every_stage_to_come(
    session: Session, folder: Path
) -> None:
    path = save_as(session, folder)
    assert set(methods(session).values()) == {Method.CARDS, Method.PRIVATE}
    async with running(path, at=("checklist", "touchpoint")) as pilot:
        await pilot.press("m")
        saved = saved_of(pilot)
        await pilot.press("u")
        assert methods(session_of(pilot)) == methods(session)
    assert methods(saved) == {
        stage: Method.PRIVATE if stage == L else Method.HANDS for stage in voted(session)
    }


async def test_statements_are_answered_in_private_until_the_team_chooses_otherwise_there(
    session: Session, folder: Path
) -> None:
    async with running(save_as(session, folder), at=(L, "")) as pilot:
        assert "The keyboard goes round" in screen_text(pilot)
        assert "m Private, 4 of 4" in keys(pilot)
        await pilot.press("m")
        assert "m Cards, 1 of 4" in keys(pilot)
        assert methods(saved_of(pilot))[L] is Method.CARDS


async def test_dots_are_put_down_as_the_team_chose_last(session: Session, folder: Path) -> None:
    for number, text in enumerate(("They ring back", "Price", "Fast")):
        session = add_note(session, "guiding", f"n{number}", Note(question="rivals", text=text))
    async with running(save_as(session, folder), at=("guiding", "rivals")) as pilot:
        await pilot.press("escape", "full_stop", "enter")
        assert "m Keyboard, 1 of 2" in keys(pilot)
        await pilot.press("m")
        assert "m Counted, 2 of 2" in keys(pilot)
        assert usual_way(saved_of(pilot)) is Way.COUNTED
        await pilot.press("d", "escape", "full_stop")
        assert "‹ count dots or hands in the room ›" in screen_text(pilot)


def test_line_mode_names_the_way_and_keeps_it_for_the_workshop(
    session: Session, folder: Path
) -> None:
    path = save_as(session, folder)
    text = typed_lines.talked(path, ["/go B", "/help", "/method hands", "/help"])
    assert "now cards, 1 of 4." in " ".join(text.split())
    assert "now hands, 2 of 4." in " ".join(text.split())
    assert methods(typed_lines.saved(path))["components"] is Method.HANDS
    text = typed_lines.talked(path, ["/go L"])
    assert "each person answers all items in private" in text
    text = typed_lines.talked(path, ["/go F"])
    assert "Type how many hands go up" in text
    assert typed_lines.saved(path).place != Place()
