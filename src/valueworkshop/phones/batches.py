"""Edits from phones, a few at once: the screen draws and the disk writes once for all of them.

An answer counts as kept when it is on the disk. Many people tap at the same moment, so we wait a
little, take all that came, and save them together.
"""

import asyncio
import contextlib
import time
from collections.abc import Callable
from typing import Final

from valueworkshop.core.session.session import Session
from valueworkshop.phones.take_answer import TooLateError

PAUSE: Final = 0.1
"""Seconds in which edits gather."""

_REST: Final = 3
"""So many times as long as drawing and saving took, the next lot gathers: a thousand phones take
time for each, and keys need theirs."""

_LONGEST: Final = 10
"""So many pauses at most."""

Change = Callable[[Session], Session]


class Batches:
    """Edits that are on their way to the desk of a workshop."""

    def __init__(
        self,
        session: Callable[[], Session],
        take: Callable[[Session, Session], bool],
        save: Callable[[], object],
        pause: float = PAUSE,
    ) -> None:
        """Edit what `session` gives through `take`, which gets it before and after.

        `save` returns when all of it is on the disk, or False if it is not, and is called in a
        thread.
        """
        self._current, self._hand_over, self._save = session, take, save
        self._pause = pause
        self._waiting: list[Change] = []
        self._base: Session | None = None
        self._ahead: Session | None = None
        self._running: asyncio.Task[None] | None = None
        self._disk, self._took = asyncio.Lock(), 0.0

    def on_desk(self) -> Session:
        """Return the session as the desk has it: it changes a few times a second at most."""
        return self._current()

    def session(self) -> Session:
        """Return the session with every edit in it that is on its way."""
        base = self._current()
        if base is not self._base or self._ahead is None:
            self._base, self._ahead = base, self._with_waiting(base)
        return self._ahead

    def take(self, change: Change) -> None:
        """Take an edit; what it raises goes to the caller, and nothing is taken then."""
        self._ahead = change(self.session())
        self._waiting.append(change)
        if self._running is None:
            self._running = asyncio.get_running_loop().create_task(self._run())

    async def kept(self) -> None:
        """Wait until all that was taken so far is on the disk."""
        if self._running is not None:
            await asyncio.shield(self._running)

    async def _run(self) -> None:
        await asyncio.sleep(min(max(self._pause, self._took * _REST), self._pause * _LONGEST))
        # All that comes while the disk writes is the next lot.
        async with self._disk:
            began = time.monotonic()
            self.hand_over()
            self._running = None
            await asyncio.to_thread(self._save)
            self._took = time.monotonic() - began

    def hand_over(self) -> None:
        """Give the desk what is on its way, now."""
        if self._waiting:
            before, after = self._current(), self.session()
            self._waiting.clear()
            self._base = self._ahead = None
            self._hand_over(before, after)

    async def saved(self) -> bool:
        """Save now; return whether all that the desk has is on the disk."""
        return await asyncio.to_thread(self._save) is not False

    def _with_waiting(self, session: Session) -> Session:
        """Make the edits anew: the facilitator has edited the session meanwhile."""
        for change in self._waiting:
            with contextlib.suppress(TooLateError, ValueError):
                session = change(session)
        return session
