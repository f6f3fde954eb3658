"""Hands counted by group, as people type them in line mode."""

from dataclasses import dataclass
from typing import Final

from valueworkshop.core.session.people import groups_of
from valueworkshop.core.session.session import Session
from valueworkshop.core.session.typed_values import TypedError
from valueworkshop.core.stages.votes.model import EVERYONE, NO_GROUP, Hands, Plan, vote_on

_COLUMNS: Final = ("one", "two", "three", "four", "five")
_MOST: Final = 99_999


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group whose hands we count: how many people, 0 if not known, and whether that is done."""

    group: str
    people: int
    counted: bool

    @property
    def in_words(self) -> str:
        """The group and how many people it has."""
        return f"{self.group}, {self.people} people" if self.people > 1 else self.group


def hands_asked(session: Session, stage: str, item: str, facet: str) -> list[Group]:
    """Return the groups whose hands we count for a facet; together they are everyone."""
    named = groups_of(session.people)
    left = session.expected - sum(named.values())
    groups = {EVERYONE: left} if not named else {**named, **({NO_GROUP: left} if left else {})}
    counted = vote_on(session, stage, item).hands.get(facet, {}).get(item, {})
    return [
        Group(group=group, people=people, counted=group in counted)
        for group, people in groups.items()
    ]


def hands_typed(line: str, plan: Plan, facet: str) -> Hands:
    """Return hands from numbers, one for each answer to a facet in its order; missing ones are 0.

    Raises TypedError, whose message does not repeat the line: it holds votes.
    """
    columns = [_COLUMNS[choice.number - 1] for choice in plan.choices_of(facet)] + ["dont_know"]
    parts = line.replace(",", " ").split()
    if not all(part.isdecimal() and int(part[:9]) <= _MOST for part in parts):
        raise TypedError("Not kept: type whole numbers with spaces between them, like 0 1 2 0 0.")
    if len(parts) > len(columns):
        raise TypedError(
            f"Not kept: you typed {len(parts)} numbers, but there are {len(columns)} to type."
        )
    return Hands(**dict(zip(columns, map(int, parts), strict=False)))


def too_many(hands: Hands, group: Group) -> str:
    """Say that more hands went up than there are people; '' if that is not so."""
    if not group.people or hands.all_hands <= group.people:
        return ""
    return f"Kept, but there are more hands than people: {group.in_words}. /fix counts again."
