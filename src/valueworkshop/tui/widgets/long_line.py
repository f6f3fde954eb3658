"""One line of text of a form, drawn over as many rows as it takes: none of it is cut."""

from typing import ClassVar, Final

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Size
from textual.strip import Strip

from valueworkshop.tui.widgets.writing import EditorWanted, Line

MOST: Final = 4
"""It takes at most this many rows, and then shows those around the cursor."""


class LongLine(Line):
    """A line that wraps; to all others it is one line still."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f8", "editor", "Your editor", show=False, id="line.editor"),
    ]

    DEFAULT_CSS = f"""
    LongLine, LongLine.-textual-compact {{ height: auto; max-height: {MOST}; }}
    """

    _clicked_row = 0

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the user's own editor for what can be changed."""
        return not (action == "editor" and self.read_only) and super().check_action(
            action, parameters
        )

    def action_editor(self) -> None:
        """Write on in the user's own editor."""
        self.post_message(EditorWanted(self))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the rows that the text takes."""
        del container, viewport
        return min(len(starts(self.value, width - 1)), MOST)

    def render_line(self, y: int) -> Strip:
        """Draw a row of the text."""
        if not self.value:
            return super().render_line(y)
        width = self.scrollable_content_region.width
        begins = starts(self.value, width - 1)
        row = y + self._first(begins)
        if row >= len(begins):
            return Strip.blank(width + 1, self.rich_style)
        ends = [self._position_to_cell(place) for place in begins[1:]]
        left, right = [0, *ends][row], [*ends, self.content_width + len(self._suggestion) + 1][row]
        console, text = self.app.console, self._drawn()
        options = self.app.console_options.update_width(text.cell_len + 1)
        strip = Strip(console.render(text, options)).crop(left, min(right, left + width))
        return strip.extend_cell_length(width + 1).apply_style(self.rich_style)

    def _drawn(self) -> Text:
        """Return the whole text, with the suggestion, the selection and the cursor."""
        text, length = self._value, len(self.value)
        if not self.has_focus:
            return text
        if suggests := len(self._suggestion) > length:
            faint = self.get_component_rich_style("input--suggestion")
            text += Text(self._suggestion[length:], faint, end="")
        if not self.selection.is_empty:
            chosen = self.get_component_rich_style("input--selection")
            text.stylize_before(chosen, *sorted(self.selection))
        if self.cursor_at_end and not suggests:
            text.pad_right(1)
        cursor = self.cursor_position
        text.stylize(self.get_component_rich_style("input--cursor"), cursor, cursor + 1)
        return text

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the cursor is on the screen."""
        x, y, width, _ = self.content_region
        begins = starts(self.value, width - 1)
        row = _row_of(begins, self.cursor_position)
        left = self._position_to_cell(self.cursor_position) - self._position_to_cell(begins[row])
        return Offset(x + left, y + row - self._first(begins))

    def _first(self, begins: list[int]) -> int:
        """Return the first row that shows: the last of which the cursor's row is in view."""
        at = self.cursor_position if self.has_focus else 0
        return max(0, _row_of(begins, at) - MOST + 1)

    async def _on_mouse_down(self, event: events.MouseDown) -> None:
        at = event.get_content_offset(self)
        self._clicked_row = at.y if at is not None else 0

    async def _on_mouse_move(self, event: events.MouseMove) -> None:
        at = event.get_content_offset(self)
        self._clicked_row = at.y if at is not None else self._clicked_row

    def _cell_offset_to_index(self, offset: int) -> int:
        """Return the place in the text of a cell in the row that was clicked."""
        begins = starts(self.value, self.scrollable_content_region.width - 1)
        row = min(self._clicked_row + self._first(begins), len(begins) - 1)
        return super()._cell_offset_to_index(offset + self._position_to_cell(begins[row]))


def starts(text: str, width: int) -> list[int]:
    """Return where each row of a text begins, wrapped behind spaces where that can be."""
    begins, space, taken = [0], -1, 0
    for place, letter in enumerate(text):
        cells = cell_len(letter)
        if taken + cells > max(width, 2):
            begin = space + 1 if space >= begins[-1] else place
            begins.append(begin)
            taken = cell_len(text[begin:place])
        taken += cells
        if letter == " ":
            space = place
    return begins


def _row_of(begins: list[int], place: int) -> int:
    return max(row for row, begin in enumerate(begins) if begin <= place)
