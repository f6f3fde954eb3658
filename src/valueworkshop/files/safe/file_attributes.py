"""What a file has besides its bytes, so that the file that replaces it looks the same to all."""

import contextlib
import os
import stat
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Looks:
    """Mode, owner, group and extended attributes of a file. The attributes are for Linux only."""

    mode: int
    owner: int
    group: int
    extended: Mapping[str, bytes] = field(default_factory=dict)


def looks_of(path: Path, found: os.stat_result) -> Looks:
    """Return the looks of the file at `path`; `found` is its stat. Raises no OSError."""
    return Looks(stat.S_IMODE(found.st_mode), found.st_uid, found.st_gid, _extended_of(path))


def looks_for_copy(path: Path) -> Looks | None:
    """Return the looks for a copy of the file at `path`: the same, but its owner may write to it.

    None if there is no such file. Raises no OSError.
    """
    try:
        found = path.stat()
    except OSError:
        return None
    looks = looks_of(path, found)
    return replace(looks, mode=stat.S_IMODE(found.st_mode) | stat.S_IWUSR)


def give_owner(descriptor: int, looks: Looks) -> int:
    """Give an open file the owner and the group, as far as we may; return the mode that fits.

    Another group must not read what the group of the old file could. So if we cannot set the group,
    the new group may do no more than everybody.
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
    """Give an open file the extended attributes, as far as we may."""
    if sys.platform == "linux":
        for name, value in looks.extended.items():
            with contextlib.suppress(OSError):
                os.setxattr(descriptor, name, value)


def names_of(path: Path) -> int:
    """Return how many names (hard links) the file at `path` has, 0 if we cannot tell."""
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
