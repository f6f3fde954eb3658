"""The tour of the filled example: every step can be done as it says, with the keys there are."""

import re
from pathlib import Path

from running import appears, running, screen_text, session_of, settled, type_text

from valueworkshop.app.tour import STEPS, TouredScreen
from valueworkshop.widgets.keys import declared, import_all

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
        await appears(pilot, "Enter begins it, Esc ends it")
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
        await appears(pilot, "Esc ends it")
        await settled(pilot)
        await pilot.press("n", "n")  # wherever one goes, the step stays
        assert "Esc ends it" in screen_text(pilot)
        await pilot.press("enter", "enter")
        assert f"2 of {LAST}  " in screen_text(pilot)
        await pilot.press("escape")
        assert f" of {LAST}  " not in screen_text(pilot)
        assert isinstance(pilot.app.screen, TouredScreen)


def test_each_key_that_it_names_is_declared() -> None:
    import_all()
    known = {binding.id for _, binding in declared()}
    named = {name for step in STEPS for name in re.findall(r"\{([a-z_.]+)\}", step.text)}
    assert len(named) > 8
    assert named <= known
