"""A team's own items in a list: add, name, move and remove them."""

from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList

from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.votes.edits import is_revealed
from valueworkshop.core.stages.votes.model import asks
from valueworkshop.core.stages.votes.score import votes_in
from valueworkshop.core.stages.votes.show import Items
from valueworkshop.tui.widgets.fitted import HIGH
from valueworkshop.tui.widgets.keys import with_keys
from valueworkshop.tui.widgets.rows import Rows
from valueworkshop.tui.widgets.static import Static

Wish: TypeAlias = Literal["add", "edit", "remove", "up", "down"]


_INDENT = 20
"""Cells before the name of an item."""


class OwnRows(Rows):
    """The items in their order, with the keys that change them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a,plus", "wish('add')", "Add", id="own.add"),
        Binding("enter", "select", "Rename", id="own.edit"),
        Binding("K,ctrl+up", "wish('up')", "Move up", id="own.up"),
        Binding("J,ctrl+down", "wish('down')", "Move down", id="own.down"),
        Binding("x,delete", "wish('remove')", "Remove", id="own.remove"),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to change an item only if there is one."""
        if action in {"wish", "select"} and parameters != ("add",):
            return self.option_count > 0
        return True

    def action_wish(self, what: Wish) -> None:
        """Ask for a change of the item under the cursor."""
        self.post_message(OwnItems.Wished(what, self.current or ""))


class OwnItems(Vertical):
    """Shows the items, and asks its parent for each change."""

    DEFAULT_CSS = """
    OwnItems {
        & > #own-head { text-style: bold; height: auto; }
        & > #own-hint { color: $text-muted; height: auto; margin-bottom: 1; }
        & > OwnRows { height: auto; max-height: 1fr; }
    }
    """

    @dataclass
    class Wished(Message):
        """Somebody wants a change of the item `key`, '' if there is none."""

        what: Wish
        key: str

    def compose(self) -> ComposeResult:
        """Lay out the heading above the rows."""
        yield Static(id="own-head", markup=False)
        yield Static(id="own-hint", markup=False)
        yield OwnRows(id="own-rows")

    def show(self, session: Session, stage: str, told: dict[str, Content], words: Items) -> None:
        """Show the items of a stage; `told` is what else each keeps, in a word, by id.

        On a high screen that is below the item. The hint of `words` may name keys as {id of a
        binding}.
        """
        items = asks(session, stage).items
        self.query_one("#own-head", Static).update(Content(words.heading))
        first = "{votes.item} goes on to rating." if items else "{own.add} adds the first."
        self.query_one("#own-hint", Static).update(
            Content(with_keys(self, f"{words.hint} {first}"))
        )
        apart = f"\n{'':{_INDENT}}" if self.app.size.height >= HIGH else "   "
        rows = [
            (
                key,
                Content.assemble(
                    f"  {place:>2}  ",
                    (f"{_state(session, stage, key):<14}", "$text-muted"),
                    item.text,
                    *((apart, told[key]) if told.get(key) else ()),
                ),
            )
            for place, (key, item) in enumerate(items.items(), start=1)
        ]
        self.query_one(OwnRows).show_rows(rows)
        self.query_one(OwnRows).refresh_bindings()

    def go_to(self, key: str) -> None:
        """Put the cursor on an item, if it is there."""
        rows = self.query_one(OwnRows)
        ids = [option.id for option in rows.options]
        if key in ids:
            rows.highlighted = ids.index(key)

    def enter(self) -> None:
        """Put the focus on the rows."""
        self.query_one(OwnRows).focus()

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.Wished("edit", event.option.id or ""))


def _state(session: Session, stage: str, item: str) -> str:
    if is_revealed(session, stage, item):
        return "revealed"
    given = votes_in(session, stage, item)
    return f"{given} voted" if given else "not voted"
