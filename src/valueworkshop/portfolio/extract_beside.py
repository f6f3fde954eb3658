"""Reads workshops for the tables; many of them in several processes, in whole lots."""

import hashlib
import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from valueworkshop.files.text import session_file
from valueworkshop.files.text.problems import FileProblem
from valueworkshop.portfolio.workshop_rows import Extract, extract

MANY: Final = 150
"""From so many files on, other processes read them: they take a while to start."""

_MOST: Final = 8
"""So many processes at most."""

_LOT: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What to take out of files: `key` as in `extract`, and whether the votes too."""

    key: bytes
    votes: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a file holds: rows, or the problem why it holds none; and the hash of its bytes."""

    path: Path
    hash: str
    extract: Extract | None = None
    problem: str = ""


def hash_of(data: bytes) -> str:
    """Return what tells one content from another."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def found_at(wanted: Wanted, path: Path) -> Found:
    """Read one file. Never raises, whatever it holds."""
    try:
        data = session_file.read_bytes(path)
    except FileProblem as error:
        return Found(path=path, hash="", problem=str(error.problems[0]))
    told = hash_of(data)
    try:
        session = session_file.session_in(data, str(path))
        rows = extract(session, wanted.key, with_votes=wanted.votes)
    except FileProblem as error:
        return Found(path=path, hash=told, problem=str(error.problems[0]))
    return Found(path=path, hash=told, extract=rows)


def read(paths: Sequence[Path], wanted: Wanted) -> Iterator[Found]:
    """Yield what each file holds, in their order."""
    count = min(os.cpu_count() or 1, _MOST)
    if len(paths) < MANY or count < 2:
        yield from (found_at(wanted, path) for path in paths)
        return
    done = 0
    readers = ProcessPoolExecutor(count, get_context("spawn"), _quietly)
    try:
        for found in readers.map(partial(found_at, wanted), paths, chunksize=_LOT):
            yield found
            done += 1
    except BrokenProcessPool:  # somebody ended a reader: what it should have read is read here
        yield from (found_at(wanted, path) for path in paths[done:])
    finally:
        # Who asks no more does not wait for what is still being read.
        readers.shutdown(wait=done == len(paths), cancel_futures=True)


def _quietly() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # ctrl+c is for the one who asked
