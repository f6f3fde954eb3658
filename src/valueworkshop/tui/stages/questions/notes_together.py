"""What a team does together with the notes on a question: keys that open another view here."""

from typing import Final

from textual.binding import Binding

from valueworkshop.tui.stages.stage_view import StageView

TOGETHER: Final = (
    Binding("w", "write_alone", "Write alone", id="notes.alone"),
    Binding("g", "groups", "Groups", id="notes.groups"),
)
"""The keys for it, which come after those that act on one note."""


class NotesTogether(StageView):
    """A view of notes from which each can write alone, and notes go into groups."""

    def action_write_alone(self) -> None:
        """Let each write alone, hidden until all notes are shown together."""
        self.post_message(self.Instead("silent"))

    def action_groups(self) -> None:
        """Gather the notes into groups."""
        self.post_message(self.Instead("groups"))
