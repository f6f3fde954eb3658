"""The actions of all workshops: what is open and what is late, and how to get to each."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, OptionList

from valueworkshop.core.clean_text import capital, folded
from valueworkshop.core.show import spoken
from valueworkshop.library.open_actions import Owned, Wanted, tasks
from valueworkshop.library.record import Record
from valueworkshop.tui.library.row_words import spread, title_of
from valueworkshop.tui.widgets.card import CARD, name_card
from valueworkshop.tui.widgets.filter_line import FilterLine
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import HELP_HERE
from valueworkshop.tui.widgets.late import ModalScreen
from valueworkshop.tui.widgets.long_rows import LongRows
from valueworkshop.tui.widgets.static import Static

_DETAIL, _BESIDE = 44, 150
"""How wide the card of the action under the cursor is, and how wide a screen that has it."""

_MOST, _TITLE = 500, 70
"""So many titles are measured, and so many cells of one are kept before a column."""


class By(StrEnum):
    """How the list groups the actions."""

    DUE = "earliest due first"
    OWNER = "by owner"
    FUNCTION = "by function"
    WORKSHOP = "by workshop"

    @property
    def next(self) -> "By":
        """The next way to group, the first after the last."""
        every = list(By)
        return every[(every.index(self) + 1) % len(every)]


class TaskRows(LongRows):
    """The actions."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Open there", id="tasks.open"),
    ]


class ActionsScreen(ModalScreen[Owned | None]):
    """Lists the actions; Enter opens the last workshop that has it, where you can change it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go", "Open there", show=False, id="tasks.go"),
        Binding("slash", "filter", "Filter", id="tasks.filter"),
        Binding("s", "sort", "Sort", id="tasks.sort"),
        Binding("o", "overdue", "Only late ones", id="tasks.overdue"),
        Binding("A", "closed", "Done and dropped too", id="tasks.closed"),
        Binding("escape", "back", "Back", id="tasks.back"),
        *HELP_HERE,
    ]

    DEFAULT_CSS = f"""
    ActionsScreen {{
        background: $background;
        & > #head {{ height: 1; padding: 0 1; }}
        & > #board {{ height: 1fr; padding: 0 1; }}
        & .card {{ {CARD} }}
        & .card:focus-within {{ border: round $primary; border-title-color: $primary; }}
        & #box {{ width: 100%; height: 1fr; }}
        & #words {{ background: $panel; width: 100%; display: none; }}
        & #words.-shown {{ display: block; }}
        & #how {{ color: $text-muted; width: 100%; padding: 0 0 0 2; }}
        & #tasks {{ height: 1fr; width: 100%; background: $surface; }}
        & #one {{ width: {_DETAIL}; height: 1fr; background: $panel; }}
        & #beside {{ height: auto; }}
        & > #whole {{ height: auto; max-height: 4; padding: 0 3; width: 100%; }}
        & #one {{ display: none; }}
        &.-beside #one {{ display: block; margin-left: 1; }}
        &.-beside #box {{ width: 1fr; }}
        &.-high > #whole {{ {CARD} margin: 0 1; max-height: 6; }}
        &.-beside > #whole {{ display: none; }}
        &.-narrow .card, &.-narrow .card:focus-within {{ border: none; padding: 0; }}
    }}
    """

    def __init__(self, records: Sequence[Record], today: dt.date) -> None:
        """List the actions of all these workshops."""
        super().__init__()
        self._records = records
        self._today = today
        self._wanted = Wanted()
        self._by = By.DUE
        self._words = ""
        self.found: Sequence[Owned] = ()
        self._rows: dict[str, Owned] = {}
        self._letters: dict[str, str] = {}
        self._longest = 0

    def compose(self) -> ComposeResult:
        """Lay out the filter, the actions, and all we know of the one under the cursor."""
        yield Static(id="head")
        with Horizontal(id="board"):
            with Vertical(id="box", classes="card"):
                yield FilterLine(
                    id="words",
                    placeholder="a word from the action, its owner, function or workshop",
                )
                yield Static(id="how", markup=False)
                yield TaskRows(id="tasks")
            with VerticalScroll(id="one", classes="card", can_focus=False):
                yield Static(id="beside", markup=False)
        yield Static(id="whole", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the open ones."""
        self.query_one(LongRows).focus()
        self._find()

    def on_resize(self) -> None:
        """Draw anew for the new size."""
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keep signs that are keys in the list as letters in the filter."""
        del parameters
        return action != "filter" or not isinstance(self.focused, FilterLine)

    def _find(self) -> None:
        """Find the actions to show, in their order."""
        words = folded(self._words).split()
        found = tasks(self._records, self._today, self._wanted)
        wanted = [each for each in found if all(word in self._letters_of(each) for word in words)]
        self.found = sorted(wanted, key=lambda each: _group_key(each, self._by))
        self._show()

    def _letters_of(self, owned: Owned) -> str:
        task = owned.task
        if task.id not in self._letters:
            told = (task.title, task.owner, task.function, title_of(owned.workshop))
            self._letters[task.id] = folded("\n".join(told))
        return self._letters[task.id]

    def _show(self) -> None:
        if not self.is_attached or not self.size.width:
            return
        self.set_class(self.app.size.width >= _BESIDE, "-beside")
        self._longest = max((len(each.task.title) for each in self.found[:_MOST]), default=0)
        last = ""
        self._rows, headings = {}, set()
        for owned in self.found:
            key, group = owned.task.id, _group(owned, self._by)
            if group and folded(group) != last:
                last = folded(group)
                headings.add(f"{_OVER}{key}")
                self._rows[f"{_OVER}{key}"] = owned
            self._rows[f"{_ROW}{key}"] = owned
        self.query_one(LongRows).show_ids(
            list(self._rows), self._drawn, headings=frozenset(headings)
        )
        late = sum(each.task.is_overdue(self._today) for each in self.found)
        count = f"{len(self.found)} action{'' if len(self.found) == 1 else 's'}, {late} late"
        title = Content("Actions from all workshops").stylize("bold")
        told = Content(count).stylize("$text-muted")
        self.query_one("#head", Static).update(spread(title, told, self.size.width - 2))
        only = "late ones" if self._wanted.overdue else "open ones"
        shown = "all, with done and dropped ones" if self._wanted.closed else only
        how = self.query_one("#how", Static)
        how.update(f"{shown}, {self._by}" if self.found else f"No actions ({shown}).")
        how.display = self.has_class("-narrow") or not self.found  # else the card has it as title
        name_card(self.query_one("#box"), capital(f"{shown}, {self._by}"))
        self._tell_whole()

    def _drawn(self, key: str) -> Content:
        owned = self._rows.get(key)
        if owned is None:
            return Content("")
        if key.startswith(_OVER):
            return Content(f"   {_group(owned, self._by)}").stylize("bold")
        width = self.query_one(LongRows).size.width - 1
        return _row(owned, self._today, width, min(self._longest, _TITLE))

    @on(OptionList.OptionHighlighted)
    def _tell_whole(self) -> None:
        owned = self._current
        for name, between in (("whole", "\n"), ("beside", "\n\n")):
            shown = self.query_one(f"#{name}", Static)
            shown.update(Content(between).join(_whole(owned, self._today)) if owned else "")

    @property
    def _current(self) -> Owned | None:
        return self._rows.get(self.query_one(LongRows).current or "")

    @on(Input.Changed, "#words")
    def _typed(self, event: Input.Changed) -> None:
        if event.value != self._words:
            self._words = event.value
            self._find()

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        self.action_go()

    def action_go(self) -> None:
        """Open the workshop that has the action under the cursor."""
        if self._current is not None:
            self.dismiss(self._current)

    def action_filter(self) -> None:
        """Type words that all actions shown must have."""
        line = self.query_one(FilterLine)
        line.add_class("-shown")
        line.focus()

    def action_back(self) -> None:
        """Show all again if some were filtered out, else leave."""
        line = self.query_one(FilterLine)
        if line.has_class("-shown"):
            line.value = ""
            line.remove_class("-shown")
            self.query_one(LongRows).focus()
        else:
            self.dismiss(None)

    def action_sort(self) -> None:
        """Group them in the next way."""
        self._by = self._by.next
        self._find()

    def action_overdue(self) -> None:
        """Show only those that are late, or all that are open."""
        self._wanted = replace(self._wanted, overdue=not self._wanted.overdue, closed=False)
        self._find()

    def action_closed(self) -> None:
        """Show also those that are done or dropped, or hide them again."""
        self._wanted = replace(self._wanted, closed=not self._wanted.closed, overdue=False)
        self._find()


def _group(owned: Owned, by: By) -> str:
    """Return the group of an action, '' if it has none."""
    task = owned.task
    return {
        By.DUE: "",
        By.OWNER: task.owner or "No owner yet",
        By.FUNCTION: task.function or "No function",
        By.WORKSHOP: title_of(owned.workshop),
    }[by]


def _group_key(owned: Owned, by: By) -> tuple[bool, str]:
    """Return the sort key of an action's group: those without a group come last."""
    known = {By.OWNER: owned.task.owner, By.FUNCTION: owned.task.function}.get(by, "known")
    return not known, folded(_group(owned, by))


_OVER, _ROW = "over ", "row "
_WHEN: Final = len("! late 12 months")
_ROOM_FOR_OWNERS, _ROOM_FOR_ALL = 70, 96


def _when(owned: Owned, today: dt.date) -> Content:
    """Return the due day as seen from today, its sign in front if it has passed."""
    task = owned.task
    if not task.is_open or task.due is None:
        return Content("  no date" if task.is_open else f"  {task.status}").stylize("$text-muted")
    said = spoken.away(task.due, today)
    if task.is_overdue(today):
        return Content(f"! {said}").stylize("bold $gap-steep")
    return Content(f"  {said}")


def _whole(owned: Owned, today: dt.date) -> list[Content]:
    """Return all that the library knows of an action."""
    task = owned.task
    when = _when(owned, today)
    due = Content("no date")
    if task.due:
        away = ("", when.plain.strip(), " · ") if task.is_open else ("", "", "")
        due = Content.assemble(spoken.day(task.due), away[2], when if away[1] else "")
    told = [task.owner or "no owner yet", task.function]
    return [
        Content(task.title).stylize("bold"),
        Content.assemble(
            (" · ".join(filter(None, told)), "$text-muted"), " · ", due, f" · {task.status}"
        ),
        Content(title_of(owned.workshop)).stylize("$text-muted"),
    ]


def _row(owned: Owned, today: dt.date, width: int, longest: int) -> Content:
    """Return an action on one line; what its workshop is, if its title is whole all the same."""
    task = owned.task
    cells = [(task.owner or "no owner yet", 14 if width < _ROOM_FOR_OWNERS else 20)]
    room = width - _WHEN - 3 - sum(size + 2 for _, size in cells)
    for text, size in ((title_of(owned.workshop), 24), (task.function, 14)):
        if room - size - 2 >= longest and width >= _ROOM_FOR_ALL:
            cells.append((text, size))
            room -= size + 2
    title = Content(task.title).truncate(room, ellipsis=True, pad=True)
    others = [
        Content(text).truncate(size, ellipsis=True, pad=True).stylize("$text-muted")
        for text, size in cells
    ]
    when = _when(owned, today)
    when = when.pad_right(max(_WHEN - when.cell_length, 0))
    return Content("  ").join([Content.assemble(" ", when), title, *others])
