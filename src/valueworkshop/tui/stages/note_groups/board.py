"""The board of groups: every note in full, a cursor among them, marks before them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from valueworkshop.core.show.drawing.group_cards import HEAD, Drawn, Spot, drawn
from valueworkshop.core.show.stage_figures import NoteCard, NoteGroups
from valueworkshop.core.stages.notes.groups import Gathered
from valueworkshop.tui.widgets.canvas import strips


class Board(Widget, can_focus=True):
    """Groups as columns if there is room, else as an outline. The cursor is on a note or a name.

    A click puts the cursor there; a click where it is already marks the note.
    """

    DEFAULT_CSS = """
    Board { height: auto; width: 100%; background: $surface; }
    """

    @dataclass
    class Again(Message):
        """Somebody clicked where the cursor is."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - as Textual calls it
        """Make an empty board."""
        super().__init__(id=id)
        self._groups: Sequence[Gathered] = ()
        self._titles: Sequence[str] = ()
        self._marked: Collection[str] = ()
        self._group, self._place, self._note = "", 0, ""
        self._drawn: Drawn | None = None
        self._strips: list[Strip] = []

    def put(self, groups: Sequence[Gathered], dots: Sequence[str], marked: Collection[str]) -> None:
        """Show groups, what each got in dots, and which notes are marked, by id."""
        self._groups, self._titles, self._marked = groups, dots, marked
        self._redraw()

    @property
    def at(self) -> Spot:
        """The group and the note in it at the cursor, the nearest there is."""
        keys = [each.key for each in self._groups]
        group = keys.index(self._group) if self._group in keys else len(keys) - 1
        notes = [key for key, _ in self._groups[group].notes] if keys else []
        if self._note in notes:
            return group, notes.index(self._note)
        return group, min(self._place, len(notes) - 1) if notes else HEAD

    @property
    def group(self) -> str:
        """The id of the group at the cursor, '' for none."""
        return self._groups[self.at[0]].key if self._groups else ""

    @property
    def notes(self) -> list[str]:
        """The ids of the note at the cursor; of all notes of a group, if it is on the name."""
        if not self._groups:
            return []
        group, place = self.at
        keys = [key for key, _ in self._groups[group].notes]
        return keys if place == HEAD else [keys[place]]

    def go(self, group: str, place: int = HEAD) -> None:
        """Put the cursor on a note of a group, or on its name."""
        self._group, self._place, self._note = group, place, ""
        self._note = "" if place == HEAD else next(iter(self.notes), "")
        self._redraw()

    def move(self, by: int) -> None:
        """Go to the next note or name, or the one before, through all groups."""
        spots = [
            (number, place)
            for number, each in enumerate(self._groups)
            for place in range(HEAD, len(each.notes))
        ]
        if spots:
            to = spots[max(0, min(spots.index(self.at) + by, len(spots) - 1))]
            self.go(self._groups[to[0]].key, to[1])

    def across(self, by: int) -> None:
        """Go to the next group, or the one before, as far down in it."""
        group, place = self.at
        if self._groups and 0 <= group + by < len(self._groups):
            self.go(self._groups[group + by].key, place)

    def _redraw(self) -> None:
        width = self.size.width
        if not width or not self.is_attached:
            return
        cards = tuple(
            NoteCard(
                name=f"{number} {each.name}" if each.key else each.name,
                notes=tuple(note.text for _, note in each.notes),
                dots=dots,
                is_left_over=not each.key,
            )
            for number, (each, dots) in enumerate(zip(self._groups, self._titles, strict=True), 1)
        )
        marked = {
            (number, place)
            for number, each in enumerate(self._groups)
            for place, (key, _) in enumerate(each.notes)
            if key in self._marked
        }
        self._drawn = drawn(NoteGroups(title="", cards=cards), width, self.at, marked)
        self._strips = strips(self._drawn.canvas, self)
        if self.styles.height is None or self.styles.height.value != len(self._strips):
            self.styles.height = max(len(self._strips), 1)
        self.refresh()
        self.call_after_refresh(self._scroll)

    def _scroll(self) -> None:
        if self._drawn is None or not isinstance(self.parent, Widget):
            return
        x, y, width, height = self._drawn.spots.get(self.at, (0, 0, 1, 1))
        region = Region(x, y, width, height).translate(self.virtual_region.offset)
        self.parent.scroll_to_region(region, animate=False, force=True)

    def on_resize(self) -> None:
        """Draw for another width."""
        self._redraw()

    def notify_style_update(self) -> None:
        """Draw again: what the colours mean may be different."""
        super().notify_style_update()
        if self.is_attached:
            self._redraw()

    def render_line(self, y: int) -> Strip:
        """Draw a line of the board."""
        if y >= len(self._strips):
            return Strip.blank(self.size.width, self.visual_style.rich_style)
        return self._strips[y].adjust_cell_length(self.size.width, self.visual_style.rich_style)

    def on_click(self, event: events.Click) -> None:
        """Go to what was clicked, or say that it is there already."""
        self.focus(scroll_visible=False)
        for spot, (x, y, width, height) in (self._drawn.spots if self._drawn else {}).items():
            if x <= event.x < x + width and y <= event.y < y + height:
                if spot == self.at:
                    self.post_message(self.Again())
                self.go(self._groups[spot[0]].key, spot[1])
                return
