"""A team's own items on screen, and what journey and drivers show of them."""

from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from keys_on_screen import (
    as_pressed,
    no_widget_binds_a_key_twice,
    no_word_is_cut_and_help_is_there,
    shown,
    state,
)
from revealed_votes import revealed
from running import (
    fly,
    new_file,
    running,
    save_as,
    saved_of,
    screen_text,
    session_of,
    type_text,
    with_people,
)
from valueworkshop.core.session.kit import Kit, Stage
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.drivers import model as drivers
from valueworkshop.core.stages.journey.model import Asks, Carrier, Term, Touchpoint, touchpoints
from valueworkshop.core.stages.votes.custom_items import OwnItem, put_item
from valueworkshop.core.stages.votes.edits import reveal, take_ballot
from valueworkshop.core.stages.votes.model import Ballot, asks
from valueworkshop.files.text import session_file

WAY, REASONS = "way", "reasons"
HOSTILE = "[/x] 顧客 [@click=app.quit]👩‍👩‍👧‍👦[/]"


def workshop(*names: str) -> Session:
    """A workshop of two people on a journey of three touchpoints, and drivers called `names`."""
    points = {
        "find": Touchpoint(text="Finding us"),
        "buy": Touchpoint(text="Buying", term=Term.PRICE),
        "help": Touchpoint(text="Support", carriers=(Carrier.EMPLOYEES,)),
    }
    stages = {
        "frame": Stage(kind="frame", title="Frame"),
        WAY: Stage(kind="journey", title="Journey", letter="J", asks=Asks(items=points)),
        REASONS: Stage(kind="drivers", title="Drivers", letter="K", asks=drivers.Asks()),
    }
    session = Session(id="s", title="Dealers", kit=Kit(id="k", title="K", stages=stages))
    session = with_people(session, ("Ada", ""), ("Ben", ""))
    for n, name in enumerate(names):
        session = put_item(session, REASONS, f"d{n}", OwnItem(text=name))
    return session


def texts_of(pilot: Pilot[None], stage: str) -> list[str]:
    """The current items of a stage."""
    return [item.text for item in asks(session_of(pilot), stage).items.values()]


async def test_without_items_the_list_asks_for_the_first_and_then_they_are_rated(
    folder: Path,
) -> None:
    async with running(save_as(workshop(), folder), at=(REASONS, "")) as pilot:
        assert "a adds the first" in " ".join(screen_text(pilot).split())
        assert "Picture" not in screen_text(pilot)
        await pilot.press("a")
        await type_text(pilot, "fast parts")
        await pilot.press("enter", "plus")
        await type_text(pilot, "trust")
        await pilot.press("escape")
        assert "Added: trust" in screen_text(pilot)
        await pilot.press("escape")
        assert "How far is this ours alone?" in screen_text(pilot)
        await pilot.press(*"5544", "enter")
        shown = screen_text(pilot)
        assert "On the quadrant: lead with it." in shown
        assert "gap" not in shown
        saved = saved_of(pilot)
        assert [item.text for item in asks(saved, REASONS).items.values()] == [
            "fast parts",
            "trust",
        ]


async def test_items_are_renamed_moved_and_taken_out_and_undo_brings_them_back(
    folder: Path,
) -> None:
    session = revealed(workshop("one", "two", "three"), REASONS, "d1", 5, 5)
    async with running(save_as(session, folder), at=(REASONS, "d1")) as pilot:
        await pilot.press("i", "ctrl+up")
        assert texts_of(pilot, REASONS) == ["two", "one", "three"]
        await pilot.press("J", "J")
        assert texts_of(pilot, REASONS) == ["one", "three", "two"]
        await pilot.press("x")
        assert texts_of(pilot, REASONS) == ["one", "three"]
        assert "The votes of 2 stay with it. u puts it back." in screen_text(pilot)
        await pilot.press("u")
        assert texts_of(pilot, REASONS) == ["one", "three", "two"]
        assert "revealed" in screen_text(pilot)
        await pilot.press("home", "enter", "backspace", "backspace", "backspace")
        await type_text(pilot, "won")
        await pilot.press("enter")
        assert texts_of(pilot, REASONS) == ["won", "three", "two"]
        await pilot.press("delete", "delete", "delete")
        assert texts_of(pilot, REASONS) == []
        assert "a adds the first" in " ".join(screen_text(pilot).split())
        await pilot.press("u", "u", "u")
        assert "won" in screen_text(pilot)


async def test_the_last_touchpoint_of_a_kit_stays(folder: Path) -> None:
    async with running(save_as(workshop(), folder), at=(WAY, "find")) as pilot:
        await pilot.press("i", "x", "x", "x")
        assert texts_of(pilot, WAY) == ["Support"]
        assert "You cannot remove the last touchpoint" in screen_text(pilot)


async def test_a_touchpoint_keeps_what_it_feeds_and_who_carries_it(folder: Path) -> None:
    async with running(save_as(workshop(), folder), at=(WAY, "find")) as pilot:
        await pilot.press("i", "enter", "tab", "tab", "h", "tab", "down", "space", "enter")
        found = touchpoints(saved_of(pilot), WAY)["find"]
        assert (found.term, found.carriers) == (Term.HASSLE, (Carrier.BRAND,))
        assert "feeds hassle by brand" in " ".join(screen_text(pilot).split())


async def test_what_stands_in_the_form_outlives_leaving(folder: Path) -> None:
    path = save_as(workshop(), folder)
    async with running(path, at=(REASONS, "")) as pilot:
        await pilot.press("a")
        await type_text(pilot, "parts")
        await pilot.press("ctrl+q")
    items = asks(session_file.read(path).session, REASONS).items
    assert [item.text for item in items.values()] == ["parts"]


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_curve_and_quadrant_are_drawn_with_any_text(
    folder: Path, size: tuple[int, int]
) -> None:
    session = put_item(workshop(HOSTILE), WAY, "find", Touchpoint(text=HOSTILE, about=HOSTILE))
    session = revealed(session, WAY, "find", 5, 2)
    session = revealed(session, WAY, "help", 3, 3)
    session = revealed(session, REASONS, "d0", 4, 5)
    async with running(save_as(session, folder), at=(WAY, "find"), size=size) as pilot:
        await pilot.press("p")
        shown = screen_text(pilot)
        assert "━━ they expect" in shown
        assert "Furthest below what customers expect: [/x] 顧客" in shown
        assert "Not revealed yet: 1 of 3" in shown
        assert all(cell_len(line) <= size[0] for line in shown.split("\n"))
        await pilot.press("p", "i", "enter", "escape", "escape", "ctrl+n", "ctrl+n", "ctrl+n", "p")
        assert "Lead with: [/x] 顧客" in screen_text(pilot)
        assert "lead with it" in screen_text(pilot)


async def test_p_goes_from_the_tracks_to_the_map_and_back_to_the_item(folder: Path) -> None:
    session = session_file.read(new_file(folder)).session
    ballot = Ballot(answers={f: {"touchpoint": 5} for f in ("needed", "weight")})
    today = Ballot(answers={"today": {"touchpoint": 1}})
    for voter in ("v1", "v2"):
        for part in (ballot, today):
            session = take_ballot(session, "checklist", "1", voter, part)
    session = reveal(session, "checklist", "1", "touchpoint")
    at = ("checklist", "touchpoint")
    async with running(save_as(session, folder), at=at) as pilot:
        await pilot.press("p")
        assert "○ needed" in screen_text(pilot)
        await pilot.press("p")
        assert "more than a step short" in screen_text(pilot)
        await fly(pilot, (60, 20))
        assert "more than needed" in screen_text(pilot)
        await pilot.press("p")
        assert "2 of 2 see a shortfall" in screen_text(pilot)


async def test_every_key_of_the_list_does_something_and_none_is_bound_twice(folder: Path) -> None:
    session = revealed(workshop(), WAY, "buy", 5, 2)
    async with running(save_as(session, folder), at=(WAY, "buy")) as pilot:
        await pilot.press("i")
        no_widget_binds_a_key_twice(pilot)
        no_word_is_cut_and_help_is_there(pilot)
        keys = shown(pilot)
        assert [what for _, what in keys[:5]] == [
            "Rename",
            "Add",
            "Move up",
            "Move down",
            "Remove",
        ]
        for key, what in keys[:5]:
            before = state(pilot)
            await pilot.press(as_pressed(key))
            assert state(pilot) != before, what
            await pilot.press("escape" if what in {"Rename", "Add"} else "u")
            assert texts_of(pilot, WAY) == ["Finding us", "Buying", "Support"]


async def test_a_kits_moments_are_offered_for_adapting_before_they_are_rated(folder: Path) -> None:
    path = save_as(workshop(), folder)
    async with running(path, at=(WAY, "find"), size=(120, 40)) as pilot:
        offer = "These 3 touchpoints are only suggested. i lists them"
        assert offer in screen_text(pilot)
        await pilot.press("i", "enter", "end")
        await type_text(pilot, "!")
        await pilot.press("enter", "escape")
        assert "Finding us!" in texts_of(pilot, WAY)
    async with running(path, at=(WAY, "find"), size=(120, 40)) as pilot:
        assert "only suggested" not in screen_text(pilot)
