"""The key of an act, as a kind of stage declares it."""

from textual.binding import Binding

from valueworkshop.core.show.place import Act


def binding_of(act: Act, action: str) -> Binding:
    """Return the binding of an act; `action` is what a view does at its key."""
    return Binding(
        act.key,
        action,
        act.label,
        key_display=act.keys or None,
        show=not act.hidden,
        id=act.id,
    )
