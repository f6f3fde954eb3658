"""The keyboard goes round: the cover, a person's ballot, the cover again."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session.desk import Desk
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.unseen_votes import LEADS
from valueworkshop.core.stages.votes import keyboard_turns
from valueworkshop.core.stages.votes.model import asks
from valueworkshop.core.stages.votes.picking_turns import items_to_pick
from valueworkshop.tui.stages.votes.ballot_screen import BallotScreen
from valueworkshop.tui.stages.votes.best_worst_entry import PickItemsScreen
from valueworkshop.tui.widgets.cover_screen import CoverScreen, Handed
from valueworkshop.tui.widgets.keys import shown_key


class PassEntry(Static, can_focus=True):
    """What the facilitator sees while nobody has the keyboard: how many votes are in."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "begin", "Pass the keyboard", id="pass.begin"),
    ]

    DEFAULT_CSS = """
    PassEntry { height: auto; max-width: 76; }
    """

    class Asked(Message):
        """Somebody wants the keyboard to go round."""

    def show(self, session: Session, stage: str) -> None:
        """Show how many have voted and who is next; never what they answered."""
        count, of = keyboard_turns.ballots_in(session, stage)
        items = len({cell.item for cell in keyboard_turns.cells(session, stage)})
        following = keyboard_turns.next_up(session, stage)
        what = "this one item" if items == 1 else f"these {items} items"
        reveals = f"{shown_key(self, 'votes.reveal_all')} reveals all votes of the stage."
        if not of:
            self.update(Content(f"All the rest was voted on by hands. {reveals}"))
            return
        lines = [
            Content(f"The keyboard goes round; each person answers {what} in private."),
            Content(f"Votes in: {count} of {of}").stylize("bold"),
            Content(""),
        ]
        if following is not None:
            key, name = shown_key(self, "pass.begin"), one_line(following[1])
            lines.append(Content(f"{key} hands the keyboard to {name}."))
        if count:
            lines.append(Content(reveals))
        lines += [
            Content(""),
            Content(keyboard_turns.promised(session, stage)).stylize("$text-muted"),
        ]
        self.update(Content("\n").join(lines))

    def action_begin(self) -> None:
        """Ask for the keyboard to go round."""
        self.post_message(self.Asked())


class Around:
    """Passes the keyboard from one to the next until all have answered or somebody stops."""

    def __init__(self, app: App[object], desk: Desk, stage: str, ended: Callable[[], None]) -> None:
        """Pass it in a stage; `ended` is called when it is back."""
        self._app = app
        self._desk = desk
        self._stage = stage
        self._ended = ended
        self._skipped: set[str] = set()

    def go_on(self) -> None:
        """Hand the keyboard to the next person, or back to the facilitator."""
        session = self._desk.session
        following = keyboard_turns.next_up(session, self._stage, self._skipped)
        told = "Votes in: {} of {}".format(*keyboard_turns.ballots_in(session, self._stage))
        if following is None:
            cover = CoverScreen(LEADS, told, last=True)
            self._app.push_screen(cover, lambda _: self._ended())
            return
        shown, name = following

        def handed(how: Handed | None) -> None:
            if how is Handed.TAKEN and self._rates(shown):
                ballot = BallotScreen(self._desk, self._stage, shown, name)
                self._app.push_screen(ballot, rated)
            elif how is Handed.TAKEN:
                rated(how)
            elif how is Handed.SKIPPED:
                self._skip(shown)
                self.go_on()
            else:
                self._ended()

        def rated(how: Handed | None) -> None:
            if how is Handed.TAKEN and items_to_pick(self._desk.session, self._stage):
                picks = PickItemsScreen(self._desk, self._stage, shown, name)
                self._app.push_screen(picks, answered)
            else:
                answered(how)

        def answered(how: Handed | None) -> None:
            self._skip(shown)  # people who left answers open are asked in another round
            if how is Handed.TAKEN:
                self.go_on()
            else:
                self._ended()

        self._app.push_screen(CoverScreen(name, told), handed)

    def _rates(self, shown: str) -> bool:
        """Whether somebody rates items, and not only picks among them what they left open."""
        session, stage = self._desk.session, self._stage
        plan, left = asks(session, stage), keyboard_turns.open_cells(session, stage, shown)
        rated = keyboard_turns.rated_cells(session, stage)
        return bool(rated) and not (left and all(plan.is_picked(each.facet) for each in left))

    def _skip(self, shown: str) -> None:
        self._skipped.add(keyboard_turns.name_key(self._desk.session, shown))
