"""A question before a key takes something away or makes a file: only another key means yes."""

from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from valueworkshop.tui.widgets.clickable import pressing
from valueworkshop.tui.widgets.form import Form
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import HELP_HERE, shown_key

UNSEEN: Final = "Once the room has seen it, nobody can hide it again."


class SureScreen(Form[bool]):
    """Asks whether to do something; gives True for yes. Enter and the key that asked do nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "dismiss(True)", "Yes", id="sure.yes"),
        Binding("escape,n", "dismiss(None)", "No", id="sure.no"),
        *HELP_HERE,
    ]

    DEFAULT_CSS = """
    SureScreen {
        align: center middle;
        & > #box { width: 64; max-width: 96%; height: auto; background: $surface; padding: 1 3; }
        & Static { height: auto; }
        & #title { text-style: bold; }
        & #means { margin-bottom: 1; }
    }
    """

    def __init__(self, question: str, means: str, yes: str, no: str) -> None:
        """Ask a question, say what yes means, and in a few words what either answer does."""
        super().__init__()
        self._question = question
        self._means = means
        self._answers = yes, no

    def compose(self) -> ComposeResult:
        """Lay out the question, what it means, and both answers."""
        yes, no = self._answers
        keys = shown_key(self, "sure.yes"), shown_key(self, "sure.no")
        room = max(map(len, keys)) + 2
        with Vertical(id="box"):
            yield Static(Content(self._question), id="title")
            yield Static(Content(self._means), id="means")
            yield Static(pressing(f"{keys[0]:<{room}}yes, {yes}", "dismiss(True)"))
            yield Static(pressing(f"{keys[1]:<{room}}no, {no}", "dismiss(None)"))
        yield KeyBar()

    def standing(self) -> None:
        """Return nothing: a question without an answer is not a yes."""
