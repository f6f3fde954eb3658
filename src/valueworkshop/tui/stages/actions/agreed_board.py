"""The agreed actions on cards: the rows, what no action covers, what is due when, one in full."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.show.drawing.time_line import time_line
from valueworkshop.core.stages.actions import show
from valueworkshop.core.stages.actions.score import ACT
from valueworkshop.core.stages.actions.show import Actions
from valueworkshop.core.summary.candidates import UNCOVERED, uncovered
from valueworkshop.core.summary.gap_summary import Summary
from valueworkshop.tui.stages.actions.action_rows import ActionRows, dues, flowed, rows_in, whole
from valueworkshop.tui.stages.actions.cards import EDGES, HIGH, put, tell
from valueworkshop.tui.stages.gap_row import gap_chip
from valueworkshop.tui.widgets.canvas import lines
from valueworkshop.tui.widgets.card import CARD, name_card
from valueworkshop.tui.widgets.static import Static

_WITH_LINE: Final = 18
"""From so many rows on there is a line that shows what is due when."""

_LINE: Final = 5
_BORDER: Final = 2
_MOST_LINES: Final = 3
"""Lines of what is not covered on a high screen; on a low one there is one."""

_DETAIL, _WIDE_DETAIL = 36, 48


class AgreedBoard(Horizontal):
    """What was agreed; on a wide screen the action under the cursor stands beside."""

    DEFAULT_CSS = f"""
    AgreedBoard {{
        height: 1fr;
        & .card {{ {CARD} }}
        & .card:focus-within {{ border: round $primary; border-title-color: $primary; }}
        & #side {{ width: 1fr; }}
        & #agreed {{ height: 1fr; }}
        & Static {{ height: auto; }}
        & Rows {{ height: auto; max-height: 1fr; background: $surface; }}
        & #advice {{ color: $warning; }}
        & #method {{ color: $text-muted; }}
        & #detail {{ display: none; background: $panel; margin-left: 1; }}
        &.-beside #detail {{ display: block; }}
        &.-small .card {{ border: none; padding: 0; }}
    }}
    """

    def compose(self) -> ComposeResult:
        """Lay out the cards."""
        with Vertical(id="side"):
            with Vertical(id="agreed", classes="card"):
                yield ActionRows(id="actions")
                yield Static(id="advice", markup=False)
                yield Static(id="method", markup=False)
            yield Static(id="uncovered", markup=False, classes="card")
            yield Static(id="when", markup=False, classes="card")
        with VerticalScroll(id="detail", classes="card", can_focus=False):
            yield Static(id="told", markup=False)

    def on_mount(self) -> None:
        """Begin with nothing to explain."""
        self._shown: tuple[Actions, Summary, dt.date, int] | None = None

    def draw(
        self, here: Actions, summary: Summary, today: dt.date, empty: str, size: tuple[int, int]
    ) -> None:
        """Show the actions in so many cells; `empty` says what to do without one."""
        width, height = self._inside(size[0]), size[1]
        small = self.screen.has_class("-narrow")
        self.set_class(small, "-small")
        self.set_class(bool(self._beside), "-beside")
        self.query_one("#detail").styles.width = self._beside
        place, agreed = show.place(here, ACT), here.given.in_order
        high = self.app.size.height >= HIGH
        missing = [] if small or not agreed else _missing(here, summary, width, high=high)
        due = [] if small or height < _WITH_LINE else dues(agreed, today)
        advice = "  ".join(f"! {text}" for text in place.notes) if agreed else ""
        gaps = {gap.key: gap for gap in summary.gaps}
        whole_room = height - (1 if small else _BORDER) - _height(advice, width)
        listed = self.query_one(ActionRows)
        # What is due when gives way to the actions, and so does what is not covered.
        for below in ((due, missing), ([], missing), ([], [])):
            due, missing = below
            room = whole_room - (_LINE if due else 0) - (len(missing) + _BORDER if missing else 0)
            rows, spaced = rows_in(here, gaps, today, (width, room), high=high)
            used = sum(len(row) + spaced for _, row in rows) - spaced
            if used <= room:
                break
        listed.show_spaced(rows, Content("") if spaced else None)
        listed.styles.max_height = max(room, 1)
        put(self, "advice", advice)
        method = empty if not agreed else f"\n{place.hint}"
        put(self, "method", method if used + _height(method, width) <= room or not rows else "")
        put(self, "uncovered", Content("\n").join(missing))
        name_card(self.query_one("#uncovered"), UNCOVERED)
        line = lines(time_line(due, today, width + 1)) if due else []
        put(self, "when", Content("\n").join(line))
        name_card(self.query_one("#when"), "When")
        name_card(self.query_one("#agreed"), place.question, show.complete(here))
        self._shown = here, summary, today, height
        self._explain()

    def _inside(self, width: int) -> int:
        """Return the cells across in the list, but for its scroll bar."""
        if self.screen.has_class("-narrow"):
            return width - 1
        return width - EDGES - 1 - (self._beside + 1 if self._beside else 0)

    @property
    def _beside(self) -> int:
        """How wide the card of the action under the cursor is, 0 without one."""
        if not self.screen.has_class("-wide"):
            return 0
        return _WIDE_DETAIL if self.screen.has_class("-vast") else _DETAIL

    @on(OptionList.OptionHighlighted)
    def _explain(self) -> None:
        key = self.query_one(ActionRows).current or ""
        if self._shown is None or not self._beside:
            return
        here, summary, today, height = self._shown
        keys = [other for other, _ in here.given.in_order]
        told, title = Content(""), ""
        if key in keys:
            gaps = {gap.key: gap for gap in summary.gaps}
            size = (self._beside - EDGES - 1, height - _BORDER)
            told = whole(here, key, gaps, today, size)
            title = f"{keys.index(key) + 1} of {len(keys)}"
        tell(self.query_one("#told", Static), told)
        name_card(self.query_one("#detail"), title)


def _height(text: str, width: int) -> int:
    return len(Content(text).wrap(width)) if text else 0


def _missing(here: Actions, summary: Summary, width: int, *, high: bool) -> list[Content]:
    """Return what no action covers yet, in as few lines as there may be."""
    chips = [
        gap_chip(each.gap.score, each.gap.short)
        if each.gap
        else Content.assemble(("? ", "bold"), one_line(each.title))
        for each in uncovered(here.session, here.stage, summary)
    ]
    for shown in range(len(chips), 0, -1):
        found = flowed([*chips[:shown], *_more(chips[shown:])], width)
        if len(found) <= (_MOST_LINES if high else 1):
            return found
    return [Content(f"{len(chips)} of them")] if chips else []


def _more(left: Sequence[Content]) -> list[Content]:
    return [Content(f"and {len(left)} more").stylize("$text-muted")] if left else []
