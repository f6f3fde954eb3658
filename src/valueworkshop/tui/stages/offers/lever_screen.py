"""The lever test on screen: choose a term of ours, move it, see how net and the leads change."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from valueworkshop.core.scoring.value_equation import TERMS
from valueworkshop.core.stages.offers.lever_test import NOT_KEPT, WhatIf, lines
from valueworkshop.core.stages.offers.score import Offers
from valueworkshop.tui.widgets.box import Box
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import HELP_HERE
from valueworkshop.tui.widgets.late import ModalScreen
from valueworkshop.tui.widgets.static import Static


class LeverScreen(ModalScreen[None]):
    """Tries steps on the terms of our offer. It holds the only copy of them: nothing saves them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "choose(1)", "Next term", id="offers.down"),
        Binding("up,k", "choose(-1)", "Term before", show=False, id="offers.up"),
        Binding("plus,right", "move(1)", "Step up", id="offers.more"),
        Binding("equals_sign", "move(1)", show=False, id="offers.more_unshifted"),
        Binding("minus,left", "move(-1)", "Step down", id="offers.less"),
        Binding("0", "reset", "As it is", id="offers.reset"),
        Binding("escape,l", "dismiss(None)", "Back", id="offers.back"),
        Binding("pagedown", "scroll(1)", "Scroll down", show=False, id="offers.page_down"),
        Binding("pageup", "scroll(-1)", "Scroll up", show=False, id="offers.page_up"),
        *HELP_HERE,
    ]

    DEFAULT_CSS = """
    LeverScreen { align: center middle; }
    """

    def __init__(self, offers: Offers) -> None:
        """Begin with the offers as they are; ours must have a net."""
        super().__init__()
        self._what_if = WhatIf(offers=offers)
        self._term = 0

    def compose(self) -> ComposeResult:
        """Lay out the test below the words that this is not an answer."""
        with Box("What would a step on a term of our offer do?", NOT_KEPT, broad=True):
            yield Static(id="lever", markup=False)
        yield KeyBar()

    def on_resize(self) -> None:
        """Draw for the current width."""
        self._draw()

    def _draw(self) -> None:
        term = TERMS[self._term]
        across = self.query_one(Box).scrollable_content_region.width
        drawn = lines(self._what_if, term, max(across, 40))
        self.query_one("#lever", Static).update(Content("\n".join(drawn)))

    def on_click(self, event: events.Click) -> None:
        """Choose the term that was clicked: the terms are below a line of headings."""
        at = event.get_content_offset(self.query_one("#lever"))
        if at is not None and 1 <= at.y <= len(TERMS):
            self._term = at.y - 1
            self._draw()

    def action_choose(self, by: int) -> None:
        """Go to the next term, or the previous one; at the end stay."""
        self._term = min(max(self._term + by, 0), len(TERMS) - 1)
        self._draw()

    def action_move(self, by: int) -> None:
        """Move the chosen term by a step."""
        self._what_if = self._what_if.moved(TERMS[self._term], by)
        self._draw()

    def action_reset(self) -> None:
        """Go back to the real answers."""
        self._what_if = WhatIf(offers=self._what_if.offers)
        self._draw()

    def action_scroll(self, by: int) -> None:
        """Scroll a page, if a small window does not show everything."""
        box = self.query_one(Box)
        box.scroll_relative(y=by * box.size.height, animate=False)
