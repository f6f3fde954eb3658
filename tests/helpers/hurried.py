"""Hurried hands in a real terminal: keys while it starts, keys without waiting, and the way out."""

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final, TypeAlias

from in_terminal import started
from terminal import KEYS, Terminal

Key: TypeAlias = str | tuple[str, int, int] | tuple[str, str]
"""A key by its name or letter; ('size', …), ('click', …) and ('paste', …) do that."""

SAMPLES: Final = Path(__file__).parents[2] / "sessions"

_LETTERS: Final = "njbu?:.dTNvePfFsSgacrRmlopxqy0123456789+-/<> "
_NAMED: Final = {
    **KEYS,
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "delete": "\x1b[3~",
    "focus in": "\x1b[I",
    "focus out": "\x1b[O",
}
_OFTEN: Final = ("enter", "enter", "down", "up", "right", "left", "tab", "ctrl+n", "ctrl+g")
_SELDOM: Final = (
    *("escape", "ctrl+p", "ctrl+r", "ctrl+y", "ctrl+z", "ctrl+s", "ctrl+l", "shift+tab"),
    *("pageup", "pagedown", "delete", "f1", "focus in", "focus out"),
)
_SIZES: Final = ((80, 24), (120, 40), (60, 20), (59, 17), (160, 50))
_PASTES: Final = ("a note\nand another", "[@click=app.quit]x[/]", "\x1b[31mred", "é👩‍👧" * 40, "\t")

_TRACE: Final = re.compile(
    r"Traceback|RuntimeWarning|never retrieved|never awaited|hit a bug"
    r"|\b(?:\w+Error|\w+Exception|NoMatches|DuplicateIds|WorkerFailed)\b[^\n]{0,80}"
)


@dataclass(frozen=True, slots=True)
class Tried:
    """What hands did to one program, and what it did wrong with that, '' for nothing."""

    keys: int
    wrong: str


def hurry_the_start(home: Path, random: Random, sample: str = "") -> Tried:
    """Start in the library or a workshop, and press one to three keys before the first screen."""
    name = _with_a_sample(home, random, sample)
    args = random.choice([(), ("open", name)])
    with started(home, *args) as terminal:
        pressed = [
            random.choice(("enter", "down", "n", "j", "?", "tab", ":", "ctrl+p", "escape")),
            *random.choices(("enter", "right", "n", "?", "ctrl+g", "3"), k=random.randint(0, 2)),
        ]
        for key in pressed:
            for _ in range(random.randint(0, 12)):
                terminal.receive()
            press(terminal, key)
        return _left(terminal, f"start {args} {pressed}", len(pressed))


def hurry(home: Path, random: Random, keys: int, sample: str = "") -> Tried:
    """Press keys without waiting for what they do; paste, click and resize; then leave."""
    name = _with_a_sample(home, random, sample)
    with started(home, *random.choice([(), ("open", name)])) as terminal:
        pressed = []
        for number in range(keys):
            if terminal.ended:
                break
            pressed.append(key := _any_key(random))
            press(terminal, key)
            if number % 8 == 0 or random.random() < 0.1:
                while came := terminal.receive(0):
                    terminal.draw(came[1])
        return _left(terminal, f"random keys, the last of them {pressed[-12:]}", len(pressed))


def press(terminal: Terminal, key: Key) -> None:
    """Do what a hand does with a key, a mouse or a window, and wait for nothing."""
    match key:
        case ("size", int(columns), int(rows)):
            terminal.resize(columns, rows)
        case ("click", int(column), int(row)):
            terminal.send(f"\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m".encode())
        case ("paste", str(text)):
            terminal.paste(text)
        case str(name):
            terminal.send(_NAMED.get(name, name).encode())


def _any_key(random: Random) -> Key:
    kinds: dict[Callable[[], Key], int] = {
        lambda: random.choice(_LETTERS): 45,
        lambda: random.choice(_OFTEN): 35,
        lambda: random.choice(_SELDOM): 16,
        lambda: ("click", random.randint(1, 80), random.randint(1, 24)): 2,
        lambda: ("paste", random.choice(_PASTES)): 1,
        lambda: ("size", *random.choice(_SIZES)): 1,
    }
    return random.choices(list(kinds), list(kinds.values()))[0]()


def _with_a_sample(home: Path, random: Random, sample: str) -> str:
    """Put a copy of a sample among the workshops of `home`; return its name."""
    names = sorted(path.stem for path in SAMPLES.glob("*.toml"))
    name = sample or random.choice(names)
    (home / "sessions").mkdir(parents=True)
    shutil.copy(SAMPLES / f"{name}.toml", home / "sessions")
    return name


def _left(terminal: Terminal, what: str, keys: int) -> Tried:
    """Quit until that works: a question may come first, and what is not saved."""
    wrong = ""
    try:
        # Before that, ctrl+q means something to the terminal itself: go on after ctrl+s.
        terminal.until(lambda: terminal.ended or not terminal.echoes, "a program that listens")
        terminal.resize(80, 24)
        if terminal.ended:
            wrong = "it ended by itself"
        for _ in range(3):
            if not terminal.ended:
                terminal.press("ctrl+q")
        code = terminal.exit_code()
        if code != 0:
            wrong = f"{wrong or 'left'} with {code}"
    except (AssertionError, OSError) as error:
        wrong = f"does not end at ctrl+q: {error}"
    trace = _TRACE.search(_words(terminal.raw))
    if trace:
        wrong = f"{wrong} {trace[0]}".strip()
    return Tried(keys, f"{what}: {wrong}" if wrong else "")


def _words(raw: bytes | bytearray) -> str:
    """Return what was written, without the codes that place and colour it."""
    return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", raw.decode("utf-8", "replace"))
