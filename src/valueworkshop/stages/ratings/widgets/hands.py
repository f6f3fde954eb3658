"""Typing how many hands go up at each point, group by group, unseen."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from valueworkshop.stages.ratings.model import Hands

COLUMNS = ("one", "two", "three", "four", "five", "dont_know")
_HEADS = ("1", "2", "3", "4", "5", "don't know")


@dataclass(frozen=True, slots=True, kw_only=True)
class HandsShown:
    """The groups with their sizes (0: not known), and what was counted for one facet."""

    facet: str = ""
    groups: tuple[tuple[str, int], ...] = ()
    counted: Mapping[str, Hands] = field(default_factory=dict)


class HandsEntry(Widget, can_focus=True):
    """A row a group, a column a point; a digit counts and goes on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("0,1,2,3,4,5,6,7,8,9", "none", "Hands", key_display="0-9", id="hands.count"),
        Binding("backspace", "step(-1)", "One back", id="hands.back"),
        Binding("left", "step(-1)", show=False, id="hands.left"),
        Binding("right,space", "step(1)", "Next point", key_display="→", id="hands.right"),
        Binding("tab", "next_facet", "Next facet", id="hands.facet"),
        Binding("enter", "reveal", "Reveal", id="hands.reveal"),
    ]

    DEFAULT_CSS = """
    HandsEntry { height: auto; min-height: 4; }
    """

    @dataclass
    class Counted(Message):
        """The hands of a group were typed."""

        facet: str
        group: str
        hands: Hands

    @dataclass
    class NextFacet(Message):
        """The next facet is to be asked."""

    @dataclass
    class RevealAsked(Message):
        """Enter was pressed."""

    def __init__(self) -> None:
        """Make an entry without groups."""
        super().__init__()
        self._shown = HandsShown()
        self._cell = (0, 0)
        self._typed: set[tuple[str, str, str]] = set()
        self._fresh = True

    def show(self, shown: HandsShown) -> None:
        """Show what was counted."""
        if shown == self._shown:
            return
        if shown.facet != self._shown.facet:
            self._cell, self._fresh = (0, 0), True
        layout = len(shown.groups) != len(self._shown.groups)
        self._shown = shown
        self.refresh(layout=layout)

    def forget(self) -> None:
        """Begin another item."""
        self._cell, self._fresh = (0, 0), True
        self._typed.clear()

    def on_key(self, event: events.Key) -> None:
        """Take a digit: it counts, and the cursor goes on where no second digit can follow."""
        if not (event.character and event.character in "0123456789") or not self._shown.groups:
            return
        event.stop()
        group, size = self._shown.groups[self._cell[0]]
        column = COLUMNS[self._cell[1]]
        hands = self._shown.counted.get(group, Hands())
        before = 0 if self._fresh else getattr(hands, column)
        number = before * 10 + int(event.character)
        self._typed.add((self._shown.facet, group, column))
        self._fresh = False
        counted = replace(hands, **{column: number})
        self.post_message(self.Counted(self._shown.facet, group, counted))
        if number == 0 or number * 10 > max(size, 9):
            self.action_step(1)

    def action_none(self) -> None:
        """Stand for keys that `on_key` takes, so that they are listed with the others."""

    def action_step(self, by: int) -> None:
        """Go to the next point, or one back; behind the last row comes the next facet."""
        row, column = self._cell
        index = row * len(COLUMNS) + column + by
        if index >= len(self._shown.groups) * len(COLUMNS):
            self.post_message(self.NextFacet())
        elif index >= 0:
            self._cell, self._fresh = divmod(index, len(COLUMNS)), True
        self.refresh()

    def action_next_facet(self) -> None:
        """Ask the next facet."""
        self.post_message(self.NextFacet())

    def action_reveal(self) -> None:
        """Ask for the reveal."""
        self.post_message(self.RevealAsked())

    def render(self) -> Content:
        """Draw which counts were typed, never the counts."""
        head = Content("  ").join([Content(word.center(5)) for word in _HEADS])
        lines = [head.stylize("$text-muted")]
        for row, (group, size) in enumerate(self._shown.groups):
            cells = [self._mark(row, column, group) for column in range(len(COLUMNS))]
            people = f"  ({size})" if size else ""
            lines.append(Content.assemble(Content("  ").join(cells), f"   {group}{people}"))
        return Content("\n\n").join(lines)

    def _mark(self, row: int, column: int, group: str) -> Content:
        counted = self._shown.counted.get(group)
        typed = (self._shown.facet, group, COLUMNS[column]) in self._typed
        given = typed or bool(counted and getattr(counted, COLUMNS[column]))
        mark = "●" if given else "·"
        if (row, column) == self._cell:
            return Content.assemble((f" [{mark if given else ' '}] ", "bold $accent"))
        return Content(f"  {mark}  ")
