"""Drafts of what is not saved in time, as the saver's thread may be waiting for a slow disk."""

import threading
from collections.abc import Callable, Sequence
from typing import Final

from valueworkshop.core.session.session import Session
from valueworkshop.files.safe.disk_clock import Clock
from valueworkshop.files.safe.drafts import Draft
from valueworkshop.files.text.problems import FileProblem, reason

LATE: Final = 0.6
"""Seconds from the first edit that is neither saved nor drafted until we write a draft.

A quick save comes before that, and a draft can still be on the disk within a second.
"""


class Drafting:
    """Makes drafts on demand, and in its own thread if an edit waits too long to be saved.

    A caller of `write` or `saved` holds `alone` until it has reported the result. Otherwise this
    thread might report in between, and its report would be out of date.
    """

    def __init__(
        self,
        draft: Draft,
        clock: Clock,
        content: Callable[[Session], tuple[bytes, Sequence[str]]],
        told: Callable[[str], None],
    ) -> None:
        """Start the thread.

        `content` returns the bytes of a session for a draft, and their digests. The thread calls
        `told`, holding `alone`, after a draft that it made because a save was late: with the reason
        why the draft failed, '' if it did not.
        """
        self.alone = threading.Lock()
        self._draft = draft
        self._clock = clock
        self._content = content
        self._told = told
        self._condition = threading.Condition()
        self._latest: Session | None = None
        self._since: float | None = None
        self._written: Session | None = None
        self._ended = False
        threading.Thread(target=self._run, name="drafts", daemon=True).start()

    def waits(self, session: Session) -> None:
        """Take `session` as the latest unsaved one. Returns at once."""
        with self._condition:
            self._latest = session
            if self._since is None:
                self._since = self._clock.seconds()
            self._condition.notify_all()

    def write(self, session: Session) -> str:
        """Make a draft; return why it failed, '' if it did not."""
        refused = tried(lambda: self._draft.write(*self._content(session)))
        with self._condition:
            if self._latest is session:
                self._since = None
            if not refused:
                self._written = session
        return refused

    def saved(self, newer: Session | None, since: float) -> bool:
        """Delete the draft, as the file holds its content; return whether a draft stays.

        A draft of `newer` stays: that session, edited at `since`, is not saved yet.
        """
        with self._condition:
            stays = newer is not None and newer is self._written
            self._latest = newer
            self._since = None if newer is None or stays else since
            self._condition.notify_all()
        if not stays:
            self._written = None
            self._draft.discard()
        return stays

    def end(self) -> None:
        """End the thread as soon as it is idle. Returns at once."""
        with self._condition:
            self._ended = True
            self._condition.notify_all()

    def _run(self) -> None:
        while self._late():
            with self.alone:
                with self._condition:
                    session = self._latest if self._since is not None else None
                if session is not None:  # it may have been saved meanwhile
                    self._told(self.write(session))

    def _late(self) -> bool:
        """Wait until a draft is due; return whether one is, False if the thread is to end."""
        with self._condition:
            while not self._ended:
                wait = None
                if self._since is not None:
                    wait = self._since + LATE - self._clock.seconds()
                    if wait <= 0:
                        return True
                self._clock.wait(self._condition, wait)
        return False


def tried(protect: Callable[[], None]) -> str:
    """Do something that only protects; return why it failed, '' if it did not."""
    try:
        protect()
    except OSError as error:
        return reason(error)
    except FileProblem as error:
        return error.problems[0].message
    except Exception as error:  # noqa: BLE001 - no mistake in protecting may keep us from saving
        return f"{type(error).__name__}: {error}"
    return ""
