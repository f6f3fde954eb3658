"""The question why a mark stands where it does."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from valueworkshop.widgets.keybar import KeyBar
from valueworkshop.widgets.stage_view import Form
from valueworkshop.widgets.writing import Writing


class WhyScreen(Form[str]):
    """Asks for a few words; Enter and Esc both keep what stands there."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "keep", "Back", id="why.back"),
        Binding("f1", "app.help", "Help", show=False, id="why.help"),
    ]

    DEFAULT_CSS = """
    WhyScreen {
        align: center middle;
        & > #box { width: 64; height: auto; background: $surface; padding: 1 3; }
        & Static { height: auto; margin-bottom: 1; }
        & #title { text-style: bold; }
        & Writing { height: 5; background: $panel; }
    }
    """

    def __init__(self, question: str, why: str) -> None:
        """Ask about a question, showing what was said so far."""
        super().__init__()
        self._question = question
        self._why = why

    def compose(self) -> ComposeResult:
        """Lay out the question and the place to write."""
        with Vertical(id="box"):
            yield Static(Content(self._question), id="title")
            yield Static(Content("Why there? What is on the bill, in customers' words?"))
            yield Writing(id="why")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show what was said so far."""
        self.query_one(Writing).write(self._why)

    @on(Writing.Kept)
    @on(Writing.WentOn)
    @on(Writing.Left)
    def action_keep(self) -> None:
        """Keep what stands there."""
        self.dismiss(self.standing())

    def standing(self) -> str:
        """Return what stands there."""
        return self.query_one(Writing).text
