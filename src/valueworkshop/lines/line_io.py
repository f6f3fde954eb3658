"""Lines in and lines out: it draws nothing, moves no cursor, and no line is wider than `WIDTH`."""

import contextlib
import os
import select
import sys
import textwrap
from collections.abc import Callable, Iterator
from typing import Final, TextIO

from valueworkshop.core.clean_text import clean

WIDTH: Final = 72
"""Letters in a line at most."""

LONGEST: Final = 200_000
"""We take this many letters in one line: you may paste as many into the app, too."""

_OF_A_TERMINAL: Final = 4095
"""A terminal passes on this many bytes of one line, and drops the rest."""

INTERRUPTED: Final = "Interrupted. Your answers are kept."
OVER: Final = "The input has ended. Your answers are kept."

_HUNG_UP: Final = 129
"""The exit code if the terminal is gone: 128 and the number of SIGHUP."""


class Ended(Exception):  # noqa: N818 - not an error: line mode ends with it
    """Nothing more comes in: the input has ended, or a key or a signal asks to leave."""

    def __init__(self, code: int = 0, said: str = "") -> None:
        """End with an exit code; `said` is the message for it."""
        super().__init__()
        self.code = code
        self.said = said


class TooLongError(ValueError):
    """A line was longer than `LONGEST`, and we did not take it."""


class Lines:
    """Reads from one stream and writes to the other.

    It also writes what it reads from a file or a pipe, so that the output reads as a conversation;
    a terminal shows it by itself. It never writes unseen answers.
    """

    def __init__(self, source: TextIO, target: TextIO) -> None:
        """Talk over two text streams."""
        self._source = source
        self._target = target
        self._typed = source.isatty()
        self._hidden = self._covered = self._reading = False
        self._ended: Ended | None = None
        self.idle: Callable[[], float | None] = lambda: None
        """Called while somebody types; returns in how many seconds to call it again, None for
        never."""

    @property
    def hides(self) -> bool:
        """Whether nobody may see what is typed now."""
        return self._hidden

    @property
    def is_open_to_editors(self) -> bool:
        """Whether a program may have the terminal: there is one, and nothing on it is hidden."""
        return self._typed and self._target.isatty() and not self._hidden

    def say(self, *texts: str) -> None:
        """Write texts, each on a new line, wrapped at words."""
        for text in texts:
            for line in wrapped(text):
                self._write(f"{line}\n")

    def gap(self) -> None:
        """Write an empty line."""
        self._write("\n")

    def _write(self, text: str) -> None:
        """Write, if somebody still reads; in either case we take answers."""
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
        """Make everything read from now on be the end; return that."""
        self._ended = error if isinstance(error, Ended) else Ended(130, INTERRUPTED)
        return self._ended

    def interrupt(self, code: int) -> None:
        """End what is being read now, or the next; never an act in between. For signals."""
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
            raise Ended(_HUNG_UP, INTERRUPTED)  # read before the signal that says so arrived
        if not line:
            raise Ended(0, OVER)
        if len(line) > LONGEST + 1 and not line.endswith("\n"):
            while (more := self._source.readline(LONGEST)) and not more.endswith("\n"):
                pass
            message = f"A line can have at most {LONGEST:,} letters. Type it in parts."
            raise TooLongError(message)
        text = line.removesuffix("\n").removeprefix("\ufeff")
        if self._typed and len(text.encode(errors="replace")) >= _OF_A_TERMINAL:
            self.say(
                "A terminal passes on no more of one line: its end may be missing. "
                "A backslash at the end of a line lets the text go on in the next."
            )
        return text

    def _wait(self) -> None:
        """Wait until somebody typed something; a terminal gives a line at a time."""
        if self._typed and sys.platform != "win32":
            while not select.select([self._source], [], [], self.idle())[0]:
                pass

    @contextlib.contextmanager
    def covered(self) -> Iterator[None]:
        """Hide what is typed before we ask for it: it may be a vote."""
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
        """Hide everything that is typed, on a terminal and in the output."""
        self._hidden = True
        try:
            with self.covered():
                yield
        finally:
            self._hidden = False

    def _seen(self) -> contextlib.AbstractContextManager[None]:
        """Return the context for reading a line: visible again if we do not ask for a vote."""
        shows = self._covered and not self._hidden
        return _echo(self._source, on=True) if shows else contextlib.nullcontext()


def finish(*streams: TextIO) -> None:
    """Write what waits; discard what cannot be written any more, also when Python ends."""
    for stream in streams:
        try:
            stream.flush()
        except OSError:
            with contextlib.suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def wrapped(text: str) -> list[str]:
    """Return a text as lines of at most `WIDTH` letters, without empty ones."""
    return [
        line
        for part in clean(text).expandtabs().split("\n")
        for line in textwrap.wrap(part, WIDTH, break_on_hyphens=False)
    ]


@contextlib.contextmanager
def _echo(source: TextIO, *, on: bool) -> Iterator[None]:
    """Make the terminal show what is typed, or not. Windows always does: it has no such switch."""
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
