"""A note that was just kept is always seen, and notes have room, on the smallest screens too."""

from pathlib import Path
from shutil import copy

import pytest

from running import app_of, running, screen_text
from valueworkshop.tui.stages.questions.note_rows import JUST_KEPT, NoteRows

SAMPLE = Path(__file__).parents[4] / "sessions" / "office-coffee.toml"
QUESTION = ("guiding", "expectations")  # it has three long notes

SIZES = [(60, 20), (80, 24), (120, 40)]


@pytest.mark.parametrize("size", SIZES)
async def test_a_note_just_kept_is_seen_and_marked(folder: Path, size: tuple[int, int]) -> None:
    path = Path(copy(SAMPLE, folder))
    async with running(path, at=QUESTION, size=size) as pilot:
        for text in ("Parcels come on the day", "Somebody answers at once"):
            await pilot.press(*text, "enter")
            shown = screen_text(pilot)
            assert text in shown
            assert shown.count(JUST_KEPT) == 1
        await pilot.press("ctrl+n")
        assert JUST_KEPT not in screen_text(pilot)


async def test_the_notes_have_ten_of_24_rows(folder: Path) -> None:
    path = Path(copy(SAMPLE, folder))
    async with running(path, at=QUESTION, size=(80, 24)) as pilot:
        notes = app_of(pilot).screen.query_one(NoteRows)
        assert notes.region.height >= 10
        await pilot.press(*"one", "ctrl+j", *"two", "ctrl+j", *"three")
        assert all(word in screen_text(pilot) for word in ("one", "two", "three"))
