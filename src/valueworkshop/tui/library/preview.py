"""Beside the list: the workshop under the cursor; below it what is due next in all of them."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from valueworkshop.core.show.drawing.cells import Canvas
from valueworkshop.library.open_actions import Owned
from valueworkshop.library.record import Record
from valueworkshop.tui.library.preview_cards import due_rows, preview, told
from valueworkshop.tui.library.workshop_table import DEMO, ELSEWHERE, NEW
from valueworkshop.tui.widgets.canvas import lines, strips
from valueworkshop.tui.widgets.card import CARD, name_card

_MOST: Final = 64
"""We keep so many previews as they were drawn, for the way back."""

_ABOUT: Final = {
    NEW: (
        "A new workshop",
        "A title and a kit, and you are at the first question.",
        (
            "The essentials take an hour and a half with six people; the form shows what each kit "
            "asks and how long it takes."
        ),
        "What a team says is saved as it is typed, in a file of its own in this folder.",
    ),
    DEMO: (
        "A filled-in example",
        "A workshop as it is when all is said, to look around in.",
        "It opens as a copy with a short tour. Change what you like, and delete it afterwards.",
    ),
    ELSEWHERE: (
        "A file from elsewhere",
        "A workshop that a colleague sent you, or that is in another folder.",
        "It stays where it is, and is saved there.",
    ),
}


class Preview(Widget):
    """Shows what the library knows of one workshop. It reads no file."""

    DEFAULT_CSS = """
    Preview { background: $surface; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        """Show nothing yet."""
        super().__init__(id=id)
        self._asked: tuple[str, Record | None, Sequence[Record], dt.date] | None = None
        self._shown: tuple[object, ...] = ()
        self._ground: Style | None = None
        self._strips: list[Strip] = []
        self._kept: dict[tuple[object, ...], list[Strip]] = {}

    def show(self, key: str, found: Record | None, chain: Sequence[Record], today: dt.date) -> None:
        """Show a workshop and its chain; without one, what is in a row with this key."""
        self._asked = key, found, chain, today
        self._draw()

    def on_resize(self) -> None:
        """Draw for the size there is."""
        self._draw()

    def notify_style_update(self) -> None:
        """Draw again: what the colours mean may be different."""
        super().notify_style_update()
        self._draw()

    def _draw(self) -> None:
        if self._asked is None or not self.size:
            return
        key, found, chain, today = self._asked
        self._ground = ground = self.visual_style
        looks = self.app.theme, ground
        shown = (key if found is None else "", found, *chain, self.size, today, *looks)
        if shown == self._shown:
            return
        self._shown = shown
        if shown not in self._kept:
            if len(self._kept) >= _MOST:
                self._kept.clear()
            self._kept[shown] = strips(self._made(key, found, chain, today), self)
        before, self._strips = self._strips, self._kept[shown]
        width = self.size.width
        if len(before) == len(self._strips):  # a key paints no more than what is different
            pairs = enumerate(zip(before, self._strips, strict=True))
            self.refresh(*(Region(0, y, width, 1) for y, (old, new) in pairs if old != new))
        else:
            self.refresh()

    def _made(
        self, key: str, found: Record | None, chain: Sequence[Record], today: dt.date
    ) -> Canvas:
        width, height = self.size
        if found is not None:
            return preview(found, chain, width, height, today)
        title, *texts = _ABOUT.get(key, ("",))
        return told(title, texts, width, height)

    def render_line(self, y: int) -> Strip:
        """Draw a row of the cards; all of them anew if their ground has changed meanwhile."""
        if self._ground != self.visual_style:
            self._draw()
        if y < len(self._strips) and self._strips[y].cell_length == self.size.width:
            return self._strips[y]
        return Strip.blank(self.size.width, self.visual_style.rich_style)


class DueNext(Widget):
    """What has to be done next in all workshops, and how much of it is late."""

    DEFAULT_CSS = f"""
    DueNext {{ {CARD} height: 6; padding: 0; }}
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        """Show nothing yet."""
        super().__init__(id=id)
        self._found: Sequence[Owned] | None = None
        self._today = dt.date.min

    def show(self, found: Sequence[Owned], today: dt.date) -> None:
        """Show open actions: first what is to come, then what should have been done."""
        self._found, self._today = found, today
        late = sum(owned.task.is_overdue(today) for owned in found)
        told = f"! {late:,} late in all" if late else ""
        name_card(self, "Due next", Content(told).stylize("bold $gap-steep"))
        self.refresh()

    def render(self) -> Content:
        """Draw a row for each action that fits."""
        if self._found is None:
            return Content("")
        canvas = Canvas(*self.content_size)
        if not self._found:
            canvas.write(1, 0, "No actions are open.", "muted")
        ordered = sorted(self._found, key=lambda owned: owned.task.is_overdue(self._today))
        most = max(canvas.height * 2 // 3, 4)  # some rows are left for what is long
        due_rows(canvas, [owned.task for owned in ordered[:most]], self._today)
        return Content("\n").join(lines(canvas))
