"""One person picks what matters most and least, in private: one key per pick, nothing echoed."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.style import Style
from textual.widget import Widget

from valueworkshop.core.session.desk import Desk
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.pictures import fitted, whole_words
from valueworkshop.core.stages.votes import picking_turns
from valueworkshop.core.stages.votes.model import MOST, WEIGHT, Abstained, asks
from valueworkshop.core.stages.votes.picking_turns import Picking
from valueworkshop.tui.stages.votes.private_screen import PrivateScreen, scroll_to_line
from valueworkshop.tui.widgets.cover_screen import Handed
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import HELP_HERE, shown_key
from valueworkshop.tui.widgets.static import Static

_DIGITS = 9


class PickItemsScreen(PrivateScreen):
    """Asks one person what matters most and least; gives TAKEN when the keyboard goes on.

    It keeps each pick at once and shows it as ●, whichever way it was. The person sees which only
    while they ask for it, and only of picks since they took the keyboard.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "pick(0)", "Pick by number", key_display="1-9", id="picks.pick"),
        *(
            Binding(str(n + 1), f"pick({n})", show=False, id=f"picks.pick_{n + 1}")
            for n in range(1, _DIGITS)
        ),
        Binding("p", "pick_here", "Pick this", id="picks.here"),
        Binding("enter", "hand_over", "Hand over", id="picks.hand_over"),
        Binding("d", "end('d')", "Don't know", id="picks.dont_know"),
        Binding("minus", "end('minus')", "Skip", key_display="-", id="picks.skip"),
        Binding("backspace", "back", "One back", id="picks.back"),
        Binding("space", "look", "Show mine", id="picks.look"),
        Binding("up,k", "move(-1)", show=False, id="picks.up"),
        Binding("down,j", "move(1)", show=False, id="picks.down"),
        Binding("escape", "stop", "Stop here", show=False, id="picks.stop"),
        *HELP_HERE,
    ]

    DEFAULT_CSS = """
    PickItemsScreen {
        & #question { color: $text-muted; }
        & #now { text-style: bold; margin-bottom: 1; }
    }
    """

    def __init__(self, desk: Desk, stage: str, shown: str, name: str) -> None:
        """Ask the person whom `keyboard_turns.awaited` gave as (shown, name)."""
        super().__init__(desk, stage, shown, name)
        self._order: list[str] = []
        self._said = ""

    def keys_here(self, binding_id: str) -> str:
        """Return the digits that are numbers of items."""
        return f"1-{min(len(self._at.items), _DIGITS)}" if binding_id == "picks.pick" else ""

    @property
    def _at(self) -> Picking:
        return picking_turns.picking(self._desk.session, self._stage, self._shown)

    def compose(self) -> ComposeResult:
        """Lay out whose picks they are, what is asked, and the items with their numbers."""
        with Vertical(id="ballot"):
            yield Static(id="who", markup=False)
            yield Static(id="seen", markup=False)
            yield Static(id="question", markup=False)
            yield Static(id="now", markup=False)
            with VerticalScroll(id="rows", can_focus=False):
                yield PickRows()
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin with the first pick that is open."""
        self._draw()

    def action_pick(self, place: int) -> None:
        """Pick the item with a number; one that is picked already stays as it is."""
        rows, at = self.query_one(PickRows), self._at
        rows.look = self._warned = False
        if place >= len(at.items):
            self._said = f"No item here has the number {place + 1}."
            self._draw()
            return
        rows.at = place
        item = at.items[place]
        self._said = "You have picked that one already." if item in at.given else ""
        if at.now is not None and item not in at.given:
            ids, session = self._desk.ids, self._desk.session
            if self._take(picking_turns.pick(session, self._stage, self._shown, item, ids)):
                self._order.append(item)
        self._draw()

    def action_pick_here(self) -> None:
        """Pick the item under the cursor."""
        self.action_pick(self.query_one(PickRows).at)

    def action_end(self, key: str) -> None:
        """Pick no more: what is left is neither; without any pick it is not known, or skipped."""
        self._said = ""
        left = Abstained.DONT_KNOW if key == "d" else Abstained.SKIPPED
        ids, session = self._desk.ids, self._desk.session
        self._warned = False
        self._take(picking_turns.end(session, self._stage, self._shown, left, ids))
        self._draw()

    def action_back(self) -> None:
        """Take back the last pick; those of an earlier turn all at once."""
        self._said = ""
        last = self._order.pop() if self._order else ""
        ids, session = self._desk.ids, self._desk.session
        self._warned = False
        self._take(picking_turns.take_back(session, self._stage, self._shown, last, ids))
        self._draw()

    def _take(self, session: Session) -> bool:
        return not self._desk.is_refused() and self._desk.commit(session)

    def action_move(self, by: int) -> None:
        """Go to another item."""
        self._said = ""
        rows = self.query_one(PickRows)
        rows.at = max(0, min(rows.at + by, len(self._at.items) - 1))
        self._draw()

    def action_look(self) -> None:
        """Show the person what they picked, until the next pick or the same key."""
        self._said = ""
        rows = self.query_one(PickRows)
        rows.look = not rows.look
        self._draw()

    def action_hand_over(self) -> None:
        """Hand the keyboard on; if a pick is missing, only at the second press."""
        if self._at.now is not None and not self._warned:
            self._warned = True
            self._draw()
        else:
            self.dismiss(Handed.TAKEN)

    def _draw(self) -> None:
        if not self.is_attached:
            return
        session, rows, at = self._desk.session, self.query_one(PickRows), self._at
        plan = asks(session, self._stage)
        marks = [
            (str(plan.told(at.given[item], WEIGHT)) if item in self._order else "●")
            if item in at.picked
            else ""
            for item in at.items
        ]
        pitch = self._pitch(len(at.items), _OTHERS)
        rows.show([plan.items[item].text for item in at.items], marks, pitch)
        texts = {
            "who": self._who,
            "seen": self._seen(at),
            "question": plan.facets[WEIGHT].question,
        }
        for name, text in texts.items():
            self.query_one(f"#{name}", Static).update(Content(text))
        self.query_one("#now", Static).update(_now(at))
        rows.stay_in_sight()

    def _seen(self, at: Picking) -> str:
        enter, look = shown_key(self, "picks.hand_over"), shown_key(self, "picks.look")
        if self._warned:
            return f"You have not picked all yet. {enter} again hands on anyway."
        if self.query_one(PickRows).look:
            return f"Your picks are on the screen now: {look} hides which is which."
        if at.now is None:
            return f"All your picks are in. {look} shows them; {enter} hands on."
        how = f"A number picks its item, {shown_key(self, 'picks.here')} the one at ▸."
        return f"{self._said or how} Each shows as ●; {look} shows which way."


def _now(at: Picking) -> Content:
    """Return what to pick now, with the way large before it: it turns from pick to pick."""
    if at.now is None:
        return Content("That was the last one.")
    way, colour = ("most", "$primary") if at.now == MOST else ("least", "$warning")
    return Content.assemble((f" {way.upper()} ", f"reverse {colour}"), f"  {at.question}")


class PickRows(Widget):
    """A numbered row per item; what is picked has a mark."""

    DEFAULT_CSS = """
    PickRows { height: auto; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    def __init__(self) -> None:
        """Make rows without items."""
        super().__init__()
        self.at = 0
        self.look = False
        self._items: Sequence[str] = ()
        self._marks: Sequence[str] = ()
        self._pitch = 1

    def show(self, items: Sequence[str], marks: Sequence[str], pitch: int) -> None:
        """Show these items each `pitch` rows, with how each was picked, '' if it was not."""
        layout = (len(items), pitch) != (len(self._items), self._pitch)
        self._items, self._marks, self._pitch = items, marks, pitch
        self.refresh(layout=layout)

    def stay_in_sight(self) -> None:
        """Scroll so that the item under the cursor is visible."""
        scroll_to_line(self, self.at * self._pitch)

    def on_click(self, event: events.Click) -> None:
        """Pick the item that was clicked."""
        place = event.style.meta.get(_AT)
        if isinstance(place, int) and isinstance(self.screen, PickItemsScreen):
            self.screen.action_pick(place)

    def render(self) -> Content:
        """Draw a line for each item: ● picked, · not."""
        room = max(self.size.width - _BESIDE, 8)
        lines = []
        for place, (text, mark) in enumerate(zip(self._items, self._marks, strict=True)):
            here = place == self.at
            digit = str(place + 1) if place < _DIGITS else " "
            shown = (mark if self.look else "●") if mark else "·"
            row = (
                f"{'▸' if here else ' '} {digit}  {fitted(whole_words(text, room), room)}  {shown}"
            )
            line = Content(row).stylize(Style.from_meta({_AT: place}))
            lines.append(line.stylize_before("bold on $tint") if here else line)
        return Content("\n" * self._pitch).join(lines)


_BESIDE = 14
_OTHERS = 16
"""Rows of all that stands around the items."""
_AT = "at"
