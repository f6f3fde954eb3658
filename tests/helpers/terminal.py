"""A program in a real terminal: what it writes, what its screen shows, how it ends.

For tests and benchmarks. Nothing here waits for a time: it waits for something to appear, at most
until a deadline, and reads all the while, so that a full pipe never holds the program up.
"""

import codecs
import fcntl
import os
import re
import select
import signal
import struct
import termios
import time
import warnings
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Final, Self, TypeVar
from unicodedata import combining

import pyte
from wcwidth import wcwidth

DEADLINE: Final = 120.0
"""Seconds after which something counts as missing: more than a loaded machine needs."""

TICK: Final = 0.02
"""Seconds between two looks at something that does not report by itself, such as a file."""

KEYS: Final[Mapping[str, str]] = {
    "enter": "\r",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "escape": "\x1b",
    "backspace": "\x7f",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "f1": "\x1bOP",
    "f8": "\x1b[19~",
    **{f"ctrl+{chr(letter + 96)}": chr(letter) for letter in range(1, 27)},
}

# pyte 0.8.2 prints the end of these: private sequences with <, = or >, and questions about modes.
_MISREAD = re.compile(r"\x1b\[(?:[<=>][0-9;:]*[@-~]|\??[0-9;]*\$[@-~])")
_FOREIGN = re.compile(r"[^\x00-\u02ff]+")
_UNFINISHED = re.compile(r"\x1b(?:\[[0-?]*[ -/]*)?\Z")
_SYNC = re.compile(r"\x1b\[\?2026([hl])")
_MODE = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")
# What a program asks a terminal, and what a modern one says: frames may be sent as a whole (2026),
# sizes come by signal (2048).
_ANSWERS: Final = {b"\x1b[?2026$p": b"\x1b[?2026;2$y", b"\x1b[?2048$p": b"\x1b[?2048;0$y"}

T = TypeVar("T")


class Terminal:
    """A program that leads its own session on a pty of `columns` by `rows`."""

    def __init__(
        self,
        argv: Sequence[str],
        *,
        env: Mapping[str, str],
        size: tuple[int, int] = (80, 24),
        cwd: Path | None = None,
        answers: Mapping[bytes, bytes] | None = None,
    ) -> None:
        """Start `argv` with only `env` as its environment; give `answers` to more questions."""
        self.raw = bytearray()
        self._answers = {**_ANSWERS, **(answers or {})}
        self.ended = False
        self.frame_open = False
        self._screen = pyte.Screen(*size)
        self._stream = pyte.Stream(self._screen)
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._rest = ""
        self._exit: int | None = None
        self.started = time.perf_counter()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # threads: the child only executes
            self.pid, self._fd = os.forkpty()
        if self.pid == 0:
            try:
                _set_size(0, *size)
                os.chdir(cwd or Path.cwd())
                os.execve(argv[0], list(argv), dict(env))  # noqa: S606 - no shell is meant
            finally:
                os._exit(127)
        os.set_blocking(self._fd, False)

    def __enter__(self) -> Self:
        """Return this terminal."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the terminal, and end the program if it still runs."""
        self.close()
        if self._exit is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)

    @property
    def text(self) -> str:
        """What the screen shows, without the blanks at the ends of lines."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    @property
    def cursor(self) -> tuple[int, int]:
        """Return the column and row of the cursor, from 0.

        Textual keeps it where the user writes.
        """
        return self._screen.cursor.x, self._screen.cursor.y

    def letter(self, column: int, row: int) -> str:
        """Return the content of one cell."""
        return str(self._screen.buffer[row][column].data)

    def ground(self, column: int, row: int) -> str:
        """Return the background of one cell: six hexadecimal digits, or a name."""
        return str(self._screen.buffer[row][column].bg)

    @property
    def modes(self) -> dict[int, bool]:
        """The private modes that the program has set (True) or reset, as they are now."""
        found: dict[int, bool] = {}
        for mark in _MODE.finditer(self.raw):
            found |= {int(number): mark[2] == b"h" for number in mark[1].split(b";")}
        return found

    @property
    def echoes(self) -> bool:
        """Whether the terminal itself shows what is typed, line by line, as it does for a shell."""
        flags = termios.tcgetattr(self._fd)[3]
        return bool(flags & termios.ECHO and flags & termios.ICANON)

    def receive(self, seconds: float = TICK) -> tuple[float, bytes] | None:
        """Return when and what the program wrote; None if nothing comes in `seconds`."""
        if self.ended or not select.select([self._fd], [], [], seconds)[0]:
            return None
        now = time.perf_counter()
        try:
            data = os.read(self._fd, 1 << 16)
        except OSError:  # Linux says so when the program has closed its end
            data = b""
        self.ended = not data
        self.raw += data
        for question, answer in self._answers.items():
            if question in data:
                os.write(self._fd, answer)
        return (now, data) if data else None

    def draw(self, data: bytes) -> bool:
        """Put `data` on the screen; return whether it shows a whole frame."""
        text = self._rest + self._decode(data)
        tail = _UNFINISHED.search(text)
        cut = tail.start() if tail else len(text)
        text, self._rest = text[:cut], text[cut:]
        for mark in _SYNC.finditer(text):
            self.frame_open = mark[1] == "h"
        self._stream.feed(_FOREIGN.sub(_drawable, _MISREAD.sub("", text)))
        return not self.frame_open

    def until(self, true: Callable[[], T], what: str, *, of_screen: bool = False) -> T:
        """Return what `true` returns once that is true. Raises AssertionError at the deadline.

        With `of_screen`, it gives up when the program has ended: the screen will not change any
        more.
        """
        end = time.monotonic() + DEADLINE
        while True:
            while came := self.receive(0):
                self.draw(came[1])
            if not self.frame_open and (found := true()):
                return found
            if time.monotonic() > end or (of_screen and self.ended):
                over = "it ended" if self.ended else f"not within {DEADLINE:.0f} s"
                raise AssertionError(f"{what}: {over}; the screen:\n{self.text}")
            if self.ended:
                time.sleep(TICK)  # nothing can wake us any more: look again in a moment
            elif came := self.receive():
                self.draw(came[1])

    def shows(self, text: str) -> bool:
        """Return whether `text` is on the screen."""
        return text in self.text

    def wait_for(self, *texts: str) -> str:
        """Wait until all of `texts` are on the screen; return the screen."""
        for text in texts:
            self.until(partial(self.shows, text), f"{text!r} there", of_screen=True)
        return self.text

    def wait_gone(self, text: str) -> str:
        """Wait until `text` is no longer on the screen; return the screen."""
        self.until(lambda: not self.shows(text), f"{text!r} gone", of_screen=True)
        return self.text

    def send(self, data: bytes) -> None:
        """Write bytes as the keyboard would, any number of them, and read in the meantime."""
        left = memoryview(data)
        while left and not self.ended:
            readable, writable, _ = select.select([self._fd], [self._fd], [], DEADLINE)
            assert readable or writable, "the program reads nothing"
            if readable and (came := self.receive(0)):
                self.draw(came[1])
            if writable and not self.ended:
                left = left[os.write(self._fd, left[:1024]) :]

    def type(self, text: str) -> None:
        """Type letters."""
        self.send(text.encode())

    def press(self, *keys: str) -> None:
        """Press keys by name. After 'escape', wait for what it does before the next key."""
        for key in keys:
            self.send(KEYS.get(key, key).encode())

    def click(self, words: str) -> None:
        """Click the second letter of some words, at their first place on the screen."""
        self.wait_for(words)
        lines = self.text.split("\n")
        row = next(row for row, line in enumerate(lines, 1) if words in line)
        column = lines[row - 1].index(words) + 2
        self.send(f"\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m".encode())

    def paste(self, text: str) -> None:
        """Paste, as a terminal with bracketed paste does."""
        self.send(b"\x1b[200~" + text.encode() + b"\x1b[201~")

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size."""
        self._screen.resize(rows, columns)
        _set_size(self._fd, columns, rows)

    def signal(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        os.kill(self.pid, number)

    def close(self) -> None:
        """Close the window: the program gets SIGHUP and can write nowhere."""
        if self._fd >= 0:
            os.close(self._fd)
        self._fd, self.ended = -1, True

    def exit_code(self) -> int:
        """Wait for the program's end; return its exit code, below 0 if a signal ended it."""
        self.until(self._reaped, "the end of the program")
        assert self._exit is not None
        return self._exit

    def stopped(self) -> bool:
        """Return whether the program has been stopped since the last call."""
        return os.waitpid(self.pid, os.WNOHANG | os.WUNTRACED)[0] != 0

    def erase(self) -> None:
        """Wipe the screen, as a shell does that is shown in between."""
        self._screen.reset()

    def _reaped(self) -> bool:
        if self._exit is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self._exit = os.waitstatus_to_exitcode(status)
        return self._exit is not None


def _drawable(found: re.Match[str]) -> str:
    """Leave out signs without a width, as the joiners of emoji: pyte stops drawing at them."""
    return "".join(sign for sign in found[0] if wcwidth(sign) or combining(sign))


def _set_size(fd: int, columns: int, rows: int) -> None:
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
