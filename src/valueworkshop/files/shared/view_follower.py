"""Follow a workshop from a second terminal: the facilitator's window, else what is saved."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeAlias

from valueworkshop.core.projector.project import project
from valueworkshop.core.show.projected_blocks import Projected
from valueworkshop.files.safe.locks import Seat
from valueworkshop.files.shared.presence import Machine, Owner, Where
from valueworkshop.files.shared.view_file import View, read_view
from valueworkshop.files.shared.view_path import view_path
from valueworkshop.files.text import session_file
from valueworkshop.files.text.problems import FileProblem, NotFoundError

CLOSED: Final = "Window closed: showing what is saved"
GONE: Final = "File gone: showing what was seen last"
UNREADABLE: Final = "File unreadable: showing what was seen last"

_Sign: TypeAlias = tuple[int, int, int] | None
"""How we notice a changed file: its time of change, its size, its identity."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What to show now, None for nothing yet, and a calm word on where it comes from."""

    projected: Projected | None = None
    note: str = ""


@dataclass(slots=True)
class Follower:
    """Looks for news. A look at an unchanged file costs two system calls."""

    path: Path
    state: Path
    machine: Machine = field(default_factory=Machine)
    _view: View | None = None
    _view_sign: _Sign = None
    _saved: Seen = field(default_factory=Seen)
    _saved_sign: _Sign = None
    _last: Projected | None = None

    def look(self) -> Seen:
        """Return what to show now. Raises nothing, whatever the files hold."""
        at = view_path(self.state, self.path)
        sign = _sign_of(at)
        if sign != self._view_sign:
            self._view_sign, self._view = sign, read_view(at)
        view = self._view
        if view is not None and view.projected is not None and self._is_open(view.owner):
            seen = Seen(projected=view.projected)
        else:
            seen = self._look_at_the_file()
        self._last = seen.projected or self._last
        return Seen(projected=self._last, note=seen.note)

    def _is_open(self, owner: Owner) -> bool:
        """Whether the window is still alive. A process that was killed leaves its view behind."""
        if self.machine.where(owner) is not Where.HERE:
            return False
        if owner.started:
            return True
        seat = Seat(self.state, self.path)  # the system does not tell when a process started
        seat.leave()
        return seat.shared

    def _look_at_the_file(self) -> Seen:
        sign = _sign_of(self.path)
        if sign is None or sign != self._saved_sign:
            self._saved_sign = sign
            try:
                session = session_file.session_at(self.path)
                self._saved = Seen(projected=project(session), note=CLOSED)
            except NotFoundError:
                self._saved = Seen(note=GONE)
            except FileProblem:
                self._saved = Seen(note=UNREADABLE)
        return self._saved


def _sign_of(path: Path) -> _Sign:
    try:
        found = os.stat(path)  # noqa: PTH116 - four times a second
    except (OSError, ValueError):
        return None
    return (found.st_mtime_ns, found.st_size, found.st_ino)
