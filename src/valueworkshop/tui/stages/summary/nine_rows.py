"""The nine gaps as a list, and the words for the one under the cursor."""

from collections.abc import Sequence
from typing import ClassVar, Final

from textual.binding import Binding, BindingType
from textual.content import Content

from valueworkshop.core.show.pictures import fitted
from valueworkshop.core.summary.nine_gaps import RULE, Nine, asked_for, foremost, in_words
from valueworkshop.tui.widgets.spaced_rows import SpacedRows

_TITLE: Final = 24
_HIGH, _HIGHER = 30, 46
"""From so many rows on the screen a gap has all lines that it needs, and an empty one below."""

_EDGES: Final = 5
"""Cells of the card's borders, the blanks within them, and the scroll bar."""


class NineRows(SpacedRows):
    """The nine gaps, with numbers on the largest."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "To its stage", id="summary.nine_stage"),
    ]

    def show_gaps(self, found: Sequence[Nine], width: int) -> None:
        """Show the gaps, the three largest first, on a card of `width` cells."""
        width -= _EDGES
        first = foremost(list(found))
        rest = [gap for gap in asked_for(found) if gap not in first]
        height = self.app.size.height
        rows = [
            (gap.key, _row(gap, first, width, wraps=height >= _HIGH)) for gap in (*first, *rest)
        ]
        self.show_spaced(rows, Content("") if height >= _HIGHER else None)


def _row(gap: Nine, first: Sequence[Nine], width: int, *, wraps: bool) -> list[Content]:
    sign = str(first.index(gap) + 1) if gap in first else "·"
    if gap.found.number is None:
        sign = "–"
    style = "bold" if gap in first else ""
    muted = "$text-muted" if gap.found.number is None else ""
    head = Content.assemble((f"  {sign}  {fitted(gap.title, _TITLE)}", style))
    room = max(width - head.cell_length, _TITLE)
    said = Content(gap.found.said).stylize(muted)
    if not wraps:
        return [Content.assemble(head, said.truncate(room, ellipsis=True))]
    return [
        Content.assemble(" " * head.cell_length if n else head, line)
        for n, line in enumerate(said.wrap(room) or [said])
    ]


def why(found: Sequence[Nine], key: str | None, segment: str) -> Content:
    """Return what a gap means and how it is measured; `segment` is the one that is shown, or ''."""
    gap = next((gap for gap in found if gap.key == key), None)
    if gap is None:
        return Content("")
    said, meaning, *more = in_words(gap, segment)
    lines = [Content(gap.title).stylize("bold"), Content(said), Content(meaning)]
    lines += [Content(text).stylize("$text-muted") for text in (*more, "", RULE)]
    return Content("\n").join(lines)
