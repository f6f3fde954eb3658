"""A survey file before it is taken: how each column is read, what is taken, what is refused."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar, Final, TypeAlias

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.worker import Worker, get_current_worker

from valueworkshop.core.session.order import ordered
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.voice.model import DROP, SEGMENT, STATE
from valueworkshop.core.text import capital
from valueworkshop.survey import survey_words
from valueworkshop.survey.cell_values import number_in
from valueworkshop.survey.column_matching import Match
from valueworkshop.survey.corrections import scale_in
from valueworkshop.survey.file_layout import Header
from valueworkshop.survey.row_reader import SurveyError
from valueworkshop.survey.survey_reading import Reading, read
from valueworkshop.tui.stages.voice.small_questions import LineScreen, PickScreen
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import HELP_HERE, shown_key
from valueworkshop.tui.widgets.late import ModalScreen
from valueworkshop.tui.widgets.rows import Rows

Taken: TypeAlias = tuple[Reading, bool]
"""A file as it was counted, and whether it takes the place of what was brought in before."""

_MOST_ROWS: Final = 300  # columns that are not taken and can be looked through here
_INSTEAD, _BESIDE = "instead", "beside"
_LABEL, _SEGMENT, _COLUMN = "label/", "segment/", "column/"


@dataclass(frozen=True, slots=True)
class _Seen:
    """How the file is to be looked at, where it is not seen by itself as it is."""

    header_rows: int | None = None
    encoding: str = ""


class _StoppedError(Exception):
    """The file need not be read on."""


class ImportScreen(ModalScreen[Taken | None]):
    """Shows a file as it is read; gives what was counted once somebody takes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "take", "Take it", id="survey.take"),
        Binding("s", "scale", "Scale", id="survey.scale"),
        Binding("m", "missing", "No answer", id="survey.missing"),
        Binding("h", "header_rows", "Header rows", show=False, id="survey.header_rows"),
        Binding("c", "encoding", "Encoding", show=False, id="survey.encoding"),
        Binding("escape", "dismiss(None)", "Leave it", id="survey.leave"),
        *HELP_HERE,
    ]

    DEFAULT_CSS = """
    ImportScreen {
        align: center middle;
        & > #box { width: 110; max-width: 98%; height: 92%; background: $surface; padding: 1 2; }
        & #file { height: auto; text-style: bold; }
        & #state { height: auto; margin-bottom: 1; }
        & Rows { height: 1fr; background: $surface; }
        & #told { height: auto; max-height: 40%; margin-top: 1; }
        & #told > Static { height: auto; }
    }
    """

    def __init__(self, session: Session, stage: str, path: Path) -> None:
        """Begin to read the file at `path` for a stage."""
        super().__init__()
        self._session, self._stage, self._path = session, stage, path
        self._seen = _Seen()
        self._reading: Reading | None = None
        self._warned = False
        self._turn = 0

    def compose(self) -> ComposeResult:
        """Lay out the file, its columns, and what comes of them."""
        with Vertical(id="box"):
            yield Static(id="file", markup=False)
            yield Static(id="state", markup=False)
            yield SurveyRows(id="columns")
            with VerticalScroll(id="told"):
                yield Static(id="preview", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Look at the file."""
        self.query_one(SurveyRows).focus()
        self._begin(again=True)

    def _begin(self, *, again: bool) -> None:
        """Read the file, once more from its header where it is to be seen in another way."""
        self._warned = False
        self._turn += 1
        turn = self._turn
        self._say("Reading …")
        self.run_worker(lambda: self._read(turn, again=again), thread=True, exclusive=True)

    def _read(self, turn: int, *, again: bool) -> None:
        """Look at the file and count it. Runs in a thread of its own."""
        worker = get_current_worker()
        found, problem = self._reading, ""
        if found is not None:
            found = replace(found, counted=None)
        try:
            if again or found is None:
                found = read(
                    self._path,
                    self._session,
                    self._stage,
                    header_rows=self._seen.header_rows,
                    encoding=self._seen.encoding,
                    on_progress=self._progress(worker, "Looking through the file"),
                )
            found = found.count(self._progress(worker, "Counting answers"))
        except _StoppedError:
            return
        except SurveyError as error:
            problem = str(error)
        if not worker.is_cancelled:
            self.app.call_from_thread(self._have, turn, found, problem)

    def _progress(self, worker: "Worker[None]", what: str) -> Callable[[float], None]:
        shown = -1

        def at(share: float) -> None:
            nonlocal shown
            if worker.is_cancelled:
                raise _StoppedError
            if round(100 * share) != shown:
                shown = round(100 * share)
                self.app.call_from_thread(self._say, f"{what}: {shown} %")

        return at

    def _have(self, turn: int, found: Reading | None, problem: str) -> None:
        """Show what was read, unless something was corrected since that began."""
        if not self.is_attached or turn != self._turn:
            return
        self._reading = found
        if found is None or problem:
            self._say(problem or "Nothing could be read.")
        if found is not None:
            self._show(found, problem)

    def _show(self, found: Reading, problem: str) -> None:
        matching, counted = found.matching, found.counted
        self.query_one("#file", Static).update(Content(survey_words.of_file(found.look)))
        lines = [f"{capital(found.before_in_words)}."] if found.before else []
        lines += matching.notes
        if counted is not None:
            left_out = survey_words.of_left_out(found.look, matching, counted)
            lines += [f"Left out: {line}" for line in left_out]
            lines += [
                *survey_words.of_refused(counted),
                *survey_words.of_words(matching, self._session),
            ]
        lines += [f"Not taken: {line}" for line in survey_words.of_dropped(found.look, matching)]
        self.query_one("#preview", Static).update(Content("\n".join(lines)))
        if not problem:
            self._say(self._state(found))
        self.query_one(SurveyRows).show_rows(self._rows(found))
        self.refresh_bindings()

    def _state(self, found: Reading) -> str:
        if said := found.faults:
            return f"! {said[0]}"
        if found.counted is None:
            return ""
        if found.counted.is_open:
            key = shown_key(self, "survey.change")
            return f"! {key} on each word marked ? says what it stands for."
        refused = f"; {found.counted.refused:,} refused" if found.counted.refused else ""
        take = shown_key(self, "survey.take")
        return f"Would be taken: {survey_words.of_taken(found.counted)}{refused}. {take} takes it."

    def _rows(self, found: Reading) -> list[tuple[str, Content]]:
        asked = found.asked
        rows: list[tuple[str, Content]] = []
        if found.counted is not None:
            for word in found.open_labels:
                number = found.counted.labels[word]
                rows.append((f"{_LABEL}{word}", _row("?", f"'{word}', {number:,} ×: a number?")))
            for word, number in found.counted.segments.items():
                rows.append((f"{_SEGMENT}{word}", _row("?", f"'{word}', {number:,} ×: a segment?")))
        left: list[tuple[str, Content]] = []
        for header in found.look.headers:
            match = found.matching.columns.get(header.place, Match())
            if match.target != DROP:
                said = survey_words.in_short(header, match, asked)
                rows.append((f"{_COLUMN}{header.place}", _row("●", said)))
            elif len(left) < _MOST_ROWS:
                said = f"{header.short}  ({header.content.value})"
                left.append((f"{_COLUMN}{header.place}", _row("–", said)))
        return [*rows, *left]

    def _say(self, text: str) -> None:
        if self.is_attached:
            self.query_one("#state", Static).update(Content(text))

    @on(OptionList.OptionSelected, "#columns")
    def _change(self, event: OptionList.OptionSelected) -> None:
        key = event.option.id or ""
        found = self._reading
        if found is None:
            return
        if key.startswith(_COLUMN):
            self._ask_column(found, found.look.headers[int(key.removeprefix(_COLUMN))])
        elif key.startswith(_LABEL):
            self._ask_label(found, key.removeprefix(_LABEL))
        else:
            self._ask_segment(found, key.removeprefix(_SEGMENT))

    def _ask_column(self, found: Reading, header: Header) -> None:
        def said(target: str | None) -> None:
            if target is not None:
                matching = found.matching.with_target(header.place, target, found.look)
                self._corrected(found.matched(matching))

        options = [
            (DROP, "not taken"),
            (SEGMENT, "the customers' segment"),
            (STATE, "whether a row counts: no preview, test, spam or unfinished one"),
            *found.asked.items(),
        ]
        now = found.matching.columns.get(header.place, Match()).target
        self.app.push_screen(PickScreen(f"What is {header.short}?", options, now), said)

    def _ask_label(self, found: Reading, word: str) -> None:
        def said(text: str | None) -> None:
            if text is None:
                return
            number = number_in(text) if text.strip() else None
            if text.strip() and number is None:
                self._say(f"'{text}' is no whole number.")
                return
            self._corrected(found.with_label(word, number))

        hint = "A whole number on the scale; nothing where it stands for no answer."
        self.app.push_screen(LineScreen(f"Which number is '{word}'?", hint), said)

    def _ask_segment(self, found: Reading, word: str) -> None:
        def said(name: str | None) -> None:
            if name is not None:
                self._corrected(found.with_segment(word, name))

        known = [(segment.name, segment.name) for _, segment in ordered(self._session.segments)]
        options = [*known, (word, f"a new segment: {word}"), ("", "no segment of ours")]
        self.app.push_screen(PickScreen(f"Which segment is '{word}'?", options, word), said)

    def _corrected(self, found: Reading) -> None:
        self._reading = found
        self._begin(again=False)

    def action_scale(self) -> None:
        """Say on which scale customers were asked: of the column at the cursor, or of all."""
        found = self._reading
        if found is None:
            return
        key = self.query_one(SurveyRows).current or ""
        place = int(key.removeprefix(_COLUMN)) if key.startswith(_COLUMN) else -1
        columns = found.matching.columns
        match = columns.get(place, Match())
        answered = [other for other, _ in found.matching.answered()]
        item = [other for other in answered if columns[other].item == match.item]

        def said(text: str | None) -> None:
            if text is None:
                return
            every = text.endswith("!")
            try:
                lo, hi = scale_in(text.removesuffix("!"))
                matching = found.matching.with_scale(item if every else answered, lo, hi)
            except SurveyError as error:
                self._say(str(error))
                return
            self._corrected(found.matched(matching))

        hint = "The lowest and highest answer, as in 1-5 or 0-10, for all columns."
        if match.item:
            hint += " With ! behind it, only for the item at the cursor."
        now = f"{match.lo}-{match.hi}" if match.hi > match.lo else ""
        self.app.push_screen(LineScreen("On which scale are the answers?", hint, now), said)

    def action_missing(self) -> None:
        """Say what else stands for no answer."""
        found = self._reading
        if found is None:
            return

        def said(text: str | None) -> None:
            if text is not None and text.strip():
                self._corrected(found.with_label(text, None))

        hint = "-99, say. Empty cells, N/A and the like are no answer anyway."
        self.app.push_screen(LineScreen("What stands for no answer?", hint), said)

    def action_header_rows(self) -> None:
        """Say how many rows stand above the answers."""

        def said(text: str | None) -> None:
            if text is not None and text.strip().isdecimal():
                self._seen = replace(self._seen, header_rows=int(text))
                self._begin(again=True)

        now = str(self._reading.look.header_rows) if self._reading else "1"
        asked = "How many rows stand above the first answers?"
        hint = "1 to 10, titles and empty rows too; Qualtrics has 3."
        self.app.push_screen(LineScreen(asked, hint, now), said)

    def action_encoding(self) -> None:
        """Say how letters are encoded, where they look wrong."""

        def said(text: str | None) -> None:
            if text is not None:
                self._seen = replace(self._seen, encoding=text.strip())
                self._begin(again=True)

        hint = "As in utf-8, cp1252, mac_roman or cp949; nothing where the file tells itself."
        self.app.push_screen(LineScreen("How are its letters encoded?", hint), said)

    def action_take(self) -> None:
        """Take what was counted, unless something is to be said first."""
        found = self._reading
        if found is None or found.counted is None:
            self._say("There is nothing to take yet.")
        elif found.refusal:
            is_asked = bool(found.faults) or found.counted.is_open
            self._say(self._state(found) if is_asked else "There is no answer to take.")
        elif found.before:
            self._ask_before(found)
        elif (same := found.same_file) is not None and not self._warned:
            self._warned = True
            when = f" on {same.when}" if same.when else ""
            self._say(f"! This very file was brought in{when}. a once more replaces it.")
        else:
            self.dismiss((found, False))

    def _ask_before(self, found: Reading) -> None:
        """Ask whether the same customers count once or twice."""

        def said(way: str | None) -> None:
            if way:
                self.dismiss((found, way == _INSTEAD))

        options = [
            (_INSTEAD, "in its place: the same customers, counted once"),
            (_BESIDE, "beside it: other customers, both count"),
            ("", "take nothing yet"),
        ]
        question = f"{capital(found.before_in_words)}."
        self.app.push_screen(PickScreen(question, options, _INSTEAD), said)


class SurveyRows(Rows):
    """What is asked about, the columns that are taken, then those that are not."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Change", id="survey.change")
    ]


def _row(mark: str, text: str) -> Content:
    return Content.assemble("  ", (mark, "bold"), " ", text)
