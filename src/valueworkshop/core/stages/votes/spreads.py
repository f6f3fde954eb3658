"""Points that people spread, each alone: a ballot like any other, without ratings."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Spreads:
    """Points by voter, spread and thing. A ballot whose points are all 0 abstains."""

    ballots: Mapping[str, Mapping[str, Mapping[str, int]]] = field(default_factory=dict)
