"""Answers coming in, unseen: the question, and the cards or the hands as somebody types them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message

from valueworkshop.core.session.desk import Desk
from valueworkshop.core.session.order import ordered
from valueworkshop.core.session.people import groups_of
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.votes import best_worst, keyboard_turns, secrecy
from valueworkshop.core.stages.votes import edits as votes
from valueworkshop.core.stages.votes.model import (
    ROOM,
    Ballot,
    Facet,
    Hands,
    Method,
    answers,
    asks,
    facets_voted,
    vote_on,
)
from valueworkshop.core.stages.votes.voters_segments import after
from valueworkshop.tui.stages.stage_view import StageView
from valueworkshop.tui.stages.votes.cards_entry import CardsEntry, CardsShown
from valueworkshop.tui.stages.votes.hands_entry import DIGITS, HandsEntry, HandsShown
from valueworkshop.tui.stages.votes.pass_keyboard import PassEntry
from valueworkshop.tui.widgets.clickable import pressing
from valueworkshop.tui.widgets.keys import shown_key
from valueworkshop.tui.widgets.static import Static

_COUNTED = 24
"""Cells for how many are in, so that nothing beside them moves."""

_METHOD_WORDS = {
    Method.CARDS: "Count to three, all show a card; type what they show, in this order.",
    Method.PRIVATE: "Each person answers all items in private, one after the other.",
    Method.HANDS: "Call out each number; type how many hands go up.",
    Method.ROOM: "Agree on one answer for the room; nobody sees how far you agree.",
}


class Asked(Static):
    """The question of the facet, the facets with the current one marked, the method."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        """Make an empty text."""
        super().__init__(id=id, markup=False)

    def show(
        self, facets: Mapping[str, Facet], facet: str, method: Method, people: str = ""
    ) -> None:
        """Show that `facet` of `facets` is current; `people`, if not '', is how answers come in."""
        if facet not in facets:
            return
        names = [
            (f"▸{other.label}  ", "bold") if key == facet else (f" {other.label}  ", "$text-muted")
            for key, other in facets.items()
        ]
        others = pressing(Content.assemble(*names), "next_facet")
        how = pressing(Content.assemble((people or _METHOD_WORDS[method], "$text-muted")), "method")
        self.update(Content.assemble(f"{facets[facet].question}\n", others, "\n", how))


class Entry(Vertical):
    """Takes the answers to one item by cards or by hands, and commits each to the desk."""

    DEFAULT_CSS = """
    Entry {
        & > #asked { height: auto; margin-bottom: 1; }
        & > #typed { height: 1fr; }
        & > #in { height: auto; margin-top: 1; color: $text-muted; }
    }
    """

    @dataclass
    class Done(Message):
        """Somebody pressed Enter, twice if answers are missing: the room looks."""

    class FacetChanged(Message):
        """Another facet is asked now, which may have other answers."""

    def __init__(self, desk: Desk, stage: str) -> None:
        """Make an entry for the items of the stage with the id `stage`."""
        super().__init__()
        self._desk = desk
        self._stage = stage
        self._item = ""
        self._repairing = False
        self._asked_to_reveal = False

    def compose(self) -> ComposeResult:
        """Lay out the question above; of cards and hands only one shows."""
        yield Asked(id="asked")
        with VerticalScroll(id="typed", can_focus=False):
            yield CardsEntry()
            yield HandsEntry()
            yield PassEntry()
        yield Static(id="in", markup=False)

    @property
    def hands(self) -> bool:
        """Whether we count hands, and do not type cards."""
        return vote_on(self._desk.session, self._stage, self._item).method is Method.HANDS

    @property
    def private(self) -> bool:
        """Whether the keyboard goes round. Later, answers are corrected as cards are."""
        method = vote_on(self._desk.session, self._stage, self._item).method
        return method is Method.PRIVATE and not self._repairing

    @property
    def facet(self) -> str:
        """The current facet."""
        return self.query_one(HandsEntry).facet if self.hands else self.query_one(CardsEntry).facet

    def begin(self, item: str, *, repairing: bool = False) -> None:
        """Take answers to `item` from now on; with `repairing` those of a revealed vote."""
        self._item, self._repairing, self._asked_to_reveal = item, repairing, False
        self.query_one(HandsEntry).forget()
        self._show_cards(self._desk.session)
        self.go_to_first()

    def go_to_first(self) -> None:
        """Go to the first card that is not in, and ask for it."""
        self.query_one(CardsEntry).start()
        self.show(self._desk.session)

    def show(self, session: Session) -> None:
        """Draw who has answered the current facet; never an answer."""
        hands = self.hands
        self.query_one(CardsEntry).display = not (hands or self.private)
        self.query_one(HandsEntry).display = hands
        self.query_one(PassEntry).display = self.private
        for name in ("#asked", "#in"):
            self.query_one(name).display = not self.private
        if self.private:
            self.query_one(PassEntry).show(session, self._stage)
        elif hands:
            self._show_hands(session)
        else:
            self._show_cards(session)
        alone = not hands and self._voters(session)[0][0] == ROOM
        method = vote_on(session, self._stage, self._item).method
        names = keyboard_turns.OPEN if self._is_open(session) and not (hands or alone) else ""
        self.query_one(Asked).show(
            facets_voted(session, self._stage, self._item),
            self.facet,
            Method.ROOM if alone else method,
            self._picked_before(session) or self._who_is_missing(session, hands=hands) or names,
        )

    def _picked_before(self, session: Session) -> str:
        """Say that people pick among all items before the first is asked, if that is so."""
        plan = asks(session, self._stage)
        return best_worst.how_many(len(plan.items)) if plan.is_picked(self.facet) else ""

    def _who_is_missing(self, session: Session, *, hands: bool) -> str:
        """Say how answers come in if people, or their groups, have no names; else ''."""
        key = shown_key(self, "workshop.go_to")
        if hands and not groups_of(session.people):
            return f"{_METHOD_WORDS[Method.HANDS]} {key} People lets you name groups."
        if not (session.people or hands):
            return f"Nobody is named, so the room gives one answer. {key} People lets each vote."
        return ""

    def enter(self) -> None:
        """Put the focus where you type."""
        if self.private:
            self.query_one(PassEntry).focus()
        else:
            (self.query_one(HandsEntry) if self.hands else self.query_one(CardsEntry)).focus()

    def _voters(self, session: Session) -> tuple[tuple[str, str], ...]:
        if vote_on(session, self._stage, self._item).method is Method.ROOM:
            return ((ROOM, "the room"),)
        return secrecy.voters(session, self._stage, is_open=self._is_open(session))

    def _is_open(self, session: Session) -> bool:
        return secrecy.is_open(session, self._stage, self._number(self._item))

    def _show_cards(self, session: Session) -> None:
        entry, voters = self.query_one(CardsEntry), self._voters(session)
        facets = tuple(facets_voted(session, self._stage, self._item))
        vote = vote_on(session, self._stage, self._item)
        segments = {key: segment.name for key, segment in ordered(session.segments)}
        plan = asks(session, self._stage)
        entry.show(CardsShown.of(vote, self._item, voters, facets, plan, segments))
        self._count(f"{len(voters) - entry.missing} of {len(voters)} in")

    def _show_hands(self, session: Session) -> None:
        entry, shown = self.query_one(HandsEntry), self._hands_shown(session)
        entry.show(shown)
        # A sum that grows while somebody types would show each count.
        if not entry.complete:
            self._count("counting", DIGITS)
            return
        of = f" of {session.expected}" if session.expected else ""
        self._count(f"{shown.raised(entry.facet)}{of} hands counted", DIGITS)

    def _hands_shown(self, session: Session) -> HandsShown:
        vote = vote_on(session, self._stage, self._item)
        return HandsShown.of(session, self._stage, self._item, vote)

    def _count(self, text: str, beside: Content | str = "") -> None:
        self.query_one("#in", Static).update(Content.assemble(f"{text:<{_COUNTED}}", beside))

    def _say(self, text: str) -> None:
        self.post_message(StageView.Said(text))

    @on(CardsEntry.Answered)
    def _answered(self, event: CardsEntry.Answered) -> None:
        self._asked_to_reveal = False
        session, voter = self._with_voter(event.voter)
        number, vote = self._number(event.item), vote_on(session, self._stage, event.item)
        ballot = vote.ballots.get(voter)
        if ballot is not None and ballot.get(event.facet, event.item) is not None:
            undo = shown_key(self, "workshop.undo")
            self._say(f"That answer was already in; the new one counts. {undo} takes it back.")
        at = {"voter": voter, "facet": event.facet, "item": event.item}
        if best_worst.too_many(session, self._stage, number, **at, given=event.answer):
            self._say(best_worst.TOO_MANY)
            return
        self._desk.commit(votes.answer(session, self._stage, number, **at, given=event.answer))

    def _with_voter(self, shown: str) -> tuple[Session, str]:
        """Return the session as it is once people vote, and the id of the voter shown as `shown`.

        A person's id replaces the voter's until they have one; the method is kept with the first
        answer.
        """
        session = keyboard_turns.prepared(
            self._desk.session, self._stage, self._item, self._desk.ids
        )
        is_open = self._is_open(session)
        return session, secrecy.voter_shown(session, shown, self._stage, is_open=is_open)

    @on(CardsEntry.SegmentAsked)
    def _segment_asked(self, event: CardsEntry.SegmentAsked) -> None:
        session, voter = self._with_voter(event.voter)
        number = self._number(self._item)
        ballot = vote_on(session, self._stage, self._item).ballots.get(voter, Ballot())
        chosen = after(session, ballot.segment)
        self._desk.commit(votes.have_in_mind(session, self._stage, number, voter, chosen))

    @on(HandsEntry.Counted)
    def _counted(self, event: HandsEntry.Counted) -> None:
        self._asked_to_reveal = False
        session = self._desk.session
        vote = vote_on(session, self._stage, event.item)
        counted = vote.hands.get(event.facet, {}).get(event.item, {}).get(event.group, Hands())
        self._desk.commit(
            votes.count_hands(
                session,
                self._stage,
                self._number(event.item),
                facet=event.facet,
                item=event.item,
                group=event.group,
                hands=replace(counted, **{event.column: event.number}),
            )
        )

    def _number(self, item: str) -> str:
        return answers(self._desk.session, self._stage).counting(item)

    @on(CardsEntry.FacetChanged)
    @on(HandsEntry.FacetChanged)
    def _facet_changed(self) -> None:
        self._asked_to_reveal = False
        self.post_message(self.FacetChanged())
        session = self._desk.session
        self.show(session)
        facets = facets_voted(session, self._stage, self._item)
        if self.facet in facets:
            counted = self.hands and self.query_one(HandsEntry).complete
            done = (
                f", which is counted. {shown_key(self, 'hands.reveal')} reveals" if counted else ""
            )
            self._say(f"Now: {facets[self.facet].label}{done}.")

    @property
    def reveals(self) -> str:
        """The id of the binding that reveals, for the way in which people vote on the item."""
        return "hands.reveal" if self.query_one(HandsEntry).display else "cards.reveal"

    @property
    def _again(self) -> str:
        return f"{shown_key(self, self.reveals)} again"

    @on(CardsEntry.RevealAsked)
    def _cards_in(self, event: CardsEntry.RevealAsked) -> None:
        missing = f"{event.missing} answers are missing. {self._again} reveals without them."
        self._end(missing if event.missing else "")

    @on(HandsEntry.RevealAsked)
    def _hands_in(self) -> None:
        session = self._desk.session
        labels = {
            key: asked.label
            for key, asked in facets_voted(session, self._stage, self._item).items()
        }
        doubt = self._hands_shown(session).doubt(labels, session.expected)
        self._end(f"{doubt} {self._again} reveals anyway." if doubt else "")

    def _end(self, doubt: str) -> None:
        if doubt and not self._repairing and not self._asked_to_reveal:
            self._asked_to_reveal = True
            self._say(doubt)
            return
        self.post_message(self.Done())
