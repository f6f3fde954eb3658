"""Figures in a Word document: a picture of geometry, and all words beside it as text."""

import io
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt

from valueworkshop.core.scoring.rounding import whole
from valueworkshop.core.show.figures import Bars, Curve, Distances, Figure, Map, Strips
from valueworkshop.exports import figure_pictures as pictures

Words = Callable[[str], str]
Row = tuple[str, bytes | None, str, str]
"""The label of a row, its picture, what the picture says, and the value beside it."""

_PICTURE: Final = Cm(6.6)
_VALUE: Final = Cm(2.2)
_TOGETHER: Final = 14
"""So many rows stay on one page; more would leave half a page empty before them."""


def drawn(document: Any, figure: Figure, wide: int, words: Words) -> bool:
    """Draw a figure; return whether there was something to draw."""
    match figure:
        case Distances():
            rows = [
                _distance(row.label, row.today, row.needed, row.gap, row.sign)
                for row in figure.rows
            ]
            head = ("", pictures.scale(), "the scale from 1 to 5", "")
            note = "● today, ○ what customers need, from 1 to 5"
            return _rows(document, figure.title, note, [head, *rows] if rows else [], wide, words)
        case Bars():
            bars = [_bar(bar.label, bar.value, bar.sign) for bar in figure.bars]
            note = "0 to 100; longer is worse"
            return _rows(document, figure.title, note, bars, wide, words)
        case Strips():
            strips = [
                (each.label, pictures.strip(each.counts), _given(each.counts), "")
                for each in figure.strips
                if sum(each.counts)
            ]
            return _rows(document, "", "", strips, wide, words)
        case Map():
            return _map(document, figure, words)
        case Curve():
            return _curve(document, figure, words)
        case _:
            return False


def _distance(
    label: str, today: float | None, needed: float | None, gap: float | None, sign: str
) -> Row:
    if today is None or needed is None or gap is None:
        return (label, None, "", "not rated")
    told = f"{sign} {whole(abs(gap))}{' over' if whole(gap) < 0 else ''}".strip()
    said = f"today {today:.1f}, needed {needed:.1f}, on the scale from 1 to 5"
    return (label, pictures.distance(today, needed), said, told)


def _bar(label: str, value: float | None, sign: str) -> Row:
    if value is None:
        return (label, None, "", "not rated")
    told = f"{sign} {whole(abs(value))}{' over' if whole(value) < 0 else ''}".strip()
    return (label, pictures.bar(value), f"{whole(abs(value))} of 100", told)


def _given(counts: Iterable[int]) -> str:
    given = ((point, count) for point, count in enumerate(counts, start=1) if count)
    return ", ".join(f"{count} gave {point}" for point, count in given)


def _rows(
    document: Any, title: str, note: str, rows: Sequence[Row], wide: int, words: Words
) -> bool:
    """Write a table without lines: a label, its picture, its value."""
    if not rows:
        return False
    _caption(document, title, note, words)
    valued = any(row[3] for row in rows)
    widths = [wide - _PICTURE - (_VALUE if valued else 0), _PICTURE, *([_VALUE] if valued else [])]
    made = document.add_table(rows=len(rows), cols=len(widths))
    made.autofit = False
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width
    for at, (row, cells) in enumerate(zip(rows, made.rows, strict=True), start=1):
        label, picture, said, value = row
        for cell, width in zip(cells.cells, widths, strict=True):
            cell.width = width
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(1)
            paragraph.paragraph_format.keep_with_next = at < len(rows) <= _TOGETHER
        _small(cells.cells[0], words(label) or ("–" if value else ""))
        if picture is not None:
            alt = f"{words(label)}: {said}" if words(label) else said
            _picture(cells.cells[1].paragraphs[0], picture, alt, _PICTURE - Cm(0.6))
        if valued:
            _small(cells.cells[2], value)
            cells.cells[2].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    gap_below(document)
    return True


def gap_below(document: Any) -> None:
    """Leave a little room below a table, which has none of its own."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = Pt(7)


def _small(cell: Any, text: str) -> None:
    cell.paragraphs[0].add_run(text).font.size = Pt(9)


def _caption(document: Any, title: str, note: str, words: Words) -> None:
    if not (title or note):
        return
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    paragraph.add_run(words(title)).bold = True
    if note:
        paragraph.add_run(f"{'. ' if title else ''}{words(note)}").font.size = Pt(9)


def _picture(paragraph: Any, data: bytes, alt: str, width: int) -> None:
    inline = paragraph.add_run().add_picture(io.BytesIO(data), width=width)._inline  # noqa: SLF001
    inline.docPr.set("descr", alt)


def _map(document: Any, figure: Map, words: Words) -> bool:
    placed = [spot for spot in figure.spots if spot.across is not None and spot.up is not None]
    if not placed:
        return False
    axes = f"{figure.up} (up) against {figure.across} (right)"
    places = ("top left", "top right", "bottom left", "bottom right")
    corners = [
        f"{where}: {corner}" for where, corner in zip(places, figure.corners, strict=True) if corner
    ]
    _caption(document, figure.title, "; ".join([axes, *corners]), words)
    _picture(document.add_paragraph(), pictures.on_map(figure), words(axes), Cm(12))
    _legend(document, (spot.label for spot in figure.spots), words)
    return True


def _curve(document: Any, figure: Curve, words: Words) -> bool:
    if all(stop.expected is None and stop.experienced is None for stop in figure.stops):
        return False
    _caption(document, figure.title, "○ expected, ● experienced, from 1 to 5", words)
    alt = f"{words(figure.title)}, rated from 1 to 5"
    _picture(document.add_paragraph(), pictures.curve(figure), alt, Cm(13.5))
    _legend(document, (stop.label for stop in figure.stops), words)
    return True


def _legend(document: Any, labels: Iterable[str], words: Words) -> None:
    lines = [f"{number}  {words(label) or '–'}" for number, label in enumerate(labels, start=1)]
    document.add_paragraph().add_run("\n".join(lines)).font.size = Pt(9)
