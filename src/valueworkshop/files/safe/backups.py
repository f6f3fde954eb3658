"""Backups: earlier states of a session, and what a crash left of it, in the state folder."""

import contextlib
import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from valueworkshop.files.safe import atomic
from valueworkshop.files.safe.disk_clock import Clock
from valueworkshop.files.safe.file_names import file_name
from valueworkshop.files.safe.state_folder import key_of, made
from valueworkshop.files.text import bounded_read

EVERY: Final = 600.0
"""Seconds between two backups of one sitting."""

KEPT: Final = 20
"""How many of the newest backups of each sort we keep,"""

DAYS: Final = 30
"""and for how many days we keep the newest backup of each day."""

_NAME: Final = re.compile(r"(\d{6,12})\.(\d{8}-\d{6})\.([a-z]+)\.(.+)")
_ENDING: Final = re.compile(r"\.[A-Za-z0-9]{1,8}")
_TIME: Final = "%Y%m%d-%H%M%S"


class Kind(StrEnum):
    """What a backup holds; the value is the word in the name of its file."""

    FOUND = "found"
    DURING = "during"
    DRAFT = "draft"
    TYPED = "typed"
    LEFT = "left"
    PARTED = "parted"

    @property
    def in_words(self) -> str:
        """The words for it in a list."""
        return _WORDS[self]


_WORDS: Final = {
    Kind.FOUND: "as it was before a sitting",
    Kind.DURING: "as it was during a sitting",
    Kind.DRAFT: "a draft that could not be saved",
    Kind.TYPED: "text that was typed but not kept",
    Kind.LEFT: "left by a save that was cut off",
    Kind.PARTED: "a version that another one replaced",
}

# Backups of one sort displace each other: a day of backups must not displace what a crash left.
_SORTS: Final = (
    (Kind.FOUND, Kind.DURING),
    (Kind.DRAFT,),
    (Kind.TYPED,),
    (Kind.LEFT,),
    (Kind.PARTED,),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """One backup. `number` counts up, whatever the clock does; `name` is the original file's."""

    path: Path
    number: int
    when: dt.datetime
    kind: Kind
    name: str

    def read(self) -> bytes:
        """Return the content of the backup. Raises OSError."""
        return bounded_read.read_bytes(self.path)


def shelf_of(state: Path, session_id: str) -> Path:
    """Return the folder of a session's backups."""
    return state / "backups" / key_of(session_id)


def shelves(state: Path) -> list[Path]:
    """Return the folders of all sessions that have backups. Raises no OSError."""
    try:
        return sorted(each for each in (state / "backups").iterdir() if each.is_dir())
    except OSError:
        return []


def listing(shelf: Path) -> list[Backup]:
    """Return the backups in a folder, the newest first; none if the folder cannot be read."""
    try:
        found = [_backup(path) for path in shelf.iterdir()]
    except OSError:
        return []
    return sorted(
        filter(None, found), key=lambda backup: (backup.number, backup.path.name), reverse=True
    )


def superfluous(backups: Iterable[Backup]) -> list[Backup]:
    """Return the backups of a session that we may delete. Their numbers decide, not the clock."""
    newest_first = sorted(backups, key=lambda backup: backup.number, reverse=True)
    dropped = []
    for sort in _SORTS:
        days: set[dt.date] = set()
        for place, backup in enumerate(each for each in newest_first if each.kind in sort):
            if backup.when.date() not in days and len(days) < DAYS:
                days.add(backup.when.date())
            elif place >= KEPT:
                dropped.append(backup)
    return dropped


def keep(
    shelf: Path,
    data: bytes,
    *,
    kind: Kind,
    name: str,
    now: dt.datetime,
    create: Callable[[Path, bytes], None] = atomic.create,
) -> Path:
    """Make a backup, delete those that are no longer needed, and return the new file.

    If the newest backup of its sort has the same content, return that one. Raises OSError.
    """
    made(shelf, safe=True)
    others = listing(shelf)
    sort = next(sort for sort in _SORTS if kind in sort)
    newest = next((backup for backup in others if backup.kind in sort), None)
    if newest is not None and _holds(newest, data):
        return newest.path
    number = others[0].number + 1 if others else 1
    ending = Path(name).suffix
    name = file_name(Path(name).stem, None)
    if _ENDING.fullmatch(ending):
        name = name.removesuffix(".toml") + ending.lower()
    path = shelf / f"{number:06}.{now:{_TIME}}.{kind}.{name}"
    create(path, data)
    new = Backup(path=path, number=number, when=now, kind=kind, name=name)
    for backup in superfluous([new, *others]):
        with contextlib.suppress(OSError):
            backup.path.unlink()
    return path


class Keeper:
    """Decides at each save whether to back up first what the file holds."""

    def __init__(
        self,
        shelf: Path,
        name: str,
        clock: Clock,
        create: Callable[[Path, bytes], None] = atomic.create,
    ) -> None:
        """Begin a sitting with the file called `name`."""
        self._shelf = shelf
        self._name = name
        self._clock = clock
        self._create = create
        self._first: bytes | None = None
        self._last: float | None = None

    def before_save(self, found: bytes) -> None:
        """Back up `found`, which we are about to replace, at the first save and every ten minutes.

        Raises OSError. Then the first content is backed up at the next save that allows it.
        """
        seconds = self._clock.seconds()
        if self._last is None:
            self._first = found if self._first is None else self._first
            self._keep(self._first, Kind.FOUND)
            self._first = None
        elif seconds - self._last < EVERY:
            return
        else:
            self._keep(found, Kind.DURING)
        self._last = seconds

    def _keep(self, data: bytes, kind: Kind) -> None:
        now = self._clock.now()
        keep(self._shelf, data, kind=kind, name=self._name, now=now, create=self._create)


def _backup(path: Path) -> Backup | None:
    match = _NAME.fullmatch(path.name)
    if match is None or path.is_symlink() or not path.is_file():
        return None
    try:
        when = dt.datetime.strptime(match[2], _TIME).replace(tzinfo=dt.UTC)
        kind = Kind(match[3])
    except ValueError:
        return None
    return Backup(path=path, number=int(match[1]), when=when, kind=kind, name=match[4])


def _holds(backup: Backup, data: bytes) -> bool:
    try:
        return backup.path.stat().st_size == len(data) and backup.read() == data
    except OSError:
        return False
