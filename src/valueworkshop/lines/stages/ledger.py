"""The ledger in line mode: benefits and costs a line each, rated or in money, then net."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from valueworkshop.core.session.order import ordered
from valueworkshop.core.session.session import Session
from valueworkshop.core.session.typed_values import TypedError
from valueworkshop.core.stages.ledger.model import (
    ALTERNATIVE,
    ChargedFor,
    Line,
    Side,
    Sort,
    lines_of,
    move_line,
    prompt,
    say_unit,
    segment_of,
    unit_of,
)
from valueworkshop.core.stages.ledger.score import ledger
from valueworkshop.core.stages.ledger.typed_amounts import parse_amount
from valueworkshop.core.stages.ledger.words import HOW, also, amount, in_points, kind_of, said
from valueworkshop.core.stages.votes.custom_items import put_item
from valueworkshop.core.stages.votes.edits import leave_out
from valueworkshop.core.stages.votes.model import answers, asks
from valueworkshop.lines.after_reveal import OfKind
from valueworkshop.lines.ask_custom_items import Numbered, Own, ask_own
from valueworkshop.lines.ask_field import restart
from valueworkshop.lines.revealed_words import told_item, told_stage
from valueworkshop.lines.talk import Command, Talk, pick


def ask(talk: Talk, stage: str, at: str) -> None:
    """Ask for the lines of the ledger, or for the votes on one of them."""
    of_kind = OfKind(one="Line", told=_told_item, commands=_while_voting)
    ask_own(talk, stage, at, _OWN, of_kind)


def told(session: Session, stage: str) -> list[str]:
    """Return net and what it rests on, then every line."""
    found = ledger(session, stage)
    revealed = any(entry.revealed for entry in found.entries.values())
    whole = [*said(found), *([HOW] if revealed else []), *also(session, stage)]
    return [*whole, *told_stage(session, stage)]


def _told_item(session: Session, stage: str, item: str) -> list[str]:
    points = in_points(ledger(session, stage).entries[item])
    about = _about(session, stage, item)
    return [points, *told_item(session, stage, item), *([f"It is a {about}."] if about else [])]


def _about(session: Session, stage: str, item: str) -> str:
    line = dict(lines_of(session, stage)).get(item)
    if line is None:
        return ""
    segment = segment_of(session, line)
    parts = [
        kind_of(line.kind),
        f"for {session.segments[segment].name}" if segment else "",
        amount(line.amount, unit_of(session, stage)),
        f"charged for {line.charged_for.in_words}" if line.charged_for else "",
    ]
    return "; ".join(part for part in parts if part)


def _kinds() -> dict[str, str]:
    return {sort.value: sort.in_words for sort in Sort}


def _new(_session: Session, _stage: str, line: str) -> Line:
    kind, mark, text = line.partition(":")
    if not mark or not text.strip():
        raise TypedError("Begin with its kind and a colon, as in 'time: waiting on the phone'.")
    return Line(text=text.strip(), kind=Sort(pick(kind, _kinds())))


def _while_voting(talk: Talk, stage: str, _item: str) -> Sequence[Command]:
    """Return the command that leaves the best alternative out, where it may be left out."""
    facet = asks(talk.session, stage).facets.get(ALTERNATIVE)
    if facet is None or not facet.optional:
        return ()

    def leave(_rest: str) -> None:
        out = ALTERNATIVE not in answers(talk.session, stage).left_out
        now = "not asked" if out else "asked as well"
        session = leave_out(talk.session, stage, ALTERNATIVE, out=out)
        talk.commit(session, f"The best alternative is {now}.")
        restart("")

    about = "ask for the best alternative, or not"
    return (Command(name="alternative", about=about, do=leave),)


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
            raise TypedError("that is for costs in money only.")
        known = {each.value: each.in_words for each in ChargedFor}
        put(key, replace(line, charged_for=ChargedFor(pick(word, known)) if word else None))

    def unit(rest: str) -> None:
        talk.commit(say_unit(talk.session, stage, rest))
        talk.say(f"Amounts are in: {unit_of(talk.session, stage)}.")

    made = (
        ("ideas", "", "the kinds of line, with a question for each", lambda _: _ideas(talk, stage)),
        ("kind", "NUMBER KIND", "say of which kind a line is", kind),
        ("amount", "NUMBER AMOUNT", "say what it is worth or costs", worth),
        ("for", "NUMBER SEGMENT", "say for which customers it holds", whom),
        ("charged", "NUMBER WHAT", "say what a cost in money is charged for", charged),
        ("unit", "TEXT", "say what amounts are in", unit),
    )
    return [Command(name=n, usage=usage, about=about, do=do) for n, usage, about, do in made]


def _ideas(talk: Talk, stage: str) -> None:
    for side in Side:
        sorts = [sort for sort in Sort if sort.side is side and not sort.is_any]
        told = [(sort, prompt(talk.session, stage, sort)) for sort in sorts]
        talk.say(f"{side.heading}:", *(f"{sort.in_words}: {text}" for sort, text in told))


_OWN: Final = Own(
    one="line",
    heading="What customers get, and what they give.",
    hint="Type a kind, a colon and the line: 'time: waiting on the phone'. /ideas lists the kinds.",
    new=_new,
    about=_about,
    commands=_commands,
    moved=move_line,
)
