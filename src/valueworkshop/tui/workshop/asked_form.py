"""The form of a thing that a stage asks: its words, and what explains it."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.stages.asked_list import Detail, Worded
from valueworkshop.tui.widgets.box import Box, row
from valueworkshop.tui.widgets.form import Form
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import HELP_WRITING
from valueworkshop.tui.widgets.long_line import LongLine
from valueworkshop.tui.widgets.writing import Line


class WordingScreen(Form[Worded]):
    """Asks for the words of a thing; Enter and Esc both keep the fields."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", "Keep", id="wording.keep"),
        Binding("tab", "app.focus_next", "Next field", id="wording.field"),
        Binding("escape", "keep", "Back", show=False, id="wording.back"),
        HELP_WRITING,
    ]

    def __init__(
        self, heading: str, one: str, given: Worded, details: Sequence[Detail], hint: str = ""
    ) -> None:
        """Show the words of a thing that is called `one`; a new one has none."""
        super().__init__()
        self._heading, self._one, self._hint = heading, one, hint
        self._given, self._details = given, details

    def compose(self) -> ComposeResult:
        """Lay out the fields."""
        with Box(self._heading, self._hint, broad=True):
            said = LongLine(self._given.text, id="wording", placeholder="as you would say it")
            yield row(self._one, said)
            for each in self._details:
                text = self._given.details.get(each.field, "")
                name = f"wording-{each.field}"
                yield row(each.label, LongLine(text, id=name, placeholder=each.hint))
        yield KeyBar()

    def holds(self) -> bool:
        """Return whether it was there before."""
        return bool(self._given.text)

    def on_mount(self) -> None:
        """Begin with the words."""
        self.query_one("#wording", Line).focus()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_keep()

    def action_keep(self) -> None:
        """Keep the fields."""
        self.dismiss(self.standing())

    def standing(self) -> Worded | None:
        """Return the contents of the fields; emptied words stay as they were. None without any."""
        text = one_line(self.query_one("#wording", Line).value) or self._given.text
        details = {
            each.field: one_line(self.query_one(f"#wording-{each.field}", Line).value)
            for each in self._details
        }
        return Worded(text=text, details=details) if text else None
