"""What a kit would be as an agenda: when each stage starts, and what the kit is at a glance."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session.kit import MOST_LENSES, Kit, Stage
from valueworkshop.core.session.time_words import clock_time
from valueworkshop.core.show.drawing.agenda_bar import Slot
from valueworkshop.core.show.drawing.cells import Role
from valueworkshop.core.show.drawing.kit_card import KitFacts
from valueworkshop.core.stages import has, stages_with
from valueworkshop.core.stages.kind import Trait

_WORDS: Final = {6: "six", 12: "twelve"}

ROLES: Final[tuple[tuple[str, Role], ...]] = (
    ("lens", "asked"),
    ("result", "accent"),
    ("talk", "talk"),
    ("break", ""),
)
"""What a stage may be, in a word, and its role in the bar."""


@dataclass(frozen=True)
class Agenda:
    """A kit without the stages that are left out, for so many people, begun at a moment."""

    kit: Kit
    left_out: Collection[str]
    people: int
    begins: dt.datetime

    @cached_property
    def taken(self) -> Kit:
        """The kit with which the workshop would begin."""
        return self.kit.without(set(self.left_out) & set(self.kit.optional))

    @cached_property
    def slots(self) -> list[Slot]:
        """The stages as they stand in the bar, those that are left out too."""
        return [
            Slot(
                minutes=stage.minutes.planned(self.people),
                role=role_of(stage)[1],
                letter=stage.letter,
                name=one_line(stage.short or stage.title),
                starts=self.starts.get(key, ""),
                optional=stage.optional,
                left_out=key not in self.taken.stages,
            )
            for key, stage in self.kit.stages.items()
        ]

    @cached_property
    def starts(self) -> dict[str, str]:
        """When each stage that is not left out starts, by its id."""
        return {key: self.after(minutes) for key, minutes in self._before.items()}

    @cached_property
    def _before(self) -> dict[str, int]:
        found, minutes = {}, 0
        for key, stage in self.taken.stages.items():
            found[key] = minutes
            minutes += stage.minutes.planned(self.people)
        return found

    def ends_of(self, key: str) -> str:
        """Return when a stage that is not left out ends."""
        return self.after(self._before[key] + self.kit.stages[key].minutes.planned(self.people))

    def after(self, minutes: int) -> str:
        """Return the time of day so many minutes after the beginning."""
        return clock_time(self.begins, minutes * 60)

    @property
    def ends(self) -> str:
        """The time of day at which the workshop would end."""
        return self.after(self.taken.minutes(self.people))

    @property
    def ends_on(self) -> str:
        """The day on which it would end, in words; '' for the day on which it begins."""
        seconds = self.taken.minutes(self.people) * 60
        days = ((self.begins + dt.timedelta(seconds=seconds)).date() - self.begins.date()).days
        return {0: "", 1: "the next day"}.get(days, f"{days} days later")

    @property
    def optional_minutes(self) -> int:
        """The minutes of the stages that could still be left out."""
        return sum(slot.minutes for slot in self.slots if slot.optional and not slot.left_out)

    @property
    def lenses(self) -> int:
        """How many lenses the workshop has."""
        return len(stages_with(self.taken, Trait.IS_LENS))

    @property
    def total(self) -> str:
        """How long it takes, in a sentence."""
        other = 6 if self.people == 12 else 12
        minutes = self.taken.minutes
        total = f"{minutes(self.people)} minutes with {_people(self.people)}"
        if self.people != other:
            total += f", {minutes(other)} with {_WORDS[other]}"
        out = len(self.kit.stages) - len(self.taken.stages)
        return f"{total}{f'; you left out {out}' if out else ''}."

    @property
    def advice(self) -> str:
        """A word on too many lenses, '' if there are not."""
        if self.lenses <= MOST_LENSES:
            return ""
        return f"{self.lenses} lenses: six are enough for one day."

    @property
    def other(self) -> str:
        """How long it takes with another number of people than is shown, in a few words."""
        other = 6 if self.people == 12 else 12
        return f"{_WORDS[other]} people {self.taken.minutes(other)}"

    @property
    def facts(self) -> KitFacts:
        """What its card says."""
        stages, lenses = len(self.taken.stages), self.lenses
        letters = [stage.letter for stage in self.taken.stages.values() if stage.letter]
        first = self.kit.about.partition(". ")
        return KitFacts(
            title=self.kit.title,
            minutes=self.taken.minutes(self.people),
            people=f"for {_WORDS.get(self.people, self.people)}",
            about=one_line(first[0] + first[1].rstrip()),
            letters=list(dict.fromkeys(letters)),
            counted=f"{_many(stages, 'stage')}, {_many(lenses, 'lens', 'lenses')}",
            advice="six lenses are enough for one day" if lenses > MOST_LENSES else "",
        )


def role_of(stage: Stage) -> tuple[str, Role]:
    """Return what a stage is, in a word, and its role in the bar."""
    if has(stage, Trait.IS_BREAK):
        return ROLES[3]
    if has(stage, Trait.IS_LENS):
        return ROLES[0]
    if has(stage, Trait.SUMS_UP) or has(stage, Trait.HOLDS_ACTIONS):
        return ROLES[1]
    return ROLES[2]


def longest(agendas: Iterable[Agenda]) -> int:
    """Return the minutes of the longest of these agendas."""
    return max((agenda.taken.minutes(agenda.people) for agenda in agendas), default=0)


def _people(number: int) -> str:
    return f"{_WORDS.get(number, number)} people"


def _many(number: int, word: str, words: str = "") -> str:
    return f"{number} {word if number == 1 else words or f'{word}s'}"
