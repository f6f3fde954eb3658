"""Rating a stage, item by item: answers come in unseen, are revealed, and can be repaired."""

from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from valueworkshop.scoring.item import score_item
from valueworkshop.stages.votes import edits as votes
from valueworkshop.stages.votes.edits import is_revealed
from valueworkshop.stages.votes.model import (
    ROOM,
    WEIGHT,
    Answer,
    Hands,
    Item,
    Method,
    Round,
    answers,
    asks,
    facets_asked,
)
from valueworkshop.stages.votes.score import facet_totals, item_votes, votes_in
from valueworkshop.stages.votes.widgets.asked import Asked
from valueworkshop.stages.votes.widgets.cards import CardsEntry, CardsShown
from valueworkshop.stages.votes.widgets.grading import GradingScreen
from valueworkshop.stages.votes.widgets.grid import Grid, GridShown
from valueworkshop.stages.votes.widgets.hands import HandsEntry, HandsShown
from valueworkshop.stages.votes.widgets.reveal import Reveal
from valueworkshop.stages.votes.widgets.tracks import tracks
from valueworkshop.stages.votes.words import scale_in_words
from valueworkshop.widgets.stage_view import StageView
from valueworkshop.workshop.evidence import Evidence
from valueworkshop.workshop.order import ordered
from valueworkshop.workshop.session import Session


class VotesView(StageView):
    """Shows the item at which the team stands: its entry before the reveal, its answers after."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "Next item", id="votes.next"),
        Binding("t", "grade", "Evidence", id="votes.grade"),
        Binding("p", "picture", "Picture", id="votes.picture"),
        Binding("g", "grid", "Grid", id="votes.grid"),
        Binding("r", "repair", "Repair", id="votes.repair"),
        Binding("m", "method", "How to vote", id="votes.method"),
        Binding("w", "weight", "Weight on/off", id="votes.weight", show=False),
        Binding("escape", "item", "Back", show=False, id="votes.item"),
    ]

    DEFAULT_CSS = """
    VotesView {
        & > #item { text-style: bold; height: auto; }
        & > #ends { color: $text-muted; height: auto; margin-bottom: 1; }
        & > #asked { height: auto; margin-bottom: 1; }
        & > #scale { color: $text-muted; height: 1; }
        & > #count { height: auto; margin-top: 1; color: $text-muted; }
        & > #scroll { height: 1fr; }
    }
    VotesView #scroll:focus { background-tint: transparent; }
    """

    def compose(self) -> ComposeResult:
        """Lay out the item above; of entry, reveal and grid only one is shown."""
        yield Static(id="item", markup=False)
        yield Static(id="ends", markup=False)
        yield Asked(id="asked")
        with VerticalScroll(id="scroll"):
            yield CardsEntry()
            yield HandsEntry()
            yield Reveal()
            yield Grid()
            yield Static(id="picture", markup=False)
        yield Static(id="count", markup=False)
        yield Static(id="scale", markup=False)

    def on_mount(self) -> None:
        """Begin with the entry, not with the whole."""
        self._whole = ""
        self._repairing = False
        self._shown_item = ""
        self._asked_to_reveal = False

    @property
    def item(self) -> str:
        """The id of the item at which the team stands."""
        return self.at or next(iter(asks(self.session, self.stage).items), "")

    @property
    def number(self) -> str:
        """The round that counts for the item."""
        return answers(self.session, self.stage).counting(self.item)

    @property
    def vote(self) -> Round:
        """The vote that counts for the item."""
        return answers(self.session, self.stage).rounds.get(self.number, self._fresh_round())

    def _fresh_round(self) -> Round:
        return Round(method=Method.CARDS if self.session.people else Method.ROOM)

    @property
    def revealed(self) -> bool:
        """Whether the room has seen the item's vote."""
        return is_revealed(self.session, self.stage, self.item)

    def show(self, session: Session) -> None:
        """Draw the item."""
        plan = asks(session, self.stage)
        if self.item != self._shown_item:
            self._shown_item = self.item
            self._asked_to_reveal = self._repairing = False
            self.query_one(HandsEntry).forget()
            self._show_cards(session)
            self.query_one(CardsEntry).start()
        item = plan.items.get(self.item, Item(text=self.nothing_here(session)))
        mode = self._mode()
        for widget, name in self._modes():
            widget.display = name == mode
        for name in ("#item", "#ends"):
            self.query_one(name).display = not self._whole
        self.query_one("#item", Static).update(Content(item.text))
        ends = [f"{n}  {text}" for n, text in ((1, item.low), (5, item.high)) if text]
        self.query_one("#ends", Static).update(Content("\n".join(ends)))
        self.query_one("#scale", Static).update(Content(scale_in_words(plan.labels, self.width)))
        match mode:
            case "cards":
                self._show_cards(session)
            case "hands":
                self._show_hands(session)
            case "reveal":
                self._show_reveal(session)
            case "picture":
                self._show_picture(session)
            case _:
                self._show_grid(session)
        self._show_asked()
        self.refresh_bindings()

    def nothing_here(self, session: Session) -> str:
        """Return what stands where an item would, if there is none."""
        del session
        return "Nothing is rated here"

    def picture(self, session: Session, width: int) -> Content:
        """Return the whole stage as a picture of at most `width` cells: what was revealed."""
        return tracks(session, self.stage, width)

    def also_revealed(self, session: Session) -> Content:
        """Return what a kind has to say of the item below its answers; nothing by itself."""
        del session
        return Content("")

    def _mode(self) -> str:
        """Return what is shown: grid or picture of the whole, else what the item is at."""
        if self._whole:
            return self._whole
        if self.revealed and not self._repairing:
            return "reveal"
        return "hands" if self.vote.method is Method.HANDS else "cards"

    def _modes(self) -> list[tuple[Widget, str]]:
        return [
            (self.query_one(CardsEntry), "cards"),
            (self.query_one(HandsEntry), "hands"),
            (self.query_one(Reveal), "reveal"),
            (self.query_one(Grid), "grid"),
            (self.query_one("#picture"), "picture"),
        ]

    def _voters(self) -> list[tuple[str, str]]:
        if self.vote.method is Method.ROOM:
            return [(ROOM, "the room")]
        people = [(p.voter or key, p.name) for key, p in ordered(self.session.people)]
        return people or [(ROOM, "the room")]

    def _show_cards(self, session: Session) -> None:
        entry = self.query_one(CardsEntry)
        voters = tuple(self._voters())
        facets = tuple(facets_asked(session, self.stage))
        entry.show(CardsShown.of(self.vote, self.item, voters, facets))
        self._count(f"{len(voters) - entry.missing} of {len(voters)} in")

    def _show_hands(self, session: Session) -> None:
        shown = HandsShown.of(session, self.stage, self.item, self.vote)
        self.query_one(HandsEntry).show(shown)
        entry = self.query_one(HandsEntry)
        # A sum that grows as one types would tell each count.
        if not entry.complete:
            self._count("counting")
            return
        raised = shown.raised(entry.facet)
        of = f" of {len(session.people)}" if session.people else ""
        self._count(f"{raised}{of} hands counted")

    def _show_reveal(self, session: Session) -> None:
        found = item_votes(session, self.stage, self.item)
        facets = [
            (asked.label, facet_totals(session, self.stage, self.item, key))
            for key, asked in facets_asked(session, self.stage).items()
        ]
        evidence = answers(session, self.stage).evidence.get(self.item, Evidence())
        compared = asks(session, self.stage).has_gap
        score = score_item(found) if compared else None
        self.query_one(Reveal).show(score, facets, evidence, self.also_revealed(session))
        self._count("")

    def _show_picture(self, session: Session) -> None:
        self.query_one("#picture", Static).update(self.picture(session, self.width))
        self._count("Esc or p goes back to the item.")

    def _show_grid(self, session: Session) -> None:
        self.query_one(Grid).show(GridShown.of(session, self.stage, self.vote), self.item)
        self._count(
            "Votes are open: names are shown."
            if session.open_votes
            else "Ballots are shuffled and numbered: nobody is named here."
        )

    def _count(self, text: str) -> None:
        self.query_one("#count", Static).update(Content(text))

    def _show_asked(self) -> None:
        """Draw which facet is asked, and how answers come in."""
        asked, mode = self.query_one(Asked), self._mode()
        asked.display = mode in {"cards", "hands"}
        alone = mode == "cards" and self._voters()[0][0] == ROOM
        method = Method.ROOM if alone else self.vote.method
        asked.show(facets_asked(self.session, self.stage), self._facet, method)

    @property
    def _facet(self) -> str:
        """The facet being asked."""
        cards = self._mode() == "cards"
        return self.query_one(CardsEntry).facet if cards else self.query_one(HandsEntry).facet

    def enter(self) -> None:
        """Put the focus on what is shown."""
        mode = self._mode()
        if mode in {"reveal", "picture"}:
            self.query_one("#scroll").focus()
            return
        for widget, name in self._modes():
            if name == mode:
                widget.focus()

    def explain(self) -> str:
        """Return what the item is about."""
        item = asks(self.session, self.stage).items.get(self.item)
        return item.about if item else ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what makes sense now: evidence and the next item after the reveal, and so on."""
        del parameters
        mode = self._mode()
        if action in {"go_on", "grade", "repair"}:
            return mode == "reveal"
        if action == "item":
            return bool(self._whole) or self._repairing
        if action == "method":
            return mode in {"cards", "hands"}
        return True

    @on(CardsEntry.Answered)
    def _answered(self, event: CardsEntry.Answered) -> None:
        self._asked_to_reveal = False
        session = votes.give_voters(self.session, self.desk.ids)
        # A person's id stood for the voter until they had one.
        person = session.people.get(event.voter)
        voter = person.voter if person else event.voter
        if self._given_before(event.item, voter, event.facet):
            self.say("That answer was in already; the new one counts. u takes it back.")
        if not answers(session, self.stage).rounds:
            session = votes.choose_method(session, self.stage, self.number, self.vote.method)
        self._give(session, voter, event.facet, event.item, event.answer)

    def _give(
        self, session: Session, voter: str, facet: str, item: str, given: Answer | None
    ) -> None:
        number = answers(session, self.stage).counting(item)
        at = {"voter": voter, "facet": facet, "item": item}
        self.desk.commit(votes.answer(session, self.stage, number, **at, given=given))

    def _given_before(self, item: str, voter: str, facet: str) -> bool:
        ballot = self.vote.ballots.get(voter)
        return ballot is not None and ballot.get(facet, item) is not None

    @on(CardsEntry.FacetChanged)
    @on(HandsEntry.FacetChanged)
    def _facet_changed(self) -> None:
        self._asked_to_reveal = False
        self.show(self.session)
        facets = facets_asked(self.session, self.stage)
        if self._facet in facets:
            self.say(f"Now: {facets[self._facet].label}.")

    @on(CardsEntry.RevealAsked)
    def _cards_reveal(self, event: CardsEntry.RevealAsked) -> None:
        if self._repairing:
            self._end_repair()
            return
        if event.missing and not self._asked_to_reveal:
            self._asked_to_reveal = True
            self.say(f"{event.missing} answers are not in. Enter again reveals without them.")
            return
        self._reveal()

    @on(HandsEntry.Counted)
    def _counted(self, event: HandsEntry.Counted) -> None:
        self._asked_to_reveal = False
        vote = answers(self.session, self.stage).rounds.get(self.number, self._fresh_round())
        counted = vote.hands.get(event.facet, {}).get(event.item, {}).get(event.group, Hands())
        self.desk.commit(
            votes.count_hands(
                self.session,
                self.stage,
                self.number,
                facet=event.facet,
                item=event.item,
                group=event.group,
                hands=replace(counted, **{event.column: event.number}),
            )
        )

    @on(HandsEntry.RevealAsked)
    def _hands_reveal(self) -> None:
        if self._repairing:
            self._end_repair()
            return
        shown = HandsShown.of(self.session, self.stage, self.item, self.vote)
        facets = facets_asked(self.session, self.stage)
        doubt = shown.doubt(
            {key: asked.label for key, asked in facets.items()}, len(self.session.people)
        )
        if doubt and not self._asked_to_reveal:
            self._asked_to_reveal = True
            self.say(f"{doubt} Enter again reveals as it is.")
            return
        self._reveal()

    def _reveal(self) -> None:
        given = [
            facet_totals(self.session, self.stage, self.item, facet)
            for facet in facets_asked(self.session, self.stage)
        ]
        if not any(facet.n or facet.dont_know or facet.skipped for facet in given):
            self.say("Nothing was answered yet. n goes on without this item.")
            return
        self.say("")
        self.desk.reveal(votes.reveal(self.session, self.stage, self.number, self.item))
        self.enter()

    @on(Grid.Changed)
    def _repaired(self, event: Grid.Changed) -> None:
        self._give(self.session, event.voter, event.facet, event.item, event.answer)

    def action_go_on(self) -> None:
        """Go to the next item."""
        self.post_message(self.Step(1))

    def action_grade(self) -> None:
        """Ask how the room knows what it says of this item."""
        item, evidence = self.item, answers(self.session, self.stage).evidence
        text = asks(self.session, self.stage).items[item].text

        def graded(found: Evidence | None) -> None:
            if found is not None and (found != Evidence() or item in evidence):
                self.desk.commit(votes.grade(self.session, self.stage, item, found))
                if not found.complete:
                    self.say(f"{found.grade.value}: source and date would back it.")

        self.ask(GradingScreen(text, evidence.get(item, Evidence())), graded)

    def action_grid(self) -> None:
        """Show all answers of the stage in a grid, or the item again."""
        self._show_whole("grid")

    def action_picture(self) -> None:
        """Show what the stage adds up to as a picture, or the item again."""
        self._show_whole("picture")

    def _show_whole(self, what: str) -> None:
        self._whole = "" if self._whole == what else what
        self.show(self.session)
        self.enter()

    def action_item(self) -> None:
        """Leave the grid, the picture or the repair."""
        if self._whole:
            self._show_whole(self._whole)
        else:
            self._end_repair()

    def action_repair(self) -> None:
        """Type answers of a revealed item anew: by name for cards, by group for hands."""
        self._repairing = True
        self.query_one(HandsEntry).forget()
        self.query_one(CardsEntry).start()
        self.show(self.session)
        self.enter()
        self.say("What you type replaces what was given. Enter shows the result.")

    def _end_repair(self) -> None:
        self._repairing = False
        self.show(self.session)
        self.enter()
        self.say("")

    def action_method(self) -> None:
        """Change how answers come in; what was given stays."""
        methods = [Method.CARDS, Method.HANDS, Method.ROOM]
        current = self.vote.method
        chosen = methods[(methods.index(current) + 1) % len(methods)]
        self.desk.commit(votes.choose_method(self.session, self.stage, self.number, chosen))
        self.query_one(CardsEntry).start()
        self.enter()
        given = votes_in(self.session, self.stage, self.item)
        if given:
            self.say(f"{given} have voted on this in another way: that stays, and counts too.")

    def action_weight(self) -> None:
        """Leave the weight out, or ask it again."""
        plan = asks(self.session, self.stage)
        if WEIGHT in plan.facets and plan.facets[WEIGHT].optional:
            out = WEIGHT not in answers(self.session, self.stage).left_out
            self.desk.commit(votes.leave_out(self.session, self.stage, WEIGHT, out=out))
            self.query_one(CardsEntry).start()
            self.say("Weight is not asked: all items count alike." if out else "Weight is asked.")
