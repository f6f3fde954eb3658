"""Words that do by a click what a key does, through the key's own binding, so that both agree."""

from collections.abc import Iterable
from typing import Any

from textual import events
from textual.app import App
from textual.binding import ActiveBinding, Binding
from textual.content import Content
from textual.style import Style

_PRESSES, _CELL = "presses", "cell"


def pressing(words: str | Content, action: str) -> Content:
    """Return words on which a click does what the key bound to `action` does.

    The app hears the click. If no key does this at the moment, nothing happens.
    """
    return Content.assemble(words).stylize(Style.from_meta({_PRESSES: action}))


def digits(action: str) -> Content:
    """Return the digits, each three cells wide; a click on one does what its key does."""
    return Content.assemble(*(pressing(f" {digit} ", f"{action}({digit})") for digit in range(10)))


def in_cell(words: str | Content, row: int, column: int) -> Content:
    """Return words in a cell of the widget that draws them, for `cell_clicked` to find."""
    return Content.assemble(words).stylize(Style.from_meta({_CELL: (row, column)}))


def cell_clicked(event: events.Click) -> tuple[int, int] | None:
    """Return the (row, column) of the cell that was clicked, None outside all cells."""
    cell = event.style.meta.get(_CELL)
    return (int(cell[0]), int(cell[1])) if cell else None


def pressed_by(meta: dict[str, Any]) -> str:
    """Return the action of the words that were clicked, '' for words that press nothing."""
    return str(meta.get(_PRESSES, ""))


async def press(app: App[Any], action: str) -> bool:
    """Do what the key bound to `action` does at the moment; return whether there is one."""
    for active in _working(app):
        if active.binding.action == action:
            await app.run_action(active.binding.action, active.node)
            return True
    return False


def _working(app: App[Any]) -> Iterable[ActiveBinding]:
    return (active for active in app.screen.active_bindings.values() if active.enabled)


def is_many(binding: Binding) -> bool:
    """Whether a binding is for several keys, such as 1-5: you type or click each by itself."""
    first, dash, last = (binding.key_display or "").partition("-")
    return bool(dash) and first.isdecimal() and last.isdecimal()
