"""Figures as Mermaid, for Markdown in places that draw Mermaid: GitHub, GitLab.

Every version since 10.7 reads them. A picture comes after the table with the same numbers, and adds
nothing to it: it calls things by the number of their row there.
"""

import re
from collections.abc import Iterable
from itertools import islice
from typing import Final

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.scoring.rounding import one_decimal, whole
from valueworkshop.core.show.figures import Bars, Curve, Distances, Figure, Map

_SAFE: Final = re.compile(r"[A-Za-z0-9 .,()/'?!+=\-]|[^\x00-\x7f]")
_MOST_BARS: Final = 40
"""Nobody can tell more bars than this apart."""


def escaped(text: str) -> str:
    """Return `text` so that Mermaid shows it as it is, between double quotes or in a journey."""
    return "".join(_coded(sign) for sign in one_line(text.replace("\ufeff", " ")))


def _coded(sign: str) -> str:
    return sign if _SAFE.match(sign) else f"#{ord(sign)};"


def drawn(figure: Figure) -> str:
    """Return a figure as the lines of a Mermaid block; '' if Mermaid has no such picture."""
    match figure:
        case Bars():
            values = [bar.value for bar in figure.bars]
            return "\n".join(_bars(f"{figure.title}, numbered as in the table above", values))
        case Distances():
            gaps = [row.gap for row in figure.rows]
            return "\n".join(_bars("Gap of each item, in the order of the picture above", gaps))
        case Map():
            return "\n".join(_map(figure))
        case Curve():
            return "\n".join(_curve(figure))
        case _:
            return ""


def _quoted(text: str, instead: str = "-") -> str:
    return f'"{escaped(text) or instead}"'


def _bars(title: str, values: Iterable[float | None]) -> Iterable[str]:
    rated = [(n, value) for n, value in enumerate(values, start=1) if value is not None]
    rated = list(islice(rated, _MOST_BARS))
    if not rated:
        return []
    least = min([0, *(whole(value) for _, value in rated)])
    return [
        "xychart-beta",
        f"  title {_quoted(title)}",
        f"  x-axis [{', '.join(_quoted(str(number)) for number, _ in rated)}]",
        f'  y-axis "0 to 100" {least} --> 100',
        f"  bar [{', '.join(str(whole(value)) for _, value in rated)}]",
    ]


def _map(figure: Map) -> Iterable[str]:
    spots = [
        (number, _share(spot.across, figure.across_range), _share(spot.up, figure.up_range))
        for number, spot in enumerate(figure.spots, start=1)
        if spot.across is not None and spot.up is not None
    ]
    if not spots or not figure.in_table:
        return []
    up_left, up_right, down_left, down_right = figure.corners
    corners = ((1, up_right), (2, up_left), (3, down_left), (4, down_right))
    return [
        "quadrantChart",
        f"  title {_plain(figure.title)}",
        f"  x-axis {_quoted(f'low {figure.across}')} --> {_quoted(f'high {figure.across}')}",
        f"  y-axis {_quoted(f'low {figure.up}')} --> {_quoted(f'high {figure.up}')}",
        *(f"  quadrant-{number} {_quoted(words)}" for number, words in corners if words),
        *(f'  "{number}": [{x}, {y}]' for number, x, y in spots),
    ]


def _plain(title: str) -> str:
    """Return a title, which Mermaid takes without quotes in some diagrams."""
    return re.sub(r"[^A-Za-z0-9 ,]+", " ", one_line(title)).strip() or "Map"


def _share(value: float, within: tuple[float, float]) -> str:
    """Return a number as a share of its range, as Mermaid reads it: 0, 0.25 or 1, not 1.00."""
    least, most = within
    share = (value - least) / (most - least)
    return "1" if share >= 0.995 else f"{max(share, 0):.2f}"


def _curve(figure: Curve) -> Iterable[str]:
    stops = [
        (number, stop.label, stop.experienced)
        for number, stop in enumerate(figure.stops, start=1)
        if stop.experienced is not None
    ]
    if not stops:
        return []
    return [
        "journey",
        "  title As experienced, from 1 to 5",
        "  section Touchpoints",
        *(f"    {_task(n, label)}: {one_decimal(mean)}" for n, label, mean in stops),
    ]


def _task(number: int, label: str) -> str:
    """Return a touchpoint's name.

    Commas split names there, and a mark at the start has a meaning.
    """
    return f"{number} {escaped(label).replace(',', '#44;')}".rstrip()
