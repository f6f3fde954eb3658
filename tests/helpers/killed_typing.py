"""Typing notes into the program until it is killed, and counting what came back."""

import itertools
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from string import ascii_lowercase

from in_terminal import notes_in, saved
from terminal import Terminal
from valueworkshop.files.safe.typed_pieces import pieces_of
from valueworkshop.files.safe.typing_log import left_over


@dataclass
class Typing:
    """Notes as they were typed at the first question, and when each key was sent.

    The keys of a note are its letters and Enter; the last note may lack its Enter.
    """

    notes: list[str] = field(default_factory=lambda: [""])
    sent: list[list[float]] = field(default_factory=lambda: [[]])

    def press(self, terminal: Terminal, key: str) -> None:
        """Type a letter, or Enter, which begins another note."""
        self.sent[-1].append(time.monotonic())
        if key == "\r":
            self.notes.append("")
            self.sent.append([])
        else:
            self.notes[-1] += key
        terminal.send(key.encode())


@dataclass(frozen=True, slots=True)
class Lost:
    """What a kill took: letters, and the milliseconds since the first of them was typed.

    `made_up` are texts that came back and were never typed. `seen` are those that had been on the
    screen and did not come back.
    """

    letters: int
    milliseconds: float
    made_up: Sequence[str]
    seen: Sequence[str]


def words(random: Random, *, notes: bool) -> Iterator[str]:
    """Yield keys for ever: words that do not repeat; with `notes`, Enter after some."""
    while True:
        word = "".join(random.choice(ascii_lowercase) for _ in range(random.randrange(6, 12)))
        yield from word
        yield "\r" if notes and random.random() < 0.25 else " "


def kill(terminal: Terminal) -> float:
    """Kill the program; return the time."""
    when = time.monotonic()
    terminal.signal(signal.SIGKILL)
    assert terminal.exit_code() == -signal.SIGKILL
    return when


def shown(terminal: Terminal, text: str) -> str:
    """Return as much of the beginning of `text` as the field on the screen shows."""
    low, high = 0, len(text)
    screen = " ".join(line.partition("▌")[2].strip() for line in terminal.text.split("\n"))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if text[:middle].strip() in screen else (low, middle - 1)
    return text[:low].strip()


def came_back(path: Path, state: Path) -> list[str]:
    """Return every text that is in the file, or will be offered."""
    pieces = left_over(state, saved(path).id).pieces
    return [*notes_in(path), *(piece.text for piece in pieces)]


def lost(typing: Typing, back: Sequence[str], when: float, seen: Sequence[str]) -> Lost:
    """Return what was lost of the typed text, if this came back after a kill at that time."""
    missing: list[float] = []
    for note, sent in zip(typing.notes, typing.sent, strict=True):
        whole = [len(text) for text in back if note.startswith(text)]
        letters = max(whole, default=0)
        # A note loses the blank at its end when it is kept.
        missing += sent[letters : len(note.rstrip())] if note[letters:].strip() else []
    made_up = [
        text for text in back if not any(note.startswith(text.rstrip()) for note in typing.notes)
    ]
    gone = [each for each in seen if not any(text.startswith(each) for text in back or [""])]
    return Lost(
        letters=len(missing),
        milliseconds=(when - min(missing)) * 1000 if missing else 0.0,
        made_up=made_up,
        seen=gone,
    )


def typed_texts(home: Path) -> list[str]:
    """Return the texts that the program in this home would leave, were it killed now."""
    found = []
    for path in state_of(home).glob("typed/*/*.lines"):
        pieces, _ = pieces_of(path.read_bytes(), path.parent.name.removeprefix("id-"))
        found += [piece.text for piece in pieces]
    return found


def state_of(home: Path) -> Path:
    """Return the state folder of a home."""
    return home / ".local" / "state" / "valueworkshop"


def type_on(
    terminal: Terminal,
    keys: Iterator[str],
    count: int,
    pause: Callable[[], bool] = lambda: True,
) -> Typing:
    """Type at most so many keys, with a `pause` after each, until that says to end."""
    typing = Typing()
    for key in itertools.islice(keys, count):
        typing.press(terminal, key)
        if not pause():
            break
    return typing
