"""A list whose cursor you can see without colour."""

from collections.abc import Sequence
from typing import ClassVar

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.color import Color as AnyColor
from textual.content import Content
from textual.geometry import Region
from textual.reactive import Reactive
from textual.strip import Strip
from textual.style import Style as VisualStyle
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from valueworkshop.tui.widgets.blank_when_gone import blank_when_gone
from valueworkshop.tui.widgets.static import is_same

CURSOR = "▸"

_MOST = 512
"""We keep this many rows as they were drawn."""


class Rows(OptionList):
    """Rows of text, each with an id. The first cell of a row is for the cursor mark.

    A click puts the cursor on a row; a click on the row with the cursor does what Enter does there.
    """

    FOCUS_ON_CLICK = False  # or we could not know whether a click is the first

    highlighted: Reactive[int | None] = Reactive(None, repaint=False)
    """As Textual's own, which draws all rows where two change."""

    AT_ONCE: ClassVar[bool] = False
    """Whether a click selects its row at once, and not only if the cursor is already on it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "cursor_down", show=False, id="rows.down"),
        Binding("k", "cursor_up", show=False, id="rows.up"),
    ]

    DEFAULT_CSS = """
    Rows {
        border: none;
        padding: 0;
        background: transparent;
        height: auto;
        scrollbar-size-vertical: 1;
        text-wrap: nowrap;
        text-overflow: ellipsis;
        &:focus { border: none; background-tint: transparent; }
        & > .option-list--option { padding: 0; }
    }
    """

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the lines."""
        return blank_when_gone(self, crop) or super().render_lines(crop)

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        """Make an empty list."""
        super().__init__(id=id, classes=classes, markup=False)
        self._drawn_width = 0
        self._drawn: dict[tuple[object, ...], tuple[object, list[Strip]]] = {}

    def show_rows(self, rows: Sequence[tuple[str, Content]], cursor: str | None = None) -> None:
        """Show `rows` of (id, text); the cursor goes to `cursor`, else stays on its row.

        If its row is gone, the cursor goes to the row now in that position.
        """
        wanted = cursor if cursor is not None else self.current
        place = self.highlighted or 0
        ids = [key for key, _ in rows]
        if ids == [option.id for option in self.options]:
            for index, (_, text) in enumerate(rows):
                if not is_same(self.options[index].prompt, text):
                    self.replace_option_prompt_at_index(index, text)
        else:
            self.set_options([Option(text, id=key) for key, text in rows])
        if not ids:
            return
        self.highlighted = ids.index(wanted) if wanted in ids else min(place, len(ids) - 1)

    def _watch_highlighted(self, before: int | None, now: int | None) -> None:
        """Draw the row that the cursor leaves, and the one it comes to."""
        for index in (before, now):
            if index is not None and index in self._index_to_line:
                self.refresh_lines(self._index_to_line[index], self._heights[index])

    @property
    def current(self) -> str | None:
        """The id of the row under the cursor."""
        if self.highlighted is None or self.highlighted >= self.option_count:
            return None
        return self.options[self.highlighted].id

    def action_page_up(self) -> None:
        """Move a page up. Textual fails if the rows have no layout yet."""
        if (self.highlighted or 0) in self._index_to_line:
            super().action_page_up()  # type: ignore[no-untyped-call]

    def action_page_down(self) -> None:
        """Move a page down."""
        if (self.highlighted or 0) in self._index_to_line:
            super().action_page_down()  # type: ignore[no-untyped-call]

    def _get_option_render(self, option: Option, style: VisualStyle) -> list[Strip]:
        """Draw a row, or return it as it was drawn: where one row changes, Textual draws all."""
        if self._drawn_width != (width := self.scrollable_content_region.width):
            self._drawn_width = width
            self._drawn.clear()
            self._option_render_cache.clear()  # Textual may draw before it hears of another width
        key = (self._option_to_index[option], style, self.app.theme)
        known = self._drawn.get(key)
        if known is None or known[0] is not option.prompt:
            known = option.prompt, super()._get_option_render(option, style)
            if len(self._drawn) >= _MOST:
                self._drawn.clear()
            self._drawn[key] = known
        return known[1]

    def notify_style_update(self) -> None:
        """Draw all rows again: what their colours mean may be different."""
        self._drawn.clear()
        super().notify_style_update()

    async def _on_click(self, event: events.Click) -> None:
        event.prevent_default()  # Textual's own list would at once do what Enter does
        at = event.get_content_offset(self)
        place = len(self._lines) if at is None else self.scroll_offset.y + at.y
        index = self._lines[place][0] if place < len(self._lines) else None
        again = self.has_focus and index is not None and index == self.highlighted
        if not self.AT_ONCE:
            self.focus(scroll_visible=False)
        if index is not None:
            self.highlighted = index
            self.clicked(again=again)

    def clicked(self, *, again: bool) -> None:
        """Do what a click means with the cursor on its row; `again` if it was there before."""
        if again or self.AT_ONCE:
            self.action_select()

    def render_line(self, y: int) -> Strip:
        """Draw a line, with the mark in the first cell of the row under the cursor."""
        strip = super().render_line(y)
        try:
            index, line = self._lines[self.scroll_offset.y + y]
        except IndexError:
            return strip
        if index != self.highlighted:
            return strip
        cursor = self.get_visual_style("option-list--option-highlighted").rich_style
        if self.app.no_color or self.app.native_ansi_color:
            strip = Strip([_repainted(segment, cursor) for segment in strip])
        if line:
            return strip
        mark = cursor + Style(color=self._mark(cursor))
        return Strip.join([Strip([Segment(CURSOR, mark)]), strip.crop(1)])

    def _mark(self, cursor: Style) -> Color | None:
        """Return the colour of the mark: the accent, where a row keeps its colours."""
        if self.app.no_color or self.app.native_ansi_color:
            return cursor.color
        return AnyColor.parse(self.app.theme_variables["primary"]).rich_color


def _repainted(segment: Segment, cursor: Style) -> Segment:
    """Return a piece of the row with the cursor for few colours: all of one colour.

    A text's own colour may be invisible there. What has a background of its own is a picture.
    """
    style = segment.style or Style()
    if style.bgcolor != cursor.bgcolor:
        return segment
    return Segment(segment.text, style + Style(color=cursor.color))
