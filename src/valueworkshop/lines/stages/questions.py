"""Guiding questions in line mode: a line is a note; commands say how it is known and change it."""

from collections.abc import Sequence
from dataclasses import replace

from valueworkshop.core import description
from valueworkshop.core.session.evidence import Evidence
from valueworkshop.core.session.order import ordered
from valueworkshop.core.session.session import Session
from valueworkshop.core.session.typed_values import TypedError
from valueworkshop.core.stages import KINDS
from valueworkshop.core.stages.dots.pools import Pool
from valueworkshop.core.stages.notes.model import (
    DO_NOTHING,
    Note,
    add_note,
    answers,
    asks,
    change_note,
    delete_note,
    move_note,
    parts_of,
    shift_note,
    split_note,
    unsplit,
)
from valueworkshop.core.stages.questions import show
from valueworkshop.core.stages.questions.show import origin
from valueworkshop.lines.ask_field import backed, grading
from valueworkshop.lines.ask_place import command_of, commands_of
from valueworkshop.lines.ask_quotes import link_to_item
from valueworkshop.lines.dot_voting import dot_voting, under_way
from valueworkshop.lines.gather_notes import Groups
from valueworkshop.lines.silent_writing_round import silent_writing
from valueworkshop.lines.talk import Command, Talk, numbered, pick


def ask(talk: Talk, stage: str, at: str) -> None:
    """Ask one question: every line is a note."""
    asked = asks(talk.session, stage).questions
    if at not in asked:
        talk.say("This stage has no questions.")
        return
    place = KINDS["questions"].place(talk.session, stage, at)
    group = f", {place.above}" if place.above else ""
    number = list(asked).index(at) + 1
    talk.say(f"Question {number} of {len(asked)}{group}: {place.question}")
    talk.say(*(f"To think of: {probe}" for probe in place.hint.splitlines()))
    notes = _Notes(talk, stage, at)
    notes.tell()
    marks = [command for each in place.acts for command in commands_of(talk, each)]
    commands = notes.commands(marks)
    while text := talk.ask_text("note", *commands).strip():
        notes.add(text)


class _Notes:
    """The notes of one question, and what commands do to them."""

    def __init__(self, talk: Talk, stage: str, question: str) -> None:
        self._talk = talk
        self._stage = stage
        self._question = question

    @property
    def _of(self) -> list[tuple[str, Note]]:
        return answers(self._talk.session, self._stage).of(self._question)

    def tell(self) -> None:
        """Say what was answered so far."""
        talk = self._talk
        here, notes = KINDS["questions"].here(talk.session, self._stage), self._of
        for number, (_, note) in enumerate(notes, 1):
            known = origin(here, note, named=True).replace(" · ", ", ")
            first, *others = note.text.split("\n")
            talk.say(f"Note {number} of {len(notes)}, {known}: {first}")
            talk.say(*(f"Note {number}, line {n}: {line}" for n, line in enumerate(others, 2)))
        talk.say(*Groups(talk, self._stage, self._question).told())
        talk.say(*show.place(here, self._question).notes, *under_way(talk.session, self._pools))

    def add(self, text: str) -> None:
        """Keep a note."""
        talk = self._talk
        note = Note(question=self._question, text=text)
        kept = add_note(talk.session, self._stage, talk.desk.ids(), note)
        talk.commit(kept, f"Kept as note {len(self._of) + 1}, as assumed.")

    def commands(self, marks: Sequence[Command]) -> list[Command]:
        """Return what you can do with the notes; without a number it means the last one."""
        made = (
            ("change", "NUMBER TEXT", "change the text of a note", self._change),
            ("by", "[NUMBER] NAME", "say who said it", self._said_by),
            ("for", "[NUMBER] SEGMENT", "say which customers it is true for", self._segment),
            ("about", "[NUMBER] COMPETITOR", "say which competitor it is about", self._competitor),
        )
        own = [Command(name=n, usage=usage, about=about, do=do) for n, usage, about, do in made]
        acts = (
            (show.SPLIT, "[NUMBER]", self._split),
            (show.UP, "NUMBER", lambda rest: self._shift(rest, -1)),
            (show.DOWN, "NUMBER", lambda rest: self._shift(rest, 1)),
            (show.MOVE, "NUMBER QUESTION", self._move),
            (show.DELETE, "NUMBER", self._delete),
            (show.QUOTE, "[NUMBER] ITEM", self._quote),
        )
        own += [command_of(act, do, usage=usage) for act, usage, do in acts]
        talk, stage, question = self._talk, self._stage, self._question
        own += [dot_voting(talk, self._pools), silent_writing(talk, stage, question)]
        return [*grading(self._grade), *marks, *own, *Groups(talk, stage, question).commands()]

    def _pools(self, session: Session) -> Sequence[Pool]:
        return description.dot_pools(session, self._stage, self._question)

    def _note(self, rest: str) -> tuple[int, str, Note, str]:
        """Return number, id and note that the text means, by default the last, and its rest."""
        notes = self._of
        keys = [key for key, _ in notes]
        if not rest.partition(" ")[0].isdecimal() and keys:
            return len(keys), *notes[-1], rest
        key, behind = numbered(rest, keys, "note")
        return keys.index(key) + 1, key, dict(notes)[key], behind

    def _put(self, rest_number: int, key: str, note: Note, said: str) -> None:
        session = change_note(self._talk.session, self._stage, key, note)
        if not self._talk.commit(session, f"Note {rest_number}: {said}"):
            self._talk.say(f"Note {rest_number} has not changed.")

    def _grade(self, number: str, evidence: Evidence) -> None:
        at, key, note, _ = self._note(number)
        self._put(at, key, replace(note, evidence=evidence), backed(evidence))

    def _change(self, rest: str) -> None:
        number, key, note, text = self._note(rest)
        if not text:
            raise TypedError("type the new text after the number.")
        self._put(number, key, replace(note, text=text), "changed.")

    def _said_by(self, rest: str) -> None:
        number, key, note, name = self._note(rest)
        self._put(
            number, key, replace(note, said_by=name), f"said by {name or 'no one in particular'}."
        )

    def _segment(self, rest: str) -> None:
        number, key, note, name = self._note(rest)
        known = {key: one.name for key, one in ordered(self._talk.session.segments)}
        segment = pick(name, known) if name else ""
        whom = known.get(segment, "no particular customers")
        self._put(number, key, replace(note, segment=segment), f"for {whom}.")

    def _competitor(self, rest: str) -> None:
        number, key, note, name = self._note(rest)
        known = {key: one.name for key, one in ordered(self._talk.session.competitors)}
        known[DO_NOTHING] = "doing nothing"
        rival = pick(name, known) if name else ""
        whom = known.get(rival, "no competitor")
        self._put(number, key, replace(note, competitor=rival), f"about {whom}.")

    def _quote(self, rest: str) -> None:
        number, key, _, name = self._note(rest)
        link_to_item(self._talk, self._stage, key, number, name)

    def _split(self, rest: str) -> None:
        number, key, note, _ = self._note(rest)
        talk = self._talk
        if why := unsplit(note.text):
            talk.say(f"Note {number}: {why}")
            return
        parts = parts_of(note.text)
        new = [talk.desk.ids() for _ in parts[1:]]
        said = f"Split into {len(parts)} notes. /undo joins them again."
        talk.commit(split_note(talk.session, self._stage, key, new), said)
        self.tell()

    def _shift(self, rest: str, by: int) -> None:
        _, key, _, _ = self._note(rest)
        self._talk.commit(shift_note(self._talk.session, self._stage, key, by))
        self.tell()

    def _move(self, rest: str) -> None:
        number, key, _, name = self._note(rest)
        asked = {q: one.text for q, one in asks(self._talk.session, self._stage).questions.items()}
        question = pick(name, asked)
        session = move_note(self._talk.session, self._stage, key, question)
        self._talk.commit(session, f"Note {number} moved to: {asked[question]}")

    def _delete(self, rest: str) -> None:
        number, key, note, _ = self._note(rest)
        session = delete_note(self._talk.session, self._stage, key)
        self._talk.commit(session, f"Note {number} removed, /undo brings it back: {note.text}")
