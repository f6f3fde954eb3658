"""The form of one action."""

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.suggester import SuggestFromList
from textual.widgets import Input

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session.people import called
from valueworkshop.core.session.session import Session
from valueworkshop.core.session.typed_values import TypedError, meant
from valueworkshop.core.stages.actions.particulars import Particular, particulars, said_of, say
from valueworkshop.core.stages.agreed.model import Action, answers
from valueworkshop.core.summary.candidates import closable
from valueworkshop.tui.widgets.box import Box, Problem, row
from valueworkshop.tui.widgets.form import Form
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import HELP_WRITING, shown_key
from valueworkshop.tui.widgets.long_line import LongLine
from valueworkshop.tui.widgets.word_choice import Choice
from valueworkshop.tui.widgets.writing import Line


class ActionScreen(Form[Action]):
    """Asks for all that makes an action happen; Enter and Esc both keep it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+n", "keep", "Keep", id="action.keep"),
        Binding("tab", "app.focus_next", "Next field", id="action.next"),
        Binding("escape", "leave", "Done", show=False, id="action.back"),
        HELP_WRITING,
    ]

    DEFAULT_CSS = "ActionScreen #meant { color: $text-muted; }"

    def __init__(
        self, session: Session, stage: str, action: Action, today: Callable[[], dt.date]
    ) -> None:
        """Show an action; a new one has an empty title."""
        super().__init__()
        self._session, self._stage = session, stage
        self._action = action
        self._today = today
        closes = closable(session, action.closes)
        self._asked = particulars(session, stage, action, closes, today())
        self._warned = ""

    def compose(self) -> ComposeResult:
        """Lay out the fields in the order in which the team agrees them."""
        with Box("Who does what, by when?", "only the first line is needed", broad=True):
            for asked in self._asked:
                yield row(asked.label, self._field(asked))
            yield Problem(id="meant")
            yield Problem(id="problem")
        yield KeyBar()

    def _field(self, asked: Particular) -> Line | Choice:
        text = said_of(self._action, asked.name)
        if asked.choices is not None:
            return Choice(list(asked.choices.items()), text, id=asked.name)
        line = LongLine(text, id=asked.name, placeholder=asked.hint)
        if asked.name == "owner":
            people = called(self._session.people).values()
            line.suggester = SuggestFromList(list(people), case_sensitive=False)
        return line

    def _typed(self, name: str) -> str:
        field = self.query_one(f"#{name}")
        return field.value if isinstance(field, Line | Choice) else ""

    def holds(self) -> bool:
        """Return whether it was agreed before."""
        return self._action in answers(self._session, self._stage).actions.values()

    def on_mount(self) -> None:
        """Begin with the title."""
        self.query_one("#title", Line).focus()

    @on(Input.Changed, "#due")
    def _tell_day(self, event: Input.Changed) -> None:
        """Say which day was typed, before it is kept."""
        day = meant(event.value, self._today())
        self.query_one("#meant", Problem).tell(f"due {day}" if day else "")
        if day:
            self.query_one("#problem", Problem).tell("")

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_keep()

    def action_keep(self) -> None:
        """Keep the action as it is, unless its date cannot be read."""
        if not (problem := self._problem()):
            self.dismiss(self.standing())
            return
        self.query_one("#problem", Problem).tell(problem)
        self.query_one("#due", Line).focus()

    def action_leave(self) -> None:
        """Keep the action and leave; a date that cannot be read stops this only once."""
        problem = self._problem()
        if not problem or problem == self._warned:
            self.dismiss(self.standing())
            return
        self._warned = problem
        again = f"{shown_key(self, 'action.back')} again keeps the action anyway."
        self.query_one("#problem", Problem).tell(f"{problem} {again}")

    def _problem(self) -> str:
        try:
            say(self._action, "due", self._typed("due"), self._today())
        except TypedError as error:
            return str(error)
        return ""

    def standing(self) -> Action | None:
        """Return the action as it is in the form, None for one without a word.

        If its date cannot be read, it keeps the old one.
        """
        action, said = self._action, False
        for asked in self._asked:
            text = self._typed(asked.name)
            with suppress(TypedError):
                action = say(action, asked.name, text, self._today())
            said = said or (asked.choices is None and bool(one_line(text)))
        title = action.title or self._action.title or ("Action without a title" if said else "")
        return replace(action, title=title) if title else None
