"""The view file: what a facilitator's window lets a projector see, in a small file.

It is in the state folder, named by the identity of the session's file, and holds only what
`core/show/projected_blocks.py` can hold. It is not synced: after a power cut we write it again.
"""

import contextlib
import dataclasses
import datetime as dt
import json
import os
import secrets
import threading
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from valueworkshop.core.session.session import Session
from valueworkshop.core.show.projected_blocks import Projected
from valueworkshop.files.safe.atomic import TEMP
from valueworkshop.files.safe.state_folder import made
from valueworkshop.files.shared.presence import Machine, Owner
from valueworkshop.files.shared.view_path import ENDING, view_folder, view_path
from valueworkshop.files.text import bounded_read

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
_PATIENCE: Final = 1.0
"""Seconds that leaving waits for a state folder that does not answer."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The content of a view file: which session, whose window, and what may be seen.

    `projected` is None after the window was closed.
    """

    schema: Literal[1] = 1
    path: str
    owner: Owner
    projected: Projected | None


def read_view(path: Path) -> View | None:
    """Return what a view file holds, None if there is none that we understand."""
    try:
        return _adapter().validate_json(bounded_read.read_bytes(path))
    except (OSError, ValueError, RecursionError):
        return None


@cache
def _adapter() -> "TypeAdapter[View]":
    from pydantic import TypeAdapter  # noqa: PLC0415 - only needed to read a file

    return TypeAdapter(View)


def last_opened(state: Path) -> Path | None:
    """Return the session's file that was last open on this computer, None if we know none."""
    with contextlib.suppress(OSError):
        found = sorted(
            (
                each
                for each in view_folder(state).glob(f"*{ENDING}")
                if not each.name.startswith(TEMP)
            ),
            key=lambda each: each.stat().st_mtime,
            reverse=True,
        )
        for each in found:
            view = read_view(each)
            if view is not None:
                return Path(view.path)
    return None


class Showing:
    """Keeps the view file of one sitting up to date, from its own thread.

    `show` returns at once, and the disk makes nothing here raise: without a view file a projector
    shows what is saved.
    """

    def __init__(self, state: Path, path: Path, machine: Machine, now: dt.datetime) -> None:
        """Show nothing yet."""
        self._path = view_path(state, path)
        self._of = os.path.realpath(path)
        self._owner = Owner(
            pid=machine.pid,
            host=machine.host,
            boot=machine.boot,
            started=machine.started(machine.pid) or "",
            since=f"{now:%Y-%m-%dT%H:%M:%SZ}",
            mark=secrets.token_hex(8),
        )
        self._latest: Session | None = None
        self._join = ""
        self._written: Projected | None = None
        self._ended = False
        self._condition = threading.Condition()
        self._thread = threading.Thread(target=self._run, name="projector", daemon=True)
        self._thread.start()

    def show(self, session: Session, join: str | None = None) -> None:
        """Let a projector see what may be seen of `session`, some milliseconds from now.

        With `join` it says from now on where phones join.
        """
        with self._condition:
            self._latest = session
            self._join = self._join if join is None else join
            self._condition.notify()

    def leave(self) -> None:
        """Say that the window is closed; projectors show what is saved from now on."""
        with self._condition:
            self._ended = True
            self._condition.notify()
        self._thread.join(_PATIENCE)

    def _run(self) -> None:
        while (session := self._next()) is not None:
            self._write(session)
        if self._is_ours():
            self._put(None)

    def _is_ours(self) -> bool:
        """Whether no other window has taken over. Quick, as leaving waits for it."""
        try:
            mark: object = json.loads(bounded_read.read_bytes(self._path))["owner"]["mark"]
        except (OSError, ValueError, TypeError, LookupError, RecursionError):
            return True
        return mark == self._owner.mark

    def _next(self) -> Session | None:
        """Wait for a session to show, and return it; None if no more will come."""
        with self._condition:
            while self._latest is None and not self._ended:
                self._condition.wait()
            session, self._latest = self._latest, None
            return None if self._ended else session

    def _write(self, session: Session) -> None:
        from valueworkshop.core.projector.project import project  # noqa: PLC0415 - after the first paint

        try:
            projected = dataclasses.replace(project(session), join=self._join)
        except Exception:  # noqa: BLE001 - a mistake in it must not leave an old view on a wall
            self._written = None
            self._take_away()
            return
        if projected != self._written:
            self._written = projected if self._put(projected) else None

    def _put(self, projected: Projected | None) -> bool:
        """Write a view to the file in one step; on failure, leave no file.

        Return whether it worked.
        """
        view = View(path=self._of, owner=self._owner, projected=projected)
        temp = self._path.with_name(f"{TEMP}{secrets.token_hex(8)}.tmp")
        try:
            made(self._path.parent)
            data = json.dumps(dataclasses.asdict(view)).encode()
            descriptor = os.open(temp, _NEW, 0o600)
            try:
                written = os.write(descriptor, data)
            finally:
                os.close(descriptor)
            if written == len(data):
                temp.replace(self._path)
                return True
        except (OSError, ValueError):
            pass
        with contextlib.suppress(OSError):
            temp.unlink(missing_ok=True)
        self._take_away()
        return False

    def _take_away(self) -> None:
        with contextlib.suppress(OSError):
            self._path.unlink()
