"""A file that is rolled back underneath, or loses what was saved here, as it is seen: 71 to 73."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from test_shared_file_watch import AT, Quick, names
from textual.pilot import Pilot

from running import (
    app_of,
    appears,
    new_file,
    running,
    saved_of,
    screen_text,
    session_of,
    type_text,
    until,
    workshop_of,
)
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.notes.model import answers, delete_note
from valueworkshop.files.safe import atomic, backups
from valueworkshop.files.text import session_file
from valueworkshop.tui.workshop.rolled_back_screen import WentBackScreen

TEXTS = ["one", "two", "three"]


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("valueworkshop.files.saving.saver.SystemClock", Quick)


def texts(session: Session) -> list[str]:
    return [note.text for note in answers(session, AT[0]).notes.values()]


def kept(session: Session) -> list[list[str]]:
    shelf = backups.shelf_of(Path(os.environ["VALUEWORKSHOP_STATE"]), session.id)
    found = [each.read() for each in backups.listing(shelf)]
    return [texts(session_file.loads(data, "x").session) for data in found]


async def three_notes(pilot: Pilot[None], path: Path) -> bytes:
    """Type and save three notes; return what the file held before."""
    before = session_file.read_bytes(path)
    for text in TEXTS:
        await type_text(pilot, text)
        await pilot.press("enter")
        assert texts(saved_of(pilot))[-1] == text
    assert texts(session_file.read(path).session) == TEXTS
    return before


async def told(pilot: Pilot[None], text: str) -> None:
    """Wait for words that may run over the end of a line."""
    await until(pilot, lambda: text in " ".join(screen_text(pilot).split()), text)


async def asked(pilot: Pilot[None]) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, WentBackScreen), "the question")
    await pilot.pause()


async def test_enter_keeps_ours(folder: Path) -> None:
    """71"""
    path = new_file(folder)
    async with running(path, at=AT) as pilot:
        before = await three_notes(pilot, path)
        atomic.write(path, before)
        await asked(pilot)
        text = " ".join(screen_text(pilot).split())
        assert "The file went back to an older version" in text
        assert "It lacks 3 notes that you have saved since" in text
        assert path.read_bytes() == before
        await pilot.press("enter")
        await appears(pilot, "Both are now together")
        assert texts(session_file.read(path).session) == TEXTS
        assert texts(session_of(pilot)) == TEXTS
        assert [] in kept(session_of(pilot))
    assert names(folder, ".toml") == [path.name]


async def test_the_older_state_can_be_taken_and_undo_brings_ours_back(folder: Path) -> None:
    """71, 73"""
    path = new_file(folder)
    async with running(path, at=AT) as pilot:
        before = await three_notes(pilot, path)
        atomic.write(path, before)
        await asked(pilot)
        await pilot.press("t")
        await told(pilot, "3 notes that were saved here are no longer in")
        await told(pilot, "^z brings them back")
        assert texts(session_file.read(path).session) == []
        assert TEXTS in kept(session_of(pilot))
        await pilot.press("escape", "u")
        await until(pilot, lambda: texts(session_of(pilot)) == TEXTS, "the notes")
        assert texts(saved_of(pilot)) == TEXTS
        assert app_of(pilot).sitting.path == path  # type: ignore[union-attr]


async def test_both_are_kept_with_esc(folder: Path) -> None:
    path = new_file(folder)
    async with running(path, at=AT) as pilot:
        before = await three_notes(pilot, path)
        atomic.write(path, before)
        await asked(pilot)
        await pilot.press("escape")
        await appears(pilot, "Both versions are kept")
    assert path.read_bytes() == before
    assert len(names(folder, ".toml")) == 2


async def test_the_question_is_not_answered_by_leaving(folder: Path) -> None:
    """71: the default counts."""
    path = new_file(folder)
    async with running(path, at=AT) as pilot:
        before = await three_notes(pilot, path)
        atomic.write(path, before)
        await asked(pilot)
        await pilot.press("ctrl+q")
    assert texts(session_file.read(path).session) == TEXTS
    assert names(folder, ".toml") == [path.name]


async def test_a_note_that_is_being_typed_stays(folder: Path) -> None:
    """72"""
    path = new_file(folder)
    async with running(path, at=AT) as pilot:
        before = await three_notes(pilot, path)
        await type_text(pilot, "half a")
        atomic.write(path, before)
        saver = workshop_of(pilot).sitting.saver
        await until(pilot, lambda: saver.older is not None, "the look")
        await pilot.pause()
        assert not isinstance(pilot.app.screen, WentBackScreen)
        await type_text(pilot, " thought")
        assert "half a thought" in screen_text(pilot)
        await pilot.press("enter")
        await asked(pilot)
        await pilot.press("enter")
        await appears(pilot, "Both are now together")
        assert texts(session_file.read(path).session) == [*TEXTS, "half a thought"]


async def test_the_question_waits_for_a_note_that_is_given_up(folder: Path) -> None:
    """72: nothing but the field says that somebody has stopped writing."""
    path = new_file(folder)
    async with running(path, at=AT) as pilot:
        before = await three_notes(pilot, path)
        await type_text(pilot, "no")
        atomic.write(path, before)
        saver = workshop_of(pilot).sitting.saver
        await until(pilot, lambda: saver.older is not None, "the look")
        await pilot.pause()
        assert not isinstance(pilot.app.screen, WentBackScreen)
        await pilot.press("backspace", "backspace")
        await asked(pilot)


async def test_what_somebody_takes_away_is_counted_and_comes_back(folder: Path) -> None:
    """73"""
    path = new_file(folder)
    async with running(path, at=AT) as pilot:
        await three_notes(pilot, path)
        theirs = session_file.read(path).session
        for key in list(answers(theirs, AT[0]).notes)[:2]:
            theirs = delete_note(theirs, AT[0], key)
        atomic.write(path, session_file.dumps(replace(theirs, offer="Theirs")))
        await told(pilot, "2 notes that were saved here are no longer in")
        await told(pilot, "^z brings them back")
        assert texts(session_of(pilot)) == TEXTS[2:]
        assert TEXTS in kept(session_of(pilot))
        await pilot.press("escape", "u")
        await until(pilot, lambda: set(texts(session_of(pilot))) == set(TEXTS), "the notes")
        saved = saved_of(pilot)
        assert (set(texts(saved)), saved.offer) == (set(TEXTS), "Theirs")
