"""A kit: what a workshop asks. Stages, wording and minutes, without any answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """Planned minutes of a stage, for a team of six and of twelve people."""

    six: int = 0
    twelve: int = 0

    def planned(self, people: int) -> int:
        """Return the minutes for `people` participants: linear between six and twelve."""
        if people <= 6:
            return self.six
        return round(self.six + (self.twelve - self.six) * (people - 6) / 6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One stage as a kit plans it.

    `asks` is shaped by the kind of stage: see `Asks` in the kind's `model.py`.
    """

    kind: str
    title: str
    letter: str = ""
    minutes: Minutes = field(default_factory=Minutes)
    intro: str = ""
    say: str = ""
    large_groups: str = ""
    optional: bool = False
    asks: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kit:
    """A workshop's plan: its stages in the order in which they are run, by id."""

    id: str
    title: str
    about: str = ""
    stages: Mapping[str, Stage] = field(default_factory=dict)

    def of_kind(self, kind: str) -> list[str]:
        """Return the ids of the stages of one kind, in order."""
        return [key for key, stage in self.stages.items() if stage.kind == kind]
