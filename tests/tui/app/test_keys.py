"""Keys: what is shown works, what works is listed, and nothing is cut."""

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual.binding import ActiveBinding
from textual.pilot import Pilot

from keys_on_screen import (
    as_pressed,
    bar_of,
    differs,
    no_widget_binds_a_key_twice,
    no_word_is_cut_and_help_is_there,
    shown,
    state,
)
from places import SPOTS, Spot, opened, stand
from running import (
    app_of,
    close_forms,
    fly,
    new_file,
    running,
    screen_text,
    session_of,
    settled,
    type_text,
)
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.session.stage_times import Timing
from valueworkshop.files.home.kits import load_kit
from valueworkshop.tui.app import key_places
from valueworkshop.tui.app.help_screen import HelpScreen
from valueworkshop.tui.library.library_screen import LibraryScreen
from valueworkshop.tui.stages.allocation.alignment_table import AlignmentEntry
from valueworkshop.tui.stages.allocation.spread_entry import SpreadEntry
from valueworkshop.tui.stages.pause.view import PauseView
from valueworkshop.tui.stages.votes.answers_grid import Grid
from valueworkshop.tui.stages.votes.cards_entry import CardsEntry
from valueworkshop.tui.stages.votes.hands_entry import HandsEntry
from valueworkshop.tui.terminal.screen_reader_cursor import standing_at
from valueworkshop.tui.widgets.clickable import is_many
from valueworkshop.tui.widgets.key_names import prints
from valueworkshop.tui.widgets.keys import working
from valueworkshop.tui.widgets.rows import Rows
from valueworkshop.tui.widgets.too_small import TooSmallScreen
from valueworkshop.tui.widgets.writing import Writing
from valueworkshop.tui.workshop.workshop_screen import WorkshopScreen

MARKED = (Grid, CardsEntry, HandsEntry, SpreadEntry, AlignmentEntry)
"""Widgets that mark the cursor with a sign."""

FULL = "VALUEWORKSHOP_EXAMPLES" in os.environ
"""If so, keys are also pressed on screens where each key gives an answer and does nothing else."""

NAMED_ONLY = {
    *("Light or dark", "Save elsewhere", "Copy all text"),
    *("Save again", "Print all text at the end"),
    *("Mouse off", "Follow up", "Keep as a kit", "Stages", "Compare", "Library"),
}
"""Commands that have no key."""


def below_of(pilot: Pilot[None]) -> list[ActiveBinding]:
    """All keys that work now."""
    return working(pilot.app.screen)


@pytest.mark.long
@pytest.mark.parametrize("sample", ["restaurant", "office-coffee", "bakery-2-spring"])
async def test_keys_are_told_whole_and_alike_and_each_does_something(
    sample: str, folder: Path
) -> None:
    tried = set() if sample == "restaurant" else in_the_essentials()
    spots = [spot for spot in SPOTS if spot.sample == sample]
    waiting: list[tuple[Spot, list[tuple[str, str]] | None]] = [(spot, None) for spot in spots]
    while waiting:
        async with opened(waiting[0][0], folder, (120, 24)) as pilot:
            while waiting and is_in_a_workshop(pilot):
                spot, keys = waiting.pop(0)
                await stand(pilot, spot)
                if keys is None:
                    no_word_is_cut_and_help_is_there(pilot, spot.name)
                    no_widget_binds_a_key_twice(pilot)
                    help_and_palette_list_what_works(pilot, spot.name)
                    the_cursor_has_a_place(pilot, spot.name)
                    keys = not_tried(pilot, tried) if FULL or spot.over is None else []
                if left := await pressed(pilot, spot, keys):
                    waiting.insert(0, (spot, left))


def in_the_essentials() -> set[str]:
    """Return the bindings that the restaurant's workshop has: they are pressed there."""
    kinds = {stage.kind for stage in load_kit("essentials").stages.values()} | {"votes"}
    places = (place for place in key_places.places() if ".stages." not in place.cls.__module__)
    ours = (place for place in key_places.places() if place.cls.__module__.split(".")[3] in kinds)
    return {binding.id or "" for place in (*places, *ours) for binding in place.bindings}


async def pressed(
    pilot: Pilot[None], spot: Spot, keys: list[tuple[str, str]]
) -> list[tuple[str, str]]:
    """Press keys until one changes what does not come back; return those that are left."""
    if not keys:
        return []
    before = state(pilot)
    for place, (key, what) in enumerate(keys):
        await pilot.press(as_pressed(key))
        await settled(pilot)
        assert differs(pilot, before), (spot.name, key, what)
        for _ in range(len(pilot.app.screen_stack) - len(before[1])):
            await pilot.app.pop_screen()
        await settled(pilot)
        if differs(pilot, before):
            return keys[place + 1 :]
    return []


def is_in_a_workshop(pilot: Pilot[None]) -> bool:
    return any(isinstance(screen, WorkshopScreen) for screen in pilot.app.screen_stack)


def not_tried(pilot: Pilot[None], tried: set[str]) -> list[tuple[str, str]]:
    """Return the keys shown and their words, less what was offered elsewhere."""
    known = bar_of(pilot)._shown().items()  # noqa: SLF001 - as data
    ids = {words: active.binding.id or "" for words, active in known}
    new = [(key, what) for key, what in shown(pilot) if ids[what] not in tried]
    tried |= {ids[what] for _, what in new}
    return new


def help_and_palette_list_what_works(pilot: Pilot[None], name: str) -> None:
    below = pilot.app.screen
    offered = {command.title for command in app_of(pilot).get_system_commands(below)}
    works = [a.binding for a in working(below) if a.enabled and a.binding.id]
    keys = HelpScreen(below)._keys  # noqa: SLF001 - as data
    listed = {what for _, column in keys for _, what in column}
    assert listed == {binding.description for binding in works if binding.description}, name
    # Only keys for several answers, such as 1 to 5, are not in the palette.
    many = {binding.description for binding in works if is_many(binding)}
    assert offered - (NAMED_ONLY - listed) == listed - many - {"Commands"}, name


def the_cursor_has_a_place(pilot: Pilot[None], name: str) -> None:
    """With --accessible the terminal's cursor is at the focus, at its row or cell."""
    at, focused = standing_at(pilot.app.screen, ""), pilot.app.focused
    region = focused.region if focused is not None else pilot.app.screen.region
    assert region.contains_point(at), (name, at, region)
    if isinstance(focused, PauseView):
        title = focused.session.stage(focused.stage).title
        assert screen_text(pilot).split("\n")[at.y][at.x :].startswith(f"{title}: "), (name, at)
    has_rows = isinstance(focused, Rows) and focused.current is not None
    if has_rows or isinstance(focused, MARKED):
        line = screen_text(pilot).split("\n")[at.y]
        assert line[at.x] in "▸[", (name, at, line)


@pytest.mark.parametrize("name", ["notes", "cards"])
async def test_every_key_of_the_line_can_be_clicked_at_any_size(name: str, folder: Path) -> None:
    spot = next(spot for spot in SPOTS if spot.name == name)
    async with opened(spot, folder, (80, 24)) as pilot:
        await stand(pilot, spot)
        for size in ((60, 20), (80, 24), (120, 40)):
            await fly(pilot, size)
            no_word_is_cut_and_help_is_there(pilot, name)
        await every_key_can_be_clicked(pilot)
        await pilot.press("f1", "p")
        assert "Value here means what customers get" in screen_text(pilot)


async def every_key_can_be_clicked(pilot: Pilot[None]) -> None:
    bar, ran = bar_of(pilot), []
    run_action = pilot.app.run_action

    async def run(action: Any, *_: object) -> bool:
        ran.append(str(action))
        return True

    pilot.app.run_action = run  # type: ignore[method-assign, assignment]
    line = screen_text(pilot).split("\n")[bar.region.y]
    many = {active.binding.description for active in below_of(pilot) if is_many(active.binding)}
    for key, what in shown(pilot):
        ran.clear()
        await pilot.click(bar, offset=(line.index(f"{key} {what}") + 1, 0))
        await pilot.pause()
        assert len(ran) == (what not in many), (key, what, ran)
    pilot.app.run_action = run_action  # type: ignore[method-assign]


async def test_question_mark_and_f1_and_the_palette_open_help(car_maker: Path) -> None:
    async with running(car_maker, at=("summary", "")) as pilot:
        for key in ("question_mark", "f1"):
            await pilot.press(key)
            assert isinstance(pilot.app.screen, HelpScreen)
            assert "How we score" in "".join(
                f"{static.border_title}{static.render()}"
                for static in pilot.app.screen.query("Static")
            )
            await pilot.press("escape")
        await pilot.press("colon")
        await type_text(pilot, "next")
        await settled(pilot)
        place = session_of(pilot).place
        await pilot.press("enter", "enter")
        await settled(pilot)
        assert session_of(pilot).place != place


@pytest.mark.parametrize("size", [(59, 24), (80, 17), (20, 5)])
async def test_a_small_window_asks_for_room_and_keeps_what_is_typed(
    folder: Path, size: tuple[int, int]
) -> None:
    async with running(new_file(folder), at=("guiding", "rivals")) as pilot:
        await type_text(pilot, "half a th")
        await fly(pilot, size)
        assert isinstance(pilot.app.screen, TooSmallScreen)
        assert "60 x 18" in " ".join(screen_text(pilot).split())
        await pilot.press("x", "escape", "enter", "f1", "ctrl+p", "ctrl+n")
        assert isinstance(pilot.app.screen, TooSmallScreen)
        await fly(pilot, (60, 18))
        assert pilot.app.screen.query_one(Writing).text == "half a th"
        await type_text(pilot, "ought")
        assert pilot.app.screen.query_one(Writing).text == "half a thought"


async def test_a_window_small_from_the_start_opens_when_it_grows(folder: Path) -> None:
    async with running(new_file(folder), at=("guiding", "rivals"), size=(40, 10)) as pilot:
        assert isinstance(pilot.app.screen, TooSmallScreen)
        await fly(pilot, (80, 24))
        assert "What value does each competitor" in screen_text(pilot)


async def test_the_library_has_keys_as_well(car_maker: Path) -> None:
    async with running(car_maker.parent) as pilot:
        assert isinstance(pilot.app.screen, LibraryScreen)
        for width in (60, 80, 120):
            await fly(pilot, (width, 24))
            keys = shown(pilot)
            assert keys[-1][1] == "Help"
            assert [key for key, _ in keys][:4] == ["Enter", "n", "/", "s"]
        for key, _ in shown(pilot)[1:]:
            before = state(pilot)
            await pilot.press(as_pressed(key))
            await settled(pilot)
            assert differs(pilot, before)
            while len(pilot.app.screen_stack) > 2:
                await pilot.press("escape")
        for typed in (("a",), ("a", "slash"), ("F",), ("slash",), ("R",), ("d",)):
            await pilot.press(*typed)
            await settled(pilot)
            no_word_is_cut_and_help_is_there(pilot, str(typed))
            no_widget_binds_a_key_twice(pilot)
            help_and_palette_list_what_works(pilot, str(typed))
            the_cursor_has_a_place(pilot, str(typed))
            await pilot.press("escape", "escape")


STRAY = {
    "cards": ("7", "1-5 Answer"),
    "hands": ("z", "0-9 Hands"),
    "ballot": ("8", "1-5 Answer"),
    "spread": ("z", "0-9 Points"),
    "statements": ("4", "y Agree"),
    "a ballot of dots": ("z", "Space Dot"),
    "dots counted": ("z", "0-9 Dots here"),
    "grid": ("9", "1-5 Change"),
    "notes": ("z", "i Write"),
}


async def test_a_key_that_does_nothing_says_which_do_and_not_which_it_was(folder: Path) -> None:
    spots = [spot for spot in SPOTS if spot.name in STRAY]
    assert {spot.name for spot in spots} == set(STRAY)
    async with opened(spots[0], folder, (120, 24)) as pilot:
        for spot in spots:
            key, told_of = STRAY[spot.name]
            await stand(pilot, spot)
            session = session_of(pilot)
            before = screen_text(pilot)
            await pilot.press(key)
            text = " ".join(screen_text(pilot).split())
            assert "That key does nothing here: " in text, spot.name
            line = text.partition("That key does nothing here: ")[2].partition(". ")[0]
            assert told_of in line, spot.name
            assert key not in line.replace(told_of, ""), spot.name
            assert session_of(pilot) == session, spot.name
            assert "That key" not in before, spot.name


REVEALING = {"votes.reveal_all", "dots.reveal"}
"""What was seen cannot be unseen: nothing undoes a reveal, and it asks where votes are missing."""


LIVELY = {
    *("notes", "revealed", "choose", "act", "dots counted", "parked thoughts"),
    *("own items", "contradictions", "office-coffee: ladder", "office-coffee: ledger"),
    *("last time", "assumptions"),
}
"""Places where letters do most; at all others they are pressed in `make test-all`."""


def letters(pilot: Pilot[None], tried: set[str]) -> list[tuple[str, str]]:
    """Return (key, id) of every single sign that is a key now, less what was tried elsewhere."""
    found = [
        (active.binding.key, active.binding.id or "")
        for active in below_of(pilot)
        if active.enabled and active.binding.id and prints(active.binding.key)
    ]
    new = [(key, each) for key, each in found if each not in tried | REVEALING]
    tried |= {each for _, each in new}
    return new


def given(pilot: Pilot[None]) -> Session:
    """Everything that a team gave, without where it is and how late it is."""
    return replace(session_of(pilot), place=Place(stage=""), timing=Timing())


@pytest.mark.parametrize("sample", ["restaurant", "office-coffee", "bakery-2-spring"])
async def test_what_one_stray_letter_does_undo_takes_back(sample: str, folder: Path) -> None:
    tried = set() if sample == "restaurant" else in_the_essentials()
    spots = [spot for spot in SPOTS if spot.sample == sample and spot.over is None]
    spots = [spot for spot in spots if FULL or spot.name in LIVELY]
    async with opened(spots[0], folder, (120, 24)) as pilot:
        for spot in spots:
            await stand(pilot, spot)
            standing = where(pilot)
            keys = letters(pilot, tried) if not isinstance(pilot.app.focused, Writing) else []
            for key, name in keys:
                if where(pilot) != standing:
                    await stand(pilot, spot)
                    standing = where(pilot)
                before = given(pilot)
                await pilot.press(key)
                await close_forms(pilot)
                if given(pilot) != before:
                    await pilot.press("u")
                await settled(pilot)
                assert given(pilot) == before, (spot.name, key, name)
                assert files_of(pilot) == ["made.toml"], (spot.name, key, name)


def where(pilot: Pilot[None]) -> tuple[object, ...]:
    """Return what the next key would act on."""
    rows = pilot.app.focused.highlighted if isinstance(pilot.app.focused, Rows) else None
    return session_of(pilot).place, id(pilot.app.focused), rows, len(pilot.app.screen_stack)


async def test_what_is_told_of_an_edit_names_the_key_that_undoes_it(folder: Path) -> None:
    async with running(new_file(folder), at=("checklist", "together")) as pilot:
        await pilot.press("w")
        assert "No weights: all items count alike. u undoes it." in screen_text(pilot)
        await pilot.press("7")
        assert "undoes it" not in screen_text(pilot)
        await pilot.press("w", "u", "u")
        assert "Nothing to undo." not in screen_text(pilot)
        await pilot.press("u")
        assert "Nothing to undo." in screen_text(pilot)
        await pilot.press("R")
        assert "No answers yet." in screen_text(pilot)
        assert "undoes it" not in screen_text(pilot)


def files_of(pilot: Pilot[None]) -> list[str]:
    sitting = app_of(pilot).sitting
    assert sitting is not None
    return sorted(path.name for path in sitting.path.parent.iterdir() if path.name[0] != ".")
