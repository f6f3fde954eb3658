"""One sitting with one workshop: its desk, where it is saved, and what can be written from it."""

from collections.abc import Callable
from pathlib import Path

from valueworkshop.storage.saver import Saver
from valueworkshop.storage.saving import State, Status
from valueworkshop.storage.session_file import Document
from valueworkshop.workshop.desk import Desk


class Sitting:
    """Saves what the desk holds. `on_status` is told in a few words, from the saver's thread."""

    def __init__(self, desk: Desk, path: Path, document: Document) -> None:
        """Sit down at a desk with the session of `document`, which was read from `path`."""
        self.desk = desk
        self.on_status: Callable[[str], None] = _nobody_listens
        self.saver = Saver(path, document, self._status_changed)
        desk.listen(self.saver.submit)

    @property
    def path(self) -> Path:
        """The file that the workshop is saved to."""
        return self.saver.status.path

    def _status_changed(self, status: Status) -> None:
        """Pass a changed status on. Called from the saver's thread."""
        self.on_status(status_in_words(status))

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
            return "saved"
        case State.FAILED:
            return f"NOT SAVED: {status.reason}"
        case _:
            return "saving"


def _nobody_listens(_text: str) -> None:
    """Take a status that nobody shows."""
