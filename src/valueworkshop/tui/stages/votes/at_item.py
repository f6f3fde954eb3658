"""An item on which a team votes: what goes beyond its first vote. The view of votes is one."""

from valueworkshop.core.session.desk import Desk
from valueworkshop.core.session.session import Place
from valueworkshop.core.show.place import Done
from valueworkshop.core.stages import KINDS
from valueworkshop.core.stages.kind import Kind
from valueworkshop.core.stages.votes import (
    discussion_order,
    item_acts,
    keyboard_turns,
    second_rounds,
)
from valueworkshop.core.stages.votes.edits import is_revealed
from valueworkshop.core.stages.votes.model import Round, answers, asks, vote_on
from valueworkshop.core.stages.votes.show import Items
from valueworkshop.tui.stages.stage_view import StageView
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
            self._reveal_all()

    def _reveal_all(self) -> None:
        self.desk.reveal(keyboard_turns.reveal_all(self.session, self.stage))
        self._discussed = ""
        self.action_widest()

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

    def take(self, done: Done) -> None:
        """Keep an edit and say so, or say why nothing can be done."""
        if done.session is self.session or self.desk.commit(done.session):
            self.say(done.said)

    def _may_call_off(self) -> bool:
        again = second_rounds.is_again(self.session, self.stage, self.item)
        return again and not (self.revealed or self.vote.ballots or self.vote.hands)
