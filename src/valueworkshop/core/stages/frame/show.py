"""The frame described: one field after the other; all except the title may stay empty."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from valueworkshop.core.session.ids import Ids
from valueworkshop.core.session.order import ordered
from valueworkshop.core.session.people import (
    FEWEST_APART,
    groups_of,
    same_names_in_words,
    took_part,
)
from valueworkshop.core.session.real_customer import HINT, LABEL
from valueworkshop.core.session.session import Session
from valueworkshop.core.session.typed_values import Towards
from valueworkshop.core.show.blocks import Block, Bullets, Heading, Paragraph, Sight, Table
from valueworkshop.core.show.place import Act, Doing, Done, Here, Place, TextField
from valueworkshop.core.stages.frame.model import (
    Field,
    ask_for_names,
    change,
    said_of_names,
    text_of,
)

Frame: TypeAlias = Here[None, None]


@dataclass(frozen=True, slots=True)
class Asked:
    """How to ask for a field, and the word for one thing typed into it."""

    question: str
    hint: str
    label: str
    many_lines: bool = False
    day: Towards | None = None


ASKED: Final[Mapping[Field, Asked]] = {
    Field.TITLE: Asked(
        "What shall we call this workshop?",
        "You will find it by this name later: say whose value and when, as in 'Dealers, autumn'.",
        "title",
    ),
    Field.ORGANISATION: Asked(
        "Which organisation is it for?", "You can leave this empty.", "organisation"
    ),
    Field.DATE: Asked(
        "When does it take place?",
        "A day, as in 22 Nov, today, next Friday or 2026-11-22.",
        "date",
        day=Towards.NEAREST,
    ),
    Field.FACILITATOR: Asked(
        "Who leads it?", "A name or a role. You can leave this empty.", "facilitator"
    ),
    Field.OFFER: Asked(
        "Which offer of ours is it about?",
        "One product or service, in words customers would use. Start with one.",
        "offer",
    ),
    Field.SEGMENTS: Asked(
        "Which customers do you have in mind?",
        "One segment per line: a group that values things differently. One is enough to start.",
        "segment",
        many_lines=True,
    ),
    Field.CUSTOMER: Asked(
        "Which one real customer do we keep in mind?",
        HINT,
        "line",
        many_lines=True,
    ),
    Field.COMPETITORS: Asked(
        "Whom could these customers choose instead?",
        "One competitor per line. 'Do nothing' is always there as well.",
        "competitor",
        many_lines=True,
    ),
    Field.PEOPLE: Asked(
        "Who takes part?",
        "One per line: name or role, group, function. Groups: leaders, front line, or your own; "
        "observers do not vote.",
        "person",
        many_lines=True,
    ),
}

_NAMES: Final = Act(
    id="frame.names",
    key="ctrl+o,o",
    label="With names",
    command="names",
    about="show names beside answers from now on, or not",
    hidden=True,
)
ACTS: Final = (_NAMES,)


def place(here: Frame, at: str) -> Place:
    """Return how to ask for a field."""
    field, session = _field(at), here.session
    asked, text = ASKED[field], text_of(session, field)
    of_people = field is Field.PEOPLE

    def set_to(session: Session, text: str, ids: Ids) -> Done:
        changed = change(session, field, text, ids)
        before, now = (same_names_in_words(each.people) for each in (session, changed))
        return Done(changed, " ".join(now) if now != before else "")

    return Place(
        question=asked.question,
        hint=asked.hint,
        short=field.value.capitalize(),
        given=" · ".join(line for line in text.split("\n") if line),
        notes=_on_people(session) if of_people and session.people else (),
        field=TextField(
            label=asked.label,
            text=text,
            many_lines=asked.many_lines,
            day=asked.day,
            change=set_to,
        ),
        acts=(Doing(_NAMES, _ask_for_names),) if of_people else (),
        growing=True,
    )


def told(here: Frame) -> list[Block]:
    """Return the particulars as a table, with people counted by group, never named."""
    session = here.session
    segments = ", ".join(segment.name for _, segment in ordered(session.segments))
    rivals = [rival.name for _, rival in ordered(session.competitors)]
    if rivals and session.do_nothing:
        rivals.append("doing nothing")
    rows = [
        ("Offer", session.offer),
        ("Customers in mind", segments),
        (LABEL, session.customer.in_a_line),
        ("Instead they could choose", ", ".join(rivals)),
        ("Organisation", session.organisation),
        ("Date", session.date.isoformat() if session.date else ""),
        ("Facilitator", session.facilitator),
        ("Took part", took_part(session.people)),
    ]
    filled = tuple(row for row in rows if row[1])
    return [Heading("What it was about"), Table(("", ""), filled)] if filled else []


def told_at(here: Frame, at: str) -> list[Sight]:
    """Return what is in a field. It names nobody, not even the facilitator."""
    session = here.session
    match _field(at):
        case Field.SEGMENTS:
            return [Bullets(tuple(segment.name for _, segment in ordered(session.segments)))]
        case Field.CUSTOMER:
            return [Bullets(session.customer.parts)]
        case Field.COMPETITORS:
            return [Bullets(tuple(rival.name for _, rival in ordered(session.competitors)))]
        case Field.PEOPLE:
            counted = took_part(session.people)
            return [Paragraph(f"{counted}.", strong=True)] if counted else []
        case Field.FACILITATOR:
            return []
        case Field() as field:
            return [Paragraph(text_of(session, field), strong=True)]


def _field(at: str) -> Field:
    return Field(at) if at in set(Field) else Field.TITLE


def _ask_for_names(session: Session) -> Done:
    changed = ask_for_names(session, names=not session.open_votes)
    return Done(changed, said_of_names(changed))


def _on_people(session: Session) -> tuple[str, ...]:
    """Say who takes part, how they vote, and what to know about groups and names."""
    small = [group for group, n in groups_of(session.people).items() if n < FEWEST_APART]
    apart = (
        f"! We never show a group of fewer than {FEWEST_APART} by itself, because you could "
        f"recognise its people: {', '.join(small)}."
    )
    return (
        f"{took_part(session.people)}.",
        said_of_names(session),
        *([apart] if small else []),
        *(f"! {said}" for said in same_names_in_words(session.people)),
    )
