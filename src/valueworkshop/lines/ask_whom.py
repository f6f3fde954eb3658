"""Which customers did you picture? In line mode: a digit for each person; nothing skips it."""

from collections.abc import Mapping, Sequence
from typing import Final

from valueworkshop.core.session.typed_values import TypedError
from valueworkshop.core.stages.votes import keyboard_turns, pictured
from valueworkshop.core.stages.votes.model import answers
from valueworkshop.lines.talk import Talk

_NONE: Final = "0"


def ask_whom(talk: Talk, stage: str, item: str) -> None:
    """Ask whom those who voted on an item had in mind, once in a round, unseen."""
    people = pictured.voters_of(talk.session, stage, item)
    at = (stage, answers(talk.session, stage).counting(item))
    if not people or at in talk.asked_whom:
        return
    talk.asked_whom.add(at)
    names = ", ".join(name for _, name in people)
    each = "A digit for each" if len(people) > 1 else "A digit for"
    _tell(talk, "Which customers did you picture?", f"{each}, in this order: {names}.")
    if of := _asked(talk, [voter for voter, _ in people]):
        talk.commit(pictured.note(talk.session, stage, item, of))


def ask_whom_in_private(talk: Talk, stage: str, person: str) -> None:
    """Ask a person whom they picture, before they answer in private."""
    shown = keyboard_turns.shown_now(talk.session, stage, person)
    if pictured.is_asked(talk.session, stage, shown):
        _tell(talk, "Which customers do you picture?", "A digit says it.")
        segment = _asked(talk, [person]).get(person, "")
        ids = talk.desk.ids
        talk.commit(pictured.note_private(talk.session, stage, person, segment, ids))


def _tell(talk: Talk, question: str, how: str) -> None:
    names = [name for _, name in pictured.choices(talk.session)]
    listed = ", ".join(f"{n} {name}" for n, name in enumerate(names, 1))
    talk.say(f"{question} {listed}, {_NONE} {pictured.NONE}. {how} An empty line skips this.")


def _asked(talk: Talk, people: Sequence[str]) -> Mapping[str, str]:
    """Return the segment that each has in mind; without those who named none."""
    segments = [key for key, _ in pictured.choices(talk.session)]
    with talk.unseen():
        while line := talk.ask("customers"):
            try:
                return _typed(line, people, segments)
            except TypedError as error:
                talk.say(str(error))
    return {}


def _typed(line: str, people: Sequence[str], segments: Sequence[str]) -> Mapping[str, str]:
    """Return the segment of each person. Raises TypedError, whose message repeats nothing."""
    digits = [sign for sign in line if sign not in " ,;"]
    known = {_NONE: "", **{str(n): key for n, key in enumerate(segments, 1)}}
    if any(digit not in known for digit in digits):
        raise TypedError(f"Not kept: type digits from 0 to {len(segments)}.")
    if len(digits) > len(people):
        raise TypedError(f"Not kept: you typed {len(digits)} digits for {len(people)} people.")
    found = {who: known[digit] for who, digit in zip(people, digits, strict=False)}
    return {who: segment for who, segment in found.items() if segment}
