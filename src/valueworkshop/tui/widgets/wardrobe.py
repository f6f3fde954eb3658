"""The styles of a stylesheet, and for which focus each widget was given its own.

Where a screen shows another part of itself, the focus leaves one part, comes to the other, and is
mostly where it was when that part was last seen. Textual asks all rules at each step.
"""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple
from weakref import WeakSet

from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.widget import Widget

_WORN: Final = "_worn_for"


class _Worn(NamedTuple):
    """What the styles of a widget depend on, of what changes while it is there."""

    focus: bool
    within: bool
    other: tuple[object, ...]


class Wardrobe(Stylesheet):
    """As Textual's own; it notes for which focus and classes each widget was given its styles."""

    def apply(self, node: DOMNode, *, animate: bool = False, cache: Any = None) -> None:
        """Give a widget its styles."""
        super().apply(node, animate=animate, cache=cache)
        if isinstance(node, Widget):
            setattr(node, _WORN, _now(node))


class ToDress:
    """Widgets that got or lost the focus, and may need other styles once they show."""

    def __init__(self) -> None:
        """Begin with none."""
        self._widgets: WeakSet[Widget] = WeakSet()

    def add(self, *widgets: Widget | None) -> None:
        """Dress later what is around these, if its looks depend on the focus in it."""
        for widget in filter(None, widgets):
            around = filter(may_differ, widget.ancestors_with_self)
            self._widgets.update(each for each in around if isinstance(each, Widget))

    def put_off(self, node: DOMNode) -> bool:
        """Dress a widget later if only its focus is another; return whether that is so."""
        worn = getattr(node, _WORN, None)
        if worn is None or not isinstance(node, Widget):
            return False
        now = _now(node)
        is_focus = worn.focus != now.focus or node in self._widgets
        if is_focus and worn.other == now.other:
            self._widgets.add(node)
            return True
        return False

    def dress(self) -> None:
        """Give other styles to what shows and wears those for another focus.

        What is hidden keeps its own: the focus is often the same when it shows again.
        """
        nodes: set[DOMNode] = set()
        for widget in list(self._widgets):
            if not _shows(widget):
                continue
            self._widgets.discard(widget)
            if getattr(widget, _WORN, None) != _now(widget):
                nodes.update(_dependent(widget))
        if nodes:
            next(iter(nodes)).app.stylesheet.update_nodes(nodes, animate=True)


def may_differ(node: DOMNode) -> bool:
    """Whether a rule for a widget asks where the focus is; Textual notes that when it looks."""
    return node._has_focus_within  # noqa: SLF001 - as Textual's own


def _now(widget: Widget) -> _Worn:
    hover, has_focus, disabled = widget._pseudo_classes_cache_key  # noqa: SLF001 - as Textual's own
    within = may_differ(widget) and widget.has_focus_within
    return _Worn(bool(has_focus), within, (hover, disabled, widget.classes))


def _dependent(widget: Widget) -> Iterator[DOMNode]:
    """Yield a widget and those in it whose styles depend on what is other about it now."""
    worn, now = getattr(widget, _WORN, None), _now(widget)
    inside = widget.walk_children(with_self=True)
    only_within = worn is not None and worn == now._replace(within=worn.within)
    yield from filter(may_differ, inside) if only_within else inside


def _shows(widget: Widget) -> bool:
    """Whether a widget and all around it are displayed."""
    return widget.is_attached and all(node.display for node in widget.ancestors_with_self)
