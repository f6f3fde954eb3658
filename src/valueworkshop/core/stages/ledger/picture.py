"""The ledger as pictures in letters: bars to both sides of an axis, and the map of value.

Names that people gave come last on their line, because terminals do not agree on how wide some
characters are.
"""

from fractions import Fraction
from typing import Final

from valueworkshop.core.scoring.gap_points import signed
from valueworkshop.core.scoring.ledger_balance import Balance
from valueworkshop.core.scoring.rounding import whole
from valueworkshop.core.show.pictures import fitted
from valueworkshop.core.show.plane import INDENT, Point, plane
from valueworkshop.core.stages.ledger.model import Side
from valueworkshop.core.stages.ledger.score import Entry, Ledger
from valueworkshop.core.stages.ledger.words import called

_GET, _GIVE = "█", "▒"
_GET_ELSEWHERE, _GIVE_ELSEWHERE = "▓", "░"
_NARROWEST: Final = 40  # a view without a layout has no width yet


def bars(found: Ledger, width: int) -> list[str]:
    """Return costs to the left and benefits to the right: each segment's means, then each line.

    Every line is at most `width` cells, 40 or more; headings have no indent. Empty if no line was
    revealed.
    """
    if not any(entry.revealed for entry in found.entries.values()):
        return []
    width = max(width, _NARROWEST)
    half = 12 if width >= 70 else 8 if width >= 55 else 4
    lines = [
        fitted("net: what they get minus what they give, -100 to 100", width).rstrip(),
        f"{INDENT}{'they give':>{half + 4}}│{'they get':<{half + 4}}   net",
    ]
    for key, strand in found.strands.items():
        who = called(found, key)
        lines.append(_strand(strand.ours, f"{who} ({strand.who})", half, width))
        if strand.other is not None:
            label = f"{who}, best alternative"
            lines.append(_strand(strand.other, label, half, width, elsewhere=True))
    lines += ["", "every line, 0 to 100"]
    return [*lines, *(_line(found, entry, half, width) for entry in found.entries.values())]


def value_map(found: Ledger, width: int) -> list[str]:
    """Return the plane of what customers get and give: A, B, … with us, a, b, … elsewhere.

    Every line is at most `width` cells, 40 or more. Empty if no segment has a net.
    """
    points = []
    for place, (key, strand) in enumerate(found.strands.items()):
        letter, who = _letter(place), called(found, key)
        points.append(_point(letter, f"with us: {who}", strand.ours))
        if strand.other is not None:
            points.append(_point(letter.lower(), f"elsewhere: {who}", strand.other))
    if not any(point.spot for point in points):
        return []
    title = "value map: what they get (up), what they give (right)"
    return plane(title, points, max(width, _NARROWEST))


def _letter(place: int) -> str:
    """Return A to Z; after those no letter separates segments."""
    return chr(ord("A") + place) if place < 26 else "#"


def _point(letter: str, name: str, balance: Balance) -> Point:
    if balance.benefits is None or balance.costs is None:
        return Point(letter=letter, name=name, note="no net, not drawn")
    got, cost = balance.benefits, balance.costs
    people = (
        balance.fewest if balance.fewest == balance.most else f"{balance.fewest}-{balance.most}"
    )
    note = f"get {whole(got)}, give {whole(cost)}, n {people}"
    return Point(letter=letter, name=name, note=note, spot=(got, cost))


def _strand(balance: Balance, label: str, half: int, width: int, *, elsewhere: bool = False) -> str:
    signs = (_GIVE_ELSEWHERE, _GET_ELSEWHERE) if elsewhere else (_GIVE, _GET)
    front = f"{_both(balance.costs, balance.benefits, half, signs)} {signed(balance.net):>4}  "
    return f"{front}{fitted(label, width - len(front))}".rstrip()


def _line(found: Ledger, entry: Entry, half: int, width: int) -> str:
    points, cost = entry.points, entry.line.side is Side.COST
    give = 100 - points if cost and points is not None else None
    get = None if cost else points
    front = f"{_both(give, get, half, (_GIVE, _GET), blank=cost)}  "
    for_whom = f", {called(found, entry.segment)}" if entry.segment else ""
    label = f"{entry.line.kind.value}{for_whom}: {entry.line.text}"
    if not entry.revealed:
        label = f"{'money only' if entry.line.amount is not None else 'hidden'}, {label}"
    return f"{front}{fitted(label, width - len(front))}".rstrip()


def _both(
    give: Fraction | None,
    get: Fraction | None,
    half: int,
    signs: tuple[str, str],
    *,
    blank: bool | None = None,
) -> str:
    """Return both bars with their numbers; for a line, only its own side has one.

    `blank` is None for both sides, else whether the line is a cost. '–' means no number.
    """
    left = "" if blank is False else _whole(give)
    right = "" if blank else _whole(get)
    cost, gain = (
        sign * round((value or 0) * half / 100)
        for sign, value in zip(signs, (give, get), strict=True)
    )
    return f"{INDENT}{left:>3} {cost:>{half}}│{gain:<{half}} {right:<3}"


def _whole(value: Fraction | None) -> str:
    return "–" if value is None else str(whole(value))
