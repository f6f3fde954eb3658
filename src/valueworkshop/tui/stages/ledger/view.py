"""Writing the ledger, rating its lines, and what is left for the customer."""

from dataclasses import replace
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from valueworkshop.core.scoring.rounding import whole
from valueworkshop.core.session.order import ordered
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.place import Doing
from valueworkshop.core.stages.ledger.figure import amount_of
from valueworkshop.core.stages.ledger.model import Line, lines_of, move_line, prompt, unit_of
from valueworkshop.core.stages.ledger.score import ledger
from valueworkshop.core.stages.ledger.show import ITEMS as ITEMS_OF_LEDGER
from valueworkshop.core.stages.ledger.show import LEAVE_OUT, UNIT, unit
from valueworkshop.core.stages.ledger.words import for_whom, number, particulars
from valueworkshop.core.stages.votes.custom_items import OwnItem
from valueworkshop.core.stages.votes.edits import is_revealed
from valueworkshop.core.stages.votes.score import votes_in
from valueworkshop.core.stages.votes.show import Items
from valueworkshop.tui.stages.act_keys import binding_of
from valueworkshop.tui.stages.ledger.line_form import LedgerLineScreen
from valueworkshop.tui.stages.ledger.two_columns import TWO_COLUMNS, LedgerColumns
from valueworkshop.tui.stages.ledger.unit_form import UnitScreen
from valueworkshop.tui.stages.votes.custom_item_form import ItemScreen
from valueworkshop.tui.stages.votes.custom_items_view import ITEMS, OwnVotesView
from valueworkshop.tui.stages.votes.vote_entry import Entry
from valueworkshop.tui.widgets.static import Static


class LedgerView(OwnVotesView):
    """Shows the line at the team's place, or the columns."""

    LEAVES_ROOM = False

    BINDINGS: ClassVar[list[BindingType]] = [
        binding_of(UNIT, "unit"),
        binding_of(LEAVE_OUT, "alternative"),
    ]

    @property
    def items(self) -> Items:
        """What we call the lines; the hint says which keys add them."""
        adds = "{own.add} adds one here; {ledger.open} on 'nothing on' asks for the next kind."
        return replace(ITEMS_OF_LEDGER, hint=f"{ITEMS_OF_LEDGER.hint} {adds}")

    def new_list(self) -> LedgerColumns:
        """Return the list of the lines."""
        return LedgerColumns()

    def new_item(self) -> Line:
        """Return a line without words, of the kind that was asked for."""
        return Line(text="", kind=self.query_one(LedgerColumns).begin())

    def form(self, heading: str, item: OwnItem) -> ItemScreen:
        """Return the form that asks for a line."""
        if not isinstance(item, Line):
            return super().form(heading, item)
        session, stage = self.session, self.stage
        return LedgerLineScreen(
            heading,
            item,
            segments=[(key, segment.name) for key, segment in ordered(session.segments)],
            unit=unit_of(session, stage),
            prompt=lambda sort: prompt(session, stage, sort),
        )

    def moved(self, session: Session, key: str, by: int) -> Session:
        """Return the session with a line moved in its column."""
        return move_line(session, self.stage, key, by)

    def told(self, key: str, item: OwnItem) -> Content:
        """Return for whom a line is, its amount, and how far its rating is."""
        if not isinstance(item, Line):
            return Content("")
        given = votes_in(self.session, self.stage, key)
        state = f"{given} voted" if given else ""
        if is_revealed(self.session, self.stage, key):
            state = f"✓ {self._numbers(key)}".rstrip()
        money = "" if item.amount is None else number(item.amount)
        whom = for_whom(self.session, item)
        said = " · ".join(part for part in (state, money) if part)
        apart = "\n    " if self.query_one(LedgerColumns).wide else " · " if said else ""
        return Content(f"{said}{apart}{whom}" if whom else said).stylize("$text-muted")

    def _numbers(self, key: str) -> str:
        """Return how much of a revealed line they have, ours and the alternative's."""
        entry = ledger(self.session, self.stage).entries[key]
        ours, other = (amount_of(entry, points) for points in (entry.points, entry.other_points))
        if ours is None:
            return ""
        return f"{whole(ours)}" if other is None else f"{whole(ours)}, elsewhere {whole(other)}"

    def draw(self, mode: str, session: Session) -> None:
        """Draw a mode; the columns as wide as there is room."""
        columns = self.query_one(LedgerColumns)
        columns.wide, columns.room = self.room >= TWO_COLUMNS, self.room
        super().draw(mode, session)

    def show(self, session: Session) -> None:
        """Draw the line, with what it is a benefit or a cost of, or the columns."""
        super().show(session)
        line = dict(lines_of(session, self.stage)).get(self.item)
        if line is not None and self.mode() != ITEMS:
            told = " · ".join(particulars(session, self.stage, self.item))
            words = Content.assemble(line.text, (f"\n{told}", "not bold $text-muted"))
            self.query_one("#item", Static).update(words)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer evidence for an amount too, and to leave out the alternative if we ask about it."""
        if action == "grade" and self.mode() == "entry":
            line = dict(lines_of(self.session, self.stage)).get(self.item)
            return line is not None and line.amount is not None
        if action == "alternative":
            return bool(self._leaving)
        return action != "weight" and super().check_action(action, parameters)

    def action_unit(self) -> None:
        """Ask for the unit of amounts."""
        saying = unit(self.kind.here(self.session, self.stage))

        def said_so(text: str | None) -> None:
            if text is not None and text != saying.text:
                self.desk.commit(saying.do(self.session, text).session)

        self.ask(UnitScreen(saying), said_so)

    @property
    def _leaving(self) -> list[Doing]:
        """The act that leaves out the best alternative or asks for it again, if there is one."""
        acts = self.kind.place(self.session, self.stage, self.item).acts
        return [each for each in acts if isinstance(each, Doing)]

    def action_alternative(self) -> None:
        """Leave out the best alternative, or ask for it again."""
        for leaving in self._leaving:
            done = leaving.do(self.session)
            self.desk.commit(done.session)
            self.query_one(Entry).go_to_first()
            self.say(done.said)
