"""One sitting with one workshop: its desk, where it is saved, and what can be written from it."""

import os
from collections.abc import Callable
from pathlib import Path

from valueworkshop.storage.backups import Keeper, shelf_of
from valueworkshop.storage.saver import Saver, SystemClock
from valueworkshop.storage.saving import State, Status
from valueworkshop.storage.session_file import Document
from valueworkshop.storage.state import state_folder
from valueworkshop.workshop.desk import Desk


class Sitting:
    """Saves what the desk holds.

    `on_status` is told, from the saver's thread: in a few words whether all is saved, and in a
    sentence what was unusual about it.
    """

    def __init__(self, desk: Desk, path: Path, document: Document) -> None:
        """Sit down at a desk with the session of `document`, which was read from `path`."""
        self.desk = desk
        self.on_status: Callable[[str, str], None] = _nobody_listens
        shelf = shelf_of(state_folder(os.environ, Path.cwd()), document.session.id)
        keeper = Keeper(shelf, path.name, SystemClock())
        self._unprotected = ""
        self.saver = Saver(path, document, self._status_changed, keep=keeper.before_save)
        desk.listen(self.saver.submit)

    @property
    def path(self) -> Path:
        """The file that the workshop is saved to."""
        return self.saver.status.path

    def _status_changed(self, status: Status) -> None:
        """Pass a changed status on. Called from the saver's thread."""
        unusual = status.reason if status.state is State.SAVED else ""
        if status.unprotected and status.unprotected != self._unprotected:
            unusual = unusual or f"no backup could be made: {status.unprotected}"
        self._unprotected = status.unprotected
        self.on_status(status_in_words(status), unusual)

    def flush(self) -> str:
        """Save at once; return in a sentence what came of it."""
        status = self.saver.flush()
        if status.state is State.FAILED:
            return f"NOT SAVED: {status.reason}."
        return f"Saved to {status.path.name}."

    def export(self) -> str:
        """Write the result as Markdown beside the session; return in a sentence where it is."""
        from valueworkshop.report.files import write_beside  # noqa: PLC0415 - on demand
        from valueworkshop.report.workshop import report  # noqa: PLC0415 - on demand

        try:
            path = write_beside(self.path, report(self.desk.session))
        except OSError as error:
            return f"Not exported: {error.strerror or error}."
        return f"Exported to {path}"


def status_in_words(status: Status) -> str:
    """Say in a word or two whether everything is saved."""
    match status.state:
        case State.SAVED:
            saved = "saved in a copy" if status.left_alone else "saved"
            return f"{saved}, no crash protection" if status.unprotected else saved
        case State.FAILED:
            return f"NOT SAVED: {status.reason}"
        case _:
            return "saving"


def _nobody_listens(_text: str, _unusual: str) -> None:
    """Take a status that nobody shows."""
