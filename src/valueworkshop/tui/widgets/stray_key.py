"""A key that does nothing where one is: a short line says which keys do something."""

from typing import Any

from textual import events
from textual.screen import Screen
from textual.widgets import Input, TextArea

from valueworkshop.tui.widgets.key_bar import HELP_ACTIONS, KeyBar

_MOST = 4
"""Keys that are named: more would be no short line."""


def stray(screen: Screen[Any], event: events.Key) -> str:
    """Return what to say of a key that does nothing on a screen, '' for any that does something.

    Which key it was is not said: it may tell what somebody wanted to vote.
    """
    active = screen.active_bindings.get(event.key)
    writes = isinstance(screen.focused, TextArea | Input)
    if not event.is_printable or writes or (active is not None and active.enabled):
        return ""
    keys = [
        f"{key} {words}"
        for bar in screen.query(KeyBar)
        for action, key, words in bar.shown_keys()
        if action not in HELP_ACTIONS
    ]
    return f"That key does nothing here: {', '.join(keys[:_MOST])}." if keys else ""
