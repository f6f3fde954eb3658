"""Ways into a workshop: a new one, a saved one, the filled-in example.

All raise UnopenableError.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from valueworkshop.core.session.ids import Ids
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.stages.own_copy import own_copy
from valueworkshop.files.home.cut_off_saves import CutOff
from valueworkshop.files.home.named_sessions import save_new
from valueworkshop.files.home.new_sessions import Beginning, begin, begin_demo
from valueworkshop.files.safe.file_attributes import looks_for_copy
from valueworkshop.files.text import session_file
from valueworkshop.files.text.problems import FileProblem, reason
from valueworkshop.files.text.session_file import Document


class UnopenableError(Exception):
    """We cannot open a workshop; the text says why."""


def saved(path: Path, only_read: str = "") -> tuple[Path, Document]:
    """Return a saved workshop, read from `path`; `only_read` says why it must not change."""
    try:
        document = session_file.read(path)
        return path, replace(document, read_only=document.read_only or only_read)
    except FileProblem as error:
        raise UnopenableError(_why(error)) from None


def saved_at(path: Path, at: Callable[[Session], Place]) -> tuple[Path, Document]:
    """Return a saved workshop, opened `at` a place in it."""
    path, document = saved(path)
    session = document.session
    return path, replace(document, session=replace(session, place=at(session)))


def begun(folder: Path, beginning: Beginning, ids: Ids, today: dt.date) -> tuple[Path, Document]:
    """Return a new workshop, saved in `folder`."""
    return _made(lambda: begin(folder, beginning, ids, today))


def demo(folder: Path, ids: Ids) -> tuple[Path, Document]:
    """Return a copy of the filled-in example, saved in `folder`."""
    return _made(lambda: begin_demo(folder, ids))


def copied(path: Path, document: Document, ids: Ids) -> tuple[Path, Document]:
    """Return a copy of a workshop, saved beside it as a new workshop."""
    copy, _ = own_copy(document.session, ids, ballots=True)
    copy = replace(copy, title=f"{copy.title} (copy)")
    return _made(lambda: save_new(copy, path.parent, looks_for_copy(path)))


def followed(path: Path, document: Document, ids: Ids, today: dt.date) -> tuple[Path, Document]:
    """Return a new workshop that follows a workshop, saved beside it."""
    from valueworkshop.core.compare.next_workshop import next_after  # noqa: PLC0415 - seldom

    return _made(lambda: save_new(next_after(document.session, ids, today), path.parent))


def brought_back(cut: CutOff, folder: Path, ids: Ids, today: dt.date) -> tuple[Path, Document]:
    """Return the workshop whose first save was cut off, saved in `folder`.

    If only its title is left, that is a new workshop with this title.
    """
    session = cut.session
    if session is None:
        return begun(folder, Beginning(title=cut.title), ids, today)
    return _made(lambda: save_new(session, folder))


def _made(save: Callable[[], Path]) -> tuple[Path, Document]:
    try:
        path = save()
        return path, session_file.read(path)
    except (OSError, FileProblem) as error:
        raise UnopenableError(f"Cannot begin here: {_why(error)}") from None


def _why(error: OSError | FileProblem) -> str:
    return reason(error) if isinstance(error, OSError) else str(error).split("\n", 1)[0]
