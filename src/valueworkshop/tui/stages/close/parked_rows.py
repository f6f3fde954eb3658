"""The parked thoughts at the close: one key each says what becomes of them."""

from dataclasses import dataclass
from typing import ClassVar

from rich.cells import set_cell_size
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message

from valueworkshop.core.session import parking_lot
from valueworkshop.core.session.parked_thought import Became
from valueworkshop.core.session.session import Session
from valueworkshop.tui.widgets.rows import Rows

_MARKS = {
    Became.UNDECIDED: "?",
    Became.ACTION: "action",
    Became.OPEN: "open question",
    Became.LET_GO: "let go",
}


class ParkedRows(Rows):
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

    def show(self, session: Session) -> None:
        """Show the thoughts in the order in which somebody parked them."""
        self.show_rows(
            [
                (
                    key,
                    Content.assemble(
                        "  ",
                        (
                            set_cell_size(_MARKS[thought.became], 15),
                            "$warning bold"
                            if thought.became is Became.UNDECIDED
                            else "$text-muted",
                        ),
                        (thought.text, "bold" if thought.became is Became.UNDECIDED else ""),
                    ),
                )
                for key, thought in parking_lot.in_order(session)
            ]
        )

    def action_decide(self, became: str) -> None:
        """Say what becomes of the thought under the cursor, and go to the next one."""
        if key := self.current:
            self.post_message(self.Decided(key, Became(became)))

    def action_go_on(self) -> None:
        """Leave the thoughts as they are."""
        self.post_message(self.WentOn())
