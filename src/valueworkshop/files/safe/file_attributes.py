"""What a file is besides its bytes, so that the one which replaces it is the same to everybody."""

import contextlib
import os
import stat
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Looks:
    """Mode, owner, group and extended attributes of a file; the latter are known on Linux only."""

    mode: int
    owner: int
    group: int
    extended: Mapping[str, bytes] = field(default_factory=dict)


def looks_of(path: Path, found: os.stat_result) -> Looks:
    """Return the looks of the file at `path`, of which `found` is known. Raises no OSError."""
    return Looks(stat.S_IMODE(found.st_mode), found.st_uid, found.st_gid, _extended_of(path))


def looks_for_copy(path: Path) -> Looks | None:
    """Return the looks that a copy of the file at `path` gets: the same, but one may write to it.

    None where there is no such file. Raises no OSError.
    """
    try:
        found = path.stat()
    except OSError:
        return None
    looks = looks_of(path, found)
    return replace(looks, mode=stat.S_IMODE(found.st_mode) | stat.S_IWUSR)


def give_owner(descriptor: int, looks: Looks) -> int:
    """Give an open file the owner and the group, as far as one may; return the mode that fits.

    Somebody else's group must not read what a group of the old file could: where the group cannot
    be given, the new one may no more than everybody.
    """
    if sys.platform == "win32":
        return looks.mode
    now = os.fstat(descriptor)
    if (now.st_uid, now.st_gid) == (looks.owner, looks.group):
        return looks.mode
    for owner in (looks.owner, -1):
        with contextlib.suppress(OSError):
            os.fchown(descriptor, owner, looks.group)
            return looks.mode
    return (looks.mode & ~stat.S_IRWXG) | ((looks.mode & stat.S_IRWXO) << 3)


def give_extended(descriptor: int, looks: Looks) -> None:
    """Give an open file the extended attributes, as far as one may."""
    if sys.platform == "linux":
        for name, value in looks.extended.items():
            with contextlib.suppress(OSError):
                os.setxattr(descriptor, name, value)


def names_of(path: Path) -> int:
    """Return how many names the file has that `path` leads to; 0 if that cannot be said."""
    try:
        return path.stat().st_nlink
    except OSError:
        return 0


def _extended_of(path: Path) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            for name in os.listxattr(path):
                with contextlib.suppress(OSError):
                    found[name] = os.getxattr(path, name)
    return found
