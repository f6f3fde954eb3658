"""The keyboard goes round in line mode, for ballots of every kind."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from valueworkshop.core.session.typed_values import TypedError
from valueworkshop.core.show.unseen_votes import LEADS
from valueworkshop.lines.talk import Talk, pick

T = TypeVar("T")

ANYBODY = (
    "Pass and a name hands the keyboard to that person first, also to change what they answered."
)
"""How somebody who has answered gets the keyboard again."""


def passed_to(talk: Talk, line: str, people: Iterable[tuple[str, str]]) -> str | None:
    """Return whom a typed line hands the keyboard to first, '' for who is next in turn.

    That is the id of one of `people`, (id, name). None means that the line passes nothing on, or
    names nobody: then it is said.
    """
    word, _, rest = line.strip().partition(" ")
    if word.casefold() not in {"pass", "p"}:
        return None
    if not rest.strip():
        return ""
    try:
        return pick(rest, dict(people))
    except TypedError as error:
        talk.say(str(error))
        return None


def hand_round(
    talk: Talk,
    following: Callable[[], tuple[T, str] | None],
    ballot: Callable[[T, str], None],
    first: tuple[T, str] | None = None,
) -> None:
    """Hand the keyboard from one to the next, until all were asked or somebody stops.

    `following` returns who is next and their name, and never the same one again, or None; `ballot`
    asks them, unseen. `first`, if somebody was chosen, comes before all of these.
    """
    while (found := first or following()) is not None:
        first = None
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
