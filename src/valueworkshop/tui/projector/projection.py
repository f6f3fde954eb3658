"""What we may project, on screen: few words, large, calm. The same in `v` and in `watch`."""

from typing import ClassVar, Final

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from valueworkshop.core.clean_text import clean
from valueworkshop.core.session.real_customer import KEEP_IN_MIND
from valueworkshop.core.session.stopwatch import TimeClock
from valueworkshop.core.show.projected_blocks import Dots, Projected
from valueworkshop.phones.way_of_serving import way_in
from valueworkshop.tui.projector.break_clock import BreakClock
from valueworkshop.tui.projector.projected_lines import Lines, head, pages
from valueworkshop.tui.widgets.motion import Motion
from valueworkshop.tui.widgets.qr_picture import code_can_be_drawn, qr_lines

_WIDEST: Final = 120
"""Cells across of what is shown at most: a picture is no better for more."""

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

    def __init__(self, clock: TimeClock | None = None) -> None:
        """Make an empty projection, at rest; a break counts down by the `clock`."""
        super().__init__()
        self.motion = Motion(self)
        self._break = BreakClock(self, clock)

    def on_key(self) -> None:
        """End the motion: a key means that people go on."""
        self.motion.end()

    def watch_projected(self, before: Projected | None, now: Projected | None) -> None:
        """Start anew at another place; at the same one, stay on the page.

        Answers that appear where none were before fall into place.
        """
        if before is None or now is None or _place(before) != _place(now):
            self.page = None
            self.motion.end()
        elif _has_answers(now) and not _has_answers(before):
            self.motion.begin()
        self._break.follow(now)
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
        if rest := self._break.drawn(self.projected, width, height - 2):
            top = self._top()[: 1 + bool(self.projected.customer)]
            rest = rest[: height - len(top) - 1] if len(top) > 1 else rest
            return Content("\n").join([*top, *rest, self._foot(1)])
        found = self._pages(self.motion.phase)
        lines = [*self._top(), *found[self._at()]]
        foot = self._foot(len(found))
        lines += [Content("")] * max(height - len(lines) - 1, 0)
        margin = " " * ((width - self._column) // 2)
        wide = 1 + bool(self.projected.customer)  # these go all across
        framed = [*lines[:wide], *(Content.assemble(margin, line) for line in lines[wide:])]
        return Content("\n").join([*self._with_code(framed[: height - 1]), foot])

    def _with_code(self, lines: Lines) -> Lines:
        """Return the lines with the way in for phones in the corner below, if it is free."""
        join = self.projected.join if self.projected is not None else ""
        if not join or not code_can_be_drawn() or self.app.has_class("-ascii"):
            return lines
        code = qr_lines(join)
        across, first = code[0].cell_length, len(lines) - len(code)
        width = self.content_size.width
        corner = lines[max(first, 0) :]
        if first < 1 or any(line.cell_length > width - across - 2 for line in corner):
            return lines
        drawn = (
            Content.assemble(line, " " * (width - across - line.cell_length), row)
            for line, row in zip(corner, code, strict=True)
        )
        return [*lines[:first], *drawn]

    @property
    def _column(self) -> int:
        return max(min(self.content_size.width, _WIDEST), 20)

    def _top(self) -> Lines:
        """Return the line that says where we are, and the question on a band."""
        projected = self.projected
        if projected is None:
            return []
        width, height = self.content_size
        where = _where(projected)
        room = max(width - where.cell_length - 3, 8)
        stage = Content(clean(projected.stage)).stylize("$text-muted").truncate(room, ellipsis=True)
        space = width - stage.cell_length - where.cell_length
        line = Content.assemble(stage, " " * max(space, 1), where)
        heading = head(projected.shown, max(self._column - 2 * len(_EDGE), 8))
        air = [Content("")] if height >= (_HIGH if _has_answers(projected) else _LOW) else []
        above = [Content("")] if height >= _LOW else []
        band = [_on_band(each, self._column) for each in (*air, *heading, *air)]
        return [line, *self._customer(width), *above, *band, *above]

    def _customer(self, width: int) -> Lines:
        """Return the line with the one real customer, none without."""
        if self.projected is None or not self.projected.customer:
            return []
        said = Content.assemble(
            (f"{KEEP_IN_MIND}: ", "$primary"), (clean(self.projected.customer), "$text-muted")
        )
        return [said.truncate(width, ellipsis=True)]

    def _pages(self, phase: float = 1) -> list[Lines]:
        if self.projected is None:
            return [[]]
        height = self.content_size.height - len(self._top()) - 1
        return pages(self.projected.shown, self._column, max(height, 1), phase)

    def _at(self) -> int:
        number = len(self._pages())
        latest = self.projected is not None and self.projected.shown.latest
        at = self.page if self.page is not None else number - 1 if latest else 0
        return min(at, number - 1)

    def _foot(self, number: int) -> Content:
        """Return which page this is, and a word on where it comes from, which is cut first."""
        page = f"{self._at() + 1} of {number}"
        more = f"{page}   ↓ more" if self._at() + 1 < number else page
        note = self._way_in() or Content(clean(self.note)).stylize("$text-muted")
        width = self.content_size.width
        for told in (more, page) if number > 1 else ():
            whole = Content.assemble((told, "bold $primary"), "   ", note)
            if whole.cell_length <= width:
                return whole
        return note.truncate(width, ellipsis=True)

    def _way_in(self) -> Content | None:
        """Return the address and the code for phones, None while they are off."""
        join = self.projected.join if self.projected is not None else ""
        if not join:
            return None
        address, code = way_in(join)
        return Content.assemble(
            ("Phones: ", "$text-muted"),
            (clean(address), "bold"),
            ("  code ", "$text-muted"),
            (clean(code), "bold"),
        )


_LOW: Final = 17
"""With this many lines there is space around the question."""

_HIGH: Final = 30
"""With this many there is beside a picture, too."""

_EDGE: Final = "▌  "
"""What is in front of the question on its band."""


def _on_band(line: Content, width: int) -> Content:
    """Return a line of the question on its band, all across."""
    on = Content.assemble((_EDGE, "$primary"), line)
    return on.pad_right(max(width - on.cell_length, 0)).stylize("on $band")


def _has_answers(projected: Projected) -> bool:
    return any(isinstance(part, Dots) for part in projected.shown.parts)


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
