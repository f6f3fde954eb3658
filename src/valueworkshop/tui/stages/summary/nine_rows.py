"""The nine gaps as a list, and the words for the one under the cursor."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from valueworkshop.core.show.pictures import fitted
from valueworkshop.core.summary.nine_gaps import RULE, Nine, asked_for, foremost, in_words
from valueworkshop.tui.widgets.rows import Rows

_TITLE = 24


class NineRows(Rows):
    """The nine gaps, with numbers on the largest."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "To its stage", id="summary.nine_stage"),
    ]

    def show_gaps(self, found: Sequence[Nine]) -> None:
        """Show the gaps: the three largest first."""
        first = foremost(list(found))
        rest = [gap for gap in asked_for(found) if gap not in first]
        self.show_rows([(gap.key, _row(gap, first)) for gap in (*first, *rest)])


def _row(gap: Nine, first: Sequence[Nine]) -> Content:
    sign = str(first.index(gap) + 1) if gap in first else "·"
    if gap.found.number is None:
        sign = "–"
    style = "bold" if gap in first else ""
    muted = "$text-muted" if gap.found.number is None else ""
    return Content.assemble(
        (f"  {sign}  {fitted(gap.title, _TITLE)}", style), (gap.found.said, muted)
    )


def why(found: Sequence[Nine], key: str | None, segment: str) -> Content:
    """Return what a gap means and how it is measured; `segment` is the one that is shown, or ''."""
    gap = next((gap for gap in found if gap.key == key), None)
    if gap is None:
        return Content("")
    said, meaning, *more = in_words(gap, segment)
    lines = [Content(gap.title).stylize("bold"), Content(said), Content(meaning)]
    lines += [Content(text).stylize("$text-muted") for text in (*more, "", RULE)]
    return Content("\n").join(lines)
