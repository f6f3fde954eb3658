"""The close in line mode, one question at a time."""

from typing import Final

from valueworkshop.core.session import parking_lot
from valueworkshop.core.session.parked_thought import Became
from valueworkshop.core.stages.close.parked_decisions import decide, make_action
from valueworkshop.core.stages.close.score import PARKED
from valueworkshop.core.stages.close.show import QUESTION
from valueworkshop.lines.ask_place import ask_place
from valueworkshop.lines.talk import Talk


def ask(talk: Talk, stage: str, at: str) -> None:
    """Ask one question of the close, or what becomes of each parked thought."""
    if at == PARKED:
        _ask_of_thoughts(talk)
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
