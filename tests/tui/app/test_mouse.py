"""The mouse: a click does what a key does, and the wheel changes no answer."""

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from textual import events
from textual.pilot import Pilot

from mousing import click, spots
from running import (
    app_of,
    running,
    save_as,
    session_of,
    settled,
    with_people,
    workshop_of,
)
from valueworkshop.core.session.session import Place
from valueworkshop.core.stages.agreed import model as actions
from valueworkshop.core.stages.allocation import model as allocation
from valueworkshop.core.stages.allocation.model import Spread
from valueworkshop.core.stages.ladder import model as ladder
from valueworkshop.core.stages.ladder.model import Rung
from valueworkshop.core.stages.votes.model import EVERYONE, Answer, vote_on
from valueworkshop.files.text import session_file
from valueworkshop.tui.app.key_places import places
from valueworkshop.tui.widgets.clickable import is_many
from valueworkshop.tui.widgets.keys import declared
from valueworkshop.tui.widgets.rows import Rows
from valueworkshop.tui.workshop.go_to_screen import GoToScreen

_NO_MODIFIERS = (False, False, False)

SAMPLES = Path(__file__).parents[3] / "sessions"


@pytest.fixture
def sample(folder: Path) -> Path:
    """A filled sample."""
    return Path(shutil.copy(SAMPLES / "restaurant.toml", folder))


async def test_the_frame_and_lists_are_clicked(sample: Path) -> None:
    async with running(sample, at=("summary", ""), size=(120, 40)) as pilot:
        x, y = spots(pilot, "saved")[0]
        for button, said in ((2, ""), (3, ""), (1, "Saved to restaurant.toml")):
            for kind in (events.MouseDown, events.MouseUp):
                pilot.app.post_message(kind(None, x, y, 0, 0, button, *_NO_MODIFIERS, x, y))
            await settled(pilot)
            assert workshop_of(pilot).said.partition(". ")[0] == said
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
        await click(pilot, here)
        assert "Editing this note" in workshop_of(pilot).said
        # The list of stages goes to one.
        await click(pilot, "O Choose and act")
        assert session_of(pilot).place.stage == "act"


MANY: Final = {
    *("cards.rate", "hands.count", "grid.rate", "ballot.rate"),
    *("spread.points", "alignment.rate", "dots.count", "dots.number", "actions.dots"),
    "picks.pick",
}
"""Keys such as 1-5, which the line of keys cannot press: the two tests below click what they do."""


def test_keys_that_stand_for_many_are_those_that_are_clicked_here() -> None:
    assert places()
    """The answers of a described stage are rows that can be clicked, see `described_view`."""
    several = [binding for _, binding in declared() if is_many(binding)]
    assert {each.id for each in several if not each.action.startswith("choose")} == MANY


async def stand(pilot: Pilot[None], stage: str, at: str) -> None:
    """Go to a place of the workshop that is open."""
    workshop_of(pilot).desk.move(Place(stage=stage, at=at))
    await settled(pilot)


def given(pilot: Pilot[None], item: str, facet: str) -> list[Answer | None]:
    """Return what the ballots hold for a facet of an item of the checklist, in their order."""
    ballots = vote_on(session_of(pilot), "checklist", item).ballots
    return [ballot.get(facet, item) for ballot in ballots.values()]


async def by_cards(pilot: Pilot[None]) -> None:
    await stand(pilot, "checklist", "together")
    await click(pilot, "mostly")
    await click(pilot, "a little")
    await click(pilot, "Ben")  # out of turn
    await click(pilot, "not at all")
    assert given(pilot, "together", "needed") == [4, 2]
    assert given(pilot, "together", "today") == [None, 1]


async def by_hands(pilot: Pilot[None]) -> None:
    await click(pilot, "Count to three")  # the way to vote, which goes to the next
    await click(pilot, " 1  2 ", into=5)
    vote = vote_on(session_of(pilot), "checklist", "together")
    assert vote.hands["needed"]["together"][EVERYONE].one == 2


async def in_private(pilot: Pilot[None]) -> None:
    await click(pilot, "Call out each number")
    await click(pilot, "Agree on one answer")
    await click(pilot, "Pass the keyboard")
    await click(pilot, "I have it")
    await click(pilot, "no particular customers")
    await click(pilot, "partly")
    assert 3 in given(pilot, "touchpoint", "needed")
    await click(pilot, "Help")
    await click(pilot, "Stop here")


async def rungs(pilot: Pilot[None]) -> None:
    await stand(pilot, "ladder", "now")
    await click(pilot, "experiences")
    assert ladder.answers(session_of(pilot), "ladder").now.rung is Rung.EXPERIENCES


async def statements(pilot: Pilot[None]) -> None:
    await stand(pilot, "perception", "gain")
    await click(pilot, "Private, 4 of 4")
    await click(pilot, "don't know")
    assert vote_on(session_of(pilot), "perception", "gain").ballots


async def points(pilot: Pilot[None]) -> None:
    await stand(pilot, "focus", "today")
    for words in ("5 more", "5 more", "5 less"):
        await click(pilot, words)
    await click(pilot, "·  ", nth=1)
    await click(pilot, "the rest")
    spreads = allocation.answers(session_of(pilot), "focus")
    (spread,) = filter(None, (spreads.of(voter, Spread.TODAY) for voter in spreads.ballots))
    assert sorted(spread.values()) == [0, 0, 5, 95]


async def typed_dots(pilot: Pilot[None]) -> None:
    await stand(pilot, "act", "choose")
    await click(pilot, " 3  4 ")
    assert 3 in actions.answers(session_of(pilot), "act").dots.values()


async def dots(pilot: Pilot[None]) -> None:
    await click(pilot, "Help")
    await click(pilot, "Dot vote")
    await click(pilot, "Begin", nth=1)
    await click(pilot, "·  Ann", into=4)
    (vote,) = session_of(pilot).dots.values()
    first = next(iter(vote.options.values())).text
    await click(pilot, first[:30])
    (vote,) = session_of(pilot).dots.values()
    assert [ballot.spent for ballot in vote.ballots.values()] == [1]
    await click(pilot, "Help")
    await click(pilot, "Later")
    await click(pilot, "Keyboard, 1 of 2")
    await click(pilot, first[:30])
    (vote,) = session_of(pilot).dots.values()
    assert list(vote.counted.values()) == [1]


async def layers(pilot: Pilot[None]) -> None:
    await stand(pilot, "focus", "alignment")
    await click(pilot, "partly")
    rated = allocation.answers(session_of(pilot), "focus").alignment
    assert 3 in [rating for by_layer in rated.values() for rating in by_layer.values()]


async def repairs(pilot: Pilot[None]) -> None:
    await stand(pilot, "checklist", "together")
    before = given(pilot, "together", "needed")
    await click(pilot, "Grid")
    await click(pilot, " 4   ")
    await click(pilot, "not at all")
    assert given(pilot, "together", "needed") != before


async def turn_the_wheel(pilot: Pilot[None]) -> None:
    before = session_of(pilot)
    for y in range(2, 36, 3):
        for kind in (events.MouseScrollDown, events.MouseScrollUp):
            await pilot._post_mouse_events([kind], offset=(40, y), button=0)  # noqa: SLF001
    assert session_of(pilot) is before


async def test_answers_are_clicked_in_every_kind_of_stage_and_the_wheel_changes_none(
    folder: Path,
) -> None:
    sample = session_file.read(SAMPLES / "office-coffee.toml").session
    begun = with_people(replace(sample, answers={}, revealed={}), ("Ann", ""), ("Ben", ""))
    async with running(save_as(begun, folder), at=("summary", ""), size=(120, 40)) as pilot:
        for part in (by_cards, by_hands, in_private, rungs, statements, points):
            await part(pilot)
        await turn_the_wheel(pilot)
        desk = workshop_of(pilot).desk
        desk.commit(replace(desk.session, answers=sample.answers, revealed=sample.revealed))
        for part in (typed_dots, dots, layers, repairs):
            await part(pilot)


async def test_the_terminal_can_have_the_mouse(sample: Path) -> None:
    async with running(sample, at=("summary", "")) as pilot:

        def commands() -> set[str]:
            app = app_of(pilot)
            return {command.title for command in app.get_system_commands(app.screen)}

        assert "Mouse off" in commands()
        app_of(pilot).action_mouse()
        assert "Mouse on" in commands()
        assert "Mouse off" not in commands()
