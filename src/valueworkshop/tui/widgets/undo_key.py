"""The key that undoes an edit from where the cursor is: in a text field, u is a letter."""

from textual.dom import DOMNode

from valueworkshop.tui.widgets.keys import shown_key
from valueworkshop.tui.widgets.writing import Line, Writing


def undo_key(node: DOMNode) -> str:
    """Return the key as a message names it; while a field has typing to take back, two keys."""
    field = node.screen.focused
    if isinstance(field, Writing) and field.history.undo_stack:
        return f"{shown_key(node, 'writing.leave')}, then {shown_key(node, 'workshop.undo')}"
    if isinstance(field, (Writing, Line)):
        return shown_key(node, "workshop.undo_ctrl")
    return shown_key(node, "workshop.undo")


def with_undo(node: DOMNode, said: str) -> str:
    """Return what was said about an edit with the key that undoes it, unless it names one."""
    undo = undo_key(node)
    named = any(f" {key} " in said for key in (undo, shown_key(node, "workshop.undo")))
    if named or not said:
        return said
    stop = "" if said.rstrip("”)’'").endswith((".", "!", "?", "…")) else "."
    return f"{said}{stop} {undo} undoes it."
