"""How we know an answer. Only customers decide what is value, so every answer carries this."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from valueworkshop.core.clean_text import clean


class Grade(StrEnum):
    """Three grades, weakest first."""

    ASSUMED = "assumed"
    HEARD = "heard"
    MEASURED = "measured"

    @property
    def strength(self) -> int:
        """0 for assumed, 1 for heard, 2 for measured."""
        return _STRENGTHS[self]

    @property
    def after(self) -> "Grade":
        """The grade after this one, for the key that changes it; the last leads to the first."""
        grades = list(Grade)
        return grades[(grades.index(self) + 1) % len(grades)]


_STRENGTHS = {grade: strength for strength, grade in enumerate(Grade)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A grade and where it comes from: who and when, or a figure, its n and its date.

    `source` and `when` are free text: 'dealer in Lyon', 'October', '71 % of 212 orders'.
    """

    grade: Grade = Grade.ASSUMED
    source: str = ""
    when: str = ""

    @property
    def complete(self) -> bool:
        """Whether the grade has what it needs: heard and measured need a source and a date."""
        return self.grade is Grade.ASSUMED or bool(self.source and self.when)

    @property
    def cleaned(self) -> "Evidence":
        """The same evidence with its texts cleaned by `clean`."""
        return replace(self, source=clean(self.source), when=clean(self.when))

    @property
    def in_words(self) -> str:
        """The grade and where it comes from: 'heard: dealer in Lyon, October'."""
        source = self.source_in_words
        return f"{self.grade.value}: {source}" if source else self.grade.value

    @property
    def source_in_words(self) -> str:
        """Where it comes from and when: 'dealer in Lyon, October'; '' if nobody said."""
        return ", ".join(part for part in (self.source, self.when) if part)


def best(several: Sequence[Evidence]) -> Evidence:
    """Return the evidence of the best grade; assumed for none. Of one grade, all sources count."""
    known = [each for each in several if each.grade is not Grade.ASSUMED]
    if not known:
        return next((each for each in several if each.source or each.when), Evidence())
    grade = max((each.grade for each in known), key=lambda found: found.strength)
    *before, last = [each for each in known if each.grade is grade]
    if not before:
        return last
    told = [", ".join(part for part in (each.source, each.when) if part) for each in before]
    return replace(last, source="; ".join(part for part in (*told, last.source) if part))
