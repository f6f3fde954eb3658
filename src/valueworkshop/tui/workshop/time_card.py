"""The time that the open stage has left, at the foot of the list of stages."""

from textual.content import Content
from textual.widget import Widget

from valueworkshop.core.session import time_words
from valueworkshop.core.session.stopwatch import State, TimeNow
from valueworkshop.tui.widgets.card import CARD, name_card
from valueworkshop.tui.widgets.clickable import pressing


class TimeCard(Widget):
    """Says what is left of what was planned, with a bar of what is spent."""

    DEFAULT_CSS = f"""
    TimeCard {{ {CARD} background: $panel; height: 4; }}
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        """Make an empty card."""
        super().__init__(id=id)
        self._said: tuple[str, str, float, int] = ("", "", 0.0, 0)

    def show(self, now: TimeNow) -> None:
        """Show the time."""
        said = _said(now)
        if said != self._said:
            self._said = said
            paused = "paused" if now.state is State.PAUSED else ""
            name_card(self, "Time left" if now.planned else "Time", paused)
            self.refresh()

    def render(self) -> Content:
        """Draw the words, and the bar under them."""
        left, planned, spent, level = self._said
        width = self.content_size.width
        gap = " " * max(width - len(left) - len(planned), 1)
        cells = round(spent * width)
        words = Content.assemble((left, f"bold {_STYLES[level]}"), gap, (planned, "$text-muted"))
        bar = Content.assemble(
            ("━" * cells, _STYLES[level] or "$primary"), ("━" * (width - cells), "$track")
        )
        return pressing(Content("\n").join([words, bar]), "time")


_STYLES = ("", "$warning", "$error")
"""The looks of the time, by how urgent it is."""


def _said(now: TimeNow) -> tuple[str, str, float, int]:
    """Return what is left, of how much, the share that is spent, and how urgent it is."""
    if not now.planned:
        return ("no limit", "", 0.0, 0)
    left = time_words.left(now.left).removesuffix(" left")
    spent = min(max(1 - now.share / 100, 0.0), 1.0)
    return (left, f"of {now.planned}", round(spent, 2), time_words.level(now))
