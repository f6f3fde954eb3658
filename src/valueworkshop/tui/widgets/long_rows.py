"""A list of any length: it draws a row when you see it, not before."""

from collections.abc import Callable, Mapping, Sequence
from itertools import chain

from textual.content import Content
from textual.geometry import Size
from textual.widgets.option_list import Option

from valueworkshop.tui.widgets.rows import Rows


class LongRows(Rows):
    """Rows of a known height, drawn by a function of their id when you see them.

    Textual's list asks each of its rows for its height, and so draws ten thousand to show thirty.
    """

    _each = 1
    _other: Mapping[str, int] = {}

    def show_ids(
        self,
        ids: Sequence[str],
        draw: Callable[[str], Content],
        cursor: str | None = None,
        *,
        headings: frozenset[str] = frozenset(),
        each: int = 1,
        other: Mapping[str, int] | None = None,
    ) -> None:
        """Show a row for each id, which must differ; the cursor goes to `cursor`, else stays.

        It stays on its row and at the same height on the screen; if the row is gone, it goes to the
        row that is now in that position. It never goes to one of the `headings`. A row takes `each`
        lines, or those that `other` says for its id; lines that it does not draw stay blank.
        """
        wanted, place = cursor if cursor is not None else self.current, self.highlighted or 0
        above = self._index_to_line.get(place, place) - self.scroll_offset.y
        if (each, other or {}) != (self._each, self._other):
            self._each, self._other = each, other or {}
            self._line_cache.clear()
            self.call_next(self.scroll_to_highlight)
        if list(ids) == [option.id for option in self.options]:
            self._draw_anew(draw)
        else:
            self.set_options([_Row(key, draw, is_heading=key in headings) for key in ids])
        if wanted is not None and wanted in self._id_to_option:
            place = self.get_option_index(wanted)
        found = self._nearest(min(place, len(ids) - 1))
        if found is not None and found != self.highlighted:
            self.highlighted = found
            if cursor is None:
                if found > 0 and self.options[found - 1].disabled:
                    above = max(above, self._height(found - 1))
                top = self._index_to_line.get(found, found) - above
                self.scroll_to(y=max(0, top), animate=False, immediate=True)

    def _draw_anew(self, draw: Callable[[str], Content]) -> None:
        for option in self.options:
            if isinstance(option, _Row):
                option.draw_by(draw)
        self._option_render_cache.clear()
        self.refresh()

    def _nearest(self, place: int) -> int | None:
        """Return the nearest place at or after `place` for the cursor, else one before it."""
        places = chain(range(max(place, 0), self.option_count), range(place - 1, -1, -1))
        return next((index for index in places if not self.options[index].disabled), None)

    def scroll_to_highlight(self, top: bool = False) -> None:  # noqa: FBT001, FBT002 - Textual's
        """Scroll to the row under the cursor, and to a heading right above it."""
        super().scroll_to_highlight(top)
        place = self.highlighted or 0
        if 0 < place < self.option_count and self.options[place - 1].disabled:
            above = self._index_to_line.get(place - 1, place - 1)
            self.scroll_to(y=min(self.scroll_target_y, above), animate=False, immediate=True)

    def _height(self, index: int) -> int:
        """Return how many lines a row takes."""
        return self._other.get(self.options[index].id or "", self._each)

    def _update_lines(self) -> None:
        """Give each row its lines, without drawing it."""
        region = self.scrollable_content_region
        if not region:
            return
        cache = self._line_cache
        for index in range(len(cache.heights), self.option_count):
            height = self._height(index)
            cache.heights[index] = height
            cache.index_to_line[index] = len(cache.lines)
            cache.lines.extend((index, line) for line in range(height))
        size = Size(region.width, len(cache.lines))
        if size != self.virtual_size:
            self.virtual_size = size
            self._scroll_update(size)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines of all rows."""
        del container, viewport, width
        return sum(map(self._height, range(self.option_count)))


class _Row(Option):
    """A row that is drawn when Textual asks for it."""

    def __init__(self, key: str, draw: Callable[[str], Content], *, is_heading: bool) -> None:
        super().__init__("", id=key, disabled=is_heading)
        self.draw_by(draw)

    def draw_by(self, draw: Callable[[str], Content]) -> None:
        """Draw the row anew next time."""
        self._draw = draw
        self._drawn: Content | None = None
        self._visual = None

    @property
    def prompt(self) -> Content:
        """The text of the row."""
        if self._drawn is None:
            self._drawn = self._draw(self.id or "")
        return self._drawn
