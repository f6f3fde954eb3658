"""A shadow of what stands on the terminal: a frame leaves out the cells that are there already.

Textual draws whole widgets where a few cells differ, and a slow line carries them all. The shadow
lies between the compositor's update, which still knows its cells and styles, and the driver, which
sees all that is written: whatever is written besides frames may change the screen, so the shadow
then knows nothing, and the next frames are whole.

Terminals disagree how wide some signs are. From the cell before the first such sign to the end of
its row nothing is left out, until that part of the row has been drawn anew without one.
"""

import re
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter, ne, or_
from typing import Final

from rich.console import Console
from rich.style import Style
from textual._ansi_sequences import SYNC_END, SYNC_START
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.geometry import Size
from textual.strip import Strip

_UNKNOWN: Final = "\0"
"""The sign of a cell of which we do not know what stands there."""

_CHANGE_NO_CELL: Final = frozenset({SYNC_START, SYNC_END, "\x07", "\x1b[?25h", "\x1b[?25l"})

_OPERATING_SYSTEM: Final = "\x1b]"
"""Begins what is no text either: the clipboard, the shape of the mouse."""

_CERTAIN: Final = re.compile(
    "[ -~\u00a1-\u00a8\u00aa-\u00ac\u00af-\u02ff\u0370-\u0377\u037a-\u0482\u048a-\u052f"
    "\u2010-\u2022\u2024-\u2027\u2030-\u203b\u20a0-\u20bf\u2190-\u2193\u2200-\u22ff"
    "\u2500-\u25a9\u25ac-\u25b5\u25b7-\u25bf\u25c1-\u25fa\u2713\u2800-\u28ff]*"
)
"""Signs that take one cell in every terminal, unless all signs of their kind take two in it."""

_KEPT: Final = 2_048
"""We keep so many pieces of rows as cells: what is seen again is often the same piece."""

_BRIDGED: Final = 8
"""Cells that are there already between two that are not: going over them takes as many bytes."""


class Shadow:
    """What stands in the cells of one terminal, as far as we know: their signs and their looks."""

    def __init__(self) -> None:
        """Know nothing."""
        self._size = Size(0, 0)
        self._signs: list[list[str]] = []
        self._looks: list[list[str]] = []
        self._certain: list[int] = []
        self._codes: dict[Style | None, str] = {None: ""}
        self._kept: dict[int, tuple[Strip, list[str], list[str], int]] = {}
        self._sent: str | None = None

    def forget(self) -> None:
        """Know nothing any more: something else may have been drawn."""
        self._size = Size(0, 0)

    def heard(self, data: str) -> None:
        """Hear what is written to the terminal."""
        if data in _CHANGE_NO_CELL or data.startswith(_OPERATING_SYSTEM):
            return
        sent, self._sent = self._sent, None
        if sent is None or not data.startswith(sent):
            self.forget()

    def different(self, update: LayoutUpdate | ChopsUpdate, size: Size, console: Console) -> str:
        """Return what to write for an update; it has to be written next."""
        if size != self._size:
            self._size = size
            self._signs = [[_UNKNOWN] * size.width for _ in range(size.height)]
            self._looks = [[""] * size.width for _ in range(size.height)]
            self._certain = [size.width] * size.height
        written: list[str] = []
        for y, pieces in _rows(update):
            if y < size.height:
                written += self._row(y, pieces, console)
        self._sent = "".join(written)
        return self._sent

    def _row(self, y: int, pieces: list[tuple[int, Strip]], console: Console) -> Iterator[str]:
        """Yield what to write for some pieces of a row, from left to right."""
        signs, looks, certain = self._signs[y], self._looks[y], self._certain[y]
        width = anew = len(signs)
        healed = certain
        for x, strip in pieces:
            now, now_look, sure = self._cells(strip, console)
            if sure < len(now):
                anew = min(anew, max(x + sure, 0))
            end = min(x + len(now), width)
            known = min(max(min(certain, anew), x), end) - x
            old, old_look = signs[x : x + known], looks[x : x + known]
            for begin, over in _runs(old, old_look, now, now_look):
                yield _at(x + begin, y)
                if over - begin == len(now):
                    yield strip.render(console)
                else:
                    yield _written(now[begin:over], now_look[begin:over])
            if x + known < end:
                # Erased first: a terminal may take fewer cells for the text than we do.
                yield f"{_at(x + known, y)}\x1b[{end - x - known}X"
                yield strip.crop(known, end - x).render(console)
            signs[x:end], looks[x:end] = now[: end - x], now_look[: end - x]
            if x <= healed < end:
                healed = end
        self._certain[y] = anew if healed >= width else min(certain, anew)

    def _cells(self, strip: Strip, console: Console) -> tuple[list[str], list[str], int]:
        """Return the signs and looks of a strip, and how many cells of it are sure.

        That is -1 if the cell before it is not.
        """
        kept = self._kept.get(id(strip))  # the same one, as long as it is kept here
        if kept is None:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            kept = self._kept[id(strip)] = (strip, *self._taken_apart(strip, console))
        return kept[1:]

    def _taken_apart(self, strip: Strip, console: Console) -> tuple[list[str], list[str], int]:
        signs: list[str] = []
        looks: list[str] = []
        for text, style, _ in strip:
            look = self._codes.get(style)
            if look is None:
                look = self._codes[style] = _codes(style, console)
            match = _CERTAIN.match(text)
            sure = match.end() if match and not (style and style.link) else 0
            signs += text[:sure]
            looks += [look] * sure
            if sure < len(text):
                before, rest = len(signs) - 1, strip.cell_length - len(signs)
                return signs + [_UNKNOWN] * rest, looks + [""] * rest, before
        return signs, looks, len(signs)


class Difference(CompositorUpdate):
    """An update of which only that is written which does not stand there yet."""

    def __init__(self, update: LayoutUpdate | ChopsUpdate, shadow: Shadow, size: Size) -> None:
        """Leave out of an update what a shadow knows, on a screen of this size."""
        self._update, self._shadow, self._size = update, shadow, size

    def render_segments(self, console: Console) -> str:
        """Return what to write."""
        return self._shadow.different(self._update, self._size, console)


def _codes(style: Style | None, console: Console) -> str:
    return Strip.render_ansi(style, console._color_system) if style else ""  # noqa: SLF001


def _rows(update: LayoutUpdate | ChopsUpdate) -> Iterator[tuple[int, list[tuple[int, Strip]]]]:
    """Yield the rows of an update, with the column and the cells of each of their pieces."""
    if isinstance(update, LayoutUpdate):
        for y, line in enumerate(update.strips, update.region.y):
            x, pieces = update.region.x, []
            for strip in line:
                pieces.append((x, strip))
                x += strip.cell_length
            yield y, pieces
        return
    for y, spans in groupby(update.spans, key=itemgetter(0)):
        pieces = []
        for _, left, right in spans:
            for end, (x, made) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
                if made is not None and x <= right and end > left:
                    whole = left <= x < right and end <= right
                    pieces.append((x, made if whole else made.crop(0, min(end, right) - x)))
        yield y, pieces


def _runs(
    old: list[str], old_look: list[str], now: list[str], now_look: list[str]
) -> Iterator[tuple[int, int]]:
    """Yield where runs of other cells begin and end, with what lies between two that are near.

    If most cells of a piece are others, that is all of it. There may be fewer old cells than new.
    """
    if old == now[: len(old)] and old_look == now_look[: len(old)]:
        return
    other = map(or_, map(ne, old, now), map(ne, old_look, now_look))
    places = [place for place, is_other in enumerate(other) if is_other]
    if 2 * len(places) > len(now) == len(old):
        yield 0, len(now)
        return
    begin = before = places[0]
    for place in places:
        if place - before > _BRIDGED:
            yield begin, before + 1
            begin = place
        before = place
    yield begin, before + 1


def _written(signs: list[str], looks: list[str]) -> str:
    """Return what to write for some cells."""
    written, begin = [], 0
    for look, run in groupby(looks):
        over = begin + len(list(run))
        text = "".join(signs[begin:over])
        written.append(f"\x1b[{look}m{text}\x1b[0m" if look else text)
        begin = over
    return "".join(written)


def _at(x: int, y: int) -> str:
    return f"\x1b[{y + 1};{x + 1}H"
