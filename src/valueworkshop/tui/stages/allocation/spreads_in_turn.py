"""The keyboard goes round: a cover, one person's spreads in private, the cover again."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message

from valueworkshop.core.session.desk import Desk
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.unseen_votes import LEADS
from valueworkshop.core.stages.allocation import turns
from valueworkshop.core.stages.allocation.model import Spread, answers, asks
from valueworkshop.core.stages.votes.secrecy import voter_shown
from valueworkshop.tui.stages.allocation.spread_entry import SpreadEntry, SpreadShown, things
from valueworkshop.tui.stages.votes.pass_keyboard import Passing
from valueworkshop.tui.stages.votes.private_screen import PrivateScreen
from valueworkshop.tui.widgets.cover_screen import CoverScreen, Handed
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import HELP_HERE, shown_key
from valueworkshop.tui.widgets.static import Static


class PassSpreads(Passing):
    """What the facilitator sees while nobody has the keyboard: how many have given points."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "begin", "Pass the keyboard", id="passing.begin"),
        Binding("R", "reveal", "Reveal", id="passing.reveal"),
    ]

    class RevealAsked(Message):
        """Somebody wants the room to see what is in."""

    def show(self, session: Session, stage: str) -> None:
        """Show how many are done and who is next; never what they gave."""
        self._about = (session, stage)
        self.draw()

    def draw(self) -> None:
        """Say how many are done and who is next."""
        session, stage = self._about
        count, of = turns.ballots_in(session, stage)
        following = turns.next_up(session, stage)
        spreads = len(turns.asked(session, stage))
        what = "one spread" if spreads == 1 else f"{spreads} spreads"
        reveal = shown_key(self, "passing.reveal")
        lines = [
            Content(
                f"The keyboard goes round; each person gives {what} in private, as ten dots of "
                "ten points."
            ),
            Content(f"Votes in: {count} of {of}").stylize("bold"),
            Content(""),
            *self.handing(turns.people(session, stage), following, "passing.begin"),
        ]
        if following is None:
            lines.append(Content(f"All votes are in. {reveal} reveals them."))
        elif count:
            lines.append(Content(f"{reveal} reveals what is in."))
        lines += [Content(""), Content(turns.PROMISED).stylize("$text-muted")]
        self.update(Content("\n").join(lines))

    def action_reveal(self) -> None:
        """Ask for the reveal."""
        self.post_message(self.RevealAsked())


class SpreadScreen(PrivateScreen):
    """Asks one person for every spread that is open; gives TAKEN when the keyboard goes on.

    It keeps each digit at once and shows it as ●. The person sees their points only while they ask
    for it, and only what they gave since they took the keyboard.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "stop", "Stop here", show=False, id="passing.stop"),
        *HELP_HERE,
    ]

    DEFAULT_CSS = """
    SpreadScreen {
        & #question { text-style: bold; margin: 1 0; }
        & SpreadEntry { margin: 0; }
    }
    """

    def __init__(self, desk: Desk, stage: str, person: str, name: str) -> None:
        """Ask the person whom `turns.next_up` gave as (person, name)."""
        super().__init__(desk, stage, person, name)
        self._spreads = turns.asked(desk.session, stage)
        left = turns.left(desk.session, stage, self._shown)
        self._at = self._spreads.index(left[0]) if left else 0
        self._before = {spread for spread in self._spreads if spread not in left}

    @property
    def _shown(self) -> str:
        return turns.shown_now(self._desk.session, self._stage, self._person)

    @property
    def _spread(self) -> Spread:
        return self._spreads[self._at]

    def compose(self) -> ComposeResult:
        """Lay out whose ballot it is, the question, and what the dots go to."""
        with Vertical(id="ballot"):
            yield Static(id="who", markup=False)
            yield Static(id="seen", markup=False)
            yield Static(id="question", markup=False)
            with VerticalScroll(id="rows", can_focus=False):
                yield SpreadEntry()
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin with the first spread that is open."""
        self._draw()
        self.query_one(SpreadEntry).focus()

    def _draw(self, said: str = "") -> None:
        if not self.is_attached:
            return
        session, stage = self._desk.session, self._stage
        plan, shown, given = asks(session, stage), self._shown, answers(session, stage)
        points = given.of(voter_shown(session, shown, stage), self._spread)
        if self._spread in self._before:
            points = None
        done = len(self._spreads) - len(turns.left(session, stage, shown))
        self.query_one(SpreadEntry).show(
            SpreadShown(
                spread=self._spread.value,
                voters=((shown, self._who),),
                things=things(plan),
                given={} if points is None else {shown: points},
                dots=True,
                alone=True,
            )
        )
        of = len(self._spreads)
        texts = {
            "who": Content.assemble(
                f"{self._who}   ",
                self._squares(done, of),
                (f"{done} of {of} given", "$text-muted"),
            ),
            "seen": Content(said or self._how()),
            "question": Content(plan.question(self._spread)),
        }
        for name, text in texts.items():
            self.query_one(f"#{name}", Static).update(text)

    def _how(self) -> str:
        look, enter = shown_key(self, "spread.look"), shown_key(self, "spread.next")
        last = self._at == len(self._spreads) - 1
        if self._spread in self._before:
            return (
                "You gave these points before: a digit begins anew, "
                f"{enter} {'hands on' if last else 'goes on'} and leaves them."
            )
        return (
            "Ten dots: a digit for each, the last gets what is left. We show ●; "
            f"{look} shows yours, {enter} {'hands on' if last else 'goes on'}."
        )

    @on(SpreadEntry.Spread)
    def _given(self, event: SpreadEntry.Spread) -> None:
        event.stop()
        self._warned = False
        if not self._desk.is_refused():
            session, ids = self._desk.session, self._desk.ids
            points, spread = event.points, self._spread
            self._before.discard(spread)
            self._desk.commit(turns.give(session, self._stage, self._person, spread, points, ids))
        self._draw()

    @on(SpreadEntry.Told)
    def _told(self, event: SpreadEntry.Told) -> None:
        event.stop()
        self._draw(event.text)

    @on(SpreadEntry.BackAsked)
    def _back(self, event: SpreadEntry.BackAsked) -> None:
        event.stop()
        self._at = max(self._at - 1, 0)
        self._draw()

    @on(SpreadEntry.RevealAsked)
    def _on(self, event: SpreadEntry.RevealAsked) -> None:
        event.stop()
        if self._at < len(self._spreads) - 1:
            self._at += 1
            self._draw()
            return
        missing = len(turns.left(self._desk.session, self._stage, self._shown))
        if missing and not self._warned:
            self._warned = True
            spreads = "1 spread is" if missing == 1 else f"{missing} spreads are"
            self._draw(
                f"{spreads} missing. {shown_key(self, 'spread.next')} again hands on anyway."
            )
        else:
            self.dismiss(Handed.TAKEN)


class Around:
    """Passes the keyboard from one to the next until all have given points or somebody stops."""

    def __init__(self, app: App[object], desk: Desk, stage: str, ended: Callable[[], None]) -> None:
        """Pass it in a stage; `ended` is called when it is back."""
        self._app = app
        self._desk = desk
        self._stage = stage
        self._ended = ended
        self._skipped: set[str] = set()

    def hand_to(self, person: str) -> None:
        """Hand the keyboard to somebody, who may have given theirs; then to who has not."""
        name = dict(turns.people(self._desk.session, self._stage)).get(person)
        self._hand((person, name) if name else self._following())

    def go_on(self) -> None:
        """Hand the keyboard to the next person, or back to the facilitator."""
        self._hand(self._following())

    def _following(self) -> tuple[str, str] | None:
        return turns.next_up(self._desk.session, self._stage, self._skipped)

    def _hand(self, following: tuple[str, str] | None) -> None:
        count = turns.ballots_in(self._desk.session, self._stage)
        told = "Votes in: {} of {}".format(*count)
        if following is None:
            cover = CoverScreen(LEADS, told, count, last=True)
            self._app.push_screen(cover, lambda _: self._ended())
            return
        person, name = following

        def handed(how: Handed | None) -> None:
            self._skipped.add(person)  # people who left some open are asked in another round
            if how is Handed.TAKEN:
                ballot = SpreadScreen(self._desk, self._stage, person, name)
                self._app.push_screen(ballot, given)
            elif how is Handed.SKIPPED:
                self.go_on()
            else:
                self._ended()

        def given(how: Handed | None) -> None:
            if how is Handed.TAKEN:
                self.go_on()
            else:
                self._ended()

        self._app.push_screen(CoverScreen(name, told, count), handed)
