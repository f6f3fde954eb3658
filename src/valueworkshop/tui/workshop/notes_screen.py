"""The facilitator's notes on a stage: what to say, the probes, and their own note."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session.facilitator_notes import HEADING, note, note_of
from valueworkshop.tui.widgets.box import Page
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import HELP_HERE
from valueworkshop.tui.widgets.late import ModalScreen
from valueworkshop.tui.widgets.static import Static
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

    DEFAULT_CSS = "NotesScreen { align: center middle; }"

    def __init__(self, workshop: Working) -> None:
        """Show the notes on the stage that is open on a workshop's screen."""
        super().__init__()
        self._workshop = workshop
        self._stage = workshop.desk.session.place.stage

    def compose(self) -> ComposeResult:
        """Lay out the notes and the keys."""
        title = self._workshop.desk.session.stage(self._stage).title
        with Page(f"Only for you: {one_line(title)}", "no report, export or projector shows it"):
            yield Static(id="notes", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self._show()
        self.query_one(Page).focus()

    def _show(self) -> None:
        about, *others = self._workshop.explain()
        own = (HEADING, note_of(self._workshop.desk.session, self._stage))
        told = [own, *(each for each in others if each[0] != HEADING), about]
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
