"""The commands that work at any question."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from valueworkshop.core.compare.step_in_words import step_in_words
from valueworkshop.core.session.order import ordered
from valueworkshop.core.session.parking_lot import park
from valueworkshop.core.session.people import took_part, write_person
from valueworkshop.core.session.real_customer import WANTED, WHEN, WHO, customer_from
from valueworkshop.core.session.typed_values import TypedError
from valueworkshop.core.stages import KINDS
from valueworkshop.core.stages.stage_places import first_of, next_to
from valueworkshop.core.stages.workshop_stages import add_stage
from valueworkshop.files.home.kits_of_workshops import kept_as_kit
from valueworkshop.files.home.stages_of_kits import stages_of_kits
from valueworkshop.lines.line_io import Ended
from valueworkshop.lines.stage_names import name_of_stage
from valueworkshop.lines.stages import told
from valueworkshop.lines.talk import Command, Moved, Talk, pick
from valueworkshop.lines.told_time import ABOUT, USAGE
from valueworkshop.sitting.saving_words import NOT_SAVED

_CUSTOMER: Final = "the one real customer to keep in mind: hear it, or say it; - empties it"


def step(talk: Talk, by: int) -> bool:
    """Go to the next place, or the previous one; return whether there is one."""
    place = next_to(talk.session, by)
    if place is not None:
        talk.desk.move(place)
    return place is not None


class Everywhere:
    """What you can type at any question of one conversation."""

    def __init__(self, talk: Talk) -> None:
        """Work on a conversation."""
        self._talk = talk
        self._warned = False

    def commands(self) -> Sequence[Command]:
        """Return the commands, in the order in which /help lists them."""
        made = (
            ("help", "", "what can be typed here", self._help),
            ("next", "", "go on to the next question", self._next),
            ("back", "", "back to the question before", self._back),
            ("go", "[STAGE]", "to a stage, by number, letter or title", self._go),
            ("again", "", "hear this question again", self._again),
            ("undo", "", "take back the last change", self._undo),
            ("redo", "", "do it again", self._redo),
            ("items", "", "what this stage asks: add, reword, move, leave out", self._items),
            ("show", "[STAGE or all]", "the answers of this stage, or of all", self._show),
            ("who", "", "who takes part", self._who),
            ("park", "TEXT", "keep a thought for later: we decide about it at the end", self._park),
            ("customer", "[WHO; WHEN; WANTED]", _CUSTOMER, self._customer),
            ("time", USAGE, ABOUT, self._time),
            ("stage", "[NUMBER]", "add a stage of any kit after this one", self._add_stage),
            ("kit", "TITLE", "keep what is asked as a kit of your own", self._kit),
            ("save", "", "save now, though it also saves by itself", self._save),
            ("export", "", "write the result beside the file", self._export),
            ("quit", "", "leave: everything is saved", self._quit),
        )
        return [Command(name=n, usage=usage, about=about, do=do) for n, usage, about, do in made]

    def _help(self, _rest: str) -> None:
        talk = self._talk
        talk.say("Type an answer, or a command. An empty line goes on.")
        for heading, commands in (("Here:", talk.here), ("Everywhere:", talk.everywhere)):
            if commands:
                talk.say(heading, *(f"{each.typed}: {each.about}." for each in commands))
        talk.say(
            "The first letters of a command are enough. A full stop works in place of the slash.",
            "If your text starts with a slash, type two: //like this.",
        )

    def _next(self, _rest: str) -> None:
        if not step(self._talk, 1):
            self._talk.say("This is the last question. /quit leaves, /export writes the result.")
            return
        raise Moved

    def _back(self, _rest: str) -> None:
        if not step(self._talk, -1):
            self._talk.say("This is the first question.")
            return
        raise Moved

    def _go(self, rest: str) -> None:
        talk = self._talk
        stages = list(talk.session.kit.stages)
        if not rest:
            talk.say("Type /go and the number, the letter or the title of one of these.")
            talk.say(*(f"{name_of_stage(talk.session, stage)}." for stage in stages))
            return
        stage = self._stage(rest)
        talk.desk.move(first_of(talk.session, stage))
        raise Moved

    def _stage(self, rest: str) -> str:
        """Return the id of the stage that a number, id, letter or title means."""
        kit = self._talk.session.kit
        if not rest.isdecimal():
            try:
                return kit.named(rest)[0]
            except ValueError:
                pass
        return pick(rest, {key: stage.title for key, stage in kit.stages.items()})

    def _again(self, _rest: str) -> None:
        self._talk.introduced.discard(self._talk.place.stage)
        raise Moved

    def _undo(self, _rest: str) -> None:
        talk, before = self._talk, self._talk.session
        done = talk.desk.undo()
        words = step_in_words(talk.session, before) or "a change"
        talk.say(f"Undone: {words}." if done else "There is nothing to undo.")
        raise Moved

    def _redo(self, _rest: str) -> None:
        talk, before = self._talk, self._talk.session
        done = talk.desk.redo()
        words = step_in_words(before, talk.session) or "a change"
        talk.say(f"Done again: {words}." if done else "There is nothing to redo.")
        raise Moved

    def _items(self, _rest: str) -> None:
        talk = self._talk
        if not KINDS[talk.session.stage(talk.place.stage).kind].lists:
            talk.say("There is no list here that you could change.")
            return
        talk.listing = talk.place.stage  # not here: nobody may see what is typed at a vote
        raise Moved

    def _add_stage(self, rest: str) -> None:
        talk = self._talk
        offered = stages_of_kits(talk.session)
        if not rest:
            talk.say("These can be added. Type /stage and the number of one.")
            for number, each in enumerate(offered, 1):
                talk.say(f"{number}: {each.name}, of {each.kit}.")
            return
        wanted = offered[int(pick(rest, {str(n): each.name for n, each in enumerate(offered)}))]
        session, key = add_stage(talk.session, wanted.key, wanted.plan, talk.place.stage)
        if talk.commit(session, f"Added: {wanted.name}. /undo takes it back."):
            talk.desk.move(first_of(session, key))
            raise Moved

    def _kit(self, rest: str) -> None:
        if not rest:
            raise TypedError("type the title of the kit after the command.")
        self._talk.say(kept_as_kit(self._talk.session, rest))

    def _show(self, rest: str) -> None:
        session = self._talk.session
        if rest.casefold() == "all":
            for stage in session.kit.stages:
                self._show_stage(stage)
        else:
            self._show_stage(self._stage(rest) if rest else session.place.stage)

    def _show_stage(self, stage: str) -> None:
        talk = self._talk
        lines = told(talk.session, stage)
        talk.say(f"{name_of_stage(talk.session, stage)}.", *(lines or ["Nothing to show yet."]))

    def _who(self, _rest: str) -> None:
        session = self._talk.session
        people = ordered(session.people)
        if not people:
            self._talk.say("No one is named yet. You can name people in the frame: /go frame.")
            return
        self._talk.say(f"{took_part(session.people)}.")
        self._talk.say(*(f"{n}: {write_person(person)}" for n, (_, person) in enumerate(people, 1)))

    def _park(self, rest: str) -> None:
        if not rest:
            raise TypedError("type the thought after the command.")
        talk = self._talk
        session = park(talk.session, talk.desk.ids(), rest)
        talk.commit(session, f"Parked. We decide about it at the end: {rest}")

    def _customer(self, rest: str) -> None:
        """Say which customer the team keeps in mind, or set it; a lone hyphen empties it."""
        talk = self._talk
        if not rest:
            said = talk.session.customer.in_words or "Nobody has named a customer to keep in mind."
            talk.say(said, f"{WHO} {WHEN} {WANTED} Semicolons between.")
            return
        customer = customer_from("" if rest == "-" else rest.replace(";", "\n"))
        changed = replace(talk.session, customer=customer)
        talk.commit(changed, customer.in_words or "There is no customer to keep in mind now.")

    def _time(self, rest: str) -> None:
        wish, _, name = rest.partition(" ")
        if wish in {"drop", "back"} and name:
            self._talk.say(*self._talk.time.drop(self._stage(name), drop=wish == "drop"))
        else:
            self._talk.say(*self._talk.time.change(rest))

    def _save(self, _rest: str) -> None:
        self._talk.say(self._talk.sitting.write_again())

    def _export(self, _rest: str) -> None:
        self._talk.say(self._talk.sitting.export())

    def _quit(self, _rest: str) -> None:
        """Leave; the first time, say what cannot be saved."""
        said = self._talk.sitting.flush()
        if said.startswith(NOT_SAVED) and not self._warned:
            self._warned = True
            self._talk.say(f"{said} /save tries again. /quit again leaves anyway.")
            return
        raise self._talk.lines.end_with(Ended(0))
