"""The keys of any screen: none is bound twice, none is cut, all are in the help."""

from collections.abc import Iterable
from typing import Any

from textual.pilot import Pilot

from running import (
    app_of,
    screen_text,
)
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.key_names import named
from valueworkshop.tui.widgets.writing import Writing


def bar_of(pilot: Pilot[None]) -> KeyBar:
    """The line of keys."""
    return pilot.app.screen.query_one(KeyBar)


def shown(pilot: Pilot[None], width: int | None = None) -> list[tuple[str, str]]:
    """(key, words) in the line of keys, as far as they fit."""
    bar = bar_of(pilot)
    entries = bar._fitting(width or bar.content_size.width)  # noqa: SLF001 - as data
    return [(key, what) for _, key, what in entries]


def state(pilot: Pilot[None]) -> tuple[Any, ...]:
    """All that a key may change; how far saving is changes the top line by itself."""
    return (*_undrawn(pilot), screen_text(pilot).split("\n")[1:])


def differs(pilot: Pilot[None], before: tuple[Any, ...]) -> bool:
    """Whether the state is another one. The screen is only drawn if nothing else tells."""
    return _undrawn(pilot) != before[:-1] or state(pilot) != before


def _undrawn(pilot: Pilot[None]) -> tuple[Any, ...]:
    """All of the state but what the screen shows: drawing it takes longest."""
    sitting = app_of(pilot).sitting
    return (
        sitting.desk.session if sitting else None,
        tuple(type(screen) for screen in pilot.app.screen_stack),
        id(pilot.app.focused),
        [writing.text for writing in pilot.app.screen.query(Writing)],
    )


def as_pressed(key: str) -> str:
    """Return the key to press for what is shown as `key`; of several, one that edits."""
    if key[0].isdigit() and key[1:2] == "-":
        return "1" if key.startswith("1") else "7"
    return named(key) or key


def no_word_is_cut_and_help_is_there(pilot: Pilot[None], name: str = "") -> None:
    line = screen_text(pilot).split("\n")[-1]
    assert line.split() == told(shown(pilot)).split(), name
    for width in (60, 80, 120):
        keys = shown(pilot, width - 2)
        assert len(told(keys)) <= width - 2, (name, keys)
        assert keys[-1][1] == "Help", (name, keys)
        assert len(keys) >= 2, (name, keys)


def told(keys: Iterable[tuple[str, str]]) -> str:
    return "   ".join(f"{key} {what}" for key, what in keys)


def no_widget_binds_a_key_twice(pilot: Pilot[None]) -> None:
    chain = pilot.app.screen._modal_binding_chain  # noqa: SLF001 - Textual gives no other way
    for node, bindings in chain:
        for key, bound in bindings.key_to_bindings.items():
            ours = {b.action for b in bound if b.id and node.check_action(b.action, ())}
            assert len(ours) <= 1, (node, key, ours)
