"""The kits of a new workshop: a card each where there is room, else a row each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import ScrollableContainer
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from valueworkshop.core.show.drawing.agenda_bar import CURSOR, shape
from valueworkshop.core.show.drawing.cells import Canvas
from valueworkshop.core.show.drawing.kit_card import KitFacts, kit_card, kit_row
from valueworkshop.core.show.pictures import cell_len
from valueworkshop.tui.library.agenda import Agenda, longest
from valueworkshop.tui.widgets.canvas import lines
from valueworkshop.tui.widgets.card import CARD, name_card

_LOWEST: Final = 6
"""Rows inside a card; with fewer a kit is a row."""

_NARROWEST: Final = 36
"""Cells of a card; where they would not all have as many, there are two rows of cards."""

_ROWS: Final = 10
"""Rows of a card with its border, where there are more cards than two rows hold."""

_HIGH: Final = 18
"""With so many rows its agenda is drawn higher."""


def columns(kits: int, width: int) -> int:
    """Return how many cards a row has: all of them, else half of them, else what fits."""
    fit = max(width // _NARROWEST, 1)
    return kits if kits <= fit else min(-(-kits // 2), fit)


class KitCard(Widget):
    """One kit. It draws itself as a card, or in one row if it is no higher."""

    DEFAULT_CSS = f"""
    KitCard {{
        height: 1;
        &.-chosen {{ background: $band; }}
        &.-card {{ {CARD} height: 100%; width: 1fr; }}
        &.-card.-chosen {{
            background: $surface; border: round $primary; border-title-color: $primary;
        }}
    }}
    """

    @dataclass
    class Clicked(Message):
        """Somebody clicked on a kit."""

        kit: str

    def __init__(self, name: str) -> None:
        """Make a card for the kit of this name."""
        super().__init__()
        self.kit = name
        self._agenda: Agenda | None = None
        self._of = self._longest = 0
        self._chosen = False

    def show(self, agenda: Agenda, of: int, name: int, *, chosen: bool) -> None:
        """Show a kit; the longest of all takes `of` minutes, the longest name `name` cells."""
        self._agenda, self._of, self._longest, self._chosen = agenda, of, name, chosen
        self.set_class(chosen, "-chosen")
        self.fit()
        self.refresh()

    def fit(self) -> None:
        """Put the words into the border, if there is one."""
        if self._agenda is not None and self.has_class("-card"):
            title = self._agenda.kit.title
            name_card(self, f"{CURSOR} {title}" if self._chosen else title, self._agenda.other)

    def render(self) -> Content:
        """Draw the card or the row."""
        width, height = self.content_size
        if self._agenda is None or width < 1:
            return Content("")
        facts = self._agenda.facts
        if height < _LOWEST:
            row = lines(kit_row(facts, max(width - 2, 0), self._longest))[0]
            mark = (f"{CURSOR} ", "bold $primary") if self._chosen else "  "
            return Content.assemble(mark, row.stylize("bold") if self._chosen else row)
        drawn = self._card(facts, width, height)
        return Content("\n").join(lines(drawn))

    def _card(self, facts: KitFacts, width: int, height: int) -> Canvas:
        agenda = self._agenda
        rows = 2 if height >= _HIGH else 1
        row = shape(agenda.slots if agenda else [], width, self._of, rows, gaps=False)
        return kit_card(facts, row, width, height, "accent" if self._chosen else "today")

    def on_click(self, event: events.Click) -> None:
        """Choose this kit."""
        event.stop()
        self.post_message(self.Clicked(self.kit))


class Kits(ScrollableContainer, can_focus=True):
    """All kits, one of them chosen by arrow keys or by the first letter of its title."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,down,space", "step(1)", "Kit", id="kits.next", key_display="→"),
        Binding("left,up", "step(-1)", "Kit before", show=False, id="kits.before"),
        Binding("plus", "people(1)", "People", id="kits.more_people"),
        Binding("minus", "people(-1)", "Fewer people", show=False, id="kits.fewer_people"),
    ]

    DEFAULT_CSS = """
    Kits {
        height: auto;
        scrollbar-size: 1 1;
        &:focus KitCard.-chosen { background: $tint; }
        &:focus KitCard.-card.-chosen { background: $surface; }
        &.-cards { layout: grid; }
    }
    """

    @dataclass
    class Chosen(Message):
        """The user chose another kit."""

        kit: str

    @dataclass
    class ForPeople(Message):
        """The user asks how long it takes with so many people more, or fewer."""

        by: int

    def __init__(self, names: Sequence[str]) -> None:
        """Make a card for each kit."""
        super().__init__(id="kits")
        self._names = list(names)
        self._titles: Mapping[str, str] = {}
        self._chosen = ""

    def compose(self) -> ComposeResult:
        """Lay them out."""
        for name in self._names:
            yield KitCard(name)

    def show(self, agendas: Mapping[str, Agenda], chosen: str, *, cards: bool) -> None:
        """Show the kits, as `cards` or in rows; the chosen one comes into view."""
        self._titles = {name: agenda.kit.title for name, agenda in agendas.items()}
        self._chosen = chosen
        self.set_class(cards, "-cards")
        across = columns(len(self._names), self.screen.size.width)
        self.styles.grid_size_columns = across
        self.styles.grid_rows = "1fr" if len(self._names) <= 2 * across else f"{_ROWS}"
        of = longest(agendas.values())
        name = max(map(cell_len, self._titles.values()), default=0)
        for card in self.query(KitCard):
            card.set_class(cards, "-card")
            card.show(agendas[card.kit], of, name, chosen=card.kit == chosen)
        self.call_after_refresh(self._into_view)

    @property
    def in_two_rows(self) -> bool:
        """Whether there are more cards than one row holds."""
        return len(self._names) > columns(len(self._names), self.screen.size.width)

    def _into_view(self) -> None:
        for card in self.query(KitCard):
            if card.kit == self._chosen:
                self.scroll_to_widget(card, animate=False)

    def action_step(self, by: int) -> None:
        """Choose the next kit, or the one before; after the last comes the first."""
        at = (self._names.index(self._chosen) + by) % len(self._names)
        self.post_message(self.Chosen(self._names[at]))

    def action_people(self, by: int) -> None:
        """Show the minutes for another number of people."""
        self.post_message(self.ForPeople(by))

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Take every letter: while you choose, none may do anything else."""
        own = {"space", "plus", "minus"}
        return key not in own and character is not None and character.isprintable()

    def on_key(self, event: events.Key) -> None:
        """Go to the next kit whose title begins with the letter typed."""
        letter = event.character
        if letter is None or not self.check_consume_key(event.key, letter):
            return
        event.stop()
        start = self._names.index(self._chosen) + 1
        for name in [*self._names[start:], *self._names[:start]]:
            if self._titles.get(name, "").casefold().startswith(letter.casefold()):
                if name != self._chosen:
                    self.post_message(self.Chosen(name))
                return

    def on_kit_card_clicked(self, event: KitCard.Clicked) -> None:
        """Choose the kit that was clicked."""
        event.stop()
        self.focus()
        self.post_message(self.Chosen(event.kit))
