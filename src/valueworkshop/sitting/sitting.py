"""One sitting with one workshop: its desk, where it is saved, and what can be written from it."""

import contextlib
import datetime as dt
import errno
import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from valueworkshop.core.session.desk import Desk
from valueworkshop.core.session.session import Session
from valueworkshop.core.session.spot import Spot
from valueworkshop.files.safe import atomic
from valueworkshop.files.safe.backups import Keeper, Kind, keep, shelf_of
from valueworkshop.files.safe.disk_clock import SystemClock
from valueworkshop.files.safe.drafts import Draft
from valueworkshop.files.safe.file_attributes import looks_for_copy
from valueworkshop.files.safe.locks import Seat
from valueworkshop.files.safe.state_folder import state_folder
from valueworkshop.files.safe.typing_log import TypingLog
from valueworkshop.files.saving.save_rules import State, Status
from valueworkshop.files.saving.saver import Saver
from valueworkshop.files.shared.presence import Machine, Presence
from valueworkshop.files.shared.session_merge import is_sound
from valueworkshop.files.text import session_file
from valueworkshop.files.text.problems import reason
from valueworkshop.files.text.session_file import Document
from valueworkshop.sitting.saving_words import (
    ONLY_READ,
    in_a_sentence,
    in_few_words,
    says_gone,
    with_way_back,
)

if TYPE_CHECKING:
    from valueworkshop.files.shared.view_file import Showing

PATIENCE = 5.0
"""Seconds that leaving waits for a disk that does not answer."""


class Sitting:
    """Saves what the desk holds.

    It calls `on_status` from the saver's thread: with a few words on whether all is saved, and a
    sentence on what was unusual about it.
    """

    def __init__(self, desk: Desk, path: Path, document: Document) -> None:
        """Sit down at a desk with the session of `document`, which was read from `path`.

        If the document may only be read, we write nothing at all, tell nobody that it is open here,
        and follow what others change in the file.
        """
        self.desk = desk
        self.began_with = document.session
        self.only_read = document.read_only
        self.other_kit = False
        self.on_status: Callable[[str, str], None] = _nobody_listens
        self.state = state_folder(os.environ, Path.cwd())
        self.shelf = shelf_of(self.state, document.session.id)
        self._typing_log = TypingLog(self.state, document.session.id)
        self._taken: tuple[Seat, Presence, Showing] | None = None
        self._take_place(path)
        self._draft = Draft(self.state, document.session.id)
        self._unprotected = self._refused = ""
        self._failing = False
        self._told: Status | None = None
        self.found = document.digest
        self.saver = self._saver(path, document)
        desk.listen(self._submit)

    def _submit(self, session: Session) -> None:
        if not self.only_read:
            self._typing_log.committed(session)
            if self._taken is not None:
                self._taken[2].show(session)
            self.saver.submit(session)  # the saver may be another one by now

    def _take_place(self, path: Path) -> None:
        """Let other windows and computers see that this is open here; let projectors show it."""
        from valueworkshop.files.shared.view_file import Showing  # noqa: PLC0415 - not for the library

        self._leave_place()
        if not self.only_read:
            now, machine = dt.datetime.now(dt.UTC), Machine()
            showing = Showing(self.state, path, machine, now)
            self._taken = (Seat(self.state, path), Presence(path, machine, now), showing)

    def show_in_the_room(self) -> None:
        """Let projectors see the session as it is now; later edits are shown by themselves.

        Sitting down does not do this: the imports would delay the first paint.
        """
        if self._taken is not None:
            self._taken[2].show(self.desk.session)

    def show_way_in(self, join: str) -> None:
        """Let projectors show where phones join; '' once nobody can."""
        if self._taken is not None:
            self._taken[2].show(self.desk.session, join)

    def _leave_place(self) -> None:
        if self._taken is not None:
            for each in self._taken:
                each.leave()
            self._taken = None

    def _taken_by(self) -> str:
        return self._taken[1].taken_by() if self._taken is not None else ""

    def catch_up(self) -> bool:
        """Take what others have changed onto the desk; return whether there was something.

        We do not take another kit: `other_kit` says that the workshop has to be opened again.
        """
        return self.saver.catch_up(self._take)

    def _take(self, before: Session, after: Session) -> bool:
        self.other_kit = after.kit is not before.kit
        return not self.other_kit and self.desk.take(before, after, is_sound)

    def with_way_back(self, said: str, undo: str) -> str:
        """Add to a text what was taken away when we caught up; `undo` brings it back."""
        desk = self.desk
        if not desk.gone or self.only_read:
            return said
        return with_way_back(said, self.path, desk.gone, undo if desk.gone_comes_back else "")

    def completed(self, said: str, undo: str) -> str:
        """Return what is said of saving, with the way back if it tells what we caught up with.

        The words come from the saver's thread, before or after we catch up.
        """
        return self.with_way_back(said, undo) if says_gone(said, self.desk.gone) else said

    def give_up(self, who: str) -> str:
        """Save, then only read, because somebody has taken the file over.

        Return how saving went.
        """
        said = in_a_sentence(self.saver.flush(PATIENCE))
        self.only_read = f"{who} has taken it over"
        self.saver.only_read(self.only_read)
        self._leave_place()
        return said

    def _put_aside(self, path: Path, data: bytes) -> None:
        """Keep one of two versions that are joined. Called from the saver's thread."""
        keep(self.shelf, data, kind=Kind.PARTED, name=path.name, now=dt.datetime.now(dt.UTC))

    def _saver(self, path: Path, document: Document) -> Saver:
        keeper = Keeper(self.shelf, path.name, SystemClock())
        return Saver(
            path,
            document,
            self._status_changed,
            keep=keeper.before_save,
            draft=self._draft,
            state=self.state,
            aside=lambda data: self._put_aside(path, data),
            watch=self._taken_by,
        )

    @property
    def path(self) -> Path:
        """The file that the workshop is saved to."""
        return self.saver.status.path

    @property
    def words(self) -> str:
        """Whether everything is saved, in a few words."""
        status = self.saver.status
        if self.only_read:
            return ONLY_READ
        return in_few_words(replace(status, unprotected=status.unprotected or self._refused))

    def typed(self, standing: Mapping[Spot, str]) -> None:
        """Take what the fields hold that is no edit yet: this much outlives a kill."""
        if self.only_read:
            return
        self._typing_log.note_fields(standing, self.desk.session)
        self._typing_log.saved(self.saver.saved, self.desk.session)
        self._tell_if_refused()

    def shown(self, standing: Mapping[Spot, str]) -> None:
        """Take what the fields hold as they are being drawn.

        Text that has left them may be on its way to the desk, so we do not drop it here.
        """
        if not self.only_read:
            self._typing_log.add(standing)
            self._tell_if_refused()

    def _tell_if_refused(self) -> None:
        if self._refused != self._typing_log.refused:
            self._refused = self._typing_log.refused
            self._status_changed(self.saver.status)

    def close(self, timeout: float = PATIENCE) -> None:
        """Save and end the sitting. What the fields hold stays for the next sitting."""
        self.saver.close(timeout)
        self._typing_log.saved(self.saver.saved, self.desk.session)
        self._typing_log.close()
        self._draft.close()
        self._leave_place()

    def _status_changed(self, status: Status) -> None:
        """Pass a changed status on. Called from the saver's thread."""
        again, self._told = status == self._told, status  # the screen can catch up now
        unusual = status.reason if status.state is State.SAVED and not again else ""
        if status.state is State.SAVED:
            self._typing_log.saved(self.saver.saved, self.desk.session)
        status = replace(status, unprotected=status.unprotected or self._refused)
        if status.unprotected and status.unprotected != self._unprotected:
            unusual = unusual or f"no copy is kept on this computer: {status.unprotected}"
        self._unprotected = status.unprotected
        if status.state is State.FAILED and not self._failing:
            unusual = in_a_sentence(status).removesuffix(".")
        elif status.state is State.SAVED and self._failing:
            unusual = unusual or f"saved again: {status.path.name} holds everything"
        if status.state in (State.FAILED, State.SAVED):
            self._failing = status.state is State.FAILED
        self.on_status(ONLY_READ if self.only_read else in_few_words(status), unusual)

    def flush(self, *, again: bool = False) -> str:
        """Save at once, and return how that went.

        With `again`, write a file that is gone once more.
        """
        if self.only_read:
            return f"{ONLY_READ}: {self.only_read}. There is nothing to save here."
        return in_a_sentence(self.saver.flush(PATIENCE, again=again))

    def write_again(self) -> str:
        """Save at once, make the folder again if it is gone; return a sentence on how that went.

        May take as long as the disk does.
        """
        with contextlib.suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
        return self.flush(again=True)

    def text(self) -> str:
        """Return the text of the whole workshop's file. Raises FileProblem if it is too large."""
        return self.saver.content(self.desk.session).decode()

    def write_elsewhere(self, path: Path) -> Document:
        """Write the workshop to a new file, its folder made if need be; return the document in it.

        Raises FileExistsError if anything has that name, else OSError or FileProblem. May take as
        long as the disk does.
        """
        data = self.saver.content(self.desk.session)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except FileExistsError as error:
            raise NotADirectoryError(errno.ENOTDIR, "not a folder", str(path.parent)) from error
        with contextlib.suppress(atomic.UnsyncedError):  # it is there, and we write it again soon
            atomic.create(path, data, looks=looks_for_copy(self.path))
        return session_file.loads(data, str(path))

    def go_on_in(self, path: Path, document: Document) -> None:
        """Go on in a file that was written elsewhere; leave the one before as it is."""
        self.saver.abandon()
        self.only_read = ""
        self._failing = False
        self._take_place(path)
        self.show_in_the_room()
        self.saver = self._saver(path, document)
        if self.desk.session != document.session:  # it changed in the meantime
            self.saver.submit(self.desk.session)
        self._status_changed(self.saver.status)

    def export(self) -> str:
        """Write the result as Markdown beside the session; return a sentence on where it is."""
        from valueworkshop.exports.export_forms import Wanted, written  # noqa: PLC0415 - on demand
        from valueworkshop.exports.write_beside import write_beside  # noqa: PLC0415 - on demand

        try:
            text = written(self.desk.session, Wanted(at=dt.datetime.now().astimezone()))
            path = write_beside(self.path, text)
        except OSError as error:
            told = f"Not exported to {error.filename}: {reason(error)}."
            return f"{told} `valueworkshop export NAME -o FILE` writes it elsewhere."
        return f"Exported to {path}"


def _nobody_listens(_text: str, _unusual: str) -> None:
    """Take a status that nobody shows."""
