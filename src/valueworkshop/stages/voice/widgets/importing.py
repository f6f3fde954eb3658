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

from valueworkshop.stages.voice.model import DROP, SEGMENT, items_of, same_file
from valueworkshop.stages.voice.widgets.asking import LineScreen, PickScreen
from valueworkshop.survey import telling
from valueworkshop.survey.correcting import scale_in, with_segment
from valueworkshop.survey.counting import Counted, count, faults
from valueworkshop.survey.files import SurveyError
from valueworkshop.survey.layout import Header, Look, look
from valueworkshop.survey.matching import Match, Matching, propose, targets, with_words
from valueworkshop.survey.wording import number_in
from valueworkshop.widgets.keybar import KeyBar
from valueworkshop.widgets.keys import HELP_HERE, shown_key
from valueworkshop.widgets.late import ModalScreen
from valueworkshop.widgets.rows import Rows
from valueworkshop.workshop.order import ordered
from valueworkshop.workshop.session import Session

Taken: TypeAlias = tuple[Look, Matching, Counted]

_MOST_ROWS: Final = 300  # columns that are not taken and can be looked through here
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
        self._look: Look | None = None
        self._matching = Matching()
        self._counted: Counted | None = None
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
        found, matching, counted, problem = self._look, self._matching, None, ""
        try:
            if again or found is None:
                found = look(
                    self._path,
                    header_rows=self._seen.header_rows,
                    encoding=self._seen.encoding,
                    on_progress=self._progress(worker, "Looking through the file"),
                )
                matching = propose(found, self._session, self._stage)
            if not faults(found, matching, items_of(self._session, self._stage)):
                progress = self._progress(worker, "Counting answers")
                counted = count(found, matching, progress)
        except _StoppedError:
            return
        except SurveyError as error:
            problem = str(error)
        if not worker.is_cancelled:
            self.app.call_from_thread(self._have, turn, (found, matching, counted), problem)

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

    def _have(
        self, turn: int, read: tuple[Look | None, Matching, Counted | None], problem: str
    ) -> None:
        """Show what was read, unless something was corrected since that began."""
        if not self.is_attached or turn != self._turn:
            return
        found, self._matching, self._counted = read
        self._look = found
        if found is None or problem:
            self._counted = None
            self._say(problem or "Nothing could be read.")
        if found is not None:
            self._show(found, problem)

    def _show(self, found: Look, problem: str) -> None:
        matching, counted = self._matching, self._counted
        self.query_one("#file", Static).update(Content(telling.of_file(found)))
        lines = list(matching.notes)
        if counted is not None:
            lines += [*telling.of_refused(counted), *telling.of_words(matching, self._session)]
        lines += [f"Not taken: {line}" for line in telling.of_dropped(found, matching)]
        self.query_one("#preview", Static).update(Content("\n".join(lines)))
        if not problem:
            self._say(self._state(found))
        self.query_one(SurveyRows).show_rows(self._rows(found))
        self.refresh_bindings()

    def _state(self, found: Look) -> str:
        asked = items_of(self._session, self._stage)
        if said := faults(found, self._matching, asked):
            return f"! {said[0]}"
        if self._counted is None:
            return ""
        if self._counted.is_open:
            key = shown_key(self, "survey.change")
            return f"! {key} on each word marked ? says what it stands for."
        refused = f"; {self._counted.refused:,} refused" if self._counted.refused else ""
        take = shown_key(self, "survey.take")
        return f"Would be taken: {telling.of_taken(self._counted)}{refused}. {take} takes it."

    def _rows(self, found: Look) -> list[tuple[str, Content]]:
        asked = targets(self._session, self._stage)
        rows: list[tuple[str, Content]] = []
        if self._counted is not None:
            for word, number in self._counted.labels.items():
                rows.append((f"{_LABEL}{word}", _row("?", f"'{word}', {number:,} ×: a number?")))
            for word, number in self._counted.segments.items():
                rows.append((f"{_SEGMENT}{word}", _row("?", f"'{word}', {number:,} ×: a segment?")))
        left: list[tuple[str, Content]] = []
        for header in found.headers:
            match = self._matching.columns.get(header.place, Match())
            if match.target != DROP:
                said = telling.in_short(header, match, asked)
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
        if self._look is None:
            return
        if key.startswith(_COLUMN):
            self._ask_column(self._look, self._look.headers[int(key.removeprefix(_COLUMN))])
        elif key.startswith(_LABEL):
            self._ask_label(key.removeprefix(_LABEL))
        else:
            self._ask_segment(key.removeprefix(_SEGMENT))

    def _ask_column(self, found: Look, header: Header) -> None:
        def said(target: str | None) -> None:
            if target is not None:
                matching = self._matching.with_target(header.place, target, found)
                self._corrected(with_words(matching, found, self._session, self._stage))

        options = [
            (DROP, "not taken"),
            (SEGMENT, "the customers' segment"),
            *targets(self._session, self._stage).items(),
        ]
        now = self._matching.columns.get(header.place, Match()).target
        self.app.push_screen(PickScreen(f"What is {header.short}?", options, now), said)

    def _ask_label(self, word: str) -> None:
        def said(text: str | None) -> None:
            if text is None:
                return
            number = number_in(text) if text.strip() else None
            if text.strip() and number is None:
                self._say(f"'{text}' is no whole number.")
                return
            self._corrected(self._matching.with_label(word, number))

        hint = "A whole number on the scale; nothing where it stands for no answer."
        self.app.push_screen(LineScreen(f"Which number is '{word}'?", hint), said)

    def _ask_segment(self, word: str) -> None:
        def said(name: str | None) -> None:
            if name is not None:
                self._corrected(with_segment(self._matching, self._session, word, name))

        known = [(segment.name, segment.name) for _, segment in ordered(self._session.segments)]
        options = [*known, (word, f"a new segment: {word}"), ("", "no segment of ours")]
        self.app.push_screen(PickScreen(f"Which segment is '{word}'?", options, word), said)

    def _corrected(self, matching: Matching) -> None:
        self._matching = matching
        self._begin(again=False)

    def action_scale(self) -> None:
        """Say on which scale customers were asked: of the column at the cursor, or of all."""
        key = self.query_one(SurveyRows).current or ""
        place = int(key.removeprefix(_COLUMN)) if key.startswith(_COLUMN) else -1
        match = self._matching.columns.get(place, Match())
        answered = [other for other, _ in self._matching.answered()]
        item = [other for other in answered if self._matching.columns[other].item == match.item]

        def said(text: str | None) -> None:
            if text is None or self._look is None:
                return
            every = text.endswith("!")
            try:
                lo, hi = scale_in(text.removesuffix("!"))
                matching = self._matching.with_scale(item if every else answered, lo, hi)
            except SurveyError as error:
                self._say(str(error))
                return
            self._corrected(with_words(matching, self._look, self._session, self._stage))

        hint = "The lowest and highest answer, as in 1-5 or 0-10, for all columns."
        if match.item:
            hint += " With ! behind it, only for the item at the cursor."
        now = f"{match.lo}-{match.hi}" if match.hi > match.lo else ""
        self.app.push_screen(LineScreen("On which scale are the answers?", hint, now), said)

    def action_missing(self) -> None:
        """Say what else stands for no answer."""

        def said(text: str | None) -> None:
            if text is not None and text.strip():
                self._corrected(self._matching.with_label(text, None))

        hint = "-99, say. Empty cells, N/A and the like are no answer anyway."
        self.app.push_screen(LineScreen("What stands for no answer?", hint), said)

    def action_header_rows(self) -> None:
        """Say how many rows stand above the answers."""

        def said(text: str | None) -> None:
            if text is not None and text.strip().isdecimal():
                self._seen = replace(self._seen, header_rows=int(text))
                self._begin(again=True)

        now = str(self._look.header_rows) if self._look else "1"
        asked = "How many rows stand above the first answers?"
        self.app.push_screen(LineScreen(asked, "1 to 10; Qualtrics has 3.", now), said)

    def action_encoding(self) -> None:
        """Say how letters are encoded, where they look wrong."""

        def said(text: str | None) -> None:
            if text is not None:
                self._seen = replace(self._seen, encoding=text.strip())
                self._begin(again=True)

        hint = "As in utf-8, cp1252 or mac_roman; nothing where the file tells itself."
        self.app.push_screen(LineScreen("How are its letters encoded?", hint), said)

    def action_take(self) -> None:
        """Take what was counted, unless something is to be said first."""
        if self._look is None or self._counted is None or self._counted.is_open:
            self._say(self._state(self._look) if self._look else "There is nothing to take yet.")
            return
        if not self._counted.respondents:
            self._say("There is no answer to take.")
            return
        before = same_file(self._session, self._stage, self._look.source.digest)
        if before is not None and not self._warned:
            self._warned = True
            when = f" on {before.when}" if before.when else ""
            self._say(f"! This very file was brought in{when}. a once more replaces it.")
            return
        self.dismiss((self._look, self._matching, self._counted))


class SurveyRows(Rows):
    """What is asked about, the columns that are taken, then those that are not."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Change", id="survey.change")
    ]


def _row(mark: str, text: str) -> Content:
    return Content.assemble("  ", (mark, "bold"), " ", text)
