"""One person picks what matters most and least, in line mode: an item's number for each pick."""

from typing import Final

from valueworkshop.core.stages.votes import keyboard_turns, picking_turns
from valueworkshop.core.stages.votes.model import WEIGHT, Abstained, asks
from valueworkshop.lines.talk import Talk

_LEFT: Final = {"d": Abstained.DONT_KNOW, "-": Abstained.SKIPPED}
_AGAIN: Final = "again"


def pick_items(talk: Talk, stage: str, person: str, name: str) -> None:
    """Ask somebody for their picks, unseen, then whether they want to pick anew.

    `person` is the `name_key` of `keyboard_turns`.
    """
    plan = asks(talk.session, stage)
    items = picking_turns.items_to_pick(talk.session, stage)
    talk.say(
        plan.facets[WEIGHT].question,
        *(f"{n}: {plan.items[item].text}" for n, item in enumerate(items, 1)),
        "Type an item's number for each pick; several at once are picks in their order. "
        "d means you don't know, - skips. What you type is not shown.",
    )
    while True:
        if not _picked(talk, stage, person):
            return
        line = talk.ask(f"{name}: {_AGAIN} picks anew, an empty line hands on").casefold()
        if not line:
            return
        if line == _AGAIN:
            shown = keyboard_turns.shown_now(talk.session, stage, person)
            ids = talk.desk.ids
            talk.commit(picking_turns.take_back(talk.session, stage, shown, "", ids))
        else:
            talk.say(f"Type {_AGAIN}, or nothing.")


def _picked(talk: Talk, stage: str, person: str) -> bool:
    """Ask until all is picked; return whether it is, and not left open by an empty line."""
    while True:
        shown = keyboard_turns.shown_now(talk.session, stage, person)
        at = picking_turns.picking(talk.session, stage, shown)
        if at.now is None:
            return True
        line = talk.ask(at.question.rstrip("."))
        if not line:
            return False
        for word in line.casefold().replace(",", " ").split():
            if not _take(talk, stage, person, word):
                break


def _take(talk: Talk, stage: str, person: str, word: str) -> bool:
    """Take one typed pick; return whether it was one. What is said does not repeat it."""
    shown, ids = keyboard_turns.shown_now(talk.session, stage, person), talk.desk.ids
    if word in _LEFT:
        talk.commit(picking_turns.end(talk.session, stage, shown, _LEFT[word], ids))
        return True
    at = picking_turns.picking(talk.session, stage, shown)
    if not (word.isdecimal() and len(word) < 4 and 1 <= int(word) <= len(at.items)):
        talk.say(f"Not kept: type a number from 1 to {len(at.items)}, d or -.")
        return False
    item = at.items[int(word) - 1]
    if at.now is None or item in at.given:
        talk.say("Not kept: that item is picked already." if at.now else "All is picked.")
        return False
    talk.commit(picking_turns.pick(talk.session, stage, shown, item, ids))
    return True
