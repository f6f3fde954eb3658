"""Tidy up among workshops: archive, bin, another title, a copy. You never lose anything by it.

We move files as they are, with all that they hold, and leave alone those that somebody has open.
"""

import contextlib
import datetime as dt
import errno
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Final

from valueworkshop.core.clean_text import folded, one_line
from valueworkshop.core.session.ids import Ids
from valueworkshop.core.stages.own_copy import own_copy
from valueworkshop.files.home.sessions_folder import Entry, free_path, listing
from valueworkshop.files.safe import atomic, backups
from valueworkshop.files.safe.file_attributes import looks_for_copy
from valueworkshop.files.safe.file_names import file_name
from valueworkshop.files.shared.presence import Machine, present
from valueworkshop.files.text import bounded_read, session_file
from valueworkshop.files.text.problems import FileProblem, NotFoundError, Problem
from valueworkshop.library.file_head import head_at

_TIME: Final = "%Y%m%d-%H%M%S"
_BINNED: Final = re.compile(r"(\d{8}-\d{6})\.(.+)", re.DOTALL)
_NO_LINKS: Final = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}


class Kept(StrEnum):
    """Where a workshop is put away; the value is the name of the folder beside the others."""

    ARCHIVE = "archive"
    BIN = "bin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Away:
    """A workshop that was put away; `when` it was deleted, None if it is in the archive."""

    path: Path
    title: str
    kept: Kept
    when: dt.datetime | None = None

    @property
    def name(self) -> str:
        """The name that its file had, and will get back."""
        return _own_name(self.path.name) if self.kept is Kept.BIN else self.path.name


def archive(path: Path, state: Path) -> Path:
    """Move a workshop into the archive; return where it is. Raises FileProblem and OSError."""
    _refuse_if_open(path, state)
    return _moved(path, path.parent / Kept.ARCHIVE, path.name)


def delete(path: Path, state: Path, now: dt.datetime) -> Path:
    """Move a workshop into the bin; return where it is. Raises FileProblem and OSError."""
    _refuse_if_open(path, state)
    folder = path.parent / Kept.BIN
    atomic.make_folder(folder)
    with contextlib.suppress(FileExistsError):  # nobody wants to share what they delete
        atomic.create(folder / ".gitignore", b"*\n", mode=atomic.FOR_OTHERS)
    return _moved(path, folder, f"{now:{_TIME}}.{path.name}")


def bring_back(away: Away) -> Path:
    """Move what was put away back beside the others, under a free name; return its path."""
    return _moved(away.path, away.path.parent.parent, away.name)


def put_away(folder: Path) -> list[Away]:
    """Return what was put away in a folder: the bin, last deleted first, then the archive.

    Reads only the heads of the files. Raises OSError.
    """
    deleted = [_away(entry, Kept.BIN) for entry in listing(folder / Kept.BIN)]
    deleted.sort(key=lambda away: away.path.name, reverse=True)
    return [*deleted, *(_away(entry, Kept.ARCHIVE) for entry in listing(folder / Kept.ARCHIVE))]


def find_away(among: Iterable[Away], name: str) -> Away:
    """Return the workshop with a title or file name; of several in the bin, the last deleted.

    Raises NotFoundError.
    """
    wanted = folded(name)
    for away in among:
        names = (away.path.name, away.name, Path(away.name).stem, away.title)
        if wanted in map(folded, names):
            return away
    raise NotFoundError([Problem(file=name, message="nothing of this name is there")])


def rename(path: Path, title: str, state: Path, now: dt.datetime) -> Path:
    """Give a workshop another title; return its file, renamed if it was named after the old title.

    The earlier state is in the backups. Raises FileProblem and OSError.
    """
    _refuse_if_open(path, state)
    data = bounded_read.read_bytes(path)
    document = session_file.loads(data, str(path))
    if document.read_only:
        raise _refusal(path, f"cannot be renamed: {document.read_only}")
    before, title = document.session, one_line(title)
    after = replace(before, title=title)
    shelf = backups.shelf_of(state, before.id)
    backups.keep(shelf, data, kind=backups.Kind.FOUND, name=path.name, now=now)
    written, _ = session_file.written(after, document.extras, document.comments)
    atomic.write(path, written)
    if path.name != file_name(before.title, before.date):
        return path
    name = file_name(title, before.date)
    return path if name == path.name else _moved(path, path.parent, name)


def duplicate(path: Path, title: str, ids: Ids, *, ballots: bool = False) -> Path:
    """Save a copy of a workshop as a new one, with all that its file holds; return its file.

    The copy has no votes, unless `ballots` is true. Raises FileProblem and OSError.
    """
    document = session_file.read(path)
    if document.read_only:
        raise _refusal(path, f"cannot be copied: {document.read_only}")
    copy, renamed = own_copy(document.session, ids, ballots=ballots)
    copy = replace(copy, title=one_line(title))
    data = session_file.copied(document, copy, renamed)
    while True:
        made = free_path(path.parent, file_name(copy.title, copy.date))
        try:
            atomic.create(made, data, looks=looks_for_copy(path))
        except FileExistsError:
            continue  # somebody was faster; the next name is free
        return made


def _refuse_if_open(path: Path, state: Path) -> None:
    """Refuse a workshop that somebody has open, and a link, which leads to a file elsewhere."""
    found = present(path, Machine(), state)
    if found is not None:
        raise _refusal(path, f"is open: {found[0].in_words}. Close it there first")
    if path.is_symlink():
        raise _refusal(path, "is a link to a file elsewhere, so it stays as it is")


def _refusal(path: Path, message: str) -> FileProblem:
    return FileProblem([Problem(file=path.name, message=message)])


def _moved(path: Path, folder: Path, name: str) -> Path:
    """Move a file into a folder under a free name; return its new path. Raises OSError.

    For a moment the file is in both places, but never in none.
    """
    atomic.make_folder(folder)
    while True:
        target = free_path(folder, name)
        try:
            os.link(path, target)
        except FileExistsError:
            continue  # somebody was faster; the next name is free
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            atomic.create(target, bounded_read.read_bytes(path), looks=looks_for_copy(path))
        path.unlink()
        return target


def _away(entry: Entry, kept: Kept) -> Away:
    path = entry.path
    when = None
    if kept is Kept.BIN and (match := _BINNED.fullmatch(path.name)):
        try:
            when = dt.datetime.strptime(match[1], _TIME).replace(tzinfo=dt.UTC)
        except ValueError:
            when = None
    head = head_at(path)
    title = head.title if head.id else one_line(_own_name(path.name))
    return Away(path=path, title=title, kept=kept, when=when)


def _own_name(name: str) -> str:
    match = _BINNED.fullmatch(name)
    return match[2] if match else name
