"""The close described: five questions, and among them the parked thoughts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session import parking_lot
from valueworkshop.core.session.ids import Ids
from valueworkshop.core.session.parked_thought import Became
from valueworkshop.core.session.session import Session
from valueworkshop.core.session.typed_values import TypedError, parse_date
from valueworkshop.core.show.blocks import (
    Block,
    Bullets,
    Heading,
    Number,
    Paragraph,
    Quote,
    Sight,
)
from valueworkshop.core.show.place import Done, Here, Place, TextField
from valueworkshop.core.stages.close.model import TEXTS, Answers, Asks, change
from valueworkshop.core.stages.close.score import PARKED, PLACES

Close: TypeAlias = Here[Asks, Answers]

QUESTION: Final = "What do we do with the parked thoughts?"


@dataclass(frozen=True, slots=True)
class _Asked:
    """How to ask for an answer: the word for it, its name in a list, a word of help."""

    label: str
    short: str
    hint: str = ""


_ASKED: Final[Mapping[str, _Asked]] = {
    "surprises": _Asked("surprise", "Surprises"),
    "stop": _Asked("stop", "We stop"),
    "decisions": _Asked("decision", "Decisions"),
    "look_again": _Asked(
        "date", "Look again", "Year-month-day, as in 2026-12-20. Put it in a calendar now."
    ),
    "rating": _Asked(
        "rating", "Rating", "One number for the room: 1 no, 2 hardly, 3 partly, 4 yes, 5 fully."
    ),
}


def place(here: Close, at: str) -> Place:
    """Return how to ask for an answer, or what to decide about parked thoughts."""
    if at == PARKED:
        decided, of = parking_lot.decided(here.session), len(here.session.parked)
        return Place(
            question=QUESTION,
            short="Parked",
            given=f"{decided} of {of} decided" if of else "",
            about="Make each thought an action or an open question, or let it go; all three are "
            "in the report. You can decide again.",
            growing=True,
        )
    name = _name(at)
    asked, text = _ASKED[name], _text(here.given, name)
    return Place(
        question=_question(here, name),
        hint=asked.hint,
        short=asked.short,
        given=" · ".join(line for line in text.split("\n") if line),
        field=TextField(
            label=asked.label, text=text, many_lines=name in TEXTS, change=_setting(here, name)
        ),
        growing=True,
    )


def told(here: Close) -> list[Block]:
    """Return what the team said at the close, and when it looks again."""
    given = here.given
    blocks: list[Block] = []
    for name in TEXTS:
        if text := _text(given, name):
            blocks += [Heading(_question(here, name), level=3), Quote(text)]
    if given.look_again:
        blocks.append(Paragraph(f"We look at this again on {given.look_again.isoformat()}."))
    if given.rating:
        blocks.append(Paragraph(f"Was it worth the time? The room says {given.rating} of 5."))
    return [Heading(here.title), *blocks] if blocks else []


def told_at(here: Close, at: str) -> list[Sight]:
    """Return what the team said at a place; for parked thoughts, what became of each."""
    if at == PARKED:
        return [_parked(here.session)]
    name = _name(at)
    text = _text(here.given, name)
    if name in TEXTS:
        return [Bullets(tuple(text.splitlines()))]
    if name == "look_again":
        return [Paragraph(text, strong=True)]
    return [Number(text=text, words="of 5")] if text else []


def _name(at: str) -> str:
    return at if at in PLACES else PLACES[0]


def _question(here: Close, name: str) -> str:
    return str(getattr(here.asked, name))


def _text(given: Answers, name: str) -> str:
    answer = getattr(given, name)
    return "" if answer is None else str(answer)


def _setting(here: Close, name: str) -> Callable[[Session, str, Ids], Done]:
    def set_to(session: Session, text: str, _ids: Ids) -> Done:
        given = replace(
            session.given(here.stage, Answers),
            **{name: _value(name, text)},  # type: ignore[arg-type]
        )
        return Done(change(session, here.stage, given))

    return set_to


def _value(name: str, text: str) -> object:
    """Return an answer from the text typed for it; raises TypedError if that does not fit."""
    if name in TEXTS:
        return text.strip("\n")  # the empty line that ends the text is not part of it
    if name == "look_again":
        return parse_date(text)
    number = one_line(text)
    if number and number not in {"1", "2", "3", "4", "5"}:
        raise TypedError(f"'{number}' is no rating here. Type a whole number from 1 to 5.")
    return int(number) if number else None


def _parked(session: Session) -> Bullets:
    """Return the parked thoughts, each with what became of it, if anything did."""
    thoughts = [thought for _, thought in parking_lot.in_order(session)]
    undecided = Became.UNDECIDED
    return Bullets(
        tuple(
            thought.text if thought.became is undecided else f"{thought.text} ({thought.became})"
            for thought in thoughts
        ),
        tuple("?" if thought.became is undecided else "" for thought in thoughts),
    )
