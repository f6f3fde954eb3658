"""One person's dots, in private: the whole window is theirs until they pass the keyboard on."""

from enum import Enum, auto
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList

from valueworkshop.core.session.desk import Desk
from valueworkshop.core.session.dot_votes import DotBallot, DotVote
from valueworkshop.core.session.order import ordered
from valueworkshop.core.session.people import called
from valueworkshop.core.show.drawing.dot_pile import dot_pile
from valueworkshop.core.stages.dots import edits
from valueworkshop.core.stages.dots.words import rules, subject
from valueworkshop.tui.stages.dots.option_lines import hanging
from valueworkshop.tui.widgets.card import CARD
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import HELP_HERE, shown_key
from valueworkshop.tui.widgets.late import ModalScreen
from valueworkshop.tui.widgets.rows import Rows
from valueworkshop.tui.widgets.static import Static
from valueworkshop.tui.widgets.stray_key import stray


class BallotEnd(Enum):
    """How a voter left the ballot: handed over, or to go on later."""

    IN = auto()
    LATER = auto()


class BallotScreen(ModalScreen[BallotEnd]):
    """Every key is an edit at once, so that nothing is lost; handing over makes the ballot count.

    Gives how the voter left it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "add(1)", "Dot", id="dots.put"),
        Binding("backspace,minus", "add(-1)", "Take one back", id="dots.take"),
        Binding("0", "dots(0)", "Dots here", key_display="0-9", id="dots.number"),
        *(Binding(str(n), f"dots({n})", show=False, id=f"dots.number_{n}") for n in range(1, 10)),
        Binding("s", "look", "Show mine", id="dots.look"),
        Binding("escape", "later", "Later", id="dots.later"),
        *HELP_HERE,
    ]

    DEFAULT_CSS = f"""
    BallotScreen {{
        background: $background;
        align: center top;
        & > #box {{ width: 100%; max-width: 96; height: 1fr; {CARD} padding: 1 2 0 2; }}
        & Static {{ height: auto; }}
        & #who {{ text-style: bold; }}
        & #rules {{ color: $text-muted; }}
        & #left {{ margin: 1 0; text-style: bold; }}
        & Rows {{ height: 1fr; background: $surface; }}
        &.-narrow > #box {{ border: none; padding: 0 1; }}
        &.-low > #box {{ padding: 0 1; }}
    }}
    """

    def __init__(self, desk: Desk, vote: str, person: str) -> None:
        """Let a person vote."""
        super().__init__()
        self._desk = desk
        self._key = vote
        self._person = person
        self._warned = False
        self._said = ""
        self._shown = False

    def compose(self) -> ComposeResult:
        """Lay out who votes on what, the options, and how many dots are left."""
        with Vertical(id="box"):
            yield Static(id="who", markup=False)
            yield Static(id="rules", markup=False)
            yield Static(id="about", markup=False)
            yield Static(id="left", markup=False)
            yield OptionRows(id="options")
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin with the first option."""
        self._draw()
        self.query_one(OptionRows).focus()

    def on_key(self, event: events.Key) -> None:
        """Say if a key does nothing, until the next one that does something."""
        if said := stray(self, event):
            self._said = said
            self._draw()

    def on_resize(self, _event: events.Resize) -> None:
        """Wrap the options to another width."""
        self.call_after_refresh(self._draw)

    def keys_here(self, binding_id: str) -> str:
        """Return the digits that a line takes."""
        if binding_id != "dots.number" or (vote := self.vote) is None:
            return ""
        return f"0-{min(vote.most, 9)}"

    @property
    def vote(self) -> DotVote | None:
        """The current vote, None if it was removed or revealed meanwhile."""
        session = self._desk.session
        return None if edits.is_revealed(session, self._key) else session.dots.get(self._key)

    def _draw(self) -> None:
        vote, name = self.vote, called(self._desk.session.people).get(self._person)
        if vote is None or name is None or not self.is_attached:
            return
        ballot = vote.ballot_of(self._person)
        key = shown_key(self, "dots.look")
        self.query_one("#who", Static).update(Content(f"{name} votes"))
        self.query_one("#rules", Static).update(
            Content(
                f"{rules(vote)}. A digit puts so many on the line at ▸. Unseen: {key} shows yours."
            )
        )
        self.query_one("#about", Static).update(Content(subject(self._desk.session, vote)))
        rows = self.query_one(OptionRows)
        width = max((min(96, self.size.width)) - 6, 40)
        piles = min(vote.most, 8)
        put = ballot.dots if self._shown else {}
        rows.show_rows(
            [
                (key, hanging(_head(put.get(key, 0), piles), option.text, width))
                for key, option in ordered(vote.options)
            ]
        )
        left = vote.budget - ballot.spent
        told = f"{_left_in_words(left, vote.budget)}.  {self._said}".rstrip()
        self.query_one("#left", Static).update(Content(told))

    def action_add(self, by: int) -> None:
        """Put one more dot on the option under the cursor, or take one away."""
        if (vote := self.vote) is not None and (option := self.query_one(OptionRows).current):
            self._put(option, vote.ballot_of(self._person).dots.get(option, 0) + by)

    def action_dots(self, dots: int) -> None:
        """Put `dots` on the option under the cursor."""
        if option := self.query_one(OptionRows).current:
            self._put(option, dots)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        """Put one more dot on what was clicked; if no more fit, take them all off."""
        vote, option = self.vote, event.option.id or ""
        if vote is not None and option in vote.options:
            ballot = vote.ballot_of(self._person)
            dots = ballot.dots.get(option, 0) + 1
            self._put(option, dots if dots <= edits.room_on(vote, ballot, option) else 0)

    def _put(self, option: str, dots: int) -> None:
        vote = self.vote
        if vote is None:
            return
        self._warned = False
        self._said = _refusal(vote, vote.ballot_of(self._person), option, dots)
        session, ids = self._desk.session, self._desk.ids
        if dots >= 0 and not self._said:
            self._desk.commit(edits.put(session, self._key, self._person, option, dots, ids))
        self._draw()

    def action_look(self) -> None:
        """Show where your own dots are, or hide them again."""
        self._shown = not self._shown
        self._draw()

    def action_later(self) -> None:
        """Leave the ballot as it is; it does not count yet."""
        self.dismiss(BallotEnd.LATER)

    def action_hand_over(self) -> None:
        """Let the ballot count and cover it; with dots left, only at the second press."""
        vote = self.vote
        if vote is None:
            self.dismiss(BallotEnd.LATER)
            return
        left = vote.budget - vote.ballot_of(self._person).spent
        if left and not self._warned:
            self._warned = True
            key = shown_key(self, "dots.hand_over")
            self._said = f"{key} again hands over anyway."
            self._draw()
            return
        session, ids = self._desk.session, self._desk.ids
        self._desk.commit(edits.hand_in(session, self._key, self._person, ids))
        self.dismiss(BallotEnd.IN)


class OptionRows(Rows):
    """The options for dots. A click puts one; Enter, through the screen, hands over the ballot."""

    AT_ONCE = True

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.hand_over", "Hand over", id="dots.hand_over"),
    ]


def _head(dots: int, piles: int) -> Content:
    pile = dot_pile(dots, max(dots, piles), piles)
    return Content.assemble("  ", (pile, "bold $primary"), "  ")


def _left_in_words(left: int, budget: int) -> str:
    return f"{left} of {budget} {'dot' if budget == 1 else 'dots'} left"


def _refusal(vote: DotVote, ballot: DotBallot, option: str, dots: int) -> str:
    """Say why an option cannot have `dots`, '' if it can."""
    if dots <= edits.room_on(vote, ballot, option):
        return ""
    if dots > vote.most:
        return f"At most {vote.most} on one."
    return "You have no dots left: first take one back somewhere else."
