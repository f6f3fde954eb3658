"""Figures as HTML with inline SVG: drawn by numbers, labelled by text that wraps and copies.

Widths are per cent wherever possible: on a phone the picture gets narrower and its letters do not
get smaller. Colours are classes of the page's style; no colour is the only sign of anything.
"""

from math import sqrt
from typing import Final

from valueworkshop.core.scoring.rounding import whole
from valueworkshop.core.show.card_figures import HeatTable, StackedBars
from valueworkshop.core.show.figures import (
    Bar,
    Bars,
    Curve,
    Distance,
    Distances,
    Figure,
    Levels,
    Map,
    Shares,
    Stop,
    Strip,
    Strips,
)
from valueworkshop.exports import svg_side_by_side
from valueworkshop.exports.svg_parts import framed, label, legend, words

_LOW, _HIGH = 1, 5
_AS_IN_TABLE: Final = "The same numbers are in the table beside it."


def drawn(figure: Figure) -> str:  # noqa: PLR0911 - one for each figure
    """Return a figure as HTML, '' if there is nothing to draw."""
    match figure:
        case Bars():
            return _bars(figure)
        case Distances():
            return _distances(figure)
        case Map():
            return _map(figure)
        case Curve():
            return _curve(figure)
        case Strips():
            return _strips(figure)
        case HeatTable():
            return svg_side_by_side.heat_table(figure)
        case StackedBars():
            return svg_side_by_side.stacked_bars(figure)
        case Shares():
            return svg_side_by_side.shares(figure)
        case Levels():
            return svg_side_by_side.levels(figure)


# Bars


def _bars(figure: Bars) -> str:
    if not figure.bars:
        return ""
    rows = "\n".join(_bar(bar) for bar in figure.bars)
    note = "0 to 100; longer is worse"
    if any((bar.value or 0) < 0 for bar in figure.bars):
        note += "; pale: more than needed"
    return framed("bars", figure.title, f"<ul>\n{rows}\n</ul>", note)


def _bar(bar: Bar) -> str:
    name = label(bar.label)
    if bar.value is None:
        return f'<li>{name}<span class="value">not rated</span></li>'
    size = min(100.0, abs(bar.value))
    over = whole(bar.value) < 0
    told = f"{whole(abs(bar.value))}{' over' if over else ''}"
    kind = "over" if over else "gap"
    picture = (
        '<svg height="14" aria-hidden="true" focusable="false">'
        '<rect class="track" width="100%" height="14" rx="2"/>'
        f'<rect class="{kind}" width="{size:.1f}%" height="14" rx="2"/></svg>'
    )
    mark = f'<span class="sign" aria-hidden="true">{words(bar.sign)}</span>'
    return f'<li>{name}<span class="value">{mark} {told}</span>{picture}</li>'


# From today to what is needed

_INSET: Final = 2.0  # per cent of the width at each end, so that no circle is cut


def _distances(figure: Distances) -> str:
    if not figure.rows:
        return ""
    rows = "\n".join(_distance(row) for row in figure.rows)
    note = f"● today, ○ what customers need, from {_LOW} to {_HIGH}"
    return framed("bars distances", figure.title, f"<ul>\n{rows}\n</ul>", note)


def _distance(row: Distance) -> str:
    name = label(row.label)
    if row.today is None or row.needed is None or row.gap is None:
        return f'<li>{name}<span class="value">not rated</span></li>'
    over = whole(row.gap) < 0
    told = f"{whole(abs(row.gap))}{' over' if over else ''}"
    today, needed = _across(row.today), _across(row.needed)
    kind = "over" if over else "gap"
    picture = (
        '<svg height="16" aria-hidden="true" focusable="false">'
        f'<line class="axis" x1="{_across(_LOW):.1f}%" x2="{_across(_HIGH):.1f}%" y1="8" y2="8"/>'
        f'<rect class="{kind}" x="{min(today, needed):.1f}%" y="6" '
        f'width="{abs(needed - today):.1f}%" height="4"/>'
        f'<circle class="needed" cx="{needed:.1f}%" cy="8" r="5"/>'
        f'<circle class="dot" cx="{today:.1f}%" cy="8" r="5"/></svg>'
    )
    mark = f'<span class="sign" aria-hidden="true">{words(row.sign)}</span>'
    return f'<li>{name}<span class="value">{mark} {told}</span>{picture}</li>'


def _across(mean: float) -> float:
    """Return where a mean is, in per cent of the width."""
    return _INSET + (100 - 2 * _INSET) * (mean - _LOW) / (_HIGH - _LOW)


# A map

_LEFT, _TOP, _WIDE, _TALL = 46, 10, 380, 300
_NEAR: Final = 16.0


def _map(figure: Map) -> str:
    places = [
        (number, *_place(figure, spot.across, spot.up))
        for number, spot in enumerate(figure.spots, start=1)
        if spot.across is not None and spot.up is not None
    ]
    if not places:
        return ""
    where = _AS_IN_TABLE if figure.in_table else "The same numbers are told item by item below."
    told = f"{figure.up} (up) against {figure.across} (right). {where}"
    parts = [_frame(figure), _diagonals(figure) if figure.diagonals else _corners(figure)]
    parts += [f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="5"/>' for _, x, y in places]
    for numbers, x, y in _clusters(places):
        left = x > _LEFT + _WIDE - 14 - 14 * len(numbers)
        at, anchor = (x - 9, "end") if left else (x + 9, "start")
        where = f'x="{at:.1f}" y="{y + 4:.1f}" text-anchor="{anchor}"'
        parts.append(f'<text class="number" {where}>{", ".join(map(str, numbers))}</text>')
    picture = (
        f'<svg viewBox="0 0 {_LEFT + _WIDE + 14} {_TOP + _TALL + 46}" role="img" '
        f'aria-label="{words(told)}">{"".join(parts)}</svg>'
    )
    names = legend(spot.label for spot in figure.spots)
    missing = len(figure.spots) - len(places)
    note = f"{missing} without a place on it" if missing else ""
    return framed("map", figure.title, picture + names, note)


def _place(figure: Map, across: float, up: float) -> tuple[float, float]:
    (least, most), (lowest, highest) = figure.across_range, figure.up_range
    x = _LEFT + _WIDE * (across - least) / (most - least)
    return x, _TOP + _TALL * (highest - up) / (highest - lowest)


def _clusters(
    places: list[tuple[int, float, float]],
) -> list[tuple[list[int], float, float]]:
    """Return the numbers that share a label, and where: they are too close to each other."""
    found: list[tuple[list[int], float, float]] = []
    for number, x, y in places:
        near = next((c for c in found if abs(c[1] - x) < _NEAR and abs(c[2] - y) < _NEAR), None)
        if near:
            near[0].append(number)
        else:
            found.append(([number], x, y))
    return found


def _frame(figure: Map) -> str:
    right, foot = _LEFT + _WIDE, _TOP + _TALL
    middle_x, middle_y = _LEFT + _WIDE / 2, _TOP + _TALL / 2
    lines = f'<rect class="plot" x="{_LEFT}" y="{_TOP}" width="{_WIDE}" height="{_TALL}"/>'
    if not figure.diagonals:
        lines += (
            f'<line class="axis" x1="{middle_x}" x2="{middle_x}" y1="{_TOP}" y2="{foot}"/>'
            f'<line class="axis" x1="{_LEFT}" x2="{right}" y1="{middle_y}" y2="{middle_y}"/>'
        )
    (least, most), (lowest, highest) = figure.across_range, figure.up_range
    ends = (
        f'<text x="{_LEFT}" y="{foot + 16}">{least:g}</text>'
        f'<text x="{right}" y="{foot + 16}" text-anchor="end">{most:g}</text>'
        f'<text x="{_LEFT - 6}" y="{foot}" text-anchor="end">{lowest:g}</text>'
        f'<text x="{_LEFT - 6}" y="{_TOP + 10}" text-anchor="end">{highest:g}</text>'
    )
    names = (
        f'<text class="name" x="{middle_x}" y="{foot + 34}" text-anchor="middle">'
        f"{words(figure.across)} →</text>"
        f'<text class="name" x="14" y="{middle_y}" text-anchor="middle" '
        f'transform="rotate(-90 14 {middle_y})">{words(figure.up)} →</text>'
    )
    return lines + ends + names


def _diagonals(figure: Map) -> str:
    """Return tinted quadrants, and the lines at which the gap is 0 and one step."""
    half = f'width="{_WIDE / 2}" height="{_TALL / 2}"'
    tints = f'<rect class="tint gap" x="{_LEFT}" y="{_TOP}" {half}/>'
    tints += f'<rect class="tint over" x="{_LEFT + _WIDE / 2}" y="{_TOP + _TALL / 2}" {half}/>'
    lines = []
    for gap, said in ((0, "as needed"), (1, "a step short")):
        (x, y), (end, top) = _place(figure, 1, 1 + gap), _place(figure, 5 - gap, 5)
        lines.append(
            f'<line class="diagonal" x1="{x:.1f}" y1="{y:.1f}" x2="{end:.1f}" y2="{top}"/>'
        )
        where = f'x="{end - 4:.1f}" y="{top + 14:.1f}" text-anchor="end"'
        lines.append(f'<text class="corner" {where}>{said}</text>')
    return tints + "".join(lines)


def _corners(figure: Map) -> str:
    right, foot = _LEFT + _WIDE, _TOP + _TALL
    spots = (
        (_LEFT + 8, _TOP + 18, "start"),
        (right - 8, _TOP + 18, "end"),
        (_LEFT + 8, foot - 9, "start"),
        (right - 8, foot - 9, "end"),
    )
    return "".join(
        f'<text class="corner" x="{x}" y="{y}" text-anchor="{anchor}">{words(said)}</text>'
        for (x, y, anchor), said in zip(spots, figure.corners, strict=True)
        if said
    )


# A curve

_HEIGHT, _EDGE = 210, 16
_SERIES: Final = ("expected", "experienced")


def _curve(figure: Curve) -> str:
    stops = figure.stops
    if all(stop.expected is None and stop.experienced is None for stop in stops):
        return ""
    across = [4 + 92 * (place + 0.5) / len(stops) for place in range(len(stops))]
    parts = [
        f'<line class="grid" x1="4%" x2="100%" y1="{_level(mark):.1f}" y2="{_level(mark):.1f}"/>'
        f'<text x="0" y="{_level(mark) + 4:.1f}">{mark}</text>'
        for mark in range(_LOW, _HIGH + 1)
    ]
    parts += [_drop(x, stop) for x, stop in zip(across, stops, strict=True)]
    for name in _SERIES:
        means = (getattr(stop, name) for stop in stops)
        parts.append(_series(name, list(zip(across, means, strict=True))))
    parts += [
        f'<text class="number" x="{x:.2f}%" y="{_HEIGHT + 18}" text-anchor="middle">{number}</text>'
        for number, x in enumerate(across, start=1)
    ]
    told = f"{figure.title}, rated from 1 to 5. {_AS_IN_TABLE}"
    picture = f'<svg height="{_HEIGHT + 26}" role="img" aria-label="{words(told)}">'
    note = (
        '<span class="expected">○</span> expected, <span class="experienced">●</span> experienced'
    )
    names = legend(stop.label for stop in stops)
    return framed("curve", figure.title, f"{picture}{''.join(parts)}</svg>{names}", note)


def _level(mean: float) -> float:
    return _EDGE + (_HEIGHT - 2 * _EDGE) * (_HIGH - mean) / (_HIGH - _LOW)


def _drop(x: float, stop: Stop) -> str:
    """Return the line from expected to experienced, if experienced is lower."""
    if stop.expected is None or stop.experienced is None or stop.experienced >= stop.expected:
        return ""
    top, foot = _level(stop.expected), _level(stop.experienced)
    return f'<line class="drop" x1="{x:.2f}%" x2="{x:.2f}%" y1="{top:.1f}" y2="{foot:.1f}"/>'


def _series(name: str, points: list[tuple[float, float | None]]) -> str:
    lines, dots = [], []
    for place, (x, mean) in enumerate(points):
        if mean is None:
            continue
        y = _level(mean)
        dots.append(f'<circle class="{name}" cx="{x:.2f}%" cy="{y:.1f}" r="5"/>')
        after = points[place + 1] if place + 1 < len(points) else (0.0, None)
        if after[1] is not None:
            lines.append(
                f'<line class="{name}" x1="{x:.2f}%" y1="{y:.1f}" '
                f'x2="{after[0]:.2f}%" y2="{_level(after[1]):.1f}"/>'
            )
    return "".join(lines + dots)


# Strips


def _strips(figure: Strips) -> str:
    rows = "\n".join(_strip(strip) for strip in figure.strips if sum(strip.counts))
    if not rows:
        return ""
    scale = "".join(f"<span>{point}</span>" for point in range(_LOW, _HIGH + 1))
    head = f'<div class="scale" aria-hidden="true"><span></span><div>{scale}</div></div>'
    return framed("strips", "", f"{head}\n{rows}")


def _strip(strip: Strip) -> str:
    told = ", ".join(
        f"{count} gave {point}" for point, count in enumerate(strip.counts, start=1) if count
    )
    most = max(strip.counts)
    parts = ['<line class="grid" x1="10%" x2="90%" y1="14" y2="14"/>']
    for point, count in enumerate(strip.counts):
        x = 10 + 20 * point
        if not count:
            parts.append(f'<circle class="none" cx="{x}%" cy="14" r="2"/>')
            continue
        radius = 7.5 + 5 * sqrt(count / most)
        parts.append(f'<circle class="dot" cx="{x}%" cy="14" r="{radius:.1f}"/>')
        parts.append(f'<text class="count" x="{x}%" y="18" text-anchor="middle">{count}</text>')
    name = words(strip.label)
    return (
        f'<div class="strip"><span class="label" dir="auto">{name}</span>'
        f'<svg height="28" role="img" aria-label="{name}: {told}">{"".join(parts)}</svg></div>'
    )
