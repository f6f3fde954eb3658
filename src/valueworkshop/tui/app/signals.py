"""Signals of the system: leave as if the user quit; save before a stop. Textual does neither."""

import asyncio
import contextlib
import signal
from collections.abc import Callable, Iterator
from functools import partial

from valueworkshop.tui.app.served import Served

_NOT_HERE = (NotImplementedError, RuntimeError, ValueError, AttributeError)
"""What a system without such signals raises, or a loop outside the main thread."""


def catch_signals(app: Served) -> None:
    """Leave when the terminal closes or the system asks, and save before a stop."""
    leave_at_signals(partial(_leave, app))
    with contextlib.suppress(*_NOT_HERE):
        asyncio.get_running_loop().add_signal_handler(signal.SIGTSTP, stop, app)


def leave_at_signals(leave: Callable[[int], None]) -> None:
    """Call `leave` with the exit code when the terminal closes or the system asks."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
        with contextlib.suppress(*_NOT_HERE):
            loop.add_signal_handler(number, leave, 128 + number)


@contextlib.contextmanager
def deaf_to_the_keyboard(app: Served) -> Iterator[None]:
    """Take no signals of keys: ctrl+c, for one, is meant for the program in front of us."""
    loop = asyncio.get_running_loop()
    numbers = [getattr(signal, name, None) for name in ("SIGINT", "SIGQUIT")]
    for number in filter(None, numbers):
        with contextlib.suppress(*_NOT_HERE):
            loop.add_signal_handler(number, _do_nothing)
    try:
        yield
    finally:
        for number in filter(None, numbers):
            with contextlib.suppress(*_NOT_HERE):
                loop.remove_signal_handler(number)
        catch_signals(app)


def _do_nothing() -> None:
    """Be another handler than none: a signal that is ignored would be ignored by the editor too."""


def _leave(app: Served, code: int) -> None:
    app.settle()
    app.exit(return_code=code)


def stop(app: Served) -> None:
    """Save, then stop the process: nobody knows whether it ever goes on."""
    from valueworkshop.tui.app.key_order import Keyboard  # noqa: PLC0415 - not for Windows

    app.note_typed()
    if app.sitting is not None:
        app.sitting.flush()
    if isinstance(app._driver, Keyboard):  # noqa: SLF001 - no other way
        app._driver.suspend()  # noqa: SLF001
