"""The gaps as a map: where each is between the lines, and beside it a list that lights them."""

from collections.abc import Sequence
from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList

from valueworkshop.core.scoring.rounding import one_decimal
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.diagonal_map import MapLetter, in_words, spots_of
from valueworkshop.core.show.drawing.field import ON_A_LINE, draw_field, ground_of_gaps
from valueworkshop.core.show.pictures import cell_len
from valueworkshop.core.summary.gap_map import AXES, map_letters
from valueworkshop.core.summary.gap_summary import Summary
from valueworkshop.tui.stages.gap_row import COLOURS
from valueworkshop.tui.stages.summary.gap_bars import GapRows
from valueworkshop.tui.widgets.canvas import lines
from valueworkshop.tui.widgets.card import CARD, name_card
from valueworkshop.tui.widgets.static import Static

_BESIDE: Final = 84
"""From so many cells on the list is beside the map; from `_FAR` on with whole names."""

_FAR: Final = 120

_LINES: Final = "lines: level with what is needed, one step below"
_LINES_IN_SHORT: Final = "lines: level, one step below"
_NEAR: Final = f"{ON_A_LINE} on either side"
_AXIS: Final = 4


class GapField(Widget):
    """The map itself, as large as it can be."""

    DEFAULT_CSS = """
    GapField { height: 1fr; width: 1fr; }
    """

    def __init__(self) -> None:
        """Make an empty map."""
        super().__init__(id="field", classes="card")
        self._found: Sequence[MapLetter] = ()
        self._lit: int | None = None

    def show(self, found: Sequence[MapLetter], lit: int | None) -> None:
        """Show things, one of them lit."""
        if (self._found, self._lit) != (found, lit):
            self._found, self._lit = found, lit
            self.refresh()

    def render(self) -> Content:
        """Draw the map in all its cells."""
        width, height = self.content_size
        spots = spots_of(self._found)
        foot = _LINES if cell_len(_LINES) < width - _AXIS else _LINES_IN_SHORT
        high = height > _LOW
        ground = ground_of_gaps(spots, foot if high else "", words=high)
        return Content("\n").join(lines(draw_field(spots, ground, width, height, self._lit).canvas))


_LOW: Final = 12
"""With so few rows the map is without the words below it."""


class MapRows(GapRows):
    """The list of what is on the map."""


class MapPage(Container):
    """The map and its list: side by side, or one above the other."""

    DEFAULT_CSS = f"""
    MapPage {{
        height: 1fr;
        layout: vertical;
        & .card {{ {CARD} }}
        & .card:focus-within {{ border: round $primary; border-title-color: $primary; }}
        & #points {{ height: 6; }}
        & #map {{ height: 1fr; background: $surface; }}
        & #about {{ height: auto; margin-top: 1; display: none; }}
        &.-beside {{ layout: horizontal; }}
        &.-beside #points {{ width: 42; height: 1fr; margin-left: 1; }}
        &.-beside.-far #points {{ width: 54; }}
        &.-beside #about {{ display: block; }}
        &.-spoken #field {{ display: none; }}
        &.-spoken #points {{ height: 1fr; width: 1fr; margin-left: 0; }}
    }}
    """

    def compose(self) -> ComposeResult:
        """Lay out the map, and the list with words on its row."""
        yield GapField()
        with Vertical(id="points", classes="card"):
            yield MapRows(id="map")
            yield Static(id="about", markup=False)

    def show(self, session: Session, summary: Summary, width: int) -> bool:
        """Show all gaps of a summary that have a place; whether there is any."""
        self._found = map_letters(session, summary)
        self.set_class(width >= _BESIDE, "-beside")
        self.set_class(width >= _FAR, "-far")
        spoken = self.app.has_class("-accessible")
        self.set_class(spoken, "-spoken")
        brief = self.has_class("-beside") and not self.has_class("-far")
        rows = [(each.key, _row(each, spoken=spoken, brief=brief)) for each in self._found]
        self.query_one(MapRows).show_rows(rows)
        up, across = AXES
        short = sum(bool(gap.score.gap) for gap in summary.gaps)
        field = self.query_one(GapField)
        near = f"{_NEAR} of a line · " if any(_is_near(e) for e in self._found) else ""
        name_card(field, f"{up.capitalize()} ↑ against {across} →", near + f"{len(rows)} points")
        over = sum(bool(gap.score.surplus) for gap in summary.gaps)
        told = f"{short} short · {over} over"
        name_card(self.query_one("#points", Vertical), "By priority", told)
        self.light()
        return bool(rows)

    @on(OptionList.OptionHighlighted)
    def light(self) -> None:
        """Light the point of the row with the cursor, and say where it lies."""
        at = self.query_one(MapRows).highlighted
        lit = at if at is not None and at < len(self._found) else None
        self.query_one(GapField).show(self._found, lit)
        about = self.query_one("#about", Static)
        about.update(_about(self._found[lit]) if lit is not None else Content(""))


def _is_near(each: MapLetter) -> bool:
    return each.position.is_on_a_line


def _row(each: MapLetter, *, spoken: bool, brief: bool) -> Content:
    """Return sign, number and name; for those who hear it also where it lies and what is next."""
    front, colour = each.said[:6], COLOURS.get(each.mark, "$text-muted")
    name = f"{each.label}: {_lies(each)}" if spoken else (brief and each.short) or each.label
    return Content.assemble("  ", (front, f"bold {colour}"), "  ", (name, "bold" * each.bold))


def _about(each: MapLetter) -> Content:
    """Return the whole name of a thing, where it lies and its next step."""
    place = each.position
    means = f"needed {one_decimal(place.up)}, today {one_decimal(place.across)}, n {place.n}"
    return Content.assemble((each.label, "bold"), f"\n{_lies(each)}\n", (means, "$text-muted"))


def _lies(each: MapLetter) -> str:
    return " · ".join(filter(None, (in_words(each.position.band), each.then)))
