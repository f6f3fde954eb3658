"""The top line: where one is, how far, how long, and whether all is saved."""

from textual.content import Content
from textual.widget import Widget

from valueworkshop.stages import KINDS
from valueworkshop.widgets.pressed import pressing
from valueworkshop.workshop.session import Session
from valueworkshop.workshop.text import one_line


class TopLine(Widget):
    """One line above everything, and a rule under it."""

    DEFAULT_CSS = """
    TopLine {
        dock: top;
        height: 2;
        padding: 0 1;
        border-bottom: solid $panel;
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        """Make an empty line."""
        super().__init__(id=id)
        self._session: Session | None = None
        self._saved = "saved"

    def show(self, session: Session) -> None:
        """Show where the session stands."""
        if session is not self._session:
            self._session = session
            self.refresh()

    def show_saved(self, text: str) -> None:
        """Show whether everything is saved."""
        text = one_line(text)
        if text != self._saved:
            self._saved = text
            self.refresh()

    def render(self) -> Content:
        """Draw the line: the stage to the left, minutes and saving to the right."""
        session = self._session
        if session is None or session.place.stage not in session.kit.stages:
            return Content("")
        width = self.content_size.width
        stage = session.stage(session.place.stage)
        right = self._right(session, width)
        room = width - right.cell_length - 2
        name, position = Content(one_line(f"{stage.letter} {stage.title}")), _position(session)
        # A long name gives way to where one stands in the stage, down to a name one can read.
        for_name = max(room - position.cell_length - 3, _NAME)
        name = name.truncate(min(name.cell_length, for_name), ellipsis=True)
        left = Content.assemble(name.stylize("bold"), "   ", position)
        spare = room - left.cell_length - 3
        if width >= 100 and spare >= _NAME:
            title = Content(one_line(session.title)).stylize("$text-muted")
            title = title.truncate(min(title.cell_length, spare), ellipsis=True)
            left = Content.assemble(title, "   ", left)
        left = left.truncate(room, ellipsis=True)
        gap = " " * (width - left.cell_length - right.cell_length)
        return Content.assemble(pressing(left, "go_to"), gap, right)

    def _right(self, session: Session, width: int) -> Content:
        minutes = session.stage(session.place.stage).minutes.planned(len(session.people))
        planned = f"{minutes} min planned   " if minutes and width >= 70 else ""
        style = "$error bold" if self._saved.startswith("NOT") else "$text-muted"
        saved = Content(self._saved).truncate(max(width - 20, 20), ellipsis=True)
        return Content.assemble((planned, "$text-muted"), pressing(saved.stylize(style), "save"))


_NAME = 16
"""Fewest cells of a name that are worth showing; the place in the stage is cut for them."""


def _position(session: Session) -> Content:
    place = session.place
    places = KINDS[session.stage(place.stage).kind].places(session, place.stage)
    if not places:
        return Content("")
    index = places.index(place.at) if place.at in places else 0
    if len(places) > 16:
        return Content(f"{index + 1} of {len(places)}")
    track = "■" * (index + 1) + "□" * (len(places) - index - 1)
    return Content.assemble(f"{index + 1} of {len(places)}  ", (track, "$primary"))
