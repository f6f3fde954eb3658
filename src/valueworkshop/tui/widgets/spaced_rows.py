"""Rows of several lines, with a line between them that the cursor leaves alone."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from textual.content import Content
from textual.geometry import Size
from textual.strip import Strip

from valueworkshop.tui.widgets.rows import Rows


class SpacedRows(Rows):
    """Rows as `Rows`, each with lines of its own; below it there may be one between the rows."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        """Make an empty list."""
        super().__init__(id=id, classes=classes)
        self._spaced: frozenset[str] = frozenset()

    def show_spaced(
        self,
        rows: Sequence[tuple[str, Sequence[Content]]],
        below: Content | Callable[[str], Content | None] | None = None,
        *,
        pitch: int | None = None,
    ) -> None:
        """Show rows of (id, lines), each but the last with the line `below` it, if there is one.

        With a `pitch` only rows of fewer lines get it.
        """
        made, spaced = [], set()
        for place, (key, lines) in enumerate(rows, 1):
            text = Content("\n").join(lines)
            has_room = pitch is None or len(lines) < pitch
            line = below(key) if callable(below) else below
            if line is not None and has_room and place < len(rows):
                text = Content("\n").join([text, line])
                spaced.add(key)
            made.append((key, text))
        self._spaced = frozenset(spaced)
        self.show_rows(made)

    @property
    def line_count(self) -> int:
        """How many lines all rows take."""
        return sum(str(option.prompt).count("\n") + 1 for option in self.options)

    def render_line(self, y: int) -> Strip:
        """Draw a line; one between the rows as if the cursor were elsewhere.

        Of a row with the cursor the first line is bold, the others keep their weight.
        """
        try:
            index, line = self._lines[self.scroll_offset.y + y]
        except IndexError:
            return super().render_line(y)
        option = self.options[index]
        if option.id in self._spaced and line + 1 >= self._line_cache.heights[index]:
            style = self.get_visual_style("option-list--option")
            return self._get_option_render(option, style)[line]
        few = self.app.no_color or self.app.native_ansi_color
        if line == 0 or index != self.highlighted or few:
            return super().render_line(y)
        style = self.get_visual_style("option-list--option", "option-list--option-highlighted")
        return self._get_option_render(option, replace(style, bold=False))[line]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines of the rows: nobody wraps them."""
        del container, viewport, width
        return self.line_count
