"""The time that the open stage has left, at the foot of the list of stages."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from textual.content import Content
from textual.widget import Widget

from valueworkshop.core.session import time_words
from valueworkshop.core.session.stopwatch import State, TimeNow
from valueworkshop.core.show.drawing.cells import Canvas
from valueworkshop.tui.stages.pause.time_left import Remaining, remaining, time_figure
from valueworkshop.tui.widgets.canvas import is_bare, lines
from valueworkshop.tui.widgets.card import CARD, name_card
from valueworkshop.tui.widgets.clickable import pressing

_TALL = 40
"""Rows of a screen on which the time is a large number."""


@dataclass(frozen=True, slots=True)
class _Said:
    """What is left in words and as a number, of how much, until when, and the share spent."""

    left: str = ""
    planned: str = ""
    until: str = ""
    spent: float = 0.0
    level: int = 0
    number: Remaining | None = None


class TimeCard(Widget):
    """Says what is left of what was planned, with a bar of what is spent."""

    DEFAULT_CSS = f"""
    TimeCard {{
        {CARD} background: $panel; height: 4;
        &.-tall {{ height: 6; }}
    }}
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        """Make an empty card."""
        super().__init__(id=id)
        self._said = _Said()

    def on_mount(self) -> None:
        """Be as high as the screen allows, from the first frame on."""
        self._fit()

    def on_resize(self) -> None:
        """Be as high as the screen allows."""
        self._fit()

    def _fit(self) -> None:
        self.set_class(self.app.size.height >= _TALL, "-tall")

    def show(self, now: TimeNow) -> None:
        """Show the time."""
        said = _said(now)
        if said != self._said:
            self._said = said
            paused = "paused" if now.state is State.PAUSED else ""
            is_left = now.planned and now.state is not State.OFF
            name_card(self, "Time left" if is_left else "Time", paused)
            self.refresh()

    def render(self) -> Content:
        """Draw the words or the number, and the bar under them."""
        said, width = self._said, self.content_size.width
        cells = round(said.spent * width)
        bar = Content.assemble(
            ("━" * cells, _STYLES[said.level] or "$primary"), ("━" * (width - cells), "$track")
        )
        return pressing(Content("\n").join([*self._above(said, width), bar]), "time")

    def _above(self, said: _Said, width: int) -> list[Content]:
        tall = self.has_class("-tall")
        for beside in ([said.planned, said.until], [said.planned]) if tall else ():
            if (drawn := _figure(said, beside)) is not None and drawn.width <= width:
                return lines(drawn, "$panel", bare=is_bare(self.app))
        gap = " " * max(width - len(said.left) - len(said.planned), 1)
        left = (said.left, f"bold {_STYLES[said.level]}")
        row = Content.assemble(left, gap, (said.planned, "$text-muted"))
        return [Content(""), row, Content("")] if tall else [row]


def _figure(said: _Said, beside: Sequence[str]) -> Canvas | None:
    """Return the number with few words, None if there is none."""
    if said.number is None or not said.number.number:
        return None
    words = said.number.words.replace("minutes", "min").replace("minute", "min")
    short = words.replace("seconds", "sec")
    if short == _PLANNED:
        short, beside = short.split(" ")[0], short.split(" ")[1:]
    return time_figure(replace(said.number, words=short), beside, large=False)


_PLANNED = "min planned"


_STYLES = ("", "$warning", "$error")
"""The looks of the time, by how urgent it is."""


def _said(now: TimeNow) -> _Said:
    """Return what there is to say."""
    if not now.planned:
        return _Said(left="no limit")
    runs = now.state is State.RUNNING and now.left > 0
    return _Said(
        left=time_words.left(now.left).removesuffix(" left"),
        planned=f"of {now.planned}",
        until=f"until {time_words.clock_time(now.now, now.left)}" if runs else "",
        spent=round(min(max(1 - now.share / 100, 0.0), 1.0), 2),
        level=time_words.level(now),
        number=remaining(now),
    )
