"""Exports a workshop: which form, which parts, with names or without, where to. Enter writes it."""

import datetime as dt
import os
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, OptionList

from valueworkshop.core.clean_text import clean, one_line
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.pictures import fitted
from valueworkshop.exports.choices import WHOLE, Part
from valueworkshop.exports.draft_mark import missing
from valueworkshop.exports.export_forms import FORMS, Form, Wanted, exported, form_of, lacking
from valueworkshop.exports.without_names import said_of_names
from valueworkshop.exports.write_beside import write_beside
from valueworkshop.files.home.export_choices import last_choices, remember_choices
from valueworkshop.files.safe.state_folder import state_folder
from valueworkshop.files.text.problems import FileProblem, reason
from valueworkshop.tui.widgets.box import Box, Problem, row
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import HELP_WRITING
from valueworkshop.tui.widgets.late import ModalScreen
from valueworkshop.tui.widgets.long_line import LongLine
from valueworkshop.tui.widgets.rows import Rows
from valueworkshop.tui.widgets.word_choice import Choice
from valueworkshop.tui.widgets.writing import Line

PARTS: Final[Mapping[Part, str]] = {
    Part.SUMMARY: "Summary and gaps",
    Part.LENSES: "Nine gaps, contradictions, segments",
    Part.ACTIONS: "Actions",
    Part.ANSWERS: "Notes and ratings, stage by stage",
    Part.METHOD: "Method and its limits",
}

_SHORT, _FULL = "short", "full"
LENGTHS: Final = (
    (_SHORT, "short: two pages, in a chat twelve lines"),
    (_FULL, "full: every note, vote and number"),
)

_MERMAID: Final = "mermaid"
_FORM, _LENGTH, _NAMES = "form", "length", "names"
_KEPT, _LEFT_OUT = "kept", "left out"
_NO_NAME: Final = "Could not export: a file cannot have this name."


class PartRows(Rows):
    """The parts of the export, each with a box."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "in_or_out", "Include or leave out", id="exporting.in_or_out"),
        Binding("enter", "select", "Export", show=False, id="exporting.export_here"),
    ]

    def action_in_or_out(self) -> None:
        """Include the part under the cursor, or leave it out."""
        if isinstance(self.screen, ExportScreen) and self.current:
            self.screen.toggle(self.current)

    def clicked(self, *, again: bool) -> None:
        """Include the part that was clicked, or leave it out."""
        del again
        self.action_in_or_out()


class ExportScreen(ModalScreen[str | None]):
    """Asks what to write; ends with a sentence on where it is, or with nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "export", "Export", id="exporting.export"),
        Binding("tab", "app.focus_next", "Next", id="exporting.next"),
        Binding("escape", "dismiss(None)", "Back", id="exporting.back"),
        HELP_WRITING,
    ]

    DEFAULT_CSS = """
    ExportScreen {
        align: center middle;
        & PartRows { height: auto; margin: 1 0 1 16; }
        & #told { color: $text-muted; }
    }
    """

    def __init__(self, session: Session, path: Path) -> None:
        """Offer to export a session, whose own file is `path`."""
        super().__init__()
        self._session = session
        self._path = path
        self._state = state_folder(os.environ, Path.cwd())
        last = last_choices(self._state)
        self._form = next((form for form in Form if form == last.get(_FORM)), Form.MD)
        self._full = last.get(_LENGTH) == _FULL
        self._anonymous = last.get(_NAMES) == _LEFT_OUT
        self._mermaid = last.get(_MERMAID) == _KEPT
        self._parts = set(WHOLE)  # a part left out once would be missed the next time
        self._named = said_of_names(session) if self._anonymous else ""

    def compose(self) -> ComposeResult:
        """Lay out the choices above the path."""
        forms = [(form.value, f"{about.words}{_absent(form)}") for form, about in FORMS.items()]
        names = [(_KEPT, _KEPT), (_LEFT_OUT, "left out; only groups of three or more")]
        with Box("Export the result", broad=True):
            yield row("As", Choice(forms, self._form.value, id="form"))
            yield row("Length", Choice(list(LENGTHS), _FULL if self._full else _SHORT, id="length"))
            yield row("Names", Choice(names, _LEFT_OUT if self._anonymous else _KEPT, id="names"))
            yield PartRows(id="parts")
            yield row("To", LongLine(clean(str(self._proposed)), id="path"))
            yield Problem(id="told")
            yield Problem(id="wrong")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show what Enter would write, and the end of its path."""
        self._show()
        self.call_after_refresh(self.query_one("#path", Line).action_end)

    @property
    def _proposed(self) -> Path:
        """Where it goes if nobody changes that: beside the session."""
        return self._path.with_suffix(self._form.suffix)

    @property
    def wanted(self) -> Wanted:
        """What Enter would write now."""
        return Wanted(
            form=self._form,
            full=self._full and self._form.is_report,
            parts=frozenset(self._parts),
            at=dt.datetime.now().astimezone(),
            anonymous=self._anonymous,
            mermaid=self._mermaid and self._form is Form.MD,
        )

    def toggle(self, row: str) -> None:
        """Include a part or leave it out, or draw or not."""
        if row == _MERMAID:
            self._mermaid = not self._mermaid
        else:
            self._parts ^= {Part(row)}
        self._show()

    def _show(self) -> None:
        rows = [(part.value, _row(words, part in self._parts)) for part, words in PARTS.items()]
        if self._form is Form.MD:
            rows.append((_MERMAID, _row("Charts that GitHub and GitLab can draw", self._mermaid)))
        parts = self.query_one(PartRows)
        parts.display = self._form.is_report and self._full
        if isinstance(lengths := self.query_one("#length").parent, Widget):
            lengths.display = self._form.is_report
        parts.show_rows(rows)
        self._tell()

    def _tell(self) -> None:
        """Say what you should know before it is written."""
        target = self._target()
        said = []
        if FORMS[self._form].hint:
            said.append(FORMS[self._form].hint)
        said += _missing_forms()
        if target is not None and os.path.exists(target):  # noqa: PTH110 - never raises
            said.append("A file of this name exists. We keep it and give the new one a number.")
        if self._form in (Form.CSV, Form.JSON, Form.XLSX):
            said.append("Ratings never carry names, whatever you choose here.")
        if self._anonymous:
            said += filter(None, [self._named])
        if lacks := missing(self._session):
            stages = "1 stage is" if len(lacks) == 1 else f"{len(lacks)} stages are"
            said.append(f"We mark it as a draft, because {stages} not done.")
        self.query_one("#told", Problem).tell("\n".join(said))
        self.query_one("#wrong", Problem).tell("")

    @on(Choice.Changed, "#form")
    def _other_form(self, event: Choice.Changed) -> None:
        line = self.query_one("#path", Line)
        before = clean(str(self._proposed))
        self._form = Form(event.value)
        if line.value == before:
            line.value = clean(str(self._proposed))
            self.call_after_refresh(line.action_end)
        self._show()

    @on(Choice.Changed, "#length")
    def _other_length(self, event: Choice.Changed) -> None:
        self._full = event.value == _FULL
        self._show()

    @on(Choice.Changed, "#names")
    def _other_names(self, event: Choice.Changed) -> None:
        self._anonymous = event.value == _LEFT_OUT
        self._named = said_of_names(self._session) if self._anonymous else ""
        self._tell()

    @on(Input.Changed)
    def _typed(self) -> None:
        self._tell()

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def _submitted(self) -> None:
        self.action_export()

    def _target(self) -> Path | None:
        """Return the file that the path means, None if no file can have that name."""
        typed = self.query_one("#path", Line).value
        if typed == clean(str(self._proposed)):  # what is shown is cleaned; this is the path itself
            return self._proposed
        try:
            path = Path.cwd() / Path(one_line(typed)).expanduser()
            if path.is_dir():
                path = path / self._proposed.name
        except (OSError, ValueError, RuntimeError):
            return None
        return path if path.suffix else path.with_suffix(self._form.suffix)

    def action_export(self) -> None:
        """Write it, and close; if that fails, say why and stay."""
        target = self._target()
        if target is None:
            self._refuse(_NO_NAME)
            return
        if how := lacking(self._form):
            self._refuse(f"Could not export: this form needs more than is installed here. {how}")
            return
        try:
            said = form_of("" if target.name.endswith(self._form.suffix) else target.suffix)
        except ValueError as error:
            self._refuse(f"Could not export: {error}.")
            return
        if said not in (None, self._form):
            words = FORMS[said].words
            self._refuse(f"Could not export: {target.suffix} means '{words}'. Choose that above.")
            return
        try:
            path = write_beside(target, exported(self._session, self.wanted), target.suffix)
        except OSError as error:
            shown = error.filename or target
            self._refuse(f"Could not export to {shown}: {reason(error)}. Try another path above.")
        except ValueError:
            self._refuse(_NO_NAME)
        except FileProblem as error:
            self._refuse(f"Could not export: {error.problems[0].message}.")
        else:
            self._remember()
            self.dismiss(f"Exported to {path}")

    def _remember(self) -> None:
        """Let the next export begin with what was chosen for this one."""
        chosen = {
            _FORM: self._form.value,
            _LENGTH: _FULL if self._full else _SHORT,
            _NAMES: _LEFT_OUT if self._anonymous else _KEPT,
            _MERMAID: _KEPT if self._mermaid else _LEFT_OUT,
        }
        remember_choices(self._state, chosen)

    def _refuse(self, text: str) -> None:
        self.query_one("#wrong", Problem).tell(clean(text))


def _absent(form: Form) -> str:
    return " (not installed here)" if lacking(form) else ""


def _missing_forms() -> list[str]:
    """Say which forms are not installed here, and what brings them."""
    found: dict[str, list[str]] = {}
    for form, about in FORMS.items():
        if how := lacking(form):
            found.setdefault(how, []).append(about.words)
    return [f"Not installed here: {', '.join(words)}. {how}" for how, words in found.items()]


def _row(words: str, taken: bool) -> Content:  # noqa: FBT001 - a box is ticked or not
    return Content(f" {'[x]' if taken else '[ ]'} {fitted(words, 40)}".rstrip())
