"""The library, opening and leaving workshops, exporting, and the words about saving."""

import os
import shutil
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from running import (
    TODAY,
    app_of,
    appears,
    counted_ids,
    fly,
    letters_on,
    new_file,
    running,
    save_as,
    saved_of,
    screen_text,
    session_of,
    settled,
    to_library,
    top_line,
    type_text,
    until,
    workshop_of,
)
from valueworkshop.core.session.session import Place
from valueworkshop.core.stages.notes.model import answers
from valueworkshop.files.home.new_sessions import new_session
from valueworkshop.files.saving.saver import Saver
from valueworkshop.files.saving.shared_file import Disk
from valueworkshop.files.text import session_file
from valueworkshop.sitting import sitting
from valueworkshop.tui.library.library_screen import LibraryScreen
from valueworkshop.tui.widgets.writing import Line
from valueworkshop.tui.workshop.workshop_screen import WorkshopScreen

SAMPLES = Path(__file__).parents[3] / "sessions"


def files(folder: Path) -> list[str]:
    """The names in a folder, without the hidden ones."""
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


def listed(pilot: Pilot[None]) -> list[str]:
    """The first lines of the rows of the list, whatever their height."""
    screen = pilot.app.screen
    assert isinstance(screen, LibraryScreen)
    rows = screen.table.rows
    return [str(option.prompt).strip("\n").split("\n")[0] for option in rows.options]


def row_of(pilot: Pilot[None], name: str) -> int:
    """In which row of the list a text is."""
    return next(n for n, line in enumerate(listed(pilot)) if name in line)


async def test_in_an_empty_folder_the_premise_comes_first_then_the_title(folder: Path) -> None:
    async with running(folder) as pilot:
        assert "Start a new workshop" in screen_text(pilot)
        assert folder.name in screen_text(pilot).split("\n")[0]
        await pilot.press("n")
        assert "Value here means what customers get" in screen_text(pilot)
        await pilot.press("enter")
        assert "What shall we call this workshop?" in screen_text(pilot)
        await type_text(pilot, "Dealers")
        await pilot.press("enter")
        await until(pilot, lambda: app_of(pilot).sitting is not None, "the workshop")
        await settled(pilot)
        assert "Which organisation is it for?" in screen_text(pilot)
        session = saved_of(pilot)
        assert (session.title, session.date) == ("Dealers", TODAY)
        assert session.place == Place(stage="frame", at="organisation")
        assert files(folder) == ["dealers-2026-11-22.toml"]


async def test_enter_takes_the_title_that_is_proposed(folder: Path) -> None:
    async with running(folder) as pilot:
        await pilot.press("n", "enter", "enter")
        await until(pilot, lambda: app_of(pilot).sitting is not None, "the workshop")
        assert session_of(pilot).title == "Workshop of 2026-11-22"


async def test_a_title_half_typed_is_there_again(folder: Path) -> None:
    async with running(folder) as pilot:
        await pilot.press("n", "enter")
        await type_text(pilot, "Half a ti")
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, LibraryScreen)
        await pilot.press("n", "enter")
        assert pilot.app.screen.query_one(Line).value == "Half a ti"


async def test_all_workshops_are_listed_and_a_broken_one_hides_none(folder: Path) -> None:
    for sample in SAMPLES.glob("*.toml"):
        shutil.copy(sample, folder)
    broken = folder / "broken.toml"
    broken.write_text("schema = 1\ntitle = 'x\n")
    before = broken.read_bytes()
    async with running(folder, size=(120, 40)) as pilot:
        await appears(pilot, "Owning it without the hassle")
        text = screen_text(pilot)
        for sample in SAMPLES.glob("*.toml"):
            assert session_file.read(sample).session.title in text
        assert "! broken.toml" in text
        assert "line 3: Expected" in text
        await pilot.press("home", *["down"] * row_of(pilot, "broken.toml"), "enter")
        await appears(pilot, "broken.toml:3:1: Expected")
        assert isinstance(pilot.app.screen, LibraryScreen)
        assert broken.read_bytes() == before


async def test_columns_stand_apart_and_nothing_is_cut_to_a_letter(folder: Path) -> None:
    shutil.copy(SAMPLES / "office-coffee.toml", folder)
    async with running(folder) as pilot:
        await appears(pilot, "all stages")
        lines = screen_text(pilot).split("\n")
        at = next(n for n, line in enumerate(lines) if "▸" in line)
        first, second = (" ".join(line.strip(" │").split()) for line in lines[at : at + 2])
        assert first == "▸ Office coffee, a whole day 4 Nov 2026 4 open ▼▼ 29"
        assert second == "The office coffee machine with beans and service ✓ all stages"


async def test_a_workshop_is_opened_by_enter_and_left_by_escape(folder: Path) -> None:
    new_file(folder, "The only one")
    async with running(folder) as pilot:
        await appears(pilot, "The only one")
        await pilot.press("home", "enter")
        await until(pilot, lambda: app_of(pilot).sitting is not None, "the workshop")
        await settled(pilot)
        assert isinstance(pilot.app.screen, WorkshopScreen)


async def test_the_filled_example_opens_as_a_copy(folder: Path) -> None:
    async with running(folder) as pilot:
        await pilot.press("D")
        await until(pilot, lambda: app_of(pilot).sitting is not None, "the workshop")
        await settled(pilot)
        assert len(files(folder)) == 1
        one = session_of(pilot)
        await app_of(pilot).action_library()
        await settled(pilot)
        await pilot.press("D", "y")
        await until(pilot, lambda: app_of(pilot).sitting is not None, "the workshop")
        assert len(files(folder)) == 2
        assert session_of(pilot).id != one.id


async def test_escape_never_leaves_the_workshop_and_says_what_does(folder: Path) -> None:
    path = new_file(folder)
    for at in (("guiding", "decision"), ("frame", "organisation"), ("checklist", "together")):
        async with running(path, at=at) as pilot:
            await pilot.press(*["escape"] * 6, "f", "plus", "r", "escape")
            assert isinstance(pilot.app.screen, WorkshopScreen)
            told = (
                "Esc stays in the workshop. ctrl+q saves and quits; : library goes to the library."
            )
            assert told in " ".join(screen_text(pilot).split())
            assert files(folder) == [path.name]


async def test_the_library_is_a_command_and_all_is_saved_and_the_place_the_same(
    folder: Path,
) -> None:
    path = new_file(folder)
    async with running(path, at=("guiding", "decision")) as pilot:
        await type_text(pilot, "they ask a friend")
        await pilot.press("escape", "colon")
        await type_text(pilot, "library")
        await appears(pilot, "Save, leave this workshop and see all the others")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, LibraryScreen), "the library")
        session = session_file.read(path).session
        notes = answers(session, "guiding").of("decision")
        assert [note.text for _, note in notes] == ["they ask a friend"]
        assert session.place == Place(stage="guiding", at="decision")
        await appears(pilot, "Dealers, autumn")
        await pilot.press("home", "enter")
        await until(pilot, lambda: app_of(pilot).sitting is not None, "the workshop")
        await settled(pilot)
        assert session_of(pilot) == session
        assert "What sways a customer's decision to buy?" in screen_text(pilot)
        assert "they ask a friend" in screen_text(pilot)


@pytest.mark.parametrize(
    ("stage", "at"), [("no-such", "x"), ("guiding", "no-such"), ("frame", "x"), ("act", "")]
)
async def test_a_place_that_is_none_opens_at_the_next_best(
    folder: Path, stage: str, at: str
) -> None:
    async with running(new_file(folder), at=(stage, at)) as pilot:
        place = session_of(pilot).place
        expected = {"no-such": "title", "guiding": "expectations", "frame": "title"}
        assert place.at == expected.get(stage, "choose")
        await pilot.press("ctrl+n")
        assert session_of(pilot).place != place


async def test_export_from_the_library_overwrites_nothing_and_shows_the_path(
    folder: Path, car_maker: Path
) -> None:
    other = car_maker.with_suffix(".md")
    other.write_text("mine")
    async with running(folder, size=(60, 20)) as pilot:
        await appears(pilot, "Owning it")
        await pilot.press("home", "e")
        await appears(pilot, "A file of this name exists")
        await pilot.press("enter")
        await appears(pilot, "Exported to")
        assert "prestige-car-maker-2.md" in letters_on(pilot)
        assert other.read_text() == "mine"
        assert "# " in (folder / "prestige-car-maker-2.md").read_text()
        await pilot.press("end", "e")
        assert "First go to a workshop in the list" in screen_text(pilot)


@pytest.mark.parametrize("size", [(60, 20), (120, 40)])
async def test_export_from_a_workshop_shows_the_whole_path(
    car_maker: Path, size: tuple[int, int]
) -> None:
    async with running(car_maker, at=("summary", ""), size=size) as pilot:
        await pilot.press("e")
        await pilot.press("enter")
        path = car_maker.with_suffix(".md")
        assert path.exists()
        shown = letters_on(pilot)
        assert f"Exportedto{path}" in shown


async def test_ctrl_s_says_that_it_is_saved(folder: Path) -> None:
    path = new_file(folder)
    async with running(path, at=("frame", "organisation")) as pilot:
        await type_text(pilot, "Acme")
        await pilot.press("ctrl+s")
        assert f"Saved to {path.name}" in screen_text(pilot)
        assert session_file.read(path).session.organisation == "Acme"


class Full:
    """A disk that is full until there is room."""

    def __init__(self) -> None:
        self.room = False

    def write(self, path: Path, data: bytes, **_: Any) -> None:
        if not self.room:
            raise OSError(28, "No space left on device")
        Disk().write(path, data)


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_a_disk_that_refuses_is_named_and_nothing_is_lost(
    folder: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    full = Full()
    monkeypatch.setattr(sitting, "Saver", partial(Saver, disk=Disk(write=full.write)))
    path = new_file(folder)
    async with running(path, at=("frame", "organisation"), size=size) as pilot:
        await type_text(pilot, "Acme")
        await pilot.press("ctrl+s")
        await appears(pilot, "This workshop cannot be saved")
        assert "the disk is full" in screen_text(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: "NOT SAVED" in top_line(pilot), "that it is not saved")
        await to_library(pilot)
        assert isinstance(pilot.app.screen, WorkshopScreen)
        assert "Library again leaves anyway" in " ".join(screen_text(pilot).split())
        await pilot.press("ctrl+q")
        full.room = True
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "saved" in top_line(pilot), "that it is saved")
        assert session_file.read(path).session.organisation == "Acme"
        await to_library(pilot)
        await until(pilot, lambda: isinstance(pilot.app.screen, LibraryScreen), "the library")


async def test_quitting_with_a_full_disk_asks_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = Full()
    monkeypatch.setattr(sitting, "Saver", partial(Saver, disk=Disk(write=full.write)))
    async with running(new_file(folder), at=("frame", "organisation")) as pilot:
        await type_text(pilot, "Acme")
        await pilot.press("ctrl+g", "ctrl+q")
        assert pilot.app.is_running
        assert isinstance(pilot.app.screen, WorkshopScreen)
        assert "ctrl+q again leaves anyway" in " ".join(screen_text(pilot).split())
        await pilot.press("ctrl+q")
        assert pilot.app._exit  # noqa: SLF001 - there is no other sign before the app is gone


async def test_a_file_changed_by_somebody_else_is_left_alone_and_said(folder: Path) -> None:
    path = new_file(folder)
    async with running(path, at=("frame", "organisation"), size=(80, 24)) as pilot:
        session = replace(session_file.read(path).session, organisation="Theirs")
        theirs = session_file.dumps(session)
        path.write_bytes(theirs)
        await type_text(pilot, "Acme")
        await pilot.press("ctrl+n")
        workshop_of(pilot).sitting.flush()
        await appears(pilot, "You and somebody else have both changed this")
        await pilot.press("escape")
        assert "saved in a copy" in screen_text(pilot)
        assert path.read_bytes() == theirs
        (copy,) = [name for name in files(folder) if "conflict" in name]
        assert session_file.read(folder / copy).session.organisation == "Acme"


async def test_a_folder_that_is_gone_is_no_end(folder: Path) -> None:
    path = new_file(folder)
    async with running(path, at=("frame", "organisation")) as pilot:
        shutil.rmtree(folder)
        await type_text(pilot, "Acme")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert pilot.app.is_running
        assert "aved" in screen_text(pilot) or "NOT SAVED" in screen_text(pilot)


async def test_leaving_the_library_while_it_reads_is_no_end(folder: Path) -> None:
    new_file(folder)
    async with running(folder) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, LibraryScreen)
        table = screen.table
        await app_of(pilot).action_library()
        table.show()
        await fly(pilot, (60, 20))
        assert pilot.app.is_running


async def test_undo_goes_on_after_a_look_at_the_library(folder: Path) -> None:
    async with running(new_file(folder), at=("guiding", "expectations")) as pilot:
        await type_text(pilot, "said")
        await pilot.press("enter")
        await to_library(pilot)
        assert isinstance(pilot.app.screen, LibraryScreen)
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("escape", "u")
        assert not answers(session_of(pilot), "guiding").notes


async def test_copies_of_a_workshop_stand_behind_it(folder: Path) -> None:
    """46"""
    path = new_file(folder, "Dealers")
    data = path.read_bytes()
    other = replace(session_file.read(path).session, id="other", title="Other")
    (folder / "other.toml").write_bytes(session_file.dumps(other))
    for name in ("dealers-2026-11-22-PC.toml", "dealers-2026-11-22 (conflicted [b]copy).toml"):
        (folder / name).write_bytes(data)
    async with running(folder) as pilot:
        first = row_of(pilot, "  Dealers ")
        copies = {row_of(pilot, f"copy: {mark} ") for mark in ("PC", "(conflicted [b]copy)")}
        assert copies == {first + 1, first + 2}
        assert "Other" in screen_text(pilot)


def rows_shown(pilot: Pilot[None]) -> list[str]:
    """The first words of the rows of the table."""
    ends = ("─", "n  Start", "D  Look", "o  Open")
    found = [line.strip() for line in listed(pilot)]
    return [line.split("  ")[0] for line in found if line and not line.startswith(ends)]


async def test_the_table_is_filtered_sorted_grouped_and_follows_its_folder(folder: Path) -> None:
    for day, (title, offer) in enumerate(
        (("[b]Zoo[/]", "Tours"), ("Ölmühle", "Oil"), ("Bakery", "Tours")), start=1
    ):
        session = new_session("essentials", counted_ids(title), TODAY.replace(day=day), title)
        path = save_as(replace(session, offer=offer), folder, f"{day}.toml")
        os.utime(path, (day, day))
    async with running(folder) as pilot:
        await appears(pilot, "Bakery")
        assert rows_shown(pilot) == ["Bakery", "Ölmühle", "[b]Zoo[/]"]
        await pilot.press("s")
        assert rows_shown(pilot) == ["[b]Zoo[/]", "Bakery", "Ölmühle"]
        assert "by title" in screen_text(pilot)
        await pilot.press("S", "g")
        assert "Oil" in screen_text(pilot)
        assert rows_shown(pilot)[1::2] == ["Ölmühle", "Bakery"]
        await pilot.press("g", "slash")
        await type_text(pilot, "tours")
        assert rows_shown(pilot) == ["Bakery", "[b]Zoo[/]"]
        assert "2 of 3" in screen_text(pilot)
        await pilot.press("down")
        save_as(new_session("essentials", counted_ids("n"), TODAY, "Tours of ours"), folder)
        (folder / "3.toml").unlink()
        screen = pilot.app.screen
        assert isinstance(screen, LibraryScreen)
        screen.table.look_again()
        await appears(pilot, "Tours of ours")
        assert rows_shown(pilot) == ["Tours of ours", "[b]Zoo[/]"]
        assert screen.table.current is not None
        assert screen.table.current.path.name == "1.toml"
        await pilot.press("enter")
        await until(pilot, lambda: app_of(pilot).sitting is not None, "the workshop")
        assert session_of(pilot).title == "[b]Zoo[/]"
        await app_of(pilot).action_library()
        await appears(pilot, "Last time you were in [b]Zoo[/], at Frame. Enter continues.")
        await pilot.press("slash", "x", "x")
        assert rows_shown(pilot) == []
        await pilot.press("escape")
        assert len(rows_shown(pilot)) == 3
        assert screen_text(pilot).count("▸") == 1
        assert screen_text(pilot).index("▸") < screen_text(pilot).index("[b]Zoo[/]"), "last opened"
