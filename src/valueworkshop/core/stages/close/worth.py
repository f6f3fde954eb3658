"""Was it worth the time? Each says 1 to 5, unseen until the room looks at all answers. Pure.

The answers have no names, and nobody is counted twice: each key that is pressed is one answer. It
is what Esther Derby and Diana Larsen call return on time invested (Agile Retrospectives, 2006).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from statistics import median
from typing import Any, Final, TypeAlias, cast

from valueworkshop.core.scoring.rounding import one_decimal
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.close.model import Point, answers

AT: Final = "rating"
"""The place at which it is asked."""

WORDS: Final = ("no", "hardly", "partly", "yes", "fully")
"""What 1 to 5 mean."""

POINTS: Final[tuple[Point, ...]] = (1, 2, 3, 4, 5)

Counts: TypeAlias = tuple[int, int, int, int, int]

FEWEST: Final = 3
"""With fewer answers we show them instead of their mean."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """What the room has seen: how often each of 1 to 5 was given.

    `room` is the one number of a room that agreed on it, as workshops had it before each could
    answer; then the counts are 0.
    """

    counts: Counts = (0, 0, 0, 0, 0)
    room: int | None = None

    @property
    def n(self) -> int:
        """How many answered; 0 for a room with one number."""
        return sum(self.counts)

    @property
    def given(self) -> list[int]:
        """All answers, the lowest first."""
        return [point for point, n in zip(POINTS, self.counts, strict=True) for _ in range(n)]

    @property
    def mean(self) -> Fraction | None:
        """The mean, 1 to 5; None if fewer than three answered."""
        return Fraction(sum(self.given), self.n) if self.n >= FEWEST else None

    @property
    def median(self) -> str:
        """The middle answer; '' if fewer than three answered."""
        return f"{median(self.given):g}" if self.n >= FEWEST else ""

    @property
    def number(self) -> str:
        """The mean, or the few answers themselves, or the room's number."""
        if self.room is not None:
            return str(self.room)
        mean = self.mean
        return " and ".join(map(str, self.given)) if mean is None else one_decimal(mean)

    @property
    def counted(self) -> str:
        """How many answers that is."""
        if self.room is not None:
            return "the room's one number"
        return "1 answer" if self.n == 1 else f"{self.n} answers"

    @property
    def in_short(self) -> str:
        """Both together: '4.2 of 5 (6 answers)'."""
        return f"{self.number} of 5 ({self.counted})"


def answer(session: Session, stage: str, point: Point, new_id: str) -> Session:
    """Add one person's answer under a random id; none once the room has seen the answers."""
    given = answers(session, stage)
    if is_shown(session, stage):
        return session
    # In the order of random ids, a file does not say who answered first.
    ballots = dict(sorted({**given.ballots, new_id: point}.items()))
    session = _without_reveal(session, stage)
    return session.with_answers(stage, replace(given, ballots=ballots))


def is_shown(session: Session, stage: str) -> bool:
    """Whether the room has seen the answers, and there are any."""
    return session.revealed.get(_key(stage), False) and bool(answers(session, stage).ballots)


def waits(session: Session, stage: str) -> bool:
    """Whether there are answers that the room has not seen."""
    return bool(answers(session, stage).ballots) and not is_shown(session, stage)


def show(session: Session, stage: str) -> Session:
    """Let the room see the answers. Nothing undoes this."""
    return replace(session, revealed={**session.revealed, _key(stage): True})


def ask_again(session: Session, stage: str) -> Session:
    """Take all answers away, and begin anew."""
    given = answers(session, stage)
    session = _without_reveal(session, stage)
    return session.with_answers(stage, replace(given, ballots={}))


def worth(session: Session, stage: str) -> Worth | None:
    """Return what the room has seen of one close; None for nothing."""
    given = answers(session, stage)
    if is_shown(session, stage):
        numbers = list(given.ballots.values())
        return Worth(counts=cast("Counts", tuple(numbers.count(point) for point in POINTS)))
    return Worth(room=given.rating) if given.rating else None


def in_words(session: Session, stage: str) -> str:
    """Say it in a sentence, '' for nothing."""
    found = worth(session, stage)
    if found is None:
        return ""
    if found.room is not None:
        return f"The room says {found.room} of 5."
    said = f"{found.number} of 5" if found.mean is None else f"{found.number} of 5 on average"
    expected = session.expected
    of = f"{found.n} of {expected} answered" if expected >= found.n else found.counted
    return f"{said}; {of}."


def answered(session: Session, stage: str) -> str:
    """Say how many have answered, and nothing of what they said."""
    n, expected = len(answers(session, stage).ballots), session.expected
    if not n:
        return "Nobody has answered yet."
    if expected < n:
        return "1 person has answered." if n == 1 else f"{n} people have answered."
    return f"{n} of {expected} {'has' if n == 1 else 'have'} answered."


def seen(session: Session, stage: str) -> Session:
    """Return the session without answers that the room has not seen."""
    given = answers(session, stage)
    if not waits(session, stage):
        return session
    return session.with_answers(stage, replace(given, ballots={}))


def hidden(session: Session, stage: str) -> dict[str, int]:
    """Return how many answered, if the room has not seen it."""
    return {AT: len(answers(session, stage).ballots)} if waits(session, stage) else {}


def values(session: Session, stage: str) -> dict[str, Any]:
    """Return what the room has seen as plain values: counts of 1 to 5, their number, the mean."""
    return {"worth": plain(found)} if (found := worth(session, stage)) else {}


def plain(found: Worth | None) -> Mapping[str, Any] | None:
    """Return it as plain values; None for nothing."""
    if found is None:
        return None
    mean = None if found.mean is None else float(found.mean)
    return {"counts": list(found.counts), "n": found.n, "mean": mean, "room": found.room}


def _without_reveal(session: Session, stage: str) -> Session:
    if _key(stage) not in session.revealed:
        return session
    left = {key: shown for key, shown in session.revealed.items() if key != _key(stage)}
    return replace(session, revealed=left)


def _key(stage: str) -> str:
    return f"{stage}/1/{AT}"
