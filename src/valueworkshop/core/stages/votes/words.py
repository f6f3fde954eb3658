"""The numbers of an item in words and dots. Never more than the answers support."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.scoring.agreement import Level, people_of_luck, thirds
from valueworkshop.core.scoring.item_score import Facet, ItemScore
from valueworkshop.core.scoring.pick_weights import picks_of
from valueworkshop.core.scoring.rounding import one_decimal, whole
from valueworkshop.core.stages.votes.model import Item

_MOST_DOTS = 12


def ahead_or_behind(lead: Fraction) -> str:
    """Say where we are: '12 points ahead of', 'level with', '3 points behind'."""
    amount = abs(whole(lead))
    if not amount:
        return "level with"
    points = "1 point" if amount == 1 else f"{amount} points"
    return f"{points} ahead of" if lead > 0 else f"{points} behind"


def mean(facet: Facet) -> str:
    """Return a facet's mean with one decimal; '–' where nobody gave a number."""
    return "–" if facet.mean is None else one_decimal(facet.mean)


def middle(facet: Facet) -> str:
    """Return a facet's median; '–' if nobody gave a number."""
    return "–" if facet.median is None else f"{facet.median:g}"


def dots(*rows: Sequence[int], width: int | None = None) -> list[str]:
    """Return counts of answers as dots beside the points of the scale: '1 ·  2 ●●  3 ●'.

    The points of all rows are aligned. From thirteen at one point on a number replaces the dots; in
    fewer than `width` cells, from three on: no row may break.
    """
    lines = _rows(rows, _MOST_DOTS)
    if width is not None and any(len(line) > width for line in lines):
        return _rows(rows, 2)
    return lines


def _rows(counts: Sequence[Sequence[int]], most: int) -> list[str]:
    piles = [[_pile(number, most) for number in row] for row in counts]
    room = max((len(pile) for row in piles for pile in row), default=0)
    return [
        "  ".join(f"{point} {pile:<{room}}" for point, pile in enumerate(row, start=1)).rstrip()
        for row in piles
    ]


def _pile(number: int, most: int) -> str:
    if number == 0:
        return "·"
    return "●" * number if number <= most else f"●×{number}"


def spread(facet: Facet) -> str:
    """Say how far people agree; '' for fewer than three answers."""
    return "" if facet.level is None else agreement(facet.level, facet.counts)


def spread_in_short(facet: Facet) -> str:
    """Say how far people agree in two words; '–' for fewer than three answers."""
    return "–" if facet.level is None else _SPREADS[facet.level]


_SPREADS = {
    Level.AGREES: "close together",
    Level.MIXED: "far apart",
    Level.SPLIT: "two camps",
}


def agreement(level: Level, counts: Sequence[int]) -> str:
    """Say how answers are spread: 'two camps: 3 low, 3 high, none between'."""
    if level is Level.AGREES:
        return _SPREADS[level]
    if level is Level.MIXED:
        return "far apart, but not in two camps"
    low, between, high = thirds(counts)
    return f"two camps: {low} low, {high} high, {between or 'none'} between"


def distance(facet: Facet) -> str:
    """Return how far people are from the middle answer on average; '–' for fewer than three."""
    return "–" if facet.distance is None else one_decimal(facet.distance)


def luck(facets: Iterable[Facet]) -> str:
    """Say once for all answers of a stage that agreement can be luck; '' where it is none."""
    people = people_of_luck(facet.counts for facet in facets)
    if people is None:
        return ""
    fewest, most = people
    number = f"{fewest}" if fewest == most else f"{fewest} to {most}"
    return f"Where answers are close together: with {number} people that can be luck."


def abstained(facet: Facet) -> str:
    """Say how many did not know or skipped; '' if nobody did."""
    parts = [
        f"{number} {word}"
        for number, word in ((facet.dont_know, "don't know"), (facet.skipped, "skipped"))
        if number
    ]
    return ", ".join(parts)


def picks(facet: Facet, *, room: bool = False) -> str:
    """Say how an item was picked where people pick what matters most and least, and its weight."""
    found = picks_of(facet)
    if found.weight is None:
        return abstained(facet) or "nobody picked"
    if room:
        ways = ((found.most, "mattering most"), (found.least, "mattering least"))
        way = next((way for number, way in ways if number), "neither of the two")
        return f"the room picked it as {way}"
    most, least = found.most or "none", found.least or "none"
    parts = [
        f"{most} of {found.people} picked it as mattering most",
        f"{least} as mattering least: weight {found.weight:.2f}",
    ]
    left = abstained(facet)
    return ", ".join(parts) + (f"; {left}" if left else "")


def shortfall(score: ItemScore) -> str:
    """Say who sees a shortfall, or why we cannot say that."""
    if score.signed is None:
        return nothing(score)
    if score.room:
        return "the room's one rating"
    if score.n == 1 and score.paired:
        return "one person's view"
    if score.short is None:
        return "hands counted: we cannot say who sees a shortfall"
    if score.short == 0:
        return f"none of {score.n} see a shortfall"
    return f"{score.short} of {score.n} {'sees' if score.short == 1 else 'see'} a shortfall"


def nothing(score: ItemScore) -> str:
    """Say why an item has no gap."""
    if score.today.n and not score.needed.n:
        return "no gap: you rated only today"
    if score.needed.n and not score.today.n:
        return "no gap: you rated only what is needed"
    if score.needed.n and score.today.n:
        return "no gap: nobody gave both answers"
    if score.needed.dont_know or score.today.dont_know:
        return "nobody knows"
    if score.needed.skipped or score.today.skipped:
        return "everybody skipped it"
    return "nothing rated yet"


def lacking(item: Item) -> str:
    """Say that we fall short on an item, by its name for sentences; without one, quote the item.

    An item claims the good state, so 'we fall short' before its own words would say the opposite.
    """
    if item.lack:
        return f"We fall short on {one_line(item.lack)}."
    return f"Not true enough today: “{one_line(item.text).rstrip('.')}”."


def step(score: ItemScore) -> str:
    """Say how much one step of one answer moves the gap; '' if nothing was rated."""
    if score.resolution is None:
        return ""
    who = "the room" if score.room else "one person"
    return f"one step by {who} changes the gap by {whole(score.resolution)}"
