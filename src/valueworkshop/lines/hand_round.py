"""The keyboard goes round in line mode, for ballots of every kind."""

from collections.abc import Callable
from typing import TypeVar

from valueworkshop.core.show.unseen_votes import LEADS
from valueworkshop.lines.talk import Talk

T = TypeVar("T")


def hand_round(
    talk: Talk, following: Callable[[], tuple[T, str] | None], ballot: Callable[[T, str], None]
) -> None:
    """Hand the keyboard from one to the next, until all were asked or somebody stops.

    `following` returns who is next and their name, and never the same one again, or None; `ballot`
    asks them, unseen.
    """
    while (found := following()) is not None:
        who, name = found
        talk.lines.gap()
        talk.say(
            f"Hand the keyboard to {name}. {name}: type an empty line when you have it. "
            "If you cannot answer now, type skip; stop ends the round."
        )
        line = talk.ask(name).casefold()
        if line == "stop":
            break
        if line != "skip":
            with talk.unseen():
                ballot(who, name)
    talk.lines.gap()
    talk.say(f"Hand the keyboard back to {LEADS}.")
