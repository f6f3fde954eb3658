"""A kit: what a workshop asks. Stages, wording and minutes, without any answer."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

MOST_LENSES: Final = 6
"""No team can look through more lenses than this in a day."""


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
    """One stage as a kit plans it. You can leave out an `optional` one when a workshop begins.

    `short` is its title where there is little room, '' if the title is short enough.

    The kind of stage decides the shape of `asks`: see `Asks` in the kind's `model.py`. What a team
    changes of it in its workshop: `own` is true for each id that it added or reworded, and `aside`
    holds what it left out, by field of `asks` and id.
    """

    kind: str
    title: str
    short: str = ""
    letter: str = ""
    minutes: Minutes = field(default_factory=Minutes)
    intro: str = ""
    say: str = ""
    large_groups: str = ""
    optional: bool = False
    asks: Any = None
    own: Mapping[str, bool] = field(default_factory=dict)
    aside: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def set_aside(self, field: str) -> Mapping[str, Any]:
        """Return what was left out of one field of `asks`, by id; what is asked again is not."""
        asked = getattr(self.asks, field, {})
        return {k: thing for k, thing in self.aside.get(field, {}).items() if k not in asked}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kit:
    """A workshop's plan: its stages by id, in the order in which you run them.

    With `ask_segments` each person is asked, before a vote is revealed, which segment they had in
    mind, if the workshop has several.
    """

    id: str
    title: str
    about: str = ""
    ask_segments: bool = False
    stages: Mapping[str, Stage] = field(default_factory=dict)

    def of_kind(self, kind: str) -> list[str]:
        """Return the ids of the stages of one kind, in order."""
        return [key for key, stage in self.stages.items() if stage.kind == kind]

    @property
    def optional(self) -> list[str]:
        """The ids of the stages that you can leave out, in order."""
        return [key for key, stage in self.stages.items() if stage.optional]

    def minutes(self, people: int) -> int:
        """Return the planned minutes of all stages for `people` participants."""
        return sum(stage.minutes.planned(people) for stage in self.stages.values())

    def named(self, word: str) -> list[str]:
        """Return the ids of the stages that a word means: an id, or the letter of some.

        Of the stages with one letter it means the optional ones, if there are any. Raises
        ValueError if there are none.
        """
        if word in self.stages:
            return [word]
        found = [
            key
            for key, stage in self.stages.items()
            if stage.letter and stage.letter.casefold() == word.casefold()
        ]
        if not found:
            raise ValueError(f"there is no stage '{word}'; there are: {', '.join(self.stages)}")
        return [key for key in found if self.stages[key].optional] or found

    def without(self, left_out: Collection[str]) -> "Kit":
        """Return the kit without the stages with these ids.

        Raises ValueError for an id that does not exist or a stage that you cannot leave out.
        """
        for key in left_out:
            if key not in self.stages:
                raise ValueError(f"there is no stage '{key}'; there are: {', '.join(self.stages)}")
            if not self.stages[key].optional:
                raise ValueError(
                    f"'{key}' belongs to every workshop of this kit; "
                    f"these can be left out: {', '.join(self.optional) or 'none'}"
                )
        kept = {key: stage for key, stage in self.stages.items() if key not in left_out}
        return replace(self, stages=kept)
