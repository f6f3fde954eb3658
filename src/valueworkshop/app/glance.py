"""What the library tells of a workshop: where it stands, and what came of it so far."""

from dataclasses import dataclass, replace
from pathlib import Path

from valueworkshop.stages.votes.words import points
from valueworkshop.storage import session_file
from valueworkshop.storage.copies import grouped
from valueworkshop.storage.folder import listing
from valueworkshop.storage.problems import FileProblem
from valueworkshop.summary.gaps import summarise
from valueworkshop.workshop.session import Session
from valueworkshop.workshop.text import one_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """A workshop in a list, all in words; or the `problem` because of which it cannot be read.

    `why` is the same in short, for beside the file's name. `copy_of` is the name of another file
    that holds the same workshop, of which this is a copy; '' for none.
    """

    path: Path
    id: str = ""
    title: str = ""
    date: str = ""
    offer: str = ""
    reached: str = ""
    index: str = ""
    problem: str = ""
    why: str = ""
    copy_of: str = ""


def glances(folder: Path) -> list[Glance]:
    """Return every workshop of a folder, last changed first; broken files keep their place.

    Copies, as synced folders make them, stand behind what they are copies of.
    """
    found = [glance_at(entry.path) for entry in listing(folder)]
    return [
        replace(glance, copy_of=first.name if first else "")
        for glance, first in grouped((each.id or None, each.path, each) for each in found)
    ]


def glance_at(path: Path) -> Glance:
    """Read one workshop for the list. Never raises for what a file holds."""
    try:
        session = session_file.read(path).session
    except FileProblem as error:
        first = error.problems[0]
        line = f"line {first.line}: " if first.line else ""
        told = str(error).split("\n", 1)[0]
        return Glance(path=path, problem=told, why=one_line(f"{line}{first.message}"))
    return glance_of(path, session)


def glance_of(path: Path, session: Session) -> Glance:
    """Return what a list tells of a session."""
    index = summarise(session).index.value
    return Glance(
        path=path,
        id=session.id,
        title=one_line(session.title),
        date=session.date.isoformat() if session.date else "",
        offer=one_line(session.offer),
        reached=reached(session),
        index="" if index is None else f"gap index {points(index)}",
    )


def reached(session: Session) -> str:
    """Say at which stage the team stands."""
    stages = list(session.kit.stages)
    if session.place.stage not in stages:
        return "not begun"
    return f"stage {stages.index(session.place.stage) + 1} of {len(stages)}"
