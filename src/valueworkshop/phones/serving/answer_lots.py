"""Answers of many phones, kept a lot at a time: the database commits once for all of them.

Each commit waits for the disk, and SQLite lets one writer at a time. So what comes while the
database writes is the next lot, and a phone is told once its lot is kept.
"""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Final

from valueworkshop.phones.serving.room_store import Given

MOST: Final = 100
"""Answers in a lot."""


class AnswerLots:
    """The answers that wait at one worker."""

    def __init__(
        self,
        keep: Callable[[Sequence[Given]], Sequence[Exception | None]],
        turn: AbstractAsyncContextManager[None],
    ) -> None:
        """Give lots to `keep`, in a thread, one at a time; `turn` is that of all that write."""
        self._keep, self._turn = keep, turn
        self._waiting: list[tuple[Given, asyncio.Future[None]]] = []
        self._running: asyncio.Task[None] | None = None

    async def add(self, given: Given) -> None:
        """Keep an answer with others; raises what the check of this one raised."""
        kept = asyncio.get_running_loop().create_future()
        self._waiting.append((given, kept))
        if self._running is None:
            self._running = asyncio.create_task(self._run())
        await kept

    async def _run(self) -> None:
        while self._waiting:
            async with self._turn:
                lot, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
                told: Sequence[Exception | None]
                try:
                    told = await asyncio.to_thread(self._keep, [given for given, _ in lot])
                except Exception as error:  # noqa: BLE001 - it goes to those who wait
                    told = [error] * len(lot)
            for (_, kept), refused in zip(lot, told, strict=True):
                if kept.done():
                    continue  # its phone has hung up
                if refused is None:
                    kept.set_result(None)
                else:
                    kept.set_exception(refused)
        self._running = None
