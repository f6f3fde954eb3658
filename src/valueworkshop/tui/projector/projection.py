"""What we may project, on screen: few words, large, calm. The same in `v` and in `watch`."""

from typing import ClassVar, Final

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from valueworkshop.core.clean_text import clean
from valueworkshop.core.show.projected_blocks import Projected
from valueworkshop.tui.projector.projected_lines import Lines, head, pages

_WIDEST: Final = 76
"""Width of a line, in cells, from whose end the eye finds back."""

_TRACK: Final = 16
"""At most this many places of a stage are squares."""


class Projection(Widget, can_focus=True):
    """Shows what it gets. If it does not all fit, there are pages."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,space", "turn(1)", "More", key_display="↓", id="projection.more"),
        Binding("up", "turn(-1)", "Less", show=False, id="projection.less"),
    ]

    DEFAULT_CSS = """
    Projection { height: 1fr; padding: 0 2; }
    """

    projected: reactive[Projected | None] = reactive(None)
    note: reactive[str] = reactive("")
    page: reactive[int | None] = reactive(None)
    """The page that somebody turned to; None for the one that comes by itself."""

    def watch_projected(self, before: Projected | None, now: Projected | None) -> None:
        """Start anew at another place; at the same one, stay on the page."""
        if before is None or now is None or _place(before) != _place(now):
            self.page = None
        self.refresh_bindings()

    def on_resize(self) -> None:
        """Check whether there are other pages now."""
        self.refresh_bindings()

    def action_turn(self, by: int) -> None:
        """Show another page."""
        page, number = self._at(), len(self._pages())
        self.page = min(max(page + by, 0), number - 1)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer pages only if there is another one in that direction."""
        if action == "turn" and self.projected is not None and self.size:
            by = parameters[0] if parameters and isinstance(parameters[0], int) else 0
            return 0 <= self._at() + by < len(self._pages())
        return action != "turn"

    def render(self) -> Content:
        """Draw the frame, the question, and a page of what there is to see."""
        width, height = self.content_size
        if self.projected is None or width < 1:
            return Content(clean(self.note)).stylize("$text-muted")
        found = self._pages()
        page = found[self._at()]
        top = self._top()
        lines = [*top, *page]
        foot = self._foot(len(found))
        if height >= _HIGH:  # the main thing is a little lower, not in the corner
            lower = min(3, max(height - len(lines) - 1, 0))
            lines = [*top[:2], *[Content("")] * lower, *top[2:], *page]
        lines += [Content("")] * max(height - len(lines) - 1, 0)
        column = self._column
        margin = " " * ((width - column) // 2)
        framed = lines[:2] + [Content.assemble(margin, line) for line in lines[2:]]
        return Content("\n").join([*framed[: height - 1], foot])

    @property
    def _column(self) -> int:
        return max(min(self.content_size.width, _WIDEST), 20)

    def _top(self) -> Lines:
        """Return the line that says where we are, a rule, and the question with space around it."""
        projected = self.projected
        if projected is None:
            return []
        width = self.content_size.width
        where = _where(projected)
        stage = Content(clean(projected.stage)).stylize("$text-muted")
        stage = stage.truncate(max(width - where.cell_length - 3, 8), ellipsis=True)
        line = Content.assemble(
            stage.pad_right(max(width - stage.cell_length - where.cell_length, 1)), where
        )
        rule = Content("─" * width).stylize("$panel")
        heading = head(projected.shown, self._column)
        air = [Content("")] if self.content_size.height >= _LOW else []
        return [line, rule, *air, *heading, Content("")]

    def _pages(self) -> list[Lines]:
        if self.projected is None:
            return [[]]
        height = self.content_size.height - len(self._top()) - 1
        return pages(self.projected.shown, self._column, max(height, 1))

    def _at(self) -> int:
        number = len(self._pages())
        latest = self.projected is not None and self.projected.shown.latest
        at = self.page if self.page is not None else number - 1 if latest else 0
        return min(at, number - 1)

    def _foot(self, number: int) -> Content:
        """Return which page this is, and a word on where it comes from, which is cut first."""
        page = f"{self._at() + 1} of {number}"
        more = f"{page}   ↓ more" if self._at() + 1 < number else page
        note = Content(clean(self.note)).stylize("$text-muted")
        width = self.content_size.width
        for told in (more, page) if number > 1 else ():
            whole = Content.assemble((told, "bold $primary"), "   ", note)
            if whole.cell_length <= width:
                return whole
        return note.truncate(width, ellipsis=True)


_LOW: Final = 17
"""With this many lines there is space above the question."""

_HIGH: Final = 30
"""With this many lines there is more of it."""


def _place(projected: Projected) -> tuple[str, int, str]:
    return (projected.stage, projected.at, projected.shown.heading)


def _where(projected: Projected) -> Content:
    if not projected.of:
        return Content("")
    told = f"{projected.at} of {projected.of}"
    if projected.of > _TRACK:
        return Content(told).stylize("$text-muted")
    track = "■" * projected.at + "□" * (projected.of - projected.at)
    return Content.assemble((f"{told}  ", "$text-muted"), (track, "$primary"))
