"""Keys: what is shown works, what works is listed, and nothing is cut."""

import os
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from running import (
    app_of,
    fly,
    new_file,
    running,
    save_as,
    screen_text,
    session_of,
    settled,
    still_text,
    type_text,
)
from textual.binding import ActiveBinding
from textual.pilot import Pilot

from valueworkshop.app.help import HelpScreen
from valueworkshop.app.library import LibraryScreen
from valueworkshop.app.too_small import TooSmallScreen
from valueworkshop.storage import session_file
from valueworkshop.widgets.keybar import KeyBar
from valueworkshop.widgets.keys import working
from valueworkshop.widgets.pressed import is_many
from valueworkshop.widgets.writing import Writing

SAMPLE = Path(__file__).parents[2] / "sessions" / "restaurant.toml"

PLACES: dict[str, tuple[tuple[str, str], tuple[str, ...]]] = {
    "frame": (("frame", "organisation"), ()),
    "frame, out of the field": (("frame", "organisation"), ("escape",)),
    "question": (("guiding", "rivals"), ()),
    "notes": (("guiding", "rivals"), ("escape", "home", "down")),
    "a note's source": (("guiding", "rivals"), ("tab", "tab")),
    "revealed": (("checklist", "together"), ()),
    "grid": (("checklist", "together"), ("g",)),
    "break": (("break", ""), ()),
    "summary": (("summary", ""), ()),
    "choose": (("act", "choose"), ("down",)),
    "act": (("act", "act"), ("down",)),
    "action": (("act", "act"), ("enter",)),
    "action's choice": (("act", "act"), ("enter", "tab")),
    "catalogue": (("act", "act"), ("c",)),
    "grading": (("checklist", "together"), ("t",)),
    "go to": (("summary", ""), ("ctrl+g",)),
    "close": (("close", "stop"), ()),
}
UNSEEN: dict[str, tuple[tuple[str, str], tuple[str, ...]]] = {
    "cards": (("checklist", "together"), ("5", "4")),
    "hands": (("checklist", "together"), ("m", "1")),
}
ALL = PLACES | UNSEEN

FULL = "VALUEWORKSHOP_EXAMPLES" in os.environ
"""Every place, which takes long; else every other one."""

SOME = list(ALL) if FULL else list(ALL)[::2]

VOTES = ("revealed", "grid", "grading", "cards", "hands")
ENDS = ("summary", "choose", "act", "action", "action's choice", "catalogue", "close")
PARTS = {
    "before": tuple(name for name in SOME if name not in VOTES + ENDS),
    "votes": tuple(name for name in VOTES if name in SOME),
    "ends": tuple(name for name in ENDS if name in SOME),
}


@pytest.fixture
def sample(folder: Path) -> Path:
    """A filled sample."""
    return Path(shutil.copy(SAMPLE, folder))


@pytest.fixture
def unseen(folder: Path, sample: Path) -> Path:
    """The sample before any vote."""
    session = session_file.read(sample).session
    answers = {key: given for key, given in session.answers.items() if key != "checklist"}
    return save_as(replace(session, revealed={}, answers=answers), folder)


NAMED_ONLY = {
    *("Light or dark", "Save elsewhere", "Copy all text"),
    *("Write again", "Print all text at the end"),
    "Mouse off",
}
"""Commands that have no key."""


def below_of(pilot: Pilot[None]) -> list[ActiveBinding]:
    """All keys that work now."""
    return working(pilot.app.screen)


def bar_of(pilot: Pilot[None]) -> KeyBar:
    """The line of keys."""
    return pilot.app.screen.query_one(KeyBar)


def shown(pilot: Pilot[None]) -> list[tuple[str, str]]:
    """(key, words) in the line of keys, as far as they fit."""
    bar = bar_of(pilot)
    return [(key, what) for _, key, what in bar._fitting(bar.content_size.width)]  # noqa: SLF001


def state(pilot: Pilot[None]) -> tuple[Any, ...]:
    """All that a key may change."""
    sitting = app_of(pilot).sitting
    return (
        sitting.desk.session if sitting else None,
        tuple(type(screen) for screen in pilot.app.screen_stack),
        id(pilot.app.focused),
        [writing.text for writing in pilot.app.screen.query(Writing)],
        still_text(pilot),
    )


_ARROWS = {"→": "right", "Enter": "enter", "Space": "space", "Tab": "tab", "S-Tab": "shift+tab"}
_NAMED = {"Bksp": "backspace", "Esc": "escape", "+": "plus", "-": "minus", "?": "question_mark"}


def as_pressed(key: str) -> str:
    """Return how a key is pressed that is shown as `key`."""
    known = _ARROWS | _NAMED | {"1-5": "2", "0-9": "7", "F1": "f1", "Delete": "delete"}
    return known.get(key, f"ctrl+{key[1:]}" if key.startswith("^") else key)


async def stand(pilot: Pilot[None], name: str) -> None:
    """Go to one of ALL from where its place was opened."""
    await pilot.press(*ALL[name][1])
    await settled(pilot)


@pytest.mark.parametrize("part", PARTS)
async def test_every_key_shown_does_something(part: str, sample: Path, unseen: Path) -> None:
    tried: set[tuple[str, str, str]] = set()
    for name in PARTS[part]:
        path = unseen if name in UNSEEN else sample
        before_all = path.read_bytes()
        left: list[tuple[str, str]] | None = None
        while left is None or left:
            path.write_bytes(before_all)
            async with running(path, at=ALL[name][0], size=(120, 40)) as pilot:
                await stand(pilot, name)
                if left is None:
                    left = not_tried(pilot, tried)
                before = state(pilot)
                while left:
                    key, what = left.pop()
                    await pilot.press(as_pressed(key))
                    await settled(pilot)
                    assert state(pilot) != before, (name, key, what)
                    if not await came_back(pilot, before):
                        break


def not_tried(pilot: Pilot[None], tried: set[tuple[str, str, str]]) -> list[tuple[str, str]]:
    """Return the keys shown and their words, less what the same widget offered elsewhere."""
    nodes = {active.binding.description: active for active in below_of(pilot)}
    found = {
        (type(nodes[what].node).__name__, nodes[what].binding.action, what): (key, what)
        for key, what in shown(pilot)
    }
    new = [keys for told, keys in found.items() if told not in tried]
    tried |= set(found)
    return new


async def came_back(pilot: Pilot[None], before: tuple[Any, ...]) -> bool:
    """Close what a key opened; return whether all is as before, so that the next can be tried."""
    for _ in range(len(pilot.app.screen_stack) - len(before[1])):
        await pilot.press("escape")
    await settled(pilot)
    return state(pilot) == before


@pytest.mark.parametrize("name", SOME)
async def test_the_keys_are_told_whole_clickable_and_as_help_and_palette_tell_them(
    name: str, sample: Path, unseen: Path
) -> None:
    path = unseen if name in UNSEEN else sample
    async with running(path, at=ALL[name][0]) as pilot:
        await stand(pilot, name)
        for size in ((60, 20), (80, 24), (120, 40)):
            await fly(pilot, size)
            no_word_is_cut_and_help_is_there(pilot)
        no_widget_binds_a_key_twice(pilot)
        await every_key_can_be_clicked(pilot)
        await help_and_palette_list_what_works(pilot)
        await pilot.press("p")
        assert "Value here is what customers get" in screen_text(pilot)


def no_word_is_cut_and_help_is_there(pilot: Pilot[None]) -> None:
    line = screen_text(pilot).split("\n")[-1]
    keys = shown(pilot)
    assert line.split() == " ".join(f"{key} {what}" for key, what in keys).split()
    assert keys[-1][1] == "Help"
    assert len(keys) >= 3


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


def no_widget_binds_a_key_twice(pilot: Pilot[None]) -> None:
    chain = pilot.app.screen._modal_binding_chain  # noqa: SLF001 - Textual gives no other way
    for node, bindings in chain:
        for key, bound in bindings.key_to_bindings.items():
            ours = {b.action for b in bound if b.id and node.check_action(b.action, ())}
            assert len(ours) <= 1, (node, key, ours)


async def help_and_palette_list_what_works(pilot: Pilot[None]) -> None:
    below = pilot.app.screen
    offered = {command.title for command in app_of(pilot).get_system_commands(below)}
    works = [a.binding for a in working(below) if a.enabled and a.binding.id]
    await pilot.press("f1")
    screen = pilot.app.screen
    assert isinstance(screen, HelpScreen)
    listed = {what for _, keys in screen._keys for _, what in keys}  # noqa: SLF001 - as data
    assert listed == {binding.description for binding in works if binding.description}
    # Only keys that stand for several answers, such as 1 to 5, cannot be had by name.
    many = {binding.description for binding in works if is_many(binding)}
    assert offered - NAMED_ONLY == listed - many - {"Commands"}


async def test_question_mark_and_f1_and_the_palette_open_help(sample: Path) -> None:
    async with running(sample, at=("summary", "")) as pilot:
        for key in ("question_mark", "f1"):
            await pilot.press(key)
            assert isinstance(pilot.app.screen, HelpScreen)
            assert "How it is scored" in "".join(
                str(static.render()) for static in pilot.app.screen.query("Static")
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


async def test_the_library_has_keys_as_well(sample: Path) -> None:
    async with running(sample.parent) as pilot:
        assert isinstance(pilot.app.screen, LibraryScreen)
        for width in (60, 80, 120):
            await fly(pilot, (width, 24))
            keys = shown(pilot)
            assert keys[-1][1] == "Help"
            assert [key for key, _ in keys][:3] == ["Enter", "n", "e"]
        for key, _ in shown(pilot)[1:]:
            before = state(pilot)
            await pilot.press(as_pressed(key))
            await settled(pilot)
            assert state(pilot) != before
            while len(pilot.app.screen_stack) > 2:
                await pilot.press("escape")
