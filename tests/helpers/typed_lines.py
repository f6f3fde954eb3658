"""Run a workshop in line mode in a test: what is typed, and what comes out."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from io import StringIO
from itertools import count
from pathlib import Path

from fake_time import FakeTime
from picked_weights import with_ratings
from valueworkshop.core.session.ids import Ids
from valueworkshop.core.session.people import Person
from valueworkshop.core.session.session import Session
from valueworkshop.files.home.named_sessions import save_new
from valueworkshop.files.home.new_sessions import new_session
from valueworkshop.files.text import session_file
from valueworkshop.lines.line_io import WIDTH
from valueworkshop.lines.walk import run

TODAY = dt.date(2026, 11, 22)


def counted_ids(prefix: str = "t") -> Ids:
    """Return a source of known ids."""
    numbers = count(1)
    return lambda: f"{prefix}{next(numbers):07d}"


def new_file(folder: Path, kit: str = "essentials", title: str = "Dealers, autumn") -> Path:
    """Save a new workshop of a kit, in which people rate every weight."""
    session = new_session(kit, counted_ids("s"), TODAY, title)
    return save_new(with_ratings(session), folder)


def talked(path: Path, lines: Iterable[str], *, code: int = 0) -> str:
    """Type lines into a workshop; return the output, which is plain."""
    target = StringIO()
    source = StringIO("".join(f"{line}\n" for line in lines))
    document = session_file.read(path)
    ended = run(
        path,
        document,
        source=source,
        target=target,
        ids=counted_ids(),
        today=lambda: TODAY,
        clock=FakeTime(),
    )
    text = target.getvalue()
    assert ended == code, text
    return text


def saved(path: Path) -> Session:
    """Return the session in a file."""
    return session_file.read(path).session


def with_people(path: Path) -> Path:
    """Put four people into a workshop."""
    people = {
        f"p{n}": Person(name=f"Person {n}", group="leaders", order=n, voter=f"v{n}")
        for n in range(1, 5)
    }
    path.write_bytes(session_file.dumps(replace(saved(path), people=people)))
    return path


def steers(text: str) -> bool:
    """Whether anything in a text could move a cursor or change the terminal."""
    return any(letter < " " and letter != "\n" for letter in text)


def is_plain(text: str, *, typed: int = 0) -> bool:
    """Whether a text only has plain signs, and lines of the allowed width.

    Typed text comes out as it was: lines may be longer by `typed` letters.
    """
    drawn = any("\u2500" <= letter <= "\u259f" for letter in text)
    longest = max(len(line) for line in text.split("\n"))
    return not drawn and not steers(text) and longest <= WIDTH + typed
