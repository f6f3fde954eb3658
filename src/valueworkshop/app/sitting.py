"""One sitting with one workshop: its desk, where it is saved, and what can be written from it."""

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from valueworkshop.storage.backups import Keeper, shelf_of
from valueworkshop.storage.clock import SystemClock
from valueworkshop.storage.drafts import Draft
from valueworkshop.storage.hotline import HotLine
from valueworkshop.storage.pieces import Spot
from valueworkshop.storage.problems import reason
from valueworkshop.storage.saver import Saver
from valueworkshop.storage.saving import State, Status
from valueworkshop.storage.seats import Seat
from valueworkshop.storage.session_file import Document
from valueworkshop.storage.state import state_folder
from valueworkshop.workshop.desk import Desk

PATIENCE = 5.0
"""Seconds for which leaving waits for a disk that does not answer."""


class Sitting:
    """Saves what the desk holds.

    `on_status` is told, from the saver's thread: in a few words whether all is saved, and in a
    sentence what was unusual about it.
    """

    def __init__(self, desk: Desk, path: Path, document: Document) -> None:
        """Sit down at a desk with the session of `document`, which was read from `path`."""
        self.desk = desk
        self.on_status: Callable[[str, str], None] = _nobody_listens
        self.state = state_folder(os.environ, Path.cwd())
        self.shelf = shelf_of(self.state, document.session.id)
        self._hot = HotLine(self.state, document.session.id)
        self._seat = Seat(self.state, path)
        self.shared = self._seat.shared
        self._draft = Draft(self.state, document.session.id)
        self._unprotected = self._refused = ""
        self.found = document.digest
        keeper = Keeper(self.shelf, path.name, SystemClock())
        self.saver = Saver(
            path,
            document,
            self._status_changed,
            keep=keeper.before_save,
            draft=self._draft,
            state=self.state,
        )
        desk.listen(self.saver.submit)

    @property
    def path(self) -> Path:
        """The file that the workshop is saved to."""
        return self.saver.status.path

    def typed(self, standing: Mapping[Spot, str]) -> None:
        """Take what stands in the fields and is no edit yet: so much outlives a kill."""
        self._hot.stands(standing, self.desk.session)
        self._hot.saved(self.saver.saved, self.desk.session)
        if self._refused != self._hot.refused:
            self._refused = self._hot.refused
            self._status_changed(self.saver.status)

    def close(self, timeout: float = PATIENCE) -> None:
        """Save and end the sitting. What stands in the fields stays for the next one."""
        self.saver.close(timeout)
        self._hot.saved(self.saver.saved, self.desk.session)
        self._hot.close()
        self._draft.close()
        self._seat.leave()

    def _status_changed(self, status: Status) -> None:
        """Pass a changed status on. Called from the saver's thread."""
        unusual = status.reason if status.state is State.SAVED else ""
        if status.state is State.SAVED:
            self._hot.saved(self.saver.saved, self.desk.session)
        status = replace(status, unprotected=status.unprotected or self._refused)
        if status.unprotected and status.unprotected != self._unprotected:
            unusual = unusual or f"this computer keeps no copy: {status.unprotected}"
        self._unprotected = status.unprotected
        self.on_status(status_in_words(status), unusual)

    def flush(self) -> str:
        """Save at once; return in a sentence what came of it."""
        status = self.saver.flush(PATIENCE)
        if status.state is State.SAVED:
            return f"Saved to {status.path.name}."
        why = status.reason or "the disk has not answered yet; saving goes on"
        return f"NOT SAVED: {why}. {_where_it_is(status)}"

    def export(self) -> str:
        """Write the result as Markdown beside the session; return in a sentence where it is."""
        from valueworkshop.report.files import write_beside  # noqa: PLC0415 - on demand
        from valueworkshop.report.workshop import report  # noqa: PLC0415 - on demand

        try:
            path = write_beside(self.path, report(self.desk.session))
        except OSError as error:
            return f"Not exported: {reason(error)}."
        return f"Exported to {path}"


def status_in_words(status: Status) -> str:
    """Say in a word or two whether everything is saved."""
    match status.state:
        case State.SAVED:
            saved = "saved in a copy" if status.left_alone else "saved"
            return f"{saved}, no crash protection" if status.unprotected else saved
        case State.FAILED:
            return f"NOT SAVED: {status.reason}{'; draft kept' if status.drafted else ''}"
        case _:
            return "saving"


def _where_it_is(status: Status) -> str:
    """Say where what could not be saved is safe."""
    if status.drafted:
        return "A draft is safe on this computer, and offered when this is opened again."
    return f"It stands on this screen only ({status.unprotected or 'no draft could be made'})."


def _nobody_listens(_text: str, _unusual: str) -> None:
    """Take a status that nobody shows."""
