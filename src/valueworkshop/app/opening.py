"""Ways into a workshop: a new one, a saved one, the filled example. Each raises UnopenableError."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

from valueworkshop.report.files import write_beside
from valueworkshop.report.workshop import report
from valueworkshop.storage import session_file
from valueworkshop.storage.folder import save_new
from valueworkshop.storage.problems import FileProblem, reason
from valueworkshop.storage.session_file import Document
from valueworkshop.storage.starting import demo_session, new_session
from valueworkshop.workshop.ids import Ids
from valueworkshop.workshop.session import Session


class UnopenableError(Exception):
    """A workshop cannot be opened; says why."""


def saved(path: Path) -> tuple[Path, Document]:
    """Return a saved workshop, read from `path`."""
    try:
        return path, session_file.read(path)
    except FileProblem as error:
        raise UnopenableError(_why(error)) from None


def begun(folder: Path, title: str, ids: Ids, today: dt.date) -> tuple[Path, Document]:
    """Return a new workshop, saved in `folder`."""
    return _made(new_session("essentials", ids, today, title), folder)


def demo(folder: Path, ids: Ids) -> tuple[Path, Document]:
    """Return a copy of the filled example, saved in `folder`."""
    return _made(replace(demo_session(), id=ids()), folder)


def exported(path: Path) -> str:
    """Write the report of a saved workshop beside it; return in a sentence what came of it."""
    try:
        return f"Exported to {write_beside(path, report(session_file.read(path).session))}"
    except (OSError, FileProblem) as error:
        return f"Not exported: {_why(error)}"


def _made(session: Session, folder: Path) -> tuple[Path, Document]:
    try:
        path = save_new(session, folder)
        return path, session_file.read(path)
    except (OSError, FileProblem) as error:
        raise UnopenableError(f"Cannot begin here: {_why(error)}") from None


def _why(error: OSError | FileProblem) -> str:
    return reason(error) if isinstance(error, OSError) else str(error).split("\n", 1)[0]
