"""A whole stage at a glance: its figures as cards that fill the view, and below them the words."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from valueworkshop.core.show.blocks import Chart, Sight
from valueworkshop.core.show.card_figures import (
    Camps,
    CardFigure,
    Changes,
    Equation,
    Headline,
    Ratings,
)
from valueworkshop.core.show.drawing.in_cells import least, within_card
from valueworkshop.tui.stages.drawn_blocks import drawn
from valueworkshop.tui.widgets.canvas import is_bare, lines
from valueworkshop.tui.widgets.card import CARD, name_card
from valueworkshop.tui.widgets.static import Static

_ASIDES = 2
"""At most so many figures stand at the side, or under the main one."""


class FigureCard(Widget):
    """A figure in a card: it is drawn anew for each size that the card gets."""

    DEFAULT_CSS = f"""
    FigureCard {{ {CARD} height: auto; width: 1fr; }}
    FigureCard.-none {{ display: none; }}
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        """Make an empty card, which is not there yet."""
        super().__init__(id=id, classes=classes)
        self._figure: CardFigure | None = None
        self.add_class("-none")

    def show(self, figure: CardFigure | None) -> None:
        """Show a figure with its title and what limits it; without one the card is gone."""
        self.set_class(figure is None, "-none")
        if figure is not None and figure != self._figure:
            self._figure = figure
            name_card(self, figure.title, figure.note)
            self.refresh(layout=True)

    def least(self, width: int) -> int:
        """Return the rows that the card takes at the least, with its border."""
        if self._figure is None or not self.display:
            return 0
        across = self.size.width or width - self.gutter.width
        return least(self._figure, max(across, 1)) + self.gutter.height

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return as many rows as the figure takes at the least."""
        del container, viewport
        return least(self._figure, width) if self._figure else 0

    def render(self) -> Content:
        """Draw the figure in the cells that there are."""
        width, height = self.content_size
        if self._figure is None or width < 1:
            return Content("")
        canvas = within_card(self._figure, width, height)
        return Content("\n").join(lines(canvas, bare=is_bare(self.app))[:height])


class Whole(VerticalScroll, can_focus=True, inherit_bindings=False):
    """Shows all figures of a stage in one view, which they fill; the words are below them.

    Arrows are for what it shows.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown,space", "page_down", "Further down", show=False, id="whole.down"),
        Binding("pageup", "page_up", "Further up", show=False, id="whole.up"),
    ]

    SCOPED_CSS = False  # how wide the screen is says the screen

    DEFAULT_CSS = """
    Whole {
        height: 1fr;
        & > #pictures { height: 100%; }
        & #heads { height: auto; }
        &.-equation #headline { width: 31; margin-left: 1; }
        & #middle { height: 1fr; }
        & #main, & #asides { height: 1fr; }
        & #main { border: round $primary; border-title-color: $primary; }
        & #asides { width: 32; margin-left: 1; display: none; }
        & #asides FigureCard { height: 1fr; background: $panel; }
        & > #words { height: auto; margin-top: 1; padding: 0 2; }
    }
    Whole:focus { background-tint: transparent; }
    Whole:blur #main { border: round $line; border-title-color: $foreground; }
    .-wide Whole #asides { display: block; }
    .-wide Whole #asides.-none, .-wide Whole .under { display: none; }
    .-wide Whole.-equation #headline { width: 44; }
    .-vast Whole #asides { width: 40; }
    .-low Whole #below, .-high Whole #beneath { display: none; }
    .-narrow Whole FigureCard, .-narrow Whole #main { border: none; padding: 0; }
    .-narrow Whole #equation { border-top: solid $line; }
    .-narrow Whole.-equation #headline { display: none; }
    .-narrow Whole #words { padding: 0; }
    """

    def compose(self) -> ComposeResult:
        """Lay out a place for each figure that a stage may have."""
        with Vertical(id="pictures"):
            with Horizontal(id="heads"):
                yield FigureCard(id="equation")
                yield FigureCard(id="headline")
            with Horizontal(id="middle"):
                yield FigureCard(id="main")
                with Vertical(id="asides"):
                    for number in range(_ASIDES):
                        yield FigureCard(id=f"aside-{number}")
            for number in range(_ASIDES):
                yield FigureCard(id=f"under-{number}", classes="under")
            yield FigureCard(id="below")
        yield FigureCard(id="beneath")
        yield Static(id="words", markup=False)

    def show(self, blocks: Sequence[Sight], width: int) -> None:
        """Show the figures among the blocks, and below them what else there is to say."""
        plain = self.app.has_class("-accessible")  # then it is read line by line
        figures: list[CardFigure] = []
        rest: list[Sight] = []
        for block in blocks:
            if plain:
                rest.append(block)
            elif isinstance(block, Chart) and isinstance(block.cells, CardFigure):
                figures.append(block.cells)
            else:
                rest.append(block)
        head: dict[str, list[CardFigure]] = {
            "equation": [each for each in figures if isinstance(each, Equation)],
            "headline": [each for each in figures if isinstance(each, Headline)],
            "below": [each for each in figures if isinstance(each, Camps | Changes)],
        }
        layers: list[CardFigure] = [each for each in figures if isinstance(each, Ratings)]
        placed = [each for found in (*head.values(), layers) for each in found]
        main = [each for each in figures if each not in placed]
        head |= {"main": main, "beneath": head["below"]}
        for name, each in head.items():
            self.query_one(f"#{name}", FigureCard).show(each[0] if each else None)
        self.set_class(bool(head["equation"]), "-equation")
        for number in range(_ASIDES):
            one = layers[number] if number < len(layers) else None
            for place in ("aside", "under"):
                self.query_one(f"#{place}-{number}", FigureCard).show(one)
        self.query_one("#asides").set_class(not layers, "-none")
        self.query_one("#words", Static).update(drawn(rest, max(width - 5, 20), plain=plain))
        self.query_one("#pictures").display = not plain
        self._fit(width)

    def on_resize(self, event: events.Resize) -> None:
        """Work out anew from which height on the view scrolls."""
        self._fit(event.size.width)

    def _fit(self, width: int) -> None:
        """Let the figures fill the view, or be as high as they must: then the view scrolls."""
        cards = {card.id or "": card.least(width) for card in self.query(FigureCard)}
        cards.pop("beneath")
        rows = max(cards.pop("equation"), cards.pop("headline"))
        asides = [cards.pop(f"aside-{number}") for number in range(_ASIDES)]
        rows += max(cards.pop("main"), sum(asides)) + sum(cards.values())
        self.query_one("#pictures").styles.min_height = rows
