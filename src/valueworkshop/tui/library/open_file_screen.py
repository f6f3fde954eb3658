"""Opening a workshop that is not in the library's folder: its path."""

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from valueworkshop.tui.widgets.card import CARD, name_card
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import HELP_WRITING
from valueworkshop.tui.widgets.late import ModalScreen
from valueworkshop.tui.widgets.static import Static
from valueworkshop.tui.widgets.writing import Line


class OpenFileScreen(ModalScreen[Path | None]):
    """Asks for a path; gives it back if there is a file."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open", show=False, id="open_file.open"),
        Binding("escape", "dismiss(None)", "Back", id="open_file.back"),
        HELP_WRITING,
    ]

    DEFAULT_CSS = f"""
    OpenFileScreen {{
        align: center middle;
        & > #box {{ {CARD} border: round $primary; width: 76; max-width: 96%; height: auto;
            padding: 1 2; }}
        & Static {{ height: auto; }}
        & #ask {{ text-style: bold; margin-bottom: 1; }}
        & Line {{ background: $panel; }}
        & #hint {{ margin-top: 1; color: $text-muted; min-height: 2; }}
    }}
    """

    def compose(self) -> ComposeResult:
        """Lay out the question and the line."""
        with Vertical(id="box"):
            yield Static("Where is the workshop?", id="ask", markup=False)
            yield Line(placeholder="~/Downloads/dealers.toml", id="path")
            yield Static(id="hint", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Name the card."""
        name_card(self.query_one("#box"), "Open a file from elsewhere", "it stays where it is")
        self._say("Type or paste its path. Most terminals also take a file that you drop on them.")

    def _say(self, text: str) -> None:
        self.query_one("#hint", Static).update(Content(text))

    @on(Input.Submitted)
    def action_open(self) -> None:
        """Take the path, if there is a file."""
        typed = self.query_one(Line).value.strip().strip("'\"")
        if not typed:
            return
        path = _absolute(typed.removeprefix("file://"))
        if path is None:
            self._say("There is no file with this path.")
        else:
            self.dismiss(path)


def _absolute(typed: str) -> Path | None:
    """Return the file at a path as it was typed or dropped here, its spaces escaped or not."""
    for text in (typed, typed.replace("\\ ", " ")):
        try:
            path = Path(text).expanduser().resolve()
            if path.is_file():
                return path
        except (OSError, ValueError, RuntimeError):  # too long, no text for a path, no home
            continue
    return None
