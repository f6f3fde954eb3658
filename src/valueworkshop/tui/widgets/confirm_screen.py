"""A question before a key takes something away or makes a file: only another key means yes."""

from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from valueworkshop.tui.widgets.box import Box
from valueworkshop.tui.widgets.clickable import pressing
from valueworkshop.tui.widgets.form import Form
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import HELP_HERE, shown_key
from valueworkshop.tui.widgets.static import Static

UNSEEN: Final = "Once the room has seen it, nobody can hide it again."


class SureScreen(Form[bool]):
    """Asks whether to do something; gives True for yes. Enter and the key that asked do nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "dismiss(True)", "Yes", id="sure.yes"),
        Binding("escape,n", "dismiss(None)", "No", id="sure.no"),
        *HELP_HERE,
    ]

    DEFAULT_CSS = """
    SureScreen Box > Static.means { margin-bottom: 1; }
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
        with Box(self._question):
            yield Static(Content(self._means), classes="means")
            yield Static(_answer(f"{keys[0]:<{room}}", f"yes, {yes}", "dismiss(True)"))
            yield Static(_answer(f"{keys[1]:<{room}}", f"no, {no}", "dismiss(None)"))
        yield KeyBar()

    def standing(self) -> None:
        """Return nothing: a question without an answer is not a yes."""


def _answer(key: str, words: str, action: str) -> Content:
    """Return a line that does by a click what its key does."""
    return pressing(Content.assemble((key, "bold $footer-key-foreground"), words), action)
