"""The tour of the filled example: every step can be done as it says, with the keys there are."""

import re
from pathlib import Path

import pytest
from textual.pilot import Pilot

from running import appears, running, screen_text, session_of, settled, type_text, workshop_of
from valueworkshop.tui.app.key_places import load_places
from valueworkshop.tui.app.tour import STEPS, TouredScreen
from valueworkshop.tui.widgets.keys import declared

LAST = len(STEPS) - 1


async def test_every_step_goes_on_once_it_was_done(folder: Path) -> None:
    doing: list[tuple[str, ...]] = [
        ("down",),
        ("enter",),
        ("n",),
        ("ctrl+g", *"each", "space", *"comp", "enter"),
        (*"Quick", "enter"),
        ("escape",),
        ("u",),
        ("v", "v"),
    ]
    async with running(folder, size=(80, 24)) as pilot:
        await pilot.press("D")
        await appears(pilot, "Enter starts it, Esc skips it")
        await settled(pilot)
        await pilot.press("enter")
        for number, keys in enumerate(doing, 1):
            await appears(pilot, f"{number} of {LAST}  ")
            await pilot.press(*keys)
        await appears(pilot, f"{LAST} of {LAST}  ")
        assert "? explains any place" in screen_text(pilot)
        await pilot.press("enter")
        assert "tour" not in screen_text(pilot)
        assert isinstance(pilot.app.screen, TouredScreen)
        before = session_of(pilot)
        await pilot.press("i")
        await type_text(pilot, "kept")
        await pilot.press("enter")
        assert session_of(pilot) != before  # Enter is the workshop's own again


async def test_it_can_be_passed_over_or_left_and_blocks_nothing(folder: Path) -> None:
    async with running(folder, size=(60, 20)) as pilot:
        await pilot.press("D")
        await appears(pilot, "Esc skips it")
        await settled(pilot)
        await pilot.press("n", "n")  # wherever one goes, the step stays
        assert "Esc skips it" in screen_text(pilot)
        await pilot.press("enter", "enter")
        assert f"2 of {LAST}  " in screen_text(pilot)
        await pilot.press("escape")
        assert f" of {LAST}  " not in screen_text(pilot)
        assert isinstance(pilot.app.screen, TouredScreen)


def shown(pilot: Pilot[None]) -> int:
    """The step at which the tour is, 0 once it is over."""
    screen = workshop_of(pilot)
    assert isinstance(screen, TouredScreen)
    return STEPS.index(screen.step) if screen.step else 0


async def test_enter_alone_leads_to_the_end_and_to_where_each_step_can_be_done(
    folder: Path,
) -> None:
    """Step 4 invites to press Enter: pressed too early, it must not end in a place of no return."""
    async with running(folder, size=(80, 24)) as pilot:
        await pilot.press("D")
        await appears(pilot, "Enter starts it, Esc skips it")
        await settled(pilot)
        seen = []
        for _ in range(4 * LAST):
            await pilot.press("enter")
            await settled(pilot)
            session = session_of(pilot)
            seen.append((shown(pilot), session.stage(session.place.stage).kind))
            if not seen[-1][0]:
                break
        assert [step for step, _ in seen] == [1, 2, 3, 4, 5, 6, 8, 9, 0]
        assert dict(seen)[5] == "questions"


@pytest.mark.parametrize(("steps", "place"), [(2, "close"), (3, "frame"), (5, "gap"), (5, "close")])
async def test_wherever_one_goes_enter_or_what_is_said_leads_on(
    folder: Path, steps: int, place: str
) -> None:
    async with running(folder, size=(80, 24)) as pilot:
        await pilot.press("D")
        await appears(pilot, "Enter starts it, Esc skips it")
        await settled(pilot)
        for _ in range(steps):
            await pilot.press("enter")
            await settled(pilot)
        await pilot.press("ctrl+g", *place, "enter")
        await settled(pilot)
        for _ in range(2 * LAST):
            if not (step := shown(pilot)):
                break
            await pilot.press("escape" if step == 6 else "enter")
            await settled(pilot)
        assert not shown(pilot)


def test_each_key_that_it_names_is_declared() -> None:
    load_places()
    known = {binding.id for _, binding in declared()}
    named = {name for step in STEPS for name in re.findall(r"\{([a-z_.]+)\}", step.text)}
    assert len(named) > 8
    assert named <= known
