"""Rating how far each layer of the organisation is built for what it wants to lead on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from valueworkshop.core.show.pictures import fitted
from valueworkshop.core.stages.allocation.model import UNKNOWN, Aligned

_KEYS: Mapping[str, Aligned] = {"1": 1, "2": 2, "3": 3, "4": 4, "5": 5, "d": UNKNOWN}


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignmentShown:
    """Every (discipline, layer) with its words, headings by discipline, and the ratings."""

    cells: tuple[tuple[str, str], ...] = ()
    headings: Mapping[str, str] = field(default_factory=dict)
    layers: Mapping[str, str] = field(default_factory=dict)
    given: Mapping[tuple[str, str], Aligned] = field(default_factory=dict)


class AlignmentEntry(Widget, can_focus=True):
    """A line per layer under each discipline; a digit rates it and goes on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "rate('1')", "The room's number", key_display="1-5", id="alignment.rate"),
        *(Binding(n, f"rate('{n}')", show=False, id=f"alignment.{n}") for n in "2345"),
        Binding("d", "rate('d')", "Don't know", id="alignment.dont_know"),
        Binding("backspace,delete", "clear", "Empty", show=False, id="alignment.clear"),
        Binding("down,tab,j", "move(1)", show=False, id="alignment.down"),
        Binding("up,shift+tab,k", "move(-1)", show=False, id="alignment.up"),
    ]

    DEFAULT_CSS = """
    AlignmentEntry { height: auto; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    @dataclass
    class Rated(Message):
        """Somebody rated a layer for a discipline; None takes the rating back."""

        discipline: str
        layer: str
        rating: Aligned | None

    def __init__(self) -> None:
        """Make an entry with nothing to rate."""
        super().__init__()
        self._shown = AlignmentShown()
        self._at = 0

    def show(self, shown: AlignmentShown) -> None:
        """Show the ratings."""
        if shown != self._shown:
            layout = shown.cells != self._shown.cells
            self._shown = shown
            self._at = min(self._at, max(len(shown.cells) - 1, 0))
            self.refresh(layout=layout)

    def action_rate(self, key: str) -> None:
        """Rate the layer under the cursor, and go on."""
        if self._shown.cells:
            self.post_message(self.Rated(*self._shown.cells[self._at], _KEYS[key]))
            self.action_move(1)

    def action_clear(self) -> None:
        """Take the rating under the cursor back."""
        if self._shown.cells:
            self.post_message(self.Rated(*self._shown.cells[self._at], None))

    def action_move(self, by: int) -> None:
        """Go to another layer."""
        self._at = max(0, min(self._at + by, len(self._shown.cells) - 1))
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Go to the layer that was clicked."""
        at, lines = event.get_content_offset(self), self._lines()
        if at is not None and at.y < len(lines) and isinstance(clicked := lines[at.y], int):
            self._at = clicked
            self.refresh()

    def _lines(self) -> list[int | str]:
        """Return what each line shows: the number of a cell, or the discipline of a heading."""
        lines: list[int | str] = []
        for place, (discipline, _) in enumerate(self._shown.cells):
            if not place or self._shown.cells[place - 1][0] != discipline:
                lines.append(discipline)
            lines.append(place)
        return lines

    def render(self) -> Content:
        """Draw the layers by discipline."""
        return Content("\n").join(
            self._cell(line)
            if isinstance(line, int)
            else Content(self._shown.headings[line]).stylize("bold")
            for line in self._lines()
        )

    def _cell(self, place: int) -> Content:
        cell = self._shown.cells[place]
        given = self._shown.given.get(cell)
        mark, style = ("▸", "bold $accent") if place == self._at else (" ", "")
        text = fitted(self._shown.layers[cell[1]], max(self.size.width - 16, 10)).rstrip()
        return Content.assemble((f"{mark} {'·' if given is None else given!s:<10} ", style), text)
