"""The screens that open from the library: words found and actions listed, and ways to each."""

import datetime as dt
import os
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from running import (
    TODAY,
    app_of,
    appears,
    counted_ids,
    running,
    save_as,
    screen_text,
    session_of,
    settled,
    type_text,
    until,
)
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.stages.agreed.model import Action, Status, add_action
from valueworkshop.core.stages.notes.model import Note, add_note
from valueworkshop.files.home.new_sessions import new_session
from valueworkshop.tui.library.actions_screen import ActionsScreen
from valueworkshop.tui.library.library_screen import LibraryScreen


def workshop(title: str, day: int) -> Session:
    return new_session("essentials", counted_ids(title), TODAY.replace(day=day), title)


async def opened(pilot: Pilot[None]) -> Session:
    await until(pilot, lambda: app_of(pilot).sitting is not None, "the workshop")
    await settled(pilot)
    return session_of(pilot)


async def test_words_are_found_in_their_place_and_enter_leads_there(folder: Path) -> None:
    text = "a long way to say that [b]they ring[/] at noon, and what follows is longer still"
    note = Note(question="rivals", text=text)
    save_as(add_note(workshop("Dealers", 1), "guiding", "n", note), folder, "1.toml")
    save_as(workshop("Labs", 2), folder, "2.toml")
    async with running(folder) as pilot:
        await pilot.press("F")
        await type_text(pilot, "RING they")
        await appears(pilot, "1 text in 1 workshop")
        assert "A Guiding questions" in screen_text(pilot)
        assert "[b]they ring[/] at noon" in screen_text(pilot)
        await type_text(pilot, "zzz")
        await appears(pilot, "nothing found")
        await pilot.press("backspace", "backspace", "backspace")
        await appears(pilot, "1 text in 1 workshop")
        await pilot.press("enter")
        session = await opened(pilot)
        assert (session.title, session.place) == ("Dealers", Place(stage="guiding", at="rivals"))


async def test_actions_of_all_workshops_are_told_once_and_enter_leads_there(folder: Path) -> None:
    call = Action(title="[b]Call[/] them", owner="Ann", due=dt.date(2026, 11, 1))
    price = Action(title="One price list", owner="Bo", function="sales")
    done = Action(title="Long done", status=Status.DONE)
    spring = add_action(add_action(workshop("Spring", 1), "act", "c", call), "act", "p", price)
    later = add_action(workshop("Autumn", 2), "act", "c", replace(call, owner="Cy"))
    save_as(spring, folder, "1.toml")
    save_as(add_action(later, "act", "d", done), folder, "2.toml")
    async with running(folder, size=(120, 40)) as pilot:
        await appears(pilot, "! 1 late in all")
        await pilot.press("a")
        screen = pilot.app.screen
        assert isinstance(screen, ActionsScreen)
        assert "2 actions, 1 late" in screen_text(pilot)
        told = " ".join(screen_text(pilot).split())
        assert "! late 3 weeks [b]Call[/] them" in told
        assert "1 November 2026 · ! late 3 weeks" in told
        assert [owned.task.owner for owned in screen.found] == ["Cy", "Bo"]
        await pilot.press("s")
        assert [owned.task.owner for owned in screen.found] == ["Bo", "Cy"]
        await pilot.press("o")
        assert [owned.task.owner for owned in screen.found] == ["Cy"]
        await pilot.press("A", "slash")
        assert len(screen.found) == 3
        await type_text(pilot, "price sal")
        assert [owned.task.owner for owned in screen.found] == ["Bo"]
        await pilot.press("enter")
        session = await opened(pilot)
        assert (session.title, session.place) == ("Spring", Place(stage="act", at="act"))
        await app_of(pilot).action_library()
        await pilot.press("a", "escape")
        assert isinstance(pilot.app.screen, LibraryScreen)


async def test_order_is_kept_by_keys_and_all_comes_back(folder: Path) -> None:
    for day, title in enumerate(("[b]Labs[/]", "Dealers"), start=1):
        path = save_as(workshop(title, day), folder, f"{day}.toml")
        os.utime(path, (day, day))
    async with running(folder) as pilot:
        await appears(pilot, "Dealers")
        await pilot.press("home", "d")
        assert "Delete “Dealers”?" in screen_text(pilot)
        await pilot.press("enter", "escape")
        assert names(folder) == ["1.toml", "2.toml"]
        await pilot.press("d", "d", "n")  # the key that asks is no answer
        assert names(folder) == ["1.toml", "2.toml"]
        await pilot.press("d", "y")
        await appears(pilot, "Dealers is in the bin")
        await until(pilot, lambda: names(folder) == ["1.toml"], "the bin")
        await appears(pilot, " 1 workshop\n")
        await pilot.press("home", "A")
        await appears(pilot, "[b]Labs[/] is in the archive")
        await appears(pilot, "Start a new workshop")
        await pilot.press("w")
        await appears(pilot, "In the archive")
        assert screen_text(pilot).index("Dealers") < screen_text(pilot).index("[b]Labs[/]")
        await pilot.press("down", "enter")
        await appears(pilot, "[b]Labs[/] is back")
        await appears(pilot, " 1 workshop\n")
        await pilot.press("home", "plus")
        await appears(pilot, "The copy is")
        await appears(pilot, "2 workshops")
        await pilot.press("R", "end")
        await type_text(pilot, " two")
        await pilot.press("enter")
        await appears(pilot, "is now called")
        assert len(names(folder)) == 2


async def test_u_takes_back_whatever_a_letter_did_to_a_file(folder: Path) -> None:
    save_as(workshop("Dealers", 1), folder, "dealers.toml")
    path = folder / "dealers.toml"
    whole = path.read_bytes()
    async with running(folder) as pilot:
        await appears(pilot, "Dealers")
        await pilot.press("home", "u")
        await appears(pilot, "There is nothing to undo here.")
        await pilot.press("A")
        await appears(pilot, "Dealers is in the archive: w shows it. u undoes it.")
        await appears(pilot, "Start a new workshop")
        await pilot.press("u")
        await appears(pilot, "Dealers is back from the archive.")
        assert path.read_bytes() == whole
        await appears(pilot, " 1 workshop\n")
        await pilot.press("home", "plus", "plus", "u", "u")  # however fast: all of it, in order
        await until(pilot, lambda: len(list((folder / "bin").glob("*.toml"))) == 2, "the bin")
        await appears(pilot, "The copy of Dealers is in the bin.")
        assert names(folder) == ["dealers.toml"]
        await appears(pilot, " 1 workshop\n")
        await pilot.press("home", "d", "y")
        await appears(pilot, "Dealers is in the bin: w shows it. u undoes it.")
        await pilot.press("u")
        await appears(pilot, "Dealers is back from the bin.")
        assert path.read_bytes() == whole
        await appears(pilot, " 1 workshop\n")
        await pilot.press("home", "R", "end", "x", "enter")
        await appears(pilot, "It is now called Dealersx")
        await pilot.press("u")
        await appears(pilot, "It is called Dealers again.")
        assert path.read_bytes() == whole
        await until(pilot, lambda: "Dealersx" not in screen_text(pilot), "the name that it had")
        await pilot.press("home", "A")
        await appears(pilot, "Dealers is in the archive")
        await pilot.press("w")
        await appears(pilot, "In the archive")
        await pilot.press("end", "enter")
        await appears(pilot, "Dealers is back in the list, in dealers.toml. u undoes it.")
        await pilot.press("u")
        await appears(pilot, "Dealers is back where it was.")
        assert names(folder) == []


@pytest.mark.parametrize("key", ["f", "D"])
async def test_a_letter_that_begins_a_workshop_asks_first(folder: Path, key: str) -> None:
    save_as(workshop("Dealers", 1), folder, "1.toml")
    async with running(folder) as pilot:
        await appears(pilot, "Dealers")
        await pilot.press("home", key)
        await appears(pilot, "y    yes, ")
        await pilot.press(key, "enter", "space", "escape")
        assert isinstance(pilot.app.screen, LibraryScreen)
        await pilot.press(key, "n")
        assert isinstance(pilot.app.screen, LibraryScreen)
        assert names(folder) == ["1.toml"]
        await pilot.press(key, "y")
        await opened(pilot)
        assert len(names(folder)) == 2


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*.toml"))


async def test_a_disk_that_hangs_holds_one_thread_that_looks_at_the_folder(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_as(workshop("Dealers", 1), folder, "1.toml")
    async with running(folder) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, LibraryScreen)
        looks, goes_on = list[Path](), threading.Event()

        def hangs(path: Path) -> None:
            looks.append(path)
            assert goes_on.wait(60)

        monkeypatch.setattr("valueworkshop.tui.library.workshop_table._changed_at", hangs)
        for _ in range(3):
            screen.table.look_again()
            await pilot.pause()
        await until(pilot, lambda: bool(looks), "the look")
        assert len(looks) == 1
        goes_on.set()
        await settled(pilot)
