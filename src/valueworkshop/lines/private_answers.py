"""Answers as people type them, and the keyboard that goes round so that each answers in private."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session.order import ordered
from valueworkshop.core.session.typed_values import TypedError
from valueworkshop.core.stages.votes import keyboard_turns
from valueworkshop.core.stages.votes.model import Abstained, Answer, Plan, asks, facets_asked
from valueworkshop.core.stages.votes.picking_turns import items_to_pick
from valueworkshop.lines.ask_whom import ask_whom_in_private
from valueworkshop.lines.hand_round import ANYBODY, hand_round, passed_to
from valueworkshop.lines.picks_in_private import pick_items
from valueworkshop.lines.talk import Command, Talk, pick

NOT_IN: Final = "."
"""Typed for somebody who gives no answer now."""


def typed_answers(line: str, plan: Plan, facet: str, most: int) -> list[Answer | None]:
    """Return the answers to a facet in a line, one letter per answer; None for nothing now.

    Raises TypedError, whose message does not repeat the line: it may hold votes.
    """
    known: dict[str, Answer | None] = {c.key: c.number for c in plan.choices_of(facet)}
    known |= {"d": Abstained.DONT_KNOW, "-": Abstained.SKIPPED, NOT_IN: None}
    letters = [letter for letter in line.casefold() if letter not in " ,;"]
    if any(letter not in known for letter in letters):
        raise TypedError(f"Not kept: you can only answer with {' '.join(known)}")
    if len(letters) > most:
        raise TypedError(
            f"Not kept: you typed {len(letters)} answers, but there are {most} to give."
        )
    return [known[letter] for letter in letters]


def pass_around(talk: Talk, stage: str, commands: Sequence[Command]) -> None:
    """Ask whether to pass the keyboard round or reveal everything, until the user goes on."""
    talk.say(
        "The keyboard goes round, and each person answers all items in private.",
        f"Nobody sees what you type. {keyboard_turns.promised(talk.session, stage)}",
        ANYBODY,
    )
    while True:
        talk.say("Votes in: {} of {}.".format(*keyboard_turns.ballots_in(talk.session, stage)))
        line = talk.ask("type pass, reveal, or nothing to go on", *commands).casefold()
        if not line:
            return
        if line.split()[0] in {"pass", "p"}:
            person = passed_to(talk, line, keyboard_turns.people(talk.session, stage))
            if person is not None:
                _around(talk, stage, person)
        elif line not in {"reveal", "r"}:
            talk.say("Type pass to hand the keyboard round, or reveal to show all votes.")
        elif not keyboard_turns.to_reveal(talk.session, stage):
            talk.say("No answers yet.")
        else:
            talk.desk.reveal(keyboard_turns.reveal_all(talk.session, stage))
            return


def _around(talk: Talk, stage: str, person: str) -> None:
    """Let everybody answer who has not; ask people who were left out in another round.

    First comes `person`, if it is not '', who may have answered.
    """
    asked: set[str] = {person}
    shown = keyboard_turns.shown_now(talk.session, stage, person)
    name = dict(keyboard_turns.awaited(talk.session, stage)).get(shown)
    first = (shown, name) if name else None

    def following() -> tuple[str, str] | None:
        found = keyboard_turns.next_up(talk.session, stage, asked)
        if found is not None:
            asked.add(keyboard_turns.name_key(talk.session, found[0]))
        return found

    hand_round(talk, following, partial(_ballot, talk, stage), first)


def _ballot(talk: Talk, stage: str, shown: str, name: str) -> None:
    """Ask one person everything they have not answered, then whether they want to change any."""
    key = keyboard_turns.name_key(talk.session, shown)
    ask_whom_in_private(talk, stage, key)
    shown = keyboard_turns.shown_now(talk.session, stage, key)
    rated = keyboard_turns.rated_cells(talk.session, stage)
    cells = [
        cell for cell in rated if keyboard_turns.given(talk.session, stage, shown, cell) is None
    ]
    if cells:
        _rate(talk, stage, key, name, cells)
    elif rated:
        talk.say(
            "You have answered everything. What you answered is not read out.",
            *(f"{n}: {_named(talk, stage, cell)}" for n, cell in enumerate(rated, 1)),
        )
        _change(talk, stage, key, name, rated)
    if items_to_pick(talk.session, stage):
        pick_items(talk, stage, key, name)


def _rate(
    talk: Talk, stage: str, key: str, name: str, cells: Sequence[keyboard_turns.Cell]
) -> None:
    talk.say(
        f"{len(cells)} questions. An empty line leaves one open. We do not show what you type. At "
        "the end you can change any answer.",
        how(asks(talk.session, stage), cells[0].facet),
    )
    at = 0
    while at < len(cells):
        at += _ask_cells(talk, stage, key, cells[at:], at + 1)
    _change(talk, stage, key, name, cells)


def _named(talk: Talk, stage: str, cell: keyboard_turns.Cell) -> str:
    plan = asks(talk.session, stage)
    return f"{one_line(plan.items[cell.item].text).rstrip('.')}, {plan.facets[cell.facet].label}"


def _change(
    talk: Talk, stage: str, key: str, name: str, cells: Sequence[keyboard_turns.Cell]
) -> None:
    """Ask anew what somebody wants to change, until an empty line."""
    then = "go on" if items_to_pick(talk.session, stage) else "hand on"
    while line := talk.ask(
        f"{name}: type a question's number to change it, or an empty line to {then}"
    ):
        if line.isdecimal() and len(line) < 6 and 1 <= int(line) <= len(cells):
            _ask_cells(talk, stage, key, cells[int(line) - 1 : int(line)], int(line))
        else:
            talk.say(f"Type a number from 1 to {len(cells)}, or nothing.")


def _ask_cells(
    talk: Talk, stage: str, key: str, cells: Sequence[keyboard_turns.Cell], number: int
) -> int:
    """Ask the first of some questions; return how many were answered: a line may answer more."""
    cell = cells[0]
    plan, facets = asks(talk.session, stage), facets_asked(talk.session, stage, cell.item)
    if cell.item not in plan.items or cell.facet not in facets:
        return 1
    item, facet = plan.items[cell.item], facets[cell.facet]
    talk.say(f"Question {number}: {item.text.rstrip('.')}. {facet.question}")
    if cell.facet == next(iter(facets)):
        talk.say(
            *(f"{n} of 5 means: {text}" for n, text in ((1, item.low), (5, item.high)) if text)
        )
    while line := talk.ask(facet.label, *_in_mind(talk, stage, key)):
        try:
            given = typed_answers(line, plan, cell.facet, len(cells))
        except TypedError as error:
            talk.say(str(error))
            continue
        for each, answer in zip(cells, given, strict=False):
            if answer is not None:
                shown = keyboard_turns.shown_now(talk.session, stage, key)
                ids = talk.desk.ids
                talk.commit(keyboard_turns.answered(talk.session, stage, shown, each, answer, ids))
        return len(given)
    return 1


def _in_mind(talk: Talk, stage: str, key: str) -> Sequence[Command]:
    """Return the command that says which customers a person has in mind; none without segments."""
    known = {segment: one.name for segment, one in ordered(talk.session.segments)}

    def think_of(rest: str) -> None:
        segment = pick(rest, known) if rest else ""
        shown, ids = keyboard_turns.shown_now(talk.session, stage, key), talk.desk.ids
        talk.commit(keyboard_turns.picture(talk.session, stage, shown, segment, ids), "Noted.")

    about = "say which customers you have in mind"
    made = Command(name="segment", usage="NAME", about=about, do=think_of)
    return (made,) if known else ()


def how(plan: Plan, facet: str) -> str:
    """Say what you can type as an answer to a facet."""
    choices = ", ".join(f"{choice.key} {choice.word}" for choice in plan.choices_of(facet))
    return f"Type {choices}, d don't know, - skip, {NOT_IN} nothing now."
