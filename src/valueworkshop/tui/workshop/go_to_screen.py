"""Going to a stage, a question, an item or a field by name."""

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static

from valueworkshop.core.clean_text import folded
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.stages import KINDS
from valueworkshop.core.stages.frame.model import Field
from valueworkshop.core.stages.labels import label
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import HELP_WRITING
from valueworkshop.tui.widgets.late import ModalScreen
from valueworkshop.tui.widgets.rows import Rows
from valueworkshop.tui.widgets.writing import Line


class PlaceRows(Rows):
    """The places: a click goes there."""

    AT_ONCE = True


class PlaceLine(Line):
    """A word of the place to go to."""

    SEARCH = True


class GoToScreen(ModalScreen[Place | None]):
    """Type to filter, arrows to choose, Enter to go."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go", "Go there", id="goto.go"),
        Binding("escape", "dismiss(None)", "Back", id="goto.back"),
        HELP_WRITING,
    ]

    DEFAULT_CSS = """
    GoToScreen {
        align: center middle;
        & > #box { width: 72; max-width: 96%; height: 90%; background: $surface; padding: 1 2; }
        & Line { background: $panel; margin-bottom: 1; }
        & Rows { height: 1fr; background: $surface; }
    }
    """

    def __init__(self, session: Session) -> None:
        """Offer every place of a session."""
        super().__init__()
        self._places = places_by_name(session)
        here = session.place
        self._here = next((i for i, (_, p, _) in enumerate(self._places) if p == here), 0)

    def compose(self) -> ComposeResult:
        """Lay out the filter above the places."""
        with Vertical(id="box"):
            yield PlaceLine(id="filter", placeholder="type part of its name")
            yield PlaceRows(id="places")
            yield Static("Nothing here has that name.", id="none", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Show all places, with the cursor on the current one."""
        self._show("", str(self._here))
        self.query_one(Line).focus()

    def _show(self, wanted: str, cursor: str | None = None) -> None:
        found = [
            (str(index), name, is_stage)
            for index, (name, _, is_stage) in enumerate(self._places)
            if folded(wanted) in folded(name)
        ]
        rows = [
            (key, Content.assemble("  ", (name, "bold" if is_stage else "")))
            for key, name, is_stage in found
        ]
        stages = [key for key, _, is_stage in found if is_stage]
        first = next(iter([*stages, *(key for key, _, _ in found)]), None)
        self.query_one(Rows).show_rows(rows, cursor or first)
        self.query_one("#none").display = not rows

    @on(Input.Changed)
    def _filter(self, event: Input.Changed) -> None:
        if event.value or self.query_one(Rows).option_count < len(self._places):
            self._show(event.value)

    def on_key(self, event: events.Key) -> None:
        """Let the arrows move the cursor while you type."""
        rows = self.query_one(Rows)
        if event.key == "down":
            rows.action_cursor_down()
            event.stop()
        elif event.key == "up":
            rows.action_cursor_up()
            event.stop()

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        self.action_go()

    def action_go(self) -> None:
        """Go to the place under the cursor."""
        if key := self.query_one(Rows).current:
            self.dismiss(self._places[int(key)][1])


def places_by_name(session: Session) -> list[tuple[str, Place, bool]]:
    """Return (name, place, whether it is a stage itself) for every place of a session."""
    found = []
    for key, stage in session.kit.stages.items():
        inside = KINDS[stage.kind].places(session, key)
        first = inside[0] if inside else ""
        found.append((f"{stage.letter or ' '} {stage.title}", Place(stage=key, at=first), True))
        found += [
            (f"    {_name(session, key, at)}", Place(stage=key, at=at), False) for at in inside
        ]
    return found


def name_of(session: Session, place: Place) -> str:
    """Return the name of a place: its stage, and where in it."""
    stage = session.stage(place.stage)
    here = f": {_name(session, place.stage, place.at)}" if place.at else ""
    return f"{stage.letter} {stage.title}{here}".strip()


_NAMES = {
    "choose": "Choose what to work on",
    "act": "Agree actions",
    "parked": "Parked thoughts",
    **{field.value: field.value.capitalize() for field in Field},
}


def _name(session: Session, stage: str, at: str) -> str:
    words = label(session, f"{stage}/{at}")
    if words != f"{stage}/{at}":
        return words
    asked = getattr(session.stage(stage).asks, at, "")  # a kit's own words for a place
    return asked if isinstance(asked, str) and asked else _NAMES.get(at, at.capitalize())
