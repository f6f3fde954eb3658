"""The folder of sessions: where it is, what it holds, and how a new file in it is called."""

import datetime as dt
import difflib
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import platformdirs

from valueworkshop.core.clean_text import folded
from valueworkshop.core.session.session import Session
from valueworkshop.files.safe import atomic
from valueworkshop.files.safe.file_attributes import Looks
from valueworkshop.files.safe.file_names import file_name
from valueworkshop.files.safe.home_paths import spelled_out
from valueworkshop.files.text import session_file, toml_text
from valueworkshop.files.text.problems import FileProblem, NotFoundError, Problem

VARIABLE: Final = "VALUEWORKSHOP_SESSIONS"
"""The environment variable that names the folder."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file that may be a session. Its `stamp` changes whenever the file is written."""

    path: Path
    modified: dt.datetime
    stamp: str = ""


@dataclass(frozen=True, slots=True)
class Glance:
    """A file in a list: its title, date and offer, or why it cannot be opened.

    A file without `problem` may still fail the checks that only opening makes.
    """

    entry: Entry
    title: str = ""
    date: dt.date | None = None
    offer: str = ""
    problem: FileProblem | None = None


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


def save_new(session: Session, folder: Path, looks: Looks | None = None) -> Path:
    """Save a session as a new file in `folder`, made if need be; return its path.

    Only its owner can read it, or it has the `looks` of the file it is a copy of. We never replace
    a file. Raises OSError, or FileProblem for a session that is too large.
    """
    data = session_file.dumps(session)
    atomic.make_folder(folder)
    name = file_name(session.title, session.date)
    while True:
        path = free_path(folder, name)
        try:
            atomic.create(path, data, looks=looks)
        except FileExistsError:
            continue  # somebody was faster; the next name is free
        return path


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
                    found.append(Entry(Path(entry.path), _modified(status), stamp))
    except (FileNotFoundError, NotADirectoryError):
        return
    found.sort(key=lambda entry: entry.path.name)
    found.sort(key=lambda entry: entry.modified, reverse=True)
    yield from found


def glance(entry: Entry) -> Glance:
    """Read from a session what a list shows. Never raises, whatever the file holds."""
    file = str(entry.path)
    try:
        text = toml_text.text_of(session_file.read_bytes(entry.path), file)
        raw = session_file.parse(text, file).tree
    except FileProblem as error:
        return Glance(entry, problem=error)
    title, date, offer = raw.get("title"), raw.get("date"), raw.get("offer")
    if not isinstance(title, str):
        problem = FileProblem([Problem(file=file, path="title", message="is missing or no text")])
        return Glance(entry, problem=problem)
    return Glance(
        entry,
        title=title,
        date=date if isinstance(date, dt.date) and not isinstance(date, dt.datetime) else None,
        offer=offer if isinstance(offer, str) else "",
    )


def find(folder: Path, name: str) -> Path:
    """Return the session that a command means by `name`.

    That is a path; or, in the folder, a file's name with or without its ending, or a title. Raises
    NotFoundError, or FileProblem if several could be meant.
    """
    if _is_there(Path(name)):
        return Path(name)
    entries = [entry.path for entry in listing(folder)]
    wanted = folded(name)
    by_file = [path for path in entries if wanted in (folded(path.name), folded(path.stem))]
    if len(by_file) == 1:
        return by_file[0]
    titles = {entry.path: glance(entry).title for entry in listing(folder)}
    found = by_file or [path for path, title in titles.items() if title and folded(title) == wanted]
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(sorted(path.name for path in found))
        message = f"several workshops have this name; say which file: {names}"
        raise FileProblem([Problem(file=name, message=message)])
    known = {folded(path.stem): path.name for path in entries}
    known |= {folded(title): title for title in titles.values() if title}
    near = difflib.get_close_matches(wanted, known, n=1)
    hint = f"; did you mean '{known[near[0]]}'?" if near else ""
    message = f"there is no workshop of this name in {folder}{hint}"
    raise NotFoundError([Problem(file=name, message=message)])


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


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
