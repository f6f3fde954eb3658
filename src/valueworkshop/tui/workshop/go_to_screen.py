"""Going to a stage, a question, an item or a field by name."""

from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, OptionList

from valueworkshop.core.clean_text import folded
from valueworkshop.core.session.schedule import of_stage
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.stages import KINDS
from valueworkshop.core.stages.anonymise import BEFOREHAND_THERE, parts_at
from valueworkshop.core.stages.frame.model import Field
from valueworkshop.core.stages.labels import label
from valueworkshop.tui.widgets.box import Box, Problem
from valueworkshop.tui.widgets.filter_line import FilterLine
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import HELP_WRITING
from valueworkshop.tui.widgets.late import ModalScreen
from valueworkshop.tui.widgets.long_rows import LongRows
from valueworkshop.tui.widgets.static import Static


class PlaceRows(LongRows):
    """The places: a click goes there."""

    AT_ONCE = True


class GoToScreen(ModalScreen[Place | None]):
    """Type to filter, arrows to choose, Enter to go.

    The stages are the sections of the list, with a mark for how far each is.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go", "Go there", id="goto.go"),
        Binding("escape", "dismiss(None)", "Back", id="goto.back"),
        HELP_WRITING,
    ]

    DEFAULT_CSS = """
    GoToScreen {
        align: center middle;
        & #none { display: none; color: $text-muted; }
        & #beforehand { color: $text-muted; }
    }
    """

    def __init__(self, session: Session) -> None:
        """Offer every place of a session."""
        super().__init__()
        self._session = session
        self._places = places_by_name(session)
        here = session.place
        self._here = next((i for i, (_, p, _) in enumerate(self._places) if p == here), 0)

    def compose(self) -> ComposeResult:
        """Lay out the filter above the places."""
        count = sum(not is_stage for _, _, is_stage in self._places)
        hint = f"{len(self._session.kit.stages)} stages, {count} places in them"
        with Box("Go to", hint, broad=True, lists=True):
            yield FilterLine(id="filter", placeholder="type part of its name")
            yield Static("Nothing here has that name.", id="none", markup=False)
            yield PlaceRows(id="places")
            yield Problem(id="beforehand")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show all places, with the cursor on the current one."""
        self._show("", str(self._here))
        self.query_one(FilterLine).focus()

    def _show(self, wanted: str, cursor: str | None = None) -> None:
        """Show what fits, below its stage; the cursor goes to the first stage, else place."""
        fits = [folded(wanted) in folded(name) for name, _, _ in self._places]
        stages_with_some = {
            place.stage
            for fit, (_, place, _) in zip(fits, self._places, strict=True)
            if fit and wanted
        }
        shown, headings = [], set()
        for index, (_, place, is_stage) in enumerate(self._places):
            if fits[index]:
                shown.append(str(index))
            elif is_stage and place.stage in stages_with_some:
                shown.append(str(index))
                headings.add(str(index))
        found = [key for key in shown if key not in headings]
        first = next((key for key in found if self._places[int(key)][2]), next(iter(found), None))
        self.query_one(PlaceRows).show_ids(
            shown, self._draw, cursor or first, headings=frozenset(headings)
        )
        self.query_one("#none").display = not shown

    def _draw(self, key: str) -> Content:
        """Return the row of a place, as wide as the list."""
        index = int(key)
        name, place, is_stage = self._places[index]
        width = max(self.query_one(PlaceRows).scrollable_content_region.width, 20)
        mark, told = _how_far(self._session, place.stage) if is_stage else (" ", "")
        here = index == self._here
        told = "  you are here " if here else f"  {told} " if told else ""
        room = width - cell_len(told) - 4
        words = Content(name if is_stage else f"  {name.strip()}").truncate(room, ellipsis=True)
        drawn = Content.assemble(
            (f"  {mark} ", "$primary"),
            words.stylize("bold" if is_stage else ""),
            " " * (room - words.cell_length),
            (told, "$primary" if here else "$text-muted"),
        )
        tinted = here and not (self.app.no_color or self.app.native_ansi_color)
        return drawn.stylize("on $tint") if tinted else drawn

    @on(Input.Changed)
    def _filter(self, event: Input.Changed) -> None:
        if event.value or self.query_one(PlaceRows).option_count < len(self._places):
            self._show(event.value)

    @on(OptionList.OptionHighlighted)
    def _tell(self) -> None:
        """Say so if going to the place under the cursor takes something away for good."""
        key = self.query_one(PlaceRows).current
        parts = bool(key) and parts_at(self._session, self._places[int(key or 0)][1])
        self.query_one("#beforehand", Problem).tell(BEFOREHAND_THERE if parts else "")

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        self.action_go()

    def action_go(self) -> None:
        """Go to the place under the cursor."""
        if key := self.query_one(PlaceRows).current:
            self.dismiss(self._places[int(key)][1])


def _how_far(session: Session, stage: str) -> tuple[str, str]:
    """Return (sign, words) for how much of a stage is done."""
    progress = KINDS[session.stage(stage).kind].progress(session, stage)
    if of_stage(session, stage).skipped:
        return "–", "left out"
    if not progress.total or not progress.done:
        return " ", ""
    if progress.done == progress.total:
        return "✓", ""
    return " ", f"{progress.done} of {progress.total}"


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
