"""A file that went back to an earlier version of this sitting: asks whether to save ours in it."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from valueworkshop.core.clean_text import clean
from valueworkshop.files.saving.save_rules import Wanted
from valueworkshop.tui.widgets.box import Page
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import HELP_HERE, with_keys
from valueworkshop.tui.widgets.late import ModalScreen
from valueworkshop.tui.widgets.static import Static


class WentBackScreen(ModalScreen[str]):
    """Says what the file lacks, and asks. If you leave it without a choice, both files stay."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,m", f"dismiss('{Wanted.OURS}')", "Keep mine", id="went_back.mine"),
        Binding("t", f"dismiss('{Wanted.THEIRS}')", "Take the older one", id="went_back.older"),
        Binding("escape", "dismiss(None)", "Keep both", id="went_back.both"),
        *HELP_HERE,
    ]

    DEFAULT_CSS = """
    WentBackScreen {
        align: center middle;
        & .next { margin-top: 1; }
    }
    """

    def __init__(self, name: str, gone: str) -> None:
        """Ask about the file of this name; `gone` counts what it lacks, '' for nothing."""
        super().__init__()
        self._file = clean(name)
        self._gone = gone

    def compose(self) -> ComposeResult:
        """Lay out what happened, and what each key does."""
        lacks = f" It lacks {self._gone} that you have saved since." if self._gone else ""
        with Page("The file went back to an older version"):
            yield Static(
                Content(
                    f"{self._file} is again as it was earlier in this session.{lacks} Git, a "
                    "synced folder or somebody who copied a file may have done that."
                )
            )
            yield Static(
                Content(
                    with_keys(
                        self,
                        "{went_back.mine} keeps yours and writes it into the file again. "
                        "{went_back.older} takes what is in the file now; undo brings yours back. "
                        "{went_back.both} keeps two files. The backups have both anyway.",
                    )
                ),
                classes="next",
            )
        yield KeyBar()

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.query_one(Page).focus()
