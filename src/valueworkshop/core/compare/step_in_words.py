"""What one edit did, in a few words, for the person who undoes or redoes it.

For what people gave it says on which item, never what and by whom: the room may not have seen it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from typing import Any, Final

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session.session import Session
from valueworkshop.core.session.three_way_merge import Path
from valueworkshop.core.session.value_words import asked_in_words, field_in_words, value_in_words
from valueworkshop.core.stages import KINDS

_LONGEST: Final = 40
"""We quote this many letters of a text."""

_UNTOLD: Final = frozenset(
    {
        *("id", "place", "revealed", "timing", "voter", "voters", "writers", "missing", "ways"),
        *("own", "aside"),
    }
)
"""Fields we do not mention: nobody edits them, or they say who voted."""

_GIVEN: Final = frozenset({"ballots", "hands", "counts", "counted"})
"""Fields that hold what people gave."""

_WORDS: Final = {
    "notes": "note",
    "groups": "group",
    "actions": "action",
    "people": "person",
    "segments": "segment",
    "competitors": "competitor",
    "parked": "parked thought",
    "dots": "dots",
    "silent": "silent writing",
    "items": "item",
    "rounds": "vote",
    "evidence": "evidence",
    "splits": "split",
    "imports": "survey",
}
"""What we call one of the things in a field."""

_ASKED: Final = ("kit", "stages", "asks")
"""What leads to what a stage asks, without the id of the stage."""

_ABSENT: Final = object()


@dataclass(frozen=True, slots=True)
class _Change:
    """One thing or value that differs: where, in which field, without the edit and with it."""

    path: Path
    field: str
    without: Any
    made: Any

    @property
    def is_whole(self) -> bool:
        """Whether something was added or removed."""
        return self.without is _ABSENT or self.made is _ABSENT


def step_in_words(without: Session, made: Session) -> str:
    """Return what the edit that leads from one session to the other did, '' for nothing.

    As part of a sentence: note “They ring back” in Guiding questions.
    """
    found = list(_changes((), "", without, made))
    told = [each for each in found if each.field != "order"]
    told.sort(key=lambda change: not change.is_whole)  # what was added or removed says most
    if not told and (stage := next(_left_out(without, made), None)):
        did = "leaving out" if stage in made.timing.left_out else "taking in"
        return f"{did} stage{_quoted(made.stage(stage))}"
    if not told:
        return f"the order{_where(made, found[0].path)}" if found else ""
    said = list(dict.fromkeys(_said(without, made, each) for each in told))
    if len(said) == 1:
        return said[0]
    return f"{said[0]}, and {len(said) - 1} more"


def _left_out(without: Session, made: Session) -> Iterator[str]:
    """Yield the stages that one of the two leaves out and the other does not."""
    changed = without.timing.left_out ^ made.timing.left_out
    return (stage for stage in made.kit.stages if stage in changed)


def _changes(path: Path, field: str, without: Any, made: Any) -> Iterator[_Change]:
    """Yield what differs, down to single values and to whole things that were added or removed."""
    if without is made or without == made:
        return
    if is_dataclass(without) and type(without) is type(made):
        for each in fields(without):
            if each.name not in _UNTOLD:
                both = getattr(without, each.name), getattr(made, each.name)
                yield from _changes((*path, each.name), each.name, *both)
    elif isinstance(without, Mapping) and isinstance(made, Mapping):
        for key in {**without, **made}:
            both = without.get(key, _ABSENT), made.get(key, _ABSENT)
            yield from _changes((*path, key), field, *both)
        if without.keys() == made.keys() and [*without] != [*made]:
            yield _Change((*path, "order"), "order", [*without], [*made])
    elif _is_nothing_yet(path, without, made):
        yield from _changes(path, field, type(made)(), made)
    elif _is_nothing_yet(path, made, without):
        yield from _changes(path, field, without, type(without)())
    else:
        yield _Change(path, field, without, made)


def _is_nothing_yet(path: Path, one: Any, other: Any) -> bool:
    """Whether a stage has no answers on one side, and `other` is all that it has on the other."""
    return one is _ABSENT and len(path) == 2 and path[0] == "answers" and is_dataclass(other)


def _said(without: Session, made: Session, change: _Change) -> str:
    side = without if change.made is _ABSENT else made
    if change.path[:2] == _ASKED[:2] and len(change.path) == len(_ASKED) and change.is_whole:
        removing = "removing " if change.made is _ABSENT else ""
        return f"{removing}stage{_quoted(side.stage(change.path[2]))}"
    where = _where(side, change.path)
    if "sheets" in change.path:
        return "what somebody wrote alone"
    if given := _given(side, change):
        return f"{given}{where}"
    word, place = _of_list(side, change.path) or _thing(change.path)
    if not word:
        return f"{field_in_words(change.field)}{_value(side, change)}{where}"
    name = _quoted(_at(side, change.path, place)) or _on(_asked(side, change.path))
    if not change.is_whole or place < len(change.path) - 1:
        return f"change to {word}{name}{where}"
    return f"removing {word}{name}{where}" if change.made is _ABSENT else f"{word}{name}{where}"


def _given(session: Session, change: _Change) -> str:
    """Say on which item people gave something, '' for any other change."""
    value = change.without if change.made is _ABSENT else change.made
    asked = _asked(session, change.path) or _asked_inside(session, change.path, value)
    if _GIVEN.intersection(change.path):
        return f"an answer{' in the dot vote' if change.path[0] == 'dots' else _on(asked)}"
    if len(change.path) > 3 and change.path[2] == "rounds":
        if len(change.path) > 4:
            return f"how to vote{_on(asked)}"
        if items := getattr(value, "items", ()):
            return f"another vote{_on(_words(session, change.path, items[0]))}"
        if not (getattr(value, "ballots", ()) or getattr(value, "hands", ())):
            return "how to vote"
        return f"an answer{_on(asked)}"
    return ""


def _asked_inside(session: Session, path: Path, value: Any) -> str:
    """Return the words of the first item that has a key somewhere in a value, '' for none."""
    if isinstance(value, Mapping):
        for key, inside in value.items():
            found = _words(session, path, key) or _asked_inside(session, path, inside)
            if found:
                return found
    elif is_dataclass(value):
        for field in fields(value):
            if found := _asked_inside(session, path, getattr(value, field.name)):
                return found
    return ""


def _thing(path: Path) -> tuple[str, int]:
    """Return (word, place of its key) of the thing that a path leads to or into, else ('', 0)."""
    begin = 2 if _stage(path) else 0  # the id of a stage may be any word
    for place, key in enumerate(path[begin:-1], begin):
        if key in _WORDS:
            return "dot vote" if path[0] == "dots" else _WORDS[key], place + 1
    return "", 0


def _of_list(session: Session, path: Path) -> tuple[str, int] | None:
    """Return the same for a thing that a stage asks, as its kind calls it; None for any other."""
    at = len(_ASKED) + 1  # the id of the stage comes between
    if path[:2] != _ASKED[:2] or len(path) <= at or path[3] != _ASKED[2]:
        return None
    lists = KINDS[session.stage(path[2]).kind].lists
    return next(((each.one, at + 1) for each in lists if each.name == path[at]), None)


def _at(session: Session, path: Path, place: int) -> Any:
    """Return what is at the beginning of a path, up to a place in it."""
    value: Any = session
    for key in path[: place + 1]:
        value = value.get(key) if isinstance(value, Mapping) else getattr(value, key, None)
    return value


def _stage(path: Path) -> str:
    if path[0] == "answers" and len(path) > 1:
        return path[1]
    return path[2] if path[:2] == ("kit", "stages") and len(path) > 2 else ""


def _where(session: Session, path: Path) -> str:
    stage = _stage(path)
    return f" in {one_line(session.stage(stage).title)}" if stage in session.kit.stages else ""


def _words(session: Session, path: Path, key: str) -> str:
    return asked_in_words(session, _stage(path), key)


def _asked(session: Session, path: Path) -> str:
    """Return the words of the item or question that a path leads through, '' for none."""
    return next(filter(None, (_words(session, path, key) for key in path[2:])), "")


def _on(words: str) -> str:
    return f" on “{_cut(words)}”" if words else ""


def _quoted(thing: Any) -> str:
    """Return the name of a thing after a space, '' if it has none."""
    for field in ("title", "name", "text"):
        found = getattr(thing, field, None)
        if isinstance(found, str) and found.strip():
            return f" “{_cut(found)}”"
    return f" “{_cut(thing)}”" if isinstance(thing, str) and thing.strip() else ""


def _value(session: Session, change: _Change) -> str:
    """Return a single value after a space: a text, a number, what a list gained or lost."""
    value = change.made
    if isinstance(value, (tuple, frozenset)) and isinstance(change.without, type(value)):
        differs = [*set(value).symmetric_difference(change.without)]
        words = sorted(filter(None, (_words(session, change.path, str(key)) for key in differs)))
        return _on(words[0]) if words else ""
    if isinstance(value, (str, int)) and not isinstance(value, (bool, Enum)):
        return f" “{_cut(str(value))}”" if str(value) else " emptied"
    said = value_in_words(value) if value is not _ABSENT and not is_dataclass(value) else ""
    return f" “{_cut(said)}”" if said and not isinstance(value, bool) else ""


def _cut(text: str) -> str:
    text = one_line(text)
    return f"{text[:_LONGEST].rstrip()}…" if len(text) > _LONGEST else text
