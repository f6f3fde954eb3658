"""Letters that run on after a text: people who type on, eyes on the room, do not mean keys."""

from collections.abc import Callable
from typing import Final

from textual import events
from textual.widget import Widget

from valueworkshop.tui.widgets.fields import is_field
from valueworkshop.tui.widgets.writing import typed_text

PAUSE: Final = 0.6
"""After this many seconds a letter is a key again; sooner, you have hardly seen the new screen."""

_LEAVING: Final = frozenset({"enter", "tab", "shift+tab"})
"""Keys with which you go on from a field. You press others, such as Esc or ctrl+n, on purpose."""


class Haste:
    """Separates letters that run on after a text from keys."""

    def __init__(self, tell: Callable[[], None]) -> None:
        """`tell` says to the user, once a run, that letters did nothing."""
        self._tell = tell
        self._last: float | None = None
        self._told = False

    def runs_on(self, event: events.Event, focused: Widget | None) -> bool:
        """Whether `event` is a letter of a text whose field the user left by Enter or Tab.

        It is one as long as no other key and no pause comes between; then Enter and Tab are part of
        the text, too. `focused` is where it would go: a field takes every letter, and where a list
        grows by a key, that key right after a text means the next one.
        """
        if not isinstance(event, events.Key):
            if isinstance(event, events.MouseDown):
                self._last = None
            return False
        if is_field(focused):
            self._last, self._told = (event.time if event.key in _LEAVING else None), False
            return False
        last, self._last = self._last, None
        if last is None or event.time - last >= PAUSE:
            return False
        if self._told:
            is_text = event.key in _LEAVING or bool(typed_text(event.character))
        else:
            is_text = bool(typed_text(event.character)) and not _adds(event.key, focused)
        if not is_text:
            return False
        self._last = event.time
        if not self._told:
            self._told = True
            self._tell()
        return True


def _adds(key: str, focused: Widget | None) -> bool:
    """Whether a key adds to a list that has the focus: its binding is called so."""
    return any(
        (binding.id or "").endswith(".add")
        for node in (focused.ancestors_with_self if focused is not None else ())
        for binding in node._bindings.key_to_bindings.get(key, ())  # noqa: SLF001 - nothing public tells
    )
