"""Figures as pictures (PNG), for documents that cannot draw them. They hold digits and no words.

Words stay text beside a picture, where people can read, copy and hear them in any script. All
sizes are in points of a screen; a picture has `SCALE` times as many dots.
"""

import io
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise
from math import sqrt
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from valueworkshop.core.show.figures import Curve, Map

SCALE: Final = 2.5
_SMOOTH: Final = 2

_INK: Final = "#1b2430"
_SOFT: Final = "#55606e"
_RULE: Final = "#c3cad2"
_WASH: Final = "#f4f6f8"
_PAPER: Final = "#ffffff"
_TODAY: Final = "#1f5f8b"
_GAP: Final = "#b4541a"
_OVER: Final = "#5f8f3f"

_LOW, _HIGH = 1, 5
ROW_WIDE: Final = 240
"""How wide a picture in a row is."""


class _Sheet:
    """A picture to draw on, in points; each line is smooth."""

    def __init__(self, wide: float, high: float) -> None:
        self._scale = SCALE * _SMOOTH
        size = (round(wide * self._scale), round(high * self._scale))
        self._image = Image.new("RGB", size, _PAPER)
        self._draw = ImageDraw.Draw(self._image)

    def box(self, left: float, top: float, right: float, foot: float, colour: str) -> None:
        corners = [each * self._scale for each in (left, top, max(right, left + 0.5), foot)]
        self._draw.rectangle(corners, fill=colour)

    def line(self, *points: tuple[float, float], colour: str, wide: float = 1) -> None:
        spots = [(x * self._scale, y * self._scale) for x, y in points]
        self._draw.line(spots, fill=colour, width=round(wide * self._scale), joint="curve")

    def circle(
        self, x: float, y: float, radius: float, colour: str, inside: str | None = None
    ) -> None:
        for size, filled in ((radius, colour), (radius - 1.6, inside)):
            if filled is not None:
                around = [(each - size) * self._scale for each in (x, y)]
                around += [(each + size) * self._scale for each in (x, y)]
                self._draw.ellipse(around, fill=filled)

    def digits(self, x: float, y: float, text: str, colour: str = _SOFT, size: float = 9) -> None:
        font = _font(size * self._scale)
        spot = (x * self._scale, y * self._scale)
        self._draw.text(spot, text, fill=colour, font=font, anchor="mm")

    def png(self) -> bytes:
        out = io.BytesIO()
        self._image.reduce(_SMOOTH).save(out, "PNG")
        return out.getvalue()


@cache
def _font(size: float) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)


def distance(today: float, needed: float) -> bytes:
    """Return a row of the scale from 1 to 5: ● today, ○ what is needed, and the way between."""
    sheet = _Sheet(ROW_WIDE, 18)
    for mark in range(_LOW, _HIGH + 1):
        sheet.line((_across(mark), 5), (_across(mark), 13), colour=_RULE)
    sheet.line((_across(_LOW), 9), (_across(_HIGH), 9), colour=_RULE)
    first, last = sorted((_across(today), _across(needed)))
    sheet.box(first, 7.5, last, 10.5, _GAP if needed > today else _OVER)
    sheet.circle(_across(needed), 9, 5.5, _TODAY, _PAPER)
    sheet.circle(_across(today), 9, 5, _TODAY)
    return sheet.png()


@cache
def scale() -> bytes:
    """Return the head over rows of distances: the numbers 1 to 5."""
    sheet = _Sheet(ROW_WIDE, 14)
    for mark in range(_LOW, _HIGH + 1):
        sheet.digits(_across(mark), 7, str(mark))
    return sheet.png()


def _across(mean: float) -> float:
    return 8 + (ROW_WIDE - 16) * (mean - _LOW) / (_HIGH - _LOW)


def bar(value: float) -> bytes:
    """Return a bar of up to 100; below 0 it is pale, for more than people need."""
    sheet = _Sheet(ROW_WIDE, 14)
    sheet.box(0, 1, ROW_WIDE, 13, _WASH)
    sheet.box(0, 1, ROW_WIDE * min(100, abs(value)) / 100, 13, _GAP if value >= 0 else _OVER)
    return sheet.png()


@lru_cache(1_000)
def strip(counts: tuple[int, ...]) -> bytes:
    """Return how often each of 1 to 5 was given, as circles with the counts in them."""
    sheet = _Sheet(ROW_WIDE, 28)
    most = max(counts)
    step = ROW_WIDE / len(counts)
    sheet.line((step / 2, 14), (ROW_WIDE - step / 2, 14), colour=_RULE)
    for place, count in enumerate(counts):
        x = step * (place + 0.5)
        if not count:
            sheet.circle(x, 14, 2, _RULE)
            continue
        sheet.circle(x, 14, 7.5 + 5 * sqrt(count / most), _TODAY)
        sheet.digits(x, 14, str(count), _PAPER)
    return sheet.png()


_LEFT, _TOP, _WIDE, _TALL = 30, 10, 380, 280


def on_map(figure: Map) -> bytes:
    """Return things by two numbers, each as its number in the table or list beside it."""
    sheet = _Sheet(_LEFT + _WIDE + 16, _TOP + _TALL + 24)
    right, foot = _LEFT + _WIDE, _TOP + _TALL
    sheet.box(_LEFT, _TOP, right, foot, _WASH)
    if figure.diagonals:
        for gap in (0, 1):
            start, end = _place(figure, 1, 1 + gap), _place(figure, 5 - gap, 5)
            sheet.line(start, end, colour=_RULE, wide=1.5)
    else:
        middle = (_LEFT + right) / 2, (_TOP + foot) / 2
        sheet.line((middle[0], _TOP), (middle[0], foot), colour=_RULE)
        sheet.line((_LEFT, middle[1]), (right, middle[1]), colour=_RULE)
    (least, most), (lowest, highest) = figure.across_range, figure.up_range
    sheet.digits(_LEFT, foot + 12, f"{least:g}")
    sheet.digits(right, foot + 12, f"{most:g}")
    sheet.digits(_LEFT - 14, foot, f"{lowest:g}")
    sheet.digits(_LEFT - 14, _TOP + 4, f"{highest:g}")
    taken: list[tuple[float, float]] = []
    for number, spot in enumerate(figure.spots, start=1):
        if spot.across is None or spot.up is None:
            continue
        x, y = _place(figure, spot.across, spot.up)
        sheet.circle(x, y, 5, _TODAY)
        beside = next(at for at in _beside(x, y) if not any(_touch(at, other) for other in taken))
        taken.append(beside)
        sheet.digits(*beside, str(number), _INK, 10)
    return sheet.png()


def _place(figure: Map, across: float, up: float) -> tuple[float, float]:
    (least, most), (lowest, highest) = figure.across_range, figure.up_range
    x = _LEFT + _WIDE * (across - least) / (most - least)
    return x, _TOP + _TALL * (highest - up) / (highest - lowest)


def _beside(x: float, y: float) -> list[tuple[float, float]]:
    """Return where the number of a point may be: right of it, else further and further away."""
    turned = -1 if x > _LEFT + _WIDE - 30 else 1
    return [(x + turned * (12 + 14 * far), y) for far in range(60)]


def _touch(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return abs(one[0] - other[0]) < 13 and abs(one[1] - other[1]) < 10


_CURVE_WIDE, _CURVE_HIGH, _EDGE = 460, 190, 14


def curve(figure: Curve) -> bytes:
    """Return what customers expect (○) and experience (●) along the way, moment by moment."""
    sheet = _Sheet(_CURVE_WIDE, _CURVE_HIGH + 18)
    for mark in range(_LOW, _HIGH + 1):
        sheet.line((22, _level(mark)), (_CURVE_WIDE, _level(mark)), colour=_RULE, wide=0.7)
        sheet.digits(10, _level(mark), str(mark))
    step = (_CURVE_WIDE - 30) / max(len(figure.stops), 1)
    across = [30 + step * (place + 0.5) for place in range(len(figure.stops))]
    expected = [(x, stop.expected) for x, stop in zip(across, figure.stops, strict=True)]
    lived = [(x, stop.experienced) for x, stop in zip(across, figure.stops, strict=True)]
    _series(sheet, expected, _SOFT, _PAPER)
    _series(sheet, lived, _TODAY, None)
    for number, x in enumerate(across, start=1):
        sheet.digits(x, _CURVE_HIGH + 9, str(number), _INK, 10)
    return sheet.png()


def _series(
    sheet: _Sheet, means: Sequence[tuple[float, float | None]], colour: str, inside: str | None
) -> None:
    known = [(x, None if mean is None else _level(mean)) for x, mean in means]
    for (x, y), (end, last) in pairwise(known):
        if y is not None and last is not None:
            sheet.line((x, y), (end, last), colour=colour, wide=2)
    for x, y in known:
        if y is not None:
            sheet.circle(x, y, 5, colour, inside)


def _level(mean: float) -> float:
    return _EDGE + (_CURVE_HIGH - 2 * _EDGE) * (_HIGH - mean) / (_HIGH - _LOW)
