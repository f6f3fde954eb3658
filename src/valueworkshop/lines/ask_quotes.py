"""Ties notes to rated items as their quotes in line mode, from either side."""

from collections.abc import Callable

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.show.place import Done
from valueworkshop.core.stages.notes.quotes import (
    NO_NOTES,
    NOTHING_RATED,
    all_notes,
    quotable,
    tie,
    tie_or_untie,
)
from valueworkshop.core.stages.votes import item_acts
from valueworkshop.lines.ask_place import command_of
from valueworkshop.lines.talk import Command, Talk, numbered, pick

_NOTHING = "nothing"


def link_to_item(talk: Talk, stage: str, key: str, number: int, name: str) -> None:
    """Make a note a quote for the item that `name` means; without one, list the items.

    `number` is that of the note among those of its question.
    """
    items = {about: one_line(item.text) for about, item in quotable(talk.session).items()}
    if not items:
        talk.say(NOTHING_RATED)
        return
    items[""] = _NOTHING
    if name:
        done = tie(talk.session, stage, key, pick(name, items))
        _keep(talk, done, number)
        return
    talk.say("Give the note and one of these, by its number or a word of it.")
    talk.say(*(f"Item {n} of {len(items)}: {words}" for n, words in enumerate(items.values(), 1)))


def link_here(talk: Talk, stage: str, item: str) -> Command:
    """Return the command that makes a note a quote for a revealed item, or no longer."""
    return command_of(item_acts.QUOTE, _linking(talk, stage, item), usage="NUMBER")


def _linking(talk: Talk, stage: str, item: str) -> Callable[[str], None]:
    about = f"{stage}/{item}"

    def link(rest: str) -> None:
        notes = all_notes(talk.session)
        if not notes:
            talk.say(NO_NOTES)
        elif rest:
            number = int(numbered(rest, [str(n) for n in range(1, len(notes) + 1)], "note")[0])
            where, key, _ = notes[number - 1]
            _keep(talk, tie_or_untie(talk.session, where, key, about), number)
        else:
            talk.say("Give the number of one of these notes.")
            for number, (_, _, note) in enumerate(notes, 1):
                here = ", a quote for this" if note.about == about else ""
                talk.say(f"Note {number} of {len(notes)}{here}: {one_line(note.text)}")

    return link


def _keep(talk: Talk, done: Done, number: int) -> None:
    said = f"Note {number}: {done.said[:1].lower()}{done.said[1:]}"
    if not talk.commit(done.session, said):
        talk.say(f"Note {number} is as it was.")
