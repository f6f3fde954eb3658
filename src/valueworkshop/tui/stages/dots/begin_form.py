"""The form that begins a dot vote: on what, how many dots, and how they come in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session.dot_votes import DotVote, Way
from valueworkshop.core.stages.dots.edits import MOST_DOTS, as_options, half
from valueworkshop.core.stages.dots.pools import Pool
from valueworkshop.tui.widgets.box import Box, row
from valueworkshop.tui.widgets.form import Form
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import HELP_HERE
from valueworkshop.tui.widgets.static import Static
from valueworkshop.tui.widgets.word_choice import Choice


class BeginScreen(Form[DotVote]):
    """Offers what fits; Enter begins, from any field. If you leave it, nothing begins."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+n", "begin", "Begin", id="dots.begin"),
        Binding("tab,down", "app.focus_next", "Next field", id="dots.field"),
        Binding("shift+tab,up", "app.focus_previous", show=False, id="dots.field_before"),
        Binding("escape", "dismiss(None)", "Back", id="dots.begin_back"),
        *HELP_HERE,
    ]

    DEFAULT_CSS = """
    BeginScreen Box > #about { margin-top: 1; color: $text-muted; }
    """

    @dataclass(frozen=True, slots=True)
    class Offer:
        """What people can vote on, which of it first, how, and whether we know their names."""

        pools: Sequence[Pool]
        first: int
        way: Way
        people: bool

    def __init__(self, offer: Offer) -> None:
        """Ask how to vote."""
        super().__init__()
        self._offer = offer
        self._chosen: set[str] = set()

    def compose(self) -> ComposeResult:
        """Lay out one choice per line."""
        pools = [(str(n), _pool_in_words(pool)) for n, pool in enumerate(self._offer.pools)]
        ways = [(Way.COUNTED.value, "count dots or hands in the room")]
        if self._offer.people:
            ways.insert(0, (Way.KEYBOARD.value, "pass the keyboard"))
        with Box("Begin a dot vote"):
            yield row("on", Choice(pools, str(self._offer.first), id="pool"))
            yield row("dots each", Choice(_numbers(MOST_DOTS), id="budget"))
            yield row("most on one", Choice([], id="most"))
            yield row("how", Choice(ways, self._offer.way.value, id="way"))
            yield Static(id="about", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Suggest numbers, and begin with the first real choice."""
        self._suggest()
        several = len(self._offer.pools) > 1
        self.query_one("#pool" if several else "#budget", Choice).focus()

    @property
    def pool(self) -> Pool:
        """What the user chose to vote on."""
        return self._offer.pools[int(self.query_one("#pool", Choice).value)]

    @on(Choice.Changed)
    def _changed(self, event: Choice.Changed) -> None:
        self._chosen.add(event.choice.id or "")
        self._suggest()

    def _suggest(self) -> None:
        """Set the numbers that nobody chose so that they fit the rest."""
        budget, most = self.query_one("#budget", Choice), self.query_one("#most", Choice)
        if "budget" not in self._chosen:
            budget.value = str(self.pool.suggested)
        most.offer(_numbers(int(budget.value)))
        if "most" not in self._chosen or int(most.value or 0) > int(budget.value):
            most.value = str(half(int(budget.value)))
        named = "" if self._offer.people else " To let people vote in private, name who takes part."
        self.query_one("#about", Static).update(
            Content(f"Before the reveal we show only how many have voted.{named}")
        )

    def action_begin(self) -> None:
        """Begin the vote as chosen."""
        pool = self.pool
        self.dismiss(
            DotVote(
                about=pool.about,
                stage=pool.stage,
                at=pool.at,
                budget=int(self.query_one("#budget", Choice).value),
                most=int(self.query_one("#most", Choice).value),
                way=Way(self.query_one("#way", Choice).value),
                options=as_options(pool.texts),
            )
        )

    def standing(self) -> None:
        """Return nothing: a key begins a vote, leaving the app does not."""


def _pool_in_words(pool: Pool) -> str:
    return f"{len(pool.texts)}: {one_line(pool.title)}"


def _numbers(most: int) -> list[tuple[str, str]]:
    return [(str(number), str(number)) for number in range(1, most + 1)]
