"""The keys of acts, as a kind of stage declares them."""

from textual.binding import Binding, BindingType

from valueworkshop.core import description
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


def bindings_of(kind: str) -> list[BindingType]:
    """Return the keys of the acts of a kind."""
    acts = description.acts(kind)
    made: list[BindingType] = [binding_of(act, _action_of(act)) for act in acts]
    if any(act.is_answer for act in acts) and not any(act.goes for act in acts):
        made.append(Binding("enter", "go(1)", "Next", id=f"{kind}.next"))
    return made


def _action_of(act: Act) -> str:
    if act.goes:
        return f"go({act.goes})"
    return f"{'choose' if act.is_answer else 'do'}('{act.id}')"
