"""What a stage asks, in line mode: each line adds to it; commands reword, move and leave out."""

from collections.abc import Callable, Sequence

from valueworkshop.core.session.typed_values import TypedError
from valueworkshop.core.stages import KINDS
from valueworkshop.core.stages.asked_list import (
    AskedList,
    Worded,
    is_own,
    leave_out,
    move,
    put,
    stays,
    take_in,
)
from valueworkshop.lines.talk import Command, Talk, numbered

_COMMANDS = {"about": "explain"}
"""What we call the command for a detail, if it has not the name of its field."""


def list_asked(talk: Talk, stage: str) -> None:
    """Go through what a stage asks, list by list; an empty line goes on."""
    for asked in KINDS[talk.session.stage(stage).kind].lists:
        _Asked(talk, stage, asked).run()


class _Asked:
    """One list of a stage, and what commands do to it."""

    def __init__(self, talk: Talk, stage: str, asked: AskedList) -> None:
        self._talk, self._stage, self._asked = talk, stage, asked

    def run(self) -> None:
        talk, one = self._talk, self._asked.one
        talk.say(f"What is asked here, {one} by {one}. Only this workshop changes.")
        self._tell()
        while line := talk.ask(f"new {one}", *self._commands()):
            if why := self._asked.held(talk.session, self._stage):
                talk.say(f"Not kept: {line}", why)
                continue
            edited = put(talk.session, self._stage, self._asked, talk.desk.ids(), Worded(text=line))
            count = len(self._asked.things(edited, self._stage))
            talk.commit(edited, f"Kept as {one} {count}.")

    def _tell(self) -> None:
        session, one = self._talk.session, self._asked.one.capitalize()
        things = self._asked.things(session, self._stage)
        for number, (key, thing) in enumerate(things.items(), 1):
            self._talk.say(f"{one} {number} of {len(things)}: {thing.text}{self._told(key)}")
        aside = self._asked.set_aside(session, self._stage)
        for number, (key, thing) in enumerate(aside.items(), 1):
            self._talk.say(f"Set aside, number {number}: {thing.text}{self._told(key)}")

    def _told(self, key: str) -> str:
        session = self._talk.session
        given = self._asked.answers_of(session, self._stage, key)
        own = "yours" if is_own(session, self._stage, key) else ""
        told = "; ".join(filter(None, (given, own)))
        return f" ({told})" if told else ""

    def _number(self, rest: str) -> tuple[str, str]:
        things = self._asked.things(self._talk.session, self._stage)
        return numbered(rest, list(things), self._asked.one)

    def _commands(self) -> Sequence[Command]:
        made = [
            ("change", "NUMBER TEXT", "find other words for it; its answers stay", self._change),
            *(
                (
                    _COMMANDS.get(each.field, each.field),
                    "NUMBER TEXT",
                    f"set its {each.label}",
                    self._detail(each.field, each.label),
                )
                for each in self._asked.details
            ),
            ("up", "NUMBER", "move it up", self._move(-1)),
            ("down", "NUMBER", "move it down", self._move(1)),
            ("leave", "NUMBER", "leave it out; its answers wait with it", self._leave),
            ("take", "NUMBER", "ask what is set aside again", self._take),
        ]
        return [Command(name=n, usage=usage, about=about, do=do) for n, usage, about, do in made]

    def _put(self, key: str, worded: Worded, said: str) -> None:
        talk = self._talk
        talk.commit(put(talk.session, self._stage, self._asked, key, worded), said)

    def _change(self, rest: str) -> None:
        key, text = self._number(rest)
        if not text:
            raise TypedError("type the new text after the number.")
        stay = self._asked.stay(self._talk.session, self._stage, key)
        self._put(key, Worded(text=text), f"Now it says: {text}.{stay}")

    def _detail(self, field: str, label: str) -> Callable[[str], None]:
        def set_detail(rest: str) -> None:
            key, text = self._number(rest)
            words = self._asked.things(self._talk.session, self._stage)[key].text
            self._put(key, Worded(text=words, details={field: text}), f"{label}: {text or '-'}")

        return set_detail

    def _move(self, by: int) -> Callable[[str], None]:
        def moved(rest: str) -> None:
            key, _ = self._number(rest)
            self._talk.commit(move(self._talk.session, self._stage, self._asked, key, by))
            self._tell()

        return moved

    def _leave(self, rest: str) -> None:
        key, _ = self._number(rest)
        session = self._talk.session
        if why := stays(session, self._stage, self._asked, key):
            self._talk.say(why)
            return
        words = self._asked.things(session, self._stage)[key].text
        told = self._asked.wait(session, self._stage, key)
        edited = leave_out(session, self._stage, self._asked, key)
        self._talk.commit(edited, f"Left out: {words}.{told} /undo brings it back.")

    def _take(self, rest: str) -> None:
        session = self._talk.session
        aside = self._asked.set_aside(session, self._stage)
        key, _ = numbered(rest, list(aside), f"{self._asked.one} that is set aside")
        edited = take_in(session, self._stage, self._asked, key)
        if not self._talk.commit(edited, f"Asked again, as the last: {aside[key].text}"):
            self._talk.say(self._asked.held(session, self._stage))
