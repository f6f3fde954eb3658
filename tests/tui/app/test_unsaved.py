"""A workshop that cannot be saved: what the app says, and what you can do about it."""

import base64
import os
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from running import (
    app_of,
    appears,
    fly,
    letters_on,
    new_file,
    running,
    saved_of,
    screen_text,
    session_of,
    settled,
    top_line,
    type_text,
    until,
    workshop_of,
)
from valueworkshop.core.stages.notes.model import answers
from valueworkshop.files.home.sessions_folder import listing
from valueworkshop.files.safe.drafts import left_drafts
from valueworkshop.files.safe.typing_log import typed_folder
from valueworkshop.files.text import session_file
from valueworkshop.files.text.session_file import Document
from valueworkshop.sitting.sitting import Sitting
from valueworkshop.tui.app.signals import stop
from valueworkshop.tui.app.unsaved_screens import ElsewhereScreen, UnsavedScreen, meant, proposal
from valueworkshop.tui.widgets.writing import Line, Writing
from valueworkshop.tui.workshop.workshop_screen import WorkshopScreen

AT = ("frame", "organisation")
SIZES = ((60, 18), (80, 24), (120, 40))


def marked_read_only(folder: Path) -> Path:
    """Return a new workshop whose file may not be written."""
    path = new_file(folder)
    path.chmod(0o444)
    return path


@pytest.fixture
def no_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A state folder that cannot be: a file has its name."""
    (tmp_path / "state").touch()
    monkeypatch.setenv("VALUEWORKSHOP_STATE", str(tmp_path / "state"))


def told(pilot: Pilot[None]) -> str:
    """All that is on screen, as one line."""
    return " ".join(screen_text(pilot).split())


async def asked(pilot: Pilot[None], text: str = "Acme") -> None:
    """Write something, and be asked what to do as it cannot be saved."""
    await type_text(pilot, text)
    await pilot.press("ctrl+s")
    await until(pilot, lambda: isinstance(pilot.app.screen, UnsavedScreen), "the question")


async def save_to(pilot: Pilot[None], path: str) -> None:
    """Ask for another file, and name it."""
    await pilot.press("s")
    await until(pilot, lambda: isinstance(pilot.app.screen, ElsewhereScreen), "the path")
    pilot.app.screen.query_one(Line).value = path
    await pilot.press("enter")
    await settled(pilot)


def organisation(path: Path) -> str:
    return session_file.read(path).session.organisation


# What is said


@pytest.fixture
def utc() -> Iterator[None]:
    """Let clocks on screen tell UTC; the time zone is the process's own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "UTC")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("utc")
async def test_the_top_line_says_when_it_was_saved(folder: Path) -> None:
    path = new_file(folder)
    async with running(path, at=AT) as pilot:
        assert top_line(pilot).endswith("saved")
        await type_text(pilot, "Acme")
        await pilot.press("ctrl+s")
        sitting = workshop_of(pilot).sitting

        def is_told() -> bool:
            when = sitting.saver.status.when  # a later save may have another minute
            said = f"saved {when:%H:%M}" if when and pilot.app.size.width > 60 else "saved"
            return top_line(pilot).endswith(said)

        for size in SIZES:
            await fly(pilot, size)
            await until(pilot, is_told, "when it was saved")
        assert sitting.saver.status.when is not None


async def test_what_is_not_saved_is_told_until_it_is(folder: Path) -> None:
    """22: the reason, where the text is, what to do; and nothing of that once it is saved."""
    path = marked_read_only(folder)
    async with running(path, at=AT) as pilot:
        await type_text(pilot, "Acme")
        await pilot.press("enter")
        await until(pilot, lambda: "ctrl+s shows what you can do." in told(pilot), "what to do")
        for size in SIZES:
            await fly(pilot, size)
            await appears(pilot, "NOT SAVED (draft kept): the file is m")
            assert "the file is marked read-only" in told(pilot)
            assert "A draft is on this computer" in told(pilot)
        path.chmod(0o644)
        workshop_of(pilot).sitting.flush()
        await appears(pilot, "Saved again")
        await until(pilot, lambda: "NOT SAVED" not in screen_text(pilot), "that all is saved")
        await pilot.press("ctrl+n")
        assert organisation(path) == "Acme"


@pytest.mark.usefixtures("no_state")
async def test_with_nothing_to_write_to_it_says_that_it_is_in_memory_only(folder: Path) -> None:
    """20"""
    path = marked_read_only(folder)
    async with running(path, at=AT) as pilot:
        await asked(pilot)
        assert "It is only in memory" in told(pilot)
        await pilot.press("escape")
        await appears(pilot, "NOT SAVED (in memory only)")


@pytest.mark.usefixtures("no_state")
async def test_what_a_signal_ends_before_it_is_safe_is_printed(folder: Path) -> None:
    """20: a signal asks nobody. People who quit were asked."""
    path = marked_read_only(folder)
    async with running(path, at=AT) as pilot:
        await asked(pilot)
        app, sitting = app_of(pilot), workshop_of(pilot).sitting
        app.note_the_end(sitting)
        assert app.to_print == ""
        app.note_the_end(sitting, 143)
        assert session_file.loads(app.to_print.encode(), "printed").session == session_of(pilot)


async def test_what_is_in_a_draft_is_not_printed(folder: Path) -> None:
    path = marked_read_only(folder)
    async with running(path, at=AT) as pilot:
        await asked(pilot)
        app = app_of(pilot)
        app.note_the_end(workshop_of(pilot).sitting, 143)
        assert app.to_print == ""
        assert app.last_word.endswith("you get a draft when you open it again")


async def test_being_stopped_saves_first(folder: Path) -> None:
    """7: the process may never be continued; what is half typed stays half typed."""
    path = new_file(folder)
    async with running(path, at=("guiding", "rivals")) as pilot:
        await type_text(pilot, "kept")
        await pilot.press("enter")
        await type_text(pilot, "half")
        stop(app_of(pilot))  # as the signal does
        session = session_file.read(path).session
        assert [note.text for _, note in answers(session, "guiding").of("rivals")] == ["kept"]
        files = typed_folder(Path(os.environ["VALUEWORKSHOP_STATE"]), session.id).glob("*.lines")
        assert any(b"half" in each.read_bytes() for each in files)
        assert pilot.app.screen.query_one(Writing).text == "half"


# What can be done


async def test_it_goes_on_in_another_file_and_the_old_one_stays(
    folder: Path, tmp_path: Path
) -> None:
    """20, 22"""
    path = marked_read_only(folder)
    before = path.read_bytes()
    elsewhere = tmp_path / "other" / "dealers.toml"
    async with running(path, at=AT) as pilot:
        await asked(pilot)
        await save_to(pilot, str(tmp_path / "other" / "dealers"))
        assert isinstance(pilot.app.screen, WorkshopScreen)
        assert f"Savedto{elsewhere}" in letters_on(pilot)
        await until(pilot, lambda: "saved" in top_line(pilot), "that it is saved")
        assert organisation(elsewhere) == "Acme"
        await type_text(pilot, " Ltd")
        await pilot.press("enter")
        assert saved_of(pilot).organisation == "Acme Ltd"
        assert workshop_of(pilot).sitting.path == elsewhere
        session = session_of(pilot)
        await pilot.press("escape", "u")
        assert saved_of(pilot).organisation == "Acme"
    assert path.read_bytes() == before
    assert left_drafts(Path(os.environ["VALUEWORKSHOP_STATE"]), session.id) == []


async def test_nothing_is_ever_replaced_and_one_may_try_another_path(
    folder: Path, tmp_path: Path
) -> None:
    path = marked_read_only(folder)
    taken = tmp_path / "taken.toml"
    taken.write_text("mine")
    (tmp_path / "file").touch()
    async with running(path, at=AT, size=(60, 20)) as pilot:
        await asked(pilot)
        await save_to(pilot, str(taken))
        await appears(pilot, "we never replace a file")
        for bad, why in (
            ("file/x", "is a file, not a folder"),
            ("y" * 300, "the name is too long"),
        ):
            pilot.app.screen.query_one(Line).value = str(tmp_path / bad)
            await pilot.press("enter")
            await appears(pilot, "It cannot be saved there")
            assert why in told(pilot)
        pilot.app.screen.query_one(Line).value = str(tmp_path)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, WorkshopScreen)
    assert taken.read_text() == "mine"
    assert organisation(tmp_path / path.name) == "Acme"


@pytest.mark.usefixtures("no_state")
async def test_all_text_goes_to_the_clipboard_and_is_printed_at_the_end(folder: Path) -> None:
    """20: as its file would say it."""
    path = marked_read_only(folder)
    written: list[str] = []
    async with running(path, at=AT) as pilot:
        await asked(pilot, "Acme")
        driver = app_of(pilot)._driver  # noqa: SLF001 - what goes to the terminal
        assert driver is not None
        driver.write = written.append  # type: ignore[assignment, method-assign]
        await pilot.press("c")
        (code,) = [text for text in written if text.startswith("\x1b]52;c;")]
        copied = base64.b64decode(code.removeprefix("\x1b]52;c;").removesuffix("\x07"))
        assert session_file.loads(copied, "copied").session == session_of(pilot)
        assert "Print all text at the end" in told(pilot)
        await pilot.press("ctrl+s", "p")
        assert "After you quit, all text will be printed" in told(pilot)
        app_of(pilot).stand_up()
        assert app_of(pilot).to_print.encode() == copied
        assert app_of(pilot).last_word.startswith(f"NOT SAVED to {path}: the file is marked")


async def test_trying_again_makes_a_folder_anew_that_is_gone(folder: Path) -> None:
    """26"""
    path = new_file(folder)
    async with running(path, at=AT) as pilot:
        shutil.rmtree(folder)
        await asked(pilot)
        assert "not there any more" in told(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, WorkshopScreen)
        await until(pilot, lambda: "saved" in top_line(pilot), "the file")
        assert organisation(path) == "Acme"


async def test_all_of_it_is_in_the_command_palette(folder: Path, tmp_path: Path) -> None:
    path = marked_read_only(folder)
    async with running(path, at=AT) as pilot:
        await type_text(pilot, "Acme")
        await pilot.press("escape", "colon")
        await type_text(pilot, "save elsewhere")
        await settled(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ElsewhereScreen), "the path")
        pilot.app.screen.query_one(Line).value = str(tmp_path / "y.toml")
        await pilot.press("enter")
        await settled(pilot)
    assert organisation(tmp_path / "y.toml") == "Acme"


async def test_the_question_and_the_path_fit_the_window(folder: Path) -> None:
    path = marked_read_only(folder)
    async with running(path, at=AT) as pilot:
        await asked(pilot)
        for size in SIZES:
            await fly(pilot, size)
            shown = screen_text(pilot)
            for line in (
                "This workshop cannot be saved",
                "read-only",
                "Esc    carry on without saving",
            ):
                assert line in shown
        await fly(pilot, SIZES[0])
        await pilot.press("s")
        await appears(pilot, "Where do you want to save this workshop?")
        assert "Enter Save there" in screen_text(pilot)
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, WorkshopScreen)


async def test_a_hostile_path_is_shown_as_text(tmp_path: Path) -> None:
    """64, 65"""
    folder = tmp_path / "[@click=app.quit]x[b]\x1b[2J"
    folder.mkdir()
    path = new_file(folder)
    path.chmod(0o444)
    async with running(path, at=AT) as pilot:
        await asked(pilot)
        assert "[@click=app.quit]x[b][2J" in letters_on(pilot)
        assert "\x1b" not in screen_text(pilot)


# Paths


def test_a_path_means_a_file_of_toml_and_a_folder_one_of_the_same_name(tmp_path: Path) -> None:
    before = Path("/far/dealers.toml")
    assert meant(tmp_path, before) == tmp_path / "dealers.toml"
    assert meant(tmp_path / "new", before) == tmp_path / "new.toml"
    assert meant(tmp_path / "new.v2", before) == tmp_path / "new.v2.toml"
    assert meant(tmp_path / "NEW.TOML", before) == tmp_path / "NEW.TOML"
    assert meant(tmp_path / "later", before, folder=True) == tmp_path / "later" / "dealers.toml"


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        (".toml", "workshop.toml"),
        (".hidden", "hidden.toml"),
        ("..hidden.toml", "hidden.toml"),
        ("...", "workshop.toml"),
        ("x.", "x.toml"),
        ("x.toml.bak", "x.toml.bak.toml"),
        (". x", "x.toml"),
    ],
)
def test_a_file_is_called_so_that_the_library_lists_it(
    tmp_path: Path, typed: str, name: str
) -> None:
    assert meant(tmp_path / typed, Path("/far/dealers.toml")) == tmp_path / name
    assert meant(tmp_path, Path("/far") / typed) == tmp_path / name
    assert proposal(tmp_path / typed, tmp_path) == tmp_path / name
    (tmp_path / name).touch()
    assert [entry.path.name for entry in listing(tmp_path)] == [name]


async def test_a_folder_that_is_not_there_yet_is_made(folder: Path, tmp_path: Path) -> None:
    path = marked_read_only(folder)
    async with running(path, at=AT) as pilot:
        await asked(pilot)
        await save_to(pilot, f"{tmp_path}/later/")
        await until(pilot, lambda: isinstance(pilot.app.screen, WorkshopScreen), "the workshop")
    assert organisation(tmp_path / "later" / path.name) == "Acme"


async def test_enter_pressed_twice_saves_once(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second one must not find the file of the first in its way."""
    path = marked_read_only(folder)
    write, may_write = Sitting.write_elsewhere, threading.Event()

    def waits(sitting: Sitting, there: Path) -> Document:
        assert may_write.wait(60)
        return write(sitting, there)

    monkeypatch.setattr(Sitting, "write_elsewhere", waits)
    async with running(path, at=AT) as pilot:
        await asked(pilot)
        await pilot.press("s")
        pilot.app.screen.query_one(Line).value = str(tmp_path / "there.toml")
        for _ in range(2):
            pilot.app.simulate_key("enter")
            await appears(pilot, "Saving …")
        may_write.set()
        await until(pilot, lambda: isinstance(pilot.app.screen, WorkshopScreen), "the workshop")
        sitting = app_of(pilot).sitting
        assert sitting is not None
        assert sitting.path == tmp_path / "there.toml"
    assert organisation(tmp_path / "there.toml") == "Acme"


def test_what_is_proposed_is_free_and_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.touch()
    assert proposal(path, tmp_path) == tmp_path / "x-2.toml"
    (tmp_path / "file").touch()
    assert proposal(tmp_path / "file" / "x.toml", tmp_path) == tmp_path / "x-2.toml"
