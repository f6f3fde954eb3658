"""Your own keys: the wishes of the config file, checked against every binding."""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from textual.app import App
from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widgets import Input, TextArea

from valueworkshop.tui.app.app import WorkshopApp
from valueworkshop.tui.app.key_places import Place
from valueworkshop.tui.projector.projection import Projection
from valueworkshop.tui.stages.stage_view import StageView
from valueworkshop.tui.widgets.key_names import doubtful, named, near_key, prints
from valueworkshop.tui.widgets.keys import written
from valueworkshop.tui.workshop.workshop_screen import WorkshopScreen

_SHARED: Final = frozenset(
    {
        "valueworkshop.tui.widgets",
        "valueworkshop.tui.projector",
        "valueworkshop.tui.stages.field_view",
        "valueworkshop.tui.stages.stage_view",
    }
)
"""Packages with widgets that any screen may hold."""

_STAY: Final = frozenset({"writing.keep", "line.submit"})
"""We take Enter in a text before any binding: letters typed after it must not overtake it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """The keys in force, by the id of the binding; what is wrong, and what is doubtful."""

    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    wrong: tuple[tuple[str, str], ...] = ()
    doubtful: tuple[tuple[str, str], ...] = ()


def check(wanted: Mapping[str, Sequence[str]], places: Sequence[Place]) -> Checked:
    """Return the keys `wanted` by the id of a binding; if one is wrong, none is used.

    `places` are all places with keys, with what each declares.
    """
    known = _known(places)
    wrong: list[tuple[str, str]] = []
    found: dict[str, tuple[str, ...]] = {}
    for binding_id, keys in wanted.items():
        if complaint := _unfit(binding_id, keys, known):
            wrong.append((binding_id, complaint))
        else:
            found[binding_id] = tuple(dict.fromkeys(filter(None, map(named, keys))))
    wrong += _silent_while_writing(found, places)
    wrong += _on_one_key(found, places)
    unsure = [
        (each, said) for each, keys in found.items() for key in keys if (said := doubtful(key))
    ]
    return Checked(keys={} if wrong else found, wrong=tuple(wrong), doubtful=tuple(unsure))


def _known(places: Sequence[Place]) -> Mapping[str, tuple[Binding, ...]]:
    known: dict[str, tuple[Binding, ...]] = {}
    for place in places:
        for binding in place.bindings:
            if binding.id:
                known[binding.id] = (*known.get(binding.id, ()), binding)
    return known


def _unfit(binding_id: str, keys: Sequence[str], known: Mapping[str, Sequence[Binding]]) -> str:
    """Say why a binding cannot have these keys, whatever the others have; '' if it can."""
    if binding_id not in known:
        near = difflib.get_close_matches(binding_id, known, n=1)
        hint = f"did you mean {near[0]}?" if near else "`valueworkshop keys` lists them all"
        return f"no key has this name; {hint}"
    if binding_id in _STAY or any(_is_digit(binding) for binding in known[binding_id]):
        return "this key cannot be changed; remove the line"
    if not keys:
        return "needs a key, or nobody could do this any more; name one, or remove the line"
    for key in keys:
        if named(key) is None:
            near_by = near_key(key)
            hint = f"did you mean {near_by}?" if near_by else "write it like n, ctrl+n, f2 or enter"
            return f'"{key}" is not a key; {hint}'
    return ""


def _is_digit(binding: Binding) -> bool:
    return any(key.strip().isdigit() for key in binding.key.split(","))


def _silent_while_writing(
    found: Mapping[str, Sequence[str]], places: Sequence[Place]
) -> Iterator[tuple[str, str]]:
    """Yield what works while you type and would be a letter there."""
    for place in places:
        if not issubclass(place.cls, (App, Screen, StageView, TextArea, Input)):
            continue
        for binding in place.bindings:
            keys = found.get(binding.id or "")
            if keys and all(map(prints, keys)) and not any(map(prints, _keys(binding))):
                told = f"must work while you type, and there {written(keys[0])} is a letter"
                yield binding.id or "", f"{told}; add a key with ctrl, or one like f2"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bound:
    """A binding as it would be in one class: what it had, and what it would have."""

    cls: type[DOMNode]
    binding: Binding
    before: frozenset[str]
    after: frozenset[str]


def _on_one_key(
    found: Mapping[str, Sequence[str]], places: Sequence[Place]
) -> Iterator[tuple[str, str]]:
    """Yield each binding of `found` that would share a key with another while both may work."""
    bound = list(_bound(found, places))
    told = set()
    for mine in bound:
        if mine.binding.id not in found:
            continue
        for other in bound:
            both = mine.after & other.after
            if not both or mine.before & other.before or _same(mine.binding, other.binding):
                continue
            if mine.binding.id in told or not _meet(mine, other):
                continue
            told.add(mine.binding.id)
            named_so = f" ({other.binding.id})" if other.binding.id else ""
            what = other.binding.description or other.binding.action
            yield (
                mine.binding.id or "",
                f"{written(min(both))} is {what}{named_so} in the same place; choose another",
            )


def _bound(found: Mapping[str, Sequence[str]], places: Sequence[Place]) -> Iterator[_Bound]:
    """Yield what each of our classes binds, with what it inherits from the toolkit."""
    for place in places:
        for cls in place.cls.__mro__:
            for raw in vars(cls).get("BINDINGS", ()):
                binding = raw if isinstance(raw, Binding) else Binding(*raw)
                before = frozenset(_keys(binding))
                after = frozenset(found.get(binding.id or "", before))
                yield _Bound(cls=place.cls, binding=binding, before=before, after=after)


def _keys(binding: Binding) -> list[str]:
    """Return the keys of a binding by Textual's names."""
    return [each.key for each in Binding.make_bindings([binding])]


def _same(one: Binding, other: Binding) -> bool:
    return one.id == other.id if one.id else one is other


def _meet(one: _Bound, other: _Bound) -> bool:
    """Whether both may work at once: one class is a subclass of the other, or may be around it."""
    if issubclass(one.cls, other.cls) or issubclass(other.cls, one.cls):
        return True
    if _is_toolkits_text(one, other):
        return False
    return _around(one, other.cls) or _around(other, one.cls)


def _is_toolkits_text(one: _Bound, other: _Bound) -> bool:
    """Whether the toolkit's keys of a text meet a key that only works outside texts."""
    text = issubclass(other.cls, (TextArea, Input)) and not other.binding.id
    return text and any(map(prints, one.before))


def _around(outer: _Bound, inner: type[DOMNode]) -> bool:
    """Whether a class may be inside the one that binds `outer`."""
    cls = outer.cls
    modal = issubclass(inner, Screen) and not issubclass(inner, WorkshopScreen)
    if issubclass(cls, App) and cls is not WorkshopApp:
        return inner is Projection  # `watch`, a program of its own, shows nothing else
    if issubclass(cls, App):
        return outer.binding.priority or not modal or inner.__name__ == "LibraryScreen"
    if issubclass(inner, (Screen, App)):
        return False
    shared = _kind(inner) in _SHARED
    if issubclass(cls, WorkshopScreen):
        return shared or _kind(inner).startswith("valueworkshop.tui.stages.")
    if issubclass(cls, StageView):
        kinds = {_kind(base) for base in cls.__mro__ if ".stages." in base.__module__}
        return not issubclass(inner, StageView) and (shared or _kind(inner) in kinds)
    return issubclass(cls, Screen) and (shared or cls.__module__ == inner.__module__)


def _kind(cls: type[DOMNode]) -> str:
    """Return the folder of a kind of stage, or of a room: 'valueworkshop.tui.stages.votes'."""
    parts = cls.__module__.split(".")
    return ".".join(parts[:4] if parts[2] == "stages" else parts[:3])
