"""The form of a line: its words, side, kind and segment, and its amount of money."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from textual import on
from textual.content import Content
from textual.widget import Widget

from valueworkshop.core.session.typed_values import TypedError
from valueworkshop.core.stages.ledger.model import ChargedFor, Line, Side, Sort
from valueworkshop.core.stages.ledger.typed_amounts import parse_amount
from valueworkshop.core.stages.votes.custom_items import OwnItem
from valueworkshop.tui.stages.votes.custom_item_form import ItemScreen
from valueworkshop.tui.widgets.box import Problem, row
from valueworkshop.tui.widgets.keys import shown_key
from valueworkshop.tui.widgets.static import Static
from valueworkshop.tui.widgets.word_choice import Choice
from valueworkshop.tui.widgets.writing import Line as Field

_ANY: dict[Side, Sort] = {Side.BENEFIT: Sort.BENEFIT, Side.COST: Sort.COST}


class LedgerLineScreen(ItemScreen):
    """Asks for a line."""

    DEFAULT_CSS = """
    LedgerLineScreen {
        & #prompt { color: $text-muted; height: 2; margin-left: 18; }
        & .hidden { display: none; }
    }
    """

    def __init__(
        self,
        heading: str,
        line: Line,
        *,
        segments: Iterable[tuple[str, str]],
        unit: str,
        prompt: Callable[[Sort], str],
    ) -> None:
        """Show a line; a new one has no text.

        `segments` are (id, name); `prompt` returns the question that brings a kind to mind.
        """
        super().__init__(heading, line)
        self._line = line
        self._segments = list(segments)
        self._unit = unit
        self._prompt = prompt
        self._warned = ""

    def more(self) -> Iterable[Widget]:
        """Return the fields for side, kind and segment, and for money."""
        line = self._line
        sides = [(side.value, side.heading) for side in Side]
        yield row("side", Choice(sides, line.side.value, id="side"))
        yield row("kind", Choice(_kinds(line.side), line.kind.value, id="kind"))
        yield Static(id="prompt", markup=False)
        known = [("", "all customers"), *self._segments]
        segment = line.segment if line.segment in dict(known) else ""
        whom = row("for", Choice(known, segment, id="segment"))
        whom.set_class(not self._segments, "hidden")
        yield whom
        amount = "" if line.amount is None else str(line.amount)
        hint = f"{self._unit}; may stay empty"
        yield row("amount", Field(amount, id="amount", placeholder=hint))
        charged = [("", "not said"), *((each.value, each.in_words) for each in ChargedFor)]
        value = line.charged_for.value if line.charged_for else ""
        yield row("charged for", Choice(charged, value, id="charged"))
        yield Problem(id="problem")

    def on_mount(self) -> None:
        """Show what belongs to the kind."""
        self._show_kind()

    @on(Choice.Changed, "#side")
    def _other_side(self) -> None:
        side = Side(self.query_one("#side", Choice).value)
        kind = self.query_one("#kind", Choice)
        kind.offer(_kinds(side))
        if Sort(kind.value).side is not side:
            kind.value = _ANY[side].value
        self._show_kind()

    @on(Choice.Changed, "#kind")
    def _show_kind(self) -> None:
        kind = Sort(self.query_one("#kind", Choice).value)
        self.query_one("#prompt", Static).update(Content(self._prompt(kind)))
        charged = self.query_one("#charged", Choice).parent
        if isinstance(charged, Widget):
            charged.set_class(kind is not Sort.MONEY, "hidden")

    @on(Field.Changed, "#amount")
    def _amount_changed(self) -> None:
        if not self._problem():
            self.query_one(Problem).tell("")

    def action_keep(self) -> None:
        """Keep the line; an amount that cannot be read stops this only once."""
        problem = self._problem()
        if not problem or problem == self._warned:
            super().action_keep()
            return
        self._warned = problem
        again = f"{problem} {shown_key(self, 'line.submit')} again keeps the line anyway."
        self.query_one(Problem).tell(again)
        self.query_one("#amount", Field).focus()

    def changed(self, item: OwnItem) -> Line:
        """Return the line from the form; an amount that cannot be read leaves the old one."""
        kind = Sort(self.query_one("#kind", Choice).value)
        charged = self.query_one("#charged", Choice).value if kind is Sort.MONEY else ""
        return replace(
            self._line,
            text=item.text,
            about=item.about,
            kind=kind,
            segment=self.query_one("#segment", Choice).value,
            amount=self._line.amount if self._problem() else self._typed(),
            charged_for=ChargedFor(charged) if charged else None,
        )

    def _typed(self) -> int | None:
        return parse_amount(self.query_one("#amount", Field).value)

    def _problem(self) -> str:
        try:
            self._typed()
        except TypedError as error:
            return str(error)
        return ""


def _kinds(side: Side) -> list[tuple[str, str]]:
    kinds = [sort for sort in Sort if sort.side is side and not sort.is_any]
    return [(sort.value, sort.in_words) for sort in (*kinds, _ANY[side])]
