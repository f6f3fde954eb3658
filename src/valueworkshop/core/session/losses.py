"""What a newer version of a session lacks compared with an older one: find, count, put back. Pure.

Losses are: a thing that is gone, a text or choice that is empty now, and one that is different now,
unless others gave it. Where a team is, the order of things, the time and what the kit asks are no
losses.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass, replace
from enum import Enum
from typing import Any, Final, TypeAlias

from valueworkshop.core.session.session import Session
from valueworkshop.core.session.silent_writing import shown_key
from valueworkshop.core.session.three_way_merge import CALM, Path, three_way

Lost: TypeAlias = Mapping[Path, str]
"""What is gone: its path, and the name of the field that held it."""

_NEWER_STANDS: Final = CALM | {"id", "kit", "timing", "voter", "voters", "writers"}
"""Fields that we never put back. The last three say whose a ballot or a sheet
is: see `core/stages/anonymise.py` and `core/stages/silent/edits.py`."""

_ABSENT: Final = object()

_NAMES: Final = {
    "actions": ("action", "actions"),
    "answers": ("answer", "answers"),
    "ballots": ("vote", "votes"),
    "competitors": ("competitor", "competitors"),
    "dots": ("dot vote", "dot votes"),
    "evidence": ("piece of evidence", "pieces of evidence"),
    "facilitator_notes": ("facilitator's note", "facilitator's notes"),
    "groups": ("group of notes", "groups of notes"),
    "hands": ("count of hands", "counts of hands"),
    "imports": ("survey", "surveys"),
    "items": ("item", "items"),
    "notes": ("note", "notes"),
    "parked": ("parked thought", "parked thoughts"),
    "people": ("person", "people"),
    "revealed": ("reveal", "reveals"),
    "segments": ("segment", "segments"),
    "silent": ("round of silent writing", "rounds of silent writing"),
    "text": ("text", "texts"),
    "": ("entry", "entries"),
}


def lost(before: Session, after: Session, given: Session | None = None) -> Lost:
    """Return what `before` has and `after` lacks, in the order of `before`.

    A value that `given` has too may be replaced without a loss: see `given_by_others`.
    """
    walk = _Walk(_stands(before, after))
    walk.kept(_as_shown(before, after), after, given, (), "")
    return walk.gone


def with_lost(before: Session, after: Session, given: Session | None = None) -> Session:
    """Return `after` with all that `lost` names put back; the very same object if nothing is."""
    walk = _Walk(_stands(before, after))
    kept: Session = walk.kept(_as_shown(before, after), after, given, (), "")
    return kept


def given_by_others(given: Session, before: Session, after: Session) -> Session:
    """Return what others gave so far, after they made `after` of `before`: nothing of our own."""
    others: Session = three_way(before, after, given)[0]
    return others


def counted(names: Iterable[str]) -> str:
    """Return in words how many of each there are: '3 notes and 1 text'; '' for none."""
    found = Counter(_NAMES.get(name, _NAMES[""]) for name in names)
    parts = [f"{many} {words[many > 1]}" for words, many in found.items()]
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def gone_in_words(names: Collection[str], where: str) -> str:
    """Say that so many of each are no longer in `where`, as a sentence without a full stop."""
    was, are = ("was", "is") if len(names) == 1 else ("were", "are")
    return f"{counted(names)} that {was} saved here {are} no longer in {where}"


def _as_shown(before: Session, after: Session) -> Session:
    """Return the older version without the sheets of silent writing that the room has seen since.

    They are no loss: what was on them are notes.
    """
    shown = {
        key: replace(each, sheets={})
        for key, each in before.silent.items()
        if after.revealed.get(shown_key(key)) and not before.revealed.get(shown_key(key))
    }
    return replace(before, silent={**before.silent, **shown}) if shown else before


def _stands(before: Session, after: Session) -> frozenset[str]:
    """Return the fields in which `after` counts, whatever it lacks.

    Once ballots are separated from their people, older ballots that still are linked stay away.
    """
    parted = any(
        person.voter and key in after.people and not after.people[key].voter
        for key, person in before.people.items()
    )
    return _NEWER_STANDS | {"ballots"} if parted else _NEWER_STANDS


@dataclass(slots=True)
class _Walk:
    stands: frozenset[str]
    gone: dict[Path, str] = field(default_factory=dict)

    def kept(self, before: Any, after: Any, given: Any, path: Path, name: str) -> Any:
        """Return `after` with what is gone put back. `name` is the name of the field around it."""
        if before is _ABSENT or before is after or before == after:
            return after
        if after is _ABSENT:
            self._all_gone(before, path, name)
            return before
        if is_dataclass(before) and type(before) is type(after):
            return self._kept_fields(before, after, given, path)
        if isinstance(before, Mapping) and isinstance(after, Mapping):
            return self._kept_keys(before, after, given, path, name)
        if not before or _is_among(before, after) or (after and before == given):
            return after
        self._note(before, path, name)
        return before

    def _kept_fields(self, before: Any, after: Any, given: Any, path: Path) -> Any:
        changed = {}
        for each in fields(before):
            mine, theirs = getattr(before, each.name), getattr(after, each.name)
            if each.name in self.stands or mine == _default(each):
                continue
            others = getattr(given, each.name, _ABSENT)
            kept = self.kept(mine, theirs, others, (*path, each.name), each.name)
            if kept is not theirs:
                changed[each.name] = kept
        return replace(after, **changed) if changed else after

    def _kept_keys(
        self,
        before: Mapping[str, Any],
        after: Mapping[str, Any],
        given: Any,
        path: Path,
        name: str,
    ) -> Mapping[str, Any]:
        others = given if isinstance(given, Mapping) else {}
        kept = {
            key: self.kept(
                before.get(key, _ABSENT),
                after.get(key, _ABSENT),
                others.get(key, _ABSENT),
                (*path, key),
                name,
            )
            for key in {**after, **before}
        }
        same = len(kept) == len(after) and all(kept[key] is after[key] for key in after)
        return after if same else kept

    def _all_gone(self, value: Any, path: Path, name: str) -> None:
        """Note everything in `value`, all of which is gone."""
        if isinstance(value, Mapping):
            for key, each in value.items():
                self._all_gone(each, (*path, key), name)
            return
        if is_dataclass(value) and not isinstance(value, type):
            within = {each.name: getattr(value, each.name) for each in fields(value)}
            things = {key: each for key, each in within.items() if isinstance(each, Mapping)}
            for key, each in things.items():
                if key not in self.stands:
                    self._all_gone(each, (*path, key), key)
            if things:
                return
        elif not value:
            return
        self.gone[path] = name

    def _note(self, value: Any, path: Path, name: str) -> None:
        is_text = isinstance(value, str) and not isinstance(value, Enum) and name not in _NAMES
        self.gone[path] = "text" if is_text else name


def _default(each: "Field[Any]") -> Any:
    if each.default_factory is not MISSING:
        return each.default_factory()
    return each.default


def _is_among(before: Any, after: Any) -> bool:
    """Whether a list has only grown."""
    return isinstance(before, tuple) and isinstance(after, tuple) and set(before) <= set(after)
