"""One person's ballot, in private: all items of the stage, one key per answer, nothing echoed."""

from collections.abc import Mapping
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.style import Style
from textual.widget import Widget

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session.desk import Desk
from valueworkshop.core.show.pictures import fitted, whole_words
from valueworkshop.core.stages.votes import keyboard_turns
from valueworkshop.core.stages.votes.keyboard_turns import Cell
from valueworkshop.core.stages.votes.model import Answer, Plan, asks, facets_rated
from valueworkshop.core.stages.votes.picking_turns import items_to_pick
from valueworkshop.core.stages.votes.voters_segments import after
from valueworkshop.tui.stages.votes.cards_entry import answer_keys, keys_of
from valueworkshop.tui.stages.votes.private_screen import PrivateScreen, scroll_to_line
from valueworkshop.tui.stages.votes.scale_words import agreeing, rating, tiles
from valueworkshop.tui.widgets.canvas import is_bare
from valueworkshop.tui.widgets.cover_screen import Handed
from valueworkshop.tui.widgets.fitted import HIGH
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import HELP_HERE, shown_key
from valueworkshop.tui.widgets.static import Static

_MARK = 2
_OTHERS = 24
"""Rows of all that stands around the items."""

ANSWERS = answer_keys("ballot", "Answer")


class BallotScreen(PrivateScreen):
    """Asks one person everything that the stage asks; gives TAKEN when the keyboard goes on.

    It keeps each answer at once and shows it as ●. The person sees their own answers only while
    they ask for it, and of those only what they gave since they took the keyboard: nobody reads
    answers by taking it in another name.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *ANSWERS[:-2],
        Binding("enter", "hand_over", "Hand over", id="ballot.hand_over"),
        *ANSWERS[-2:],
        Binding("backspace", "back", "One back", id="ballot.back"),
        Binding("space", "look", "Show mine", id="ballot.look"),
        Binding("s", "segment", "Customers", id="ballot.segment"),
        Binding("left", "move(0,-1)", show=False, id="ballot.left"),
        Binding("right", "move(0,1)", show=False, id="ballot.right"),
        Binding("up,k", "move(-1,0)", show=False, id="ballot.up"),
        Binding("down,j", "move(1,0)", show=False, id="ballot.down"),
        Binding("escape", "stop", "Stop here", show=False, id="ballot.stop"),
        *HELP_HERE,
    ]

    DEFAULT_CSS = """
    BallotScreen {
        & #question { text-style: bold; margin-top: 1; }
        & #scale { color: $text-muted; }
        & #item { margin-top: 1; }
    }
    BallotScreen.-high #seen { margin-bottom: 2; }
    BallotScreen.-high #question { margin: 2 0 1 0; }
    """

    HIDES_EARLIER: ClassVar[bool] = True

    def __init__(self, desk: Desk, stage: str, shown: str, name: str) -> None:
        """Ask the person whom `keyboard_turns.awaited` gave as (shown, name)."""
        super().__init__(desk, stage, shown, name)
        self._keys = keys_of(asks(desk.session, stage), "")
        self._then_pick = bool(items_to_pick(desk.session, stage))
        self._before: set[Cell] = set()

    def compose(self) -> ComposeResult:
        """Lay out whose ballot it is, the question, the items, and the item in full."""
        with Vertical(id="ballot"):
            yield Static(id="who", markup=False)
            yield Static(id="seen", markup=False)
            with VerticalScroll(id="rows", can_focus=False):
                yield BallotRows()
            yield Static(id="question", markup=False)
            yield Static(id="scale", markup=False)
            yield Static(id="item", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin with the first unanswered question."""
        rows = self.query_one(BallotRows)
        session = self._desk.session
        plan = asks(session, self._stage)
        labels = {key: facet.label for key, facet in facets_rated(session, self._stage).items()}
        cells = keyboard_turns.rated_cells(session, self._stage)
        rows.ask(cells, {key: item.text for key, item in plan.items.items()}, labels)
        if self.HIDES_EARLIER:
            self._before = {cell for cell in cells if not self._lacks(cell)}
        rows.at = next((n for n, cell in enumerate(cells) if self._lacks(cell)), 0)
        self._draw()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the answers that are possible here, and customers if there are any."""
        if action == "segment":
            return bool(self._desk.session.segments)
        return action != "answer" or parameters[0] in self._keys

    def action_answer(self, key: str) -> None:
        """Take the answer that a key means, and go on to the next question."""
        rows = self.query_one(BallotRows)
        rows.look = self._warned = False
        if self._take(rows.cell, self._keys[key]):
            rows.at = min(rows.at + 1, len(rows.cells) - 1)
        self._draw()

    def _take(self, cell: Cell, answer: Answer) -> bool:
        if self._desk.is_refused():
            return False
        self._before.discard(cell)
        session, ids = self._desk.session, self._desk.ids
        self._desk.commit(
            keyboard_turns.answered(session, self._stage, self._shown, cell, answer, ids)
        )
        return True

    def action_back(self) -> None:
        """Go one question back: the next key answers it anew."""
        rows = self.query_one(BallotRows)
        rows.at = max(rows.at - 1, 0)
        self._draw()

    def action_move(self, rows: int, columns: int) -> None:
        """Go to another question."""
        shown = self.query_one(BallotRows)
        to = shown.at + rows * shown.columns + columns
        if 0 <= to < len(shown.cells):
            shown.at = to
        self._draw()

    def action_look(self) -> None:
        """Show the person their own answers, until the next answer or the same key."""
        rows = self.query_one(BallotRows)
        rows.look = not rows.look
        self._draw()

    def action_segment(self) -> None:
        """Ask for another segment that the person has in mind."""
        if not self._desk.is_refused():
            session, stage, shown = self._desk.session, self._stage, self._shown
            segment = after(session, keyboard_turns.in_mind(session, stage, shown))
            self._desk.commit(
                keyboard_turns.picture(session, stage, shown, segment, self._desk.ids)
            )
        self._draw()

    def action_hand_over(self) -> None:
        """Hand the keyboard on; if answers are missing, only at the second press."""
        missing = sum(map(self._lacks, self.query_one(BallotRows).cells))
        if missing and not self._warned:
            self._warned = True
            self._draw()
        else:
            self.dismiss(Handed.TAKEN)

    def _lacks(self, cell: Cell) -> bool:
        return keyboard_turns.given(self._desk.session, self._stage, self._shown, cell) is None

    def _draw(self) -> None:
        if not self.is_attached:
            return
        session, stage, rows = self._desk.session, self._stage, self.query_one(BallotRows)
        given = {c: keyboard_turns.given(session, stage, self._shown, c) for c in rows.cells}
        told = {
            c: "●" if c in self._before else self._told(a)
            for c, a in given.items()
            if a is not None
        }
        rows.show(told, self._pitch(len(rows.cells) // rows.columns, _OTHERS))
        plan, cell = asks(session, stage), rows.cell
        item, facet = plan.items[cell.item], plan.facets[cell.facet]
        asked = facets_rated(session, stage, cell.item).get(cell.facet, facet)
        missing = sum(answer is None for answer in given.values())
        given_now, of = len(given) - missing, len(given)
        ends = [f"{n}  {text}" for n, text in ((1, item.low), (5, item.high)) if text]
        in_mind = keyboard_turns.in_mind(session, stage, self._shown)
        segment = session.segments[in_mind].name if in_mind in session.segments else _NO_SEGMENT
        thinks = f"   thinks of: {one_line(segment)}" if session.segments else ""
        texts: dict[str, str | Content] = {
            "who": Content.assemble(
                f"{self._who}   ",
                self._squares(given_now, of),
                (f"{given_now} of {of}{thinks}", "$text-muted"),
            ),
            "seen": self._seen(missing),
            "question": asked.question,
            "scale": self._scale(plan),
            "item": Content("\n").join(
                [Content(item.text).stylize("bold"), *(Content(end) for end in ends)]
            ),
        }
        for name, text in texts.items():
            widget = self.query_one(f"#{name}", Static)
            widget.update(Content(text) if isinstance(text, str) else text)
            widget.display = bool(text)
        rows.stay_in_sight()

    def _scale(self, plan: Plan) -> Content:
        room = min(self.size.width, 96) - 4
        shown = tiles(plan, room) if self.size.height >= HIGH else Content("")
        return shown or (rating(plan.labels, room) if plan.scale else agreeing())

    def _seen(self, missing: int) -> str:
        enter, look = shown_key(self, "ballot.hand_over"), shown_key(self, "ballot.look")
        if self._warned:
            answers = "1 answer is" if missing == 1 else f"{missing} answers are"
            return f"{answers} missing. {enter} again hands on anyway."
        if self.query_one(BallotRows).look:
            return f"{_EARLIER if self._before else _SEEN}: {look} hides them."
        if self._before and not missing:
            return f"Your answers are in. A key changes the one at the cursor; {enter} hands on."
        if not missing:
            then = "goes on to your picks" if self._then_pick else "hands on"
            return f"All your answers are in. {look} shows them; {enter} {then}."
        return f"We show each answer as ●; {look} shows yours."

    def _told(self, answer: Answer) -> str:
        """Return the key that gives an answer: one letter says it."""
        key = next((key for key, given in self._keys.items() if given == answer), str(answer))
        return "-" if key == "minus" else key


class BallotRows(Widget):
    """A row per item, a column per facet."""

    DEFAULT_CSS = """
    BallotRows { height: auto; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    def __init__(self) -> None:
        """Make rows without questions."""
        super().__init__()
        self.cells: list[Cell] = []
        self.at = 0
        self.look = False
        self._items: Mapping[str, str] = {}
        self._labels: Mapping[str, str] = {}
        self._given: Mapping[Cell, str] = {}
        self._pitch = 1

    @property
    def cell(self) -> Cell:
        """The question under the cursor."""
        return self.cells[self.at]

    @property
    def columns(self) -> int:
        """How many questions an item has."""
        return max(len(self._labels), 1)

    def ask(self, cells: list[Cell], items: Mapping[str, str], labels: Mapping[str, str]) -> None:
        """Ask these questions; `items` and `labels` are the words of items and facets."""
        self.cells, self._items, self._labels = cells, items, labels
        self.refresh(layout=True)

    def show(self, given: Mapping[Cell, str], pitch: int) -> None:
        """Show what is answered: each as ●, unless the person looks; an item each `pitch` rows."""
        layout = pitch != self._pitch
        self._given, self._pitch = given, pitch
        self.refresh(layout=layout)

    def stay_in_sight(self) -> None:
        """Scroll so that the question under the cursor is visible."""
        row = self.at // self.columns
        scroll_to_line(self, row * self._pitch + self._head if row else 0)

    @property
    def _head(self) -> int:
        """The lines that the words above the columns take."""
        return max((len(label.split()) for label in self._labels.values()), default=1)

    def on_click(self, event: events.Click) -> None:
        """Go to the question that was clicked."""
        place = event.style.meta.get(_AT)
        if isinstance(place, int) and isinstance(self.screen, BallotScreen):
            self.at = place
            self.screen.action_move(0, 0)

    def render(self) -> Content:
        """Draw a mark for each question: ● answered, [ ] now, · not yet."""
        widths = [max(len(word) for word in label.split()) + 2 for label in self._labels.values()]
        room = max(self.size.width - _MARK - sum(widths) - 1, 8)
        lines = []
        for line in range(self._head):
            words = []
            for label, width in zip(self._labels.values(), widths, strict=True):
                split = label.split()
                place = line - (self._head - len(split))
                words.append((split[place] if place >= 0 else "").center(width))
            lines.append(Content(" " * (_MARK + room + 1) + "".join(words)).stylize("$text-muted"))
        for start in range(0, len(self.cells), self.columns):
            here = start <= self.at < start + self.columns
            text = fitted(whole_words(self._items[self.cells[start].item], room), room)
            row = [Content("▸ " if here else "  "), Content(text), Content(" ")]
            row += [
                self._mark(start + column, width)
                for column, width in enumerate(widths)
                if start + column < len(self.cells)
            ]
            lines += [Content("")] * (self._pitch - 1)
            lines.append(Content("").join(row).stylize_before("bold on $tint" if here else ""))
        return Content("\n").join(lines)

    def _mark(self, place: int, width: int) -> Content:
        given = self._given.get(self.cells[place])
        mark = "·" if given is None else given if self.look else "●"
        if place != self.at:
            return Content(mark.center(width)).stylize(Style.from_meta({_AT: place}))
        mark = " " if given is None else mark
        left = (width - 3) // 2
        tile = "bold $accent" if is_bare(self.app) else "bold $surface on $primary"
        return Content.assemble(" " * left, (f"[{mark}]", tile), " " * (width - 3 - left))


_AT = "at"
_SEEN = "You can now see your answers"
_EARLIER = "You can now see what you answered just now, and nothing from before"
_NO_SEGMENT = "no particular customers"
