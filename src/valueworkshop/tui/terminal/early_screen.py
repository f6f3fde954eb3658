"""The terminal before Textual has it: a first frame is there at once, and keys wait unseen.

Textual takes half of a start to import. Until then the terminal would stand as the shell left it,
and would show what is typed.
"""

import contextlib
import os
import shutil
import signal
import sys
import termios
import tty
from collections.abc import Callable, Iterable, Sequence
from types import FrameType
from typing import Any, Final

from valueworkshop.core.show.drawing.cells import Run

ALTERNATE: Final = "\x1b[?1049h"
"""Shows the other screen of a terminal, which programs have for themselves."""

_SHOW: Final = f"{ALTERNATE}\x1b[?25l\x1b[2J"
_PUT_AWAY: Final = "\x1b[?1049l\x1b[?25h"

_STOPS: Final = ("VSUSP", "VDSUSP", "VQUIT")
"""Keys with which a terminal would stop a program that cannot give its screen back."""


_INTERRUPTED: Final = 128 + signal.SIGINT


class EarlyScreen:
    """Shows rows on the other screen of the terminal until Textual goes on there. Not for Windows.

    ctrl+c still ends the program. All other keys wait for Textual as they were pressed.
    """

    def __init__(self) -> None:
        """Leave the terminal as it is."""
        self._before: list[Any] | None = None

    def show(self, rows: Iterable[Sequence[Run]], sign: Callable[[str], str] = str) -> None:
        """Show the rows, each text as `sign` returns it, and take the keys.

        Raises termios.error or OSError if the terminal refuses, or if there is none.
        """
        fd = sys.stdin.fileno()
        wanted, self._before = termios.tcgetattr(fd), termios.tcgetattr(fd)
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._end)
        signal.signal(signal.SIGINT, self._interrupted)
        wanted[tty.IFLAG] &= ~(termios.IXON | termios.ICRNL)
        wanted[tty.LFLAG] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
        for name in _STOPS:
            if (at := getattr(termios, name, None)) is not None:
                wanted[tty.CC][at] = b"\0"
        termios.tcsetattr(fd, termios.TCSANOW, wanted)
        drawn = (f"\x1b[{y};1H{sign(_drawn(row))}" for y, row in enumerate(rows, 1))
        _write(_SHOW + "".join(drawn))

    def hand_over(self) -> list[Any] | None:
        """Leave the screen to Textual; return how the terminal was before, to set in the end."""
        before, self._before = self._before, None
        return before

    def put_away(self) -> None:
        """Give the terminal back, unless Textual has it."""
        if (before := self.hand_over()) is None:
            return
        with contextlib.suppress(termios.error, OSError):  # the window is closed
            _write(_PUT_AWAY)
            termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, before)
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)

    def _interrupted(self, _number: int, _frame: FrameType | None) -> None:
        """End at once: in the midst of an import, KeyboardInterrupt may turn into another error."""
        if self._before is None:
            raise KeyboardInterrupt
        self.put_away()
        os._exit(_INTERRUPTED)

    def _end(self, number: int, _frame: FrameType | None) -> None:
        """End as the signal ends a program."""
        self.put_away()
        signal.signal(number, signal.SIG_DFL)
        signal.raise_signal(number)


def size() -> tuple[int, int]:
    """Return columns and rows of the terminal, as Textual will find them."""
    return shutil.get_terminal_size()


def _drawn(row: Sequence[Run]) -> str:
    """Return a row in the terminal's own colours: which look it will have is not known yet."""
    return "".join(_styled(run) for run in row).rstrip()


def _styled(run: Run) -> str:
    style = "1" if run.bold else "2" if run.ink in {"line", "muted"} else ""
    return f"\x1b[{style}m{run.text}\x1b[m" if style and run.text.strip() else run.text


def _write(text: str) -> None:
    """Write past Python's buffer, which a signal may find half empty."""
    left = text.encode(sys.stderr.encoding, "replace")
    while left:
        left = left[os.write(sys.stderr.fileno(), left) :]
