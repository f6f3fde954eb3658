"""The actions of all workshops: what is open and what is late, and how to get to each."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static

from valueworkshop.core.clean_text import folded
from valueworkshop.library.open_actions import Owned, Wanted, tasks
from valueworkshop.library.record import Record
from valueworkshop.tui.library.row_words import spread, title_of
from valueworkshop.tui.widgets.filter_line import FilterLine
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import HELP_HERE
from valueworkshop.tui.widgets.late import ModalScreen
from valueworkshop.tui.widgets.long_rows import LongRows


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

    DEFAULT_CSS = """
    ActionsScreen {
        background: $background;
        & > #head { height: 2; padding: 0 1; border-bottom: solid $panel; }
        & > #box { height: 1fr; padding: 1 2 0 2; }
        & #words { background: $panel; padding: 0 0 0 3; width: 100%; display: none; }
        & #words.-shown { display: block; }
        & #how { color: $text-muted; padding: 0 0 0 3; width: 100%; }
        & #tasks { height: 1fr; width: 100%; }
        & #whole { height: auto; max-height: 4; padding: 0 3; margin: 1 0 0 0; width: 100%; }
        &.-narrow > #box { padding: 1 1 0 1; }
    }
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

    def compose(self) -> ComposeResult:
        """Lay out the filter, the actions, and all we know of the one under the cursor."""
        yield Static(id="head")
        with Vertical(id="box"):
            yield FilterLine(
                id="words", placeholder="a word from the action, its owner, function or workshop"
            )
            yield Static(id="how", markup=False)
            yield TaskRows(id="tasks")
            yield Static(id="whole")
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
        said = f"{shown}, {self._by}" if self.found else f"No actions ({shown})."
        self.query_one("#how", Static).update(said)
        self._tell_whole()

    def _drawn(self, key: str) -> Content:
        owned = self._rows.get(key)
        if owned is None:
            return Content("")
        if key.startswith(_OVER):
            return Content(f"   {_group(owned, self._by)}").stylize("bold")
        return _row(owned, self._today, self.query_one(LongRows).size.width - 1)

    @on(OptionList.OptionHighlighted)
    def _tell_whole(self) -> None:
        owned, shown = self._current, self.query_one("#whole", Static)
        shown.display = owned is not None
        if owned is not None:
            task = owned.task
            due = f"due {task.due.isoformat()}" if task.due else "no date"
            told = (task.owner or "no owner yet", task.function, due, task.status)
            shown.update(
                Content.assemble(
                    (task.title, "bold"),
                    "\n",
                    (" · ".join(each for each in told if each), "$text-muted"),
                    "\n",
                    (title_of(owned.workshop), "$text-muted"),
                )
            )

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
_ROOM_FOR_OWNERS, _ROOM_FOR_ALL = 70, 96


def _row(owned: Owned, today: dt.date, width: int) -> Content:
    task = owned.task
    mark = ("!", "bold $error") if task.is_overdue(today) else " "
    cells = [(task.owner or "no owner yet", 14 if width < _ROOM_FOR_OWNERS else 20)]
    if width >= _ROOM_FOR_ALL:
        cells += [(task.function, 14), (title_of(owned.workshop), 20)]
    room = width - 15 - sum(size + 2 for _, size in cells)
    title = Content(task.title).truncate(room, ellipsis=True, pad=True)
    others = [
        Content(text).truncate(size, ellipsis=True, pad=True).stylize("$text-muted")
        for text, size in cells
    ]
    due = task.due.isoformat() if task.due else "no date"
    if not task.is_open:
        due = task.status
    return Content("  ").join([Content.assemble(" ", mark, f" {due:<10}"), title, *others])
