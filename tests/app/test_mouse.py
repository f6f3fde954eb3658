"""The mouse: a click does what a key does, and the wheel changes no answer."""

import re
import shutil
from pathlib import Path

import pytest
from running import app_of, running, screen_text, session_of, settled, workshop_of
from textual.pilot import Pilot

from valueworkshop.app.goto import GoToScreen
from valueworkshop.app.help import HelpScreen
from valueworkshop.widgets.rows import Rows
from valueworkshop.workshop.session import Place

SAMPLES = Path(__file__).parents[2] / "sessions"


@pytest.fixture
def sample(folder: Path) -> Path:
    """A filled sample."""
    return Path(shutil.copy(SAMPLES / "restaurant.toml", folder))


async def click(pilot: Pilot[None], words: str, nth: int = 0, into: int = 1) -> None:
    """Click the cell `into` of where words stand on screen, the first time they do or the nth."""
    found = [
        (match.start() + into, y)
        for y, line in enumerate(screen_text(pilot).split("\n"))
        for match in re.finditer(re.escape(words), line)
    ]
    assert len(found) > nth, f"{words!r} is not on screen:\n{screen_text(pilot)}"
    await pilot.click(offset=found[nth])
    await settled(pilot)


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


async def test_the_terminal_can_have_the_mouse(sample: Path) -> None:
    async with running(sample, at=("summary", "")) as pilot:

        def commands() -> set[str]:
            app = app_of(pilot)
            return {command.title for command in app.get_system_commands(app.screen)}

        assert "Mouse off" in commands()
        app_of(pilot).action_mouse()
        assert "Mouse on" in commands()
        assert "Mouse off" not in commands()
