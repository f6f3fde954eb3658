"""The close described: five questions, and among them the parked thoughts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session import parking_lot
from valueworkshop.core.session.ids import Ids
from valueworkshop.core.session.parked_thought import Became
from valueworkshop.core.session.session import Session
from valueworkshop.core.session.typed_values import Towards, TypedError, parse_date
from valueworkshop.core.show.blocks import (
    Block,
    Bullets,
    Dots,
    Heading,
    Number,
    Paragraph,
    Quote,
    Sight,
    Voting,
)
from valueworkshop.core.show.place import (
    Act,
    ChoiceField,
    Doing,
    Done,
    Here,
    Option,
    Place,
    TextField,
)
from valueworkshop.core.stages.close import worth
from valueworkshop.core.stages.close.model import TEXTS, Answers, Asks, change
from valueworkshop.core.stages.close.score import PARKED, PLACES

Close: TypeAlias = Here[Asks, Answers]

QUESTION: Final = "What do we do with the parked thoughts?"

_POINTS: Final = (
    Act(id="close.worth", key="1", label="Answer", keys="1-5", is_answer=True),
    *(Act(id=f"close.worth_{n}", key=str(n), hidden=True, is_answer=True) for n in (2, 3, 4, 5)),
)
SHOW: Final = Act(id="close.show", key="enter", label="Show, go on", goes=1)
AGAIN: Final = Act(
    id="close.again",
    key="r",
    label="Ask again",
    command="again",
    about="take all answers away and ask again",
)
ACTS: Final = (*_POINTS, SHOW, AGAIN)


@dataclass(frozen=True, slots=True)
class _Asked:
    """How to ask for an answer: the word for it, its name in a list, a word of help."""

    label: str
    short: str
    hint: str = ""
    day: Towards | None = None


_ASKED: Final[Mapping[str, _Asked]] = {
    "surprises": _Asked("surprise", "Surprises"),
    "stop": _Asked("stop", "We stop"),
    "decisions": _Asked("decision", "Decisions"),
    "look_again": _Asked(
        "date",
        "Look again",
        "A day, as in 15 Jan, in 6 weeks or 2026-12-20. Put it in a calendar now.",
        day=Towards.AHEAD,
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
    if name == worth.AT:
        return _was_it_worth_it(here)
    asked, text = _ASKED[name], _text(here.given, name)
    return Place(
        question=_question(here, name),
        hint=asked.hint,
        short=asked.short,
        given=" · ".join(line for line in text.split("\n") if line),
        field=TextField(
            label=asked.label,
            text=text,
            many_lines=name in TEXTS,
            day=asked.day,
            change=_setting(here, name),
        ),
        growing=True,
    )


def _was_it_worth_it(here: Close) -> Place:
    stage, found = here.stage, worth.worth(here.session, here.stage)
    waits = worth.waits(here.session, stage)

    def choose(session: Session, option: Option | None, ids: Ids) -> Done:
        if option is None or worth.is_shown(session, stage):
            return Done(session, "The room has seen the answers. Ask again to change them.")
        point = worth.POINTS[worth.WORDS.index(option.name)]
        session = worth.answer(session, stage, point, ids())
        return Done(session, worth.answered(session, stage))

    again = Doing(AGAIN, lambda session: Done(worth.ask_again(session, stage), EMPTY))
    shown = worth.is_shown(here.session, stage)
    before = worth.answered(here.session, stage) if waits else ""
    return Place(
        question=_question(here, worth.AT),
        hint="" if shown else _HOW,
        about=_ABOUT,
        short="Worth it",
        given=before or (found.in_short if found else ""),
        field=ChoiceField(
            label="answer",
            options=tuple(
                Option(act=act, name=word) for act, word in zip(_POINTS, worth.WORDS, strict=True)
            ),
            stands=before or worth.in_words(here.session, stage) or _NOBODY,
            choose=choose,
        ),
        acts=(again,) if here.given.ballots else (),
    )


_HOW: Final = (
    "Each of you presses one key, and nobody sees which. Or all show one to five fingers at the "
    "same time, and you type a number for each."
)
_ABOUT: Final = (
    "Was the time well spent? Each answers alone, from 1 no to 5 fully; the answers have no names. "
    "The room sees them together. Esther Derby and Diana Larsen call it return on time invested. "
    "Over several workshops you see how it goes."
)
_NOBODY: Final = "Nobody has answered yet."
EMPTY: Final = "All answers are gone; everybody answers again."


def told(here: Close) -> list[Block]:
    """Return what the team said at the close, and when it looks again."""
    given = here.given
    blocks: list[Block] = []
    for name in TEXTS:
        if text := _text(given, name):
            blocks += [Heading(_question(here, name), level=3), Quote(text)]
    if given.look_again:
        blocks.append(Paragraph(f"We look at this again on {given.look_again.isoformat()}."))
    if said := worth.in_words(here.session, here.stage):
        blocks.append(Paragraph(f"Was it worth the time? {said}"))
    if dots := dots_of(here):
        counted = zip(worth.WORDS, dots.counts, strict=True)
        said = ", ".join(f"{n} {word}" for word, n in counted)
        blocks.append(Paragraph(f"From 1 to 5: {said}."))
    return [Heading(here.title), *blocks] if blocks else []


def told_at(here: Close, at: str) -> list[Sight]:
    """Return what the team said at a place; for parked thoughts, what became of each."""
    if at == PARKED:
        return [_parked(here.session)]
    name = _name(at)
    if name == worth.AT:
        return _seen_of_worth(here)
    text = _text(here.given, name)
    if name in TEXTS:
        return [Bullets(tuple(text.splitlines()))]
    return [Paragraph(text, strong=True)]


def _seen_of_worth(here: Close) -> list[Sight]:
    """Return the answers once the room looks; before, the scale and how many have answered."""
    found = worth.worth(here.session, here.stage)
    if dots := dots_of(here):
        return [dots]
    if found is not None and not here.given.ballots:
        return [Number(text=found.number, words="of 5")]
    scale = [f"{point} {word}" for point, word in zip(worth.POINTS, worth.WORDS, strict=True)]
    return [Bullets(tuple(scale)), Voting(of=here.session.expected)]


def dots_of(here: Close) -> Dots | None:
    """Return the answers that the room has seen, as dots; None for none."""
    found = worth.worth(here.session, here.stage)
    if found is None or found.room is not None:
        return None
    return Dots(
        label="worth the time",
        counts=found.counts,
        said=worth.in_words(here.session, here.stage).rstrip("."),
        given=found.counted,
        median=found.median,
    )


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
