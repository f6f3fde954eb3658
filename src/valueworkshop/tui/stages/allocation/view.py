"""The disciplines on screen: three spreads, typed unseen and revealed, then the alignment."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from valueworkshop.core.session.evidence import Evidence
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.blocks import Chart, Paragraph, Sight
from valueworkshop.core.show.place import Grading
from valueworkshop.core.show.place import Place as Described
from valueworkshop.core.stages.allocation import KIND, model, rounds, turns
from valueworkshop.core.stages.allocation.model import Giving, Spread, answers, asks
from valueworkshop.core.stages.allocation.score import (
    ALIGNMENT,
    alignment_of,
    allocation,
    focus,
    progress,
)
from valueworkshop.core.stages.allocation.show import (
    A_NEW_SPREAD,
    AGAIN,
    GRADE,
    REPAIR,
    whole,
)
from valueworkshop.core.stages.votes import secrecy
from valueworkshop.tui.stages.act_keys import binding_of
from valueworkshop.tui.stages.allocation.alignment_table import AlignmentEntry, AlignmentShown
from valueworkshop.tui.stages.allocation.spread_entry import SpreadEntry, SpreadShown, things
from valueworkshop.tui.stages.allocation.spreads_in_turn import Around, PassSpreads
from valueworkshop.tui.stages.drawn_blocks import drawn
from valueworkshop.tui.stages.stage_view import StageView
from valueworkshop.tui.stages.votes.evidence_form import GradingScreen
from valueworkshop.tui.stages.votes.scale_words import scale
from valueworkshop.tui.stages.whole import Whole
from valueworkshop.tui.widgets.confirm_screen import UNSEEN
from valueworkshop.tui.widgets.keys import shown_key, spoken_key
from valueworkshop.tui.widgets.static import Static


class AllocationView(StageView):
    """Shows the spread at the team's place, or the alignment after the last."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "Next", id="allocation.next"),
        binding_of(GRADE, "grade"),
        binding_of(REPAIR, "repair"),
        binding_of(AGAIN, "again"),
        Binding("m", "way", "How to spread", id="allocation.way"),
        Binding("p", "picture", "Picture", id="allocation.picture"),
        Binding("escape", "item", "Back", show=False, id="allocation.item"),
    ]

    DEFAULT_CSS = """
    AllocationView {
        & > Static { height: auto; margin-bottom: 1; }
        & > #question { text-style: bold; }
        & > #scale { color: $text-muted; margin: 0; }
        & > #scroll { height: 1fr; }
        & > #scroll:focus { background-tint: transparent; }
        & #shown { height: auto; }
    }
    """

    def compose(self) -> ComposeResult:
        """Lay out the question; of the entries and the result, only one shows."""
        yield Static(id="question", markup=False)
        with VerticalScroll(id="scroll"):
            yield SpreadEntry()
            yield PassSpreads()
            yield AlignmentEntry()
            yield Static(id="shown", markup=False)
        yield Static(id="scale", markup=False)
        yield Whole()

    def on_mount(self) -> None:
        """Begin with the current task."""
        self._picture = self._repairing = self._asked_to_reveal = self._after_all = False
        self._drawn = ""

    def come(self) -> None:
        """Begin with the whole, at the beginning of a stage in which all was given."""
        done = progress(self.session, self.stage)
        if self.place == Spread.TODAY.value and done.done == done.total:
            self._picture, self._drawn = True, self.place

    @property
    def leaves_room(self) -> bool:
        """Whether there is room beside this view: the whole takes all of it."""
        return not self._picture

    @property
    def place(self) -> str:
        """The spread at the team's place, or the alignment."""
        return self.at or Spread.TODAY.value

    @property
    def described(self) -> Described:
        """The team's place, as it is described."""
        return KIND.place(self.session, self.stage, self.place)

    @property
    def spread(self) -> Spread | None:
        """The spread at the team's place, None at the alignment."""
        return None if self.place == ALIGNMENT else Spread(self.place)

    @property
    def revealed(self) -> bool:
        """Whether the room has seen the spread."""
        return rounds.is_revealed(self.session, self.stage, self.place)

    def _mode(self) -> str:
        if self._picture:
            return "picture"
        if self.spread is None:
            return "alignment"
        if self._repairing:
            return "spread"
        if self.revealed:
            return "result"
        return "pass" if turns.way_of(self.session, self.stage) is Giving.PRIVATE else "spread"

    def show(self, session: Session) -> None:
        """Draw the team's place."""
        if self.place != self._drawn:
            self._drawn = self.place
            self._picture = self._repairing = self._asked_to_reveal = False
            self._show_spread(session)
            self.query_one(SpreadEntry).start()
        asked, mode = asks(session, self.stage), self._mode()
        self.set_class(mode == "picture", "-cards")
        for name in ("#question", "#scroll", "#scale"):
            self.query_one(name).display = mode != "picture"
        self.query_one(Whole).display = mode == "picture"
        self.query_one(SpreadEntry).display = mode == "spread"
        self.query_one(PassSpreads).display = mode == "pass"
        self.query_one(AlignmentEntry).display = mode == "alignment"
        self.query_one("#shown").display = mode not in {"spread", "pass"}
        self.query_one("#question", Static).update(Content(self.described.question))
        points = scale(asked.labels, self.width, lambda point: f"rate('{point}')")
        self.query_one("#scale", Static).update(points if mode == "alignment" else Content(""))
        match mode:
            case "spread":
                self._show_spread(session)
            case "pass":
                self.query_one(PassSpreads).show(session, self.stage)
            case "alignment":
                self._show_alignment(session)
            case "result":
                self._write(KIND.told_at(session, self.stage, self.place))
            case _:
                blocks, room = whole(KIND.here(session, self.stage)), self.width - self.gutter.width
                self.query_one(Whole).show(blocks, room)
        self.refresh_bindings()

    def _show_spread(self, session: Session) -> None:
        spread = self.spread
        if spread is None:
            return
        given = answers(session, self.stage)
        voters = secrecy.voters(session, self.stage)
        points = {voter: given.of(voter, spread) for voter, _ in voters}
        self.query_one(SpreadEntry).show(
            SpreadShown(
                spread=spread.value,
                voters=voters,
                things=things(asks(session, self.stage)),
                given={voter: each for voter, each in points.items() if each is not None},
                dots=not self._repairing and turns.way_of(session, self.stage) is Giving.DOTS,
            )
        )

    def _show_alignment(self, session: Session) -> None:
        plan, leads = asks(session, self.stage), focus(session, self.stage).leads
        rated = {lead: alignment_of(session, self.stage, lead) for lead in leads}
        self.query_one(AlignmentEntry).show(
            AlignmentShown(
                cells=tuple((lead, layer) for lead in leads for layer in plan.layers),
                headings={lead: plan.disciplines[lead].text for lead in leads},
                layers={key: f"{layer.text}: {layer.about}" for key, layer in plan.layers.items()},
                given={
                    (lead, layer): rating
                    for lead, layers in rated.items()
                    for layer, rating in layers.items()
                    if rating is not None
                },
            )
        )
        told = KIND.told_at(session, self.stage, self.place)
        said = [each for each in told if not isinstance(each, Chart)]  # the table shows the layers
        hint = self.described.hint
        self._write([*said, *([Paragraph(hint)] if hint else [])], above="\n")

    def _write(self, blocks: Iterable[Sight], above: str = "") -> None:
        room = self.width - self.gutter.width - 1  # beside a scroll bar
        plain = self.app.has_class("-accessible")
        shown = Content.assemble(above, drawn(blocks, room, plain=plain))
        self.query_one("#shown", Static).update(shown)

    def enter(self) -> None:
        """Put the focus on what is on screen."""
        match self._mode():
            case "spread":
                self.query_one(SpreadEntry).focus()
            case "pass":
                self.query_one(PassSpreads).focus()
            case "alignment":
                self.query_one(AlignmentEntry).focus()
            case "picture":
                self.query_one(Whole).focus()
            case _:
                self.query_one("#scroll").focus()

    def explain(self) -> str:
        """Return what the disciplines are for."""
        return self.described.about

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what makes sense now."""
        del parameters
        mode = self._mode()
        if action in {"grade", "repair", "again"}:
            return mode == "result"
        if action == "way":
            return mode in {"spread", "pass"} and not self._repairing
        if action == "item":
            return self._picture or self._repairing or self._may_call_off()
        return True

    @on(SpreadEntry.Spread)
    def _spread(self, event: SpreadEntry.Spread) -> None:
        spread = self.spread
        if spread is None:
            return
        self._asked_to_reveal = False
        session = secrecy.give_voters(self.session, self.desk.ids, self.stage)
        voter = secrecy.voter_shown(session, event.voter, self.stage)
        self.desk.commit(model.spread_points(session, self.stage, voter, spread, event.points))

    @on(SpreadEntry.Told)
    def _told(self, event: SpreadEntry.Told) -> None:
        self.say(event.text)

    @on(SpreadEntry.RevealAsked)
    def _reveal_asked(self) -> None:
        if self._repairing:
            self.action_item()
            return
        missing = self.query_one(SpreadEntry).missing
        if missing and not self._asked_to_reveal:
            self._asked_to_reveal = True
            who = "1 person has" if missing == 1 else f"{missing} people have"
            self.say(
                f"{who} given no points. {shown_key(self, 'spread.next')} again reveals anyway."
            )
            return
        self.reveal()

    @on(PassSpreads.Asked)
    def _pass(self, event: PassSpreads.Asked) -> None:
        if self.desk.is_refused():
            return
        around = Around(self.app, self.desk, self.stage, self._passed)
        if event.person:
            around.hand_to(event.person)
        elif turns.next_up(self.session, self.stage):
            around.go_on()
        else:
            self.reveal()

    def _passed(self) -> None:
        self.show(self.session)
        self.enter()

    @on(PassSpreads.RevealAsked)
    def _reveal_passed(self) -> None:
        count, of = turns.ballots_in(self.session, self.stage)
        if count < of and self.waits():
            question = f"Only {count} of {of} have given all their points. Reveal anyway?"
            self.be_sure(question, UNSEEN, "reveal the points so far", self.reveal)
        else:
            self.reveal()

    def waits(self) -> bool:
        """Whether somebody has spread points here, and the room has not seen it."""
        return KIND.hidden(self.session, self.stage).get(self.place, 0) > 0

    def reveal(self) -> None:
        """Let the room see the spread at the team's place."""
        spread = self.spread
        if spread is None or self.revealed:
            return
        found = allocation(self.session, self.stage, spread)
        if not found.n and not found.abstained:
            on = spoken_key(self, "workshop.next")
            self.say(f"No points given yet. {on} skips this.")
            return
        self.say("")
        self.desk.reveal(rounds.reveal(self.session, self.stage, spread.value))
        self.enter()

    @on(AlignmentEntry.Rated)
    def _rated(self, event: AlignmentEntry.Rated) -> None:
        aligned = model.align(self.session, self.stage, event.discipline, event.layer, event.rating)
        self.desk.commit(aligned)

    def action_go_on(self) -> None:
        """Go to the next place; after the last one to the whole, if there is any.

        A whole with which the stage began leads to the points.
        """
        last = self.spread is None and bool(focus(self.session, self.stage).spreads)
        if self._picture and not self._after_all:
            self.action_item()
        elif self._picture or not last:
            self.post_message(self.Step(1))
        else:
            self._picture = self._after_all = True
            self.post_message(self.Turned())

    def action_grade(self) -> None:
        """Ask how the room knows what it says in this spread."""
        for grading in self.described.acts:
            if isinstance(grading, Grading):
                self._grade(grading)

    def _grade(self, grading: Grading) -> None:
        def graded(found: Evidence | None) -> None:
            if found is not None and found != grading.evidence:
                self.desk.commit(grading.do(self.session, found).session)

        self.ask(GradingScreen(grading.about, grading.evidence), graded)

    def action_repair(self) -> None:
        """Correct the points of a revealed spread."""
        self._repairing = True
        self.query_one(SpreadEntry).start()
        self.show(self.session)
        self.enter()
        key = shown_key(self, "spread.next")
        self.say(
            f"What you type replaces the old points. {key} after the last one shows the result."
        )

    def action_way(self) -> None:
        """Change how points come in; those that came in stay."""
        way = turns.way_after(self.session, self.stage)
        self.desk.commit(model.choose_way(self.session, self.stage, way))
        self.query_one(SpreadEntry).start()
        self.enter()
        self.say(turns.MEANS[way])

    def state_of(self, binding_id: str) -> str:
        """Return how points come in, for the key that changes it."""
        if binding_id != "allocation.way":
            return ""
        offered, way = turns.ways(self.session), turns.way_of(self.session, self.stage)
        return f"{turns.NAMES[way]}, {offered.index(way) + 1} of {len(offered)}"

    def action_again(self) -> None:
        """Ask whether to spread these points again, blank: that is the vote that counts."""
        means = "This has no result until you reveal the new vote. We keep the old vote."
        self.be_sure("Spread these points again?", means, "spread again", self._again)

    def _again(self) -> None:
        if self.spread is None or not self.revealed:
            return  # somebody else has begun it meanwhile
        self.desk.commit(rounds.vote_again(self.session, self.stage, self.spread.value))
        self.query_one(SpreadEntry).start()
        self.enter()
        self.say(A_NEW_SPREAD)

    def _may_call_off(self) -> bool:
        return self.spread is not None and rounds.may_call_off(self.session, self.stage, self.place)

    def action_picture(self) -> None:
        """Show all that was revealed as a picture, or the place again."""
        self._picture = not self._picture
        self._after_all = False
        self.post_message(self.Turned())

    def action_item(self) -> None:
        """Leave the picture or the correction, or another vote in which nobody gave points."""
        if not (self._picture or self._repairing):
            self.desk.commit(rounds.call_off(self.session, self.stage, self.place))
            self.enter()
            self.say("Cancelled. The vote is as it was.")
            return
        self._picture = self._repairing = False
        self.post_message(self.Turned())
