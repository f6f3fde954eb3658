"""Lines in and lines out: nothing is drawn, no cursor is moved, no line is wider than `WIDTH`."""

import contextlib
import os
import select
import sys
import textwrap
from collections.abc import Callable, Iterator
from typing import Final, TextIO

from valueworkshop.core.text import clean

WIDTH: Final = 72
"""Letters of a line at most."""

LONGEST: Final = 200_000
"""Letters of one line that are taken: so many may be pasted into the app, too."""

_OF_A_TERMINAL: Final = 4095
"""Bytes of one line that a terminal passes on; it drops what is beyond."""

INTERRUPTED: Final = "Interrupted. What was answered is kept."
OVER: Final = "The input has ended. What was answered is kept."

_HUNG_UP: Final = 129
"""The exit code where the terminal is gone: 128 and the number of SIGHUP."""


class Ended(Exception):  # noqa: N818 - no error: it is how line mode ends
    """Nothing more comes in: the end of the input, or a key or a signal that asks to leave."""

    def __init__(self, code: int = 0, said: str = "") -> None:
        """End with an exit code; `said` is what is to be said of it."""
        super().__init__()
        self.code = code
        self.said = said


class TooLongError(ValueError):
    """A line was longer than `LONGEST`, and was not taken."""


class Lines:
    """Reads from one stream and writes to the other.

    What is read from a file or a pipe is written, too, so that what comes out reads as a
    conversation; a terminal shows it by itself. What is typed unseen is not.
    """

    def __init__(self, source: TextIO, target: TextIO) -> None:
        """Talk over two text streams."""
        self._source = source
        self._target = target
        self._typed = source.isatty()
        self._hidden = self._covered = self._reading = False
        self._ended: Ended | None = None
        self.idle: Callable[[], float | None] = lambda: None
        """Called while somebody types; returns after how many seconds again, None for never."""

    @property
    def hides(self) -> bool:
        """Whether what is typed now is to be seen nowhere."""
        return self._hidden

    def say(self, *texts: str) -> None:
        """Write texts, each from a new line on, wrapped at words."""
        for text in texts:
            for line in wrapped(text):
                self._write(f"{line}\n")

    def gap(self) -> None:
        """Write an empty line."""
        self._write("\n")

    def _write(self, text: str) -> None:
        """Write, if somebody still reads: whether or not, answers are taken."""
        with contextlib.suppress(OSError):
            self._target.write(text)
            if not text.endswith("\n"):
                self._target.flush()

    def read(self, prompt: str) -> str:
        """Return the next line, without its end. Raises Ended, and TooLongError."""
        if self._ended is not None:
            raise self._ended
        *before, last = wrapped(prompt) or [""]
        self.say(*before)
        self._write(f"{last}> ")
        try:
            with self._seen():
                line = self._line()
        except (Ended, KeyboardInterrupt) as error:
            self._write("\n")
            raise self.end_with(error) from None
        if self._hidden:
            self._write("\n")
        elif not self._typed:
            self._write(f"{clean(line).expandtabs(1)}\n")
        return line

    def end_with(self, error: BaseException) -> Ended:
        """Let everything that is read from now on be the end; return that."""
        self._ended = error if isinstance(error, Ended) else Ended(130, INTERRUPTED)
        return self._ended

    def interrupt(self, code: int) -> None:
        """End what is being read now, or the next; never what is done between. For signals."""
        ended = self.end_with(Ended(code, INTERRUPTED))
        if self._reading:
            raise ended

    def _line(self) -> str:
        self._reading = True
        try:
            self._wait()
            line = self._source.readline(LONGEST + 2)
        except OSError:  # the terminal is gone
            line = ""
        finally:
            self._reading = False
        if not line and self._typed and not self._source.isatty():
            raise Ended(_HUNG_UP, INTERRUPTED)  # read before the signal came that tells of it
        if not line:
            raise Ended(0, OVER)
        if len(line) > LONGEST + 1 and not line.endswith("\n"):
            while (more := self._source.readline(LONGEST)) and not more.endswith("\n"):
                pass
            message = f"A line of more than {LONGEST:,} letters was not taken. Give it in parts."
            raise TooLongError(message)
        text = line.removesuffix("\n").removeprefix("\ufeff")
        if self._typed and len(text.encode(errors="replace")) >= _OF_A_TERMINAL:
            self.say(
                "A terminal passes on no more of one line: its end may be missing. "
                "A backslash at the end of a line lets the text go on in the next."
            )
        return text

    def _wait(self) -> None:
        """Wait until something was typed; a terminal gives a line at a time."""
        if self._typed and sys.platform != "win32":
            while not select.select([self._source], [], [], self.idle())[0]:
                pass

    @contextlib.contextmanager
    def covered(self) -> Iterator[None]:
        """Let nothing be seen that is typed before it is asked for: it may be a vote."""
        if self._covered or not self._typed:
            yield
            return
        self._covered = True
        try:
            with _echo(self._source, on=False):
                yield
        finally:
            self._covered = False

    @contextlib.contextmanager
    def unseen(self) -> Iterator[None]:
        """Let nothing that is typed be seen, on a terminal or in what comes out."""
        self._hidden = True
        try:
            with self.covered():
                yield
        finally:
            self._hidden = False

    def _seen(self) -> contextlib.AbstractContextManager[None]:
        """Return in what a line is read: seen again where it is no vote that is asked for."""
        shows = self._covered and not self._hidden
        return _echo(self._source, on=True) if shows else contextlib.nullcontext()


def finish(*streams: TextIO) -> None:
    """Write what waits; what cannot be written any more goes nowhere, also when Python ends."""
    for stream in streams:
        try:
            stream.flush()
        except OSError:
            with contextlib.suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def wrapped(text: str) -> list[str]:
    """Return a text as lines of at most `WIDTH` letters; empty ones are left out."""
    return [
        line
        for part in clean(text).expandtabs().split("\n")
        for line in textwrap.wrap(part, WIDTH, break_on_hyphens=False)
    ]


@contextlib.contextmanager
def _echo(source: TextIO, *, on: bool) -> Iterator[None]:
    """Have the terminal show what is typed, or not. Windows always does: it has no such switch."""
    if sys.platform == "win32":
        yield
        return
    import termios  # noqa: PLC0415 - not for Windows

    try:
        before = termios.tcgetattr(source.fileno())
    except (termios.error, OSError, ValueError):
        yield
        return
    wanted = [*before]
    wanted[3] = before[3] | termios.ECHO if on else before[3] & ~(termios.ECHO | termios.ECHONL)
    termios.tcsetattr(source.fileno(), termios.TCSADRAIN, wanted)
    try:
        yield
    finally:
        with contextlib.suppress(termios.error):  # the terminal is gone
            termios.tcsetattr(source.fileno(), termios.TCSADRAIN, before)
