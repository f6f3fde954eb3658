"""For a key that does nothing here: a short line says which keys do something."""

from typing import Any

from textual import events
from textual.screen import Screen
from textual.widgets import Input, TextArea

from valueworkshop.tui.widgets.key_bar import HELP_ACTIONS, KeyBar

_MOST = 4
"""We name this many keys: more would be no short line."""


def stray(screen: Screen[Any], event: events.Key) -> str:
    """Return the message for a key that does nothing on a screen, '' for one that does something.

    It does not say which key it was: that may show what somebody wanted to vote.
    """
    if not event.is_printable or isinstance(screen.focused, TextArea | Input):
        return ""
    active = screen.active_bindings.get(event.key)
    if active is not None and active.enabled:
        return ""
    keys = [
        f"{key} {words}"
        for bar in screen.query(KeyBar)
        for action, key, words in bar.shown_keys()
        if action not in HELP_ACTIONS
    ]
    return f"That key does nothing here: {', '.join(keys[:_MOST])}." if keys else ""
