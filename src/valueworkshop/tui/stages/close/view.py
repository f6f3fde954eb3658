"""The close, one question at a time."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content

from valueworkshop.core.session import parking_lot
from valueworkshop.core.session.parked_thought import Became
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.place import ChoiceField
from valueworkshop.core.stages import KINDS
from valueworkshop.core.stages.close import worth
from valueworkshop.core.stages.close.parked_decisions import decide, make_action
from valueworkshop.core.stages.close.score import PARKED
from valueworkshop.core.stages.close.show import QUESTION, dots_of
from valueworkshop.tui.stages.act_keys import bindings_of
from valueworkshop.tui.stages.close.answers_shown import asked_for, shown
from valueworkshop.tui.stages.close.parked_rows import ParkedRows
from valueworkshop.tui.stages.described_view import DescribedView
from valueworkshop.tui.widgets.keys import shown_key
from valueworkshop.tui.widgets.static import Static

_AROUND = 8
"""Cells of the view's border and padding, and of a scroll bar."""

_SAID = {
    Became.ACTION: "Now an action: give it an owner and a date in the actions stage.",
    Became.OPEN: "Now an open question: the report lists it.",
    Became.LET_GO: "Dropped. The report still lists it as parked.",
}


class CloseView(DescribedView):
    """Asks for surprises, what to stop, decisions, the date to look again, and a rating."""

    KIND = "close"

    BINDINGS: ClassVar[list[BindingType]] = bindings_of("close")

    DEFAULT_CSS = """
    CloseView {
        & > #parking { height: 1fr; display: none; }
        & #heading { text-style: bold; height: auto; margin: 1 0; }
        & #said { color: $text-muted; height: auto; margin-bottom: 1; max-width: 76; }
        & ParkedRows { max-height: 60%; background: $surface; }
        & #whole { height: auto; margin-top: 1; max-width: 76; }
        &.-low ParkedRows { max-height: 6; }
        &.-parked > * { display: none; }
        &.-parked > #parking { display: block; }
    }
    """

    def compose(self) -> ComposeResult:
        """Lay out a field as everywhere, and the parked thoughts; only one of them shows."""
        yield from super().compose()
        with Vertical(id="parking"):
            yield Static(QUESTION, id="heading", markup=False)
            yield Static(id="said", markup=False)
            yield ParkedRows(id="thoughts")
            yield Static(id="whole", markup=False)

    def show(self, session: Session) -> None:
        """Draw the field at the team's place, or the parked thoughts."""
        parked = self.at == PARKED
        self.set_class(parked, "-parked")
        if not parked:
            super().show(session)
            return
        left = len(session.parked) - parking_lot.decided(session)
        on = f"{shown_key(self, 'parked.go_on')} goes on."
        said = f"{left} still to decide." if left else f"All decided. {on}"
        self.query_one("#said", Static).update(
            Content(said if session.parked else f"Nothing is parked. {on}")
        )
        self.query_one(ParkedRows).show(session, max(self.width - _AROUND, 40))
        self._show_whole()

    def picture(self, asked: ChoiceField, room: int, *, high: bool, plain: bool) -> Content:
        """Return the answers that the room has seen, else what you can answer."""
        dots = dots_of(KINDS[self.KIND].here(self.session, self.stage))
        if dots is not None:
            return shown(dots, room, self.app.size.height, plain=plain)
        return asked_for(asked, room, high=high, plain=plain)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Go on by the view's own key only where people answer by keys, and not over a text."""
        if action == "go":
            return self.at == worth.AT
        return super().check_action(action, parameters)

    def action_go(self, by: int) -> None:
        """Show the answers, which nothing takes back; once they are shown, go on."""
        if self.waits():
            self.reveal()
        else:
            super().action_go(by)

    def waits(self) -> bool:
        """Whether people have said if it was worth the time, and the room has not seen it."""
        return self.at == worth.AT and worth.waits(self.session, self.stage)

    def reveal(self) -> None:
        """Let the room see whether it was worth the time."""
        if self.waits():
            self.say("")
            self.desk.reveal(worth.show(self.session, self.stage))

    @on(ParkedRows.OptionHighlighted)
    def _show_whole(self) -> None:
        thought = self.session.parked.get(self.query_one(ParkedRows).current or "")
        where = parking_lot.said_in(self.session, thought) if thought is not None else ""
        whole = self.query_one("#whole", Static)
        if thought is None:
            whole.update("")
        else:
            said = f"\nParked in {where}." if where else ""
            whole.update(Content.assemble(thought.text, (said, "$text-muted")))

    def enter(self) -> None:
        """Put the focus where the user would start."""
        if self.at == PARKED:
            self.query_one(ParkedRows).focus()
        else:
            super().enter()

    def stand(self) -> None:
        """Put the focus outside the field, or on the parked thoughts."""
        if self.at == PARKED:
            self.enter()
        else:
            super().stand()

    @on(ParkedRows.Decided)
    def _decide(self, event: ParkedRows.Decided) -> None:
        rows = self.query_one(ParkedRows)
        try:
            if event.became is Became.ACTION:
                session = make_action(self.session, event.key, self.desk.ids())
            else:
                session = decide(self.session, event.key, event.became)
        except ValueError as error:
            self.say(str(error))
            return
        if self.desk.commit(session):
            rows.action_cursor_down()
            self.say(_SAID[event.became])

    @on(ParkedRows.WentOn)
    def _go_past(self) -> None:
        self.post_message(self.Step(1))
