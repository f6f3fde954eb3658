"""The facilitator's notes on a stage: what to say, the probes, and their own note."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from valueworkshop.core.session.facilitator_notes import HEADING, note, note_of
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import HELP_HERE
from valueworkshop.tui.widgets.late import ModalScreen
from valueworkshop.tui.widgets.words_form import WordsScreen
from valueworkshop.tui.workshop.working import Working


class NotesScreen(ModalScreen[None]):
    """Shows the notes until somebody presses the key that opened them again.

    No projector shows them.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("i,enter", "write", "Your own note", id="facilitator.write"),
        Binding("N,escape", "dismiss", "Close", id="facilitator.close"),
        *HELP_HERE,
    ]

    DEFAULT_CSS = """
    NotesScreen {
        align: center middle;
        background: $background;
        & > #box { width: 76; max-width: 96%; height: 1fr; padding: 1 2; }
        & Static { height: auto; margin-bottom: 1; }
    }
    .-high NotesScreen > #box { padding: 3 2 1 2; }
    """

    def __init__(self, workshop: Working) -> None:
        """Show the notes on the stage that is open on a workshop's screen."""
        super().__init__()
        self._workshop = workshop
        self._stage = workshop.desk.session.place.stage

    def compose(self) -> ComposeResult:
        """Lay out the notes and the keys."""
        with VerticalScroll(id="box"):
            yield Static(id="notes", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self._show()
        self.query_one("#box").focus()

    def _show(self) -> None:
        about, *others = self._workshop.explain()
        own = [each for each in others if each[0] == HEADING]
        told = [*own, *(each for each in others if each not in own), about]
        parts = [Content.assemble((heading, "bold"), f"\n{said}") for heading, said in told if said]
        self.query_one("#notes", Static).update(Content("\n\n").join(parts))

    def action_write(self) -> None:
        """Write your own note on this stage."""
        desk, view = self._workshop.desk, self._workshop.view
        if view is None:
            return

        def kept(text: str | None) -> None:
            if text is not None:
                desk.commit(note(desk.session, self._stage, text))
            if self.is_mounted:
                self._show()

        title = desk.session.stage(self._stage).title
        asked = "Only for you: no report, export or projector shows it."
        view.ask(WordsScreen(title, asked, note_of(desk.session, self._stage)), kept)
