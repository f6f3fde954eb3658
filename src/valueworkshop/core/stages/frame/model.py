"""The frame of a workshop: its particulars, and the lists that a team types one per line."""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any, Final, TypeVar

from valueworkshop.core.clean_text import clean, folded, one_line
from valueworkshop.core.session.ids import Ids
from valueworkshop.core.session.order import SPACING, Placed, ordered
from valueworkshop.core.session.people import Person, read_person, with_voters_of, write_person
from valueworkshop.core.session.real_customer import customer_from
from valueworkshop.core.session.session import Competitor, Segment, Session
from valueworkshop.core.session.typed_values import TypedError, parse_date
from valueworkshop.core.stages.kind import Progress

MOST_LINES: Final = 500
"""We take this many segments, competitors or participants: more are a mistaken paste."""


class Field(StrEnum):
    """The questions of the frame, in the order in which we ask them."""

    TITLE = "title"
    ORGANISATION = "organisation"
    DATE = "date"
    FACILITATOR = "facilitator"
    OFFER = "offer"
    SEGMENTS = "segments"
    CUSTOMER = "customer"
    COMPETITORS = "competitors"
    PEOPLE = "people"


def places(_session: Session, _stage: str) -> list[str]:
    """Return the fields, in the order in which they are asked."""
    return [field.value for field in Field]


def progress(session: Session, _stage: str) -> Progress:
    """Count the fields with something in them; the one real customer only once there is one."""
    counted = [f for f in Field if f is not Field.CUSTOMER or session.customer.parts]
    return Progress(sum(bool(text_of(session, field)) for field in counted), len(counted))


def text_of(session: Session, field: Field) -> str:
    """Return a field as the text that you edit."""
    match field:
        case Field.DATE:
            return session.date.isoformat() if session.date else ""
        case Field.SEGMENTS:
            return "\n".join(segment.name for _, segment in ordered(session.segments))
        case Field.CUSTOMER:
            return session.customer.as_typed
        case Field.COMPETITORS:
            return "\n".join(rival.name for _, rival in ordered(session.competitors))
        case Field.PEOPLE:
            return "\n".join(write_person(person) for _, person in ordered(session.people))
        case _:
            return str(getattr(session, field.value))


def change(session: Session, field: Field, text: str, ids: Ids) -> Session:
    """Set a field from the text typed for it.

    In lists a line keeps the identity of the line it replaces, so that what was said about a
    segment stays with it when somebody renames it. Raises TypedError if the text does not fit.
    """
    value: Any
    match field:
        case Field.TITLE:
            value = one_line(text)
            if not value:
                raise TypedError("A workshop needs a title. Any word will do.")
        case Field.DATE:
            value = parse_date(text)
        case Field.SEGMENTS:
            value = _matched(session.segments, [Segment(name=n) for n in _lines(text)], ids)
        case Field.CUSTOMER:
            value = customer_from(text)
        case Field.COMPETITORS:
            value = _matched(session.competitors, [Competitor(name=n) for n in _lines(text)], ids)
        case Field.PEOPLE:
            people = [read_person(line) for line in _lines(text)]
            value = with_voters_of(session.people, _matched(session.people, people, ids))
        case _:
            value = one_line(text)
    return replace(session, **{field.value: value})


def ask_for_names(session: Session, *, names: bool) -> Session:
    """Choose whether votes show names beside answers from now on.

    A vote that has begun stays as it is: see `secrecy.py` of votes.
    """
    return replace(session, open_votes=names)


def said_of_names(session: Session) -> str:
    """Say how people vote if nobody chose otherwise."""
    if session.open_votes:
        return "From now on, votes are open, with names."
    return "Votes are anonymous."


def _lines(text: str) -> list[str]:
    lines = (one_line(line) for line in clean(text).split("\n"))
    kept = [line for line in lines if line]
    if len(kept) > MOST_LINES:
        raise TypedError(
            f"These are {len(kept):,} lines; only {MOST_LINES} fit here. Take some out."
        )
    return kept


T = TypeVar("T", Segment, Competitor, Person)


def _matched(old: Mapping[str, T], new: list[T], ids: Ids) -> dict[str, T]:
    """Give each new thing the id of the old one it continues.

    That is the one with the same line (two people may share a role), else with the same name, else
    the one in the same position.
    """
    keys: list[str | None] = [None] * len(new)
    free = dict(ordered(old))
    for said in (_line, _name):
        known: dict[str, list[str]] = {}
        for key, other in reversed(free.items()):
            known.setdefault(folded(said(other)), []).append(key)
        for index, thing in enumerate(new):
            same = known.get(folded(said(thing)))
            if keys[index] is None and same:
                keys[index] = found = same.pop()  # the first of those at that position
                del free[found]
    places = [key for key, _ in ordered(old)]
    for index in range(len(new)):
        if keys[index] is None and index < len(places) and places[index] in free:
            keys[index] = places[index]
            del free[places[index]]
    return {
        keys[index] or ids(): replace(thing, order=(index + 1) * SPACING)
        for index, thing in enumerate(new)
    }


def _line(thing: Placed) -> str:
    return write_person(thing) if isinstance(thing, Person) else _name(thing)


def _name(thing: Placed) -> str:
    return str(getattr(thing, "name", ""))
