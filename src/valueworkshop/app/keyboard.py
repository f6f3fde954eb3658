"""Keys in the order in which they were typed. Not for Windows, whose driver reads otherwise."""

import asyncio
from collections.abc import Coroutine
from typing import Final

from textual import events
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message
from textual.message_pump import MessagePump
from textual.widgets import Input, TextArea

LONGEST: Final = 0.5
"""Seconds for which one key may hold up the next."""

_LAPS: Final = 3
"""How often a message may lead to another: Enter keeps a note, a note kept draws the list."""


class Keyboard(LinuxDriver):
    """Lets a key do all that it does before the next one comes.

    In Textual 8.2.8 a letter reaches the text at once, but Tab or ctrl+n climbs to the app first:
    typed ahead, over a slow line or on a busy machine, the letters behind would come before it. So
    would those behind a letter that is a key, such as / in the library, which opens a line.
    """

    def write(self, data: str) -> None:
        """Draw, unless the window is closed: what draws has ended then, and a queue fills up."""
        if self._writer_thread is None or self._writer_thread.is_alive():
            super().write(data)

    def stop(self) -> None:
        """Give the terminal back and have the process stopped, as by ctrl+z in a shell."""
        self._sigtstp_application()

    def process_message(self, message: Message) -> None:
        """Pass a message on; around a key that is no text, wait. Runs in the reader's thread."""
        writing = isinstance(self._app.focused, (TextArea, Input))
        if not isinstance(message, events.Key) or (writing and message.is_printable):
            super().process_message(message)
            return
        if writing:
            self._wait_for(_noted(self._app))
        super().process_message(message)
        self._wait_for(_settled(self._app))

    def _wait_for(self, work: Coroutine[None, None, None]) -> None:
        try:
            done = asyncio.run_coroutine_threadsafe(work, self._loop)
        except RuntimeError:  # the app is gone: there is nothing to wait for
            work.close()
            return
        for _ in range(int(LONGEST / 0.002)):
            if done.done() or self.exit_event.wait(0.002):
                break
        done.cancel()


async def _noted(app: App[object]) -> None:
    """Return when the letters before are in their field and noted: Enter takes them out of it."""
    await _through(app)
    if app.focused is not None:
        await _through(app.focused)
    note = getattr(app, "note_shown", None)
    if note is not None:
        note()


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
