"""The form of one of the team's own items."""

from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.stages.votes.custom_items import OwnItem
from valueworkshop.tui.widgets.box import Box, row
from valueworkshop.tui.widgets.form import Form
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import HELP_WRITING
from valueworkshop.tui.widgets.long_line import LongLine
from valueworkshop.tui.widgets.writing import Line


class ItemScreen(Form[OwnItem]):
    """Asks for the words of an item; Enter and Esc both keep the fields."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", "Keep", id="own.keep"),
        Binding("tab", "app.focus_next", "Next field", id="own.field"),
        Binding("escape", "keep", "Back", show=False, id="own.form_back"),
        HELP_WRITING,
    ]

    def __init__(self, heading: str, item: OwnItem) -> None:
        """Show an item; a new one has no text."""
        super().__init__()
        self._heading = heading
        self.item = item

    def compose(self) -> ComposeResult:
        """Lay out the fields."""
        with Box(self._heading, broad=True):
            text, about = self.item.text, self.item.about
            yield row("name", LongLine(text, id="text", placeholder="as you would say it"))
            yield row("meaning", LongLine(about, id="about", placeholder="may stay empty"))
            yield from self.more()
        yield KeyBar()

    def more(self) -> Iterable[Widget]:
        """Return the fields for what else a kind keeps of an item."""
        return ()

    def holds(self) -> bool:
        """Return whether the item was there before."""
        return bool(self.item.text)

    def on_mount(self) -> None:
        """Begin with the name."""
        self.query_one("#text", Line).focus()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_keep()

    def action_keep(self) -> None:
        """Keep the fields."""
        self.dismiss(self.standing())

    def standing(self) -> OwnItem | None:
        """Return the contents of the fields; an emptied name stays as it was.

        None without a name.
        """
        text = one_line(self.query_one("#text", Line).value) or self.item.text
        about = one_line(self.query_one("#about", Line).value)
        return self.changed(replace(self.item, text=text, about=about)) if text else None

    def changed(self, item: OwnItem) -> OwnItem:
        """Return the item with the contents of the fields of `more`."""
        return item
