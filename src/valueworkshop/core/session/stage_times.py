"""The time of a workshop as its session keeps it: what the team changed and what it spent.

Whole minutes only: time changes a session at most once a minute.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class StageTime:
    """The time of one stage in whole minutes.

    `granted` is what the team gave it, None as long as the kit's plan holds. The team left out a
    `skipped` stage to save time; its answers stay.
    """

    granted: int | None = None
    spent: int = 0
    skipped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """The time of a workshop, in whole minutes.

    `begun` is the id of the stage in which the clock first ran, '' before that: earlier stages are
    not in the plan. `paused` is how long somebody paused the clock, `moved` by how much the team
    moved the end. `stages` holds, by id, the stages for which there is something to keep. `back` is
    the time of day, as 10:45, at which the break that runs now ends, '' if none runs.
    """

    begun: str = ""
    paused: int = 0
    moved: int = 0
    back: str = ""
    stages: Mapping[str, StageTime] = field(default_factory=dict)

    @property
    def left_out(self) -> frozenset[str]:
        """The ids of the stages that the team left out."""
        return frozenset(key for key, stage in self.stages.items() if stage.skipped)

    def leaving_out(self, stages: frozenset[str]) -> "Timing":
        """Return the same time with these stages left out, and no others."""
        changed = {
            key: replace(self.stages.get(key, StageTime()), skipped=key in stages)
            for key in self.left_out ^ stages
        }
        return replace(self, stages={**self.stages, **changed}) if changed else self
