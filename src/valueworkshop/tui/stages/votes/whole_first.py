"""A stage of votes of which the whole is what one sees once all of it is revealed."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widget import Widget

from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.show.blocks import Sight
from valueworkshop.core.stages.votes.model import asks
from valueworkshop.core.stages.votes.show import is_all_revealed
from valueworkshop.tui.stages.votes.view import Picture, VotesView
from valueworkshop.tui.stages.whole import Whole
from valueworkshop.tui.widgets.static import Static

WHOLE = "whole"


class WholeFirstView(VotesView):
    """Begins with the whole if all is revealed, and ends with it; between them are the items."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,right,j", "turn(1)", "Another item", key_display="↑↓", id="votes.turn"),
        Binding("up,left,k", "turn(-1)", "Item before", show=False, id="votes.turn_back"),
    ]

    DEFAULT_CSS = """
    WholeFirstView.-cards > #scale { display: none; }
    """

    def compose(self) -> ComposeResult:
        """Lay out the whole beside what a view of votes shows."""
        yield from super().compose()
        yield Whole()

    def on_mount(self) -> None:
        """Go on after the last item only from there."""
        self._after_all = self._stays = False

    def come(self) -> None:
        """Begin with the whole, at the beginning of a stage of which all is revealed."""
        if self.is_all_revealed and self.item == self._items()[0]:
            self._whole, self._after_all, self._stays = WHOLE, False, True

    @property
    def leaves_room(self) -> bool:
        """Whether there is room beside this view: the whole takes all of it."""
        return self.mode() != WHOLE and super().leaves_room

    @property
    def is_all_revealed(self) -> bool:
        """Whether the room has seen the votes on all items, of which there are some."""
        return is_all_revealed(self.kind.here(self.session, self.stage))

    def _items(self) -> list[str]:
        return list(asks(self.session, self.stage).items)

    def order(self) -> list[str]:
        """Return the items in the order in which the whole shows them."""
        return self._items()

    def sights_of_all(self) -> list[Sight]:
        """Return what there is to see of the whole stage."""
        found: list[list[Sight]] = self.kind.show.pages(self.kind.here(self.session, self.stage))
        return found[0]

    def pictures(self) -> list[Picture]:
        """Return the other pictures: the first one is the whole."""
        return super().pictures()[1:]

    def modes(self) -> list[tuple[Widget, str]]:
        """Return the whole, too."""
        return [*super().modes(), (self.query_one(Whole), WHOLE)]

    def show(self, session: Session) -> None:
        """Draw the item, or the whole; another item than that of the whole ends it."""
        if self._whole == WHOLE and self.item != self._shown_item and not self._stays:
            self._whole = ""
        self._stays = False
        super().show(session)
        if self.mode() == WHOLE:
            self.add_class("-cards")

    def draw(self, mode: str, session: Session) -> None:
        """Draw a mode, or the whole."""
        if mode == WHOLE:
            room = self.width - self.gutter.width
            self.query_one(Whole).show(self.sights_of_all(), room)
            self.query_one("#scale", Static).display = False
        else:
            super().draw(mode, session)

    def enter(self) -> None:
        """Put the focus on what is on screen."""
        if self.mode() == WHOLE:
            self.query_one(Whole).focus()
        else:
            super().enter()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the item under the cursor of the whole; after the last one, to go on."""
        whole = self.mode() == WHOLE
        if action == "turn":
            return whole and len(self._items()) > 1
        if action == "go_on" and whole:
            return True
        return super().check_action(action, parameters)

    def action_go_on(self) -> None:
        """Go to the next item; after the last one to the whole, once all is revealed.

        A whole with which the stage began leads to its items.
        """
        last = self.item == self._items()[-1]
        if self.mode() == WHOLE and not self._after_all:
            self.show_whole(WHOLE)
        elif self.mode() == WHOLE or not last or not self.is_all_revealed:
            super().action_go_on()
        else:
            self._after_all = True
            self.show_whole(WHOLE)

    def action_turn(self, by: int) -> None:
        """Go to another item and stay at the whole."""
        order = self.order()
        place = order.index(self.item) + by if self.item in order else 0
        if 0 <= place < len(order):
            self._after_all, self._stays = False, True
            self.desk.move(Place(stage=self.stage, at=order[place]))

    def action_picture(self) -> None:
        """Show the whole, then what other pictures there are, then the item again."""
        others = len(self.pictures())
        if self._whole == WHOLE and others:
            self._whole, self._picture = "picture", 0
        elif self._whole == "picture" and self._picture + 1 < others:
            self._picture += 1
        elif self._whole in {WHOLE, "picture"}:
            self._whole = ""
        else:
            self._whole, self._after_all = WHOLE, False
        self.post_message(self.Turned())

    def show_whole(self, what: str) -> None:
        """Show the whole in the mode `what` instead of the item, or the item again."""
        self._whole = "" if self._whole == what else what
        self.post_message(self.Turned())
