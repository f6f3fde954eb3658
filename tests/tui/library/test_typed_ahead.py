"""Keys that come before the library has a row."""

import asyncio
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from running import app_of, new_file, running, settled, until
from valueworkshop.files.home.sessions_folder import Entry
from valueworkshop.library.cache import Cache
from valueworkshop.library.folder_scan import look
from valueworkshop.library.record import Record
from valueworkshop.tui.library import workshop_table


async def test_what_is_typed_ahead_goes_to_the_first_rows(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A slow disk: we know which files there are, and have not read one yet."""
    asked, may_read = threading.Event(), threading.Event()

    def slowly(entries: Sequence[Entry], cache: Cache, *_more: object) -> Iterator[list[Record]]:
        asked.set()
        assert may_read.wait(60)
        yield from look(entries, cache)

    async with running(new_file(folder)) as pilot:
        monkeypatch.setattr(workshop_table, "look", slowly)

        async def typed() -> None:
            await app_of(pilot).action_library()
            await pilot.press("enter")

        hands = asyncio.create_task(typed())
        await until(pilot, asked.is_set, "the look at the first file")
        await pilot.pause()
        assert app_of(pilot).sitting is None
        may_read.set()
        await hands
        await until(pilot, lambda: app_of(pilot).sitting is not None, "the workshop")
        await settled(pilot)
