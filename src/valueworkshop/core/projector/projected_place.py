"""The part of a place's description that we may project: a closed filter over its blocks.

From a place it takes the question and the line above it, from the blocks those that
`core/show/projected_blocks.py` can hold. Its input is a session as the room has seen it.
"""

from collections.abc import Iterable, Iterator

from valueworkshop.core.scoring.rounding import whole
from valueworkshop.core.show import projected_blocks as projected
from valueworkshop.core.show.blocks import (
    Bullets,
    Chart,
    Dots,
    Known,
    Number,
    Paragraph,
    Sight,
    Voting,
)
from valueworkshop.core.show.figures import Bar, Bars
from valueworkshop.core.show.pictures import cut
from valueworkshop.core.show.place import Place
from valueworkshop.core.show.projected_blocks import WIDTH, Part, Shown


def projected_place(place: Place, blocks: Iterable[Sight]) -> Shown:
    """Return what to project of a place that `blocks` describe."""
    return Shown(
        heading=place.question,
        above=place.above,
        parts=tuple(part for block in blocks for part in _parts(block)),
        latest=place.growing,
    )


def _parts(block: Sight) -> Iterator[Part]:
    match block:
        case Paragraph(text, strong, aside):
            if text.strip() and not aside:
                yield projected.Said(text=text, strong=strong)
        case Bullets():
            yield from _points(block)
        case Chart():
            yield from _chart(block)
        case Number():
            words = f"{block.name}, {block.words}" if block.name else block.words
            yield projected.Number(
                text=block.text,
                words=words,
                mark=block.mark,
                said=block.said,
                counts_down=block.counts_down,
            )
        case Dots():
            yield projected.Dots(
                label=block.label,
                counts=block.counts,
                said=block.said,
                facet=block.facet,
                given=block.given,
                median=block.median,
                spread=block.spread,
            )
        case Known(grade=grade):
            yield projected.Known(grade=grade)
        case Voting():
            yield projected.Voting(given=0, of=block.of, asked=block.asked, done=block.done)
        case _:  # headings, quotes, tables and tasks are for those who read a report
            return


def _chart(chart: Chart) -> Iterable[Part]:
    """Return a figure if it can be drawn there, else a picture in letters."""
    if isinstance(chart.figure, Bars):
        return _bars(chart.figure.bars)
    rows = [cut(row, WIDTH) for row in chart.drawn(WIDTH)]
    if chart.cells is not None:
        return (projected.Drawn(figure=chart.cells, rows=tuple(rows)),)
    return projected.picture(rows)


def _bars(bars: Iterable[Bar]) -> Iterator[Part]:
    for bar in bars:
        if bar.value is not None:
            value = whole(bar.value)
            yield projected.Bar(
                label=bar.label, amount=str(value), share=min(abs(value), 100), mark=bar.sign
            )


def _points(bullets: Bullets) -> Iterator[Part]:
    marks = bullets.marks or [""] * len(bullets.items)
    for item, mark in zip(bullets.items, marks, strict=True):
        if item.strip():
            yield projected.Point(text=item, mark=mark)
