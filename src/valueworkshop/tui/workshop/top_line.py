"""The top line: where you are, how far, how long, and whether all is saved.

Below it is the one real customer whom the team keeps in mind, if there is one.
"""

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.widget import Widget

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session import time_words
from valueworkshop.core.session.real_customer import KEEP_IN_MIND
from valueworkshop.core.session.session import Session
from valueworkshop.core.session.stopwatch import TimeNow
from valueworkshop.core.stages import KINDS
from valueworkshop.tui.widgets.clickable import pressing


class TopLine(Widget):
    """One line above everything."""

    DEFAULT_CSS = """
    TopLine {
        dock: top;
        height: 1;
        padding: 0 1;
        background: $background;
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        """Make an empty line."""
        super().__init__(id=id)
        self._session: Session | None = None
        self._saved = "saved"
        self._time: tuple[str, ...] = ("",)
        self._level = 0
        self._join = ""

    def show_way_in(self, join: str) -> None:
        """Show where phones join, '' once nobody can."""
        if join != self._join:
            self._join = join
            self.refresh()

    def show(self, session: Session) -> None:
        """Show where the team is in the session."""
        if session is not self._session:
            self._session = session
            self.styles.height = 1 + bool(session.customer.in_a_line)
            self.refresh()

    def show_saved(self, text: str) -> None:
        """Show whether everything is saved."""
        text = one_line(text)
        if text != self._saved:
            self._saved = text
            self.refresh()

    def show_time(self, now: TimeNow | None) -> None:
        """Show the time; None hides it."""
        words = time_words.top_line(now) if now is not None else ("",)
        level = time_words.level(now) if now is not None else 0
        if (words, level) != (self._time, self._level):
            self._time, self._level = words, level
            self.refresh()

    def render(self) -> Content:
        """Draw the line: the stage to the left, time and saving to the right."""
        session = self._session
        if session is None or session.place.stage not in session.kit.stages:
            return Content("")
        width = self.content_size.width
        stage = session.stage(session.place.stage)
        name, position = one_line(f"{stage.letter} {stage.title}"), _position(session)
        right, left = self._fitting(name, position, width)
        left = left.stylize("$primary", 0, len(one_line(stage.letter)))
        spare = width - left.cell_length - right.cell_length - cell_len(_OF) - len(_APART)
        if width >= 100 and spare >= _NAME:
            title = Content(one_line(session.title)).stylize("$text-muted")
            title = title.truncate(min(title.cell_length, spare), ellipsis=True)
            left = Content.assemble(title, (_OF, "$text-muted"), left)
        gap = " " * (width - left.cell_length - right.cell_length)
        line = Content.assemble(pressing(left, "go_to"), gap, right)
        whom = self._customer(session, width)
        return Content("\n").join([line, whom]) if whom else line

    def _customer(self, session: Session, width: int) -> Content:
        """Return the one real customer on a line, as much of it as fits."""
        said = session.customer.in_a_line
        if not said:
            return Content("")
        whom = Content.assemble((f"{KEEP_IN_MIND}: ", "$primary"), (said, "$text-muted"))
        return pressing(whom.truncate(max(width, 1), ellipsis=True), "real_customer")

    def _fitting(self, name: str, position: Sequence[Content], width: int) -> tuple[Content, ...]:
        """Return the right and the left side, with the most words that fit.

        First the words about the time get fewer, then the track of places goes, then words of the
        name. The words about saving are cut only if they say that something is wrong.
        """
        saved = self._saved_words(width)
        gap = "  " if width < _SHORT else _APART
        rights = [
            Content.assemble(pressing(time, "time"), gap if time else "", saved)
            for time in (Content.styled(words, _STYLES[self._level]) for words in self._time)
        ]
        if self._join:
            way = Content.assemble((self._join, "$primary"), gap)
            rights = [Content.assemble(way, right) for right in rights] + rights
        if self._saved.startswith("NOT"):  # nothing is as urgent
            rights.append(saved)
        for where in position:
            left = Content.assemble((name, "bold"), gap, where)
            for right in rights:
                if left.cell_length + 2 + right.cell_length <= width:
                    return right, left
        right, where = rights[-1], position[-1]
        room = max(width - right.cell_length - where.cell_length - 5, 1)
        left = Content.assemble((_cut(name, room), "bold"), gap, where)
        return right, left.truncate(max(width - right.cell_length - 2, 1), ellipsis=True)

    def _saved_words(self, width: int) -> Content:
        wrong = self._saved.startswith("NOT")
        text = self._saved
        if width < _SHORT and text.startswith("saved ") and text[6:].replace(":", "").isdigit():
            text = "saved"  # there is no room for when
        least = 20 if wrong else cell_len(self._time[-1]) + 25
        saved = Content(text).truncate(max(width - least, 20), ellipsis=True)
        return pressing(saved.stylize("$error bold" if wrong else "$text-muted"), "save")


_NAME = 16
"""A shorter piece of a title is not worth showing, in cells."""

_OF = "  ›  "
"""Between the title of a workshop and its stage."""

_APART = "   "
"""Between what stands side by side."""

_SHORT = 70
"""With fewer columns we do not say when all was saved."""

_STYLES = ("$text-muted", "$warning bold", "$error bold")
"""The looks of the time, by how urgent it is."""


def _cut(text: str, width: int) -> str:
    """Return as many whole words of a text as fit, with a sign that some are missing."""
    words = text.split(" ")
    while len(words) > 1 and cell_len(" ".join(words)) + 1 > width:
        words.pop()
    short = " ".join(words)
    return f"{short}…" if short != text else set_cell_size(text, min(cell_len(text), width))


def _position(session: Session) -> tuple[Content, ...]:
    """Return where the team is in the stage: with a track of its places, and without."""
    place = session.place
    places = KINDS[session.stage(place.stage).kind].places(session, place.stage)
    if not places:
        return (Content(""),)
    index = places.index(place.at) if place.at in places else 0
    short = Content(f"{index + 1} of {len(places)}")
    if len(places) > 16:
        return (short,)
    track = "■" * (index + 1) + "□" * (len(places) - index - 1)
    return Content.assemble((track, "$primary"), "  ", short), short
