"""The keyboard goes round: the cover, a person's ballot, the cover again."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from textual.app import App
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session.desk import Desk
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.unseen_votes import LEADS
from valueworkshop.core.stages.votes import keyboard_turns, pictured
from valueworkshop.core.stages.votes.model import asks
from valueworkshop.core.stages.votes.picking_turns import items_to_pick
from valueworkshop.tui.stages.votes.ballot_screen import BallotScreen
from valueworkshop.tui.stages.votes.best_worst_entry import PickItemsScreen
from valueworkshop.tui.stages.votes.pictured_screen import PicturedScreen
from valueworkshop.tui.widgets.cover_screen import CoverScreen, Handed
from valueworkshop.tui.widgets.keys import shown_key
from valueworkshop.tui.widgets.static import Static


class Passing(Static, can_focus=True):
    """Who gets the keyboard next: the first who has not answered, or anybody whom a key chooses.

    So somebody who notices an error after handing on can answer again, until the reveal.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "someone(1)", "Somebody else", key_display="→", id="pass.someone"),
        Binding("left", "someone(-1)", "Somebody before", show=False, id="pass.someone_before"),
    ]

    DEFAULT_CSS = """
    Passing { height: auto; max-width: 76; }
    """

    @dataclass
    class Asked(Message):
        """Somebody wants the keyboard to go round; first to `person`, '' for the next in turn."""

        person: str = ""

    def __init__(self) -> None:
        """Make one that knows nobody yet."""
        super().__init__()
        self._people: Sequence[tuple[str, str]] = ()
        self._next = self._chosen = ""

    def handing(
        self, people: Sequence[tuple[str, str]], following: tuple[str, str] | None, begin: str
    ) -> list[Content]:
        """Return to whom the binding `begin` hands the keyboard, and how to choose another.

        `people` and `following`, who is next in turn, are (id, name).
        """
        self._people, self._next = people, following[0] if following else ""
        names = dict(people)
        if self._chosen not in names:
            self._chosen = ""
        lines = []
        if person := self._chosen or self._next:
            key, name = shown_key(self, begin), one_line(names[person])
            lines.append(Content(f"{key} hands the keyboard to {name}."))
        if len(people) > 1:
            lines.append(Content(f"{shown_key(self, 'pass.someone')} {_ANYBODY}"))
        return lines

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer somebody else if there is anybody else."""
        del parameters
        return action != "someone" or len(self._people) > 1

    def state_of(self, binding: str) -> str:
        """Say instead of 'Pass the keyboard' that there is nobody left to whom it could go."""
        is_done = self._people and not (self._next or self._chosen)
        return "All are in" if binding.endswith(".begin") and is_done else ""

    def action_someone(self, by: int) -> None:
        """Choose another person to have the keyboard first, whether they have answered or not."""
        keys = [key for key, _ in self._people]
        now = self._chosen or self._next
        at = keys.index(now) + by if now in keys else min(by, 0)
        self._chosen = keys[at % len(keys)] if keys else ""
        self.draw()

    def action_begin(self) -> None:
        """Ask for the keyboard to go round."""
        person, self._chosen = self._chosen, ""
        self.post_message(self.Asked(person))

    def draw(self) -> None:
        """Say again who is next."""
        raise NotImplementedError


_ANYBODY: Final = (
    "chooses somebody else. People who have answered can change it, unseen, until the reveal."
)


class PassEntry(Passing):
    """What the facilitator sees while nobody has the keyboard: how many votes are in."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "begin", "Pass the keyboard", id="pass.begin"),
    ]

    def show(self, session: Session, stage: str) -> None:
        """Show how many have voted and who is next; never what they answered."""
        self._about = (session, stage)
        self.draw()

    def draw(self) -> None:
        """Say how many have voted and who is next."""
        session, stage = self._about
        count, of = keyboard_turns.ballots_in(session, stage)
        items = len({cell.item for cell in keyboard_turns.cells(session, stage)})
        what = "this one item" if items == 1 else f"these {items} items"
        reveals = f"{shown_key(self, 'votes.reveal_all')} reveals all votes of the stage."
        if not of:
            self._people = ()
            self.update(Content(f"All the rest was voted on by hands. {reveals}"))
            return
        lines = [
            Content(f"The keyboard goes round; each person answers {what} in private."),
            Content(f"Votes in: {count} of {of}").stylize("bold"),
            Content(""),
            *self.handing(
                keyboard_turns.people(session, stage),
                keyboard_turns.person_up(session, stage),
                "pass.begin",
            ),
        ]
        if count:
            lines.append(Content(reveals))
        lines += [
            Content(""),
            Content(keyboard_turns.promised(session, stage)).stylize("$text-muted"),
        ]
        self.update(Content("\n").join(lines))


class Around:
    """Passes the keyboard from one to the next until all have answered or somebody stops."""

    def __init__(self, app: App[object], desk: Desk, stage: str, ended: Callable[[], None]) -> None:
        """Pass it in a stage; `ended` is called when it is back."""
        self._app = app
        self._desk = desk
        self._stage = stage
        self._ended = ended
        self._skipped: set[str] = set()

    def hand_to(self, person: str) -> None:
        """Hand the keyboard to somebody, who may have answered; '' is the next who has not."""
        session, stage = self._desk.session, self._stage
        shown = keyboard_turns.shown_now(session, stage, person)
        name = dict(keyboard_turns.awaited(session, stage)).get(shown)
        self._hand((shown, name) if name else self._following())

    def go_on(self) -> None:
        """Hand the keyboard to the next person, or back to the facilitator."""
        self._hand(self._following())

    def _following(self) -> tuple[str, str] | None:
        return keyboard_turns.next_up(self._desk.session, self._stage, self._skipped)

    def _hand(self, following: tuple[str, str] | None) -> None:
        count = keyboard_turns.ballots_in(self._desk.session, self._stage)
        told = "Votes in: {} of {}".format(*count)
        if following is None:
            cover = CoverScreen(LEADS, told, count, last=True)
            self._app.push_screen(cover, lambda _: self._ended())
            return
        shown, name = following

        def handed(how: Handed | None) -> None:
            if how is Handed.TAKEN:
                self._ask_whom(shown, name, lambda: self._rate(shown, name, rated))
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

        self._app.push_screen(CoverScreen(name, told, count), handed)

    def _ask_whom(self, shown: str, name: str, then: Callable[[], None]) -> None:
        """Ask which customers somebody pictures, if this workshop does; then go on."""
        session = self._desk.session
        if not pictured.is_asked(session, self._stage, shown):
            then()
            return
        person = keyboard_turns.name_key(session, shown)

        def said(of: Mapping[str, str] | None) -> None:
            session, segment = self._desk.session, (of or {}).get(shown, "")
            ids, stage = self._desk.ids, self._stage
            self._desk.commit(pictured.note_private(session, stage, person, segment, ids))
            then()

        asked = PicturedScreen([(shown, name)], pictured.choices(session))
        self._app.push_screen(asked, said)

    def _rate(self, shown: str, name: str, rated: Callable[[Handed | None], None]) -> None:
        """Ask somebody for their ratings, unless only picks are left."""
        if self._rates(shown):
            self._app.push_screen(BallotScreen(self._desk, self._stage, shown, name), rated)
        else:
            rated(Handed.TAKEN)

    def _rates(self, shown: str) -> bool:
        """Whether somebody rates items, and not only picks among them what they left open."""
        session, stage = self._desk.session, self._stage
        plan, left = asks(session, stage), keyboard_turns.open_cells(session, stage, shown)
        rated = keyboard_turns.rated_cells(session, stage)
        return bool(rated) and not (left and all(plan.is_picked(each.facet) for each in left))

    def _skip(self, shown: str) -> None:
        self._skipped.add(keyboard_turns.name_key(self._desk.session, shown))
