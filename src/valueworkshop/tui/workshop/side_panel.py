"""The right side of a wide screen: what to say, and what helps at the current place."""

from collections.abc import Callable
from typing import Final

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from valueworkshop.core.session.facilitator_notes import HEADING, note_of
from valueworkshop.core.session.parking_lot import in_order
from valueworkshop.core.session.session import Session
from valueworkshop.tui.stages.stage_view import StageView
from valueworkshop.tui.widgets.card import CARD, name_card
from valueworkshop.tui.widgets.clickable import pressing

_NO_SIDE: Final = "-no-side"
"""The class of a view that has nothing beside it."""


class _Sections(Widget):
    """The sections one below the other, drawn for the size that they get."""

    DEFAULT_CSS = "_Sections { height: auto; }"

    said: tuple[tuple[str, str], ...] = ()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many rows there are."""
        del viewport
        return self._drawn(width, container.height).plain.count("\n") + 1

    def render(self) -> Content:
        """Draw them."""
        parent = self.parent
        height = parent.size.height if isinstance(parent, Widget) else self.size.height
        return self._drawn(self.content_size.width, height)

    def _drawn(self, width: int, height: int) -> Content:
        """Return each section that fits whole, and the headings of the others; the first whole."""
        left = height - 2 * len(self.said) + 1  # a heading each, and a blank row between them
        sections = []
        for number, (heading, words) in enumerate(self.said):
            lines = Content(words).stylize("$text-muted").wrap(max(width - 2, 1))
            if number == 0 or len(lines) <= left:
                left -= len(lines)
                head = Content.assemble((f"▾ {heading}", "bold $text-muted"))
                whole = [head, *(Content.assemble("  ", line) for line in lines)]
                sections.append(Content("\n").join(whole))
            else:
                head = Content.assemble((f"▸ {heading}", "bold $text-muted"))
                sections.append(pressing(head, "help"))
        return Content("\n\n").join(sections)


class Side(VerticalScroll, can_focus=False):
    """Shows (heading, words) pairs. For wide screens only, beside views that leave room.

    What does not fit whole folds to its heading; the help has all of it. The first section is
    there in any case, and scrolls. People can turn the side away, and back.
    """

    DEFAULT_CSS = f"""
    Side {{ {CARD} background: $panel; height: 1fr; display: none; }}
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        """Make an empty side."""
        super().__init__(id=id)
        self._may = self._is_roomy = False
        self._wanted: bool | None = None
        self._beside: StageView | None = None

    def compose(self) -> ComposeResult:
        """Lay out what is said."""
        yield _Sections()

    def show(
        self, view: StageView, told: Callable[[], list[tuple[str, str]]], session: Session
    ) -> None:
        """Show what helps beside a view: what was `told`, and the last thoughts parked."""
        self._may, self._is_roomy, self._beside = view.LEAVES_ROOM, view.leaves_room, view
        self._fit()
        if not self._may:
            return
        here, *others = told()
        said = [here, *parked_last(session), *others]
        shown = tuple((heading, words) for heading, words in said if words)
        sections = self.query_one(_Sections)
        if shown != sections.said:
            sections.said = shown
            name_card(self, "To help you")
            sections.refresh(layout=True)
            self.scroll_home(animate=False)

    def _fit(self) -> None:
        """Be there if people want it or, unasked, if there is room beside the view."""
        there = self._may and (self._is_roomy if self._wanted is None else self._wanted)
        self.set_class(not there, "hidden")
        if self._beside is not None:  # not the screen: all in it would be given its styles again
            self._beside.set_class(not there, _NO_SIDE)

    def expect(self, view: StageView) -> StageView:
        """Return a new view with the class that it most likely gets: it is then dressed once."""
        return view.set_class(not view.LEAVES_ROOM or self.has_class("hidden"), _NO_SIDE)

    def may_turn(self) -> bool:
        """Whether the screen is wide enough, and the view may have something beside it."""
        return self._may and self.screen.has_class("-wide")

    def turn(self) -> None:
        """Turn the side away, or back, until people turn it again."""
        self._wanted = self.has_class("hidden")
        self._fit()


def explained(session: Session, here: str, notes_key: str) -> list[tuple[str, str]]:
    """Return (heading, words) about the team's stage, its name first; `here` is about the place.

    The room may see this, so of the facilitator's own note it has only the key that shows it.
    """
    stage = session.stage(session.place.stage)
    noted = note_of(session, session.place.stage)
    return [
        (f"{stage.letter} {stage.title}".strip(), stage.intro),
        ("What this is about", here),
        ("What to say", stage.say),
        ("With a large group", stage.large_groups),
        (HEADING, f"1 note for you: {notes_key} shows it." if noted else ""),
    ]


def parked_last(session: Session) -> list[tuple[str, str]]:
    """Return what the side says about the parking lot: the last thoughts, and their number."""
    texts = [thought.text for _, thought in in_order(session)]
    if not texts:
        return []
    said = "\n".join(f"· {text}" for text in texts[-_LAST:])
    return [(f"Parked: {len(texts)}", said)]


_LAST = 3
"""We show this many thoughts."""
