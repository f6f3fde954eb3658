"""Asks for the one real customer whom the team keeps in mind, at any stage."""

from dataclasses import replace
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session.real_customer import WANTED, WHEN, WHO, RealCustomer
from valueworkshop.tui.stages.stage_view import StageView
from valueworkshop.tui.widgets.box import Box, row
from valueworkshop.tui.widgets.form import Form
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import HELP_WRITING
from valueworkshop.tui.widgets.long_line import LongLine
from valueworkshop.tui.widgets.writing import Line

_HINT: Final = "a role, no names; empty lines are fine"


class RealCustomerScreen(Form[RealCustomer]):
    """Asks for role and kind of organisation, when, and what they wanted; Enter and Esc keep it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", "Keep", id="customer.enter"),
        Binding("tab", "app.focus_next", "Next field", id="customer.field"),
        Binding("escape", "keep", "Back", show=False, id="customer.keep"),
        HELP_WRITING,
    ]

    def __init__(self, customer: RealCustomer) -> None:
        """Show what was said of the customer so far."""
        super().__init__()
        self._customer = customer

    def compose(self) -> ComposeResult:
        """Lay out the three lines."""
        with Box("Which one real customer do we keep in mind?", _HINT, broad=True):
            yield row("role", LongLine(self._customer.who, id="who", placeholder=WHO))
            yield row("last dealt", LongLine(self._customer.when, id="when", placeholder=WHEN))
            yield row("wanted", LongLine(self._customer.wanted, id="wanted", placeholder=WANTED))
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin to write."""
        self.query_one("#who", Line).focus()

    def holds(self) -> bool:
        """Return whether anything was said before."""
        return bool(self._customer.parts)

    @on(Input.Submitted)
    def action_keep(self) -> None:
        """Keep the lines."""
        self.dismiss(self.standing())

    def standing(self) -> RealCustomer:
        """Return what is in the lines."""
        who, when, wanted = (
            one_line(self.query_one(f"#{name}", Line).value) for name in ("who", "when", "wanted")
        )
        return RealCustomer(who=who, when=when, wanted=wanted)


def ask_for_the_customer(view: StageView) -> None:
    """Ask for the one real customer over the open view, and keep what was said."""

    def said(customer: RealCustomer | None) -> None:
        if customer is not None and customer != view.session.customer:
            view.desk.commit(replace(view.session, customer=customer))

    view.ask(RealCustomerScreen(view.session.customer), said)
