"""The disciplines on screen: three spreads, typed unseen and revealed, then the alignment."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from valueworkshop.core.session.evidence import Evidence
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.blocks import Chart, Paragraph, Sight
from valueworkshop.core.show.place import Grading
from valueworkshop.core.show.place import Place as Described
from valueworkshop.core.stages.allocation import KIND, model
from valueworkshop.core.stages.allocation.model import Spread, answers, asks
from valueworkshop.core.stages.allocation.score import (
    ALIGNMENT,
    alignment_of,
    allocation,
    focus,
)
from valueworkshop.core.stages.allocation.show import GRADE, REPAIR, whole
from valueworkshop.core.stages.votes import edits, secrecy
from valueworkshop.tui.stages.act_keys import binding_of
from valueworkshop.tui.stages.allocation.alignment_table import AlignmentEntry, AlignmentShown
from valueworkshop.tui.stages.allocation.spread_entry import SpreadEntry, SpreadShown
from valueworkshop.tui.stages.drawn_blocks import drawn
from valueworkshop.tui.stages.stage_view import StageView
from valueworkshop.tui.stages.votes.evidence_form import GradingScreen
from valueworkshop.tui.stages.votes.scale_words import scale
from valueworkshop.tui.widgets.keys import shown_key, spoken_key


class AllocationView(StageView):
    """Shows the spread at the team's place, or the alignment after the last."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "Next", id="allocation.next"),
        binding_of(GRADE, "grade"),
        binding_of(REPAIR, "repair"),
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
            yield AlignmentEntry()
            yield Static(id="shown", markup=False)
        yield Static(id="scale", markup=False)

    def on_mount(self) -> None:
        """Begin with the current task."""
        self._picture = self._repairing = self._asked_to_reveal = False
        self._drawn = ""

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
        return edits.is_revealed(self.session, self.stage, self.place)

    def _mode(self) -> str:
        if self._picture:
            return "picture"
        if self.spread is None:
            return "alignment"
        return "result" if self.revealed and not self._repairing else "spread"

    def show(self, session: Session) -> None:
        """Draw the team's place."""
        if self.place != self._drawn:
            self._drawn = self.place
            self._repairing = self._asked_to_reveal = False
            self._show_spread(session)
            self.query_one(SpreadEntry).start()
        asked, mode = asks(session, self.stage), self._mode()
        self.query_one(SpreadEntry).display = mode == "spread"
        self.query_one(AlignmentEntry).display = mode == "alignment"
        self.query_one("#shown").display = mode != "spread"
        self.query_one("#question", Static).update(Content(self.described.question))
        points = scale(asked.labels, self.width, lambda point: f"rate('{point}')")
        self.query_one("#scale", Static).update(points if mode == "alignment" else Content(""))
        match mode:
            case "spread":
                self._show_spread(session)
            case "alignment":
                self._show_alignment(session)
            case "result":
                self._write(KIND.told_at(session, self.stage, self.place))
            case _:
                self._write(whole(KIND.here(session, self.stage)))
        self.refresh_bindings()

    def _show_spread(self, session: Session) -> None:
        spread = self.spread
        if spread is None:
            return
        given, plan = answers(session, self.stage), asks(session, self.stage)
        voters = secrecy.voters(session, self.stage)
        points = {voter: given.of(voter, spread) for voter, _ in voters}
        self.query_one(SpreadEntry).show(
            SpreadShown(
                spread=spread.value,
                voters=voters,
                things=tuple(
                    (key, f"{each.text}: {each.about}" if each.about else each.text)
                    for key, each in plan.disciplines.items()
                ),
                given={voter: each for voter, each in points.items() if each is not None},
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
        shown = Content.assemble(above, drawn(blocks, self.width))
        self.query_one("#shown", Static).update(shown)

    def enter(self) -> None:
        """Put the focus on what is on screen."""
        match self._mode():
            case "spread":
                self.query_one(SpreadEntry).focus()
            case "alignment":
                self.query_one(AlignmentEntry).focus()
            case _:
                self.query_one("#scroll").focus()

    def explain(self) -> str:
        """Return what the disciplines are for."""
        return self.described.about

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what makes sense now."""
        del parameters
        mode = self._mode()
        if action in {"grade", "repair"}:
            return mode == "result"
        if action == "item":
            return self._picture or self._repairing
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

    def waits(self) -> bool:
        """Whether somebody has spread points here, and the room has not seen it."""
        given = answers(self.session, self.stage).ballots.values()
        return not self.revealed and any(self.place in ballot for ballot in given)

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
        self.desk.reveal(edits.reveal(self.session, self.stage, "1", spread.value))
        self.enter()

    @on(AlignmentEntry.Rated)
    def _rated(self, event: AlignmentEntry.Rated) -> None:
        aligned = model.align(self.session, self.stage, event.discipline, event.layer, event.rating)
        self.desk.commit(aligned)

    def action_go_on(self) -> None:
        """Go to the next place."""
        self.post_message(self.Step(1))

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

    def action_picture(self) -> None:
        """Show all that was revealed as a picture, or the place again."""
        self._picture = not self._picture
        self.show(self.session)
        self.enter()

    def action_item(self) -> None:
        """Leave the picture or the correction."""
        self._picture = self._repairing = False
        self.show(self.session)
        self.enter()
