"""Typing the cards' answers, in order, unseen: one key per answer, and the cursor goes on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.widget import Widget

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.show.pictures import cell_len
from valueworkshop.core.stages.votes.model import Abstained, Answer, Plan, Round
from valueworkshop.tui.widgets.clickable import pressing
from valueworkshop.tui.widgets.keys import shown_key
from valueworkshop.tui.widgets.short_names import fitting

ABSTAINING: Mapping[str, Answer] = {"d": Abstained.DONT_KNOW, "minus": Abstained.SKIPPED}


def keys_of(plan: Plan, facet: str) -> dict[str, Answer]:
    """Return what each key answers to one facet of a stage."""
    return {**{choice.key: choice.number for choice in plan.choices_of(facet)}, **ABSTAINING}


def answer_keys(prefix: str, said: str) -> list[BindingType]:
    """Return bindings of all keys that answer anywhere; `said` is the word for rating by 1 to 5.

    `keys_of` says which of them answer in a stage.
    """
    return [
        Binding("1", "answer('1')", said, key_display="1-5", id=f"{prefix}.rate"),
        *(Binding(n, f"answer('{n}')", show=False, id=f"{prefix}.rate_{n}") for n in "2345"),
        Binding("y", "answer('y')", "Agree", id=f"{prefix}.agree"),
        Binding("x", "answer('x')", "Disagree", id=f"{prefix}.disagree"),
        Binding("d", "answer('d')", "Don't know", id=f"{prefix}.dont_know"),
        Binding("minus", "answer('minus')", "Skip", key_display="-", id=f"{prefix}.skip"),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class CardsShown:
    """What the entry shows: who answers what, and who has answered. Never an answer itself."""

    item: str = ""
    voters: tuple[tuple[str, str], ...] = ()
    facets: tuple[str, ...] = ()
    given: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    keys: Mapping[str, Mapping[str, Answer]] = field(default_factory=dict)
    segments: Mapping[str, str] = field(default_factory=dict)
    in_mind: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        vote: Round,
        item: str,
        voters: tuple[tuple[str, str], ...],
        facets: tuple[str, ...],
        plan: Plan,
        segments: Mapping[str, str],
    ) -> "CardsShown":
        """Return what to show of a vote on an item: `voters` and `segments` are (id, name)."""
        given = frozenset(
            (facet, voter)
            for facet in facets
            for voter, _ in voters
            if voter in vote.ballots and vote.ballots[voter].get(facet, item) is not None
        )
        in_mind = {
            voter: vote.ballots[voter].segment for voter, _ in voters if voter in vote.ballots
        }
        return cls(
            item=item,
            voters=voters,
            facets=facets,
            given=given,
            keys={facet: keys_of(plan, facet) for facet in facets},
            segments=segments,
            in_mind=in_mind,
        )

    def missing(self, facet: str) -> int:
        """Return how many have not answered a facet."""
        return sum((facet, voter) not in self.given for voter, _ in self.voters)


class CardsEntry(Widget, can_focus=True):
    """A cell per voter; the facets of an item one after the other."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *answer_keys("cards", "Answer"),
        Binding("enter", "reveal", "Reveal", id="cards.reveal"),
        Binding("backspace", "step(-1)", "One back", id="cards.back"),
        Binding("s", "segment", "Segment", id="cards.segment"),
        Binding("left", "step(-1)", show=False, id="cards.left"),
        Binding("right", "step(1)", show=False, id="cards.right"),
        Binding("tab", "next_facet", show=False, id="cards.facet"),
    ]

    DEFAULT_CSS = """
    CardsEntry { height: auto; min-height: 4; }
    """

    @dataclass
    class Answered(Message):
        """Somebody typed a voter's answer to a facet of an item."""

        item: str
        voter: str
        facet: str
        answer: Answer

    @dataclass
    class FacetChanged(Message):
        """The entry asks for another facet now."""

        facet: str

    @dataclass
    class SegmentAsked(Message):
        """A voter gets another segment in mind."""

        voter: str

    @dataclass
    class RevealAsked(Message):
        """Somebody pressed Enter; `missing` answers are not in yet."""

        missing: int

    def __init__(self) -> None:
        """Make an entry that shows nobody yet."""
        super().__init__()
        self._shown = CardsShown()
        self._facet = 0
        self._voter = 0
        self._refused = False

    @property
    def facet(self) -> str:
        """The current facet."""
        facets = self._shown.facets
        return facets[min(self._facet, len(facets) - 1)] if facets else ""

    @property
    def missing(self) -> int:
        """How many have not answered the current facet."""
        return self._shown.missing(self.facet)

    def show(self, shown: CardsShown) -> None:
        """Show who has answered."""
        if shown != self._shown:
            before = self._shown
            layout = (shown.voters, bool(shown.segments)) != (before.voters, bool(before.segments))
            self._shown = shown
            self._facet = min(self._facet, max(len(shown.facets) - 1, 0))
            self._voter = min(self._voter, max(len(shown.voters) - 1, 0))
            self.refresh(layout=layout)

    def start(self) -> None:
        """Go to the first answer that is not in, facet by facet; else to the very first."""
        self._facet = self._voter = 0
        self._refused = False
        cells = self._cells()
        open_cell = next((cell for cell in cells if self._key(cell) not in self._shown.given), None)
        if open_cell:
            self._facet, self._voter = open_cell
        self.refresh()
        self.call_after_refresh(self._stay_in_sight)

    def _cells(self) -> Sequence[tuple[int, int]]:
        voters, facets = self._shown.voters, self._shown.facets
        return [(f, v) for f in range(len(facets)) for v in range(len(voters))]

    def _key(self, cell: tuple[int, int]) -> tuple[str, str]:
        return self._shown.facets[cell[0]], self._shown.voters[cell[1]][0]

    def keys_here(self, binding_id: str) -> str:
        """Return the numbers that answer the current facet, if those are not 1 to 5."""
        numbers = [key for key in self._keys if key.isdecimal()]
        fewer = binding_id == "cards.rate" and 0 < len(numbers) < 5
        return " ".join(numbers) if fewer else ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the answers that are possible here, and segments if there are any."""
        if action == "segment":
            return bool(self._shown.segments)
        return action != "answer" or parameters[0] in self._keys or self._is_no_pick(parameters[0])

    @property
    def _keys(self) -> Mapping[str, Answer]:
        """What each key answers to the current facet."""
        return self._shown.keys.get(self.facet, {})

    def _is_no_pick(self, key: object) -> bool:
        """Whether a key is a number where only some numbers are answers."""
        numbers = [each for each in self._keys if each.isdecimal()]
        return isinstance(key, str) and key.isdecimal() and bool(numbers)

    def _refuse(self) -> None:
        """Take no answer until somebody has seen that one was none: the next is somebody else's."""
        self._refused = True
        numbers = ", ".join(key for key in self._keys if key.isdecimal())
        name = one_line(self._shown.voters[self._voter][1])
        back = shown_key(self, "cards.back")
        said = f"Not counted: the answers are {numbers}. Still {name}; {back} goes on."
        self.notify(said, severity="warning", markup=False)

    def action_answer(self, key: str) -> None:
        """Take the answer that a key means, and go on."""
        answer = self._keys.get(key)
        if not self._shown.voters or not self._shown.facets:
            return
        if answer is None or self._refused:
            self._refuse()
            return
        voter = self._shown.voters[self._voter][0]
        self.post_message(self.Answered(self._shown.item, voter, self.facet, answer))
        self.action_step(1)

    def action_step(self, by: int) -> None:
        """Go to the next answer, or one back; after one that was none, stay."""
        cells = self._cells()
        if self._refused or not cells:
            self._refused = False
            return
        index = cells.index((self._facet, self._voter)) + by
        if 0 <= index < len(cells):
            facet = self._facet
            self._facet, self._voter = cells[index]
            if facet != self._facet:
                self.post_message(self.FacetChanged(self.facet))
                self.refresh_bindings()
        self.refresh()
        self._stay_in_sight()

    def _stay_in_sight(self) -> None:
        row = Region(0, self._voter // self._columns() * 2, 1, 1)
        if isinstance(self.parent, Widget):
            self.parent.scroll_to_region(
                row.translate(self.virtual_region.offset),
                animate=False,
                force=True,
                immediate=True,
            )

    def action_next_facet(self) -> None:
        """Ask the next facet without an answer; if all have one, the next one."""
        self._refused = False
        facets = self._shown.facets
        if facets:
            after = [(self._facet + by) % len(facets) for by in range(1, len(facets) + 1)]
            lacking = (facet for facet in after if self._shown.missing(facets[facet]))
            self._facet = next(lacking, after[0])
            self._voter = 0
            self.post_message(self.FacetChanged(self.facet))
            self.refresh_bindings()
            self.refresh()
            self._stay_in_sight()

    def action_segment(self) -> None:
        """Ask for another segment that the voter under the cursor has in mind."""
        if self._shown.voters:
            self.post_message(self.SegmentAsked(self._shown.voters[self._voter][0]))

    def action_reveal(self) -> None:
        """Ask for the reveal; after an answer that was none, only go on."""
        if self._refused:
            self._refused = False
            return
        missing = sum(self._shown.missing(facet) for facet in self._shown.facets)
        self.post_message(self.RevealAsked(missing))

    def on_click(self, event: events.Click) -> None:
        """Go to the answer that was clicked."""
        at = event.get_content_offset(self)
        columns = self._columns()
        if at is None:
            return
        column = at.x // self._across()
        index = at.y // 2 * columns + column
        if column < columns and index < len(self._shown.voters):
            self._voter = index
            self.refresh()

    def _columns(self, width: int | None = None) -> int:
        width = self.size.width if width is None else width
        return max(1, min(4, width // self._across(width)))

    def _across(self, width: int | None = None) -> int:
        """Return the cells for a voter: as many as the names need, if they are not many then."""
        width = self.size.width if width is None else width
        names = [cell_len(one_line(name)) for _, name in self._shown.voters]
        wanted = min(max(max(names, default=0) + 6, _CELL), max(width, _CELL))
        columns = max(1, min(4, width // wanted))
        return wanted if len(names) <= _FEW * columns else _CELL

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines that all voters take, at a width that this widget does not have yet."""
        del container, viewport
        voters = max(2 * ceil(len(self._shown.voters) / self._columns(width)) - 1, 1)
        return voters + 2 if self._shown.segments else voters

    def render(self) -> Content:
        """Draw a mark before each voter's name: ● answered, [ ] now, · not yet."""
        columns = self._columns()
        across = self._across()
        names = fitting([one_line(name) for _, name in self._shown.voters], across - 5)
        rows: list[Content] = []
        for start in range(0, len(self._shown.voters), columns):
            cells = [
                self._cell(index, names[index], across)
                for index in range(start, min(start + columns, len(self._shown.voters)))
            ]
            rows.append(Content("").join(cells))
        if self._shown.segments and self._shown.voters:
            rows.append(self._segment())
        return Content("\n\n").join(rows)

    def _segment(self) -> Content:
        voter, name = self._shown.voters[self._voter]
        segment = self._shown.segments.get(self._shown.in_mind.get(voter, ""), _NO_SEGMENT)
        line = Content.assemble(("s  ", "bold"), f"{one_line(name)} thinks of: {one_line(segment)}")
        return pressing(line.truncate(max(self.size.width, 1), ellipsis=True), "segment")

    def _cell(self, index: int, name: str, across: int) -> Content:
        voter = self._shown.voters[index][0]
        given = (self.facet, voter) in self._shown.given
        mark = "●" if given else "·"
        if index == self._voter:
            label = Content.assemble((f"[{mark if given else ' '}]", "bold $accent"), " ", name)
        else:
            label = Content.assemble(f" {mark}  ", name)
        label = label.truncate(across - 1, ellipsis=True, pad=True)
        return label.stylize_before("on $tint" if index == self._voter else "").append(" ")


_CELL = 19
_FEW = 6
"""Rows of names that may take more cells each."""
_NO_SEGMENT = "no particular customers"
