"""The catalogue of levers and improvement areas to start an action from."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList

from valueworkshop.core.stages.agreed.model import Asks
from valueworkshop.tui.widgets.box import Box
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import HELP_HERE
from valueworkshop.tui.widgets.late import ModalScreen
from valueworkshop.tui.widgets.rows import Rows


class CatalogueScreen(ModalScreen[str | None]):
    """Offers words for an action; the one you pick becomes its title, for you to make concrete."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back", id="catalogue.back"),
        *HELP_HERE,
    ]

    DEFAULT_CSS = "CatalogueScreen { align: center middle; }"

    def __init__(self, asks: Asks) -> None:
        """Offer what the kit lists."""
        super().__init__()
        self._asks = asks

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        with Box("Start from a lever, or from an area to improve", lists=True):
            yield CatalogueRows(id="catalogue")
        yield KeyBar()

    def on_mount(self) -> None:
        """Fill the list."""
        offered = [("lever", word) for word in self._asks.levers]
        offered += [("area", word) for word in self._asks.areas]
        rows = [
            (f"{kind}/{word}", Content.assemble("  ", (f"{kind:<8}", "$text-muted"), word))
            for kind, word in dict.fromkeys(offered)
        ]
        self.query_one(Rows).show_rows(rows)
        self.query_one(Rows).focus()

    @on(OptionList.OptionSelected)
    def _picked(self, event: OptionList.OptionSelected) -> None:
        self.dismiss((event.option.id or "").partition("/")[2])


class CatalogueRows(Rows):
    """Levers and areas: a click takes one."""

    AT_ONCE = True

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Start from this", id="catalogue.pick"),
    ]
