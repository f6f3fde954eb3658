"""The close, one question at a time."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from valueworkshop.core.session import parking_lot
from valueworkshop.core.session.parked_thought import Became
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.close.parked_decisions import decide, make_action
from valueworkshop.core.stages.close.score import PARKED
from valueworkshop.core.stages.close.show import QUESTION
from valueworkshop.tui.stages.close.parked_rows import ParkedRows
from valueworkshop.tui.stages.described_view import DescribedView
from valueworkshop.tui.widgets.keys import shown_key

_SAID = {
    Became.ACTION: "Now an action: give it an owner and a date in the actions stage.",
    Became.OPEN: "Now an open question: the report lists it.",
    Became.LET_GO: "Dropped. The report still lists it as parked.",
}


class CloseView(DescribedView):
    """Asks for surprises, what to stop, decisions, the date to look again, and a rating."""

    KIND = "close"

    DEFAULT_CSS = """
    CloseView {
        & > #parking { height: 1fr; display: none; }
        & #heading { text-style: bold; height: auto; margin: 1 0; }
        & #said { color: $text-muted; height: auto; margin-bottom: 1; max-width: 76; }
        & ParkedRows { max-height: 12; }
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
        self.query_one(ParkedRows).show(session)
        self._show_whole()

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
