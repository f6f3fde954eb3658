"""The people who take part: their groups, what we call each, and the line that names one."""

from collections.abc import Collection, Container, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from valueworkshop.core.clean_text import folded, one_line
from valueworkshop.core.session.order import ordered
from valueworkshop.core.session.typed_values import TypedError

LEADERS = "leaders"
FRONT_LINE = "front line"
OBSERVERS = "observers"
"""The group of those who are here and do not vote: we wait for none of them."""

FEWEST_APART: Final = 3
"""We never show a smaller group apart: its people could be recognised."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A participant. `voter` is the random id on their ballots in the stage where they last voted.

    `voters` are their ids in other stages, by stage, as long as they may still correct answers
    there.
    """

    name: str
    group: str = ""
    function: str = ""
    voter: str = ""
    voters: Mapping[str, str] = field(default_factory=dict)
    order: int = 0

    @property
    def votes(self) -> bool:
        """Whether we wait for their answers."""
        return self.group != OBSERVERS


def taking_part(people: Mapping[str, Person]) -> list[tuple[str, Person]]:
    """Return the (id, person) pairs of those who vote and write, in order: all but observers."""
    return [(key, person) for key, person in ordered(people) if person.votes]


def next_in_turn(
    people: Mapping[str, Person],
    waiting: Collection[str],
    before: str = "",
    skipped: Container[str] = (),
) -> str:
    """Return who has the keyboard next: the first of `waiting` after `before`, then from the top.

    It passes over those in `skipped`; '' for nobody.
    """
    order = [person for person, _ in taking_part(people)]
    start = order.index(before) + 1 if before in order else 0
    following = [*order[start:], *order[:start]]
    return next((p for p in following if p in waiting and p not in skipped), "")


def groups_of(people: Mapping[str, Person]) -> dict[str, int]:
    """Return how many people each named group has, in the order of the list.

    Observers count in none: they do not vote.
    """
    counted: dict[str, int] = {}
    for _, person in ordered(people):
        if person.group and person.votes:
            counted[person.group] = counted.get(person.group, 0) + 1
    return counted


def called(people: Mapping[str, Person]) -> dict[str, str]:
    """Return what to call each participant, by id and in order: their name, if nobody else has it.

    People with the same name get their groups added, else their functions, else numbers.
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
    """Return the ids of those who share a name with others, one list for each name."""
    by_name: dict[str, list[str]] = {}
    for key, person in ordered(people):
        by_name.setdefault(folded(person.name), []).append(key)
    return [alike for alike in by_name.values() if len(alike) > 1]


def same_names_in_words(people: Mapping[str, Person]) -> list[str]:
    """Say for each such name who shares it and what we call them for that reason."""
    names = called(people)
    return [
        f"{len(alike)} people are called {people[alike[0]].name}. We call them "
        f"{', '.join(names[key] for key in alike)}; a surname would tell them apart better."
        for alike in of_one_name(people)
    ]


def read_person(line: str) -> Person:
    """Read a participant from 'name, group, function'; you may shorten the usual groups.

    Raises TypedError for a line without a name.
    """
    name, group, function = ([part.strip() for part in line.split(",", 2)] + ["", ""])[:3]
    if not name:
        raise TypedError(f"'{line}' has no name: start with a name or a role, like 'Ada, sales'.")
    return Person(name=name, group=_group(group), function=function)


def write_person(person: Person) -> str:
    """Write a participant as the line that `read_person` reads."""
    parts = [person.name, person.group, person.function]
    while parts and not parts[-1]:
        parts.pop()
    return ", ".join(parts)


def with_voters_of(old: Mapping[str, Person], new: Mapping[str, Person]) -> dict[str, Person]:
    """Return `new`, in which those who were there before keep the ids on their ballots."""
    return {
        key: replace(person, voter=old[key].voter, voters=old[key].voters) if key in old else person
        for key, person in new.items()
    }


PARTICLES: Final = frozenset(
    {
        *("af", "al", "av", "bin", "da", "das", "de", "del", "della", "den", "der", "di", "dos"),
        *("du", "e", "el", "et", "ibn", "la", "le", "of", "ter", "ten", "und", "van", "von"),
        *("y", "zu", "zum", "zur"),
    }
)
"""Words in small letters that are parts of names."""


def spoken(name: str) -> str:
    """Return a name or role as we say it within a sentence: 'Ada Byron', 'the Service adviser'.

    A role has a word in small letters that is no part of a name, and no comma.
    """
    words = one_line(name).split()
    is_role = "," not in name and any(
        word.islower() and word not in PARTICLES for word in words[1:]
    )
    if words and words[0].casefold() in {"the", "our", "a", "an", "all", "every", "no"}:
        return " ".join([words[0].lower(), *words[1:]])
    return " ".join(["the", *words] if is_role else words)


def took_part(people: Mapping[str, Person]) -> str:
    """Say how many took part, and how many of each group, without a name."""
    total = len(people)
    if not total:
        return ""
    counted = "1 person" if total == 1 else f"{total} people"
    groups = [f"{group} {number}" for group, number in groups_of(people).items()]
    return f"{counted}: {', '.join(groups)}" if groups else counted


def _marks(alike: list[Person]) -> list[str]:
    for marks in ([person.group for person in alike], [person.function for person in alike]):
        if all(marks) and len({folded(mark) for mark in marks}) == len(marks):
            return marks
    return [str(number) for number in range(1, len(alike) + 1)]


def _group(text: str) -> str:
    usual = (LEADERS, FRONT_LINE, OBSERVERS)
    return next((name for name in usual if text and name.startswith(text.casefold())), text)
