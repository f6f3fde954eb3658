"""The mouse: a click does what a key does, and the wheel changes no answer."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from mousing import click
from running import (
    app_of,
    running,
    save_as,
    session_of,
    settled,
    with_people,
    workshop_of,
)
from textual import events

from valueworkshop.app.goto import GoToScreen
from valueworkshop.app.help import HelpScreen
from valueworkshop.stages.allocation import model as allocation
from valueworkshop.stages.allocation.model import Spread
from valueworkshop.stages.ladder import model as ladder
from valueworkshop.stages.ladder.model import Rung
from valueworkshop.stages.votes.model import EVERYONE, asks, vote_on
from valueworkshop.storage import session_file
from valueworkshop.widgets.rows import Rows
from valueworkshop.workshop.session import Place

SAMPLES = Path(__file__).parents[2] / "sessions"


@pytest.fixture
def sample(folder: Path) -> Path:
    """A filled sample."""
    return Path(shutil.copy(SAMPLES / "restaurant.toml", folder))


async def test_the_frame_and_lists_are_clicked(sample: Path) -> None:
    async with running(sample, at=("summary", ""), size=(120, 40)) as pilot:
        await click(pilot, "saved")
        assert workshop_of(pilot).said.startswith("Saved to restaurant.toml")
        # The top line goes to a place by name, where one click chooses.
        await click(pilot, "N Gap summary", nth=0)
        assert isinstance(pilot.app.screen, GoToScreen)
        await click(pilot, "What value does each")
        assert session_of(pilot).place == Place(stage="guiding", at="rivals")
        # The first click on a row puts the cursor there, the next one opens it.
        rows = pilot.app.screen.query_one("#notes", Rows)
        here = str(rows.options[0].prompt).split("\n")[0][8:28]
        await click(pilot, here)
        assert rows.has_focus
        assert rows.highlighted == 0
        before = session_of(pilot)
        await click(pilot, "Delete")
        assert session_of(pilot) != before
        await click(pilot, "Help")
        assert isinstance(pilot.app.screen, HelpScreen)
        await click(pilot, "Undo")
        assert session_of(pilot) == before
        await click(pilot, here)
        await click(pilot, here)
        assert "Editing this note" in workshop_of(pilot).said
        # The rail goes to a stage.
        await click(pilot, "O Choose and act")
        assert session_of(pilot).place.stage == "act"


async def test_answers_are_clicked_in_every_kind_of_stage_and_the_wheel_changes_none(
    folder: Path,
) -> None:
    session = session_file.read(SAMPLES / "office-coffee.toml").session
    begun = with_people(replace(session, answers={}, revealed={}), ("Ann", ""), ("Ben", ""))
    path = save_as(begun, folder)
    async with running(path, at=("ladder", "now"), size=(120, 40)) as pilot:
        desk = workshop_of(pilot).desk

        async def stand(stage: str, at: str) -> None:
            desk.move(Place(stage=stage, at=at))
            await settled(pilot)

        await click(pilot, "experience")
        assert ladder.answers(desk.session, "ladder").now.rung is Rung.EXPERIENCES
        # Two people's cards: a point of the scale for each, and out of turn by a click on a name.
        await stand("checklist", "together")
        await click(pilot, "4 mostly")
        await click(pilot, "2 a little")
        await click(pilot, "Ben")
        await click(pilot, "1 not at all")
        ballots = vote_on(desk.session, "checklist", "together").ballots
        facet, then, *_ = asks(desk.session, "checklist").facets
        assert [ballot.get(facet, "together") for ballot in ballots.values()] == [4, 2]
        assert [ballot.get(then, "together") for ballot in ballots.values()] == [None, 1]
        # Hands: two digits, each where the cursor is put.
        await click(pilot, "Help")
        await click(pilot, "How to vote")
        await click(pilot, " 1  2 ", into=5)
        hands = vote_on(desk.session, "checklist", "together").hands[facet]["together"][EVERYONE]
        assert hands.one == 2
        # A statement.
        statement = next(iter(asks(desk.session, "perception").items))
        await stand("perception", statement)
        await click(pilot, "x disagree")
        vote = vote_on(desk.session, "perception", statement)
        assert vote.ballots
        # Points, by fives and the rest.
        await stand("focus", "today")
        await click(pilot, "5 more")
        await click(pilot, "5 more")
        await click(pilot, "5 less")
        await click(pilot, "0  ", nth=1)
        await click(pilot, "the rest")
        given = allocation.answers(desk.session, "focus").of("v1", Spread.TODAY)
        assert given is not None
        assert sorted(given.values()) == [0, 0, 5, 95]
        # The wheel scrolls, wherever it turns.
        before = desk.session
        for y in range(2, 36, 3):
            for kind in (events.MouseScrollDown, events.MouseScrollUp):
                await pilot._post_mouse_events([kind], offset=(40, y), button=0)  # noqa: SLF001
        assert desk.session is before


async def test_the_terminal_can_have_the_mouse(sample: Path) -> None:
    async with running(sample, at=("summary", "")) as pilot:

        def commands() -> set[str]:
            app = app_of(pilot)
            return {command.title for command in app.get_system_commands(app.screen)}

        assert "Mouse off" in commands()
        app_of(pilot).action_mouse()
        assert "Mouse on" in commands()
        assert "Mouse off" not in commands()
