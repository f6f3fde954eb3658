"""Ties notes to rated items as their quotes: from a note to its item, from an item to its note."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, OptionList

from valueworkshop.core.clean_text import folded, one_line
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.place import Done
from valueworkshop.core.stages.notes.model import Note, answers
from valueworkshop.core.stages.notes.quotes import (
    NO_NOTES,
    NOTHING_RATED,
    all_notes,
    quotable,
    quoted,
    tie,
    tie_or_untie,
)
from valueworkshop.tui.stages.stage_view import StageView
from valueworkshop.tui.widgets.box import Box
from valueworkshop.tui.widgets.filter_line import FilterLine
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.late import ModalScreen
from valueworkshop.tui.widgets.long_rows import LongRows
from valueworkshop.tui.widgets.static import Static


@dataclass(frozen=True, slots=True)
class Offered:
    """A row to choose from: its id, a sign or letter before its text, and what comes behind it."""

    id: str
    text: str
    before: str = ""
    behind: str = ""


class QuoteScreen(ModalScreen[str | None]):
    """Type to filter, arrows to choose; gives the id of the row, None for none."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "pick", "This one", id="quote.pick"),
        Binding("escape", "dismiss(None)", "Back", id="quote.back"),
    ]

    DEFAULT_CSS = """
    QuoteScreen {
        align: center middle;
        & #none { display: none; color: $text-muted; }
    }
    """

    def __init__(self, asked: str, offered: Sequence[Offered], chosen: str) -> None:
        """Ask a question; the cursor begins on the row `chosen`."""
        super().__init__()
        self._asked, self._chosen = asked, chosen
        self._offered = {each.id: each for each in offered}

    def compose(self) -> ComposeResult:
        """Lay out the question and the filter above the rows."""
        asked, ends, hint = self._asked.partition("? ")
        with Box(asked + ends.strip(), hint, broad=True, lists=True):
            yield FilterLine(id="filter", placeholder="type a word of it")
            yield Static("Nothing here has these words.", id="none", markup=False)
            yield QuoteRows(id="offered")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show all rows, and begin in the filter."""
        self._show("", self._chosen)
        self.query_one(FilterLine).focus()

    def _show(self, wanted: str, cursor: str | None = None) -> None:
        words = folded(wanted).split()
        ids = [
            key
            for key, each in self._offered.items()
            if all(word in folded(each.text) for word in words)
        ]
        first = next(iter(ids), None)
        self.query_one(LongRows).show_ids(ids, self._draw, cursor or first)
        self.query_one("#none").display = not ids

    def _draw(self, key: str) -> Content:
        each = self._offered[key]
        return Content.assemble(
            (f"  {each.before:<2}", "$text-muted"), each.text, (f"   {each.behind}", "$text-muted")
        )

    @on(Input.Changed)
    def _filter(self, event: Input.Changed) -> None:
        if event.value or self.query_one(LongRows).option_count < len(self._offered):
            self._show(event.value)

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def _picked(self) -> None:
        self.action_pick()

    def action_pick(self) -> None:
        """Choose the row under the cursor."""
        if key := self.query_one(LongRows).current:
            self.dismiss(key)


class QuoteRows(LongRows):
    """What can be chosen: a click chooses."""

    AT_ONCE = True


_NOTHING = "nothing"


def choose_item(view: StageView, key: str) -> None:
    """Ask which rated item a note of the view's stage is a quote for."""
    session, stage = view.session, view.stage
    note = answers(session, stage).notes.get(key)
    items = quotable(session)
    if note is None or view.desk.is_refused():
        return
    if not items:
        view.say(NOTHING_RATED)
        return
    offered = [Offered(_NOTHING, "Nothing")]
    for about, item in items.items():
        letter = session.stage(about.partition("/")[0]).letter
        offered.append(Offered(about, one_line(item.text), letter))

    def chosen(about: str | None) -> None:
        if about is not None:
            _take(view, tie(view.session, stage, key, "" if about == _NOTHING else about))

    now = note.about if note.about in items else _NOTHING
    asked = "Which of these does it speak about? It becomes a quote for that."
    view.app.push_screen(QuoteScreen(asked, offered, now), chosen)


def choose_note(view: StageView, item: str) -> None:
    """Ask which note is a quote for an item of the view's stage; one that is no longer will be."""
    session, about = view.session, f"{view.stage}/{item}"
    notes = {f"{stage}/{key}": (stage, key, note) for stage, key, note in all_notes(session)}
    if view.desk.is_refused():
        return
    if not notes:
        view.say(NO_NOTES)
        return
    offered = [
        Offered(
            place, one_line(note.text), "✓" if note.about == about else "", _known(session, note)
        )
        for place, (_, _, note) in notes.items()
    ]

    def chosen(place: str | None) -> None:
        if place is not None:
            stage, key, _ = notes[place]
            _take(view, tie_or_untie(view.session, stage, key, about))

    tied = [place for place, (_, _, note) in notes.items() if note.about == about]
    asked = "Which note speaks about this? It becomes a quote, or is one no longer."
    view.app.push_screen(QuoteScreen(asked, offered, next(iter(tied), next(iter(notes)))), chosen)


def _known(session: Session, note: Note) -> str:
    """Say how we know a note, and what it is a quote for."""
    item = quoted(session, note.about)
    parts = [note.evidence.in_words, *([f"quote for: {one_line(item.text)}"] if item else ())]
    return " · ".join(parts)


def _take(view: StageView, done: Done) -> None:
    view.desk.commit(done.session)
    view.say(done.said)
