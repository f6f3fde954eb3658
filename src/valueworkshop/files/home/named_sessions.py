"""Sessions by name: found in their folder, and saved there under a new one."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from valueworkshop.core.clean_text import folded
from valueworkshop.files.home.sessions_folder import Entry, free_path, listing
from valueworkshop.files.safe.file_names import file_name
from valueworkshop.files.text.problems import FileProblem, NotFoundError, Problem

if TYPE_CHECKING:
    from valueworkshop.core.session.session import Session
    from valueworkshop.files.safe.file_attributes import Looks


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


def save_new(session: "Session", folder: Path, looks: "Looks | None" = None) -> Path:
    """Save a session as a new file in `folder`, made if need be; return its path.

    Only its owner can read it, or it has the `looks` of the file it is a copy of. We never replace
    a file. Raises OSError, or FileProblem for a session that is too large.
    """
    from valueworkshop.files.safe import atomic  # noqa: PLC0415 - a path is found without
    from valueworkshop.files.text import session_file  # noqa: PLC0415 - the same

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


def glance(entry: Entry) -> Glance:
    """Read from a session what a list shows. Never raises, whatever the file holds."""
    from valueworkshop.files.text import session_file, toml_text  # noqa: PLC0415 - for titles only

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
    import difflib  # noqa: PLC0415 - only for a wrong name

    known = {folded(path.stem): path.name for path in entries}
    known |= {folded(title): title for title in titles.values() if title}
    near = difflib.get_close_matches(wanted, known, n=1)
    hint = f"; did you mean '{known[near[0]]}'?" if near else ""
    message = f"there is no workshop of this name in {folder}{hint}"
    raise NotFoundError([Problem(file=name, message=message)])


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
