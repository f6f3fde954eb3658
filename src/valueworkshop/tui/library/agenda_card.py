"""The agenda of a new workshop: a bar with a cursor where there is room, else a list of stages."""

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from valueworkshop.core.session.kit import Stage
from valueworkshop.core.show.drawing.agenda_bar import BREAK, CAN_GO, Slot, agenda_bar, slot_at
from valueworkshop.core.show.drawing.cells import Canvas
from valueworkshop.core.show.pictures import cell_len, fitted
from valueworkshop.tui.library.agenda import ROLES, Agenda, role_of
from valueworkshop.tui.widgets.canvas import lines
from valueworkshop.tui.widgets.rows import Rows

_TITLE, _SHORTEST = 40, 12
"""Cells of a stage's title in a row at most and at least."""

_BESIDE = 28
"""Cells of a screen that are not for titles."""


@dataclass
class Toggled(Message):
    """Leave out a stage, or include it again."""

    stage: str


class StageRows(Rows):
    """The stages of a kit; those that you can leave out have a box."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "in_or_out", "In or out", id="naming.in_or_out"),
        Binding("enter", "select", "Begin", id="naming.begin_here"),
    ]

    def show(self, agenda: Agenda) -> None:
        """Show the stages."""
        room = max(min(self.screen.size.width - _BESIDE, _TITLE), _SHORTEST)
        keys = zip(agenda.kit.stages, agenda.slots, strict=True)
        self.show_rows([(key, _row(agenda.kit.stages[key], slot, room)) for key, slot in keys])

    def clicked(self, *, again: bool) -> None:
        """Do what Space does."""
        del again
        self.action_in_or_out()

    def action_in_or_out(self) -> None:
        """Leave out the stage under the cursor, or include it again."""
        if self.current:
            self.post_message(Toggled(self.current))


def _row(stage: Stage, slot: Slot, room: int) -> Content:
    box = " · " if not slot.optional else "[ ]" if slot.left_out else "[x]"
    row = f"  {slot.minutes:>3} min  {slot.letter:<1}  {fitted(stage.title, room).rstrip()}"
    said = Content.assemble(f" {box} ", (f"{slot.starts:<5}", "$text-muted"), row)
    return said.stylize("$text-muted") if slot.left_out else said


class AgendaBar(Widget, can_focus=True):
    """The stages as one bar. The cursor goes along it, and what it is on is said below."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "in_or_out", "In or out", id="agenda.in_or_out"),
        Binding("right,down", "step(1)", "Next stage", id="agenda.next", key_display="→"),
        Binding("left,up", "step(-1)", "Stage before", show=False, id="agenda.before"),
        Binding("home", "step(-999)", "First stage", show=False, id="agenda.first"),
        Binding("end", "step(999)", "Last stage", show=False, id="agenda.last"),
    ]

    DEFAULT_CSS = """
    AgendaBar { height: 1fr; min-height: 1; }
    """

    def __init__(self) -> None:
        """Make an empty bar."""
        super().__init__(id="bar")
        self._agenda: Agenda | None = None
        self._at = 0

    def show(self, agenda: Agenda) -> None:
        """Show an agenda; the cursor stays where it is, or begins anew in another kit."""
        if self._agenda is None or self._agenda.kit is not agenda.kit:
            self._at = 0
        self._agenda = agenda
        self.refresh()

    def render(self) -> Content:
        """Draw the bar, what is under the cursor, and what the looks mean."""
        width, height = self.content_size
        agenda = self._agenda
        if agenda is None or width < 1 or height < 1:
            return Content("")
        at = self._at if self.has_focus else None
        words = 2 if height >= _WITH_WORDS else 0
        bar = agenda_bar(agenda.slots, width, height - words, agenda.ends, at)
        drawn = lines(bar)
        if words:
            drawn += [self._here(agenda), *lines(_legend(agenda, width))]
        return Content("\n").join(drawn)

    def _here(self, agenda: Agenda) -> Content:
        """Say what is under the cursor."""
        if not self.has_focus:
            return Content("")
        key, stage = list(agenda.kit.stages.items())[self._at]
        slot = agenda.slots[self._at]
        title = f"{slot.letter} {stage.title}".strip()
        if slot.left_out:
            told = f"left out: {slot.minutes} min saved"
        else:
            told = f"{slot.starts}–{agenda.ends_of(key)}, {slot.minutes} min"
            told += ", can be left out" if slot.optional else ", cannot be left out"
        word, _ = role_of(stage)
        return Content.assemble(("▸ ", "bold $primary"), (title, "bold"), f"  {word}, {told}")

    def on_focus(self) -> None:
        """Show the cursor."""
        self.refresh()

    def on_blur(self) -> None:
        """Hide the cursor."""
        self.refresh()

    def action_step(self, by: int) -> None:
        """Go to the next stage, or to the one before."""
        if self._agenda is not None:
            self._at = min(max(self._at + by, 0), len(self._agenda.slots) - 1)
            self.refresh()

    def action_in_or_out(self) -> None:
        """Leave out the stage under the cursor, or include it again."""
        if self._agenda is not None:
            self.post_message(Toggled(list(self._agenda.kit.stages)[self._at]))

    def on_click(self, event: events.Click) -> None:
        """Go to a stage; on the one with the cursor, do what Space does."""
        at = event.get_content_offset(self)
        if self._agenda is None or at is None:
            return
        found = slot_at(self._agenda.slots, self.content_size.width, at.x)
        again = found == self._at and self.has_focus
        self.focus()
        if again:
            self.action_in_or_out()
        elif found is not None:
            self._at = found
            self.refresh()


_WITH_WORDS = 8


def _legend(agenda: Agenda, width: int) -> Canvas:
    """Return what the looks of the bar mean: only those that are there."""
    canvas = Canvas(width)
    x = 0
    if minutes := agenda.optional_minutes:
        said = f"{CAN_GO} can be left out: {minutes} min"
        canvas.write(x, 0, said, "muted")
        x += cell_len(said) + 4
    there = {slot.role for slot in agenda.slots if not slot.left_out}
    for word, role in ROLES:
        if role not in there:
            continue
        if role:
            canvas.fill(x, 0, 2, 1, role)
        else:
            canvas.write(x, 0, BREAK * 2, "muted")
        canvas.write(x + 3, 0, word, "muted")
        x += cell_len(word) + 6
    return canvas
