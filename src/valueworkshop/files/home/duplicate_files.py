"""Files that hold the same workshop: which is the original, and which are copies."""

import re
from collections.abc import Hashable, Iterable
from pathlib import Path
from typing import Final, TypeVar

# What synced folders and we add to the name of a copy, between its stem and its ending.
_MARKS: Final = re.compile(
    r"""\.conflict-\d{8}-\d{6}(-\d+)?$      # ours
    | [ ]?\([^()]*conflict[^()]*\)$         # Dropbox, Nextcloud, OneDrive
    | \.sync-conflict-[0-9a-z-]+$           # Syncthing
    | [ ]?\(\d+\)$                          # Google Drive, and copying in a file manager
    | ([ ]-)?[ ]copy([ ]\d+)?$              # file managers
    """,
    re.IGNORECASE | re.VERBOSE,
)

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


def original(paths: Iterable[Path]) -> Path:
    """Return the original among some files that hold the same workshop.

    That is the one whose name has no mark of a copy; of several, the one with the shortest name, as
    of `x.toml` and `x-PC.toml`. `paths` has at least one.
    """
    return min(paths, key=lambda path: (bool(_MARKS.search(path.stem)), len(path.name), path.name))


def grouped(things: Iterable[tuple[K | None, Path, T]]) -> list[tuple[T, Path | None]]:
    """Return (thing, its original) for all (id, path, thing), with copies behind their original.

    A group keeps the position of its first member; a thing without an id is alone. All are there.
    """
    groups: dict[object, list[tuple[Path, T]]] = {}
    for number, (key, path, thing) in enumerate(things):
        groups.setdefault(number if key is None else ("id", key), []).append((path, thing))
    told: list[tuple[T, Path | None]] = []
    for group in groups.values():
        first = original(path for path, _ in group)
        told += [(thing, None) for path, thing in group if path == first]
        told += [(thing, first) for path, thing in group if path != first]
    return told
