"""Typing how many hands go up at each point, group by group, unseen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from valueworkshop.core.session.people import groups_of
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.votes.model import (
    EVERYONE,
    NO_GROUP,
    Hands,
    Round,
    asks,
    facets_voted,
)
from valueworkshop.tui.widgets.clickable import cell_clicked, digits, in_cell

_COLUMNS = ("one", "two", "three", "four", "five")
_DONT_KNOW = ("dont_know", "don't know")


@dataclass(frozen=True, slots=True, kw_only=True)
class HandsShown:
    """The groups with their sizes (0: not known), and the counts by facet and group.

    `points_of` are the answers to each facet for which hands go up: their names in `Hands`, and
    their headings.
    """

    item: str = ""
    facets: tuple[str, ...] = ()
    groups: tuple[tuple[str, int], ...] = ()
    counted: Mapping[str, Mapping[str, Hands]] = field(default_factory=dict)
    points_of: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, session: Session, stage: str, item: str, vote: Round) -> "HandsShown":
        """Return what to show of a vote on an item."""
        facets, plan = tuple(facets_voted(session, stage, item)), asks(session, stage)
        counted = {facet: vote.hands.get(facet, {}).get(item, {}) for facet in facets}
        groups = _groups(session, counted.values())
        points = {
            facet: (
                *((_COLUMNS[each.number - 1], each.head) for each in plan.choices_of(facet)),
                _DONT_KNOW,
            )
            for facet in facets
        }
        return cls(item=item, facets=facets, groups=groups, counted=counted, points_of=points)

    def raised(self, facet: str) -> int:
        """Return how many hands went up for a facet, in all groups."""
        return sum(hands.all_hands for hands in self.counted.get(facet, {}).values())

    def doubt(self, labels: Mapping[str, str], expected: int) -> str:
        """Say for which facets, by label, too few or too many hands went up; '' if all is well.

        `expected` is how many people there are, 0 if we do not know.
        """
        raised = {label: self.raised(facet) for facet, label in labels.items()}
        missing = [label for label, hands in raised.items() if hands < (expected or 1)]
        over = [label for label, hands in raised.items() if expected and hands > expected]
        said = [f"Hands are missing: {', '.join(missing)}."] if missing else []
        return " ".join([*said, *([f"More hands than people: {', '.join(over)}."] if over else [])])


DIGITS = digits("count")
"""What you type here, to click."""


class HandsEntry(Widget, can_focus=True):
    """A row per group, a column per point; a digit counts and goes on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("0", "count(0)", "Hands", key_display="0-9", id="hands.count"),
        *(Binding(str(n), f"count({n})", show=False, id=f"hands.count_{n}") for n in range(1, 10)),
        Binding("enter", "reveal", "Reveal", id="hands.reveal"),
        Binding("backspace", "step(-1)", "One back", id="hands.back"),
        Binding("left", "step(-1)", show=False, id="hands.left"),
        Binding("right,space", "step(1)", "Next point", key_display="→", id="hands.right"),
        Binding("tab", "next_facet", "Next facet", id="hands.facet"),
    ]

    DEFAULT_CSS = """
    HandsEntry { height: auto; min-height: 4; }
    """

    @dataclass
    class Counted(Message):
        """Somebody typed the hands of a group at one point (its name in `Hands`) of an item."""

        item: str
        facet: str
        group: str
        column: str
        number: int

    @dataclass
    class FacetChanged(Message):
        """The entry asks for another facet now."""

    @dataclass
    class RevealAsked(Message):
        """Somebody pressed Enter."""

    def __init__(self) -> None:
        """Make an entry without groups."""
        super().__init__()
        self._shown = HandsShown()
        self._facet = 0
        self._cell = (0, 0)
        self._typed: set[tuple[str, str, str]] = set()
        self._before: set[tuple[str, str]] | None = None
        self._number = 0

    @property
    def facet(self) -> str:
        """The current facet."""
        facets = self._shown.facets
        return facets[self._facet % len(facets)] if facets else ""

    @property
    def _points(self) -> tuple[tuple[str, str], ...]:
        """The answers to the current facet for which hands go up."""
        return self._shown.points_of.get(self.facet, (_DONT_KNOW,))

    def show(self, shown: HandsShown) -> None:
        """Show what was counted."""
        if shown == self._shown and self._before is not None:
            return
        if (shown.facets, shown.groups) != (self._shown.facets, self._shown.groups):
            self._cell, self._number = (0, 0), 0
        layout = len(shown.groups) != len(self._shown.groups)
        self._shown = shown
        if self._before is None:
            by_facet = shown.counted.items()
            self._before = {(facet, group) for facet, rows in by_facet for group in rows}
        self.refresh(layout=layout)

    def forget(self) -> None:
        """Begin another item."""
        self._facet, self._cell, self._number = 0, (0, 0), 0
        self._typed.clear()
        self._before = None
        self.refresh()

    @property
    def complete(self) -> bool:
        """Whether every point of the current facet was typed, for every group."""
        return all(
            (self.facet, group) in (self._before or ())
            or all((self.facet, group, column) in self._typed for column, _ in self._points)
            for group, _ in self._shown.groups
        )

    def action_count(self, digit: int) -> None:
        """Take a digit: it counts, and the cursor goes on if no second digit can follow."""
        if not self._shown.groups:
            return
        group, size = self._shown.groups[self._cell[0]]
        column = self._points[self._cell[1]][0]
        number = self._number = self._number * 10 + digit
        self._typed.add((self.facet, group, column))
        self.post_message(self.Counted(self._shown.item, self.facet, group, column, number))
        self.refresh()
        # In a group of unknown size we count up to 99 hands; → goes on after the first digit.
        if number == 0 or number * 10 > (size or 99):
            self.action_step(1)

    def action_step(self, by: int) -> None:
        """Go on, or one back: we ask for a point from one group after the other.

        After the last point comes the next facet.
        """
        row, column = self._cell
        groups = len(self._shown.groups)
        index = column * groups + row + by
        if index >= groups * len(self._points):
            self.action_next_facet()
        elif index >= 0:
            column, row = divmod(index, groups)
            self._cell, self._number = (row, column), 0
        self.refresh()

    def action_next_facet(self) -> None:
        """Ask the next facet."""
        self._facet = (self._facet + 1) % max(len(self._shown.facets), 1)
        self._cell, self._number = (0, 0), 0
        self.post_message(self.FacetChanged())
        self.refresh()

    def action_reveal(self) -> None:
        """Ask for the reveal."""
        self.post_message(self.RevealAsked())

    def on_click(self, event: events.Click) -> None:
        """Go to the count that was clicked."""
        if (cell := cell_clicked(event)) is not None:
            self._cell, self._number = cell, 0
            self.refresh()

    def render(self) -> Content:
        """Draw which counts were typed, never the counts."""
        points = self._points
        head = Content("  ").join([Content(word.center(5)) for _, word in points])
        lines = [head.stylize("$text-muted")]
        for row, (group, size) in enumerate(self._shown.groups):
            cells = [self._mark(row, column, group) for column in range(len(points))]
            people = f"  ({size})" if size else ""
            lines.append(Content.assemble(Content("  ").join(cells), f"   {group}{people}"))
        return Content("\n").join(lines)

    def _mark(self, row: int, column: int, group: str) -> Content:
        # For counts that were here before, a mark at each that is not 0 would show the answers.
        point, word = self._points[column]
        typed = (self.facet, group, point) in self._typed
        given = typed or (self.facet, group) in (self._before or ())
        mark = "●" if given else "·"
        last = column == len(self._points) - 1
        room = 5 if last else max(len(word), 5)
        if (row, column) == self._cell:
            cell = f"[{mark if given else ' '}]".center(room)
            return Content.assemble((cell, "bold $accent"))
        return in_cell(mark.center(room), row, column)


def _groups(
    session: Session, counted: Iterable[Mapping[str, Hands]]
) -> tuple[tuple[str, int], ...]:
    """Return (group, size) of every group whose hands we count; together they are everyone.

    A group that was renamed after we counted its hands is still there, without a size, so that
    people can see them and take them back.
    """
    named = groups_of(session.people)
    left = session.expected - sum(named.values())
    groups = {EVERYONE: left} if not named else {**named, **({NO_GROUP: left} if left else {})}
    for by_group in counted:
        groups |= {group: 0 for group in by_group if group not in groups}
    return tuple(groups.items())
