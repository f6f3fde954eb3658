"""The folder of sessions: where it is, which files it has, and how a new one is called."""

import datetime as dt
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import Final

from valueworkshop.core.clean_text import folded
from valueworkshop.files.safe.home_paths import spelled_out

VARIABLE: Final = "VALUEWORKSHOP_SESSIONS"
"""The environment variable that names the folder."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file that may be a session. Its `stamp` changes whenever the file is written."""

    path: Path
    modified: dt.datetime
    stamp: str = ""


def sessions_folder(option: Path | None, env: Mapping[str, str], cwd: Path) -> Path:
    """Return the folder of sessions, which need not exist yet.

    It comes from the option, else from the variable; else it is ./sessions if there is one, else
    Workshops among the user's documents.
    """
    if option is not None:
        return cwd / spelled_out(option, "--sessions")
    if env.get(VARIABLE):
        return cwd / spelled_out(env[VARIABLE], VARIABLE)
    local = cwd / "sessions"
    if local.is_dir():
        return local
    import platformdirs  # noqa: PLC0415 - not for a folder that was named

    return platformdirs.user_documents_path() / "Workshops"


def listed(name: str) -> str:
    """Return a file name that the library lists: ending in .toml, without a dot in front."""
    ending = name[-5:] if name.lower().endswith(".toml") else ".toml"
    return f"{name.removesuffix(ending).strip('. ') or 'workshop'}{ending}"


def free_path(folder: Path, name: str) -> Path:
    """Return a path in `folder` for a new file: `name`, or with the first number that is free.

    Names that differ only by case or by how accents are coded are the same on some systems.
    """
    try:
        taken = {folded(other.name) for other in folder.iterdir()}
    except FileNotFoundError:
        taken = set()
    stem, ending = Path(name).stem, Path(name).suffix
    number = 1
    while folded(name) in taken:
        number += 1
        name = f"{stem}-{number}{ending}"
    return folder / name


def listing(folder: Path) -> Iterator[Entry]:
    """Yield the files in a folder that may be sessions, the latest first; none for no folder.

    Opens no file. Links to files count; folders, pipes, devices and dangling links do not.
    """
    found = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                status = _status(entry)
                if status is not None:
                    stamp = f"{status.st_size}:{status.st_mtime_ns}:{status.st_ino}"
                    found.append((entry.name, _modified(status), entry.path, stamp))
    except (FileNotFoundError, NotADirectoryError):
        return
    found.sort(key=itemgetter(0))
    found.sort(key=itemgetter(1), reverse=True)
    for _, modified, path, stamp in found:
        yield Entry(Path(path), modified, stamp)


def _status(entry: "os.DirEntry[str]") -> os.stat_result | None:
    """Return what the system knows about a session file, None if it is not one."""
    if not entry.name.lower().endswith(".toml") or entry.name.startswith("."):
        return None
    try:
        found = entry.stat()
    except OSError:  # a link to nowhere or to itself
        return None
    return found if stat.S_ISREG(found.st_mode) else None


def _modified(status: os.stat_result) -> dt.datetime:
    """Return when a file was changed."""
    try:
        return dt.datetime.fromtimestamp(status.st_mtime, dt.UTC)
    except (OverflowError, ValueError, OSError):  # a time that no calendar has
        return dt.datetime.fromtimestamp(0, dt.UTC)
