"""Who has a workshop open: a small file beside it that tells others and hinders nobody.

Anybody may have written it: we only show and compare what it says.
"""

import contextlib
import datetime as dt
import getpass
import hashlib
import json
import os
import secrets
import socket
import stat
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, fields
from enum import StrEnum
from pathlib import Path
from typing import Final

from valueworkshop.core.clean_text import one_line
from valueworkshop.files.safe.atomic import TEMP, UNTRACKED
from valueworkshop.files.safe.locks import Seat
from valueworkshop.files.safe.untracked import keep_out_of_git

LARGEST: Final = 4096
"""How many bytes of a presence file we read."""

_PREFIX: Final = f"{TEMP}open-"
_ENDING: Final = ".json"
_READ: Final = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_WRITE: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
_SHOWN: Final = 60
_LONGEST: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Somebody who has a workshop open, as their window wrote it.

    `started` and `boot` tell a process from a later one with the same number; they are '' if the
    system does not know. `mark` is a different one for each sitting.
    """

    user: str = ""
    host: str = ""
    pid: int = 0
    started: str = ""
    boot: str = ""
    since: str = ""
    mark: str = ""

    @property
    def in_words(self) -> str:
        """Who and where, in one line; unknown for what we cannot make out."""
        user, host = (one_line(text)[:_SHOWN] for text in (self.user, self.host))
        if not user and not host:
            return "somebody unknown"
        return f"{user or 'somebody'} on {host or 'an unknown computer'}"


class Where(StrEnum):
    """What is known of an owner."""

    HERE = "a window of this computer"
    ELSEWHERE = "another computer"
    UNKNOWN = "an unknown place"
    GONE = "a window that was not closed properly"


def started(pid: int) -> str | None:
    """Return when a process of this computer started: '' if unknown, None if there is none."""
    if sys.platform == "win32":
        return ""  # a signal, which asks elsewhere, would end it there
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return None
    except OSError:
        pass  # somebody else's
    try:
        told = Path(f"/proc/{pid}/stat").read_text(errors="replace")
        state, *others = told.rpartition(")")[2].split()
        return None if state == "Z" else others[18]
    except (OSError, ValueError, IndexError):
        return ""


def _boot() -> str:
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        return ""


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """The computer and the process we are, as far as presence needs them; tests replace it."""

    user: str = field(default_factory=_user)
    host: str = field(default_factory=socket.gethostname)
    pid: int = field(default_factory=os.getpid)
    boot: str = field(default_factory=_boot)
    started: Callable[[int], str | None] = field(default=started)

    def where(self, owner: Owner) -> Where:
        """Return whether an owner still has the workshop open."""
        if not (owner.host and owner.pid > 0):
            return Where.UNKNOWN
        if owner.host != self.host:
            return Where.ELSEWHERE
        if owner.boot and self.boot and owner.boot != self.boot:
            return Where.GONE
        now = self.started(owner.pid)
        if now is None or (now and owner.started and now != owner.started):
            return Where.GONE
        return Where.HERE


class Presence:
    """Tells others that this sitting has a workshop open. No method raises OSError."""

    def __init__(self, path: Path, machine: Machine, now: dt.datetime) -> None:
        """Take over the presence file beside the file at `path`, from any owner."""
        self._path = beside(path)
        self._left = False
        self._own = Owner(
            user=machine.user,
            host=machine.host,
            pid=machine.pid,
            started=machine.started(machine.pid) or "",
            boot=machine.boot,
            since=f"{now:%Y-%m-%dT%H:%M:%SZ}",
            mark=secrets.token_hex(8),
        )
        self._write()

    def taken_by(self) -> str:
        """Return who has taken the workshop over, '' if nobody has.

        If somebody has deleted our presence file, we write it again.
        """
        found = read(self._path)
        if found is None and not self._left:
            self._write()
        return "" if found is None or found.mark == self._own.mark else found.in_words

    def leave(self) -> None:
        """Delete the file if it is still ours."""
        self._left = True
        found = read(self._path)
        if found is not None and found.mark == self._own.mark:
            with contextlib.suppress(OSError):
                self._path.unlink()

    def _write(self) -> None:
        """Write the file in one step, even if a link is there. We can go on without it too."""
        data = json.dumps(asdict(self._own)).encode()
        keep_out_of_git(self._path.parent, UNTRACKED)
        temp = self._path.with_name(f"{TEMP}{secrets.token_hex(8)}.tmp")
        with contextlib.suppress(OSError):
            descriptor = os.open(temp, _WRITE, 0o644)
            try:
                os.write(descriptor, data)
            finally:
                os.close(descriptor)
            temp.replace(self._path)
        with contextlib.suppress(OSError):
            temp.unlink(missing_ok=True)


def beside(path: Path) -> Path:
    """Return the path of the presence file: beside the file that a link leads to."""
    real = Path(os.path.realpath(path))
    name = real.name
    if len(os.fsencode(name)) > _LONGEST:
        name = hashlib.blake2b(os.fsencode(name), digest_size=12).hexdigest()
    return real.with_name(f"{_PREFIX}{name}{_ENDING}")


def present(path: Path, machine: Machine, state: Path) -> tuple[Owner, Where] | None:
    """Return who has the workshop at `path` open, and from where; None for nobody.

    People who are certainly gone do not count. With the `state` folder we know this user's own
    windows even if they cannot write a presence file. Never waits, whatever is there.
    """
    seat = Seat(state, path)
    held = seat.shared
    seat.leave()
    owner = read(beside(path))
    if owner is None:
        own = Owner(user=machine.user, host=machine.host)
        return (own, Where.HERE) if held else None
    where = machine.where(owner)
    if where is Where.HERE and not held and not owner.started:
        where = Where.GONE  # the system only says that the process number is in use
    if where is Where.GONE:
        return (owner, Where.HERE) if held else None
    return owner, where


def listing(folder: Path, machine: Machine) -> list[tuple[str, Owner, Where]]:
    """Return (name of the workshop's file, who, from where) for all presence files in a folder."""
    try:
        names = sorted(path.name for path in folder.iterdir() if path.name.startswith(_PREFIX))
    except OSError:
        return []
    found = []
    for name in names:
        owner = read(folder / name)
        if name.endswith(_ENDING) and owner is not None:
            told = name.removeprefix(_PREFIX).removesuffix(_ENDING)
            found.append((told, owner, machine.where(owner)))
    return found


def read(path: Path) -> Owner | None:
    """Return what a presence file says, None for no file; an unknown owner if it is odd."""
    try:
        descriptor = os.open(path, _READ)
    except FileNotFoundError:
        return None
    except OSError:
        return Owner()
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return Owner()
        data = os.read(descriptor, LARGEST + 1)
        return _owner(json.loads(data)) if len(data) <= LARGEST else Owner()
    except (OSError, ValueError, RecursionError):
        return Owner()
    finally:
        os.close(descriptor)


def _owner(said: object) -> Owner:
    if not isinstance(said, dict):
        return Owner()
    kinds = {each.name: type(each.default) for each in fields(Owner)}
    return Owner(**{name: said[name] for name in kinds if type(said.get(name)) is kinds[name]})
