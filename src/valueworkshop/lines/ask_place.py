"""Asks at a place as its kind of stage describes it: its field, and its acts as commands."""

from collections.abc import Callable, Sequence
from typing import Final

from valueworkshop.core import description
from valueworkshop.core.session.evidence import Evidence
from valueworkshop.core.session.typed_values import TypedError
from valueworkshop.core.show.place import (
    Act,
    ChoiceField,
    Doable,
    Doing,
    Done,
    Grading,
    Option,
    Place,
    Saying,
    TextField,
)
from valueworkshop.core.stages import KINDS
from valueworkshop.lines.ask_field import ask_text, backed, grading
from valueworkshop.lines.talk import Command, Talk, pick


def ask_place(talk: Talk, stage: str, at: str) -> None:
    """Ask for everything at one place of a stage, until an empty line goes on."""
    kind = KINDS[talk.session.stage(stage).kind]

    def now() -> Place:
        return description.place(talk.session, stage, at)

    place, places = now(), kind.places(talk.session, stage)
    number = places.index(at) + 1 if at in places else 1
    head = f"Question {number} of {len(places)}: " if places else ""
    talk.say(f"{head}{place.question}", place.hint)
    commands = [command for doable in place.acts for command in commands_of(talk, doable)]
    match place.field:
        case TextField():
            talk.say(*place.notes)
            ask_text(talk, lambda: _written(now()), commands)
            talk.say(*(note for note in now().notes if note not in place.notes))
        case ChoiceField():
            _ask_choice(talk, now, commands)
        case None:
            talk.say(*place.notes, "There is no question here: an empty line goes on.")
            while line := talk.ask("go on", *commands):
                talk.say(f"There is no question here, so we did not keep this: {line}")


def commands_of(talk: Talk, doable: Doable) -> Sequence[Command]:
    """Return the commands for what you can do: one, or one for each grade of evidence."""
    act = doable.act

    def keep(done: Done) -> None:
        talk.commit(done.session, done.said)

    match doable:
        case Doing(_, do):
            return [command_of(act, lambda _: keep(do(talk.session)))]
        case Saying():
            say = doable.do
            return [command_of(act, lambda rest: keep(say(talk.session, rest)), usage="TEXT")]
        case Grading():
            grade = doable.do

            def graded(_number: str, evidence: Evidence) -> None:
                talk.commit(grade(talk.session, evidence).session, backed(evidence))

            return grading(graded)


def command_of(act: Act, do: Callable[[str], None], *, usage: str = "") -> Command:
    """Return the command of an act; `do` gets what is typed after it."""
    return Command(name=act.command, usage=usage, about=act.about, do=do)


def _written(place: Place) -> TextField:
    assert isinstance(place.field, TextField)  # noqa: S101 - each place has one kind of field
    return place.field


def _ask_choice(talk: Talk, now: Callable[[], Place], commands: Sequence[Command]) -> None:
    """Ask for one of the options, again and again until the user goes on."""
    place = now()
    field = place.field
    if not isinstance(field, ChoiceField):
        return
    for number, option in enumerate(field.options, 1):
        talk.say(f"{number}: {', '.join(filter(None, (option.means, option.name)))}.")
    or_unknown = ", or d for don't know" if field.unknown else ""
    talk.say(f"Type the number of the {field.label}{or_unknown}.")
    talk.say(f"So far: {field.stands}", *place.notes)
    while line := talk.ask(field.label, *commands):
        try:
            chosen = _option(field, line)
        except TypedError as error:
            talk.say(str(error))
            continue
        done = field.choose(talk.session, chosen, talk.desk.ids)
        talk.commit(done.session, done.said)
        before, place = place, now()
        if isinstance(place.field, ChoiceField):
            talk.say(
                place.field.stands, *(note for note in place.notes if note not in before.notes)
            )
        talk.say("An empty line goes on; /help lists what else you can do.")


_UNKNOWN: Final = {"d", "don't know"}


def _option(field: ChoiceField, line: str) -> Option | None:
    """Return the option that a line means, None if it says that nobody knows."""
    if field.unknown and line.casefold() in _UNKNOWN:
        return None
    by_name = {option.name: option for option in field.options}
    return by_name[pick(line, {name: name for name in by_name})]
