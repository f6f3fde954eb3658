"""The rail: all stages with what is done, at the left of a wide screen."""

from textual.content import Content
from textual.widget import Widget

from valueworkshop.stages import KINDS
from valueworkshop.workshop.session import Session
from valueworkshop.workshop.text import one_line


class Rail(Widget):
    """Shows where one is among the stages. Shown on wide screens only."""

    DEFAULT_CSS = """
    Rail { width: 27; padding: 1 1; border-right: solid $panel; display: none; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        """Make an empty rail."""
        super().__init__(id=id)
        self._text = Content("")

    def show(self, session: Session) -> None:
        """Show the stages of the session."""
        text = Content("\n").join([_line(session, key) for key in session.kit.stages])
        if text != self._text:
            self._text = text
            self.refresh()

    def render(self) -> Content:
        """Draw the stages."""
        return self._text


def _line(session: Session, key: str) -> Content:
    stage = session.stage(key)
    progress = KINDS[stage.kind].progress(session, key)
    here = key == session.place.stage
    done = f"{progress.done}/{progress.total}" if progress.total else ""
    if progress.total and progress.done == progress.total:
        done = "done"
    said = f"{one_line(stage.letter) or ' '} {one_line(stage.title)}"
    name = Content(said).truncate(16, ellipsis=True, pad=True)
    mark = "▸ " if here else "  "
    style = "bold" if here else "$text-muted"
    return Content.assemble((mark, "bold $primary"), name.stylize(style), f" {done:>5}")
