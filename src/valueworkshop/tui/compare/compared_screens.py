"""Two workshops item by item, or three and more over time."""

from collections.abc import Sequence
from typing import Final

from textual.content import Content

from valueworkshop.core.compare import comparison_report
from valueworkshop.core.compare.comparison_words import (
    last_time,
    named,
    people_of_trend,
    summed_up,
)
from valueworkshop.core.compare.trends import Trend, trend
from valueworkshop.core.compare.two_workshops import Comparison, compare
from valueworkshop.core.scoring.gap_points import points
from valueworkshop.core.scoring.value_gap_index import IndexScore
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.blocks import Block
from valueworkshop.core.show.drawing.stairs import Step, stairs
from valueworkshop.core.show.pictures import cell_len, in_a_sentence
from valueworkshop.core.show.spoken import day
from valueworkshop.tui.compare.compared_head import index_head
from valueworkshop.tui.compare.compared_rows import (
    change_lines,
    columns,
    grid,
    heads,
    trend_heads,
    trend_lines,
)
from valueworkshop.tui.compare.line import Line
from valueworkshop.tui.compare.side_by_side import AROUND, EDGES, TOLD, ComparedScreen, Held
from valueworkshop.tui.widgets.canvas import lines as drawn
from valueworkshop.tui.widgets.card import name_card
from valueworkshop.tui.widgets.static import Static

_WIDE: Final = 120
_ARROW: Final = len("  →  ")


class TwoScreen(ComparedScreen):
    """Two workshops, item by item."""

    def __init__(self, found: Sequence[Held]) -> None:
        """Compare two."""
        super().__init__(found)
        self.found: Comparison = compare(found[0][1], found[1][1])

    def heading(self) -> Content:
        """Return the titles and days of both, the earlier one first."""
        then, now = self.found.then, self.found.now
        names = (named(then), named(now))
        if sum(map(cell_len, names)) + _ARROW > self.app.size.width - AROUND:
            names = (in_a_sentence(then.title), in_a_sentence(now.title))
        return Content.assemble(names[0], ("  →  ", "$text-muted"), (names[1], "bold"))

    @property
    def _index(self) -> tuple[IndexScore, IndexScore]:
        """The index over what both asked; without a change, over all that each asked."""
        return self.found.index if self.found.by is None else self.found.common

    def titles(self) -> dict[str, tuple[str, str]]:
        """Return the number in letters too, and what became of the actions."""
        then, now = (points(index.value) for index in self._index)
        related = self.found.by is not None
        number = f"{then} → {now}" if related else f"{then} and {now}"
        told = last_time(self.found)
        mixed = len({change.verdict for change in self.found.changes}) > 1
        order = "what has a verdict first" if mixed else "largest change first"
        order = order if self.found.related else "side by side"
        fits = cell_len(told) <= self.across - EDGES
        return {
            "index": (f"Value gap, of 100: {number}", told if fits else ""),
            "board": ("Then and now", order),
        }

    def number(self, width: int) -> Content:
        """Return the gap index over what both asked, with what it means."""
        found = self.found
        values = [index.value for index in self._index]
        said = summed_up(found)
        if self.has_class("-small"):  # the card has no title there
            said[0] = (f"Value gap: {said[0][0]}",)
        return index_head(values, said, width, leads=found.by is not None)

    def lines(self, width: int, room: int) -> tuple[list[Line], str, Content]:
        """Return a line for each item: in two rows if they fit."""
        for rows in (2, 1):
            shared = columns(self.found, width, rows)
            lines = change_lines(self.found, shared, only_real=self.only_real)
            if sum(len(line.row) for line in lines) <= room:
                break
        return lines, heads(shared), grid(shared)

    def latest(self) -> Session:
        """Return the later of the two."""
        return self.found.now

    def blocks(self) -> list[Block]:
        """Return the comparison as a report."""
        return comparison_report.comparison(self.found)


class TrendScreen(ComparedScreen):
    """Three workshops or more, one per column."""

    def __init__(self, found: Sequence[Held]) -> None:
        """Put them in the order of their days."""
        super().__init__(found)
        self.found: Trend = trend(session for _, session in found)

    def heading(self) -> Content:
        """Return how many there are, and from when to when."""
        sessions = self.found.sessions
        count, names = f"{len(sessions)} workshops", (named(sessions[0]), named(sessions[-1]))
        if len(count) + 2 + sum(map(cell_len, names)) + _ARROW > self.app.size.width - AROUND:
            names = (in_a_sentence(sessions[0].title), in_a_sentence(sessions[-1].title))
        arrow = ("  →  ", "$text-muted")
        return Content.assemble((count, "bold"), f"  {names[0]}", arrow, names[1])

    def titles(self) -> dict[str, tuple[str, str]]:
        """Return the numbers in letters too."""
        values = " → ".join(points(index.value) for index in self.found.index)
        return {
            "index": (f"Value gap, of 100: {values}", ""),
            "board": ("Over time", ""),
        }

    def number(self, width: int) -> Content:
        """Return the gap index of the first and the last, and who took part."""
        values = [index.value for index in self.found.index]
        days = (session.date for session in self.found.sessions)
        told = [day.isoformat() if day else "no date" for day in days]
        people = people_of_trend(self.found)
        said = [
            (people, people.partition(":")[0]),
            ("Each number is over all that its workshop asked.", "Each over all that it asked."),
            ("   ".join(f"{n} {day}" for n, day in enumerate(told, 1)), f"{told[0]} → {told[-1]}"),
        ]
        return index_head(values, said, width, leads=True)

    def has_course(self) -> bool:
        """Whether there is room for the stairs."""
        return self.has_class("-roomy") and self.app.size.width >= _WIDE

    def draw_course(self, line: Line, rows: int) -> None:
        """Draw the gap of a line as stairs, as high as the largest of all lines allows."""
        course = self.query_one("#course", Static)
        width = self.app.size.width - AROUND - 1 - TOLD - EDGES
        gaps = (each.course for each in self.all_lines if each.most is None)
        known = [value for course_of in gaps for value in course_of if value is not None]
        said = line.steps or tuple(map(points, line.course))
        steps = [
            Step(value, told, day(session.date) if session.date else f"{place}")
            for place, (value, told, session) in enumerate(
                zip(line.course, said, self.found.sessions, strict=True), 1
            )
        ]
        figure = stairs(steps, width, rows, line.most or max(known, default=0))
        course.update(Content("\n").join(drawn(figure)))
        name_card(course, line.title, line.note)

    def lines(self, width: int, room: int) -> tuple[list[Line], str, Content]:
        """Return a line for the index, each stage and each item."""
        del room
        lines = trend_lines(self.found, width, only_real=self.only_real)
        return lines, trend_heads(len(self.found.sessions)), Content("")

    def latest(self) -> Session:
        """Return the last of them."""
        return self.found.sessions[-1]

    def blocks(self) -> list[Block]:
        """Return the trend as a report."""
        return comparison_report.trend(self.found)
