"""Filled ballots of paper in line mode: a line of digits for each sheet, in the printed order."""

from valueworkshop.core.session.typed_values import TypedError
from valueworkshop.core.stages.votes import keyboard_turns, paper
from valueworkshop.core.stages.votes.model import asks
from valueworkshop.core.stages.votes.picking_turns import items_to_pick
from valueworkshop.lines.ask_field import restart
from valueworkshop.lines.picks_in_private import pick_items
from valueworkshop.lines.private_answers import how, typed_answers
from valueworkshop.lines.talk import Command, Talk


def sheets_command(talk: Talk, stage: str) -> Command:
    """Return the command that takes filled ballots, one after the other, unseen."""

    def sheets(rest: str) -> None:
        _type_sheets(talk, stage, rest)
        restart("")

    about = "type filled ballots of paper, sheet after sheet; with a number, that one anew"
    return Command(name="sheets", usage="[NUMBER]", about=about, do=sheets)


def _type_sheets(talk: Talk, stage: str, only: str) -> None:
    cells = keyboard_turns.rated_cells(talk.session, stage)
    owners = paper.owners(talk.session, named=paper.needs_names(talk.session, [stage]))
    if not owners or not cells:
        raise TypedError("there are no sheets to type: nobody is listed, or all has been counted.")
    wanted = range(1, len(owners) + 1)
    if only:
        if not (only.isdecimal() and len(only) < 6 and int(only) in wanted):
            raise TypedError(f"there are sheets 1 to {len(owners)}.")
        wanted = range(int(only), int(only) + 1)
    talk.say(
        f"{len(cells)} answers for each sheet, in the order of its lines; several lines are fine. "
        "An empty line goes on to the next sheet, stop ends.",
        how(asks(talk.session, stage), cells[0].facet),
    )
    with talk.unseen():
        for number in wanted:
            owner = owners[number - 1]
            said = f"Sheet {number} of {len(owners)}"
            whose = owner.name or talk.session.people[owner.person].group
            name = f"{said}, {whose}" if whose else said
            if not _sheet(talk, stage, owner.person, name, anew=bool(only)):
                break
    people = [keyboard_turns.shown_now(talk.session, stage, owner.person) for owner in owners]
    whole = sum(not keyboard_turns.open_cells(talk.session, stage, shown) for shown in people)
    talk.say(f"Sheets in: {whole} of {len(owners)} printed.")


def _sheet(talk: Talk, stage: str, person: str, name: str, *, anew: bool) -> bool:
    """Take one sheet's answers to what is not in, or all `anew`; return whether to go on."""
    shown = keyboard_turns.shown_now(talk.session, stage, person)
    rated = keyboard_turns.rated_cells(talk.session, stage)
    still_open = keyboard_turns.open_cells(talk.session, stage, shown)
    left = rated if anew else [cell for cell in rated if cell in still_open]
    while left:
        line = talk.ask(name)
        if line.casefold() == "stop":
            return False
        if not line:
            break
        try:
            given = typed_answers(line, asks(talk.session, stage), left[0].facet, len(left))
        except TypedError as error:
            talk.say(str(error))
            continue
        session, ids = talk.session, talk.desk.ids
        for cell, answer in zip(left, given, strict=False):
            shown = keyboard_turns.shown_now(session, stage, person)
            if answer is not None:
                session = keyboard_turns.answered(session, stage, shown, cell, answer, ids)
        talk.commit(session)
        left = left[len(given) :]
        if left:
            talk.say(f"{len(left)} answers of this sheet are left.")
    if items_to_pick(talk.session, stage):
        pick_items(talk, stage, person, name)
    return True
