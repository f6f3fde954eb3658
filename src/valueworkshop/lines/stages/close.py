"""The close in line mode, one question at a time."""

from typing import Final

from valueworkshop.core import description
from valueworkshop.core.session import parking_lot
from valueworkshop.core.session.parked_thought import Became
from valueworkshop.core.session.typed_values import TypedError
from valueworkshop.core.stages import KINDS
from valueworkshop.core.stages.close import worth
from valueworkshop.core.stages.close.model import Point
from valueworkshop.core.stages.close.parked_decisions import decide, make_action
from valueworkshop.core.stages.close.score import PARKED
from valueworkshop.core.stages.close.show import AGAIN, EMPTY, QUESTION
from valueworkshop.lines.ask_place import ask_place, command_of
from valueworkshop.lines.read_aloud import read_aloud
from valueworkshop.lines.talk import Command, Talk


def ask(talk: Talk, stage: str, at: str) -> None:
    """Ask one question of the close, or what becomes of each parked thought."""
    if at == PARKED:
        _ask_of_thoughts(talk)
    elif at == worth.AT:
        _ask_worth(talk, stage)
    else:
        ask_place(talk, stage, at)


_CHOICES: Final = {became.value: became.value for became in Became}


def _ask_of_thoughts(talk: Talk) -> None:
    """Ask what becomes of each parked thought; an empty line leaves it as it is."""
    talk.say(QUESTION)
    for number, (key, thought) in enumerate(parking_lot.in_order(talk.session), 1):
        where = parking_lot.said_in(talk.session, thought)
        talk.say(
            f"Thought {number} of {len(talk.session.parked)}: {thought.text}",
            f"Parked in {where or 'a stage that is gone'}. It is now {thought.became.value}.",
            "1 undecided, 2 an action, 3 an open question, 4 let go. An empty line goes on.",
        )
        _decide(talk, key)


def _decide(talk: Talk, key: str) -> None:
    while (choice := talk.ask_one_of("it becomes", _CHOICES)) is not None:
        became = Became(choice)
        try:
            made = became is Became.ACTION
            session = talk.session
            session = (
                make_action(session, key, talk.desk.ids()) if made else decide(session, key, became)
            )
        except ValueError as error:
            talk.say(str(error))
            continue
        talk.commit(session, f"It is now {became.value}.")
        return


def _ask_worth(talk: Talk, stage: str) -> None:
    """Ask everybody, show what they said, and go on at an empty line."""
    places = KINDS[talk.session.stage(stage).kind].places(talk.session, stage)
    asked = description.place(talk.session, stage, worth.AT).question
    talk.say(f"Question {places.index(worth.AT) + 1} of {len(places)}: {asked}")
    while True:
        if not worth.is_shown(talk.session, stage):
            _all_answer(talk, stage)
        if not worth.is_shown(talk.session, stage):
            return
        talk.say(*read_aloud(description.told_at(talk.session, stage, worth.AT)))
        line = talk.ask("go on", _again(talk, stage))
        if not line and worth.is_shown(talk.session, stage):
            return
        if line:
            talk.say("The room has seen the answers. /again asks again; an empty line goes on.")


def _all_answer(talk: Talk, stage: str) -> None:
    """Take one number after the other until an empty line shows them."""
    scale = ", ".join(f"{n} {word}" for n, word in zip(worth.POINTS, worth.WORDS, strict=True))
    talk.say(
        "Hand the keyboard round. Each types one number; we do not show what you type. Or all show "
        "one to five fingers at the same time, and you type all the numbers in a line: 4 5 3.",
        f"{scale}. An empty line shows the answers to the room.",
    )
    while not worth.is_shown(talk.session, stage):
        talk.say(worth.answered(talk.session, stage))
        with talk.unseen():
            line = talk.ask("answer", _again(talk, stage))
        if not line:
            if worth.waits(talk.session, stage):
                talk.desk.reveal(worth.show(talk.session, stage))
            return
        try:
            points = _points(line)
        except TypedError as error:
            talk.say(str(error))
            continue
        session = talk.session
        for point in points:
            session = worth.answer(session, stage, point, talk.desk.ids())
        talk.commit(session)


def _points(line: str) -> list[Point]:
    """Return the answers in a line; raises TypedError, which does not repeat them."""
    known: dict[str, Point] = {str(point): point for point in worth.POINTS}
    typed = [letter for letter in line if letter not in " ,;"]
    if any(letter not in known for letter in typed):
        raise TypedError("Not kept: type a number from 1 to 5, or several.")
    return [known[letter] for letter in typed]


def _again(talk: Talk, stage: str) -> Command:
    def clear(_rest: str) -> None:
        talk.commit(worth.ask_again(talk.session, stage), EMPTY)

    return command_of(AGAIN, clear)
