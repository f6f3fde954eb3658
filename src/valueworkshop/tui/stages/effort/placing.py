"""The plane on which a room places one thing together: arrows move it, Enter leaves it there."""

from dataclasses import dataclass
from typing import ClassVar, Final

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from valueworkshop.core.clean_text import capital, one_line
from valueworkshop.core.show.drawing.placing_plane import place_under, placing_plane
from valueworkshop.core.show.stage_figures import FieldMap
from valueworkshop.core.stages.votes.model import Plan, Rating
from valueworkshop.tui.widgets.canvas import lines

Place = tuple[Rating, Rating]
"""Impact (up) and effort (across)."""

_POINTS: Final[tuple[Rating, ...]] = (1, 2, 3, 4, 5)
_MIDDLE: Final[Place] = (3, 3)
_HEAD: Final = 2
"""Rows above the plane: what is placed, and where it would lie."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """What is placed: its words, what is on the plane already, and where each place lies."""

    label: str
    plane: FieldMap
    plan: Plan
    fields: dict[Place, str]
    number: str


class PlacingPlane(Widget, can_focus=True):
    """Holds where the thing is now; nothing is kept before Enter."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(1, 0)", "Move", id="effort.up"),
        Binding("down", "move(-1, 0)", "Less impact", show=False, id="effort.down"),
        Binding("left", "move(0, -1)", "Less effort", show=False, id="effort.left"),
        Binding("right", "move(0, 1)", "More effort", show=False, id="effort.right"),
        Binding("enter", "keep", "Keep it here", id="effort.keep"),
    ]

    DEFAULT_CSS = """
    PlacingPlane { height: 1fr; background: $surface; padding: 0 1; }
    """

    @dataclass
    class Kept(Message):
        """The room leaves the thing here."""

        impact: Rating
        effort: Rating

    def __init__(self) -> None:
        """Begin with nothing to place."""
        super().__init__()
        self._placing: Placing | None = None
        self._item, self._at = "", _MIDDLE

    def show(self, item: str, placing: Placing, before: Place | None) -> None:
        """Show a thing, in the middle or where it was `before`; the same one stays where it is."""
        if item != self._item:
            self._item, self._at = item, before or _MIDDLE
        self._placing = placing
        self.refresh()

    def begin(self) -> None:
        """Begin anew with the next thing that is shown."""
        self._item = ""

    def render(self) -> Content:
        """Draw what is placed, where it lies now, and the plane below."""
        if self._placing is None:
            return Content("")
        width, height = self.content_size
        label = one_line(self._placing.label)
        drawn = placing_plane(self._placing.plane, label, self._at, (width, height - _HEAD))
        impact, effort = self._at
        words = self._placing.plan.labels
        said = (
            f"impact {impact}, {words[impact - 1]} · effort {effort}, {words[effort - 1]}: "
            f"{self._placing.fields[self._at]}"
        )
        head = Content.assemble((f"{self._placing.number}  ", "$text-muted"), (label, "bold"))
        return Content("\n").join(
            [
                head.truncate(width, ellipsis=True),
                Content(capital(said)).truncate(width, ellipsis=True),
                *lines(drawn),
            ]
        )

    def action_move(self, impact: int, effort: int) -> None:
        """Move by a step; at the edge stay."""
        up, across = self._at
        self._at = _on_the_scale(up + impact), _on_the_scale(across + effort)
        self.refresh()

    def action_keep(self) -> None:
        """Leave it where it is."""
        self.post_message(self.Kept(*self._at))

    def on_click(self, event: events.Click) -> None:
        """Move to the place that was clicked; a click where it is already keeps it there."""
        at = event.get_content_offset(self)
        if at is None or self._placing is None or at.y < _HEAD:
            return
        width, height = self.content_size
        size = (width, height - _HEAD)
        up, across = place_under(self._placing.plane, (at.x, at.y - _HEAD), size)
        place = _on_the_scale(up), _on_the_scale(across)
        if place == self._at:
            self.action_keep()
        else:
            self._at = place
            self.refresh()


def _on_the_scale(point: int) -> Rating:
    return _POINTS[min(max(point, 1), len(_POINTS)) - 1]
