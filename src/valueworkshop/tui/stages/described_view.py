"""A stage drawn from its description: the question, a field or a choice, and the acts."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import TextArea

from valueworkshop.core import description
from valueworkshop.core.session.evidence import Evidence
from valueworkshop.core.session.session import Session
from valueworkshop.core.session.spot import Spot
from valueworkshop.core.show.drawing.given_rows import Given
from valueworkshop.core.show.place import (
    ChoiceField,
    Doable,
    Doing,
    Done,
    Grading,
    Place,
    Saying,
    TextField,
)
from valueworkshop.core.stages import KINDS
from valueworkshop.tui.stages.act_keys import bindings_of
from valueworkshop.tui.stages.option_picture import options
from valueworkshop.tui.stages.stage_view import StageView
from valueworkshop.tui.stages.votes.evidence_form import GradingScreen
from valueworkshop.tui.stages.written_down import WrittenDown
from valueworkshop.tui.widgets.card import CARD, name_card
from valueworkshop.tui.widgets.fitted import HIGH
from valueworkshop.tui.widgets.keys import key_lines, spoken_key
from valueworkshop.tui.widgets.static import Static
from valueworkshop.tui.widgets.words_form import WordsScreen
from valueworkshop.tui.widgets.writing import Writing


class DescribedView(StageView, can_focus=True):
    """Shows the team's place, as its kind describes it.

    Enter keeps a text and goes on; a key chooses its option.
    """

    KIND: ClassVar[str] = ""
    """The kind of stage: set by `view_of` or a subclass."""

    _described: tuple[Session, str, Place] | None = None

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("i,enter", "write", "Write", id="field.write"),
        Binding("shift+tab", "step(-1)", "Back", id="field.back"),
        Binding("tab", "next_field", "Next field", show=False, id="field.next"),
    ]

    DEFAULT_CSS = f"""
    DescribedView {{
        padding: 0;
        & > #question {{
            text-style: bold; height: auto; margin: 0 0 1 0; padding: 0 2; background: $band;
        }}
        & > #field {{ height: auto; padding: 0 2; }}
        & #hint {{ color: $text-muted; height: auto; margin: 0 0 1 0; max-width: 76; }}
        & #options {{ height: auto; margin: 0 0 1 0; text-wrap: nowrap; text-overflow: ellipsis; }}
        & #stands {{ height: auto; margin: 0 0 1 0; max-width: 84; }}
        & #problem {{ color: $error; height: auto; margin: 1 0 0 0; display: none; }}
        & #problem.-day {{ color: $text-muted; }}
        & #overview {{ color: $text-muted; height: auto; max-width: 96; }}
        & > WrittenDown {{ {CARD} height: 1fr; min-height: 3; display: none; }}
        & #options, & #stands {{ display: none; }}
        &.-choice #options, &.-choice #stands {{ display: block; }}
        &.-choice Writing {{ display: none; }}
        &.-cards > #question {{ margin: 0; }}
        &.-cards > #field {{ {CARD} }}
        &.-cards > #field:focus-within {{ border: round $primary; border-title-color: $primary; }}
        &.-cards > WrittenDown {{ display: block; }}
        &.-cards #overview {{ display: none; }}
        &.-cards.-noted #overview {{ display: block; }}
    }}
    """

    @property
    def places(self) -> Sequence[str]:
        """The ids of the places, in order."""
        return KINDS[self.KIND].places(self.session, self.stage)

    @property
    def field(self) -> str:
        """The team's place."""
        return self.at or next(iter(self.places), "")

    def place(self, at: str | None = None) -> Place:
        """Return the current description of a place: where the team is, or another one.

        Each binding asks for it at each key: it is made anew only for another session or place.
        """
        session, at = self.session, self.field if at is None else at
        if self._described is None or self._described[0] is not session or self._described[1] != at:
            self._described = session, at, description.place(session, self.stage, at)
        return self._described[2]

    def overview(self, place: Place) -> Content:
        """Return notes on the place; without any, below a choice, what was given elsewhere."""
        if place.notes:
            lines = [Content(note) for note in place.notes]
            hidden = {each.act.id: each.act.about for each in place.acts if each.act.hidden}
            return Content("\n").join([*lines, key_lines(self, hidden)] if hidden else lines)
        if isinstance(place.field, TextField):
            return Content("")
        given = (each for each in self._given() if each.things and not each.is_here)
        told = [Content(f"{each.name:<14} {' · '.join(each.things)}") for each in given]
        return Content("\n").join(told)

    def _given(self) -> list[Given]:
        """Return what was given at each place that has a short name."""
        found = []
        for at in self.places:
            place = self.place(at)
            things = [place.given] if place.given else []
            if isinstance(place.field, TextField) and place.field.many_lines:
                things = [line for line in place.field.text.split("\n") if line]
            if place.short:
                found.append(Given(place.short, things, is_here=at == self.field))
        return found

    def compose(self) -> ComposeResult:
        """Lay out the question, the field, and what was given so far."""
        yield Static(id="question", markup=False)
        with Vertical(id="field"):
            for name in ("hint", "options", "stands"):
                yield Static(id=name, markup=False)
            yield Writing(id="writing")
            yield Static(id="problem", markup=False)
            yield Static(id="overview", markup=False)
        yield WrittenDown()

    def on_mount(self) -> None:
        """Remember which field the text area shows, to overwrite nothing while somebody types."""
        self._shown: str = ""
        self._saved_text: str = ""
        self._waiting: dict[str, str] = {}
        self._tabbed = False

    def show(self, session: Session) -> None:
        """Draw the team's place."""
        del session
        place = self.place()
        question = f"{place.sign}  {place.question}" if place.sign else place.question
        self._tell("#question", Content(question))
        writes = place.field if isinstance(place.field, TextField) else None
        enter = spoken_key(self, "writing.keep")
        ends = f"{enter} on an empty line goes on." if writes and writes.many_lines else ""
        hint = "\n".join(part for part in (place.hint, ends) if part)
        self._tell("#hint", Content(hint))
        self.query_one("#hint").display = bool(hint or writes)
        chooses = place.field if isinstance(place.field, ChoiceField) else None
        self.set_class(writes is None, "-choice")
        self.set_class(writes is not None, "-cards")
        self.set_class(bool(place.notes), "-noted")
        plain = self.app.has_class("-accessible")
        high = self.app.size.height >= HIGH
        room = self.width - self.gutter.width - self.query_one("#field").gutter.width
        shown = self.picture(chooses, room, high=high, plain=plain) if chooses else Content("")
        self._tell("#options", shown)
        self._tell("#stands", Content(chooses.stands if chooses else ""))
        if writes:
            self._show_text(writes)
            name_card(self.query_one("#field"), place.short)
            self.query_one(WrittenDown).show(self._given())
        self._tell("#overview", self.overview(place))
        self.refresh_bindings()

    def picture(self, asked: ChoiceField, room: int, *, high: bool, plain: bool) -> Content:
        """Return what there is to see of a choice in `room` cells."""
        return options(asked, room, high=high, plain=plain)

    def _tell(self, name: str, said: Content) -> None:
        self.query_one(name, Static).update(said)

    def _show_text(self, asked: TextField) -> None:
        """Show a text, unless somebody is writing there."""
        field, writing, text = self.field, self.query_one(Writing), asked.text
        if field != self._shown and self._shown and writing.text != self._saved_text:
            self._waiting[self._shown] = writing.text
        if field != self._shown or (text != self._saved_text and writing.text == self._saved_text):
            writing.many_lines = asked.many_lines
            writing.styles.height = 6 if asked.many_lines else 2
            writing.write(self._waiting.get(field, text))
            if self._tabbed and not asked.many_lines:
                writing.select_all()
            self._tabbed = False
            self._shown = field
            self._tell_problem(field)
        self._saved_text = text

    @property
    def _writes(self) -> bool:
        return isinstance(self.place().field, TextField)

    def enter(self) -> None:
        """Put the cursor into the text, if there is one."""
        (self.query_one(Writing) if self._writes else self).focus()

    def stand(self) -> None:
        """Put the focus on the view, outside the text."""
        self.focus()

    def explain(self) -> str:
        """Return what the place is about."""
        return self.place().about

    def settle(self) -> None:
        """Keep what is in a form and in the field, unless it does not fit."""
        super().settle()
        self._keep()
        for field, text in list(self._waiting.items()):
            done, _ = self._tried(field, text)
            if field != self._shown and done is not None:
                del self._waiting[field]
                self.desk.commit(done.session)

    def _keep(self) -> bool:
        if not self._shown:
            return True
        field, text = self._shown, self.query_one(Writing).text
        if text == self._saved_text:
            self._waiting.pop(field, None)
            self._tell_problem(field)
            return True
        done, _ = self._tried(field, text)
        if done is None:
            # The user may go elsewhere: the text waits in its field until it fits or is emptied.
            self._waiting[field] = text
        else:
            self._waiting.pop(field, None)
            self._saved_text = text
            self.desk.commit(done.session)
            if done.said:
                self.call_next(self.say, done.said)  # after the step to the next place
        self._tell_problem(field)
        return field not in self._waiting

    def _tried(self, field: str, text: str) -> tuple[Done | None, str]:
        """Return the edit that sets a field from a text, else why the text does not fit."""
        asked = self.place(field).field
        if not isinstance(asked, TextField):
            return None, ""
        try:
            return asked.to(self.session, text, self.desk.ids, self.desk.today()), ""
        except ValueError as error:
            return None, str(error)

    def _misfit(self, field: str, text: str) -> str:
        return self._tried(field, text)[1]

    @on(TextArea.Changed)
    def _tell_day(self) -> None:
        """Say which day was typed, before it is kept."""
        if isinstance(asked := self.place().field, TextField) and asked.day:
            self._tell_problem(self._shown)

    def _tell_problem(self, field: str) -> None:
        """Say which day the text in the field means, or why a text does not fit."""
        asked, said = self.place(field).field, ""
        if isinstance(asked, TextField) and field == self._shown:
            said = asked.meant(self.query_one(Writing).text, self.desk.today())
        problem = self.query_one("#problem", Static)
        problem.set_class(bool(said), "-day")
        if not said and field in self._waiting:
            said = self._misfit(field, self._waiting[field])
        problem.update(Content(said))
        problem.display = bool(said)

    def standing(self) -> dict[Spot, str]:
        """Return the text that was typed here and is no edit yet."""
        texts = dict(self._waiting)
        writing = self.query_one(Writing)
        if self._shown and writing.text != self._saved_text:
            texts[self._shown] = writing.text
        return {Spot(self.stage, field): text for field, text in texts.items()}

    def field_of(self, spot: Spot) -> Writing | None:
        """Return the text area on screen for a spot, None if it is elsewhere."""
        here = spot == Spot(self.stage, self._shown)
        return self.query_one(Writing) if here else None

    def unkept(self) -> str:
        """Say what was typed and cannot be kept, '' for nothing. Call it after `settle`."""
        misfits = (self._misfit(field, text) for field, text in self._waiting.items())
        return next(filter(None, misfits), "")

    @on(Writing.Kept)
    @on(Writing.WentOn)
    def _go_on(self) -> None:
        if self._keep():
            self._tabbed = self.field != self.places[-1]
            self.post_message(self.Step(1))

    @on(Writing.Left)
    def _leave(self) -> None:
        kept = self._keep()
        self.focus()
        if kept:
            write, undo = spoken_key(self, "field.write"), spoken_key(self, "workshop.undo")
            self.say(f"Out of the field, and kept. {write} writes, {undo} undoes.")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done here; writing only outside a text."""
        match action:
            case "do":
                return self._doable(str(parameters[0])) is not None
            case "choose":
                return str(parameters[0]) in self._answers
            case "go":
                return not self._writes or self.has_focus
            case "next_field":
                return self._writes and (self.has_focus or self.query_one(Writing).has_focus)
            case "write":
                return self._writes and self.has_focus
        return True

    @property
    def _answers(self) -> set[str]:
        """The ids of the acts that give an answer here."""
        asked = self.place().field
        if not isinstance(asked, ChoiceField):
            return set()
        unknown = {asked.unknown.id} if asked.unknown else set()
        return {option.act.id for option in asked.options} | unknown

    def _doable(self, act: str) -> Doable | None:
        return next((each for each in self.place().acts if each.act.id == act), None)

    def action_do(self, act: str) -> None:
        """Do an act, or ask in a form for what it takes."""
        match self._doable(act):
            case Doing(_, do):
                self._take(do(self.session))
            case Saying(_, about, question, text, say):

                def said(words: str | None) -> None:
                    if words is not None and words != text:
                        self.desk.commit(say(self.session, words).session)

                self.ask(WordsScreen(about, question, text), said)
            case Grading(_, about, evidence, grade):

                def graded(found: Evidence | None) -> None:
                    if found is not None and found != evidence:
                        self.desk.commit(grade(self.session, found).session)

                self.ask(GradingScreen(about, evidence), graded)

    def action_choose(self, act: str) -> None:
        """Choose an option, or say that nobody knows."""
        asked = self.place().field
        if isinstance(asked, ChoiceField) and act in self._answers:
            option = next((each for each in asked.options if each.act.id == act), None)
            self._take(asked.choose(self.session, option, self.desk.ids))

    def _take(self, done: Done) -> None:
        self.desk.commit(done.session)
        if done.said:
            self.say(done.said)

    def action_go(self, by: int) -> None:
        """Go to the next place, or the previous one."""
        self.post_message(self.Step(by))

    def action_write(self) -> None:
        """Go back into the field."""
        self.enter()

    def action_next_field(self) -> None:
        """Keep the field and go to the next one, from the last to none. One line is selected."""
        if self.has_focus:
            self.enter()
        elif self.field == self.places[-1]:
            self.say(f"This is the last field. {spoken_key(self, 'workshop.next')} goes on.")
        elif self._keep():
            self._tabbed = True
            self.post_message(self.Step(1))

    def action_step(self, by: int) -> None:
        """Keep the field and go to the previous or the next one."""
        self._keep()
        self._tabbed = self._writes and not self.has_focus
        self.post_message(self.Step(by))


def view_of(kind: str) -> type[DescribedView]:
    """Return the view of a kind that is drawn from its description alone."""
    name = f"{kind.capitalize()}View"
    own = {"KIND": kind, "BINDINGS": bindings_of(kind), "__module__": __name__}
    return type(name, (DescribedView,), own)
