"""What a screen asks for after its next frame is done, whatever opens and closes above it."""

import asyncio

import pytest
from textual.app import App, ComposeResult
from textual.widgets import Input

from valueworkshop.tui.widgets.late import ModalScreen, Screen


class Below(Screen[None]):
    """Asks for something while another screen is above it."""


class Above(ModalScreen[None]):
    """Opens, and closes again at once."""

    def compose(self) -> ComposeResult:
        """Hold a field, so that there is something to dress for the focus."""
        yield Input()


@pytest.mark.parametrize("turns", range(1, 8))
async def test_a_call_is_not_forgotten_with_a_screen_that_closes_at_once(turns: int) -> None:
    app: App[None] = App()
    async with app.run_test() as pilot:
        below = Below()
        await app.push_screen(below)
        await pilot.pause()
        called: list[str] = []
        app.push_screen(Above())
        below.call_after_refresh(called.append, "below")
        for _ in range(turns):
            await asyncio.sleep(0)
        app.pop_screen()
        await pilot.pause()
        assert called == ["below"]
