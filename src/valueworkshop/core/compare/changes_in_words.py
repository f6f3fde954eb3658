"""What changed in one workshop between two of its states, in words.

Of votes it says only what the room has seen, and only as numbers of items: nobody may read from two
files who gave what.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Final

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.scoring.gap_points import points
from valueworkshop.core.session.evidence import Evidence
from valueworkshop.core.session.session import Session
from valueworkshop.core.session.three_way_merge import Path
from valueworkshop.core.session.value_words import path_in_words, value_in_words
from valueworkshop.core.stages.votes import model as votes
from valueworkshop.core.stages.votes.score import scores, votes_in

_UNTOLD: Final = frozenset(
    {
        "place",
        "order",
        "voter",
        "voters",
        "writers",
        "missing",
        "revealed",
        "id",
        "begun",
        "spent",
        "paused",
        "back",
    }
)
"""Fields whose changes we do not mention: where the team is, how late it is, who voted."""

_GIVEN: Final = frozenset({"rounds", "ballots", "counts", "counted", "sheets"})
"""Fields that hold what people gave: we say that they changed, without any value."""

_ABSENT: Final = object()
_MOST: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The changes of one stage, or of the workshop itself, one per line."""

    title: str
    lines: tuple[str, ...]


def told(before: Session, after: Session) -> list[Part]:
    """Return what changed from one state of a workshop to another, stage by stage."""
    parts = [Part(title="The workshop", lines=tuple(_of_the_whole(before, after)))]
    stages = {**before.kit.stages, **after.kit.stages}
    for stage in stages:
        side = after if stage in after.kit.stages else before
        title = one_line(f"{side.stage(stage).letter} {side.stage(stage).title}")
        parts.append(Part(title=title, lines=tuple(_of_a_stage(before, after, stage))))
    return [part for part in parts if part.lines]


def _of_the_whole(before: Session, after: Session) -> Iterator[str]:
    for field in fields(Session):
        if field.name not in _UNTOLD | {"answers", "kit"}:
            mine, other = getattr(before, field.name), getattr(after, field.name)
            yield from _lines(before, after, (field.name,), mine, other)
    if before.kit != after.kit:
        for stage in before.kit.stages.keys() | after.kit.stages.keys():
            if before.kit.stages.get(stage) != after.kit.stages.get(stage):
                side = after if stage in after.kit.stages else before
                yield f"questions changed in {one_line(side.stage(stage).title)}"


def _of_a_stage(before: Session, after: Session, stage: str) -> Iterator[str]:
    if stage in before.kit.stages and stage in after.kit.stages:
        yield from _votes(before, after, stage)
    mine, other = (side.answers.get(stage, _ABSENT) for side in (before, after))
    if mine is _ABSENT and is_dataclass(other) and not isinstance(other, type):
        mine = _nothing(other)
    if other is _ABSENT and is_dataclass(mine) and not isinstance(mine, type):
        other = _nothing(mine)
    yield from _lines(before, after, ("answers", stage), mine, other)


def _nothing(answers: Any) -> Any:
    return type(answers)()


def _votes(before: Session, after: Session, stage: str) -> Iterator[str]:
    """Say for each item what the room has seen of it, else how many votes are in."""
    plan = votes.asks(after, stage)
    seen_before, seen = scores(before, stage), scores(after, stage)
    for item, asked in plan.items.items():
        name = one_line(asked.text)
        if item not in seen:
            then, now = votes_in(before, stage, item), votes_in(after, stage, item)
            if then != now:
                yield f"{name}: votes in {then} → {now}"
            continue
        gap = points(seen[item].signed)
        if item not in seen_before:
            yield f"{name}: revealed" + (f", gap {gap}" if plan.has_gap else "")
        elif seen_before[item] != seen[item]:
            then_gap = points(seen_before[item].signed)
            changed = f"gap {then_gap} → {gap}" if then_gap != gap else "other answers"
            yield f"{name}: {changed if plan.has_gap else 'other answers'}"


def _lines(before: Session, after: Session, path: Path, mine: Any, other: Any) -> Iterator[str]:
    """Describe each value that differs, and where it is."""
    if mine == other:
        return
    if is_dataclass(mine) and type(mine) is type(other):
        yield from _fields(before, after, path, mine, other)
    elif isinstance(mine, Mapping) and isinstance(other, Mapping):
        for key in {**mine, **other}:
            values = (side.get(key, _ABSENT) for side in (mine, other))
            yield from _lines(before, after, (*path, key), *values)
    elif mine is _ABSENT:
        yield f"{_where(after, path)}: {_added(other)}"
    elif other is _ABSENT:
        yield f"{_where(before, path)}: removed"
    else:
        if path[-1] == "group":
            mine, other = _name_of(before, path, mine), _name_of(after, path, other)
        yield f"{_where(after, path)}: {_cut(mine)} → {_cut(other)}"


def _fields(before: Session, after: Session, path: Path, mine: Any, other: Any) -> Iterator[str]:
    """Describe each field of a thing that differs; the id of a thing is not a field."""
    for field in fields(mine):
        inside = (*path, field.name)
        both = getattr(mine, field.name), getattr(other, field.name)
        if field.name in _GIVEN:
            if both[0] != both[1] and field.name != "rounds":  # we describe these item by item
                yield f"{_where(after, inside)}: answers changed"
        elif field.name not in _UNTOLD:
            yield from _lines(before, after, inside, *both)


def _where(session: Session, path: Path) -> str:
    """Return where a value is, without the title of the stage, which is already above it."""
    words = path_in_words(session, path)
    if path[0] != "answers":
        return words
    return words.partition(" · ")[2] or words


def _name_of(session: Session, path: Path, value: Any) -> Any:
    """Return the name of the group of notes with an id; a person's group is its name."""
    groups = getattr(session.answers.get(path[1]), "groups", {}) if path[0] == "answers" else {}
    return groups[value].name if value in groups else value


def _added(value: Any) -> str:
    """Return a single value as it is; for a thing whose name was said, that it was added."""
    if isinstance(value, Evidence):
        return _cut(value.in_words)
    return "added" if isinstance(value, Mapping) or is_dataclass(value) else _cut(value)


def _cut(value: Any) -> str:
    text = one_line(value_in_words(value))
    return f"{text[:_MOST]}…" if len(text) > _MOST else text
