"""Questions that several stages ask: a field, a list, how we know something."""

from collections.abc import Callable, Sequence
from functools import partial

from valueworkshop.core.session.evidence import Evidence, Grade
from valueworkshop.core.session.typed_values import Towards, TypedError
from valueworkshop.core.show.place import TextField
from valueworkshop.lines.ask_day import sure_of_day
from valueworkshop.lines.talk import Command, Moved, Talk, numbered


def ask_text(talk: Talk, field: Callable[[], TextField], commands: Sequence[Command]) -> None:
    """Ask for a text until the user goes on: a line sets a short one, each line adds to a long one.

    It calls `field` anew each time, because somebody else may have changed it. If a text does not
    fit, it says so and asks again.
    """
    asked = field()
    if asked.many_lines:
        _ask_lines(talk, field, commands)
        return
    talk.say(f"So far: {asked.text}" if asked.text else "Nothing typed yet.")
    if asked.text:
        talk.say("An empty line keeps it; /clear empties it.")
    while line := talk.ask(asked.label, _clear(talk, field), *commands):
        text = line if asked.day is None else _day(talk, asked.label, line, asked.day)
        if text and _changed(talk, field, text, "Kept."):
            return


def _day(talk: Talk, label: str, line: str, towards: Towards) -> str:
    """Return the day that a line means, once the user has seen which; '' for none."""
    try:
        return sure_of_day(talk, label, line, towards)
    except TypedError as error:
        talk.say(f"Not kept: {line}", str(error))
        return ""


def _ask_lines(talk: Talk, field: Callable[[], TextField], commands: Sequence[Command]) -> None:
    label, lines = field().label, _lines(field)
    talk.say(
        *(f"{label.capitalize()} {n} of {len(lines)}: {line}" for n, line in enumerate(lines, 1))
    )
    if not lines:
        talk.say("Nothing typed yet.")
    talk.say("We add each line you type; an empty line goes on.")

    def change(rest: str) -> None:
        at, text = _numbered(field, rest)
        if not text:
            raise TypedError("type the new text after the number.")
        lines = _lines(field)
        lines[at] = text
        _keep(talk, field, "\n".join(lines), f"Changed to: {text}")

    def delete(rest: str) -> None:
        at, _ = _numbered(field, rest)
        lines = _lines(field)
        gone = lines.pop(at)
        _keep(talk, field, "\n".join(lines), f"Removed: {gone}")

    own = (
        Command(name="change", usage="NUMBER TEXT", about="change a line", do=change),
        Command(name="delete", usage="NUMBER", about="remove a line", do=delete),
        _clear(talk, field),
    )
    while line := talk.ask(label, *own, *commands):
        lines = [*_lines(field), line]
        _changed(talk, field, "\n".join(lines), f"Kept: {label} {len(lines)}.", line)


def _numbered(field: Callable[[], TextField], rest: str) -> tuple[int, str]:
    asked = field()
    keys = [str(at) for at in range(len(_lines(field)))]
    at, text = numbered(rest, keys, asked.label)
    return int(at), text


def _lines(field: Callable[[], TextField]) -> list[str]:
    return [line for line in field().text.split("\n") if line.strip()]


def _keep(talk: Talk, field: Callable[[], TextField], text: str, said: str) -> None:
    """Set the field; raises ValueError if the text does not fit."""
    done = field().to(talk.session, text, talk.desk.ids, talk.desk.today())
    if talk.commit(done.session, said):
        talk.say(done.said)


def _changed(
    talk: Talk, field: Callable[[], TextField], text: str, said: str, typed: str = ""
) -> bool:
    try:
        _keep(talk, field, text, said)
    except ValueError as error:
        talk.say(f"Not kept: {typed or text}", str(error))
        return False
    return True


def _clear(talk: Talk, field: Callable[[], TextField]) -> Command:
    def clear(_rest: str) -> None:
        _keep(talk, field, "", "Emptied. /undo brings it back.")

    return Command(name="clear", about="empty this field", do=clear)


def grading(do: Callable[[str, Evidence], None]) -> Sequence[Command]:
    """Return a command for each grade of evidence: '/heard dealer in Lyon; October'.

    `do` gets the number at the beginning, '' for none, and the evidence.
    """

    def graded(grade: Grade, rest: str) -> None:
        number, _, behind = rest.partition(" ")
        if not (number.isdecimal() and len(number) < 5):
            number, behind = "", rest
        source, _, when = behind.partition(";")
        do(number, Evidence(grade=grade, source=source.strip(), when=when.strip()))

    told = {
        Grade.ASSUMED: ("", "it is our own guess: nobody heard or measured it"),
        Grade.HEARD: ("SOURCE; WHEN", "customers told us: who, and when"),
        Grade.MEASURED: ("FIGURE; WHEN", "we measured it: a figure, out of how many, and when"),
    }
    return [
        Command(name=grade.value, usage=usage, about=about, do=partial(graded, grade))
        for grade, (usage, about) in told.items()
    ]


def backed(evidence: Evidence) -> str:
    """Say how we know something, and what would back it."""
    more = "" if evidence.complete else " A source and a date would make it firmer."
    return f"Evidence: {evidence.in_words}.{more}"


def restart(_rest: str) -> None:
    """Ask anew: the last command changes what we ask."""
    raise Moved
