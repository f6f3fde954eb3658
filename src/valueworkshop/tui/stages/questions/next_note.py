"""Where the next note is written: one row that grows with its text, and what is known beside it."""

from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from valueworkshop.tui.stages.questions.note_particulars import Particulars
from valueworkshop.tui.stages.stage_view import StageView
from valueworkshop.tui.widgets.card import CARD, name_card
from valueworkshop.tui.widgets.writing import Writing

_MOST_LINES: Final = 6
_FEWER_LINES: Final = 4


class NoteText(Writing):
    """The text of a note. In it b is a letter, so another key leads to the question before."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("shift+tab", "back", "Back", id="notes.back"),
    ]

    def action_back(self) -> None:
        """Go to the place before."""
        self.post_message(StageView.Step(-1))


class NextNote(Vertical):
    """A card with the text area; the particulars are there while somebody writes."""

    DEFAULT_CSS = f"""
    NextNote {{
        {CARD} height: auto;
        &:focus-within {{ border: round $primary; }}
        & > Writing {{ height: 1; }}
        & > Particulars {{ display: none; }}
        &:focus-within > Particulars {{ display: block; }}
        &.-short {{ border: none; padding: 0 2; }}
    }}
    """

    def compose(self) -> ComposeResult:
        """Lay out the text area and its particulars."""
        yield NoteText(id="writing", emptied=True)
        yield Particulars(id="particulars")

    def on_mount(self) -> None:
        """Name the card."""
        name_card(self, "Next note")

    def on_resize(self) -> None:
        """Have as many lines as the text needs in the new width."""
        self.fit()

    @on(Writing.Changed)
    def fit(self) -> None:
        """Let the text area have as many lines as its text, up to six; up to four if it is low."""
        writing = self.query_one(Writing)
        most = _FEWER_LINES if self.has_class("-short") else _MOST_LINES
        lines = max(min(writing.wrapped_document.height, most), 1)
        if writing.size.height != lines:
            writing.styles.height = lines
