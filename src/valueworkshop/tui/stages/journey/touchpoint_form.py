"""The form of a touchpoint: its words, what it feeds, and who or what carries it."""

from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList

from valueworkshop.core.stages.journey.model import Carrier, Term, Touchpoint
from valueworkshop.core.stages.votes.custom_items import OwnItem
from valueworkshop.tui.stages.votes.custom_item_form import ItemScreen
from valueworkshop.tui.widgets.box import row
from valueworkshop.tui.widgets.rows import Rows
from valueworkshop.tui.widgets.word_choice import Choice


class CarrierRows(Rows):
    """The carriers of value, of which several may be chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "choose", "Carries it", id="journey.carrier"),
    ]

    DEFAULT_CSS = """
    CarrierRows { width: 1fr; background: $surface; }
    """

    read_only = False
    """Whether you can only look at what was chosen."""

    def __init__(self, chosen: Iterable[Carrier]) -> None:
        """Show all carriers, some of them chosen."""
        super().__init__(id="carriers")
        self._chosen = set(chosen)

    @property
    def chosen(self) -> tuple[Carrier, ...]:
        """The chosen ones, in their order."""
        return tuple(carrier for carrier in Carrier if carrier in self._chosen)

    def on_mount(self) -> None:
        """Fill the list."""
        self._draw()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to choose, unless you can only look."""
        return not (action == "choose" and self.read_only) and super().check_action(
            action, parameters
        )

    def clicked(self, *, again: bool) -> None:
        """Do what Space does."""
        del again
        self.action_choose()

    def action_choose(self) -> None:
        """Choose the carrier under the cursor, or let it go."""
        if self.current and not self.read_only:
            self._chosen ^= {Carrier(self.current)}
            self._draw()

    def _draw(self) -> None:
        self.show_rows(
            [
                (c.value, Content(f"  [{'x' if c in self._chosen else ' '}] {c.in_words}"))
                for c in Carrier
            ]
        )


class TouchpointScreen(ItemScreen):
    """Asks for a touchpoint."""

    def __init__(self, heading: str, touchpoint: Touchpoint) -> None:
        """Show a touchpoint; a new one has no text."""
        super().__init__(heading, touchpoint)
        self._touchpoint = touchpoint

    def more(self) -> Iterable[Widget]:
        """Return the fields for the term that it feeds and for its carriers."""
        terms = [("", "not said"), *((term.value, term.in_words) for term in Term)]
        term = self._touchpoint.term.value if self._touchpoint.term else ""
        yield row("feeds", Choice(terms, term, id="term"))
        yield row("carried by", CarrierRows(self._touchpoint.carriers))

    def hold(self) -> None:
        """From now on only show what is in it."""
        self.query_one(CarrierRows).read_only = True
        super().hold()

    def changed(self, item: OwnItem) -> Touchpoint:
        """Return the touchpoint with the term and the carriers in the form."""
        term = self.query_one("#term", Choice).value
        return replace(
            self._touchpoint,
            text=item.text,
            about=item.about,
            term=Term(term) if term else None,
            carriers=self.query_one(CarrierRows).chosen,
        )

    @on(OptionList.OptionSelected)
    def _entered(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_keep()
