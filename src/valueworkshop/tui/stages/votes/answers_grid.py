"""All answers of a stage in one table, to check and correct them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.votes.edits import is_revealed
from valueworkshop.core.stages.votes.model import (
    ROOM,
    Answer,
    Round,
    answers,
    asks,
    facets_asked,
)
from valueworkshop.core.stages.votes.secrecy import names_of
from valueworkshop.tui.stages.votes.cards_entry import answer_keys, keys_of
from valueworkshop.tui.widgets.clickable import cell_clicked, in_cell, pressing
from valueworkshop.tui.widgets.keys import shown_key
from valueworkshop.tui.widgets.short_names import fitting

_CELL = 5

_AROUND = 16
"""Rows of the screen that are not for the names and the answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GridShown:
    """Items down, voters across; `given` holds the answers by (voter, facet, item)."""

    items: tuple[tuple[str, str], ...]
    voters: tuple[tuple[str, str], ...]
    facets: tuple[tuple[str, str], ...]
    revealed: frozenset[str]
    given: Mapping[tuple[str, str, str], Answer]
    keys: Mapping[str, Mapping[str, Answer]]

    @classmethod
    def of(cls, session: Session, stage: str, vote: Round) -> "GridShown":
        """Return the answers of those who voted in `vote`, in the round that counts for each item.

        Ballots have numbers; only in open votes they have names.
        """
        plan, votes = asks(session, stage), answers(session, stage)
        items = plan.items
        given = {
            (voter, facet, item): answer
            for item in items
            for facet in plan.facets
            for voter, ballot in votes.rounds.get(
                votes.picked_in(item) if plan.is_picked(facet) else votes.counting(item), Round()
            ).ballots.items()
            if (answer := ballot.get(facet, item)) is not None
        }
        return cls(
            items=tuple((key, item.text) for key, item in items.items()),
            voters=_voters(session, vote),
            facets=tuple((key, facet.label) for key, facet in facets_asked(session, stage).items()),
            revealed=frozenset(item for item in items if is_revealed(session, stage, item)),
            given=given,
            keys={facet: keys_of(plan, facet) for facet in plan.facets},
        )

    def short(self, facet: str, answer: Answer) -> str:
        """Return the key that gives an answer to a facet: one letter says it."""
        keys = self.keys[facet].items()
        key = next((key for key, given in keys if given == answer), str(answer))
        return "-" if key == "minus" else key


class Grid(Widget, can_focus=True):
    """Shows one facet at a time; answers of items not yet revealed are dots."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *answer_keys("grid", "Change"),
        Binding("delete,backspace", "clear", "Empty", id="grid.clear"),
        Binding("tab", "facet", "Other facet", id="grid.facet"),
        Binding("left", "move(0,-1)", show=False, id="grid.left"),
        Binding("right", "move(0,1)", show=False, id="grid.right"),
        Binding("up,k", "move(-1,0)", show=False, id="grid.up"),
        Binding("down,j", "move(1,0)", show=False, id="grid.down"),
    ]

    DEFAULT_CSS = """
    Grid { height: auto; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    @dataclass
    class Changed(Message):
        """Somebody changed an answer; None empties it."""

        voter: str
        facet: str
        item: str
        answer: Answer | None

    def __init__(self) -> None:
        """Make an empty grid."""
        super().__init__()
        self._shown: GridShown | None = None
        self._item = ""
        self._row = self._column = self._facet = 0

    def show(self, shown: GridShown, item: str) -> None:
        """Show the answers, with the cursor on `item` if that is not the same as before."""
        layout = self._shown is None or len(shown.items) != len(self._shown.items)
        self._shown = shown
        keys = [key for key, _ in shown.items]
        if item in keys and item != self._item:
            self._row = keys.index(item)
        self._item = item
        self._row = min(self._row, max(len(keys) - 1, 0))
        self._column = min(self._column, max(len(shown.voters) - 1, 0))
        self._facet = min(self._facet, max(len(shown.facets) - 1, 0))
        self.refresh(layout=layout)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the answers that are possible here."""
        return action != "answer" or parameters[0] in self._keys

    @property
    def _keys(self) -> Mapping[str, Answer]:
        """What each key answers to the facet that is shown."""
        shown = self._shown
        return shown.keys[shown.facets[self._facet][0]] if shown and shown.facets else {}

    def action_answer(self, key: str) -> None:
        """Take the answer that a key means, and go on to the right."""
        if key in self._keys:
            self._change(self._keys[key])
        self.action_move(0, 1)

    def action_clear(self) -> None:
        """Take back the answer under the cursor."""
        self._change(None)

    def _change(self, answer: Answer | None) -> None:
        shown = self._shown
        if shown and shown.voters and shown.facets:
            self.post_message(
                self.Changed(
                    shown.voters[self._column][0],
                    shown.facets[self._facet][0],
                    shown.items[self._row][0],
                    answer,
                )
            )

    def action_facet(self) -> None:
        """Show the next facet."""
        if self._shown and self._shown.facets:
            self._facet = (self._facet + 1) % len(self._shown.facets)
            self.refresh_bindings()
            self.refresh()

    def action_move(self, rows: int, columns: int) -> None:
        """Move the cursor."""
        if self._shown is None:
            return
        self._row = max(0, min(self._row + rows, len(self._shown.items) - 1))
        self._column = max(0, min(self._column + columns, len(self._shown.voters) - 1))
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the answer that was clicked."""
        if (cell := cell_clicked(event)) is not None:
            self._row, self._column = cell
            self.refresh()

    def render(self) -> Content:
        """Draw the grid; of many voters, those around the cursor."""
        shown = self._shown
        if shown is None:
            return Content("")
        if not shown.voters:
            key = shown_key(self, "votes.item")
            return Content(
                "Nobody has voted here by card or keyboard, and raised hands carry no names.\n"
                f"{key} goes back to the item, where you give answers."
            )
        room = max(1, (self.size.width - 26) // _CELL)
        first = max(0, min(self._column - room + 1, len(shown.voters) - room))
        first = min(first, self._column)
        columns = range(first, min(first + room, len(shown.voters)))
        facet, label = shown.facets[self._facet]
        known = [one_line(name) for _, name in shown.voters]
        short = fitting(known, _CELL - 1)
        hung = len(shown.items) + len(columns) <= self.app.size.height - _AROUND
        others = (
            f"{shown_key(self, 'grid.facet')} shows another facet" if len(shown.facets) > 1 else ""
        )
        who = "" if hung or short[self._column] == known[self._column] else known[self._column]
        head = Content.assemble((f"{label}   ", "bold"), f"{who}   " if who else "", others)
        lines = [pressing(head, "facet"), Content("")]
        lines += self._hung(known, columns) if hung else [_in_a_row(short, columns)]
        for row, (item, text) in enumerate(shown.items):
            cells = [self._cell(row, column, facet, item) for column in columns]
            mark = "▸ " if row == self._row else "  "
            lines.append(Content.assemble(mark, Content("").join(cells), f" {text}"))
        return Content("\n").join(lines)

    def _hung(self, names: Sequence[str], columns: range) -> list[Content]:
        """Return the names whole, a row each, with a line down to the column of each."""
        line = f" {'│':<{_CELL - 1}}"
        return [
            Content.assemble(
                ("  " + line * number + " ", "$line"),
                (names[column], "bold $accent" if column == self._column else "$text-muted"),
            )
            for number, column in enumerate(columns)
        ]

    def _cell(self, row: int, column: int, facet: str, item: str) -> Content:
        shown = self._shown
        if shown is None:
            return Content("")
        answer = shown.given.get((shown.voters[column][0], facet, item))
        text = "·" if answer is None else shown.short(facet, answer)
        if answer is not None and item not in shown.revealed:
            text = "●"
        if (row, column) == (self._row, self._column):
            return Content.assemble((f"[{text}]".ljust(_CELL), "bold $accent"))
        return in_cell(f" {text} ".ljust(_CELL), row, column)


def _in_a_row(names: Sequence[str], columns: range) -> Content:
    heads = [Content(names[c]).pad_right(_CELL - Content(names[c]).cell_length) for c in columns]
    return Content.assemble("  ", Content("").join(heads).stylize("$text-muted"))


def _voters(session: Session, vote: Round) -> tuple[tuple[str, str], ...]:
    shown = names_of(session, vote)
    return tuple(
        (voter, shown.get(voter, "room" if voter == ROOM else str(place)))
        for place, voter in enumerate(sorted(vote.ballots), 1)
    )
