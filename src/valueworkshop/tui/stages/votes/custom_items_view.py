"""The view of a stage with a team's own items: all that voting needs, and the list of them."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.votes.custom_items import (
    OwnItem,
    items_of,
    move_item,
    put_item,
    remove_item,
    suggested,
)
from valueworkshop.core.stages.votes.model import asks
from valueworkshop.core.stages.votes.score import votes_in
from valueworkshop.tui.stages.votes.custom_item_form import ItemScreen
from valueworkshop.tui.stages.votes.custom_item_rows import OwnItems
from valueworkshop.tui.stages.votes.view import VotesView
from valueworkshop.tui.widgets.keys import shown_key

ITEMS = "items"
_ADAPT = "lists them: add, rename or take out what does not fit, then rate."


class OwnVotesView(VotesView):
    """Votes on items that the team names. Without any, the list of them comes first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("i", "items", "Items", id="own.items"),
    ]

    def compose(self) -> ComposeResult:
        """Lay out the list beside what all votes have."""
        yield self.new_list()
        yield from super().compose()

    def on_mount(self) -> None:
        """Begin with the first view, whichever that is."""
        self._drawn = ""
        self._offered = False

    def new_list(self) -> OwnItems:
        """Return the list of the items."""
        return OwnItems()

    def new_item(self) -> OwnItem:
        """Return an item without words, of the kind's own type."""
        return OwnItem(text="")

    def form(self, heading: str, item: OwnItem) -> ItemScreen:
        """Return the form that asks for an item."""
        return ItemScreen(heading, item)

    def moved(self, session: Session, key: str, by: int) -> Session:
        """Return the session with an item moved up (-1) or down (+1) in the list."""
        return move_item(session, self.stage, key, by)

    def told(self, key: str, item: OwnItem) -> Content:
        """Return in a word what else the kind keeps of an item."""
        del key, item
        return Content("")

    def mode(self) -> str:
        """Return what to show: the list of items if there are none."""
        mode = super().mode()
        return mode if asks(self.session, self.stage).items else ITEMS

    def modes(self) -> list[tuple[Widget, str]]:
        """Return (widget, mode) of everything of which only one shows."""
        return [*super().modes(), (self.query_one(OwnItems), ITEMS)]

    def show(self, session: Session) -> None:
        """Draw the item or the list; if one replaces the other, the focus goes along."""
        super().show(session)
        before, self._drawn = self._drawn, self.mode()
        if self._drawn == ITEMS:
            self.query_one("#scale").display = False
        if ITEMS in {before, self._drawn} and before not in {"", self._drawn}:
            self.enter()

    def draw(self, mode: str, session: Session) -> None:
        """Draw a mode."""
        if mode != ITEMS:
            super().draw(mode, session)
            return
        told = {key: self.told(key, item) for key, item in items_of(session, self.stage).items()}
        self.query_one(OwnItems).show(session, self.stage, told, self.items)

    def enter(self) -> None:
        """Put the focus on what is on screen."""
        if self.mode() == ITEMS:
            self.query_one(OwnItems).enter()
        else:
            super().enter()
            self._offer_to_adapt()

    def _offer_to_adapt(self) -> None:
        """Say once that the items are suggestions, before anybody rates them."""
        only = suggested(self.session, self.stage, self.items.one)
        if only and not self._offered:
            self._offered = True
            self.say(f"{only} {shown_key(self, 'own.items')} {_ADAPT}")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what needs items only if there are some."""
        if action in {"items", "picture", "grid"}:
            return bool(asks(self.session, self.stage).items)
        return super().check_action(action, parameters)

    def explain(self) -> str:
        """Return what the item is about, and how the team makes the items its own."""
        key = shown_key(self, "own.items")
        own = f"{key} lists every {self.items.one}: you can add, rename, move or remove them."
        return "\n\n".join(part for part in (super().explain(), own) if part)

    def action_items(self) -> None:
        """Show the list of the items, or the item again."""
        self.show_whole(ITEMS)
        self.query_one(OwnItems).go_to(self.item)

    def list_items(self) -> bool:
        """Show the list of the items, if it is not there already."""
        hidden = self.mode() != ITEMS
        if hidden:
            self.action_items()
        return hidden

    @on(OwnItems.Wished)
    def _wished(self, event: OwnItems.Wished) -> None:
        match event.what:
            case "add":
                self._add(event.key)
            case "edit":
                self._edit(event.key)
            case "remove":
                self._remove(event.key)
            case "up":
                self.desk.commit(self.moved(self.session, event.key, -1))
            case "down":
                self.desk.commit(self.moved(self.session, event.key, 1))

    def _add(self, after: str) -> None:
        def added(item: OwnItem | None) -> None:
            if item is None:
                return
            key = self.desk.ids()
            self._whole = ITEMS
            self.desk.commit(put_item(self.session, self.stage, key, item, after))
            self.query_one(OwnItems).go_to(key)
            add, on = shown_key(self, "own.add"), shown_key(self, "votes.item")
            self.say(f"Added: {item.text}. {add} adds another, {on} goes on to rating.")

        self.ask(self.form(f"A new {self.items.one}", self.new_item()), added)

    def _edit(self, key: str) -> None:
        def kept(item: OwnItem | None) -> None:
            if item is not None and key in items_of(self.session, self.stage):
                self.desk.commit(put_item(self.session, self.stage, key, item))

        item = items_of(self.session, self.stage).get(key)
        if item is not None:
            self.ask(self.form(f"This {self.items.one}", item), kept)

    def _remove(self, key: str) -> None:
        given = votes_in(self.session, self.stage, key)
        if not self.desk.commit(remove_item(self.session, self.stage, key)):
            self.say(
                f"You cannot remove the last {self.items.one}: rename it, or add another first."
            )
            return
        kept = f" The votes of {given} stay with it." if given else ""
        self.say(f"Removed.{kept} {shown_key(self, 'workshop.undo')} puts it back.")
