"""The notes of a question as a list shows them."""

from collections.abc import Mapping
from typing import ClassVar, Final

from textual.binding import Binding, BindingType
from textual.content import Content

from valueworkshop.core.stages.dots.score import Result
from valueworkshop.core.stages.dots.words import got
from valueworkshop.core.stages.notes.model import Note
from valueworkshop.core.stages.questions.show import LETTERS, Questions, origin
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

    def show_notes(
        self, here: Questions, question: str, dots: Mapping[str, Result], opens: str, new: str
    ) -> None:
        """Show the notes of a question. `opens` is the key that opens one; `new` was just kept.

        The new one gets the cursor and is scrolled to: the room looks at what it has just said.
        """
        notes = here.given.of(question)
        # A hidden widget has no width; without the scrollbar.
        self._width = self.size.width or self._width
        width = max(self._width - 1, 40)
        rows = []
        for number, (key, note) in enumerate(notes, 1):
            before = f"{JUST_KEPT} · " if key == new else ""
            before += dots_before(dots.get(key))
            rows.append((key, note_row(here, number, note, width, before, opens)))
        there = any(key == new for key, _ in notes)
        self.show_rows(rows, cursor=new if there else None)
        if there:
            self.call_after_refresh(self.scroll_to_highlight)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave Enter to the view if there is no note to edit: it goes to the text area."""
        del parameters
        return action != "select" or self.option_count > 0


_INDENT = 8
"""Cells before a note's text: cursor, number, grade."""


def dots_before(result: Result | None) -> str:
    """Return the dots that a note got, as they go before its source; '' for none."""
    return f"{got(result)} · " if result else ""


def note_row(here: Questions, number: int, note: Note, width: int, dots: str, key: str) -> Content:
    """Return a note as the list shows it: number, grade, text, dots, where it comes from.

    The text is wrapped to `width` cells; lines after `LINES_SHOWN` are only counted; `key` opens
    it.
    """
    room = width - _INDENT
    lines = Content(note.text).wrap(room)
    if len(lines) > LINES_SHOWN:
        left = len(lines) - LINES_SHOWN + 1
        lines = [*lines[: LINES_SHOWN - 1], Content(f"… {left} more lines, {key} shows them")]
    known = Content.assemble((f"{dots}{origin(here, note, named=True)}", "$text-muted"))
    if lines[-1].cell_length + 3 + known.cell_length <= room:
        lines[-1] = Content.assemble(lines[-1], "   ", known)
    else:
        lines += known.wrap(room)
    head = Content.assemble(f"  {number:>2} ", (LETTERS[note.evidence.grade], "bold"), "  ")
    rest = Content(" " * _INDENT)
    return Content("\n").join(
        [Content.assemble(rest if index else head, line) for index, line in enumerate(lines)]
    )
