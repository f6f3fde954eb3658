"""Draws our own signs in ASCII, with a filter on everything drawn; what people wrote stays."""

from collections.abc import Callable

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from valueworkshop.core.show.ascii_signs import Written, plain


class PlainSigns(LineFilter):
    """Turns the signs of a line into plain ones, cell by cell."""

    def __init__(self, said: Callable[[], object]) -> None:
        """Leave alone what `said` returns; the filter calls it at each line, it seldom changes."""
        super().__init__()
        self._said = said
        self._known: object = None
        self._written = Written()

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments of a line with plain signs."""
        del background
        line = "".join(segment.text for segment in segments)
        if line.isascii():
            return segments
        said = self._said()
        if said is not self._known:
            self._known, self._written = said, Written(said)
        drawn, place, found = plain(line, self._written), 0, []
        ground = "default"
        for segment in segments:
            end = place + len(segment.text)
            text, style = drawn[place:end], segment.style or Style()
            if text and not text.strip("#") and style.color == style.bgcolor:
                # Whole blocks of a number would outshine the halves beside them.
                style += Style(bgcolor=ground)
            elif style.bgcolor is not None:
                ground = style.bgcolor.name
            found.append(Segment(text, style, segment.control))
            place = end
        return found
