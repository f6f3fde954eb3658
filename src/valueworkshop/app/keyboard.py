"""Keys in the order in which they were typed. Not for Windows, whose driver reads otherwise."""

import asyncio
import contextlib
from concurrent.futures import Future
from typing import Final

from textual import events
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message
from textual.message_pump import MessagePump

LONGEST: Final = 0.5
"""Seconds for which one key may hold up the next."""

_LAPS: Final = 3
"""How often a message may lead to another: Enter keeps a note, a note kept draws the list."""


class Keyboard(LinuxDriver):
    """Lets a key do all that it does before the next one comes.

    In Textual 8.2.8 a letter reaches the text at once, but Tab or ctrl+n climbs to the app first:
    typed ahead, over a slow line or on a busy machine, the letters behind would come before it.
    """

    def process_message(self, message: Message) -> None:
        """Pass a message on; behind a key that is no letter, wait. Runs in the reader's thread."""
        super().process_message(message)
        if not isinstance(message, events.Key) or message.is_printable:
            return
        with contextlib.suppress(RuntimeError):  # the app is gone: there is nothing to wait for
            self._wait_for(asyncio.run_coroutine_threadsafe(_settled(self._app), self._loop))

    def _wait_for(self, done: Future[None]) -> None:
        for _ in range(int(LONGEST / 0.002)):
            if done.done() or self.exit_event.wait(0.002):
                break
        done.cancel()


async def _settled(app: App[object]) -> None:
    """Return when all has been done that was posted to the app and to where the focus is."""
    for _ in range(_LAPS):
        await _through(app)
        for node in (app.focused or app.screen).ancestors_with_self:
            await _through(node)
    opening = getattr(app.screen, "opening", None)
    if isinstance(opening, asyncio.Lock):
        async with opening:
            pass


async def _through(pump: MessagePump) -> None:
    done = asyncio.Event()
    if pump.call_later(done.set):
        await done.wait()
