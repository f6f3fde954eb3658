"""Typing how each person spreads 100 points, unseen: ● replaces points, unless they look."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.scoring.point_shares import WHOLE
from valueworkshop.core.show.pictures import cell_len, fitted
from valueworkshop.core.stages.allocation import tens
from valueworkshop.core.stages.allocation.model import Asks
from valueworkshop.core.stages.votes.model import ROOM
from valueworkshop.tui.widgets.clickable import pressing
from valueworkshop.tui.widgets.keys import shown_key
from valueworkshop.tui.widgets.short_names import fitting

_NAME = 22
"""Cells for a name and the mark before it, at least;"""

_MARK, _BETWEEN = 4, 2
"""those of the mark, and those behind the longest name."""

_POINTS = 7
"""Cells before what points go to."""

_SHIFTS = {"  ← 5 less  ": "shift(-5)", "  → 5 more  ": "shift(5)", "  f the rest  ": "fill"}
_STEP = 5
_FEWER = "Fewer dots were left than that: all of them went there."


def things(asked: Asks) -> tuple[tuple[str, str], ...]:
    """Return what points go to, as (id, words)."""
    return tuple(
        (key, f"{each.text}: {each.about}" if each.about else each.text)
        for key, each in asked.disciplines.items()
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SpreadShown:
    """Who spreads points over what, as (id, words); `given` holds the points by voter.

    `dots` says that a digit means as many dots of ten points. `alone` is one person with the
    screen to themselves: then no list of voters is drawn.
    """

    spread: str = ""
    voters: tuple[tuple[str, str], ...] = ()
    things: tuple[tuple[str, str], ...] = ()
    given: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    dots: bool = False
    alone: bool = False

    @property
    def missing(self) -> int:
        """How many have not given theirs."""
        return sum(voter not in self.given for voter, _ in self.voters)

    @property
    def names(self) -> list[str]:
        """The names of the voters."""
        return [name for _, name in self.voters]


class SpreadEntry(Widget, can_focus=True):
    """The voters, and under them the things with the points of the current one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("0", "digit(0)", "Points", key_display="0-9", id="spread.points"),
        *(Binding(str(n), f"digit({n})", show=False, id=f"spread.{n}") for n in range(1, 10)),
        Binding("backspace", "back", show=False, id="spread.backspace"),
        Binding("right,plus", "shift(5)", "5 more", show=False, id="spread.more"),
        Binding("left,minus", "shift(-5)", "5 fewer", show=False, id="spread.fewer"),
        Binding("f", "fill", "The rest here", id="spread.fill"),
        Binding("d", "abstain", "Don't know", id="spread.abstain"),
        Binding("down,tab", "move(1)", show=False, id="spread.down"),
        Binding("up,shift+tab", "move(-1)", "One back", key_display="↑", id="spread.up"),
        Binding("enter", "go_on", "Next", id="spread.next"),
        Binding("space", "look", "Show points", id="spread.look"),
    ]

    DEFAULT_CSS = """
    SpreadEntry { height: auto; }
    """

    @dataclass
    class Spread(Message):
        """A voter's points changed."""

        voter: str
        points: dict[str, int]

    class RevealAsked(Message):
        """Somebody pressed Enter after the last voter."""

    class BackAsked(Message):
        """Somebody went up from the first thing of the first voter."""

    @dataclass
    class Told(Message):
        """A message about what was typed."""

        text: str

    def __init__(self) -> None:
        """Make an entry that shows nobody yet."""
        super().__init__()
        self._shown = SpreadShown()
        self._voter = self._thing = 0
        self._typed = ""
        self._warned = self._look = False

    def show(self, shown: SpreadShown) -> None:
        """Show who has given theirs; another spread begins with the first who has not."""
        if shown == self._shown:
            return
        before = self._shown
        # The first answer gives each voter an id: the people are still the same.
        begins = shown.spread != before.spread or shown.names != before.names
        self._shown = shown
        if begins:
            self.start()
        self.refresh(layout=True)

    @property
    def missing(self) -> int:
        """How many have given nothing."""
        return self._shown.missing

    def start(self) -> None:
        """Go to the first voter who has given nothing, else to the first."""
        open_ones = (i for i, (v, _) in enumerate(self._shown.voters) if v not in self._shown.given)
        self._turn(next(open_ones, 0))

    def _turn(self, voter: int) -> None:
        self._voter, self._thing, self._typed = voter, 0, ""
        self._warned = self._look = False
        self.refresh()

    @property
    def _points(self) -> dict[str, int]:
        """The points of the current voter, with every thing."""
        if not self._shown.voters:
            return {}
        given = self._shown.given.get(self._shown.voters[self._voter][0], {})
        return {key: given.get(key, 0) for key, _ in self._shown.things}

    @property
    def _left(self) -> int:
        return WHOLE - sum(self._points.values())

    def _set(self, number: int) -> None:
        if not self._shown.voters or not self._shown.things:
            return
        key = self._shown.things[self._thing][0]
        self._warned = False
        points = {**self._points, key: max(0, min(number, WHOLE))}
        self.post_message(self.Spread(self._shown.voters[self._voter][0], points))

    def action_digit(self, digit: int) -> None:
        """Type a number, digit by digit; with dots, one digit for each thing."""
        if self._shown.dots:
            self._put_dots(digit)
            return
        typed = f"{self._typed}{digit}"
        self._typed = typed if int(typed) <= WHOLE else str(digit)
        self._set(int(self._typed))

    def _put_dots(self, dots: int) -> None:
        keys = [key for key, _ in self._shown.things]
        if not self._shown.voters or not keys:
            return
        points = tens.put(self._points, keys, self._thing, dots)
        few, was = points[keys[self._thing]] < dots * tens.DOT, self._warned
        self._warned = few
        self._thing = tens.next_place(points, keys, self._thing)
        self.post_message(self.Spread(self._shown.voters[self._voter][0], points))
        if few or was:
            self.post_message(self.Told(_FEWER if few else ""))
        self.refresh()

    def action_back(self) -> None:
        """Take back the last digit; if none was typed, the whole number."""
        if self._shown.dots:
            self.action_move(-1)
            return
        self._typed = self._typed[:-1]
        self._set(int(self._typed or 0))

    def action_shift(self, by: int) -> None:
        """Give five points more or fewer."""
        if self._shown.things:
            self._typed = ""
            self._set(self._points.get(self._shown.things[self._thing][0], 0) + by)

    def action_fill(self) -> None:
        """Give all that is left of 100 to this one, or take off what is too much."""
        if self._shown.things:
            self._typed = ""
            self._set(self._points.get(self._shown.things[self._thing][0], 0) + self._left)

    def action_abstain(self) -> None:
        """Note that this person gives no points, and go on."""
        if self._shown.voters:
            points = dict.fromkeys(self._points, 0)
            self.post_message(self.Spread(self._shown.voters[self._voter][0], points))
            self._thing = max(len(self._shown.things) - 1, 0)  # so that Enter goes on, not down
            self._to_next()

    def action_move(self, by: int) -> None:
        """Go to another thing; before the first comes the voter before."""
        place = self._thing + by
        if 0 <= place < len(self._shown.things):
            self._thing, self._typed = place, ""
            self.refresh()
        elif place < 0 and self._voter:
            self._turn(self._voter - 1)
        elif place < 0:
            self.post_message(self.BackAsked())

    def action_go_on(self) -> None:
        """Go to the next thing, after the last to the next voter."""
        left = self._left
        in_order = not self._shown.dots or left > 0
        if self._thing < len(self._shown.things) - 1 and in_order:
            self.action_move(1)
            return
        given = bool(self._shown.voters) and self._shown.voters[self._voter][0] in self._shown.given
        if given and left not in (0, WHOLE) and not self._warned:
            self._warned = True
            much = f"{left} of 100 are left" if left > 0 else f"There are {-left} too many"
            if not self._is_seen:
                much = "These do not add up to 100"
            here = self._points.get(self._shown.things[self._thing][0], 0) if left < 0 else 0
            evens = (
                f"{shown_key(self, 'spread.fill')} puts that right; " if here + left >= 0 else ""
            )  # only what is here can go
            key = shown_key(self, "spread.next")
            self.post_message(
                self.Told(f"{much}. {evens}{key} again goes on, and we rescale them.")
            )
            return
        self._to_next()

    def _to_next(self) -> None:
        if self._warned:
            self.post_message(self.Told(""))  # a message about this voter is not for the next
        if self._voter < len(self._shown.voters) - 1:
            self._turn(self._voter + 1)
        else:
            self.post_message(self.RevealAsked())

    def on_click(self, event: events.Click) -> None:
        """Go to the voter or the thing that was clicked."""
        at = event.get_content_offset(self)
        if at is None:
            return
        columns, wide = self._columns()
        rows = 0 if self._shown.alone else -(-len(self._shown.voters) // columns)
        voter = at.y * columns + at.x // wide
        if at.y < rows and at.x // wide < columns and voter < len(self._shown.voters):
            self._turn(voter)
            return
        lines = [thing for thing, text in enumerate(self._texts()) for _ in text]
        if 0 <= (line := at.y - (rows and rows + 1)) < len(lines):
            self._thing, self._typed = lines[line], ""
            self.refresh()

    @property
    def _is_seen(self) -> bool:
        """Whether the points are on the screen: on demand, or for the room's one answer."""
        return self._look or [voter for voter, _ in self._shown.voters] == [ROOM]

    def action_look(self) -> None:
        """Show the points of the current voter, and hide them again."""
        self._look = not self._look
        self.refresh()

    def _columns(self) -> tuple[int, int]:
        """Return how many names are side by side, and how many cells each has with its mark."""
        longest = max((cell_len(one_line(name)) for _, name in self._shown.voters), default=0)
        wide = min(max(longest + _MARK + _BETWEEN, _NAME), max(self.size.width, _NAME))
        return max(1, min(4, self.size.width // wide)), wide

    def _texts(self) -> list[list[str]]:
        """Return what points go to, each in as many lines as it needs."""
        width = max(self.size.width - _POINTS, 10)
        return [
            [line.plain for line in Content(text).wrap(width)] for _, text in self._shown.things
        ]

    def render(self) -> Content:
        """Draw the voters, ● given and · not yet, and where the current one gave points."""
        rows = [] if self._shown.alone else [*self._voters(), Content("")]
        texts = self._texts()
        for index, (key, _) in enumerate(self._shown.things):
            mark = "▸" if index == self._thing else " "
            number = self._points.get(key, 0)
            told = number if self._is_seen else self._sign(index, number)
            style = "bold $accent" if index == self._thing else ""
            rows.append(
                Content.assemble(
                    (f"{mark} {told:>3}  ", style),
                    f"\n{' ' * _POINTS}".join(texts[index]),
                )
            )
        left = self._left
        said = f"{left:>5}  left of 100" if left >= 0 else f"{-left:>5}  more than 100"
        if not self._is_seen:
            said = "  100 in all" if not left else "  more than 100" if left < 0 else "  under 100"
        keys = [pressing(words, action) for words, action in _SHIFTS.items()]
        return Content("\n").join(
            [*rows, Content.assemble(said, "   ", *keys).stylize("$text-muted")]
        )

    def _sign(self, index: int, number: int) -> str:
        """Return ● where something was given; with dots where a digit was, be it 0."""
        typed = index < self._thing or not self._left
        return "●" if (typed if self._shown.dots else number) else "·"

    def _voters(self) -> list[Content]:
        columns, wide = self._columns()
        names = fitting([one_line(name) for _, name in self._shown.voters], wide - _MARK)
        cells = [self._cell(index, fitted(name, wide - _MARK)) for index, name in enumerate(names)]
        return [
            Content("").join(cells[start : start + columns])
            for start in range(0, len(cells), columns)
        ]

    def _cell(self, index: int, name: str) -> Content:
        voter = self._shown.voters[index][0]
        mark = "●" if voter in self._shown.given else "·"
        if index == self._voter:
            return Content.assemble((f"[{mark}] ", "bold $accent"), name)
        return Content(f" {mark}  {name}")
