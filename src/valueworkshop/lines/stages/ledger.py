"""The ledger in line mode: benefits and costs, one per line, rated or in money, then net."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from valueworkshop.core.session.order import ordered
from valueworkshop.core.session.session import Session
from valueworkshop.core.session.typed_values import TypedError
from valueworkshop.core.stages.ledger import KIND, show
from valueworkshop.core.stages.ledger.model import (
    ChargedFor,
    Line,
    Side,
    Sort,
    lines_of,
    move_line,
    prompt,
)
from valueworkshop.core.stages.ledger.typed_amounts import parse_amount
from valueworkshop.core.stages.ledger.words import particulars
from valueworkshop.core.stages.votes.custom_items import put_item
from valueworkshop.lines.ask_custom_items import Numbered, Own, ask_own
from valueworkshop.lines.ask_place import commands_of
from valueworkshop.lines.talk import Command, Talk, pick


def ask(talk: Talk, stage: str, at: str) -> None:
    """Ask for the lines of the ledger, or for the votes on one of them."""
    ask_own(talk, stage, at, _OWN)


def _about(session: Session, stage: str, item: str) -> str:
    known = item in dict(lines_of(session, stage))
    return "; ".join(particulars(session, stage, item)) if known else ""


def _kinds() -> dict[str, str]:
    return {sort.value: sort.in_words for sort in Sort}


def _new(_session: Session, _stage: str, line: str) -> Line:
    kind, mark, text = line.partition(":")
    if not mark or not text.strip():
        raise TypedError("Start with its kind and a colon, like 'time: waiting on the phone'.")
    return Line(text=text.strip(), kind=Sort(pick(kind, _kinds())))


def _commands(talk: Talk, stage: str, of_number: Numbered) -> Sequence[Command]:
    def line_of(rest: str) -> tuple[str, Line, str]:
        key, behind = of_number(rest)
        return key, dict(lines_of(talk.session, stage))[key], behind

    def put(key: str, line: Line) -> None:
        session = put_item(talk.session, stage, key, line)
        talk.commit(session, f"{line.text}: {_about(session, stage, key)}.")

    def worth(rest: str) -> None:
        key, line, text = line_of(rest)
        put(key, replace(line, amount=parse_amount(text)))

    def kind(rest: str) -> None:
        key, line, word = line_of(rest)
        put(key, replace(line, kind=Sort(pick(word, _kinds()))))

    def whom(rest: str) -> None:
        key, line, name = line_of(rest)
        known = {key: one.name for key, one in ordered(talk.session.segments)}
        put(key, replace(line, segment=pick(name, known) if name else ""))

    def charged(rest: str) -> None:
        key, line, word = line_of(rest)
        if line.kind is not Sort.MONEY:
            raise TypedError("you can say that only for costs in money.")
        known = {each.value: each.in_words for each in ChargedFor}
        put(key, replace(line, charged_for=ChargedFor(pick(word, known)) if word else None))

    made = (
        ("ideas", "", "the kinds of line, with a question for each", lambda _: _ideas(talk, stage)),
        ("kind", "NUMBER KIND", "say what kind of line it is", kind),
        ("amount", "NUMBER AMOUNT", "say what it is worth or costs", worth),
        ("for", "NUMBER SEGMENT", "say which customers it is true for", whom),
        ("charged", "NUMBER WHAT", "say what you charge a cost in money for", charged),
    )
    commands = [Command(name=n, usage=usage, about=about, do=do) for n, usage, about, do in made]
    return [*commands, *commands_of(talk, show.unit(KIND.here(talk.session, stage)))]


def _ideas(talk: Talk, stage: str) -> None:
    for side in Side:
        sorts = [sort for sort in Sort if sort.side is side and not sort.is_any]
        told = [(sort, prompt(talk.session, stage, sort)) for sort in sorts]
        talk.say(f"{side.heading}:", *(f"{sort.in_words}: {text}" for sort, text in told))


_OWN: Final = Own(
    one=show.ITEMS.one,
    heading=show.ITEMS.heading,
    hint=f"{show.ITEMS.hint} Type a kind, a colon and the line: 'time: waiting on the phone'. "
    "/ideas lists the kinds.",
    new=_new,
    about=_about,
    commands=_commands,
    moved=move_line,
)
