"""How far people agree on one answer, from the number of answers at each point of a scale.

All functions here take the counts from the lowest point to the highest (two points or more) and
raise ValueError on fewer points or a negative count. They find middles and thresholds in whole
numbers.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import accumulate

_FEWEST = 3  # below this many people, agreement is not a thing one can see
_CAMP = 2  # one person is no camp

# Five points. By number of people: the largest sum of distances from the median that people who
# answer by rolling a five-sided die undercut or reach at most one time in twenty. Exact; the tests
# enumerate it. From 18 people on K/6 is as strict, from 19 on stricter.
_CHANCE = {
    3: 0,
    4: 0,
    5: 1,
    6: 2,
    7: 3,
    8: 4,
    9: 5,
    10: 6,
    11: 7,
    12: 8,
    13: 9,
    14: 10,
    15: 11,
    16: 12,
    17: 14,
    18: 15,
    19: 16,
    20: 17,
}


class Level(StrEnum):
    """How the answers are spread."""

    SPLIT = "split"
    MIXED = "mixed"
    AGREES = "agrees"


def mean(counts: Sequence[int], low: int = 1) -> float | None:
    """Return the mean answer on a scale that starts at `low`, None without answers."""
    n = _people(counts)
    if not n:
        return None
    return sum(count * (low + place) for place, count in enumerate(counts)) / n


def median(counts: Sequence[int], low: int = 1) -> float | None:
    """Return the middle answer, halfway between the two middle ones of an even number.

    The scale starts at `low`; None without answers.
    """
    n = _people(counts)
    if not n:
        return None
    reached = list(accumulate(counts))
    lower = next(place for place, total in enumerate(reached) if 2 * total >= n)
    upper = next(place for place, total in enumerate(reached) if 2 * total > n)
    return low + (lower + upper) / 2


def agreement(counts: Sequence[int]) -> float | None:
    """Return A = 1 - D: 1 only if unanimous, 0 only if half sit at each end. None for n < 3.

    D = 2 * sum of min(F, 1 - F) / (K - 1), F the share of answers up to each of the K points.
    Leik, 'A measure of ordinal consensus', Pacific Sociological Review 9 (1966).
    """
    n = _people(counts)
    if n < _FEWEST:
        return None
    most = n * (len(counts) - 1)
    return (most - 2 * _distance(counts)) / most


def distance_from_median(counts: Sequence[int]) -> float | None:
    """Return how far people sit from the median on average, in scale points; None for n < 3.

    A = 1 - distance / ((K - 1) / 2): the same as agreement, in words that a room understands.
    """
    n = _people(counts)
    return _distance(counts) / n if n >= _FEWEST else None


def level(counts: Sequence[int]) -> Level | None:
    """Return how the answers are spread, None for n < 3.

    Split: two camps. With `camp` the smaller of the numbers who answer in the lower and in the
    upper 40 % of the scale (1 and 2 of 5, 4 and 5), it has two people or more, a quarter or more
    of all, and more than twice as many as answer between; and everybody together is further than
    K/6 from the median. Mixed: not split, but as far from the median (Burke & Dunlap,
    Organizational Research Methods 5, 2002). Else they agree. All in whole numbers.
    """
    n = _people(counts)
    if n < _FEWEST:
        return None
    if 6 * _distance(counts) <= len(counts) * n:
        return Level.AGREES
    low, between, high = thirds(counts)
    camp = min(low, high)
    is_split = camp >= _CAMP and 4 * camp >= n and 2 * between < camp
    return Level.SPLIT if is_split else Level.MIXED


def thirds(counts: Sequence[int]) -> tuple[int, int, int]:
    """Return how many answer in the lower 40 % of the scale, between, and in the upper 40 %."""
    n = _people(counts)
    ends = 2 * (len(counts) - 1) // 5 + 1
    low, high = sum(counts[:ends]), sum(counts[-ends:])
    return low, n - low - high, high


def could_be_luck(counts: Sequence[int]) -> bool:
    """Return whether people agree, but no more than chance makes them one time in twenty.

    Chance: everybody picks one of five points at random. False if `level` is not 'agrees'. Raises
    ValueError for a scale that does not have five points: we do not know its limits.
    """
    n = _people(counts)
    if len(counts) != 5:
        raise ValueError(f"chance limits are known for five points, not for {len(counts)}")
    return level(counts) is Level.AGREES and n in _CHANCE and _distance(counts) > _CHANCE[n]


def people_of_luck(several: Iterable[Sequence[int]]) -> tuple[int, int] | None:
    """Return from how few to how many people agree on something no more than chance makes them.

    None where all who agree beat chance. It is said once for all answers of a stage: below seven
    people agreement can hardly be told from luck, whatever the row.
    """
    numbers = [sum(counts) for counts in several if could_be_luck(counts)]
    return (min(numbers), max(numbers)) if numbers else None


def _people(counts: Sequence[int]) -> int:
    if len(counts) < 2:
        raise ValueError("a scale has at least two points")
    if min(counts) < 0:
        raise ValueError(f"a negative number of answers in {list(counts)}")
    return sum(counts)


def _distance(counts: Sequence[int]) -> int:
    """Return everybody's distance from the median, added up: n * sum of min(F, 1 - F)."""
    n = sum(counts)
    return sum(min(reached, n - reached) for reached in accumulate(counts))
