"""The key for one's own editor works wherever more than a word is written, and nowhere else."""

from pathlib import Path

import pytest

from places import SPOTS, opened, stand
from running import app_of, screen_text, settled
from valueworkshop.tui.app.palette import commands
from valueworkshop.tui.widgets.long_line import LongLine
from valueworkshop.tui.widgets.writing import Line, Writing

NOT_HERE = "No editor can open here"
LONG = {
    *("frame", "question", "parking", "words of a question", "a sheet", "action"),
    *("close", "one real customer", "keep as split", "why dismissed", "why this rung"),
    *("a group's name", "an own item", "why dropped", "learnt"),
}
SHORT = {"a note's source", "go to", "amounts in"}


@pytest.mark.parametrize("sample", ["restaurant", "office-coffee", "bakery-2-spring"])
async def test_every_long_text_goes_into_an_editor(sample: str, folder: Path) -> None:
    spots = [s for s in SPOTS if s.sample == sample and s.name in LONG | SHORT]
    async with opened(spots[0], folder, (120, 40)) as pilot:
        for spot in spots:
            await stand(pilot, spot)
            field, screen = pilot.app.focused, pilot.app.screen
            assert isinstance(field, Writing | Line), spot.name
            before = field.text
            offered = {command.title for command in commands(app_of(pilot), screen)}
            await pilot.press("f8")
            await settled(pilot)
            assert isinstance(field, Writing | LongLine) == (spot.name in LONG), spot.name
            assert (NOT_HERE in " ".join(screen_text(pilot).split())) == (spot.name in LONG), spot
            assert ("Your editor" in offered) == (spot.name in LONG), spot.name
            assert field.text == before
            assert pilot.app.screen is screen
