"""What the projector shows, as HTML: for the reveal on a phone, and for the wall page."""

from collections.abc import Iterable
from html import escape
from typing import Final, assert_never

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.show.drawing.in_cells import in_cells
from valueworkshop.core.show.projected_blocks import (
    Bar,
    Dots,
    Drawn,
    Known,
    Number,
    Part,
    Picture,
    Point,
    Said,
    Shown,
    Voting,
)

ON_PHONE: Final = 42
"""A figure is drawn in so many cells on a phone; on one that is narrower it scrolls by itself."""

ON_WALL: Final = 50
"""A figure is drawn in so many cells on the wall."""

_ROWS: Final = 24

_STEEP: Final = "▼▼"
"""The mark of a gap that asks to be talked about."""

_PILE: Final = 12
"""So many dots stand one above the other; from there on there is a number."""

_BOXES: Final = 24
"""So many voters are a box each; more are only a number."""


def text(words: str) -> str:
    """Return somebody's words as HTML."""
    return escape(one_line(words))


def shown(page: Shown, cells: int = ON_PHONE) -> str:
    """Return a place of the workshop: its question, and what there is to see."""
    above = f'<p class="mono">{text(page.above)}</p>' if page.above else ""
    return f"{above}<h1>{text(page.heading)}</h1>{parts(page.parts, cells)}"


def parts(found: Iterable[Part], cells: int = ON_PHONE) -> str:
    """Return the parts of a place, one below the other; points that follow make a list."""
    return "\n".join(_part(part, cells) for part in found)


def _part(part: Part, cells: int) -> str:  # noqa: PLR0911 - one for each part
    match part:
        case Said():
            words = text(part.text)
            return f"<p><strong>{words}</strong></p>" if part.strong else f"<p>{words}</p>"
        case Point():
            mark = f"<b>{text(part.mark)}</b> " if part.mark else ""
            return f'<div class="row"><span dir="auto">{mark}{text(part.text)}</span></div>'
        case Voting():
            asked = f"<p><strong>{text(part.asked)}</strong></p>" if part.asked else ""
            of = f" of {part.of}" if part.of >= part.given else ""
            boxes = "■" * part.given + "□" * (part.of - part.given) if part.of <= _BOXES else ""
            return (
                f'{asked}<p class="gap"><b>{part.given}</b> <span>{of} {text(part.done)}</span>'
                f'<i aria-hidden="true">{boxes}</i></p>'
            )
        case Number():
            steep = ' class="steep"' if part.mark == _STEEP else ""
            said = f"<br>{text(part.said)}" if part.said else ""
            number = f"{text(part.mark)}{text(part.text)}"
            return (
                f'<p class="gap"><b{steep}>{number}</b> <span>{text(part.words)}{said}</span></p>'
            )
        case Dots():
            return _dots(part)
        case Known():
            return f"<p>How we know it: <strong>{text(part.grade)}</strong></p>"
        case Bar():
            share = min(max(part.share, 0), 100)
            return (
                f"<p><strong>{text(part.mark)} {text(part.amount)}</strong> {text(part.label)}</p>"
                f'<svg class="bar" aria-hidden="true"><rect width="{share}%" height="100%"/></svg>'
            )
        case Picture():
            return _rows(part.rows)
        case Drawn():
            canvas = in_cells(part.figure, cells, _ROWS)
            return _rows(canvas.letters() if canvas is not None else part.rows)
        case _:
            assert_never(part)


def _rows(rows: Iterable[str]) -> str:
    return f'<pre tabindex="0">{escape(chr(10).join(row.rstrip() for row in rows))}</pre>'


def _dots(part: Dots) -> str:
    """Return the answers as dots over the points; the words beside them say the same."""
    columns = "".join(
        f'<div{_middle(part, n)}><b aria-hidden="true">{_pile(count)}</b><span>{n}</span></div>'
        for n, count in enumerate(part.counts, 1)
    )
    spread = part.spread.partition(":")[0]  # the words below say all of it
    aloud = ", ".join(f"{count} gave {n}" for n, count in enumerate(part.counts, 1) if count)
    return (
        f"<fieldset><legend>{text(part.label)}<span>{text(spread)}</span></legend>"
        f'<div class="stack" role="img" aria-label="{escape(aloud or "no answer")}">{columns}</div>'
        f"<p>{text(part.said)}</p></fieldset>"
    )


def _pile(count: int) -> str:
    return str(count) if count > _PILE else "\n".join("●" * count)


def _middle(part: Dots, point: int) -> str:
    return ' class="middle"' if part.median == str(point) else ""
