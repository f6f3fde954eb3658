"""The parked thoughts at the close: one key each says what becomes of them."""

from dataclasses import dataclass
from typing import ClassVar, Final

from rich.cells import set_cell_size
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session import parking_lot
from valueworkshop.core.session.parked_thought import Became
from valueworkshop.core.session.session import Session
from valueworkshop.tui.widgets.spaced_rows import SpacedRows

_MARKS = {
    Became.UNDECIDED: "? undecided",
    Became.ACTION: "✓ action",
    Became.OPEN: "? open question",
    Became.LET_GO: "× let go",
}

_MARK: Final = 17
_HIGH: Final = 34


class ParkedRows(SpacedRows):
    """A thought per row, after what became of it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "decide('action')", "Action", id="parked.action"),
        Binding("o", "decide('open question')", "Open", id="parked.open"),
        Binding("x", "decide('let go')", "Let go", id="parked.let_go"),
        Binding("enter", "go_on", "Go on", id="parked.go_on"),
    ]

    @dataclass
    class Decided(Message):
        """Somebody said what becomes of a thought."""

        key: str
        became: Became

    class WentOn(Message):
        """Somebody goes on."""

    def show(self, session: Session, width: int) -> None:
        """Show the thoughts in the order in which somebody parked them, in `width` cells."""
        rows = [
            (key, _lines(thought.text, thought.became, width))
            for key, thought in parking_lot.in_order(session)
        ]
        self.show_spaced(rows, Content("") if self.app.size.height >= _HIGH else None)

    def action_decide(self, became: str) -> None:
        """Say what becomes of the thought under the cursor, and go to the next one."""
        if key := self.current:
            self.post_message(self.Decided(key, Became(became)))

    def action_go_on(self) -> None:
        """Leave the thoughts as they are."""
        self.post_message(self.WentOn())


def _lines(text: str, became: Became, width: int) -> list[Content]:
    """Return a thought after what became of it, in as many lines as it needs."""
    open_ = became is Became.UNDECIDED
    style = "bold $warning" if open_ else "$text-muted"
    head = Content.assemble("  ", (set_cell_size(_MARKS[became], _MARK), style))
    room = max(width - head.cell_length, 20)
    lines = Content(one_line(text)).stylize("bold" if open_ else "").wrap(room)
    return [
        Content.assemble(" " * head.cell_length if n else head, line)
        for n, line in enumerate(lines)
    ]
