"""An item at which a team votes: what goes beyond its first vote. The view of votes is one."""

from textual.content import Content

from valueworkshop.scoring.agreement import Level
from valueworkshop.stages.votes import passing, rounds, secrecy, talk
from valueworkshop.stages.votes.edits import is_revealed
from valueworkshop.stages.votes.model import Round, answers, asks, facets_asked, vote_on
from valueworkshop.stages.votes.score import facet_totals
from valueworkshop.stages.votes.told import speakers, told
from valueworkshop.stages.votes.widgets.entry import Entry
from valueworkshop.widgets.keys import shown_key
from valueworkshop.widgets.stage_view import StageView
from valueworkshop.widgets.sure import UNSEEN
from valueworkshop.widgets.words_form import WordsScreen
from valueworkshop.workshop.desk import Desk
from valueworkshop.workshop.session import Place, Session
from valueworkshop.workshop.text import capital


class AtItem(StageView):
    """Reveals all at once, votes again, keeps a split, goes where people are furthest apart."""

    def __init__(self, desk: Desk, stage: str) -> None:
        """Make a view of the stage with the id `stage`."""
        super().__init__(desk, stage)
        self._discussed = ""

    @property
    def item(self) -> str:
        """The id of the item at which the team stands; the first where theirs was taken out."""
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

    @property
    def is_wide(self) -> bool:
        """Whether people are apart on the item, or a split is kept there."""
        levels = (
            facet_totals(self.session, self.stage, self.item, facet).level
            for facet in facets_asked(self.session, self.stage)
        )
        apart = any(level in {Level.SPLIT, Level.MIXED} for level in levels)
        return apart or rounds.split_of(self.session, self.stage, self.item) is not None

    def action_reveal_all(self) -> None:
        """Show the votes on all items at once; where somebody is missing, ask first."""
        items = passing.to_reveal(self.session, self.stage)
        if not items:
            self.say("Nothing was answered yet.")
            return
        count, of = passing.ballots_in(self.session, self.stage)
        if count < of:
            question = f"Votes in: {count} of {of} on all. Reveal without the others?"
            self.be_sure(question, UNSEEN, "reveal what is in", self._reveal_all)
        else:
            self._reveal_all()

    def _reveal_all(self) -> None:
        self.desk.reveal(passing.reveal_all(self.session, self.stage))
        self._discussed = ""
        self.action_widest()

    def action_widest(self) -> None:
        """Go to the revealed item on which people are furthest apart, then to the next such."""
        order = talk.widest_first(self.session, self.stage)
        place = order.index(self._discussed) + 1 if self._discussed in order else 0
        self._discussed = order[place % len(order)]
        self.desk.move(Place(stage=self.stage, at=self._discussed))
        self.enter()
        key = shown_key(self, "votes.widest")
        self.say(f"{place % len(order) + 1} of {len(order)}, widest spread first. {key} goes on.")

    def action_vote_again(self) -> None:
        """Ask whether to begin a second vote on the item, blank: it is the one that counts."""
        means = "Until it is revealed the item has no result; the vote before is kept."
        self.be_sure("Vote again on this item?", means, "vote again", self._vote_again)

    def _vote_again(self) -> None:
        if not rounds.may_vote_again(self.session, self.stage, self.item):
            return  # somebody else has begun it meanwhile
        self.desk.commit(rounds.vote_again(self.session, self.stage, self.item))
        self.query_one(Entry).begin(self.item)
        self.enter()
        key, undo = shown_key(self, "votes.item"), shown_key(self, "workshop.undo")
        off = f"{key} or {undo} calls it off"
        self.say(f"A new vote, blank: it will count. {off}; the one before is kept.")

    def action_keep_split(self) -> None:
        """Keep different views as a result, and ask why."""
        item = self.item
        split = rounds.split_of(self.session, self.stage, item)

        def answered(reason: str | None) -> None:
            if reason is None:
                return
            if not reason.strip() and split is not None:
                self.desk.commit(rounds.end_split(self.session, self.stage, item))
                self.say("No longer kept as split.")
            else:
                self.desk.commit(rounds.keep_split(self.session, self.stage, item, reason))
                self.say("Kept as split.")

        text = asks(self.session, self.stage).items[item].text
        question = "We keep different views on this. Why? Emptied, a kept split ends."
        self.ask(WordsScreen(text, question, split.reason if split else ""), answered)

    def action_names(self) -> None:
        """Ask for names beside the answers, before the first one; take them away at any time."""
        if self.vote.open:
            session = secrecy.make_secret(self.session, self.stage, self.number, self.desk.ids)
            said = "Votes are secret again: nobody is named."
        elif secrecy.may_open(self.vote):
            session = secrecy.make_open(self.session, self.stage, self.number)
            said = "Open votes: after the reveal, names stand beside the answers."
        else:
            session, said = self.session, "What was given without names stays without names."
        self.desk.commit(session)
        self.query_one(Entry).begin(self.item)
        self.say(said)

    def _may_call_off(self) -> bool:
        again = rounds.is_again(self.session, self.stage, self.item)
        return again and not (self.revealed or self.vote.ballots or self.vote.hands)

    def said_of(self, session: Session) -> Content:
        """Return what there is to talk about: rounds, who stands alone, what may explain it."""
        at = (session, self.stage, self.item)
        lines = (f"{capital(said)}." for said in (*told(*at), *speakers(*at)))
        return Content("\n".join(lines))
