"""The time of a workshop as its session keeps it: what the team changed and what was spent.

Whole minutes only: a session changes at most once a minute for the sake of time.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class StageTime:
    """The time of one stage in whole minutes.

    `granted` is what the team gave it, None as long as the kit's plan stands. A `skipped` stage is
    left out for the sake of time; what was answered in it stays.
    """

    granted: int | None = None
    spent: int = 0
    skipped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """The time of a workshop, in whole minutes.

    `begun` is the id of the stage in which the clock first ran, '' before that: what came earlier
    is no part of the plan. `paused` is how long the clock was stopped on purpose, `moved` by how
    much the end was moved. `stages` holds the stages of which there is something to say, by id.
    `back` is the time of day, as 10:45, at which a break that runs now is over, '' if none does.
    """

    begun: str = ""
    paused: int = 0
    moved: int = 0
    back: str = ""
    stages: Mapping[str, StageTime] = field(default_factory=dict)
