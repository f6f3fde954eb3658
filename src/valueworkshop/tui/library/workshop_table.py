"""The table of workshops: it fills while you look at it, sorts, filters, and follows its folder."""

import asyncio
import contextlib
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input, OptionList
from textual.worker import Worker, get_current_worker

from valueworkshop.core.clean_text import clean
from valueworkshop.files.home.sessions_folder import Entry, listing
from valueworkshop.files.safe.state_folder import state_folder
from valueworkshop.files.shared.view_path import opened_last
from valueworkshop.files.text.problems import reason
from valueworkshop.library.cache import opened
from valueworkshop.library.folder_scan import FIRST, look
from valueworkshop.library.record import Record
from valueworkshop.library.table import Heading, Row, Shelf, Wish
from valueworkshop.sitting.room_clock import Today
from valueworkshop.tui.library.row_words import IN_WORDS, drawn, heading, offered
from valueworkshop.tui.widgets.card import CARD, name_card
from valueworkshop.tui.widgets.clickable import pressing
from valueworkshop.tui.widgets.filter_line import FilterLine
from valueworkshop.tui.widgets.keys import shown_key
from valueworkshop.tui.widgets.late import Guarded, hand_back
from valueworkshop.tui.widgets.long_rows import LongRows

NEW, DEMO, ELSEWHERE = ":new", ":demo", ":elsewhere"
OFFERS: Final = {
    NEW: ("library.new", "Start a new workshop", "two minutes to set up"),
    DEMO: ("library.demo", "Look at a filled-in example", "opens as a copy"),
    ELSEWHERE: ("library.elsewhere", "Open a file from elsewhere", "one that somebody sent"),
}
"""What else you can begin here: its key, its words, and a remark."""

_SPACE: Final = ":space"
_HEADING: Final = ":heading "

EVERY: Final = 1.0
"""Seconds between two looks at the folder; its files are looked at as often as that is cheap."""

_QUIET: Final = 0.4
"""For this many seconds after a key we read no file: a thread that reads slows the keys."""

_LOOKING, _NOTICING = "looking", "noticing"
_LOOKS: Final = (_LOOKING, _NOTICING)

_PAUSE: Final = 0.02
_LONGEST: Final = 1.0

_MANY: Final = 1_000
_TYPING: Final = 0.08
"""With many workshops to filter, we wait this many seconds for more letters."""

_TWO_LINES: Final = 18
"""With so many lines a workshop takes two, however many there are."""

_SHARE: Final = 50
"""After a look at all files we leave them alone for this many times as long as it took."""


class WorkshopTable(Guarded, Vertical):
    """The workshops of a folder. A thread looks through the folder, and again when it changed.

    `shelf` holds what we know, `wish` what to show of it; `last` was open last, if any was.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "show_all", "Show all", id="library.all"),
        Binding("enter", "open_first", "Open", show=False, id="library.open_first"),
    ]

    DEFAULT_CSS = f"""
    WorkshopTable {{
        {CARD}
        height: 1fr;
        &:focus-within {{ border: round $primary; border-title-color: $primary; }}
        & > #filter {{ background: $panel; padding: 0 0 0 3; display: none; }}
        &.-filtering > #filter {{ display: block; }}
        & > #workshops {{ height: 1fr; background: $surface; }}
    }}
    """

    @dataclass
    class Known(Message):
        """We know more of the workshops; `all_read` says that nothing is left to read."""

        all_read: bool

    @dataclass
    class Unlistable(Message):
        """We cannot look through the folder; `why` says why."""

        why: str

    def __init__(self, folder: Path, today: Today) -> None:
        """Show the workshops of `folder`."""
        super().__init__()
        self.shelf = Shelf()
        self.wish = Wish()
        self._folder = folder
        self._today = today
        self._rows: dict[str, Row | Heading] = {}
        self._lines = 1
        self._put: int | None = None
        self._next_full, self._changed = 0.0, 0
        self.has_rows = asyncio.Event()
        """Set once keys have something to act on: the first files, or that there are none."""
        self._is_placed = False
        self._quiet_until = 0.0
        self._later: Timer | None = None
        self.last: Path | None = None

    def compose(self) -> ComposeResult:
        """Lay out the filter and the rows."""
        yield FilterLine(id="filter", placeholder="a word from its title, offer, date or file name")
        yield WorkshopRows(id="workshops")

    def on_mount(self) -> None:
        """Look through the folder, and go on watching it."""
        self.load()
        if not self.app.has_class("-accessible"):  # if nothing moves by itself
            self.set_interval(EVERY, self.look_again)

    def on_resize(self) -> None:
        """Draw the rows anew in the columns that fit now."""
        self.show()

    @property
    def rows(self) -> "WorkshopRows":
        """The list in it."""
        return self.query_one(WorkshopRows)

    @property
    def current(self) -> Record | None:
        """The workshop under the cursor, None if there is none."""
        row = self._rows.get(self.rows.current or "")
        return row.record if isinstance(row, Row) else None

    @work(thread=True, exclusive=True, group=_LOOKING)
    def load(self) -> None:
        """Look through the folder; show what is found as it comes."""
        worker = get_current_worker()
        began = time.monotonic()
        try:
            self._changed = _changed_at(self._folder)
            listed = listing(self._folder)
            first = list(islice(listed, FIRST))
        except OSError as error:
            self.post_message(self.Unlistable(f"{clean(str(self._folder))}: {reason(error)}"))
            if not len(self.shelf):  # what we knew is better than an empty table
                hand_back(self, self._tell, [], None)
            return
        state = state_folder(os.environ, Path.cwd())
        last = opened_last(state, [entry.path for entry in first])
        with opened(state) as cache:
            took = time.monotonic() - began
            if len(first) == FIRST and not len(self.shelf):
                hand_back(self, self._begin, first, last, next(look(first, cache)))
                self._give_way(worker)
            began = time.monotonic()
            entries = [*first, *listed]
            self._next_full = time.monotonic() + _SHARE * (time.monotonic() - began + took)
            todo = hand_back(self, self._tell, entries, last) or ()
            for lot in look(todo, cache, lambda: self._give_way(worker)):
                if worker.is_cancelled:
                    return
                hand_back(self, self._take, lot)
            cache.forget_all_but(self._folder, (entry.path for entry in entries))
        hand_back(self, self.post_message, self.Known(all_read=True))

    def _give_way(self, worker: Worker[None]) -> bool:
        """Wait, in the reading thread, while somebody uses the table, but not for ever."""
        longest = time.monotonic() + _LONGEST
        while time.monotonic() < min(self._quiet_until, longest) and not worker.is_cancelled:
            time.sleep(_PAUSE)
        return not worker.is_cancelled

    @on(OptionList.OptionHighlighted)
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        """Be quiet if somebody moves the cursor, not where we put it ourselves."""
        if event.option_index != self._put:
            self._put = None
            self._is_used()

    def _is_used(self) -> None:
        self._quiet_until = time.monotonic() + _QUIET

    def _begin(self, first: Sequence[Entry], last: Path | None, lot: Sequence[Record]) -> None:
        """Show the first of many rows; until they are drawn, we do not look at the others."""
        self._tell(first, last)
        self._quiet_until = drawn_by = time.monotonic() + _LONGEST
        self._take(lot)

        def go_on() -> None:
            if self._quiet_until == drawn_by:
                self._quiet_until = 0.0

        self.call_after_refresh(go_on)

    def _tell(self, entries: Sequence[Entry], last: Path | None) -> Sequence[Entry]:
        todo = self.shelf.tell(entries)
        self.last = last
        if not todo:
            self._know()
        return todo

    def _take(self, lot: Sequence[Record]) -> None:
        self.shelf.take(lot)
        self._know()

    def _know(self) -> None:
        self.has_rows.set()
        self.show()
        self.post_message(self.Known(all_read=False))

    def look_again(self) -> None:
        """Look whether somebody else has changed the folder; if so, look through it.

        One look at a time: behind a disk that hangs they would fill all threads, and no workshop
        would open.
        """
        if not any(
            worker.node is self and worker.group in _LOOKS and not worker.is_finished
            for worker in self.workers
        ):
            self._notice()

    @work(thread=True, group=_NOTICING)
    def _notice(self) -> None:
        with contextlib.suppress(OSError):
            if _changed_at(self._folder) == self._changed:
                began = time.monotonic()
                if began < self._next_full:
                    return
                differs = self.shelf.differs(list(listing(self._folder)))
                self._next_full = time.monotonic() + _SHARE * (time.monotonic() - began)
                if not differs:
                    return
            hand_back(self, self.load)

    def show(self) -> None:
        """Show the rows to see; the cursor stays on its workshop."""
        if not self.has_rows.is_set() or not self.is_attached:
            return  # without a size, too: keys act on the rows before they are drawn
        today, wish = self._today(), self.wish
        self._rows = {}
        ids: list[str] = []
        for row in self.shelf.arranged(wish, today):
            key = str(row.record.path) if isinstance(row, Row) else f"{_HEADING}{len(ids)}"
            self._rows[key] = row
            ids.append(key)
        headings = {key for key, row in self._rows.items() if isinstance(row, Heading)}
        self._caption(len(ids) - len(headings))
        if not wish.words:
            ids += [_SPACE, *OFFERS] if ids else [*OFFERS]
        cursor = None
        self._is_placed = self._is_placed and len(self.shelf) > 0
        if not self._is_placed and self._rows:
            self._is_placed = True
            last = str(self.last) if self.last else ""
            cursor = last if last in self._rows else ids[0]
        self._lines = self._pitch()
        self.rows.show_ids(
            ids,
            self._drawn,
            cursor,
            headings=frozenset({*headings, _SPACE}),
            each=self._lines,
            other=dict.fromkeys((_SPACE, *OFFERS), 1),
        )
        self._put = self.rows.highlighted

    def _pitch(self) -> int:
        """Return how many lines a workshop takes; while you filter it stays the same."""
        room, number = self.size.height, len(self.shelf)
        if number * 3 + len(OFFERS) < room:
            return 3
        return 2 if number * 2 < room or room >= _TWO_LINES else 1

    def _caption(self, count: int) -> None:
        """Say in the border how the rows are sorted, and how many of all they are."""
        every = len(self.shelf.records)
        how = IN_WORDS[self.wish.order][self.wish.turned]
        told = f"{count:,} of {every:,} · {how}" if self.wish.words else how
        name_card(self, "Workshops", pressing(told, "sort") if every else "")

    def _drawn(self, key: str) -> Content:
        row, width = self._rows.get(key), self.size.width - 1
        if isinstance(row, Row):
            return drawn(row, width, self._today(), min(self._lines, 2))
        if isinstance(row, Heading):
            return Content("\n" * (self._lines > 1)) + heading(row, width)
        if key in OFFERS:
            binding, what, remark = OFFERS[key]
            return offered(shown_key(self, binding), what, remark, width)
        return Content("─" * width).stylize("$line")

    def _wish(self, wish: Wish, *, to_first: bool = False) -> None:
        self.wish = wish
        self.show()
        if to_first:
            self.rows.action_first()

    def sort(self) -> None:
        """Sort by the next column."""
        self._wish(replace(self.wish, order=self.wish.order.next, turned=False), to_first=True)

    def turn(self) -> None:
        """Sort from the other end."""
        self._wish(replace(self.wish, turned=not self.wish.turned), to_first=True)

    def group(self) -> None:
        """Group the workshops by offer, or no longer."""
        self._wish(replace(self.wish, by_offer=not self.wish.by_offer))

    def filter(self) -> None:
        """Type words that all workshops shown must have."""
        self.add_class("-filtering")
        self.refresh_bindings()
        self.query_one(FilterLine).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to show more only if something was left out."""
        del parameters
        return action != "show_all" or self.has_class("-filtering")

    def action_show_all(self) -> None:
        """Show all workshops again."""
        self.query_one(FilterLine).value = ""
        self.remove_class("-filtering")
        self.refresh_bindings()
        self._wish(replace(self.wish, words=""))
        self.rows.focus()

    @on(Input.Changed, "#filter")
    def _filtered(self, event: Input.Changed) -> None:
        self._is_used()
        if event.value == self.wish.words:
            return
        if len(self.shelf) < _MANY:
            self._filter()
        elif self._later is None:
            self._later = self.set_timer(_TYPING, self._filter)

    def _filter(self) -> None:
        """Show those that have the words in the filter."""
        if self._later is not None:
            self._later.stop()
            self._later = None
        words = self.query_one(FilterLine).value
        if words != self.wish.words:
            self._wish(replace(self.wish, words=words), to_first=True)

    @on(Input.Submitted, "#filter")
    def action_open_first(self) -> None:
        """Open the workshop under the cursor of the list."""
        self._filter()
        if self.rows.current:
            self.rows.call_next(self.rows.action_select)  # as the list's own, or it ends here


class WorkshopRows(LongRows):
    """The workshops, and what else you can begin here."""

    DEFAULT_CSS = """
    WorkshopRows, WorkshopRows:focus {
        & > .option-list--option-highlighted { text-style: none; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Open", id="library.open"),
    ]


def _changed_at(folder: Path) -> int:
    """Return when a folder last got or lost a file, 0 for a missing folder. Raises OSError."""
    try:
        return folder.stat().st_mtime_ns
    except (FileNotFoundError, NotADirectoryError):
        return 0
