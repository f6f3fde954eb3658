"""A form that asks for a few words about one thing."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from valueworkshop.tui.widgets.form import Form
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import HELP_WRITING
from valueworkshop.tui.widgets.writing import Writing


class WordsScreen(Form[str]):
    """Asks for a few words; Enter and Esc both keep the text."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "keep", "Back", id="words.back"),
        HELP_WRITING,
    ]

    DEFAULT_CSS = """
    WordsScreen {
        align: center middle;
        & > #box { width: 64; max-width: 96%; height: auto; background: $surface; padding: 1 3; }
        & Static { height: auto; margin-bottom: 1; }
        & #title { text-style: bold; }
        & Writing { height: 5; background: $panel; }
    }
    """

    def __init__(self, about: str, question: str, said: str = "") -> None:
        """Ask a question about something, and show the words so far."""
        super().__init__()
        self._about = about
        self._question = question
        self._said = said

    def compose(self) -> ComposeResult:
        """Lay out what it is about, the question, and the place to write."""
        with Vertical(id="box"):
            yield Static(Content(self._about), id="title")
            yield Static(Content(self._question))
            yield Writing(id="words")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the words so far, and put the cursor there."""
        writing = self.query_one(Writing)
        writing.write(self._said)
        writing.focus()

    @on(Writing.Kept)
    @on(Writing.WentOn)
    @on(Writing.Left)
    def action_keep(self) -> None:
        """Keep the text."""
        self.dismiss(self.standing())

    def standing(self) -> str:
        """Return the text."""
        return self.query_one(Writing).text
