"""Forms and questions: cards as high as they need, none cut, and nothing kept by who reads."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets._toast import Toast

from at_rest import every_frame_drawn
from keys_on_screen import bar_of
from places import SPOTS, Spot, opened, stand
from running import (
    app_of,
    new_file,
    running,
    screen_text,
    session_of,
    settled,
    type_text,
    until,
    workshop_of,
)
from valueworkshop.files.home.settings import THEMES
from valueworkshop.tui.app.help_screen import HelpScreen
from valueworkshop.tui.app.palette import Palette
from valueworkshop.tui.app.park_screen import ParkScreen
from valueworkshop.tui.terminal.themes import OWN
from valueworkshop.tui.widgets.box import Box
from valueworkshop.tui.widgets.fields import LAST
from valueworkshop.tui.widgets.form import Form
from valueworkshop.tui.widgets.rows import Rows
from valueworkshop.tui.widgets.word_choice import Choice
from valueworkshop.tui.widgets.writing import Line, Writing
from valueworkshop.tui.workshop.go_to_screen import GoToScreen, places_by_name

FORMS = {
    *("grading", "parking", "dots to begin", "action", "action's choice", "why dismissed"),
    *("amounts in", "an own item", "why dropped", "learnt", "keep as split"),
}
"""The places at which a form is open."""

SAMPLES = sorted({spot.sample for spot in SPOTS})


@pytest.mark.parametrize("sample", SAMPLES)
async def test_where_one_only_reads_no_form_offers_to_keep(sample: str, folder: Path) -> None:
    spots = [spot for spot in SPOTS if spot.name in FORMS and spot.sample == sample]
    held = {}
    async with opened(spots[0], folder, (120, 40)) as pilot:
        for spot in spots:
            await stand(pilot, spot)
            form = pilot.app.screen
            assert isinstance(form, Form), spot.name
            held[spot.name] = _held(form)
    for spot in spots:
        async with _reading(spot, folder) as pilot:
            await _offers_nothing_to_keep(pilot, spot, held[spot.name])


async def _offers_nothing_to_keep(pilot: Pilot[None], spot: Spot, held: list[str]) -> None:
    before = session_of(pilot)
    await pilot.press(*spot.keys)
    await settled(pilot)
    shown = pilot.app.screen
    if isinstance(shown, Form):
        assert _held(shown) == held, spot.name
        assert {words for _, _, words in bar_of(pilot).shown_keys()} <= {
            "Close",
            "Next field",
            "Help",
            "Go on",
        }, spot.name
        await _is_not_changed(pilot, held)
        await pilot.press("escape")
        await settled(pilot)
        assert shown not in pilot.app.screen_stack, spot.name
    else:
        assert "Read-only: ada" in screen_text(pilot), spot.name
    assert session_of(pilot) == before, spot.name


async def test_a_form_that_is_open_when_others_take_over_keeps_nothing(folder: Path) -> None:
    spot = next(spot for spot in SPOTS if spot.name == "action")
    async with opened(spot, folder, (120, 40)) as pilot:
        await stand(pilot, spot)
        before = session_of(pilot)
        _only_look(pilot)
        await pilot.pause()
        assert "Close" in {words for _, _, words in bar_of(pilot).shown_keys()}
        await type_text(pilot, "more")
        await pilot.press("escape")
        await settled(pilot)
        assert pilot.app.screen is workshop_of(pilot)
        assert session_of(pilot) == before


def _only_look(pilot: Pilot[None]) -> None:
    screen = workshop_of(pilot)
    screen.sitting.give_up("ada")
    screen.file_watch.only_look()


@asynccontextmanager
async def _reading(spot: Spot, folder: Path) -> AsyncIterator[Pilot[None]]:
    """Stand at the place of a spot, in a window that may not write."""
    async with opened(spot, folder, (120, 40)) as pilot:
        await stand(pilot, replace(spot, keys=()))
        _only_look(pilot)
        await pilot.pause()
        yield pilot


def _held(form: Screen[Any]) -> list[str]:
    """Return what is in the fields of a form."""
    fields = [w for w in form.query("*") if isinstance(w, Line | Writing | Choice)]
    return [w.text if isinstance(w, Writing) else str(w.value) for w in fields]


async def _is_not_changed(pilot: Pilot[None], held: list[str]) -> None:
    for _ in range(len(held)):
        await pilot.press("x", "right", "space", "backspace", "delete", "ctrl+u", "ctrl+k", "tab")
    assert _held(pilot.app.screen) == held


async def test_all_places_are_listed_before_one_types_and_ones_own_is_marked(folder: Path) -> None:
    spot = next(spot for spot in SPOTS if spot.name == "go to")
    async with opened(spot, folder, (120, 50)) as pilot:
        await stand(pilot, spot)
        names = [name.strip() for name, _, _ in places_by_name(session_of(pilot))]
        shown = screen_text(pilot)
        assert [name for name in names if name not in shown] == []
        (mine,) = [line for line in shown.split("\n") if "you are here" in line]
        assert "Gap summary" in mine
        (whole,) = [line for line in shown.split("\n") if "B Value-creation checklist" in line]
        assert "✓" in whole
        height = pilot.app.screen.query_one(Box).region.height
        await type_text(pilot, "experience")
        await settled(pilot)
        found = [line for line in screen_text(pilot).split("\n") if "experience" in line][1:]
        assert len(found) >= 3
        assert "B Value-creation checklist" in screen_text(pilot)
        assert pilot.app.screen.query_one(Box).region.height == height
        await pilot.press("enter")
        await settled(pilot)
        assert session_of(pilot).place.at == "experience"


async def test_the_palette_has_a_row_for_each_command_below_its_section(folder: Path) -> None:
    spot = next(spot for spot in SPOTS if spot.name == "notes")
    async with opened(spot, folder, (120, 60)) as pilot:
        await stand(pilot, spot)
        await pilot.press("ctrl+p")
        rows = [line.strip(" │▸") for line in screen_text(pilot).split("\n")]
        assert rows.index("Here") < rows.index("Everywhere") < rows.index("This workshop")
        (undo,) = [row.split() for row in rows if row.startswith("Undo")]
        assert undo == ["Undo", "u"]
        await type_text(pilot, "nothing of the kind")
        assert "Nothing here has that name." in screen_text(pilot)


async def test_a_look_is_worn_while_one_goes_through_them_and_esc_brings_back_the_old_one(
    folder: Path,
) -> None:
    async with running(new_file(folder)) as pilot:
        app = app_of(pilot)
        await pilot.press("ctrl+p")
        await type_text(pilot, "looks")
        await settled(pilot)
        assert _offered(pilot.app.screen) == list(THEMES)
        await pilot.press("down")
        await until(pilot, lambda: app.theme == OWN["light"], "the light look")
        await pilot.press("down", "down", "down", "down")
        await until(pilot, lambda: app.theme == "nord", "the look under the cursor")
        await pilot.press("escape")
        await until(pilot, lambda: app.theme == OWN["dark"], "the old look")
        await pilot.press("ctrl+p")
        await type_text(pilot, "nord")
        await pilot.press("enter")
        await settled(pilot)
        assert app.theme == "nord"
        assert 'theme = "nord"' in screen_text(pilot)


async def test_without_colours_the_palette_offers_no_looks(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with running(new_file(folder)) as pilot:
        await pilot.press("ctrl+p")
        assert not set(THEMES) & set(_offered(pilot.app.screen))


def _offered(palette: Screen[Any]) -> list[str]:
    """Return the first word of each command in the list."""
    assert isinstance(palette, Palette)
    rows = palette.query_one(Rows)
    drawn = [str(option.prompt).split() for option in rows.options if not option.disabled]
    return [words[0] for words in drawn]


async def test_a_message_comes_over_a_form_and_moves_nothing(folder: Path) -> None:
    spot = next(spot for spot in SPOTS if spot.name == "learnt")
    async with opened(spot, folder, (80, 24)) as pilot:
        await stand(pilot, spot)
        await pilot.press("tab", "tab", "tab")
        before = screen_text(pilot).split("\n")
        await pilot.press("tab")
        after = screen_text(pilot).split("\n")
        assert LAST in after[-2]
        assert after[:-2] == before[:-2]
        assert not pilot.app.screen.query(Toast)


@pytest.mark.parametrize(
    ("at", "key"),
    [*product(("library", "welcome", "workshop"), ("f1", "ctrl+p")), ("workshop", "ctrl+g")],
)
async def test_help_palette_and_go_to_open_in_one_frame(folder: Path, at: str, key: str) -> None:
    path = new_file(folder)
    if at == "welcome":
        path.unlink()
    async with running(path if at == "workshop" else folder, size=(120, 40)) as pilot:
        shown = HelpScreen | Palette | GoToScreen
        with every_frame_drawn(), _frames(pilot, shown) as frames:
            await pilot.press(key)
            await settled(pilot)
        assert isinstance(pilot.app.screen, shown)
        assert frames[0] == screen_text(pilot)
        assert len(set(frames)) == 1


@contextmanager
def _frames(pilot: Pilot[None], kinds: Any) -> Iterator[list[str]]:
    """Collect what is drawn of a screen of some kinds, frame by frame."""
    found: list[str] = []
    app = pilot.app
    display = app._display  # noqa: SLF001 - Textual gives no other way

    def displayed(screen: Screen[Any], renderable: Any) -> None:
        display(screen, renderable)
        if isinstance(screen, kinds) and app.screen is screen and renderable is not None:
            strips = screen._compositor.render_strips()  # noqa: SLF001 - as above
            found.append("\n".join(strip.text.rstrip() for strip in strips))

    app._display = displayed  # type: ignore[method-assign]  # noqa: SLF001
    try:
        yield found
    finally:
        app._display = display  # type: ignore[method-assign]  # noqa: SLF001


async def test_parked_thoughts_are_counted_below_the_line(folder: Path) -> None:
    async with running(new_file(folder)) as pilot:
        for thought in ("one", "two"):
            await pilot.press("ctrl+r")
            await type_text(pilot, thought)
            await pilot.press("enter")
        await pilot.press("ctrl+r")
        assert isinstance(pilot.app.screen, ParkScreen)
        assert "2 parked" in screen_text(pilot)
