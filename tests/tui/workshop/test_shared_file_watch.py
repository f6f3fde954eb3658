"""Two windows on one workshop, and a file that others change: 39 to 47, as they are seen."""

import os
import threading
import time
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from textual.pilot import Pilot

from running import (
    app_of,
    appears,
    new_file,
    running,
    saved_of,
    screen_text,
    session_of,
    settled,
    type_text,
    until,
    workshop_of,
)
from valueworkshop.core.session.session import Session
from valueworkshop.files.safe import atomic, backups
from valueworkshop.files.safe.disk_clock import SystemClock
from valueworkshop.files.shared.presence import Machine, Presence, beside, read
from valueworkshop.files.text import session_file
from valueworkshop.files.text.migrations import SCHEMA
from valueworkshop.tui.app.open_already_screen import SecondWindowScreen
from valueworkshop.tui.library.library_screen import LibraryScreen
from valueworkshop.tui.workshop import conflict_screen
from valueworkshop.tui.workshop.conflict_screen import ConflictScreen

AT = ("guiding", "expectations")
ORGANISATION = ("frame", "organisation")
NOW = SystemClock().now()


class Quick(SystemClock):
    """A clock that goes a hundred times as fast: two seconds are 20 ms."""

    def seconds(self) -> float:
        return time.monotonic() * 100

    def wait(self, condition: threading.Condition, seconds: float | None) -> None:
        condition.wait(None if seconds is None else seconds / 100)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("valueworkshop.files.saving.saver.SystemClock", Quick)


def opened(path: Path, **who: object) -> Presence:
    """Be another window that has the workshop open."""
    return Presence(path, Machine(user="ada", **who), NOW)  # type: ignore[arg-type]


def state() -> list[Path]:
    found = Path(os.environ["VALUEWORKSHOP_STATE"])
    return [path for path in found.rglob("*") if path.is_file()]


def names(folder: Path, ending: str = "") -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name.endswith(ending))


def put(path: Path, **changes: str) -> Session:
    """Change the file as somebody else would."""
    session = replace(session_file.read(path).session, **changes)  # type: ignore[arg-type]
    atomic.write(path, session_file.dumps(session))
    return session


async def shown(pilot: Pilot[None], **fields: str) -> None:
    """Wait until the session on the desk has these."""

    def there() -> bool:
        session = session_of(pilot)
        return all(getattr(session, name) == text for name, text in fields.items())

    await until(pilot, there, str(fields))


# The question


async def test_a_second_window_is_asked_and_enter_only_reads(folder: Path) -> None:
    """39: nothing at all is written."""
    path = new_file(folder)
    before = path.read_bytes()
    opened(path)
    told = beside(path).read_bytes()
    async with running(path, at=AT) as pilot:
        assert isinstance(pilot.app.screen, SecondWindowScreen)
        assert "another window on this computer" in screen_text(pilot)
        assert "Opened by ada on" in screen_text(pilot)
        await pilot.press("enter")
        await appears(pilot, "READ-ONLY")
        await appears(pilot, "has it open")
        await type_text(pilot, "text")
        await pilot.press("enter", "ctrl+o")
        await appears(pilot, "Read-only: ada on")
        await pilot.press("ctrl+s")
        assert "nothing to save" in screen_text(pilot)
        place = session_of(pilot).place
        assert place.at != AT[1], "one may go on"
        await pilot.press("ctrl+q")
    assert path.read_bytes() == before
    assert beside(path).read_bytes() == told
    assert [file for file in state() if file.suffix != ".lock"] == []


async def test_who_only_reads_sees_what_others_change_and_may_export(folder: Path) -> None:
    """39"""
    path = new_file(folder)
    opened(path)
    async with running(path, at=ORGANISATION) as pilot:
        await pilot.press("enter")
        await appears(pilot, "READ-ONLY")
        put(path, organisation="Acme")
        await appears(pilot, "Acme")
        await pilot.press("escape", "e", "enter")
        await appears(pilot, "Exported to")
    assert names(folder, ".md") == ["dealers-autumn-2026-11-22.md"]


async def test_a_copy_is_a_workshop_of_its_own(folder: Path) -> None:
    """39"""
    path = new_file(folder)
    before = path.read_bytes()
    opened(path)
    async with running(path, at=ORGANISATION) as pilot:
        await pilot.press("c")
        await until(pilot, lambda: app_of(pilot).sitting is not None, "the copy")
        copy = saved_of(pilot)
        assert copy.title == "Dealers, autumn (copy)"
        assert copy.id != session_file.read(path).session.id
        await pilot.pause()
        await type_text(pilot, "Acme")
        await pilot.press("enter")
        assert saved_of(pilot).organisation == "Acme"
    assert path.read_bytes() == before


async def test_taking_over_is_noticed_by_the_other_window(folder: Path) -> None:
    """39"""
    path = new_file(folder)
    other = opened(path)
    assert other.taken_by() == ""
    async with running(path, at=ORGANISATION) as pilot:
        await pilot.press("t")
        await until(pilot, lambda: app_of(pilot).sitting is not None, "the workshop")
        assert Machine().host in other.taken_by()
        await pilot.pause()
        await type_text(pilot, "Acme")
        await pilot.press("enter")
        assert saved_of(pilot).organisation == "Acme"
    assert read(beside(path)) is None


async def test_esc_leads_to_the_library(folder: Path) -> None:
    path = new_file(folder)
    opened(path)
    async with running(path) as pilot:
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, LibraryScreen), "the library")
        await pilot.pause()
        await pilot.press("enter")
        await appears(pilot, "another window on this computer")


@pytest.mark.parametrize(
    "gone", [{"started": lambda _pid: "1"}, {"boot": "another"}, {"pid": 2**22 + 1}]
)
async def test_who_is_gone_is_not_asked_about(folder: Path, gone: dict[str, object]) -> None:
    """40: dead, its number in use by another program, or before the last start."""
    path = new_file(folder)
    opened(path, **gone)
    async with running(path) as pilot:
        assert app_of(pilot).sitting is not None
        assert read(beside(path)) != read(Path("/nowhere"))
    assert read(beside(path)) is None


async def test_another_computer_is_named(folder: Path) -> None:
    """41"""
    path = new_file(folder)
    opened(path, host="[b]desk\x1b[2J", pid=1)
    async with running(path) as pilot:
        text = screen_text(pilot)
        assert "another computer" in text
        assert "Opened by ada on [b]desk[2J" in text


@pytest.mark.parametrize("odd", [b"", b"\0" * 9_000, b"[1, 2]", b'{"user": 3, "pid": "x"}', None])
async def test_what_cannot_be_made_out_is_asked_about(folder: Path, odd: bytes | None) -> None:
    """42"""
    path = new_file(folder)
    if odd is None:
        os.mkfifo(beside(path))
    else:
        beside(path).write_bytes(odd)
    async with running(path, at=ORGANISATION, size=(60, 18)) as pilot:
        assert "Opened by somebody unknown." in screen_text(pilot)
        await pilot.press("t")
        await until(pilot, lambda: app_of(pilot).sitting is not None, "the workshop")
        await pilot.pause()
        await type_text(pilot, "Acme")
        await pilot.press("enter")
        assert saved_of(pilot).organisation == "Acme"


async def test_a_newer_file_is_only_read(folder: Path) -> None:
    """60"""
    path = new_file(folder)
    now = f"schema = {SCHEMA}".encode()
    path.write_bytes(path.read_bytes().replace(now, b"schema = 99", 1))
    before = path.read_bytes()
    async with running(path, at=ORGANISATION) as pilot:
        await appears(pilot, "READ-ONLY")
        assert "newer" in screen_text(pilot)
        await type_text(pilot, "text")
        await pilot.press("enter")
    assert path.read_bytes() == before
    assert names(folder) == [path.name]


# Being taken over


async def test_what_is_typed_is_saved_before_it_is_given_up(folder: Path) -> None:
    """39"""
    path = new_file(folder)
    async with running(path, at=AT) as pilot:
        await type_text(pilot, "half a thought")
        other = opened(path)
        await appears(pilot, "READ-ONLY")
        text = " ".join(screen_text(pilot).split())
        assert "ada on" in text
        assert "has taken this over" in text
        assert "half a thought" in path.read_text()
        before = path.read_bytes()
        await pilot.press("escape")
        await pilot.press("d", "u", "i")
        await type_text(pilot, "more")
    assert path.read_bytes() == before
    assert other.taken_by() == ""


# Changed underneath


async def test_a_change_underneath_is_shown(folder: Path) -> None:
    """43"""
    path = new_file(folder)
    async with running(path, at=ORGANISATION) as pilot:
        theirs = put(path, organisation="Theirs")
        await appears(pilot, "Theirs")
        await until(pilot, lambda: "omebody else changed" in screen_text(pilot), "a word on it")
        assert session_of(pilot).organisation == "Theirs"
        written = path.read_bytes()
        assert saved_of(pilot).organisation == theirs.organisation
        assert path.read_bytes() == written


async def test_a_draft_that_waits_elsewhere_holds_up_no_change(folder: Path) -> None:
    path = new_file(folder)
    async with running(path, at=AT) as pilot:
        await type_text(pilot, "half")
        await pilot.press("ctrl+n", "escape")
        put(path, organisation="Theirs")
        await until(pilot, lambda: session_of(pilot).organisation == "Theirs", "their change")
        await pilot.press("b")
        assert "half" in screen_text(pilot)


async def test_what_is_being_typed_stays_and_both_are_kept(folder: Path) -> None:
    """43"""
    path = new_file(folder)
    async with running(path, at=ORGANISATION) as pilot:
        await type_text(pilot, "Mine")
        put(path, offer="Theirs")
        await until(pilot, lambda: workshop_of(pilot).sitting.saver.has_news, "the news")
        await pilot.pause()
        assert "Mine" in screen_text(pilot)
        assert session_of(pilot).offer == "", "it waits until the field is kept"
        await pilot.press("enter")
        await shown(pilot, offer="Theirs", organisation="Mine")
        saved = saved_of(pilot)
        assert (saved.organisation, saved.offer) == ("Mine", "Theirs")
        await pilot.press("escape", "u")
        await shown(pilot, offer="Theirs", organisation="")
        assert saved_of(pilot).offer == "Theirs"


async def test_a_form_is_not_disturbed(folder: Path) -> None:
    """43, 44"""
    path = new_file(folder)
    async with running(path, at=("act", "act")) as pilot:
        await pilot.press("plus")
        await type_text(pilot, "call")
        put(path, offer="Theirs")
        await until(pilot, lambda: workshop_of(pilot).sitting.saver.has_news, "the news")
        assert session_of(pilot).offer == ""
        await pilot.press("ctrl+n")
        await shown(pilot, offer="Theirs")
        assert "call" in screen_text(pilot)


async def test_another_kit_is_shown_anew(folder: Path) -> None:
    """43: somebody changes a question by hand."""
    path = new_file(folder)
    async with running(path, at=ORGANISATION) as pilot:
        session = session_file.read(path).session
        stages = {
            key: replace(stage, title="Frame it") if key == "frame" else stage
            for key, stage in session.kit.stages.items()
        }
        changed = replace(session, kit=replace(session.kit, stages=stages))
        atomic.write(path, session_file.dumps(changed))
        await appears(pilot, "Frame it")
        await type_text(pilot, "Acme")
        await pilot.press("enter")
        assert saved_of(pilot).organisation == "Acme"


async def test_a_file_that_is_gone_is_written_again_by_a_key(folder: Path) -> None:
    """47"""
    path = new_file(folder)
    async with running(path, at=ORGANISATION) as pilot:
        path.unlink()
        await appears(pilot, "NOT SAVED")
        await appears(pilot, "is gone")
        await pilot.press("ctrl+s")
        await appears(pilot, "wrote it again")
        assert path.exists()


# Both changed the same


async def conflict(pilot: Pilot[None], path: Path) -> None:
    """Have both sides change the same field."""
    await type_text(pilot, "Mine")
    put(path, organisation="[b]Theirs", offer="Theirs")
    await pilot.press("enter")
    await appears(pilot, "both changed this")
    await appears(pilot, "[b]Theirs")
    assert "Mine" in screen_text(pilot)


@pytest.mark.parametrize(("key", "organisation"), [("m", "Mine"), ("t", "[b]Theirs")])
async def test_one_of_two_texts_is_chosen(folder: Path, key: str, organisation: str) -> None:
    """44"""
    path = new_file(folder)
    async with running(path, at=ORGANISATION) as pilot:
        await conflict(pilot, path)
        await pilot.press(key)
        await appears(pilot, "Both are now together")
        await shown(pilot, organisation=organisation, offer="Theirs")
        saved = saved_of(pilot)
        assert (saved.organisation, saved.offer) == (organisation, "Theirs")
        assert app_of(pilot).sitting.path == path  # type: ignore[union-attr]
    assert names(folder, ".toml") == [path.name]
    shelf = backups.shelf_of(Path(os.environ["VALUEWORKSHOP_STATE"]), saved.id)
    kept = [each.read() for each in backups.listing(shelf) if each.kind is backups.Kind.PARTED]
    assert {session_file.loads(data, "x").session.organisation for data in kept} == {
        "Mine",
        "[b]Theirs",
    }


async def test_esc_keeps_both_files_and_asks_no_more(folder: Path) -> None:
    """44"""
    path = new_file(folder)
    async with running(path, at=ORGANISATION, size=(60, 18)) as pilot:
        await conflict(pilot, path)
        await pilot.press("escape")
        await appears(pilot, "saved in a copy")
        assert saved_of(pilot).organisation == "Mine"
        await type_text(pilot, "2026-01-01")
        await pilot.press("enter")
        saved_of(pilot)
        await pilot.pause()
        assert not isinstance(pilot.app.screen, ConflictScreen)
        commands = {each.title: each for each in pilot.app.get_system_commands(pilot.app.screen)}
        commands["Both versions"].callback()
        await appears(pilot, "both changed this")
        await pilot.press("escape")
    assert session_file.read(path).session.organisation == "[b]Theirs"
    assert len(names(folder, ".toml")) == 2


async def test_the_question_waits_for_the_end_of_a_form(folder: Path) -> None:
    """44"""
    path = new_file(folder)
    async with running(path, at=ORGANISATION) as pilot:
        await type_text(pilot, "Mine")
        put(path, organisation="Theirs")
        workshop_of(pilot).settle()
        await pilot.press("f1")
        await until(
            pilot,
            lambda: workshop_of(pilot).sitting.saver.status.left_alone is not None,
            "the conflict",
        )
        await pilot.pause()
        assert not isinstance(pilot.app.screen, ConflictScreen)
        await pilot.press("escape")
        await appears(pilot, "both changed this")


async def test_a_form_that_is_opened_before_the_question_comes_loses_no_question(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = new_file(folder)
    async with running(path, at=ORGANISATION) as pilot:
        screen = workshop_of(pilot)
        help_first = threading.Event()

        def slowly(theirs: Path) -> session_file.Document:
            help_first.wait()
            return session_file.read(theirs)

        await type_text(pilot, "Mine")
        put(path, organisation="Theirs")
        monkeypatch.setattr(conflict_screen, "session_file", SimpleNamespace(read=slowly))
        screen.settle()
        await until(
            pilot, lambda: screen.sitting.saver.status.left_alone is not None, "the conflict"
        )
        await pilot.pause()
        pilot.app.simulate_key("f1")
        await appears(pilot, "Here")
        help_first.set()
        await settled(pilot)
        await pilot.press("escape")
        await appears(pilot, "both changed this")
