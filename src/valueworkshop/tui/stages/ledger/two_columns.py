"""The lines of a ledger: in two columns if there is room, else in one list with headings."""

from functools import partial
from typing import ClassVar

from rich.segment import Segment
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.strip import Strip
from textual.widgets import OptionList

from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.ledger.model import Line, Side, Sort, lines_of, missing
from valueworkshop.core.stages.votes.show import Items
from valueworkshop.tui.stages.votes.custom_item_rows import OwnItems, OwnRows, Wish
from valueworkshop.tui.widgets.keys import with_keys
from valueworkshop.tui.widgets.rows import CURSOR
from valueworkshop.tui.widgets.static import Static

TWO_COLUMNS = 84
"""From this many cells on there are two columns."""

_MUTED = "$text-muted"
_HEADS = {Side.BENEFIT: "bold $primary", Side.COST: "bold $gap-steep"}
_LINE, _HEAD, _ASK = "line/", "head/", "ask/"
"""How the id of a row begins: a line, the heading of a side, the kinds it has nothing for."""


_BESIDE = 4
"""Cells of a column beside its words."""


class LedgerRows(OwnRows):
    """Lines of one side or of both, each side below its heading."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Open", id="ledger.open"),
        Binding("left", "across(-1)", show=False, id="ledger.left"),
        Binding("right", "across(1)", "Other column", id="ledger.right", key_display="→"),
    ]

    @property
    def columns(self) -> "LedgerColumns":
        """The widget that has these rows as a column."""
        return next(above for above in self.ancestors if isinstance(above, LedgerColumns))

    @property
    def line(self) -> str:
        """The id of the line at the cursor, '' if it is on none."""
        row = self.current or ""
        return row.removeprefix(_LINE) if row.startswith(_LINE) else ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to change a line only on one, and the other column only if there are two."""
        if action == "across":
            return self.columns.wide
        if action == "wish" and parameters != ("add",):
            return bool(self.line)
        return True

    def render_line(self, y: int) -> Strip:
        """Draw a line; of two columns, only the one with the cursor shows its mark."""
        strip = super().render_line(y)
        if self.has_focus or not self.columns.wide or not strip.text.startswith(CURSOR):
            return strip
        style = next(iter(strip)).style
        return Strip.join([Strip([Segment(" ", style)]), strip.crop(1)])

    def action_wish(self, what: Wish) -> None:
        """Ask for a change of the line at the cursor."""
        self.post_message(OwnItems.Wished(what, self.line))

    def action_across(self, by: int) -> None:
        """Go to the other column."""
        self.columns.go_across(by)


class LedgerColumns(OwnItems):
    """Shows the lines, and asks its parent for each change."""

    DEFAULT_CSS = """
    LedgerColumns {
        & > Horizontal { height: 1fr; }
        & LedgerRows { width: 1fr; height: auto; max-height: 1fr; }
        & #costs { margin-left: 2; }
    }
    """

    wide = False
    """Whether there is room for two columns."""

    room = 0
    """The cells across."""

    _asked = ""
    _drawn_wide = False

    def compose(self) -> ComposeResult:
        """Lay out the heading above the columns; with one column, that is the first."""
        yield Static(id="own-head", markup=False)
        yield Static(id="own-hint", markup=False)
        with Horizontal():
            yield LedgerRows(id="benefits")
            yield LedgerRows(id="costs")

    @property
    def asked(self) -> Sort:
        """The kind of a new line: the one asked for, else the general one of the cursor's side."""
        return Sort(self._asked) if self._asked else Sort(self._side.value)

    @property
    def _rows(self) -> LedgerRows:
        """The column with the cursor."""
        costs = self.query_one("#costs", LedgerRows)
        return costs if self.wide and costs.has_focus else self.query_one("#benefits", LedgerRows)

    @property
    def _side(self) -> Side:
        rows = self._rows
        costs = rows.get_option_index(f"{_HEAD}{Side.COST}") if _has_costs(rows) else None
        at = rows.highlighted or 0
        return Side.COST if costs is not None and at >= costs else Side.BENEFIT

    def show(self, session: Session, stage: str, told: dict[str, Content], words: Items) -> None:
        """Show the lines of a stage; `told` is what else each keeps, in a word, by id."""
        self.query_one("#own-head", Static).update(Content(words.heading))
        hint = f"{words.hint} {{votes.item}} goes on to rating." if told else words.hint
        self.query_one("#own-hint", Static).update(Content(with_keys(self, hint)))
        wide = self.wide
        column = self.room // 2 - _BESIDE if wide else 0
        benefits, costs = (_rows_of(session, stage, side, told, column) for side in Side)
        at = "" if wide == self._drawn_wide else self._rows.current or ""
        self._drawn_wide = wide
        self.query_one("#costs").display = wide
        self.query_one("#benefits", LedgerRows).show_rows(benefits if wide else [*benefits, *costs])
        self.query_one("#costs", LedgerRows).show_rows(costs)
        if at:
            self._go_to_row(at)
        for rows in self.query(LedgerRows):
            rows.refresh_bindings()

    def go_to(self, key: str) -> None:
        """Put the cursor on a line, if it is there."""
        self._go_to_row(f"{_LINE}{key}")

    def _go_to_row(self, row: str) -> None:
        for rows in self.query(LedgerRows):
            ids = [option.id for option in rows.options]
            if row in ids and rows.display:
                rows.highlighted = ids.index(row)
                if self.query("LedgerRows:focus"):
                    rows.focus()

    def go_across(self, by: int) -> None:
        """Put the cursor into the column on the left (-1) or on the right (+1)."""
        self.query_one("#costs" if by > 0 else "#benefits", LedgerRows).focus()

    def enter(self) -> None:
        """Put the focus on the lines."""
        self._rows.focus()

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        event.prevent_default()  # the list of items knows lines only
        what, _, key = (event.option.id or "").partition("/")
        if f"{what}/" == _LINE:
            self.post_message(self.Wished("edit", key))
            return
        self._asked = key if f"{what}/" == _ASK else ""
        self.post_message(self.Wished("add", ""))

    def begin(self) -> Sort:
        """Return the kind of the next new line, and forget which one was asked for."""
        asked, self._asked = self.asked, ""
        return asked


def _has_costs(rows: LedgerRows) -> bool:
    return any(option.id == f"{_HEAD}{Side.COST}" for option in rows.options)


def _rows_of(
    session: Session, stage: str, side: Side, told: dict[str, Content], column: int
) -> list[tuple[str, Content]]:
    """Return (id, text): the heading of a side, its lines, and the kinds it has nothing for.

    In a `column` of so many cells a line takes several rows; 0 is one list of single rows.
    """
    lines = [(key, line) for key, line in lines_of(session, stage) if line.side is side]
    row = partial(_in_rows, column) if column else _in_a_row
    rows = [(f"{_HEAD}{side}", Content(f"  {side.heading}").stylize(_HEADS[side]))]
    rows += [(f"{_LINE}{key}", row(line, told.get(key, Content("")))) for key, line in lines]
    lacking = missing(session, stage, side)
    if lacking:
        kinds = ", ".join(sort.value for sort in lacking)
        said = f"nothing on: {kinds}"
        said = "\n  ".join(_wrapped(said, column)) if column else said
        rows.append((f"{_ASK}{lacking[0]}", Content(f"  {said}").stylize(_MUTED)))
    return rows


def _wrapped(text: str, column: int) -> list[str]:
    return [line.plain for line in Content(text).wrap(max(column, 8))]


def _in_a_row(line: Line, told: Content) -> Content:
    return Content.assemble(
        (f"  {_kind(line):<14}", _MUTED), line.text, *(("   ", told) if told else ())
    )


def _in_rows(column: int, line: Line, told: Content) -> Content:
    """Return a line's words, and below them what else it keeps: a column is narrow."""
    words = "\n  ".join(_wrapped(line.text, column))
    kind = f" {_kind(line)} " if _kind(line) else ""
    below = [(kind, "$chip-guessed-text on $chip-guessed"), "  " if kind and told else "", told]
    return Content.assemble(f"  {words}", *(("\n    ", *below) if kind or told else ()))


def _kind(line: Line) -> str:
    return "" if line.kind.is_any else line.kind.value
