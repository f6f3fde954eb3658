"""A survey file before you take it: how each column is read, what we take, what we refuse."""

from functools import partial
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import OptionList
from textual.worker import get_current_worker

from valueworkshop.survey.acts import Act, Text, said
from valueworkshop.survey.import_dialogue import Dialogue
from valueworkshop.survey.import_preview import Part, Row, parts, rows
from valueworkshop.survey.import_questions import YES, Step
from valueworkshop.survey.row_reader import SurveyError
from valueworkshop.survey.survey_reading import Reading
from valueworkshop.survey.survey_words import of_file
from valueworkshop.tui.stages.voice.small_questions import LineScreen, PickScreen
from valueworkshop.tui.widgets.box import Box
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import HELP_HERE, shown_key
from valueworkshop.tui.widgets.late import ModalScreen, hand_back
from valueworkshop.tui.widgets.rows import Rows
from valueworkshop.tui.widgets.static import Static

_TOLD: Final = (
    Part.BEFORE,
    Part.NOT_CLEAR,
    Part.LEFT_OUT,
    Part.REFUSED,
    Part.WORDS,
    Part.NOT_TAKEN,
)
"""The parts that we show below the columns; the rest is in the list or in the line above it."""

_WITH_A_KEY: Final = (Act.TAKE, Act.SCALE, Act.MISSING, Act.HEADER_ROWS, Act.ENCODING)
"""The acts that have their own key; you change all else in the list."""


class _StoppedError(Exception):
    """We need not read on."""


class ImportScreen(ModalScreen[Dialogue | None]):
    """Shows how a file is read; returns the dialogue once the user takes the file."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "take", "Take it", id="survey.take"),
        Binding("s", "scale", "Scale", id="survey.scale"),
        Binding("m", "ask('missing')", "No answer", id="survey.missing"),
        Binding("h", "ask('header-rows')", "Header rows", show=False, id="survey.header_rows"),
        Binding("c", "ask('encoding')", "Encoding", show=False, id="survey.encoding"),
        Binding("escape", "dismiss(None)", "Cancel", id="survey.leave"),
        *HELP_HERE,
    ]

    DEFAULT_CSS = """
    ImportScreen {
        align: center middle;
        & #state { margin-bottom: 1; }
        & #told { height: auto; max-height: 40%; margin-top: 1; }
        & #told > Static { height: auto; }
    }
    """

    def __init__(self, dialogue: Dialogue) -> None:
        """Show a dialogue that has begun."""
        super().__init__()
        self._dialogue = dialogue
        self._words: list[Step] = []
        self._listed: list[tuple[str, Content]] = []
        self._warned = False

    def compose(self) -> ComposeResult:
        """Lay out the file, its columns, and what comes of them."""
        with Box("A survey", broad=True, lists=True):
            yield Static(id="file", markup=False)
            yield Static(id="state", markup=False)
            yield SurveyRows(id="columns")
            with VerticalScroll(id="told"):
                yield Static(id="preview", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Look at the file."""
        self.query_one(SurveyRows).focus()
        self._go_on(self._dialogue)

    def _go_on(self, dialogue: Dialogue) -> None:
        """Count with what was answered."""
        before, self._dialogue = self._dialogue, dialogue
        self._warned = False
        self._leave_out_answered()
        self._say("Reading …")
        work = partial(self._count, before, dialogue)
        self.run_worker(work, thread=True, exclusive=True)

    def _leave_out_answered(self) -> None:
        """Show no word that was answered: while we count, Enter already asks about the next one."""
        dialogue = self._dialogue
        if dialogue.reading is not None:
            done = {_row_of(word) for word in self._words if not dialogue.is_open(word)}
            left = [row for row in self._listed if row[0] not in done]
            self.query_one(SurveyRows).show_rows(left)

    def _count(self, before: Dialogue, dialogue: Dialogue) -> None:
        """Count in a thread. If we cannot look at the file that way, all stays as before."""
        worker = get_current_worker()
        shown = problem = ""

        def doing(what: str, share: float) -> None:
            nonlocal shown
            if worker.is_cancelled:
                raise _StoppedError
            text = f"{what}: {round(100 * share)} %"
            if text != shown:
                shown = text
                hand_back(self, self._say, text)

        found = before
        try:
            found = dialogue.look(doing)
            found = found.count(doing)
        except _StoppedError:
            return
        except SurveyError as error:
            problem = self._said(error.args)
        hand_back(self, self._have, dialogue, found, problem)

    def _have(self, begun: Dialogue, found: Dialogue, problem: str) -> None:
        """Show what was read, unless something was corrected since that began."""
        if not self.is_attached or begun is not self._dialogue:
            return
        self._dialogue = found
        if found.reading is not None:
            self._show(found.reading)
        self._say(problem or self._state())
        self.refresh_bindings()

    def _show(self, reading: Reading) -> None:
        told = parts(self._dialogue)
        lines = [f"{part}: {self._said(line)}" for part in _TOLD for line in told.get(part, [])]
        self._words = self._dialogue.words
        self._listed = [
            (_row_of(row), Content.assemble("  ", (row.mark, "bold"), " ", row.text))
            for row in rows(self._dialogue)
        ]
        self.query_one("#file", Static).update(Content(of_file(reading.look)))
        self.query_one("#preview", Static).update(Content("\n".join(lines)))
        self.query_one(SurveyRows).show_rows(self._listed)

    def _state(self) -> str:
        """Return what to do next."""
        found, refusal = self._dialogue, self._said(self._dialogue.refusal)
        if found.reading is not None and found.words and not found.reading.faults:
            return f"! {shown_key(self, 'survey.change')} on each word marked ? says what it means."
        return f"! {refusal}" if refusal else self._takes(Part.WOULD_BE)

    def _takes(self, part: Part) -> str:
        """Return a part of what there is to see, and the key that takes the file."""
        (line,) = parts(self._dialogue)[part]
        return f"{part}: {self._said(line)}. {shown_key(self, 'survey.take')} takes it."

    def _said(self, text: Text) -> str:
        """Return a text with our keys in it."""

        def key(act: Act) -> str:
            return act.replace("-", "_") if act in _WITH_A_KEY else "change"

        return said(text, lambda way: shown_key(self, f"survey.{key(way.act)}"))

    def _say(self, text: str) -> None:
        if self.is_attached:
            self.query_one("#state", Static).update(Content(text))

    @on(OptionList.OptionSelected, "#columns")
    def _change(self, event: OptionList.OptionSelected) -> None:
        self.action_ask(*(event.option.id or "").split("/", 1))

    def action_ask(self, act: str, about: str = "") -> None:
        """Ask a question, and go on with the answer."""
        try:
            step = self._dialogue.step(Act(act), about)
        except SurveyError as error:
            self._say(f"! {self._said(error.args)}")
            return

        def answered(text: str | None) -> None:
            if text is not None:
                self._answer(step, text)

        if step.choices:
            self.app.push_screen(PickScreen(step.question, step.choices, step.now), answered)
        else:
            self.app.push_screen(LineScreen(step.question, step.may_be, step.now), answered)

    def action_scale(self) -> None:
        """Ask on which scale customers were asked: about the column at the cursor, or all."""
        act, _, about = (self.query_one(SurveyRows).current or "").partition("/")
        self.action_ask(Act.SCALE, about if act == Act.COLUMN else "")

    def action_take(self) -> None:
        """Take what was counted, unless there is something to say first."""
        if self._dialogue.refusal:
            self._say(self._state())
            return
        step = self._dialogue.step(Act.TAKE)
        if step.about:
            self.action_ask(Act.TAKE)
        elif self._dialogue.known.same_file is not None and not self._warned:
            self._warned = True
            self._say(f"! {self._takes(Part.BEFORE)}")
        else:
            self._answer(step, YES)

    def _answer(self, step: Step, text: str) -> None:
        try:
            dialogue = self._dialogue.answer(step, text)
        except SurveyError as error:
            self._say(self._said(error.args))
            return
        if dialogue.agreed:
            self.dismiss(dialogue)
        elif step.act is not Act.TAKE:
            self._go_on(dialogue)


def _row_of(asked: Row | Step) -> str:
    return f"{asked.act}/{asked.about}"


class SurveyRows(Rows):
    """The next question, the columns that we take, then those that we do not."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Change", id="survey.change")
    ]
