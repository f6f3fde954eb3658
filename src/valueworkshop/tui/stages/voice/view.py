"""Customers' own answers: import files, then read them beside the team's."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import OptionList

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.blocks import Chart, Paragraph
from valueworkshop.core.show.drawing.bell_rows import WITH_LARGE
from valueworkshop.core.show.place import Place
from valueworkshop.core.show.stage_figures import Bells
from valueworkshop.core.stages.voice import KIND
from valueworkshop.core.stages.voice.model import Import, answers, remove
from valueworkshop.core.stages.voice.score import COMPARE, segments_heard
from valueworkshop.core.stages.voice.show import BRING_IN, DELETE, GRADE, SEGMENT, compared, graded
from valueworkshop.survey.import_questions import A_FILE, KEPT, WHICH_FILE
from valueworkshop.tui.stages.act_keys import binding_of
from valueworkshop.tui.stages.drawn_blocks import known
from valueworkshop.tui.stages.stage_page import stage_page
from valueworkshop.tui.stages.stage_view import StageView
from valueworkshop.tui.stages.voice.small_questions import LineScreen
from valueworkshop.tui.widgets.keys import shown_key
from valueworkshop.tui.widgets.rows import Rows
from valueworkshop.tui.widgets.static import Static

_HEAD = 6
"""Rows above the picture."""

_ROOMY = 28
"""From so many rows on the picture is below the files, too."""


class VoiceView(StageView):
    """Two places: the files, and customers beside the team."""

    LEAVES_ROOM = False
    GROWS = True

    BINDINGS: ClassVar[list[BindingType]] = [
        binding_of(BRING_IN, "bring_in"),
        binding_of(DELETE, "delete"),
        binding_of(GRADE, "grade"),
        binding_of(SEGMENT, "segment"),
    ]

    DEFAULT_CSS = """
    VoiceView {
        & > #heading { text-style: bold; height: auto; }
        & > #hint { color: $text-muted; height: auto; margin-bottom: 1; }
        & > Rows { height: auto; max-height: 50%; margin-bottom: 1; }
        & > #picture { height: 1fr; scrollbar-size-vertical: 1; }
        & > #picture > Static { height: auto; }
    }
    """

    def compose(self) -> ComposeResult:
        """Lay out heading, the files, and the picture."""
        yield Static(id="heading", markup=False)
        yield Static(id="hint", markup=False)
        yield FileRows(id="files")
        with VerticalScroll(id="picture", can_focus=True):
            yield Static(id="tracks", markup=False)

    def on_mount(self) -> None:
        """Begin with all customers."""
        self._segment = ""

    @property
    def comparing(self) -> bool:
        """Whether customers are on screen beside the team, not the files."""
        return self.at == COMPARE

    def show(self, session: Session) -> None:
        """Draw the files, or the picture."""
        self.query_one(FileRows).display = not self.comparing
        below = self.height >= _ROOMY and bool(answers(session, self.stage).imports)
        self.query_one("#picture").display = self.comparing or below
        compared = self._compared(session) if self.comparing or below else ("", "")
        heading, hint = compared if self.comparing else self._files(session)
        self.query_one("#heading", Static).update(Content(heading))
        self.query_one("#hint", Static).update(Content(hint))
        self.refresh_bindings()

    def _files(self, session: Session) -> tuple[str, str]:
        place = self.place()
        rows = zip(answers(session, self.stage).in_order, place.notes, strict=True)
        self.query_one(FileRows).show_rows([(one, _row(file, note)) for (one, file), note in rows])
        bring = f"{shown_key(self, BRING_IN.id)} brings in a survey that you exported as CSV."
        return place.question, place.hint or f"{bring} {KEPT}"

    def _compared(self, session: Session) -> tuple[str, str]:
        heard = segments_heard(session, self.stage)
        if self._segment not in heard:
            self._segment = ""
        first, *more = compared(KIND.here(session, self.stage), self._segment)
        assert isinstance(first, Paragraph)  # noqa: S101 - the words come before their picture
        plain = self.app.has_class("-accessible")
        room = max(self.height - _HEAD, 1)
        page = stage_page(more, max(self.width - 6, 40), room, plain=plain)
        self.query_one("#tracks", Static).update(page)
        question = self.place().question
        if not any(isinstance(each, Chart) for each in more):
            return question, f"{first.text} {shown_key(self, BRING_IN.id)} brings a survey in."
        whose = session.segments[self._segment].name if self._segment else "all of them"
        figure = next((each.cells for each in more if isinstance(each, Chart)), None)
        large = isinstance(figure, Bells) and room >= WITH_LARGE and bool(figure.large[0].number)
        return f"{question}: {whose}", "" if large and not plain else first.text

    def place(self) -> Place:
        """Return the team's place, as it is described."""
        return KIND.place(self.session, self.stage, self.at)

    def enter(self) -> None:
        """Put the focus on the files, or where you can scroll the picture."""
        (self.query_one("#picture") if self.comparing else self.query_one(FileRows)).focus()

    def explain(self) -> str:
        """Say what is beside what."""
        return self.place().about

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what belongs to this place."""
        del parameters
        if action in ("delete", "grade"):
            return not self.comparing and self.query_one(FileRows).option_count > 0
        if action == "segment":
            return self.comparing
        return True

    def action_bring_in(self) -> None:
        """Ask for a file, show how it is read, and take it if the user wants that."""

        def named(text: str | None) -> None:
            if text is not None and text.strip():
                self._read(text)

        self.app.push_screen(LineScreen(WHICH_FILE, A_FILE), named)

    def _read(self, typed: str) -> None:
        # We import the reading of surveys only when somebody reads one: the stage opens without it.
        from valueworkshop.survey.import_dialogue import Dialogue, begin  # noqa: PLC0415
        from valueworkshop.survey.row_reader import SurveyError  # noqa: PLC0415
        from valueworkshop.survey.survey_words import taken  # noqa: PLC0415
        from valueworkshop.tui.stages.voice.import_screen import ImportScreen  # noqa: PLC0415

        def agreed(dialogue: Dialogue | None) -> None:
            if dialogue is None:
                self.say("Nothing was changed.")
                return
            today = self.desk.today()
            if self.desk.commit(dialogue.taken(self.session, ids=self.desk.ids, today=today)):
                undo = shown_key(self, "workshop.undo")
                self.say(f"{taken(dialogue.known.counted)} {undo} removes them again.")

        try:
            dialogue = begin(self.session, self.stage, typed, self.desk.today())
        except SurveyError as error:
            self.say(f"Nothing was changed: {error}")
            return
        self.app.push_screen(ImportScreen(dialogue), agreed)

    @on(OptionList.OptionSelected, "#files")
    def _go_on(self) -> None:
        self.post_message(self.Step(1))

    def action_delete(self) -> None:
        """Remove the file under the cursor."""
        if one := self.query_one(FileRows).current:
            self.desk.commit(remove(self.session, self.stage, one))
            self.say(f"Removed. {shown_key(self, 'workshop.undo')} puts it back.")

    def action_grade(self) -> None:
        """Call what the file under the cursor says measured, or heard again."""
        if one := self.query_one(FileRows).current:
            done = graded(self.session, self.stage, one)
            self.desk.commit(done.session)
            self.say(done.said)

    def action_segment(self) -> None:
        """Show the next segment with answers from customers, after the last all of them."""
        heard = ["", *segments_heard(self.session, self.stage)]
        at = heard.index(self._segment) if self._segment in heard else 0
        self._segment = heard[(at + 1) % len(heard)]
        if len(heard) == 1:
            self.say("We do not know the segments of these customers.")
        self.show(self.session)


def _row(file: Import, note: str) -> Content:
    """Return a file with how good its evidence is, and below that what it added."""
    name = one_line(file.source)
    rest = note.removeprefix(name).lstrip(", :")
    grade = known(file.evidence.value)
    return Content.assemble("  ", (name, "bold"), "  ", grade, (f"\n    {rest}", "$text-muted"))


class FileRows(Rows):
    """The imported files."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Compare", id="voice.compare"),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to compare once there is a file."""
        del parameters
        return action != "select" or self.option_count > 0
