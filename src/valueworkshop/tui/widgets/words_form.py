"""A form that asks for a few words about one thing."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from valueworkshop.tui.widgets.box import Box
from valueworkshop.tui.widgets.form import Form
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import HELP_WRITING
from valueworkshop.tui.widgets.static import Static
from valueworkshop.tui.widgets.writing import Writing


class WordsScreen(Form[str]):
    """Asks for a few words; Enter and Esc both keep the text."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "keep", "Back", id="words.back"),
        HELP_WRITING,
    ]

    def __init__(self, about: str, question: str, said: str = "") -> None:
        """Ask a question about something, and show the words so far."""
        super().__init__()
        self._about = about
        asked, ends, hint = question.partition("? ")
        self._question, self._hint = asked + ends.strip(), hint
        self._said = said

    def compose(self) -> ComposeResult:
        """Lay out what it is about, the question, and the place to write."""
        with Box(self._question, self._hint):
            yield Static(Content(self._about), classes="about")
            yield Writing(id="words")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the words so far, and put the cursor there."""
        writing = self.query_one(Writing)
        writing.write(self._said)
        writing.focus()

    def holds(self) -> bool:
        """Return whether there were words."""
        return bool(self._said)

    @on(Writing.Kept)
    @on(Writing.WentOn)
    @on(Writing.Left)
    def action_keep(self) -> None:
        """Keep the text."""
        self.dismiss(self.standing())

    def standing(self) -> str:
        """Return the text."""
        return self.query_one(Writing).text
