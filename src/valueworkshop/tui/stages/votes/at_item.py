"""An item on which a team votes: what goes beyond its first vote. The view of votes is one."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext

from valueworkshop.core.clean_text import capital
from valueworkshop.core.session.desk import Desk
from valueworkshop.core.session.evidence import Evidence
from valueworkshop.core.session.session import Place
from valueworkshop.core.show.place import Done
from valueworkshop.core.stages import KINDS
from valueworkshop.core.stages.kind import Kind
from valueworkshop.core.stages.stage_places import next_to
from valueworkshop.core.stages.votes import (
    discussion_order,
    item_acts,
    keyboard_turns,
    pictured,
    second_rounds,
)
from valueworkshop.core.stages.votes import edits as votes
from valueworkshop.core.stages.votes.edits import is_revealed
from valueworkshop.core.stages.votes.model import Method, Round, answers, asks, vote_on, ways
from valueworkshop.core.stages.votes.score import votes_in
from valueworkshop.core.stages.votes.show import Items
from valueworkshop.tui.stages.quote_screen import choose_note
from valueworkshop.tui.stages.stage_view import StageView
from valueworkshop.tui.stages.votes.evidence_form import GradingScreen
from valueworkshop.tui.stages.votes.paper_sheets import Sheets
from valueworkshop.tui.stages.votes.pictured_screen import PicturedScreen
from valueworkshop.tui.stages.votes.vote_entry import Entry
from valueworkshop.tui.widgets.confirm_screen import UNSEEN
from valueworkshop.tui.widgets.keys import shown_key
from valueworkshop.tui.widgets.words_form import WordsScreen


class AtItem(StageView):
    """Reveals all at once, votes again, keeps a split, goes where people are furthest apart."""

    def __init__(self, desk: Desk, stage: str) -> None:
        """Make a view of the stage with the id `stage`."""
        super().__init__(desk, stage)
        self._discussed = ""
        self._asked_whom: set[str] = set()

    @property
    def kind(self) -> Kind:
        """The kind of the stage."""
        return KINDS[self.session.stage(self.stage).kind]

    @property
    def items(self) -> Items:
        """What the kind calls its items, and whether people say how they know them."""
        found: Items = self.kind.show.ITEMS
        return found

    @property
    def item(self) -> str:
        """The id of the item at the team's place; the first if that one was removed."""
        items = asks(self.session, self.stage).items
        return self.at if self.at in items else next(iter(items), "")

    @property
    def number(self) -> str:
        """The round that counts for the item."""
        return answers(self.session, self.stage).counting(self.item)

    @property
    def vote(self) -> Round:
        """The vote that counts for the item."""
        return vote_on(self.session, self.stage, self.item)

    @property
    def revealed(self) -> bool:
        """Whether the room has seen the item's vote."""
        return is_revealed(self.session, self.stage, self.item)

    def action_reveal_all(self) -> None:
        """Show the votes on all items at once; if somebody is missing, ask first."""
        items = keyboard_turns.to_reveal(self.session, self.stage)
        if not items:
            self.say("No answers yet.")
            return
        count, of = keyboard_turns.ballots_in(self.session, self.stage)
        if count < of:
            question = f"Only {count} of {of} have voted on all. Reveal anyway?"
            self.be_sure(question, UNSEEN, "reveal the votes so far", self._reveal_all)
        else:
            self.whom_first(self._reveal_all)

    def whom_first(self, then: Callable[[], None]) -> None:
        """Ask which customers those who voted had in mind, once in a round; then go on."""
        item, number = self.item, self.number
        people = pictured.voters_of(self.session, self.stage, item)
        if not people or number in self._asked_whom or self.desk.is_closed:
            then()
            return
        self._asked_whom = {*self._asked_whom, number}

        def said(of: Mapping[str, str] | None) -> None:
            if of:
                self.desk.commit(pictured.note(self.session, self.stage, item, of))
            then()

        self.app.push_screen(PicturedScreen(people, pictured.choices(self.session)), said)

    def _reveal_all(self) -> None:
        item = keyboard_turns.voted_again(self.session, self.stage, self.item)
        with self.falling():
            self.desk.reveal(keyboard_turns.reveal_all(self.session, self.stage))
            self._discussed = ""
            if item:
                self._show_again(item)
            else:
                self.action_widest()

    def _show_again(self, item: str) -> None:
        """Go to an item on which people voted again: that is what they wait for."""
        self.desk.move(Place(stage=self.stage, at=item))
        self.enter()
        key = shown_key(self, "votes.widest")
        self.say(f"This is the new vote. {key} goes to the item with the widest spread.")

    def falling(self) -> AbstractContextManager[None]:
        """Let the answers that are shown within fall into place, where there is motion."""
        return nullcontext()

    def action_widest(self) -> None:
        """Go to the revealed item on which people are furthest apart, then to the next such."""
        order = discussion_order.widest_first(self.session, self.stage)
        place = order.index(self._discussed) + 1 if self._discussed in order else 0
        self._discussed = order[place % len(order)]
        self.desk.move(Place(stage=self.stage, at=self._discussed))
        self.enter()
        key = shown_key(self, "votes.widest")
        self.say(f"{place % len(order) + 1} of {len(order)}, widest spread first. {key} goes on.")

    def action_vote_again(self) -> None:
        """Ask whether to begin a second vote on the item, blank: that is the one that counts."""
        means = "The item has no result until you reveal the new vote. We keep the old vote."
        self.be_sure("Vote again on this item?", means, "vote again", self._vote_again)

    def _vote_again(self) -> None:
        if not second_rounds.may_vote_again(self.session, self.stage, self.item):
            return  # somebody else has begun it meanwhile
        self.desk.commit(second_rounds.vote_again(self.session, self.stage, self.item))
        self.query_one(Entry).begin(self.item)
        self.enter()
        key, undo = shown_key(self, "votes.item"), shown_key(self, "workshop.undo")
        off = f"{key} or {undo} cancels it"
        self.say(f"A new, empty vote: this one counts. {off}; we keep the old one.")

    def action_keep_split(self) -> None:
        """Keep different views as a result, and ask why."""
        item = self.item
        split = second_rounds.split_of(self.session, self.stage, item)

        def answered(reason: str | None) -> None:
            if reason is not None:
                self.take(item_acts.keep_split(self.session, self.stage, item, reason))

        text = asks(self.session, self.stage).items[item].text
        question = "We keep our different views on this. Why? Empty the line to end that."
        self.ask(WordsScreen(text, question, split.reason if split else ""), answered)

    def action_names(self) -> None:
        """Ask for names beside the answers, before the first one; remove them at any time."""
        self.take(item_acts.ask_for_names(self.session, self.stage, self.item, self.desk.ids))
        self.query_one(Entry).begin(self.item)

    def action_grade(self) -> None:
        """Ask how the room knows what it says about this item."""
        item, evidence = self.item, answers(self.session, self.stage).evidence
        text = asks(self.session, self.stage).items[item].text

        def graded(found: Evidence | None) -> None:
            if found is not None and (found != Evidence() or item in evidence):
                self.desk.commit(votes.grade(self.session, self.stage, item, found))
                if not found.complete:
                    self.say(f"{found.grade.value}: a source and a date would make it firmer.")

        self.ask(GradingScreen(text, evidence.get(item, Evidence())), graded)

    def action_quote(self) -> None:
        """Choose a note that is a quote for this item, or is one no longer."""
        choose_note(self, self.item)

    def action_method(self) -> None:
        """Change how answers come in; earlier answers stay."""
        offered, at = self._ways()
        chosen = offered[(at + 1) % len(offered)]
        self.desk.commit(votes.choose_method(self.session, self.stage, self.number, chosen))
        self.query_one(Entry).go_to_first()
        self.enter()
        given = votes_in(self.session, self.stage, self.item)
        if given:
            self.say(f"{given} have already voted another way: those votes still count.")
        else:
            self.say(f"{capital(chosen.value)}: other stages start with this, too.")

    def action_sheets(self) -> None:
        """Type filled ballots of paper, sheet after sheet."""
        if self.desk.is_refused():
            return
        if not self.session.expected or not keyboard_turns.cells(self.session, self.stage):
            self.say("There are no sheets to type: nobody is listed, or all has been counted.")
            return
        Sheets(self.app, self.desk, self.stage, self._sheets_in).begin()

    def _sheets_in(self, said: str) -> None:
        self.show(self.session)
        self.enter()
        self.say(f"{said} {shown_key(self, 'votes.reveal_all')} reveals them.")

    def _ways(self) -> tuple[Sequence[Method], int]:
        """Return the ways in which the team can vote, and which of them is in use."""
        offered, method = ways(self.session), self.vote.method
        return offered, offered.index(method) if method in offered else 0

    def state_of(self, binding_id: str) -> str:
        """Return how answers come in, for the key that changes it; whether the next is a stage."""
        if binding_id == "votes.next":
            place = next_to(self.session, 1)
            return "Next stage" if place is not None and place.stage != self.stage else ""
        if binding_id != "votes.method":
            return ""
        offered, at = self._ways()
        return f"{capital(offered[at].value)}, {at + 1} of {len(offered)}"

    def take(self, done: Done) -> None:
        """Keep an edit and say so, or say why nothing can be done."""
        if done.session is self.session or self.desk.commit(done.session):
            self.say(done.said)

    def _may_call_off(self) -> bool:
        again = second_rounds.is_again(self.session, self.stage, self.item)
        return again and not (self.revealed or self.vote.ballots or self.vote.hands)
