"""A stage asked one field at a time: the question, a word of help, and a place to write."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from valueworkshop.core.session.session import Session
from valueworkshop.core.session.spot import Spot
from valueworkshop.core.show.prompt import Prompt
from valueworkshop.tui.stages.stage_view import StageView
from valueworkshop.tui.widgets.keys import spoken_key
from valueworkshop.tui.widgets.writing import Writing


class FieldView(StageView, can_focus=True):
    """Shows the field at which the team stands; Enter keeps it and goes on.

    Subclasses say which fields there are, how they read as text, and how a text changes them.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("i,enter", "write", "Write", id="field.write"),
        Binding("shift+tab", "step(-1)", "Back", id="field.back"),
        Binding("tab", "next_field", "Next field", show=False, id="field.next"),
    ]

    DEFAULT_CSS = """
    FieldView {
        & > #question { text-style: bold; height: auto; margin: 1 0; max-width: 76; }
        & > #hint { color: $text-muted; height: auto; margin-bottom: 1; max-width: 76; }
        & > Writing { max-width: 84; }
        & > #problem { color: $error; height: auto; margin-top: 1; display: none; }
        & > #overview {
            color: $text-muted; height: auto; margin-top: 2; max-width: 84;
            text-wrap: nowrap; text-overflow: ellipsis;
        }
    }
    """

    def fields(self) -> Sequence[str]:
        """Return the ids of the fields, in order."""
        raise NotImplementedError

    def prompt(self, field: str) -> Prompt:
        """Return how a field is asked for."""
        raise NotImplementedError

    def text_of(self, session: Session, field: str) -> str:
        """Return a field as the text one edits."""
        raise NotImplementedError

    def changed(self, session: Session, field: str, text: str) -> Session:
        """Return the session with the field set from a text; ValueError where it does not fit."""
        raise NotImplementedError

    def overview(self, session: Session) -> Content:
        """Return what is said under the field: what was given so far."""
        lines = []
        for field in self.fields():
            text = " · ".join(line for line in self.text_of(session, field).split("\n") if line)
            if text and field != self.field:
                lines.append(Content(f"{self.short(field):<14} {text}"))
        return Content("\n").join(lines)

    def short(self, field: str) -> str:
        """Return the one word by which the overview names a field."""
        return field.replace("_", " ").capitalize()

    @property
    def field(self) -> str:
        """The field at which the team stands."""
        return self.at or self.fields()[0]

    def compose(self) -> ComposeResult:
        """Lay out the question, the writing and what was given so far."""
        yield Static(id="question", markup=False)
        yield Static(id="hint", markup=False)
        yield Writing(id="writing")
        yield Static(id="problem", markup=False)
        yield Static(id="overview", markup=False)

    def on_mount(self) -> None:
        """Remember which field the writing shows, so that it is not overwritten while one types."""
        self._shown: str = ""
        self._saved_text: str = ""
        self._waiting: dict[str, str] = {}
        self._tabbed = False

    def show(self, session: Session) -> None:
        """Draw the field at which the team stands."""
        field, writing = self.field, self.query_one(Writing)
        text = self.text_of(session, field)
        if field != self._shown and self._shown and writing.text != self._saved_text:
            self._waiting[self._shown] = writing.text
        if field != self._shown or (text != self._saved_text and writing.text == self._saved_text):
            prompt = self.prompt(field)
            self.query_one("#question", Static).update(Content(prompt.question))
            ends = "Enter on an empty line goes on." if prompt.many_lines else ""
            hint = "\n".join(part for part in (prompt.hint, ends) if part)
            self.query_one("#hint", Static).update(Content(hint))
            writing.many_lines = prompt.many_lines
            writing.styles.height = 6 if prompt.many_lines else 2
            writing.write(self._waiting.get(field, text))
            if self._tabbed and not prompt.many_lines:
                writing.select_all()
            self._tabbed = False
            self._shown = field
            self._tell_problem(field)
        self._saved_text = text
        self.query_one("#overview", Static).update(self.overview(session))

    def enter(self) -> None:
        """Put the cursor into the text."""
        self.query_one(Writing).focus()

    def stand(self) -> None:
        """Put the focus on the view, out of the field."""
        self.focus()

    def settle(self) -> None:
        """Keep what stands in the field, unless it does not fit."""
        self._keep()
        for field, text in list(self._waiting.items()):
            session, _ = self._tried(field, text)
            if field != self._shown and session is not None:
                del self._waiting[field]
                self.desk.commit(session)

    def _keep(self) -> bool:
        if not self._shown:
            return True
        field, text = self._shown, self.query_one(Writing).text
        if text == self._saved_text:
            self._waiting.pop(field, None)
            self._tell_problem(field)
            return True
        session, _ = self._tried(field, text)
        if session is None:
            # One may go elsewhere: the text waits in its field until it fits or is emptied.
            self._waiting[field] = text
        else:
            self._waiting.pop(field, None)
            self._saved_text = text
            self.desk.commit(session)
        self._tell_problem(field)
        return field not in self._waiting

    def _tried(self, field: str, text: str) -> tuple[Session | None, str]:
        """Return the session with a field set from a text, else why that does not fit."""
        try:
            return self.changed(self.session, field, text), ""
        except ValueError as error:
            return None, str(error)

    def _misfit(self, field: str, text: str) -> str:
        return self._tried(field, text)[1]

    def _tell_problem(self, field: str) -> None:
        said = self._misfit(field, self._waiting[field]) if field in self._waiting else ""
        problem = self.query_one("#problem", Static)
        problem.update(Content(said))
        problem.display = bool(said)

    def standing(self) -> dict[Spot, str]:
        """Return what was typed here and is no edit yet."""
        texts = dict(self._waiting)
        writing = self.query_one(Writing)
        if self._shown and writing.text != self._saved_text:
            texts[self._shown] = writing.text
        return {Spot(self.stage, field): text for field, text in texts.items()}

    def field_of(self, spot: Spot) -> Writing | None:
        """Return the field that is shown for what stands at a spot, None if that is elsewhere."""
        here = spot == Spot(self.stage, self._shown)
        return self.query_one(Writing) if here else None

    def unkept(self) -> str:
        """Say what was typed and cannot be kept, '' for nothing. Ask after settling."""
        misfits = (self._misfit(field, text) for field, text in self._waiting.items())
        return next(filter(None, misfits), "")

    @on(Writing.Kept)
    @on(Writing.WentOn)
    def _go_on(self) -> None:
        self._tabbed = False
        if self._keep():
            self.post_message(self.Step(1))

    @on(Writing.Left)
    def _leave(self) -> None:
        kept = self._keep()
        self.focus()
        if kept:
            write, undo = spoken_key(self, "field.write"), spoken_key(self, "workshop.undo")
            self.say(f"Out of the field, and kept. {write} writes, {undo} undoes.")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer writing only where one is not writing."""
        del parameters
        if action == "next_field":
            return self.has_focus or self.query_one(Writing).has_focus
        return action != "write" or self.has_focus

    def action_write(self) -> None:
        """Go back into the field."""
        self.enter()

    def action_next_field(self) -> None:
        """Keep the field and go to the next one, from the last to none. One line is selected."""
        if self.has_focus:
            self.enter()
        elif self.field == self.fields()[-1]:
            self.say(f"This is the last field. {spoken_key(self, 'workshop.next')} goes on.")
        elif self._keep():
            self._tabbed = True
            self.post_message(self.Step(1))

    def action_step(self, by: int) -> None:
        """Keep the field and go to the one before or behind it."""
        self._keep()
        self._tabbed = not self.has_focus
        self.post_message(self.Step(by))
