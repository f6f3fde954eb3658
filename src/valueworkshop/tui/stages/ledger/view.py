"""Writing the ledger, rating its lines, and what is left for the customer."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from valueworkshop.core.session.order import ordered
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.plane import INDENT
from valueworkshop.core.stages.ledger.model import (
    ALTERNATIVE,
    Line,
    answers_of,
    lines_of,
    move_line,
    prompt,
    say_unit,
    segment_of,
    unit_of,
)
from valueworkshop.core.stages.ledger.picture import bars, value_map
from valueworkshop.core.stages.ledger.score import ledger
from valueworkshop.core.stages.ledger.words import (
    HOW,
    also,
    amount,
    in_points,
    kind_of,
    number,
    said,
)
from valueworkshop.core.stages.votes.custom_items import OwnItem
from valueworkshop.core.stages.votes.edits import is_revealed, leave_out
from valueworkshop.core.stages.votes.model import answers, asks
from valueworkshop.core.stages.votes.score import votes_in
from valueworkshop.tui.stages.ledger.line_form import LedgerLineScreen
from valueworkshop.tui.stages.ledger.two_columns import TWO_COLUMNS, LedgerColumns
from valueworkshop.tui.stages.ledger.unit_form import UnitScreen
from valueworkshop.tui.stages.votes.custom_item_form import ItemScreen
from valueworkshop.tui.stages.votes.custom_item_rows import OwnWords
from valueworkshop.tui.stages.votes.custom_items_view import ITEMS, OwnVotesView
from valueworkshop.tui.stages.votes.view import Picture
from valueworkshop.tui.stages.votes.vote_entry import Entry
from valueworkshop.tui.widgets.keys import shown_key


class LedgerView(OwnVotesView):
    """Shows the line at which the team stands, or the columns."""

    LEAVES_ROOM = False

    WORDS: ClassVar[OwnWords] = OwnWords(
        one="line",
        heading="What do customers get, and what do they give for it?",
        hint="One line for each benefit and each cost, as customers would say it. {own.add} adds "
        "one here; {ledger.open} on 'nothing on' asks for the next kind.",
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "unit", "Currency", id="ledger.unit"),
        Binding("o", "alternative", "Alternative on/off", show=False, id="ledger.alternative"),
    ]

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

    def told(self, key: str, item: OwnItem) -> str:
        """Return for whom a line is, its amount, and how far its rating is."""
        if not isinstance(item, Line):
            return ""
        given = votes_in(self.session, self.stage, key)
        state = f"{given} voted" if given else ""
        if is_revealed(self.session, self.stage, key):
            state = "revealed"
        money = "" if item.amount is None else number(item.amount)
        return " · ".join(part for part in (_for(self.session, item), money, state) if part)

    def draw(self, mode: str, session: Session) -> None:
        """Draw what is shown in a mode; the columns as wide as there is room."""
        self.query_one(LedgerColumns).wide = self.room >= TWO_COLUMNS
        super().draw(mode, session)

    def show(self, session: Session) -> None:
        """Draw the line, with what it is a benefit or a cost of, or the columns."""
        super().show(session)
        line = dict(lines_of(session, self.stage)).get(self.item)
        if line is not None and self.mode() != ITEMS:
            parts = [kind_of(line.kind), _for(session, line)]
            parts.append(amount(line.amount, unit_of(session, self.stage)))
            told = " · ".join(part for part in parts if part)
            words = Content.assemble(line.text, (f"\n{told}", "not bold $text-muted"))
            self.query_one("#item", Static).update(words)

    def pictures(self) -> list[Picture]:
        """Return the bars with what they say, and the map of value."""
        return [self.picture, self._map]

    def picture(self, session: Session, width: int) -> Content:
        """Return the bars, and what the ledger says."""
        found = ledger(session, self.stage)
        drawn, told = bars(found, width), Content("\n".join(said(found)))
        return Content("\n\n").join([_drawn(drawn), told]) if drawn else told

    def _map(self, session: Session, width: int) -> Content:
        drawn = value_map(ledger(session, self.stage), width)
        return _drawn(drawn) if drawn else Content("No net yet: rate a line, or give it an amount.")

    def also_revealed(self, session: Session) -> Content:
        """Return what the line comes to in points."""
        return Content(in_points(ledger(session, self.stage).entries[self.item]))

    def explain(self) -> str:
        """Return what brings such a line to mind, and how net is made."""
        line = dict(lines_of(self.session, self.stage)).get(self.item)
        asked = prompt(self.session, self.stage, line.kind) if line else ""
        unit = shown_key(self, "ledger.unit")
        money = (
            "A line may have an amount instead of a rating. Net in money stands where every line "
            f"of both sides has an amount; {unit} says what amounts are in."
        )
        told = [asked, super().explain(), HOW, money, *also(self.session, self.stage)]
        return "\n\n".join(part for part in told if part)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer evidence for an amount too, and to leave out the alternative where it is asked."""
        if action == "grade" and self.mode() == "entry":
            line = dict(lines_of(self.session, self.stage)).get(self.item)
            return line is not None and line.amount is not None
        if action == "alternative":
            facet = asks(self.session, self.stage).facets.get(ALTERNATIVE)
            return facet is not None and facet.optional
        return action != "weight" and super().check_action(action, parameters)

    def action_unit(self) -> None:
        """Ask what amounts are in."""
        before = answers_of(self.session, self.stage).unit

        def said_so(unit: str | None) -> None:
            if unit is not None and unit != before:
                self.desk.commit(say_unit(self.session, self.stage, unit))

        self.ask(UnitScreen(before), said_so)

    def action_alternative(self) -> None:
        """Leave the best alternative out, or ask it again."""
        out = ALTERNATIVE not in answers(self.session, self.stage).left_out
        self.desk.commit(leave_out(self.session, self.stage, ALTERNATIVE, out=out))
        self.query_one(Entry).go_to_first()
        self.say(
            "The best alternative is not asked."
            if out
            else "The best alternative is asked as well."
        )


def _for(session: Session, line: Line) -> str:
    segment = segment_of(session, line)
    return f"for {session.segments[segment].name}" if segment else ""


def _drawn(lines: list[str]) -> Content:
    """Return a picture, its headings in bold."""
    return Content("\n").join(
        [
            Content(text) if text.startswith(INDENT) else Content(text).stylize("bold")
            for text in lines
        ]
    )
