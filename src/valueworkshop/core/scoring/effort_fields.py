"""In which of four fields something lies: what it would bring against the effort that it takes.

Both are rated from 1 to 5, and the middle is that of the scale, 3. A field is claimed only where
the answers carry it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum
from fractions import Fraction
from typing import Final

from valueworkshop.core.scoring.agreement import Level
from valueworkshop.core.scoring.item_score import Facet

FEWEST: Final = 3
"""Fewer answers than this say nothing of a team, unless the room gave one rating together."""

_MIDDLE: Final = 3
_NEAR: Final = Fraction(1, 2)


class Field(StrEnum):
    """The four fields, the best first."""

    QUICK_WIN = "quick win"
    BIG_BET = "big bet"
    FILL_IN = "fill-in"
    LEAVE = "leave"


class Half(Enum):
    """Where the answers to one question lie; why we cannot say it, where we cannot.

    `LINE`: half a step from the middle is not reached, by all together or without one of them.
    `APART`: people are far apart or in two camps. `FEW`: under three answers. `NONE`: no number.
    """

    LOW = "low"
    HIGH = "high"
    LINE = "line"
    APART = "apart"
    FEW = "few"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Lies:
    """Where something lies: what we can say of its impact and of its effort."""

    impact: Half
    effort: Half

    @property
    def field(self) -> Field | None:
        """The field, None if the answers do not carry one."""
        fields = self.could_be
        return fields[0] if len(fields) == 1 and self.is_told else None

    @property
    def is_told(self) -> bool:
        """Whether the answers to both questions are clearly on one side of the middle."""
        return {self.impact, self.effort} <= {Half.LOW, Half.HIGH}

    @property
    def could_be(self) -> tuple[Field, ...]:
        """The fields in which it may lie, one to four, the best first."""
        return tuple(
            field
            for field, (impact, effort) in _HALVES.items()
            if _may(self.impact, impact) and _may(self.effort, effort)
        )


_HALVES: Final = {
    Field.QUICK_WIN: (Half.HIGH, Half.LOW),
    Field.BIG_BET: (Half.HIGH, Half.HIGH),
    Field.FILL_IN: (Half.LOW, Half.LOW),
    Field.LEAVE: (Half.LOW, Half.HIGH),
}


def _may(found: Half, wanted: Half) -> bool:
    return found not in {Half.LOW, Half.HIGH} or found is wanted


def lies(impact: Facet, effort: Facet, *, room: bool = False) -> Lies:
    """Return where something lies; `room` if both are the room's one rating."""
    return Lies(half_of(impact, room=room), half_of(effort, room=room))


def half_of(facet: Facet, *, room: bool = False) -> Half:
    """Return on which side of the middle the answers to one question are.

    They are clearly above (below) it if their mean is half a step or more above (below) 3, and
    stays there whichever one of the answers is left out.
    """
    if not facet.n:
        return Half.NONE
    if not room and facet.n < FEWEST:
        return Half.FEW
    if facet.level in {Level.SPLIT, Level.MIXED}:
        return Half.APART
    means = list(_means(facet.counts))
    if all(mean - _MIDDLE >= _NEAR for mean in means):
        return Half.HIGH
    if all(_MIDDLE - mean >= _NEAR for mean in means):
        return Half.LOW
    return Half.LINE


def _means(counts: Sequence[int]) -> Iterator[Fraction]:
    """Yield the mean of all answers, then without any one of them; of one answer, only that."""
    n = sum(counts)
    total = sum(point * count for point, count in enumerate(counts, start=1))
    yield Fraction(total, n)
    if n > 1:
        for point, count in enumerate(counts, start=1):
            if count:
                yield Fraction(total - point, n - 1)
