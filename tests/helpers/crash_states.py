"""What a power cut may leave: watches the calls of a save and knows at each what is safe by then.

The model is as hard as POSIX allows. Data that was not synced may be missing, half there or zeros.
A name that was made, moved or removed without a sync of its folder may be there or not, each
independently: not even a rename need be whole. A folder's own name is safe when the folder above is
synced.
"""

import itertools
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from typing import Any, Final, TypeAlias

from valueworkshop.files.safe.atomic import SYSTEM, Calls

State: TypeAlias = frozenset[tuple[Path, bytes | None]]
"""What each name below the root holds; None for a folder."""

FOLDER: Final = 0
"""The number of whatever is a folder; files have numbers from 1."""


class PowerCuts:
    """Passes calls on, and collects in `found` each state that a power cut may leave.

    Each state comes with what had been acknowledged by then: see `acknowledge`.
    """

    def __init__(self, root: Path) -> None:
        """Begin with what is below `root`, all of it safe."""
        self.root = root
        self.found: set[tuple[str, State]] = set()
        self._acknowledged = ""
        self._names: dict[Path, list[int | None]] = {}
        self._data: dict[int, list[bytes]] = {}
        self._open: dict[int, int | Path] = {}
        for path in root.rglob("*"):
            self._names[path] = [FOLDER if path.is_dir() else self._new(path.read_bytes())]
        self._note()

    @property
    def calls(self) -> Calls:
        """The calls to give to a save."""
        ours = {name: getattr(self, method) for name, method in _WATCHED.items()}
        return Calls(**{f.name: ours.get(f.name, getattr(SYSTEM, f.name)) for f in fields(Calls)})

    @contextmanager
    def everywhere(self) -> Iterator[None]:
        """Watch also what is done without `calls`, and which folders are made."""
        before = {name: getattr(SYSTEM, name) for name in _WATCHED}
        calls, mkdir = self.calls, os.mkdir
        try:
            for name in _WATCHED:
                object.__setattr__(SYSTEM, name, getattr(calls, name))
            os.mkdir = self._mkdir
            yield
        finally:
            os.mkdir = mkdir
            for name, call in before.items():
                object.__setattr__(SYSTEM, name, call)

    def acknowledge(self, what: str) -> None:
        """Say that from now on `what` must outlive any power cut."""
        self._acknowledged = what
        self._note()

    def _new(self, data: bytes) -> int:
        number = len(self._data) + 1
        self._data[number] = [data]
        return number

    def _point(self, path: Path, number: int | None) -> None:
        self._names.setdefault(path, [None]).append(number)

    def _leads_to(self, path: Path) -> int | None:
        return self._names[path][-1] if path in self._names else None

    # The calls: each does what it says, except that it does not wait for the disk

    def _opened(self, path: Path, flags: int, mode: int = 0o777) -> int:
        path = Path(path)
        descriptor = os.open(path, flags, mode)
        if path.is_dir():
            self._open[descriptor] = path
            return descriptor
        number = self._leads_to(path)
        if number is None:
            number = self._new(b"")
            self._point(path, number)
        elif flags & os.O_TRUNC:
            self._data[number].append(b"")
        self._open[descriptor] = number
        self._note()
        return descriptor

    def _write(self, descriptor: int, data: bytes) -> int:
        done = os.write(descriptor, data)
        self._see(descriptor)
        return done

    def _sync(self, descriptor: int) -> None:
        what = self._open[descriptor]
        if isinstance(what, Path):
            for path, values in self._names.items():
                if path.parent == what:
                    del values[:-1]
        else:
            self._see(descriptor)
            del self._data[what][:-1]
        self._note()

    def _close(self, descriptor: int) -> None:
        del self._open[descriptor]
        os.close(descriptor)

    def _replace(self, source: Path, target: Path) -> None:
        source.replace(target)
        number = self._leads_to(source)
        self._point(source, None)
        self._point(target, number)
        self._note()

    def _link(self, source: Path, target: Path) -> None:
        os.link(source, target)
        self._point(target, self._leads_to(source))
        self._note()

    def _unlink(self, path: Path) -> None:
        path.unlink()
        self._point(path, None)
        self._note()

    def _mkdir(self, path: Any, mode: int = 0o777, *, dir_fd: int | None = None) -> None:
        _MKDIR(path, mode, dir_fd=dir_fd)
        self._point(Path(path), FOLDER)
        self._note()

    def _see(self, descriptor: int) -> None:
        """Take note of what an open file holds now."""
        number = self._open[descriptor]
        assert isinstance(number, int)
        self._data[number].append(Path(f"/proc/self/fd/{descriptor}").read_bytes())
        self._note()

    # The states

    def _note(self) -> None:
        self.found |= {(self._acknowledged, state) for state in self._states()}

    def _states(self) -> Iterator[State]:
        paths = list(self._names)
        for chosen in itertools.product(*(dict.fromkeys(self._names[path]) for path in paths)):
            there = dict(zip(paths, chosen, strict=True))
            seen = {
                path: number
                for path, number in there.items()
                if number is not None and self._reached(path, there)
            }
            files = sorted({number for number in seen.values() if number != FOLDER})
            for data in itertools.product(*(variants(self._data[file]) for file in files)):
                holds: dict[int, bytes | None] = {
                    **dict(zip(files, data, strict=True)),
                    FOLDER: None,
                }
                yield frozenset((path, holds[number]) for path, number in seen.items())

    def _reached(self, path: Path, there: dict[Path, int | None]) -> bool:
        above = itertools.takewhile(lambda each: each != self.root, path.parents)
        return all(there.get(each) == FOLDER for each in above)


_WATCHED: Final = {
    "open": "_opened",
    **{name: f"_{name}" for name in ("write", "sync", "close", "replace", "link", "unlink")},
}
_MKDIR: Final[Callable[..., None]] = os.mkdir


def variants(versions: list[bytes]) -> set[bytes]:
    """Return what a file may hold if only the first of these versions is safe."""
    safe = versions[0]
    found = {safe}
    for version in versions[1:]:
        half = len(version) // 2
        head = version[:half]
        found |= {version, head, head + safe[half:], head + bytes(len(version) - half)}
        found |= {bytes(len(version)), bytes(half) + version[half:]}
    return found


def build(state: State, root: Path, at: Path) -> None:
    """Make below `at` what a power cut left below `root`."""
    at.mkdir()
    for path, data in sorted(state, key=lambda each: each[0]):
        place = at / path.relative_to(root)
        if data is None:
            place.mkdir(exist_ok=True)
        else:
            place.write_bytes(data)
