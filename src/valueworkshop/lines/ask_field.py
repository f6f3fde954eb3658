"""Questions that several stages ask: a field, a list, how something is known."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from valueworkshop.core.session.evidence import Evidence, Grade
from valueworkshop.core.session.session import Session
from valueworkshop.core.session.typed_values import TypedError
from valueworkshop.core.show.prompt import Prompt
from valueworkshop.lines.talk import Command, Moved, Talk, numbered


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a stage: how it is asked for, its text, and the edit that sets it.

    `changed` raises ValueError where a text does not fit. `label` is what the prompt says.
    """

    label: str
    prompt: Prompt
    text: Callable[[Session], str]
    changed: Callable[[Session, str], Session]
    commands: Sequence[Command] = ()
    """What else can be done at this field."""


def ask_field(talk: Talk, field: Field, number: int, total: int) -> None:
    """Ask for a field until one goes on: one line sets a short one, each line adds to a long one.

    What does not fit is said and asked for again.
    """
    talk.say(f"Question {number} of {total}: {field.prompt.question}", field.prompt.hint)
    if field.prompt.many_lines:
        _ask_lines(talk, field)
        return
    so_far = field.text(talk.session)
    talk.say(f"So far: {so_far}" if so_far else "Nothing is given yet.")
    if so_far:
        talk.say("An empty line keeps it; /clear empties it.")
    while line := talk.ask(field.label, _clear(talk, field), *field.commands):
        if _changed(talk, field, line, "Kept."):
            return


def _ask_lines(talk: Talk, field: Field) -> None:
    lines = _lines(talk, field)
    talk.say(
        *(
            f"{field.label.capitalize()} {n} of {len(lines)}: {line}"
            for n, line in enumerate(lines, 1)
        )
    )
    if not lines:
        talk.say("Nothing is given yet.")
    talk.say("Each line is added; an empty line goes on.")

    def change(rest: str) -> None:
        at, text = _numbered(talk, field, rest)
        if not text:
            raise TypedError("say what it shall be, behind the number.")
        lines = _lines(talk, field)
        lines[at] = text
        talk.commit(field.changed(talk.session, "\n".join(lines)), f"Changed to: {text}")

    def delete(rest: str) -> None:
        at, _ = _numbered(talk, field, rest)
        lines = _lines(talk, field)
        gone = lines.pop(at)
        talk.commit(field.changed(talk.session, "\n".join(lines)), f"Taken out: {gone}")

    commands = (
        Command(name="change", usage="NUMBER TEXT", about="change a line", do=change),
        Command(name="delete", usage="NUMBER", about="take a line out", do=delete),
    )
    while line := talk.ask(field.label, *commands, _clear(talk, field), *field.commands):
        lines = [*_lines(talk, field), line]
        _changed(talk, field, "\n".join(lines), f"Kept: {field.label} {len(lines)}.", line)


def _numbered(talk: Talk, field: Field, rest: str) -> tuple[int, str]:
    keys = [str(at) for at in range(len(_lines(talk, field)))]
    at, text = numbered(rest, keys, field.label)
    return int(at), text


def _lines(talk: Talk, field: Field) -> list[str]:
    return [line for line in field.text(talk.session).split("\n") if line.strip()]


def _changed(talk: Talk, field: Field, text: str, said: str, typed: str = "") -> bool:
    try:
        talk.commit(field.changed(talk.session, text), said)
    except ValueError as error:
        talk.say(f"Not kept: {typed or text}", str(error))
        return False
    return True


def _clear(talk: Talk, field: Field) -> Command:
    def clear(_rest: str) -> None:
        talk.commit(field.changed(talk.session, ""), "Emptied. /undo brings it back.")

    return Command(name="clear", about="empty this field", do=clear)


def grading(do: Callable[[str, Evidence], None]) -> Sequence[Command]:
    """Return a command for each grade of evidence: '/heard dealer in Lyon; October'.

    `do` is given the number that stands first, '' for none, and the evidence.
    """

    def graded(grade: Grade, rest: str) -> None:
        number, _, behind = rest.partition(" ")
        if not (number.isdecimal() and len(number) < 5):
            number, behind = "", rest
        source, _, when = behind.partition(";")
        do(number, Evidence(grade=grade, source=source.strip(), when=when.strip()))

    told = {
        Grade.ASSUMED: ("", "nobody heard it or measured it"),
        Grade.HEARD: ("SOURCE; WHEN", "customers said so: who, and when"),
        Grade.MEASURED: ("FIGURE; WHEN", "it was measured: a figure, of how many, and when"),
    }
    return [
        Command(name=grade.value, usage=usage, about=about, do=partial(graded, grade))
        for grade, (usage, about) in told.items()
    ]


def backed(evidence: Evidence) -> str:
    """Say how something is known, and what would back it."""
    more = "" if evidence.complete else " A source and a date would back it."
    return f"Known: {evidence.in_words}.{more}"


def restart(_rest: str) -> None:
    """Ask anew: what was done changes what is asked."""
    raise Moved
