"""Dot votes as they are kept: who may put how many dots on what, and what came in.

What people vote on is copied when the vote begins: a note that is changed or deleted later was
voted on as it stood.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class About(StrEnum):
    """What kind of things are voted on."""

    NOTES = "notes"
    OPEN = "open questions"
    CANDIDATES = "candidates"


class Way(StrEnum):
    """How dots come in: each person alone with the keyboard, or counted in the room."""

    KEYBOARD = "keyboard"
    COUNTED = "counted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """Something to put dots on, in the words in which it was voted on."""

    text: str
    order: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DotBallot:
    """One voter's dots by option. It counts once it is `done`: handed in, even without a dot."""

    dots: Mapping[str, int] = field(default_factory=dict)
    done: bool = False

    @property
    def spent(self) -> int:
        """How many dots were put down."""
        return sum(self.dots.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class DotVote:
    """One dot vote: `budget` dots a person, at most `most` of them on one option.

    `stage` and `at` say whose notes: those of the question `at`, of the whole stage where it is '';
    of candidates `stage` is the stage in which they are chosen. `ballots` are by random voter ids,
    `counted` are dots by option that were counted in the room. `voters` says which person has which
    voter id: only until the reveal. `missing` is how many had not voted by then.
    """

    about: About
    stage: str = ""
    at: str = ""
    budget: int = 1
    most: int = 1
    way: Way = Way.KEYBOARD
    options: Mapping[str, Option] = field(default_factory=dict)
    ballots: Mapping[str, DotBallot] = field(default_factory=dict)
    counted: Mapping[str, int] = field(default_factory=dict)
    voters: Mapping[str, str] = field(default_factory=dict)
    missing: int = 0
    order: int = 0

    @property
    def handed_in(self) -> Mapping[str, DotBallot]:
        """The ballots that count."""
        return {voter: ballot for voter, ballot in self.ballots.items() if ballot.done}

    def ballot_of(self, person: str) -> DotBallot:
        """Return what a person has put down so far; nothing once the vote was revealed."""
        return self.ballots.get(self.voters.get(person, ""), DotBallot())


def reveal_key(vote: str) -> str:
    """Return the key under which `Session.revealed` notes that the room saw a vote."""
    return f"dots/{vote}"
