"""All gaps on one map: what is needed against what is so today, and beside it the next step.

The map, the table and the next step rest on the same gap, so none can contradict another.
"""

from valueworkshop.core.scoring import gap_points
from valueworkshop.core.scoring.importance_map import position
from valueworkshop.core.scoring.next_step import Asks
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.diagonal_map import MapLetter, diagonal_map, in_words
from valueworkshop.core.show.figures import Map
from valueworkshop.core.stages.ratings.picture import map_of, sign_and_points
from valueworkshop.core.stages.votes.score import item_votes
from valueworkshop.core.summary.gap_summary import Gap, Summary

AXES = ("needed", "today")

TO_DO = frozenset({Asks.ACT, Asks.TALK_FIRST, Asks.ASK_CUSTOMERS})
"""Next steps that stand out; to watch is no news."""

_WEIGHED = "The next step also counts how much an item matters; the map does not."


def map_letters(session: Session, summary: Summary) -> list[MapLetter]:
    """Return what is on the map, in the order of the table; items without a gap are left out."""
    wide = max((len(gap.then) for gap in summary.gaps), default=0)
    found = (_letter(session, summary, gap, wide) for gap in summary.gaps)
    return [letter for letter in found if letter is not None]


def map_lines(session: Session, summary: Summary, width: int) -> list[str]:
    """Return the map with a legend in at most `width` cells; no lines without a gap."""
    lines = diagonal_map(map_letters(session, summary), AXES, width)
    return [*lines, "", _WEIGHED] if lines and summary.weighed else lines


def figure(session: Session, summary: Summary) -> Map | None:
    """Return the map for formats that draw, None without a gap on it.

    A number there is that of the row of the table, so those without a gap keep their place.
    """
    found = map_letters(session, summary)
    if not found or len(found) < len(summary.gaps):
        return None
    return map_of(found, AXES)


def _letter(session: Session, summary: Summary, gap: Gap, wide: int) -> MapLetter | None:
    stage, _, item = gap.key.partition("/")
    place = position(item_votes(session, stage, item, summary.segment), gap.score)
    if place is None:
        return None
    zone = in_words(place.band)
    said = f"{sign_and_points(gap.score)}  {zone:<34}  {gap.then:<{wide}}".rstrip()
    return MapLetter(
        label=gap.title,
        short=gap.short,
        position=place,
        said=said,
        mark=gap_points.sign(gap.score.signed),
        then=gap.then,
        bold=gap.asks in TO_DO,
        key=gap.key,
    )
