"""A team's own items in line mode: each line names one; commands change them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from valueworkshop.core.session.session import Session
from valueworkshop.core.session.typed_values import TypedError
from valueworkshop.core.stages.votes.custom_items import (
    OwnAsks,
    OwnItem,
    items_of,
    move_item,
    put_item,
    remove_item,
    suggested,
)
from valueworkshop.core.stages.votes.edits import is_revealed
from valueworkshop.core.stages.votes.model import asks
from valueworkshop.core.stages.votes.score import votes_in
from valueworkshop.core.stages.votes.show import Items
from valueworkshop.lines.ask_field import restart
from valueworkshop.lines.revealed_words import items_of_kind
from valueworkshop.lines.talk import Command, Talk, numbered
from valueworkshop.lines.voting import rate

Numbered = Callable[[str], tuple[str, str]]
"""Returns the id of the item whose number a text begins with, and the rest of the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """What a kind calls its own items, how it makes one from a line, and what it keeps of them.

    `new` raises TypedError if the line does not fit. `about` is what we say about an item beside
    its words; `commands` are those of the kind; `moved` moves an item up (-1) or down (+1).
    """

    one: str
    heading: str
    hint: str
    new: Callable[[Session, str, str], OwnItem] = lambda _session, _stage, line: OwnItem(text=line)
    about: Callable[[Session, str, str], str] = lambda *_: ""
    commands: Callable[[Talk, str, Numbered], Sequence[Command]] = lambda *_: ()
    moved: Callable[[Session, str, str, int], Session] = move_item


def own_of(items: Items) -> Own:
    """Return what a kind's description says about its own items."""
    ends = "" if items.heading.endswith("?") else "."
    return Own(one=items.one, heading=f"{items.heading}{ends}", hint=items.hint)


def ask_item(talk: Talk, stage: str, at: str) -> None:
    """Ask for the votes on an item; if a team names the items, also for these."""
    items = items_of_kind(talk.session, stage)
    if isinstance(talk.session.stage(stage).asks, OwnAsks):
        ask_own(talk, stage, at, own_of(items))
    else:
        rate(talk, stage, at)


def ask_own(talk: Talk, stage: str, at: str, own: Own) -> None:
    """Ask for the votes on an item; if there is none, first for the items themselves."""
    if talk.listing == stage or not asks(talk.session, stage).items:
        talk.listing = ""
        list_items(talk, stage, own)
        if asks(talk.session, stage).items:
            restart("")
        return

    def list_first(_rest: str) -> None:
        talk.listing = stage  # not here: nobody may see what is typed at a vote
        restart("")

    only = suggested(talk.session, stage, own.one)
    if only and at in {"", next(iter(asks(talk.session, stage).items))}:
        talk.say(f"{only} /items lists them: add, rename or take out what does not fit, then rate.")
    about = f"add, change or remove any {own.one}"
    items = Command(name="items", about=about, do=list_first)
    rate(talk, stage, at, (items,))


def list_items(talk: Talk, stage: str, own: Own) -> None:
    """List the items and take new ones, one per line, until the user goes on."""
    talk.say(own.heading, own.hint)
    _tell(talk, stage, own)
    commands = _commands(talk, stage, own)
    while line := talk.ask(own.one, *commands):
        try:
            item = own.new(talk.session, stage, line)
        except TypedError as error:
            talk.say(f"Not kept: {line}", str(error))
            continue
        kept = put_item(talk.session, stage, talk.desk.ids(), item)
        talk.commit(kept, f"Kept as {own.one} {len(items_of(kept, stage))}.")


def _tell(talk: Talk, stage: str, own: Own) -> None:
    session, items = talk.session, asks(talk.session, stage).items
    for number, (key, item) in enumerate(items.items(), 1):
        given = votes_in(session, stage, key)
        state = "revealed" if is_revealed(session, stage, key) else f"votes in: {given}"
        about = own.about(session, stage, key)
        told = "; ".join(part for part in (about, state) if part)
        talk.say(f"{own.one.capitalize()} {number} of {len(items)}: {item.text} ({told})")
    if not items:
        talk.say(f"There is no {own.one} yet.")


def _commands(talk: Talk, stage: str, own: Own) -> Sequence[Command]:
    def of_number(rest: str) -> tuple[str, str]:
        return numbered(rest, list(asks(talk.session, stage).items), own.one)

    def rename(rest: str) -> None:
        key, text = of_number(rest)
        if not text:
            raise TypedError("type the new text after the number.")
        item = replace(items_of(talk.session, stage)[key], text=text)
        talk.commit(put_item(talk.session, stage, key, item), f"Now called: {text}")

    def explain(rest: str) -> None:
        key, text = of_number(rest)
        item = replace(items_of(talk.session, stage)[key], about=text)
        talk.commit(put_item(talk.session, stage, key, item), f"About it: {text or 'nothing'}")

    def remove(rest: str) -> None:
        key, _ = of_number(rest)
        text = asks(talk.session, stage).items[key].text
        if not talk.commit(remove_item(talk.session, stage, key), f"Removed: {text}"):
            talk.say(f"You cannot remove the last {own.one}: rename it, or add another first.")

    def move(by: int) -> Callable[[str], None]:
        def moved(rest: str) -> None:
            key, _ = of_number(rest)
            talk.commit(own.moved(talk.session, stage, key, by))
            _tell(talk, stage, own)

        return moved

    made = (
        ("change", "NUMBER TEXT", "change its words", rename),
        ("explain", "NUMBER TEXT", "explain what it means", explain),
        ("up", "NUMBER", "move it up", move(-1)),
        ("down", "NUMBER", "move it down", move(1)),
        ("delete", "NUMBER", "remove it; its votes stay with it", remove),
    )
    mine = [Command(name=n, usage=usage, about=about, do=do) for n, usage, about, do in made]
    return [*mine, *own.commands(talk, stage, of_number)]
