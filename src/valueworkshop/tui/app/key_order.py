"""Keys in the order in which people typed them. Not for Windows, whose driver reads differently."""

import asyncio
import contextlib
from collections.abc import Callable, Coroutine
from typing import Any, Final, Protocol

from textual import events
from textual.app import App
from textual.message import Message
from textual.message_pump import MessagePump
from textual.widgets import Input, TextArea

from valueworkshop.tui.app.haste import Haste
from valueworkshop.tui.terminal.background import AskingDriver
from valueworkshop.tui.terminal.early_screen import ALTERNATE, EarlyScreen
from valueworkshop.tui.widgets.writing import typed_text

LONGEST: Final = 5.0
"""One key may hold up the next for this many seconds, so that you can quit if anything hangs."""

_LAPS: Final = 3
"""How often a message may lead to another: Enter keeps a note, a kept note draws the list."""

_LEADING: Final = (events.Key, events.Paste, events.MouseDown, events.MouseUp)
"""Events that may lead elsewhere, so that whatever comes after them must wait."""


class Typed(Protocol):
    """What the hands that type in an app need from it."""

    early: EarlyScreen | None
    """What is on the terminal before the app is."""

    async def until_ready(self) -> None:
        """Return once the first screen is there."""

    async def until_opened(self) -> None:
        """Return once nothing is being opened."""

    async def until_in_front(self) -> None:
        """Return once no other program has the terminal."""

    def tell_of_haste(self) -> None:
        """Say that letters typed right after a text did nothing."""

    def note_shown(self) -> None:
        """Write down what is in the fields."""

    def failed(self, error: BaseException) -> None:
        """End, and say why; or go on if the error came too late to matter."""


class Hands:
    """Passes on keys and clicks, each one once the last has done all that it does.

    In Textual 8.2.8 a letter reaches the text at once, but Tab or ctrl+n first climbs to the app:
    if you type ahead, over a slow line or on a busy machine, the letters after it would come before
    it. So would letters after one that is a key, such as / in the library, which opens a line. What
    you type before there is a screen waits for it.
    """

    def __init__(self, app: App[Any], told: Typed) -> None:
        """Pass on to `app`, which answers through `told`. For the app's own loop."""
        self._app = app
        self._told = told
        self._haste = Haste(told.tell_of_haste)
        self._waiting: asyncio.Queue[events.Event | Callable[[], None]] = asyncio.Queue()
        self._is_begun = False
        self._work = asyncio.create_task(self._pass_on(), name="hands")

    def take(self, event: events.Event) -> None:
        """Take the next event from the terminal.

        Until the program listens, the terminal itself turns Enter into the end of a line.
        """
        if not self._is_begun and isinstance(event, events.Key) and event.key == "ctrl+j":
            event = events.Key("enter", "\r").set_sender(self._app)
        self._waiting.put_nowait(event)

    def then(self, do: Callable[[], None]) -> None:
        """Do something once all that was typed before is in its place."""
        self._waiting.put_nowait(do)

    async def _pass_on(self) -> None:
        await self._told.until_ready()
        self._is_begun = True
        while True:
            event = await self._waiting.get()
            await self._told.until_in_front()
            try:
                if isinstance(event, events.Event):
                    await self._pass(event)
                else:
                    await _at_most(self._noted())
                    event()
            except Exception as error:  # noqa: BLE001 - the hands go on, if the app does
                self._told.failed(error)

    async def _pass(self, event: events.Event) -> None:
        """Pass on one event, and return when the next one may follow."""
        if self._haste.runs_on(event, self._app.focused):
            return
        writing = isinstance(self._app.focused, (TextArea, Input))
        leads = isinstance(event, _LEADING) and not (writing and _is_text(event))
        if leads and writing:
            await _at_most(self._noted())
        self._app.post_message(event)
        if leads:
            await _at_most(self._settled())

    async def _noted(self) -> None:
        """Return when the letters before are in their field and noted: Enter empties the field."""
        await _through(self._app)
        if self._app.focused is not None:
            await _through(self._app.focused)
        self._told.note_shown()

    async def _settled(self) -> None:
        """Return when everything posted to the app and to the focused widget is done."""
        for _ in range(_LAPS):
            await _through(self._app)
            for node in (self._app.focused or self._app.screen).ancestors_with_self:
                await _through(node)
        await self._told.until_opened()


async def _at_most(work: Coroutine[None, None, None]) -> None:
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(work, LONGEST)


def _is_text(event: events.Event) -> bool:
    return isinstance(event, events.Key) and bool(typed_text(event.character))


async def _through(pump: MessagePump) -> None:
    done = asyncio.Event()
    if pump.is_running and pump.call_later(done.set):
        await done.wait()


class Keyboard(AskingDriver):
    """Reads the terminal in its own thread, and leaves all typing to the hands."""

    def __init__(self, app: App[Any], **given: Any) -> None:
        """Read for an app that is `Typed`."""
        super().__init__(app, **given)
        self._told: Typed = app  # type: ignore[assignment] # Textual makes drivers of its apps
        self._hands = Hands(app, self._told)

    def send_message(self, message: Message) -> None:
        """Pass on what the terminal sends; keys and clicks come in turn."""
        typed = isinstance(message, events.InputEvent | events.Paste)
        self._in_the_loop(self._hands.take if typed else self._app.post_message, message)

    def start_application_mode(self) -> None:
        """Begin; go on where an early screen is, which knows how the terminal was before."""
        super().start_application_mode()  # type: ignore[no-untyped-call] # Textual gives no types
        early, self._told.early = self._told.early, None
        if early is not None:
            self.attrs_before = early.hand_over()

    def write(self, data: str) -> None:
        """Draw, but not the early screen again: some terminals would empty it."""
        if data != ALTERNATE or self._told.early is None:
            super().write(data)

    def suspend(self) -> None:
        """Give the terminal back and stop the process, as ctrl+z does in a shell."""
        self._sigtstp_application()

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except Exception as error:  # noqa: BLE001 - a thread can tell nobody else
            self._in_the_loop(self._told.failed, error)
