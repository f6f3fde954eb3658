"""The question why a contradiction is none."""

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


class ReasonScreen(Form[str]):
    """Asks for a few words; Enter and Esc both keep what stands there. No words, no dismissal."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "keep", "Back", id="reason.back"),
        Binding("f1", "app.help", "Help", show=False, id="reason.help"),
    ]

    DEFAULT_CSS = """
    ReasonScreen {
        align: center middle;
        & > #box { width: 64; max-width: 96%; height: auto; background: $surface; padding: 1 3; }
        & Static { height: auto; margin-bottom: 1; }
        & #title { text-style: bold; }
        & Writing { height: 4; background: $panel; }
    }
    """

    def __init__(self, sentence: str) -> None:
        """Ask about a contradiction."""
        super().__init__()
        self._sentence = sentence

    def compose(self) -> ComposeResult:
        """Lay out the contradiction and the place to write."""
        with Vertical(id="box"):
            yield Static(Content(self._sentence), id="title")
            yield Static(Content("Why do both answers hold all the same? Empty, it stays."))
            yield Writing(id="reason")
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin to write."""
        self.query_one(Writing).focus()

    @on(Writing.Kept)
    @on(Writing.WentOn)
    @on(Writing.Left)
    def action_keep(self) -> None:
        """Keep what stands there."""
        self.dismiss(self.standing())

    def standing(self) -> str:
        """Return what stands there."""
        return self.query_one(Writing).text
