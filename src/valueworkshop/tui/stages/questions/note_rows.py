"""The notes of a question as a list shows them."""

from collections.abc import Mapping
from typing import ClassVar, Final

from textual.binding import Binding, BindingType
from textual.content import Content

from valueworkshop.core.stages.dots.score import Result
from valueworkshop.core.stages.dots.words import got
from valueworkshop.core.stages.notes.model import Note
from valueworkshop.core.stages.questions.show import Questions, particulars
from valueworkshop.tui.stages.drawn_blocks import known
from valueworkshop.tui.widgets.rows import Rows

JUST_KEPT: Final = "kept just now"

LINES_SHOWN = 6
"""The list shows this many lines of a note; the text area shows the whole note."""


class NoteRows(Rows):
    """The notes of a question."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", "Edit", id="notes.edit")]

    DEFAULT_CSS = """
    NoteRows > .option-list--option-highlighted { background: transparent; }
    NoteRows:focus > .option-list--option-highlighted { background: $block-cursor-background; }
    """

    def __init__(self, *, id: str) -> None:  # noqa: A002 - as Textual calls it
        """Make an empty list."""
        super().__init__(id=id)
        self._width = 0
        self._told: tuple[Questions, str, Mapping[str, Result], str, str] | None = None
        self._rows: dict[str, tuple[tuple[object, ...], Content]] = {}

    def on_resize(self) -> None:
        """Wrap the notes to another width."""
        if self._told is not None and self.size.width not in {0, self._width}:
            self.show_notes(*self._told)

    def show_notes(
        self, here: Questions, question: str, dots: Mapping[str, Result], opens: str, new: str
    ) -> None:
        """Show the notes of a question. `opens` is the key that opens one; `new` was just kept.

        The new one gets the cursor and is scrolled to: the room looks at what it has just said.
        """
        self._told = (here, question, dots, opens, new)
        notes = here.given.of(question)
        # A hidden widget has no width; without the scrollbar.
        self._width = self.size.width or self._width
        width = max(self._width - 1, 40)
        apart = self.app.size.height >= _APART
        before, self._rows = self._rows, {}
        for number, (key, note) in enumerate(notes, 1):
            aside = [JUST_KEPT] if key == new else []
            aside += [got(result)] if (result := dots.get(key)) else []
            told = (number, note, width, " · ".join(aside), opens)
            said = (*told, *particulars(here, note), apart)
            if (row := before.get(key)) is None or row[0] != said:  # one of hundreds
                made = note_row(here, *told)
                row = said, Content.assemble(made, "\n") if apart else made
            self._rows[key] = row
        rows = [(key, row) for key, (_, row) in self._rows.items()]
        there = any(key == new for key, _ in notes)
        self.show_rows(rows, cursor=new if there else None)
        if there:
            self.call_after_refresh(self.scroll_to_highlight)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave Enter to the view if there is no note to edit: it goes to the text area."""
        del parameters
        return action != "select" or self.option_count > 0


_INDENT = 7
"""Cells before a note's text: cursor, number."""

_APART: Final = 34
"""On a screen of so many rows there is an empty one between two notes."""


def note_row(here: Questions, number: int, note: Note, width: int, aside: str, key: str) -> Content:
    """Return a note as the list shows it: its number, its text, and under it how we know it.

    The text is wrapped to `width` cells; lines after `LINES_SHOWN` are only counted; `key` opens
    it. What is said `aside` is at the right of the last line.
    """
    room = width - _INDENT
    lines = Content(note.text).wrap(room)
    if len(lines) > LINES_SHOWN:
        left = len(lines) - LINES_SHOWN + 1
        lines = [*lines[: LINES_SHOWN - 1], Content(f"… {left} more lines, {key} shows them")]
    lines += _known(here, note, aside, room)
    head = Content.assemble(f"  {number:>2}   ")
    rest = Content(" " * _INDENT)
    return Content("\n").join(
        [Content.assemble(rest if index else head, line) for index, line in enumerate(lines)]
    )


def _known(here: Questions, note: Note, aside: str, room: int) -> list[Content]:
    """Return how we know a note as a word on its ground, where it comes from, what is aside."""
    grade = known(note.evidence.grade.value)
    source = note.evidence.source_in_words
    said = " · ".join(filter(None, [source, *particulars(here, note)]))
    beside = Content(aside).stylize("bold $primary")
    indent = grade.cell_length + 1
    left = max(room - indent - (beside.cell_length + 2 if aside else 0), 12)
    told = Content(said).stylize("$text-muted").wrap(left) if said else [Content("")]
    first = Content.assemble(grade, " ", told[0])
    space = room - first.cell_length - beside.cell_length
    found = [Content.assemble(first, " " * max(space, 1), beside) if aside else first]
    return [*found, *(Content.assemble(" " * indent, line) for line in told[1:])]
