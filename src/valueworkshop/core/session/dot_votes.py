"""Dot votes as we keep them: who may put how many dots on what, and what came in.

A vote copies what people vote on when it begins. If somebody changes or deletes a note later, the
vote still shows the words that people voted on.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class About(StrEnum):
    """What kind of things people vote on."""

    NOTES = "notes"
    OPEN = "open questions"
    CANDIDATES = "candidates"
    GROUPS = "groups"


class Way(StrEnum):
    """How dots come in: each person alone at the keyboard, or counted in the room."""

    KEYBOARD = "keyboard"
    COUNTED = "counted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """Something to put dots on, in its words when the vote began."""

    text: str
    order: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DotBallot:
    """One voter's dots by option. It counts once it is `done`: handed in, even without a dot."""

    dots: Mapping[str, int] = field(default_factory=dict)
    done: bool = False

    @property
    def spent(self) -> int:
        """How many dots the voter put down."""
        return sum(self.dots.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class DotVote:
    """One dot vote: `budget` dots a person, at most `most` of them on one option.

    `stage` and `at` say whose notes: those of the question `at`, or of the whole stage if it is '';
    groups are those of the question.
    For candidates, `stage` is the stage in which they are chosen. `ballots` are by random voter
    ids, `counted` are dots by option that were counted in the room. `voters` says which person has
    which voter id, only until the reveal. `missing` is how many had not voted by then.
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
        """Return the dots that a person has put down so far; none once the vote is revealed."""
        return self.ballots.get(self.voters.get(person, ""), DotBallot())


def reveal_key(vote: str) -> str:
    """Return the key in `Session.revealed` that says the room saw a vote."""
    return f"dots/{vote}"
