"""The pilot waits for all that a key leads to, and an app that cannot be drawn fails its test."""

import asyncio
from pathlib import Path

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Static

from at_rest import every_frame_drawn
from running import new_file, running, screen_text


class Chain(App[None]):
    """A key leads to a thread, to a drawing, and to a message after that."""

    def compose(self) -> ComposeResult:
        yield Static("nothing yet")

    async def on_key(self, event: events.Key) -> None:
        await asyncio.to_thread(int)
        self.query_one(Static).update(event.key)
        self.call_after_refresh(self.call_later, self.said, event.key)

    def said(self, key: str) -> None:
        self.query_one(Static).update(f"{key} said")


async def test_it_waits_for_all_that_a_key_leads_to() -> None:
    async with Chain().run_test() as pilot:
        for key in "abc":
            await pilot.press(key)
            await pilot.pause()
            assert str(pilot.app.query_one(Static).render()) == f"{key} said"


async def test_frames_are_drawn_where_a_test_asks_for_them() -> None:
    drawn = []

    class Counted(Static):
        def render(self) -> str:
            drawn.append(self.size)
            return "x"

    async with App[None]().run_test() as pilot:
        await pilot.app.mount(Counted())
        await pilot.pause()
        drawn.clear()
        with every_frame_drawn():
            pilot.app.query_one(Counted).refresh()
            await pilot.pause()
        assert drawn


async def test_a_last_screen_that_cannot_be_drawn_fails(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_self: Static, _y: int) -> None:
        raise ZeroDivisionError

    async def run() -> None:
        async with running(new_file(folder)) as pilot:
            assert "Which organisation" in screen_text(pilot)
            monkeypatch.setattr(Static, "render_line", broken)
            for static in pilot.app.screen.query(Static):
                static.refresh()

    with pytest.raises(ZeroDivisionError):
        await run()
