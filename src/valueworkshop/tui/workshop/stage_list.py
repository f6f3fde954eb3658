"""The list of stages with what is done, at the left of a wide screen."""

from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session.schedule import of_stage
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages import KINDS


class StageList(Widget):
    """Shows all stages and which one is open; a click goes to one. For wide screens only."""

    DEFAULT_CSS = """
    StageList { width: 27; padding: 1 1; border-right: solid $panel; display: none; }
    """

    @dataclass
    class Chosen(Message):
        """A stage was clicked."""

        stage: str

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        """Make an empty list."""
        super().__init__(id=id)
        self._text = Content("")
        self._stages: tuple[str, ...] = ()

    def show(self, session: Session) -> None:
        """Show the stages of the session."""
        self._stages = tuple(session.kit.stages)
        text = Content("\n").join([_line(session, key) for key in self._stages])
        if text != self._text:
            self._text = text
            self.refresh()

    def render(self) -> Content:
        """Draw the stages."""
        return self._text

    def on_click(self, event: events.Click) -> None:
        """Go to the stage that was clicked."""
        at = event.get_content_offset(self)
        if at is not None and at.y < len(self._stages):
            self.post_message(self.Chosen(self._stages[at.y]))


def _line(session: Session, key: str) -> Content:
    stage = session.stage(key)
    progress = KINDS[stage.kind].progress(session, key)
    here = key == session.place.stage
    done = f"{progress.done}/{progress.total}" if progress.total else ""
    if progress.total and progress.done == progress.total:
        done = "done"
    if of_stage(session, key).skipped:
        done = "skip"
    said = f"{one_line(stage.letter) or ' '} {one_line(stage.title)}"
    name = Content(said).truncate(16, ellipsis=True, pad=True)
    mark = "▸ " if here else "  "
    style = "bold" if here else "$text-muted"
    return Content.assemble((mark, "bold $primary"), name.stylize(style), f" {done:>5}")
