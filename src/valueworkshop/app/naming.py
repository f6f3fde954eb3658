"""The first question of a new workshop: what it is called."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from valueworkshop.stages.frame.model import PROMPTS, Field
from valueworkshop.widgets.keybar import KeyBar
from valueworkshop.widgets.writing import Line
from valueworkshop.workshop.text import one_line


class NamingScreen(ModalScreen[str | None]):
    """Asks for the title; Enter on the one proposed takes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "begin", "Begin", id="naming.begin"),
        Binding("escape", "back", "Back", id="naming.back"),
        Binding("f1", "app.help", "Help", show=False, id="naming.help"),
    ]

    DEFAULT_CSS = """
    NamingScreen {
        background: $background;
        & > #box { padding: 4 6; max-width: 90; height: auto; }
        & Static { height: auto; margin-bottom: 1; }
        & #question { text-style: bold; }
        & #hint { color: $text-muted; }
        & Line { background: $panel; }
    }
    """

    def __init__(self, proposed: str, typed: str = "") -> None:
        """Propose a title; `typed` is what stood there when this was left the last time."""
        super().__init__()
        self._proposed = proposed
        self.typed = typed

    def compose(self) -> ComposeResult:
        """Lay out question and line."""
        prompt = PROMPTS[Field.TITLE]
        with Vertical(id="box"):
            yield Static(Content(prompt.question), id="question")
            yield Static(Content(prompt.hint), id="hint")
            yield Line(self.typed, placeholder=self._proposed, id="title")
        yield KeyBar()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.action_begin()

    def action_back(self) -> None:
        """Go back; what was typed will stand here the next time."""
        self.typed = self.query_one(Line).value
        self.dismiss(None)

    def action_begin(self) -> None:
        """Take the title that stands there, else the proposed one."""
        self.dismiss(one_line(self.query_one(Line).value) or self._proposed)
