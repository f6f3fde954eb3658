"""The pages of the summary, by their ids, and what they are called."""

from typing import Final

GAPS: Final = "gaps"
NINE: Final = "nine"
CONTRADICTIONS: Final = "contradictions"
MAP: Final = "map"
SEATS: Final = "seats"

TITLES: Final = {
    GAPS: "Where we fall short",
    NINE: "Nine gaps",
    CONTRADICTIONS: "Contradictions",
}

KEYS: Final = (
    "{summary.map} shows the gaps on a map, {summary.nine} all nine gaps, {summary.seats} our seat "
    "beside the customers', {summary.segment} reads them for one segment."
)
