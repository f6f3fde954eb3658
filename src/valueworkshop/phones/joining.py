"""Which person of the workshop a phone is: edits of the list of people, or none."""

import re
from collections.abc import Callable, Container, Mapping
from dataclasses import replace
from typing import Final

from valueworkshop.core.clean_text import folded, one_line
from valueworkshop.core.session.ids import Ids
from valueworkshop.core.session.order import last, ordered
from valueworkshop.core.session.people import Person
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.votes.model import Votes
from valueworkshop.core.stages.votes.spreads import Spreads

NO_GROUP: Final = "-"
"""What a page sends for those who are in none of the groups."""

_SEAT: Final = re.compile(r"Phone \d+")

NAMELESS: Final = "Type your name: this workshop votes with names."

CHOOSE: Final = "Choose your group."

OBSERVES: Final = "You are on the list as an observer, and observers do not vote. Watch the wall."

TAKEN: Final = (
    "Somebody of this name is in already. If that was you, come back with your word. If you are "
    "another one, add your surname or your function."
)


class WhoError(Exception):
    """The page has to ask again who joins; the text says why."""


def seated(
    session: Session, taken: Container[str], ids: Ids, name: str = "", group: str = ""
) -> tuple[Session, str]:
    """Return the session with a person for a new phone, and that person's id.

    A name that is on the list and free is that person; of several, the one in the group. Without a
    name the first free person of the group is taken, as a seat and not as a name: who sits there
    nobody says. If nobody is free, the list gets another person. Raises WhoError for a name that
    somebody has who is in already, or who does not vote.
    """
    wanted, own = folded(one_line(name)), "" if group == NO_GROUP else group
    known = [
        (key, person)
        for key, person in ordered(session.people)
        if not wanted or folded(person.name) == wanted
    ]
    free = [(key, person) for key, person in known if person.votes and key not in taken]
    fits = [key for key, person in free if not group or person.group == own]
    if found := fits or [key for key, _ in free if wanted]:
        return session, found[0]
    if wanted and known:
        raise WhoError(TAKEN if any(person.votes for _, person in known) else OBSERVES)
    key, number = ids(), len(session.people) + 1
    names = {folded(person.name) for person in session.people.values()}
    while not wanted and folded(f"Phone {number}") in names:
        number += 1
    person = Person(
        name=one_line(name) if wanted else f"Phone {number}",
        group=own,
        order=last(session.people),
    )
    return replace(session, people={**session.people, key: person}), key


def named(
    session: Session, taken: Container[str], ids: Ids, seat: str, name: str
) -> tuple[Session, str]:
    """Return the session in which a person who sat down without a name has theirs, and their id.

    The id stays, and with it what they answered: their line in the list and that of their seat
    change places. Somebody who has answered elsewhere, as at the keyboard, goes on there. Raises
    WhoError as `seated`.
    """
    session, key = seated(session, taken, ids, name)
    if key == seat or seat not in session.people or _has_answered(session, key):
        return session, key
    theirs, empty = session.people[key], session.people[seat]
    people = {
        **session.people,
        seat: replace(theirs, voter=empty.voter, voters=empty.voters),
        key: replace(empty, voter=theirs.voter, voters=theirs.voters),
    }
    if _SEAT.fullmatch(empty.name):
        del people[key]  # nobody sits there any more
    return replace(session, people=people), seat


def _has_answered(session: Session, key: str) -> bool:
    """Whether a person answered anything that we still know to be theirs."""
    person = session.people[key]
    own = {key, person.voter, *person.voters.values()} - {""}
    ballots = [
        *(given.ballots for given in session.answers.values() if isinstance(given, Spreads)),
        *(
            vote.ballots
            for given in session.answers.values()
            if isinstance(given, Votes)
            for vote in given.rounds.values()
        ),
    ]
    return (
        any(own & set(each) for each in ballots)
        or any(key in vote.voters for vote in session.dots.values())
        or any(key in each.writers for each in session.silent.values())
    )


def sits_down(
    key: str, before: Mapping[str, Person], after: Mapping[str, Person]
) -> Callable[[Session], Session]:
    """Return an edit of the list of people that can be made again after a facilitator's edit.

    It changes the lines that differ between `before` and `after`, and has `key` in the list.
    """
    changed = [each for each in {**before, **after} if before.get(each) != after.get(each)]

    def edit(session: Session) -> Session:
        people = {**session.people}
        for each in changed:
            if (line := after.get(each)) is None:
                people.pop(each, None)
            elif each not in before:
                people.setdefault(each, line)
            else:
                kept = people.get(each, line)
                people[each] = replace(line, voter=kept.voter, voters=kept.voters)
        people.setdefault(key, after[key])
        return replace(session, people=people)

    return edit
