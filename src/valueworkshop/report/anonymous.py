"""A session without names, or without what says whose ballot is whose.

Who took part is told by group where at least three share it (`FEWEST_APART`), else not at all.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, Final, TypeVar

from valueworkshop.stages.actions import model as actions
from valueworkshop.stages.frame.model import FEWEST_APART
from valueworkshop.stages.questions import model as questions
from valueworkshop.stages.review import model as review
from valueworkshop.stages.votes.model import Votes
from valueworkshop.stages.votes.secrecy import without_small_groups
from valueworkshop.workshop.kit import Kit
from valueworkshop.workshop.session import Person, Session
from valueworkshop.workshop.text import folded, one_line

T = TypeVar("T")

SOMEBODY: Final = "somebody who took part"
"""Instead of the name of a participant whose group is too small to be told."""

FACILITATOR: Final = "the facilitator"

AN_OWNER: Final = "an owner, not named here"
"""Instead of the name of an owner who is nobody of the list: that there is one counts."""

REFERENCES: Final = frozenset(
    {
        *("id", "place", "kit", "people", "revealed", "question", "segment", "competitor"),
        *("stage", "at", "action"),
        *(
            "subject",
            "open",
            "chosen",
            "closes",
            "items",
            "left_out",
            "digest",
            "group",
            "voter",
            "kind",
        ),
        *("timing", "begun", "stage", "at", "action"),
    }
)
"""Fields that name something by its id, or people in numbers: no text has a name to replace."""


def unlinked(session: Session) -> Session:
    """Return the session without what says whose ballot is whose: links to people, small groups.

    No answer changes, and ballots of one voter still belong together, so no index does. What a team
    gave openly stays as it was given.
    """
    people = {key: replace(person, voter="") for key, person in session.people.items()}
    answers = {
        stage: replace(
            given,
            rounds={n: without_small_groups(session, vote) for n, vote in given.rounds.items()},
        )
        if isinstance(given, Votes)
        else given
        for stage, given in session.answers.items()
    }
    dots = {key: replace(vote, voters={}) for key, vote in session.dots.items()}
    return replace(session, people=people, answers=answers, dots=dots)


def _closed(session: Session) -> Session:
    """Return the session with its open votes under numbers instead of people."""
    numbers = {key: f"o{place}" for place, key in enumerate(sorted(session.people), start=1)}
    answers = dict(session.answers)
    for stage, given in session.answers.items():
        if isinstance(given, Votes):
            rounds = {
                number: replace(
                    vote,
                    open=False,
                    ballots={numbers.get(v, v): ballot for v, ballot in vote.ballots.items()},
                )
                if vote.open
                else vote
                for number, vote in given.rounds.items()
            }
            answers[stage] = replace(given, rounds=rounds)
    return replace(session, answers=answers, open_votes=False)


def anonymous(session: Session) -> Session:
    """Return the session without names: participants, facilitator, owners, who said something.

    A participant's name that stands in a text, as a whole word and written alike, gives way to
    their group, and so does the facilitator's; other names in texts stay. The ids of people are
    numbers, in no order of theirs.
    """
    session = unlinked(_closed(session))
    instead = _instead(session.people.values())
    if one_line(session.facilitator):
        instead.setdefault(one_line(session.facilitator), FACILITATOR)
    sizes = Counter(person.group for person in session.people.values())
    functions = Counter((person.group, person.function) for person in session.people.values())
    people = sorted(
        (_told(person, sizes, functions) for person in session.people.values()),
        key=lambda person: (person.group, person.function),
    )
    session = replace(
        session,
        facilitator="",
        people={
            f"p{n}": replace(person, order=n * 1000) for n, person in enumerate(people, start=1)
        },
        answers={key: _unnamed(given, instead) for key, given in session.answers.items()},
    )
    return _replaced(session, _finder(instead), instead)


def _told(person: Person, groups: Counter[str], functions: Counter[tuple[str, str]]) -> Person:
    group = person.group if groups[person.group] >= FEWEST_APART else ""
    if not person.votes:
        group = person.group  # else they would be waited for
    together = functions[person.group, person.function]
    function = person.function if group and together >= FEWEST_APART else ""
    name = group if group and groups[group] >= FEWEST_APART else SOMEBODY
    return Person(name=name, group=group, function=function)


def _instead(people: Iterable[Person]) -> dict[str, str]:
    """Return what stands instead of each participant's name."""
    people = list(people)
    sizes = Counter(person.group for person in people)
    return {
        one_line(person.name): person.group
        if person.group and sizes[person.group] >= FEWEST_APART
        else SOMEBODY
        for person in people
    }


def _unnamed(given: Any, instead: Mapping[str, str]) -> Any:
    """Return the answers of a stage without the names that have a field of their own."""
    known = {folded(name): group for name, group in instead.items()}
    if isinstance(given, actions.Answers):
        return replace(
            given,
            actions={key: _unowned(action, known) for key, action in given.actions.items()},
        )
    if isinstance(given, review.Answers):
        return replace(
            given,
            actions={
                key: replace(promise, was=_unowned(promise.was, known))
                for key, promise in given.actions.items()
            },
        )
    if isinstance(given, questions.Answers):
        return replace(
            given,
            notes={
                key: replace(note, said_by=known.get(folded(note.said_by), ""))
                for key, note in given.notes.items()
            },
        )
    return given


def _unowned(action: actions.Action, known: Mapping[str, str]) -> actions.Action:
    owner = folded(action.owner)
    return replace(action, owner=known.get(owner, AN_OWNER)) if owner else action


def _finder(instead: Mapping[str, str]) -> re.Pattern[str] | None:
    # A name of one letter would be found in too many words of others.
    names = sorted((name for name in instead if len(name) > 1), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)") if names else None


def _replaced(value: T, finder: re.Pattern[str] | None, instead: Mapping[str, str]) -> T:
    """Return a value in whose texts no participant is named; what names things by id is kept."""
    if finder is None or isinstance(value, Enum | Kit):
        return value
    changed: Any = value
    if isinstance(value, str):
        changed = finder.sub(lambda found: instead[found[0]], value)
    elif isinstance(value, tuple):
        changed = tuple(_replaced(each, finder, instead) for each in value)
    elif isinstance(value, Mapping):
        changed = {key: _replaced(each, finder, instead) for key, each in value.items()}
    elif is_dataclass(value) and not isinstance(value, type):
        changed = replace(
            value,
            **{
                each.name: _replaced(getattr(value, each.name), finder, instead)
                for each in fields(value)
                if each.name not in REFERENCES
            },
        )
    return changed  # type: ignore[no-any-return]
