"""Two changed versions of a value brought together, by what both come from. Pure.

Knows no session: only dataclasses, mappings by id and single values, which are taken whole.
"""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass, replace
from typing import Any, Final, TypeAlias

Path: TypeAlias = tuple[str, ...]
"""The fields and ids that lead to a value."""

CALM: Final = frozenset(
    {"order", "place", "begun", "paused", "moved", "back", "granted", "spent", "skipped"}
)
"""Fields that are never a conflict: where both sides changed them, the first one's stay.

Those of `core/session/stage_times.py` are among them: two clocks of one workshop are no reason to
ask."""

_ABSENT: Final = object()


@dataclass(frozen=True, slots=True)
class Conflict:
    """A single value that both sides changed, each to another."""

    path: Path
    ours: Any
    theirs: Any


def three_way(base: Any, ours: Any, theirs: Any) -> tuple[Any, tuple[Conflict, ...]]:
    """Return `base` with the changes of both sides, and where these do not go together.

    There ours stands. A thing that one side deleted and the other changed is kept as it was
    changed, so that nothing typed is lost; of what only holds other things, what was changed in it.
    What neither side changed is returned as the very same object.
    """
    conflicts: list[Conflict] = []
    merged = _merged(base, ours, theirs, (), conflicts)
    return merged, tuple(conflicts)


def _merged(base: Any, ours: Any, theirs: Any, path: Path, conflicts: list[Conflict]) -> Any:
    # In this order: equal mappings may differ in their order, and then the changed side counts.
    if ours is theirs or ours == base:
        return theirs
    if theirs in (base, ours):
        return ours
    if ours is _ABSENT or theirs is _ABSENT:
        nothing = _empty(theirs if ours is _ABSENT else ours)
        if nothing is _ABSENT:
            return theirs if ours is _ABSENT else ours
        ours, theirs = (nothing if side is _ABSENT else side for side in (ours, theirs))
    if is_dataclass(ours) and type(ours) is type(theirs):
        return _merged_fields(base, ours, theirs, path, conflicts)
    if isinstance(ours, Mapping) and isinstance(theirs, Mapping):
        return _merged_keys(base, ours, theirs, path, conflicts)
    conflicts.append(Conflict(path, ours, theirs))
    return ours


def _empty(value: Any) -> Any:
    """Return such a value with nothing in it; absent for a thing of its own, as a note is."""
    if isinstance(value, Mapping):
        return {}
    if not is_dataclass(value) or isinstance(value, type):
        return _ABSENT
    needed = (f for f in fields(value) if f.default is MISSING and f.default_factory is MISSING)
    return _ABSENT if next(needed, None) else type(value)()


def _merged_fields(base: Any, ours: Any, theirs: Any, path: Path, conflicts: list[Conflict]) -> Any:
    changed = {}
    for field in fields(ours):
        name = field.name
        mine, other = getattr(ours, name), getattr(theirs, name)
        if type(base) is type(ours):
            before = getattr(base, name)
        elif field.default_factory is not MISSING:
            before = field.default_factory()
        else:
            before = _ABSENT if field.default is MISSING else field.default
        if name in CALM:
            merged = other if mine == before else mine
        else:
            merged = _merged(before, mine, other, (*path, name), conflicts)
        if merged is not mine:
            changed[name] = merged
    return replace(ours, **changed) if changed else ours


def _merged_keys(
    base: Any,
    ours: Mapping[str, Any],
    theirs: Mapping[str, Any],
    path: Path,
    conflicts: list[Conflict],
) -> dict[str, Any]:
    before = base if isinstance(base, Mapping) else {}
    merged = {
        key: _merged(
            before.get(key, _ABSENT),
            ours.get(key, _ABSENT),
            theirs.get(key, _ABSENT),
            (*path, key),
            conflicts,
        )
        for key in {**ours, **theirs}
    }
    return {key: value for key, value in merged.items() if value is not _ABSENT}
