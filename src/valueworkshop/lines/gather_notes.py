"""Notes gathered into groups in line mode: by their numbers, under a name."""

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session.session import Session
from valueworkshop.core.session.typed_values import TypedError
from valueworkshop.core.stages.notes import groups
from valueworkshop.core.stages.notes.model import answers
from valueworkshop.lines.talk import Command, Talk, pick


class Groups:
    """The groups of one question, and what commands do to them."""

    def __init__(self, talk: Talk, stage: str, question: str) -> None:
        """Gather the notes on a question."""
        self._talk = talk
        self._stage = stage
        self._question = question

    def told(self) -> list[str]:
        """Return a line for each group, with the numbers of its notes; none without groups."""
        keys = self._keys
        told = []
        for number, each in enumerate(self._gathered, 1):
            numbers = ", ".join(str(keys.index(key) + 1) for key, _ in each.notes)
            named = f"Group {number}, {one_line(each.name)}" if each.key else each.name
            told.append(f"{named}: {f'notes {numbers}' if numbers else 'no notes'}.")
        return told

    def commands(self) -> list[Command]:
        """Return what you can do with groups."""
        made = (
            ("gather", "NUMBERS NAME", "gather notes into a group with this name", self._gather),
            ("takeout", "NUMBERS", "take notes out of their groups", self._take_out),
            ("rename", "GROUP NAME", "give a group, by its number, another name", self._rename),
            ("dissolve", "GROUP", "remove a group; its notes stay", self._dissolve),
        )
        return [Command(name=n, usage=usage, about=about, do=do) for n, usage, about, do in made]

    @property
    def _keys(self) -> list[str]:
        return [key for key, _ in answers(self._talk.session, self._stage).of(self._question)]

    @property
    def _gathered(self) -> list[groups.Gathered]:
        return groups.gathered(answers(self._talk.session, self._stage), self._question)

    def _gather(self, rest: str) -> None:
        notes, name = self._numbers(rest)
        if not name:
            raise TypedError("type a name for the group after the numbers.")
        talk, key = self._talk, self._talk.desk.ids()
        self._commit(groups.gather(talk.session, self._stage, key, self._question, name, notes))

    def _take_out(self, rest: str) -> None:
        notes, _ = self._numbers(rest)
        self._commit(groups.put_into(self._talk.session, self._stage, "", notes))

    def _rename(self, rest: str) -> None:
        which, _, name = rest.partition(" ")
        if not name.strip():
            raise TypedError("type the new name after the number of the group.")
        self._commit(groups.rename(self._talk.session, self._stage, self._group(which), name))

    def _dissolve(self, rest: str) -> None:
        self._commit(groups.dissolve(self._talk.session, self._stage, self._group(rest)))

    def _commit(self, session: Session) -> None:
        if self._talk.commit(session):
            self._talk.say(*(self.told() or ["There are no groups any more."]))
        else:
            self._talk.say("Nothing has changed.")

    def _group(self, text: str) -> str:
        return pick(text, {each.key: each.name for each in self._gathered if each.key})

    def _numbers(self, rest: str) -> tuple[list[str], str]:
        """Return the notes whose numbers a text begins with, and what comes after these."""
        keys, words = self._keys, rest.replace(",", " ").split()
        count = next((n for n, word in enumerate(words) if not word.isdecimal()), len(words))
        numbers = [int(word[:6]) for word in words[:count]]
        if not numbers or not all(1 <= number <= len(keys) for number in numbers):
            raise TypedError(f"say which notes by their numbers, from 1 to {len(keys)}.")
        return [keys[number - 1] for number in numbers], " ".join(words[count:])
