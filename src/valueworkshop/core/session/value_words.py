"""Where a value of a session is, and what it is, in the words of the screens."""

from collections.abc import Mapping
from dataclasses import is_dataclass
from enum import Enum
from typing import Any, Final

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session.session import Session
from valueworkshop.core.session.three_way_merge import Conflict, Path

_FIELDS: Final = {
    "actions": "action",
    "aim": "where we want to be",
    "alignment": "ratings of the layers",
    "became": "what became of it",
    "budget": "dots for each person",
    "carriers": "what carries it",
    "charged_for": "what we charge it for",
    "chosen": "what we work on",
    "closes": "what it closes",
    "counted": "dots counted",
    "customer": "the one real customer",
    "customers": "where customers see us",
    "decisions": "what we decided",
    "dismissed": "dismissed contradictions",
    "do_nothing": "doing nothing",
    "groups": "group",
    "imports": "survey",
    "items": "item",
    "known": "how we read survey columns",
    "learnt": "what we learnt",
    "left_out": "questions left out",
    "look_again": "when we look at this again",
    "most": "most dots on one option",
    "notes": "note",
    "now": "where we are now",
    "open": "open questions",
    "open_votes": "votes with names",
    "parked": "parked thought",
    "people": "person",
    "priority": "priority",
    "rating": "rating of the session",
    "rounds": "vote",
    "segments": "segment",
    "competitors": "competitor",
    "said_by": "who said it",
    "serves": "what it serves",
    "sheets": "what people wrote alone",
    "silent": "silent writing",
    "splits": "kept split",
    "stop": "what we stop doing",
    "success": "how success shows",
    "surprises": "what surprised us",
    "term": "what it feeds",
    "timing": "time",
    "unit": "currency and period",
    "ways": "how people vote",
}
"""What we call a field if its own name would not do."""


def field_in_words(name: str) -> str:
    """Return what people call a field of a session."""
    return _FIELDS.get(name, name.replace("_", " "))


def path_in_words(session: Session, path: Path) -> str:
    """Say on one line where a value is, by the names that people see; of a hidden note, no word."""
    if not path:
        return "the whole workshop"
    parts: list[str] = []
    value: Any = session
    for key in path:
        if isinstance(value, Mapping):
            value = value.get(key)
            parts.append(
                _name_of(value)
                or asked_in_words(session, path[1] if len(path) > 1 else "", key)
                or key
            )
        else:
            value = getattr(value, key, None)
            parts.append(field_in_words(key))
        if key in _UNSEEN:
            break
    if path[0] == "answers" and len(path) > 1:
        stage = session.kit.stages.get(path[1])
        parts[:2] = [stage.title if stage else path[1]]
    return one_line(" · ".join(parts))


def asked_in_words(session: Session, stage: str, key: str) -> str:
    """Return the words of the item or question of a stage that a key names, '' if it names none.

    A key with a slash names its stage itself.
    """
    other, _, item = key.rpartition("/")
    plan = session.kit.stages.get(other or stage)
    for field in ("items", "questions"):
        found = getattr(plan.asks if plan else None, field, None)
        if isinstance(found, Mapping) and item in found:
            return _name_of(found[item])
    return ""


def value_in_words(value: Any) -> str:
    """Return a value as people would read it, '(nothing)' if it is empty."""
    if isinstance(value, Session):
        return one_line(value.title)
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, (tuple, list)):
        return ", ".join(map(str, value)) or "(nothing)"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping) or is_dataclass(value):
        return _name_of(value) or "other answers"
    return "(nothing)" if value is None or value == "" else str(value)


def sides_in_words(conflict: Conflict) -> tuple[str, str]:
    """Return our side and theirs in words.

    Of a vote they say nothing, whether it was revealed or not.
    """
    ours, theirs = conflict.ours, conflict.theirs
    if _VOTES.intersection(conflict.path):
        return value_in_words(ours and _HIDDEN), value_in_words(theirs and _HIDDEN)
    return value_in_words(ours), value_in_words(theirs)


_UNSEEN = frozenset({"sheets"})
_VOTES = _UNSEEN | {"ballots", "hands", "counted"}


_HIDDEN = "something hidden, which we do not show here"


def _name_of(value: Any) -> str:
    """Return the name of a thing, '' if it has none."""
    for field in ("title", "name", "text"):
        found = getattr(value, field, None)
        if isinstance(found, str) and found:
            return one_line(found)[:60]
    return ""
