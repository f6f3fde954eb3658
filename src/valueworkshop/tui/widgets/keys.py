"""Keys as people see them: how to write each one, and which one a binding has.

A text on a screen that names a key gets it from `shown_key`, so that it shows the key that the
config file gives the binding.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final, Protocol, runtime_checkable

from textual.actions import parse
from textual.binding import ActiveBinding, Binding
from textual.content import Content
from textual.dom import DOMNode
from textual.screen import Screen

HELP_WRITING: Final = Binding("f1", "app.help", "Help", show=False, id="app.help_f1")
"""Help on a screen that comes before all others and has a text field: there, ? is a letter."""

HELP_HERE: Final = (
    Binding("question_mark", "app.help", "Help", show=False, id="app.help"),
    HELP_WRITING,
)
"""Help on a screen that comes before all others and has no text field."""

WRITTEN: Final = {
    "enter": "Enter",
    "escape": "Esc",
    "space": "Space",
    "tab": "Tab",
    "shift+tab": "S-Tab",
    "backspace": "Bksp",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "question_mark": "?",
    "exclamation_mark": "!",
    "plus": "+",
    "minus": "-",
    "slash": "/",
    "colon": ":",
    "semicolon": ";",
    "comma": ",",
    "full_stop": ".",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "equals_sign": "=",
    "underscore": "_",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
}


@runtime_checkable
class Remapped(Protocol):
    """An app in which some bindings have other keys, by Textual's names, by id."""

    other_keys: Mapping[str, tuple[str, ...]]


@runtime_checkable
class LoadsPlaces(Protocol):
    """An app that can load the modules that declare keys."""

    def load_places(self) -> None:
        """Import every screen and every view."""


@runtime_checkable
class Stated(Protocol):
    """A view with keys that cycle through a few states."""

    def state_of(self, binding_id: str) -> str:
        """Return the state before a press of the key, as 'Cards, 1 of 4'; '' if it has none."""


@runtime_checkable
class NamesKeys(Protocol):
    """A view in which not all keys of a range do something."""

    def keys_here(self, binding_id: str) -> str:
        """Return the keys that do something now, as '1 3 5'; '' for those that are declared."""


def written(key: str) -> str:
    """Return a key as it appears on screen: ^n for ctrl+n, its sign for a named one."""
    if key in WRITTEN:
        return WRITTEN[key]
    if key.startswith("ctrl+"):
        return "^" + written(key.removeprefix("ctrl+"))
    if key.startswith("shift+"):
        return "S-" + written(key.removeprefix("shift+"))
    return key if len(key) == 1 else key.title()


def display(binding: Binding) -> str:
    """Return the first key of a binding as it appears on screen."""
    return binding.key_display or written(binding.key.split(",")[0])


def shown_key(node: DOMNode, binding_id: str) -> str:
    """Return the key of a binding as it appears on screen, for texts that name it.

    `node` is any widget or screen of the app. Raises KeyError if no binding has this id, which is
    our mistake: tests/tui/app/test_key_settings.py checks every call.
    """
    other = node.app.other_keys.get(binding_id) if isinstance(node.app, Remapped) else None
    if other:
        return written(other[0])
    if binding_id not in _by_id:
        _look_again()
    if binding_id not in _by_id and isinstance(node.app, LoadsPlaces):  # nobody opened it yet
        node.app.load_places()
        _look_again()
    return display(_by_id[binding_id])


def _look_again() -> None:
    _by_id.update((binding.id, binding) for _, binding in declared() if binding.id is not None)


def with_keys(node: DOMNode, text: str) -> str:
    """Return a text in which each {id of a binding} becomes its key."""
    return re.sub(r"\{([a-z_.]+)\}", lambda found: shown_key(node, found[1]), text)


def key_lines(node: DOMNode, told: Mapping[str, str]) -> Content:
    """Return a line for each id of a binding: its key, and what `told` says about it."""
    keys = {binding_id: shown_key(node, binding_id) for binding_id in told}
    room = max(map(len, keys.values()), default=0) + 2
    return Content("\n").join(
        [
            Content.assemble((f"{keys[each]:<{room}}", "bold $footer-key-foreground"), words)
            for each, words in told.items()
        ]
    )


def spoken_key(node: DOMNode, binding_id: str) -> str:
    """Return the key of a binding as a sentence names it: ctrl+n, when the line of keys has ^n."""
    shown = shown_key(node, binding_id)
    return f"ctrl+{shown[1:]}" if shown.startswith("^") and len(shown) > 1 else shown


_by_id: Final[dict[str, Binding]] = {}


def working(screen: Screen[object]) -> list[ActiveBinding]:
    """Return every binding that works on a screen now, the focused widget's first, as declared.

    Textual puts remapped ones after the others of their widget.
    """
    active = [_as_the_form_says(each) for each in screen.active_bindings.values()]
    if not (isinstance(screen.app, Remapped) and screen.app.other_keys):
        return active
    nodes = list(dict.fromkeys(each.node for each in active))
    declared_as = {
        node: {binding.id: place for place, (_, binding) in enumerate(node._bindings)}  # noqa: SLF001 - no other way
        for node in nodes
    }
    return sorted(
        active,
        key=lambda each: (
            nodes.index(each.node),
            declared_as[each.node].get(each.binding.id, len(active)),
        ),
    )


def _as_the_form_says(active: ActiveBinding) -> ActiveBinding:
    """Return Enter in a line with the words of the widget around it, which say what Enter does."""
    if active.binding.id != "line.submit":
        return active
    for node in active.node.ancestors:
        for binding in node._bindings.key_to_bindings.get("enter", ()):  # noqa: SLF001 - no other way
            if not (binding.id and binding.description and _works(node, binding)):
                continue
            if not _has_more_keys(node, binding):
                told = replace(active.binding, description=binding.description)
                return active._replace(binding=told)
    return active


def _works(node: DOMNode, binding: Binding) -> bool:
    name, parameters = parse(binding.action)[1:]
    return "." in binding.action or bool(node.check_action(name, parameters))


def _has_more_keys(node: DOMNode, binding: Binding) -> bool:
    """Whether a binding has other keys too, such as i and Enter, which both begin to write."""
    return sum(other.id == binding.id for _, other in node._bindings) > 1  # noqa: SLF001


def declared() -> Iterator[tuple[type[DOMNode], Binding]]:
    """Yield each of our bindings with the class that declares it, of the modules loaded so far."""
    for cls in _subclasses(DOMNode):
        if cls.__module__.startswith("valueworkshop."):
            for binding in vars(cls).get("BINDINGS", ()):
                yield cls, binding


def _subclasses(cls: type[DOMNode]) -> Iterator[type[DOMNode]]:
    seen = {cls}
    waiting = [cls]
    while waiting:
        for sub in waiting.pop().__subclasses__():
            if sub not in seen:
                seen.add(sub)
                waiting.append(sub)
                yield sub
