"""A folder of many workshops: the first rows wait for none but their own files."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from running import running, settled
from valueworkshop.files.home.sessions_folder import Entry, listing
from valueworkshop.library.folder_scan import FIRST
from valueworkshop.library.table import Shelf
from valueworkshop.tui.library import workshop_table
from valueworkshop.tui.library.library_screen import LibraryScreen

MORE = 5


async def test_the_first_rows_are_there_before_the_other_files_are_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(FIRST + MORE):
        (tmp_path / f"w{number:03d}.toml").write_text(f'title = "Workshop {number}"\n')
    known: list[int] = []

    async with running(tmp_path) as pilot:
        await settled(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, LibraryScreen)

        def listed(folder: Path) -> Iterator[Entry]:
            for number, entry in enumerate(listing(folder)):
                if number == FIRST:
                    known.append(len(screen.table.shelf))
                yield entry

        screen.table.shelf = Shelf()
        monkeypatch.setattr(workshop_table, "listing", listed)
        screen.table.load()
        await settled(pilot)
        assert known[0] == FIRST
        assert len(screen.table.shelf) == FIRST + MORE
