"""The form of one action."""

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.suggester import SuggestFromList
from textual.widgets import Input, Label, Static

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session.people import called
from valueworkshop.core.session.session import Session
from valueworkshop.core.session.typed_values import TypedError
from valueworkshop.core.stages.actions.particulars import Particular, particulars, said_of, say
from valueworkshop.core.stages.agreed.model import Action
from valueworkshop.core.summary.candidates import closable
from valueworkshop.tui.widgets.form import Form
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import HELP_WRITING, shown_key
from valueworkshop.tui.widgets.word_choice import Choice
from valueworkshop.tui.widgets.writing import Line


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
        self._action = action
        self._today = today
        closes = closable(session, action.closes)
        self._asked = particulars(session, stage, action, closes, today())
        self._warned = ""

    def compose(self) -> ComposeResult:
        """Lay out the fields in the order in which the team agrees them."""
        with VerticalScroll(id="box", can_focus=False):
            yield Static(Content("Who does what, by when?"), id="heading")
            for asked in self._asked:
                yield Horizontal(Label(asked.label), self._field(asked), classes="row")
            yield Static(id="problem", markup=False)
        yield KeyBar()

    def _field(self, asked: Particular) -> Line | Choice:
        text = said_of(self._action, asked.name)
        if asked.choices is not None:
            return Choice(list(asked.choices.items()), text, id=asked.name)
        line = Line(text, id=asked.name, placeholder=asked.hint)
        if asked.name == "owner":
            people = called(self._session.people).values()
            line.suggester = SuggestFromList(list(people), case_sensitive=False)
        return line

    def _typed(self, name: str) -> str:
        field = self.query_one(f"#{name}")
        return field.value if isinstance(field, Line | Choice) else ""

    def on_mount(self) -> None:
        """Begin with the title."""
        self.query_one("#title", Line).focus()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_next()

    def action_next(self) -> None:
        """Go to the next field; after the last one keep the action."""
        if self.focused is not None and self.focused.id == "status":
            self.action_keep()
        else:
            self.focus_next()

    def action_keep(self) -> None:
        """Keep the action as it is, unless its date cannot be read."""
        if not (problem := self._problem()):
            self.dismiss(self.standing())
            return
        self.query_one("#problem", Static).update(Content(problem))
        self.query_one("#due", Line).focus()

    def action_leave(self) -> None:
        """Keep the action and leave; a date that cannot be read stops this only once."""
        problem = self._problem()
        if not problem or problem == self._warned:
            self.dismiss(self.standing())
            return
        self._warned = problem
        self.query_one("#problem", Static).update(
            Content(f"{problem} {shown_key(self, 'action.back')} again keeps the action anyway.")
        )

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
