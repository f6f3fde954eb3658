"""Bring together two changed versions of a value, with the version they both come from. Pure.

It knows no session: only dataclasses, mappings by id, and single values, which it takes whole.
"""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass, replace
from typing import Any, Final, TypeAlias

Path: TypeAlias = tuple[str, ...]
"""The fields and ids that lead to a value."""

CALM: Final = frozenset(
    {"order", "place", "begun", "paused", "moved", "back", "granted", "spent", "skipped"}
)
"""Fields that never conflict: if both sides changed one, the first side's value stays.

Those of `core/session/stage_times.py` are among them: nobody needs to choose between two clocks.
"""

_ABSENT: Final = object()


@dataclass(frozen=True, slots=True)
class Conflict:
    """A single value that each side changed to something else."""

    path: Path
    ours: Any
    theirs: Any


def three_way(base: Any, ours: Any, theirs: Any) -> tuple[Any, tuple[Conflict, ...]]:
    """Return `base` with the changes of both sides, and the conflicts between them.

    In a conflict our value stays. If one side deleted a thing and the other changed it, the changed
    thing stays, so that nothing typed is lost; of a thing that only holds others, only what was
    changed in it stays. What neither side changed is returned as the very same object.
    """
    conflicts: list[Conflict] = []
    merged = _merged(base, ours, theirs, (), conflicts)
    return merged, tuple(conflicts)


def _merged(base: Any, ours: Any, theirs: Any, path: Path, conflicts: list[Conflict]) -> Any:
    # In this order: equal mappings may differ in order, and then the side that changed it counts.
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
    """Return the same kind of value, empty; absent for a thing with an identity, such as a note."""
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
