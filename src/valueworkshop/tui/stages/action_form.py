"""The form of one action."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.suggester import SuggestFromList
from textual.widgets import Input, Label, Static

from valueworkshop.core.session.people import called
from valueworkshop.core.session.session import Session
from valueworkshop.core.session.typed_values import TypedError
from valueworkshop.core.stages.actions.due_dates import FIRST_STEP_DAYS, due_date
from valueworkshop.core.stages.agreed.model import Action, Status, asks
from valueworkshop.core.summary.candidates import candidates, label
from valueworkshop.core.summary.gap_summary import summarise
from valueworkshop.core.text import one_line
from valueworkshop.tui.widgets.form import Form
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import HELP_WRITING, shown_key
from valueworkshop.tui.widgets.word_choice import Choice
from valueworkshop.tui.widgets.writing import Line

_LINES = ("title", "owner", "first_step", "due", "success")


class ActionScreen(Form[Action]):
    """Asks for all that makes an action happen. Enter goes through it; Esc keeps it too."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "next", "Next field", id="action.next"),
        Binding("ctrl+n", "keep", "Done", id="action.keep"),
        Binding("escape", "leave", "Done", show=False, id="action.back"),
        HELP_WRITING,
    ]

    DEFAULT_CSS = """
    ActionScreen {
        align: center middle;
        & > #box { width: 76; max-width: 96%; height: auto; max-height: 90%;
                   background: $surface; padding: 1 2; }
        & #heading { text-style: bold; margin-bottom: 1; height: auto; }
        & .row { height: 1; }
        & .row Label { width: 16; color: $text-muted; }
        & Line { width: 1fr; background: $panel; }
        & #problem { color: $error; height: auto; }
    }
    ActionScreen.-high .row { margin-bottom: 1; }
    """

    def __init__(
        self, session: Session, stage: str, action: Action, today: Callable[[], dt.date]
    ) -> None:
        """Show an action; a new one has an empty title."""
        super().__init__()
        self._session = session
        self._asks = asks(session, stage)
        self._action = action
        self._today = today
        self._warned = ""

    def compose(self) -> ComposeResult:
        """Lay out the fields in the order in which they are agreed."""
        action, first_by = self._action, self._today() + dt.timedelta(days=FIRST_STEP_DAYS)
        people = list(called(self._session.people).values())
        functions = dict.fromkeys(
            [
                *self._asks.functions,
                *(p.function for p in self._session.people.values() if p.function),
            ]
        )
        with VerticalScroll(id="box", can_focus=False):
            yield Static(Content("Who does what, by when?"), id="heading")
            yield _row("what", Line(action.title, id="title", placeholder="begins with a verb"))
            yield _row("closes", Choice(self._closable(), self._closes(), id="closes"))
            owner = Line(action.owner, id="owner", placeholder="one name or role")
            owner.suggester = SuggestFromList(people, case_sensitive=False)
            yield _row("owner", owner)
            yield _row(
                "function",
                Choice(_words(functions, action.function), action.function, id="function"),
            )
            first = f"something small, by {first_by.isoformat()}"
            yield _row("first step", Line(action.first_step, id="first_step", placeholder=first))
            due = action.due.isoformat() if action.due else ""
            yield _row(
                "due", Line(due, id="due", placeholder="2026-12-31, or +30 for days from today")
            )
            yield _row(
                "success shows", Line(action.success, id="success", placeholder="what we will see")
            )
            serves = _words(self._asks.outcomes, action.serves)
            yield _row("serves", Choice(serves, action.serves, id="serves"))
            statuses = [(status.value, status.value) for status in Status]
            yield _row("status", Choice(statuses, action.status.value, id="status"))
            yield Static(id="problem", markup=False)
        yield KeyBar()

    def _closable(self) -> list[tuple[str, str]]:
        found = [(c.key, c.title) for c in candidates(summarise(self._session))]
        known = {key for key, _ in found}
        kept = [(key, label(self._session, key)) for key in self._action.closes if key not in known]
        several = [("\n".join(self._action.closes), f"{len(self._action.closes)} of these")]
        return [
            ("", "nothing named"),
            *(several if len(self._action.closes) > 1 else []),
            *kept,
            *found,
        ]

    def _closes(self) -> str:
        return "\n".join(self._action.closes)

    def on_mount(self) -> None:
        """Begin with the title."""
        self.query_one("#title", Line).focus()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_next()

    def action_next(self) -> None:
        """Go to the next field; behind the last one the action is kept."""
        if self.focused is not None and self.focused.id == "status":
            self.action_keep()
        else:
            self.focus_next()

    def action_keep(self) -> None:
        """Keep the action as it stands, unless its date cannot be read."""
        if not (problem := self._problem()):
            self.dismiss(self.standing())
            return
        self.query_one("#problem", Static).update(Content(problem))
        self.query_one("#due", Line).focus()

    def action_leave(self) -> None:
        """Keep the action and leave; a date that cannot be read is in the way only once."""
        problem = self._problem()
        if not problem or problem == self._warned:
            self.dismiss(self.standing())
            return
        self._warned = problem
        self.query_one("#problem", Static).update(
            Content(
                f"{problem} {shown_key(self, 'action.back')} again keeps the action without it."
            )
        )

    def _problem(self) -> str:
        try:
            due_date(one_line(self.query_one("#due", Line).value), self._today())
        except TypedError as error:
            return str(error)
        return ""

    def standing(self) -> Action | None:
        """Return the action as it stands in the form, None for one without a word."""
        text = {name: one_line(self.query_one(f"#{name}", Line).value) for name in _LINES}
        due = self._action.due if self._problem() else due_date(text["due"], self._today())
        closes = self.query_one("#closes", Choice).value
        action = replace(
            self._action,
            title=text["title"] or self._action.title or _untitled(text),
            owner=text["owner"],
            first_step=text["first_step"],
            success=text["success"],
            due=due,
            closes=tuple(key for key in closes.split("\n") if key),
            function=self.query_one("#function", Choice).value,
            serves=self.query_one("#serves", Choice).value,
            status=Status(self.query_one("#status", Choice).value),
        )
        return action if action.title else None


def _untitled(text: dict[str, str]) -> str:
    """Return a title for an action that has other words but none of its own."""
    return "Action without a title" if any(text.values()) else ""


def _row(words: str, field: Line | Choice) -> Horizontal:
    return Horizontal(Label(words), field, classes="row")


def _words(offered: Sequence[str] | dict[str, None], chosen: str) -> list[tuple[str, str]]:
    words = dict.fromkeys([*offered, *([chosen] if chosen else [])])
    return [("", "–"), *((word, word) for word in words)]
