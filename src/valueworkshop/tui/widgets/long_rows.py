"""A list of any length: it draws a row when you see it, not before."""

from collections.abc import Callable, Sequence
from itertools import chain

from textual.content import Content
from textual.geometry import Size
from textual.widgets.option_list import Option

from valueworkshop.tui.widgets.rows import Rows


class LongRows(Rows):
    """Rows of one line each, drawn by a function of their id when you see them.

    Textual's list asks each of its rows for its height, and so draws ten thousand to show thirty.
    """

    def show_ids(
        self,
        ids: Sequence[str],
        draw: Callable[[str], Content],
        cursor: str | None = None,
        *,
        headings: frozenset[str] = frozenset(),
    ) -> None:
        """Show a row for each id, which must differ; the cursor goes to `cursor`, else stays.

        It stays on its row and at the same height on the screen; if the row is gone, it goes to the
        row that is now in that position. It never goes to one of the `headings`.
        """
        wanted, place = cursor if cursor is not None else self.current, self.highlighted or 0
        above = place - self.scroll_offset.y
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
                above = max(above, int(found > 0 and self.options[found - 1].disabled))
                self.scroll_to(y=max(0, found - above), animate=False, immediate=True)

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
            self.scroll_to(y=min(self.scroll_target_y, place - 1), animate=False, immediate=True)

    def _update_lines(self) -> None:
        """Give each row its line, without drawing it."""
        region = self.scrollable_content_region
        if not region:
            return
        cache, count = self._line_cache, self.option_count
        if len(cache.lines) != count:
            places = range(len(cache.lines), count)
            cache.lines.extend((index, 0) for index in places)
            cache.heights.update(dict.fromkeys(places, 1))
            cache.index_to_line.update(zip(places, places, strict=True))
        size = Size(region.width, count)
        if size != self.virtual_size:
            self.virtual_size = size
            self._scroll_update(size)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return a line for each row."""
        del container, viewport, width
        return self.option_count


class _Row(Option):
    """A row that is drawn when Textual asks for it."""

    def __init__(self, key: str, draw: Callable[[str], Content], *, is_heading: bool) -> None:
        super().__init__("", id=key, disabled=is_heading)
        self.draw_by(draw)

    def draw_by(self, draw: Callable[[str], Content]) -> None:
        """Draw the row anew next time."""
        self._draw = draw
        self._visual = None

    @property
    def prompt(self) -> Content:
        """The text of the row."""
        return self._draw(self.id or "")
