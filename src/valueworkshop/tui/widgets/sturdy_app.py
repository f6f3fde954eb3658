"""The base of both apps: no key that comes early and no answer that comes late ends them."""

import asyncio
import contextlib
import errno
import os
import signal
import sys
import threading
from collections.abc import Callable
from typing import Any, Final, TextIO

from rich.text import Text
from textual._context import active_message_pump
from textual.app import App
from textual.dom import DOMNode
from textual.widget import AwaitMount
from textual.worker import Worker, WorkerCancelled, WorkerFailed

from valueworkshop.tui.widgets.fields import say_on
from valueworkshop.tui.widgets.late import Guarded, came_late, is_gone

OPENING: Final = "opening"
"""The group of the workers that open something: keys typed meanwhile wait for them."""

HASTE: Final = "Letters right behind a text do nothing here. After a moment they are keys again."

REPORT: Final = "Please report it: `valueworkshop doctor --report` shows what to send."
"""What we ask of people who met a bug."""


class SturdyApp(Guarded, App[None]):
    """An app that ends when you leave it.

    If anything else ends it, it says so in one line: exit code 1.
    """

    def __init__(self, **given: Any) -> None:
        """Pass on the arguments of Textual's own app."""
        super().__init__(**given)
        self.is_ready = asyncio.Event()
        self.is_in_front = asyncio.Event()
        self.is_in_front.set()
        self.motion: Callable[[], float] | None = None
        """The clock of what moves on screen; None where nothing may move."""

    @property
    def bug(self) -> BaseException | None:
        """The error that ended the app, None if somebody left it."""
        return self._exception

    def on_load(self) -> None:
        """Let errors of tasks that nobody waits for end the app like any other error."""
        asyncio.get_running_loop().set_exception_handler(self._in_a_task)

    def _in_a_task(self, _: asyncio.AbstractEventLoop, told: dict[str, Any]) -> None:
        if error := told.get("exception"):
            self.failed(error)

    def on_ready(self) -> None:
        """Now act on what was typed before the first screen was there."""
        self.is_ready.set()

    async def until_ready(self) -> None:
        """Return once the first screen is there."""
        await self.is_ready.wait()

    async def until_opened(self) -> None:
        """Return once nothing is being opened."""
        while opening := [w for w in self.workers if w.group == OPENING and not w.is_finished]:
            await asyncio.wait([asyncio.ensure_future(_over(worker)) for worker in opening])

    async def until_in_front(self) -> None:
        """Return once no other program has the terminal."""
        await self.is_in_front.wait()

    def tell_of_haste(self) -> None:
        """Say that letters typed right after a text did nothing."""
        say_on(self.screen, HASTE)

    def note_shown(self) -> None:
        """Write down what is in the fields, if there are any."""

    def keep_what_there_is(self) -> None:
        """Save what we can, before an error ends the app."""

    def push_screen(self, screen: Any, *args: Any, **given: Any) -> Any:
        """Show a screen over the others, unless one of its kind is already there."""
        if any(type(other) is type(screen) for other in self.screen_stack):
            return AwaitMount(self.screen, ())
        return super().push_screen(screen, *args, **given)

    def failed(self, error: BaseException) -> None:
        """End because of an error that arose outside all messages and workers.

        If the terminal is gone, the app ends as its signal ends it, whichever we notice first.
        """
        if isinstance(error, OSError) and error.errno == errno.EIO:
            signal.raise_signal(signal.SIGHUP)
        elif not (self._exit or came_late(error)):
            self._handle_exception(error if isinstance(error, Exception) else RuntimeError(error))

    def _handle_exception(self, error: Exception) -> None:
        """Go on if an error came too late to matter, and let the code that met it go on too."""
        at_work = active_message_pump.get(self)
        goes_on = isinstance(at_work, Guarded) or (
            isinstance(at_work, DOMNode) and is_gone(at_work)
        )
        if not (self._exit or (goes_on and came_late(error))):
            super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Save what there is, then say what happened: users see no traceback."""
        if os.environ.get("VALUEWORKSHOP_DEBUG"):
            super()._fatal_error()
            return
        with contextlib.suppress(Exception):
            self.keep_what_there_is()
        self.panic(Text(f"valueworkshop hit a bug and had to close. {REPORT}"))


async def _over(worker: Worker[Any]) -> None:
    with contextlib.suppress(WorkerFailed, WorkerCancelled):
        await asyncio.shield(worker.wait())


def run_to_its_end(app: SturdyApp) -> int:
    """Run an app in a terminal; return its exit code, which is 0 only if somebody left it.

    Errors of all threads end it like any other. Python would print a traceback of each.
    """
    before = threading.excepthook, sys.unraisablehook

    def in_a_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None and app._loop is not None:  # noqa: SLF001 - as workers do
            with contextlib.suppress(RuntimeError):  # the loop has ended, and the app with it
                app._loop.call_soon_threadsafe(app.failed, args.exc_value)  # noqa: SLF001

    threading.excepthook = in_a_thread
    sys.unraisablehook = lambda _: None  # what is discarded at the end harms nobody
    try:
        app.run()
    finally:
        threading.excepthook, sys.unraisablehook = before
        tell(sys.stdout, "")
        tell(sys.stderr, "")
    return 1 if app.return_code is None else app.return_code


def tell(stream: TextIO, text: str) -> None:
    """Write to a terminal that may be closed: Python would then end with its own exit code."""
    try:
        stream.write(text)
        stream.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
