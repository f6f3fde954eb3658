"""A session without names, or without what says whose ballot is whose.

Participants are called by their group if it has at least three people (`FEWEST_APART`).
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, Final, TypeVar

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session.facilitator_notes import without_notes
from valueworkshop.core.session.kit import Kit
from valueworkshop.core.session.people import FEWEST_APART, Person
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages import KINDS
from valueworkshop.core.stages.agreed import model as actions
from valueworkshop.core.stages.agreed import promises as review
from valueworkshop.core.stages.anonymise import over
from valueworkshop.core.stages.asked_list import own_changed, own_words
from valueworkshop.core.stages.notes import model as questions
from valueworkshop.core.stages.votes import links
from valueworkshop.core.stages.votes.model import Votes
from valueworkshop.core.stages.votes.secrecy import without_small_groups
from valueworkshop.exports.names_in_texts import Names

T = TypeVar("T")

SOMEBODY: Final = "somebody who took part"
"""For a participant whose group is too small to be named."""

FACILITATOR: Final = "the facilitator"

AN_OWNER: Final = "an owner, not named here"
"""For an owner who is not in the list: it matters that there is one."""

_MOST: Final = 12
"""How many words that may be names we list."""

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
            "voters",
            "kind",
        ),
        *("timing", "begun", "stage", "at", "action"),
    }
)
"""Fields that name something by its id, or people in numbers: their texts hold no name."""

_OF_NOTES: Final = REFERENCES | {"about"}
"""A note's `about` is an id; elsewhere it is a text."""


def unlinked(session: Session) -> Session:
    """Return the session without what says whose ballot is whose: links to people, small groups.

    No answer changes. Ballots of one voter still belong together in a stage; across stages they do
    not, once these are over. What a team gave openly stays as it was given.
    """
    session = links.renamed(session, links.new_ids(session, over(session)))
    people = {key: links.unlinked(person) for key, person in session.people.items()}
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
    """Return the session without names: participants, facilitator, owners, speakers.

    In texts, a participant's name gives way to their group, and so does the facilitator's: whole or
    in part, in any case; see `names_in_texts.py`. Other names in texts stay: see `still_named`. The
    ids of people become numbers, in an order that tells nothing.
    """
    session = unlinked(_closed(session))
    names = names_of(session)
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
        answers={key: _unnamed(given, names) for key, given in session.answers.items()},
    )
    session = replace(session, kit=_own_replaced(session.kit, names))
    return _replaced(session, names)


def _own_replaced(kit: Kit, names: Names) -> Kit:
    """Return a kit in which what the team itself worded names no participant; the rest stays."""
    stages = {
        key: own_changed(stage, KINDS[stage.kind].lists, lambda words: _replaced(words, names))
        for key, stage in kit.stages.items()
    }
    return replace(kit, stages=stages)


def _own_words(kit: Kit) -> list[object]:
    return [w for each in kit.stages.values() for w in own_words(each, KINDS[each.kind].lists)]


def still_named(session: Session) -> list[str]:
    """Return the words that may still be names in a session after `anonymous`."""
    told = anonymous(replace(without_notes(session), silent={}))
    own = frozenset(text for words in _own_words(session.kit) for text in _texts(words))
    known = [
        *(text for text in _texts(session.kit) if text not in own),
        *(told.offer, told.organisation),
        *(segment.name for segment in told.segments.values()),
        *(rival.name for rival in told.competitors.values()),
        *(text for person in session.people.values() for text in (person.group, person.function)),
        *(SOMEBODY, FACILITATOR, AN_OWNER),
    ]
    texts = _texts(replace(told, people={}, segments={}, competitors={}, organisation="", offer=""))
    worded = [text for words in _own_words(told.kit) for text in _texts(words)]
    return names_of(session).left([*texts, *worded], known)


def said_of_names(session: Session) -> str:
    """Say which words may still be names, before you pass anything on; '' if there are none."""
    found = still_named(session)
    if not found:
        return ""
    more = f" and {len(found) - _MOST} more" if len(found) > _MOST else ""
    return f"These words stay and may be names: {', '.join(found[:_MOST])}{more}. Please check."


def names_of(session: Session) -> Names:
    """Return the names of those who took part and who led, and what to write instead of each."""
    people = list(session.people.values())
    sizes = Counter(person.group for person in people)
    told = [
        (p.name, p.group if p.group and sizes[p.group] >= FEWEST_APART else SOMEBODY)
        for p in people
    ]
    leads = [(session.facilitator, FACILITATOR)] if one_line(session.facilitator) else []
    return Names.of([*told, *leads], SOMEBODY)


def _told(person: Person, groups: Counter[str], functions: Counter[tuple[str, str]]) -> Person:
    group = person.group if groups[person.group] >= FEWEST_APART else ""
    if not person.votes:
        group = person.group  # otherwise their votes would seem to be missing
    together = functions[person.group, person.function]
    function = person.function if group and together >= FEWEST_APART else ""
    name = group if group and groups[group] >= FEWEST_APART else SOMEBODY
    return Person(name=name, group=group, function=function)


def _unnamed(given: Any, names: Names) -> Any:
    """Return the answers of a stage without the names that have their own field."""
    if isinstance(given, actions.Answers):
        return replace(
            given,
            actions={key: _unowned(action, names) for key, action in given.actions.items()},
        )
    if isinstance(given, review.Answers):
        return replace(
            given,
            actions={
                key: replace(promise, was=_unowned(promise.was, names))
                for key, promise in given.actions.items()
            },
        )
    if isinstance(given, questions.Answers):
        return replace(
            given,
            notes={
                key: replace(note, said_by=names.told(note.said_by) or "")
                for key, note in given.notes.items()
            },
        )
    return given


def _unowned(action: actions.Action, names: Names) -> actions.Action:
    if not one_line(action.owner):
        return action
    return replace(action, owner=names.told(action.owner) or AN_OWNER)


def _replaced(value: T, names: Names) -> T:
    """Return a value whose texts name no participant; what names things by id stays."""
    if isinstance(value, Enum | Kit):
        return value
    changed: Any = value
    if isinstance(value, str):
        changed = names.replaced(value)
    elif isinstance(value, tuple):
        changed = tuple(_replaced(each, names) for each in value)
    elif isinstance(value, Mapping):
        changed = {key: _replaced(each, names) for key, each in value.items()}
    elif is_dataclass(value) and not isinstance(value, type):
        kept = {key: _replaced(getattr(value, key), names) for key in _with_texts(value)}
        changed = replace(value, **kept)
    return changed  # type: ignore[no-any-return]


def _texts(value: object) -> Iterator[str]:
    """Yield all texts of a value in which `_replaced` looks for names, or all of a kit."""
    if isinstance(value, Enum):
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        yield from (text for each in value for text in _texts(each))
    elif isinstance(value, Mapping):
        yield from (text for each in value.values() for text in _texts(each))
    elif is_dataclass(value) and not isinstance(value, type):
        of = [getattr(value, key) for key in _with_texts(value)]
        yield from (text for each in of for text in _texts(each))


def _with_texts(value: Any) -> list[str]:
    """Return the fields of a dataclass that may hold a name."""
    named = _OF_NOTES if isinstance(value, questions.Note) else REFERENCES
    return [each.name for each in fields(value) if each.name not in named]
