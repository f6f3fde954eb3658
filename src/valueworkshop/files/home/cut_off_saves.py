"""What cut-off saves leave in a folder: all there is of a workshop is offered, the rest moved.

We throw nothing away.
"""

import contextlib
import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from valueworkshop.core.session.session import Session
from valueworkshop.files.home.sessions_folder import listing
from valueworkshop.files.safe import atomic, backups
from valueworkshop.files.safe.file_names import file_name
from valueworkshop.files.text import session_file
from valueworkshop.files.text.bounded_read import read_bytes
from valueworkshop.files.text.file_identity import named_in
from valueworkshop.files.text.problems import FileProblem

AT_WORK: Final = 60.0
"""Seconds for which a temporary file may belong to a save, perhaps of another window."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CutOff:
    """A temporary file without a workshop beside it.

    `session` is None if only its title is left.
    """

    path: Path
    title: str
    session: Session | None


def temporary(folder: Path) -> tuple[Path, ...]:
    """Return the temporary files in a folder, sorted; none if it cannot be read."""
    try:
        found = folder.glob(f"{atomic.TEMP}*.tmp")
        return tuple(sorted(path for path in found if path.is_file() and not path.is_symlink()))
    except OSError:
        return ()


def cut_off(folder: Path) -> list[CutOff]:
    """Return what a folder holds of workshops that have no file there. Raises no OSError.

    A save that is going on right now may be among them: ask again before you do anything about it.
    """
    found: dict[Path, tuple[str, CutOff]] = {}
    for path in temporary(folder):
        with contextlib.suppress(OSError):
            data = read_bytes(path)
            session_id, title = named_in(data)
            if session_id and title:
                session = _session(data)
                found[path] = (session_id, CutOff(path=path, title=title, session=session))
    known = _ids(folder) if found else set()
    return [each for session_id, each in found.values() if session_id not in known]


def put_away(path: Path, state: Path, now: dt.datetime) -> None:
    """Move a temporary file to the backups of its session. Raises OSError."""
    data = read_bytes(path)
    if data:
        session_id, title = named_in(data)
        shelf, name = backups.shelf_of(state, session_id), file_name(title, None)
        backups.keep(shelf, data, kind=backups.Kind.LEFT, name=name, now=now)
    path.unlink()


def _session(data: bytes) -> Session | None:
    try:
        return session_file.session_in(data, "")
    except FileProblem:
        return None


def _ids(folder: Path) -> set[str]:
    """Return the ids of the workshops in a folder."""
    found = set()
    with contextlib.suppress(OSError):
        for entry in listing(folder):
            with contextlib.suppress(OSError):
                found.add(named_in(read_bytes(entry.path))[0])
    return found


def sweep(folder: Path, state: Path, now: dt.datetime) -> list[Path]:
    """Move the temporary files that cut-off saves left in `folder` to the backups.

    Return what was moved. A young file, and one that we cannot move, stays for the next time: this
    raises no OSError. A file also stays if it is all that is left of a workshop: we offer it.
    """
    found = temporary(folder)
    offered = {each.path for each in cut_off(folder)} if found else set()
    return [path for path in found if path not in offered and _moved(path, state, now)]


def _moved(path: Path, state: Path, now: dt.datetime) -> bool:
    try:
        # The clock may have been set back: treat a file from tomorrow like one from yesterday.
        if abs(now.timestamp() - path.lstat().st_mtime) < AT_WORK:
            return False
        put_away(path, state, now)
    except OSError:
        return False
    return True
