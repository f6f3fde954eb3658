"""Figures of many things side by side: a table of heat, bars of parts, shares, and levels.

As in `svg.py`: HTML that wraps, and in it inline SVG whose widths are per cent.
"""

import re
from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from valueworkshop.core.show.card_figures import NOWHERE, HeatRow, HeatTable, Stack, StackedBars
from valueworkshop.core.show.figures import Level, Levels, Share, Shares
from valueworkshop.exports.svg_parts import framed, label, legend, words

_WARMEST: Final = 5
"""The style has so many grounds of heat, from 1 on."""


def heat_table(found: HeatTable) -> str:
    """Return a table with a bar in each cell. On a phone a number stands for each column's name."""
    if not found.columns or not found.rows:
        return ""
    heads = "".join(
        f'<div role="columnheader"><span class="key" aria-hidden="true">{number}</span>'
        f'<span class="whose" dir="auto">{words(name) or "–"}</span></div>'
        for number, name in enumerate(found.columns, start=1)
    )
    top = f'<div role="row" class="heads"><div role="columnheader"></div>{heads}</div>'
    rows = "\n".join(_heat_row(row) for row in found.rows)
    foot = _heat_row(found.balance, means=found.balance_means)
    table = (
        f"{legend(found.columns)}\n"
        f'<div role="table" aria-label="{words(found.title)}">\n{top}\n{rows}\n{foot}\n</div>'
    )
    return framed("heat", found.title, table)


def _heat_row(row: HeatRow, means: str = "") -> str:
    below = f'<span class="means">{words(means)}</span>' if means else ""
    cells = "".join(
        _heat_cell(number, share, count, cold=bool(means))
        for number, share, count in zip(row.numbers, row.shares, row.counts, strict=True)
    )
    kind = ' class="balance"' if means else ""
    return (
        f'<div role="row"{kind}><div role="rowheader">{label(row.label)}{below}</div>{cells}</div>'
    )


def _heat_cell(number: str, share: int, count: str, *, cold: bool) -> str:
    if not cold and share == NOWHERE:
        return '<div role="cell" class="none"></div>'
    size = min(abs(share), 1000)
    warm = "" if cold else f" heat{min(size * _WARMEST // 1000 + 1, _WARMEST)}"
    first, _, rest = words(number).partition(" (")
    change = f' <span class="change">{rest.removesuffix(")")}</span>' if rest else ""
    many = f'<span class="count">{words(count)}</span>' if count else ""
    return (
        f'<div role="cell" class="warm{warm}"><strong>{first}</strong>{change}'
        '<svg height="5" aria-hidden="true" focusable="false">'
        '<rect class="rest" width="100%" height="5"/>'
        f'<rect class="length" width="{size / 10:.1f}%" height="5"/></svg>{many}</div>'
    )


# Bars of parts


def stacked_bars(found: StackedBars) -> str:
    """Return bars of the same parts, each with its number where there is room for it."""
    if not found.stacks:
        return ""
    looks = _looks(found)
    keys = "".join(
        '<li><svg width="14" height="14" aria-hidden="true" focusable="false">'
        f'<rect class="{look}" width="14" height="14" rx="2"/></svg> {words(part)}</li>'
        for part, look in zip(found.parts, looks, strict=True)
    )
    rows = "\n".join(_stack(found.parts, looks, stack) for stack in found.stacks)
    inside = f'<ul class="parts">{keys}</ul>\n<ul>\n{rows}\n</ul>'
    return framed("bars stacks", found.title, inside)


def _looks(found: StackedBars) -> list[str]:
    """Return the class of each part: what leads and what falls short have colours."""
    looks, greys = [], 0
    for part in range(len(found.parts)):
        if part < found.leads:
            looks.append(f"lead{min(part + 1, 2)}")
        elif part == found.short:
            looks.append("gap")
        else:
            greys += 1
            looks.append(f"grey{min(greys, 2)}")
    return looks


def _stack(parts: Sequence[str], looks: Sequence[str], stack: Stack) -> str:
    said = zip(parts, stack.numbers, strict=True)
    told = f"{stack.label}: {', '.join(f'{part} {number}' for part, number in said)}"
    starts = accumulate(stack.shares, initial=0)
    drawn = "".join(
        _part(start / 10, share / 10, number, look)
        for start, share, number, look in zip(
            starts, stack.shares, stack.numbers, looks, strict=False
        )
        if share
    )
    beside = " ".join(filter(None, (words(stack.beside), words(stack.below))))
    picture = f'<svg height="24" role="img" aria-label="{words(told)}">{drawn}</svg>'
    return f'<li>{label(stack.label)}<span class="value">{beside}</span>{picture}</li>'


def _part(start: float, wide: float, number: str, look: str) -> str:
    drawn = f'<rect class="{look}" x="{start:.1f}%" width="{wide:.1f}%" height="24"/>'
    if wide < 3 + 3 * len(number):  # at 300 points across its number would stand out of it
        return drawn
    where = f'x="{start + wide / 2:.1f}%" y="16.5" text-anchor="middle"'
    return f'{drawn}<text class="on-{look}" {where}>{words(number)}</text>'


# Shares of a whole


def shares(found: Shares) -> str:
    """Return a bar for each thing: how much of its whole it has."""
    if not found.rows:
        return ""
    rows = "\n".join(map(_share, found.rows))
    return framed("bars", found.title, f"<ul>\n{rows}\n</ul>", words(found.note))


def _share(row: Share) -> str:
    size = min(max(row.share, 0), 1000) / 10
    return (
        f'<li>{label(row.label)}<span class="value">{words(row.text)}</span>'
        '<svg height="14" aria-hidden="true" focusable="false">'
        '<rect class="track" width="100%" height="14" rx="2"/>'
        f'<rect class="gap" width="{size:.1f}%" height="14" rx="2"/></svg></li>'
    )


# Levels over time

_TALL, _ABOVE, _BELOW = 120, 20, 40
_IN_A_YEAR: Final = re.compile(r"(\d{4})-(\w+)", re.ASCII)
"""A part of a year, such as 2026-Q1: its year is in a line of its own."""


def levels(found: Levels) -> str:
    """Return a column for each time, its number above it; 0 is the floor."""
    if not found.levels:
        return ""
    told = ", ".join(f"{each.label}: {each.text}" for each in found.levels)
    high = max((each.value or 0 for each in found.levels), default=0)
    step = 100 / len(found.levels)
    drawn = "".join(_level(at * step, step, each, high) for at, each in enumerate(found.levels))
    floor = f'<line class="axis" x1="0" x2="100%" y1="{_ABOVE + _TALL}" y2="{_ABOVE + _TALL}"/>'
    name = words(f"{found.title}: {told}")
    picture = (
        f'<svg height="{_ABOVE + _TALL + _BELOW}" role="img" aria-label="{name}">'
        f"{drawn}{floor}</svg>"
    )
    return framed("levels", found.title, picture)


def _level(left: float, step: float, level: Level, high: float) -> str:
    tall = _TALL * (level.value or 0) / high if high else 0
    top, middle = _ABOVE + _TALL - tall, left + step / 2
    dated = _IN_A_YEAR.fullmatch(level.label)
    lines = enumerate((dated[2], dated[1]) if dated else (words(level.label),))
    return (
        f'<rect class="lead1" x="{left + step * 0.12:.2f}%" y="{top:.1f}" '
        f'width="{step * 0.76:.2f}%" height="{tall:.1f}"/>'
        f'<text class="number" x="{middle:.2f}%" y="{top - 6:.1f}" text-anchor="middle">'
        f"{words(level.text)}</text>"
        + "".join(
            f'<text x="{middle:.2f}%" y="{_ABOVE + _TALL + 16 + 15 * row}" text-anchor="middle">'
            f"{line}</text>"
            for row, line in lines
        )
    )
