"""An SVG that plays screens one after the other, by CSS alone: sites show it as a picture.

A row that several screens share is there once. Who wants no motion sees the last screen.
"""

import html
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from drawn_rows import Cell

_WIDE, _HIGH = 9.6, 20
"""One cell, in pixels."""

_EDGE: Final = 14
_CAPTION: Final = 34

_LEFT: Final = dict(zip("▏▎▍▌▋▊▉█", range(1, 9), strict=True))
_LOW: Final = dict(zip("▁▂▃▄▅▆▇", range(1, 8), strict=True))

_STYLE: Final = """
text { font: 16px ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; white-space: pre; }
.b { font-weight: bold; } .c { font: 17px sans-serif; }
"""
_STILL: Final = "@media (prefers-reduced-motion: reduce) { %s }"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One screen: its rows, how many seconds it stays, and the words below it."""

    rows: Sequence[Sequence[Cell]]
    seconds: float
    caption: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Colours around the screens: of the plane, of the words below."""

    ground: str
    words: str


def play(frames: Sequence[Frame], look: Look) -> str:
    """Return the SVG of some screens of one size, in their order and again from the start."""
    shown: dict[str, list[int]] = defaultdict(list)
    for number, frame in enumerate(frames):
        for y, row in enumerate(frame.rows):
            shown[_row(row, y, look.ground)].append(number)
        shown[_caption(frame, look)].append(number)
    shown.pop("", None)
    ends, total = _ends(frames)
    times: dict[tuple[int, ...], str] = {}
    body = []
    for drawn, numbers in shown.items():
        if len(numbers) == len(frames):
            body.append(drawn)
            continue
        name = times.setdefault(tuple(numbers), f"f{len(times)}")
        body.append(f'<g class="{name}">{drawn}</g>')
    width = len(frames[0].rows[0]) * _WIDE + 2 * _EDGE
    height = len(frames[0].rows) * _HIGH + 2 * _EDGE + _CAPTION
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xml:space="preserve"'
        f' viewBox="0 0 {width:g} {height:g}">'
        f"<style>{_STYLE}{_motion(times, ends, total)}</style>"
        f'<rect width="{width:g}" height="{height:g}" rx="9" fill="{look.ground}"/>'
        f"{''.join(body)}</svg>\n"
    )


def _ends(frames: Sequence[Frame]) -> tuple[list[float], float]:
    """Return when each screen ends, from 0 on, and how long all take."""
    ends = [0.0]
    for frame in frames:
        ends.append(ends[-1] + frame.seconds)
    return ends, ends[-1]


def _motion(times: Mapping[tuple[int, ...], str], ends: Sequence[float], total: float) -> str:
    """Return the rules that show each row in its screens."""
    rules, still = [], []
    for numbers, name in times.items():
        steps = {0.0: "hidden"}
        for number in numbers:
            steps[ends[number]] = "visible"
            steps[ends[number + 1]] = "hidden"
        told = "".join(
            f"{at / total:.3%}{{visibility:{how}}}"
            for at, how in sorted(steps.items())
            if at < total
        )
        rules.append(
            f"@keyframes {name}{{{told}}}.{name}{{animation:{name} {total:g}s step-end infinite}}"
        )
        last = "visible" if len(ends) - 2 in numbers else "hidden"
        still.append(f".{name}{{animation:none;visibility:{last}}}")
    return "".join(rules) + _STILL % "".join(still)


def _row(row: Sequence[Cell], y: int, ground: str) -> str:
    """Return one row: its grounds, its blocks, its letters."""
    top = _EDGE + y * _HIGH
    drawn, x = "", 0
    for (colour, on, bold), run in groupby(row, lambda c: (c.colour, c.ground, c.bold)):
        cells = list(run)
        left, wide = _EDGE + x * _WIDE, len(cells) * _WIDE
        if on != ground:
            # A little wider and higher, so that no seam shows between neighbours.
            drawn += (
                f'<rect x="{left:g}" y="{top}" width="{wide + 0.3:g}" height="{_HIGH + 0.3:g}"'
                f' fill="{on}"/>'
            )
        drawn += "".join(_letters(cells, left, top, colour, bold=bold))
        x += len(cells)
    return drawn


def _letters(
    cells: Sequence[Cell], left: float, top: int, colour: str, *, bold: bool
) -> Iterator[str]:
    """Yield the letters of a run, words together, blocks as rectangles."""
    x = 0
    for kind, run in groupby(cells, lambda c: _kind(c.letter)):
        part = list(run)
        at = left + x * _WIDE
        text = "".join(cell.letter for cell in part)
        if kind == "block":
            for n, cell in enumerate(part):
                if cell.colour != cell.ground:
                    yield _block(cell.letter, at + n * _WIDE, top, colour)
        elif text.strip():
            blank = len(text) - len(text.lstrip())
            at, length = at + blank * _WIDE, len(part) - blank - (len(text) - len(text.rstrip()))
            heavy = ' class="b"' if bold else ""
            size = f' textLength="{length * _WIDE:g}"' if length > 1 else ""
            yield (
                f'<text x="{at:g}" y="{top + 15}" fill="{colour}"{heavy}{size}>'
                f"{html.escape(text.strip(), quote=False)}</text>"
            )
        x += len(part)


def _kind(letter: str) -> str:
    if letter in _LEFT or letter in _LOW or letter in ("▀", "▐"):
        return "block"
    return "word"


def _block(letter: str, x: float, top: int, colour: str) -> str:
    wide, high, y = _WIDE, float(_HIGH), float(top)
    if letter in _LEFT:
        wide = _WIDE * _LEFT[letter] / 8
    elif letter == "▐":
        wide, x = _WIDE / 2, x + _WIDE / 2
    elif letter == "▀":
        high = _HIGH / 2
    else:
        high = _HIGH * _LOW[letter] / 8
        y = top + _HIGH - high
    return f'<rect x="{x:g}" y="{y:g}" width="{wide:g}" height="{high:g}" fill="{colour}"/>'


def _caption(frame: Frame, look: Look) -> str:
    across = _EDGE + len(frame.rows[0]) * _WIDE / 2
    y = 2 * _EDGE + len(frame.rows) * _HIGH + 12
    words = html.escape(frame.caption, quote=False)
    place = f'x="{across:g}" y="{y}" text-anchor="middle"'
    return f'<text class="c" {place} fill="{look.words}">{words}</text>'
