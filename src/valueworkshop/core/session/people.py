"""What participants are called: no two alike, whatever names they have."""

from collections.abc import Mapping
from typing import Final

from valueworkshop.core.session.order import ordered
from valueworkshop.core.session.session import (
    Person,
    Session,
)
from valueworkshop.core.text import folded


def called(people: Mapping[str, Person]) -> dict[str, str]:
    """Return what each participant is called, by id and in order: their name, if nobody shares it.

    People of one name are told apart by their groups, else by their functions, else by numbers.
    """
    in_order = ordered(people)
    taken = {folded(person.name) for _, person in in_order}
    found = {key: person.name for key, person in in_order}
    for alike in of_one_name(people):
        for key, mark in zip(alike, _marks([people[key] for key in alike]), strict=True):
            name, number = f"{people[key].name} ({mark})", 2
            while folded(name) in taken:
                name, number = f"{people[key].name} ({mark}, {number})", number + 1
            taken.add(folded(name))
            found[key] = name
    return found


def of_one_name(people: Mapping[str, Person]) -> list[list[str]]:
    """Return the ids of those who share a name with others, name by name."""
    by_name: dict[str, list[str]] = {}
    for key, person in ordered(people):
        by_name.setdefault(folded(person.name), []).append(key)
    return [alike for alike in by_name.values() if len(alike) > 1]


def same_names_in_words(people: Mapping[str, Person]) -> list[str]:
    """Say, name by name, who shares it and what they are called therefore."""
    names = called(people)
    return [
        f"{len(alike)} people are called {people[alike[0]].name}. Here they are "
        f"{', '.join(names[key] for key in alike)}; a surname would tell them apart better."
        for alike in of_one_name(people)
    ]


def _marks(alike: list[Person]) -> list[str]:
    for marks in ([person.group for person in alike], [person.function for person in alike]):
        if all(marks) and len({folded(mark) for mark in marks}) == len(marks):
            return marks
    return [str(number) for number in range(1, len(alike) + 1)]


FEWEST_APART: Final = 3
"""A group smaller than this is never shown apart: its people could be recognised."""


def groups_of(session: Session) -> dict[str, int]:
    """Return how many people each named group has, in the order of the list.

    Observers are none: they do not vote.
    """
    counted: dict[str, int] = {}
    for _, person in ordered(session.people):
        if person.group and person.votes:
            counted[person.group] = counted.get(person.group, 0) + 1
    return counted
