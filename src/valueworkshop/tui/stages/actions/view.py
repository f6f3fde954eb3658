"""Choosing what to work on, then agreeing who does what by when."""

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList

from valueworkshop.core.session.dot_votes import About
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages import KINDS
from valueworkshop.core.stages.actions import show
from valueworkshop.core.stages.actions.score import ACT, dots_of, excess
from valueworkshop.core.stages.agreed.model import (
    Action,
    Status,
    add_action,
    answers,
    asks,
    change_action,
    choose,
    delete_action,
    set_dots,
    shift_action,
)
from valueworkshop.core.stages.dots import words as dot_words
from valueworkshop.core.stages.dots.edits import MOST_COUNTED
from valueworkshop.core.stages.dots.pools import Pool, running
from valueworkshop.core.stages.dots.score import counting
from valueworkshop.core.summary.candidates import Candidate, candidates, pool
from valueworkshop.core.summary.gap_summary import summarise
from valueworkshop.tui.stages.action_form import ActionScreen
from valueworkshop.tui.stages.actions.action_rows import ActionRows
from valueworkshop.tui.stages.actions.agreed_board import AgreedBoard
from valueworkshop.tui.stages.actions.candidate_rows import CandidateRows
from valueworkshop.tui.stages.actions.cards import EDGES
from valueworkshop.tui.stages.actions.catalogue_screen import CatalogueScreen
from valueworkshop.tui.stages.actions.choice_board import ChoiceBoard
from valueworkshop.tui.stages.chance_worker import work_out_chance
from valueworkshop.tui.stages.stage_view import StageView
from valueworkshop.tui.widgets.card import name_card
from valueworkshop.tui.widgets.clickable import digits
from valueworkshop.tui.widgets.keys import shown_key
from valueworkshop.tui.widgets.rows import Rows
from valueworkshop.tui.widgets.static import Static


class ActionsView(StageView):
    """Two places: the candidates with their dots, and the actions."""

    LEAVES_ROOM = False
    HAS_CARDS = True
    GROWS = True

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("0", "dots(0)", "Dots here", key_display="0-9", id="actions.dots"),
        *(Binding(str(n), f"dots({n})", show=False, id=f"actions.dots_{n}") for n in range(1, 10)),
        Binding("space", "choose", "Choose", id="actions.choose"),
        Binding("a", "from_candidate", "Action from this", id="actions.from"),
        Binding("plus", "new", "New", key_display="+", id="actions.new"),
        Binding("c", "catalogue", "Catalogue", id="actions.catalogue"),
        Binding("s", "status", "Status", id="actions.status"),
        Binding("d,delete", "delete", "Delete", id="actions.delete"),
        Binding("K,shift+up", "shift(-1)", "Action up", show=False, id="actions.up"),
        Binding("J,shift+down", "shift(1)", "Action down", show=False, id="actions.down"),
    ]
    CHOOSE_ACTIONS: ClassVar[frozenset[str]] = frozenset({"dots", "choose", "from_candidate"})
    ACT_ACTIONS: ClassVar[frozenset[str]] = frozenset({"status", "delete", "shift"})

    DEFAULT_CSS = """
    ActionsView {
        & > #heading { height: auto; }
    }
    """

    def compose(self) -> ComposeResult:
        """Lay out both places; only one of them shows. A small screen has the question above."""
        yield Static(id="heading", markup=False)
        yield ChoiceBoard()
        yield AgreedBoard()

    def on_mount(self) -> None:
        """Begin without a half-typed number."""
        self._typing = ""
        self._is_drawn = False

    def on_resize(self, event: events.Resize) -> None:
        """Draw once there is room, and again for other room."""
        super().on_resize(event)
        if self.is_mounted and self.width and not self._is_drawn:
            self.show(self.session)

    @property
    def choosing(self) -> bool:
        """Whether the team is choosing, not yet agreeing actions."""
        return self.at != ACT

    @property
    def rows(self) -> Rows:
        """The list on screen."""
        return self.query_one(CandidateRows if self.choosing else ActionRows)

    def show(self, session: Session) -> None:
        """Draw the candidates or the actions."""
        self._is_drawn = bool(self.width)
        if not self._is_drawn:
            return
        summary = summarise(session, wait=False)
        work_out_chance(self, session, summary)
        here = KINDS["actions"].here(session, self.stage)
        place, choice, agreed = show.place(here, self.at), *self._boards
        choice.display, agreed.display = self.choosing, not self.choosing
        small = self.screen.has_class("-narrow")
        size = (self.width - self.gutter.width, self.height - self.gutter.height - small)
        said = show.complete(here)
        if self.choosing:
            said = " ".join(place.notes) or f"{len(here.given.chosen)} chosen"
            self._show_candidates(session, candidates(summary), size)
            name_card(choice.query_one("#choice"), place.question, said)
        else:
            empty = (
                f"{' '.join(place.notes)} {shown_key(self, 'actions.new')} adds one, "
                f"{shown_key(self, 'actions.catalogue')} shows a catalogue, "
                f"{shown_key(self, 'workshop.back')} goes back to the choice."
            )
            agreed.draw(here, summary, self.desk.today(), empty, size)
        heading = self.query_one("#heading", Static)
        heading.display = small
        heading.update(
            Content.assemble((place.question, "bold"), (f"  {said}", "$text-muted"))
            if len(place.question) + 2 + len(said) <= size[0]
            else Content(place.question).stylize("bold")
        )
        self.refresh_bindings()

    @property
    def _boards(self) -> tuple[ChoiceBoard, AgreedBoard]:
        return self.query_one(ChoiceBoard), self.query_one(AgreedBoard)

    def _show_candidates(
        self, session: Session, found: list[Candidate], size: tuple[int, int]
    ) -> None:
        how = Content(self._choosing_hint(session))
        if not found:
            go, new = shown_key(self, "workshop.go_to"), shown_key(self, "actions.new")
            how = Content(f"{show.NO_CANDIDATES} ({go} goes there). {new} agrees one by hand.")
        elif not self._has_vote():
            typed = Content.assemble("dots ", digits("dots"))
            beside = how.cell_length + 3 + typed.cell_length <= size[0] - EDGES
            how = Content.assemble(how, "   " if beside else "\n", typed)
        dots = dots_of(session, self.stage)
        if counting(session, About.CANDIDATES, self.stage):
            found.sort(key=lambda candidate: -(dots or {}).get(candidate.key, 0))
        got = {each.key: None if dots is None else dots.get(each.key, 0) for each in found}
        self._boards[0].draw(session, self.stage, found, got, how, size)

    def dot_pools(self, session: Session) -> Iterator[Pool]:
        """Return the candidates, while the team chooses."""
        if self.choosing:
            yield pool(session, self.stage)

    def _choosing_hint(self, session: Session) -> str:
        """Say how the candidates get dots, or how far the vote on them is."""
        vote, key = running(session, self.dot_pools(session)), shown_key(self, "workshop.dot_vote")
        chooses = f"{shown_key(self, 'actions.choose')} chooses."
        if vote:
            return f"{dot_words.under_way(session, vote)} {key} goes there; {chooses}"
        if counting(session, About.CANDIDATES, self.stage):
            return f"Most dots first. {key} shows the vote; {chooses}"
        most = asks(session, self.stage).dots
        if said := excess(session, self.stage):
            return f"! {said} {most} a person. {chooses}"
        return (
            f"{key} starts a secret vote; or type the dots each one got, {most} a person. {chooses}"
        )

    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        """Begin a new number on another candidate."""
        if self.rows.current != self._typing:
            self._typing = ""

    def enter(self) -> None:
        """Put the focus on the rows."""
        self.rows.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what belongs to this place."""
        del parameters
        if action in self.CHOOSE_ACTIONS:
            return self.choosing
        if action in self.ACT_ACTIONS:
            return not self.choosing
        return True

    def action_dots(self, digit: int) -> None:
        """Take a digit as the dots of the candidate under the cursor, or as their next digit."""
        key = self.rows.current
        if not key or self._is_voted():
            return
        before = answers(self.session, self.stage).dots.get(key, 0) if self._typing == key else 0
        self._typing = key  # a key goes on, so that the next digit never lands elsewhere
        dots = min(before * 10 + digit, MOST_COUNTED)
        self.desk.commit(set_dots(self.session, self.stage, key, dots))

    def _has_vote(self) -> bool:
        """Whether dots come from a vote."""
        vote = running(self.session, self.dot_pools(self.session))
        return bool(vote or counting(self.session, About.CANDIDATES, self.stage))

    def _is_voted(self) -> bool:
        """Whether dots come from a vote; if so, say it."""
        if not self._has_vote():
            return False
        self.say(
            f"The dots come from the vote: {shown_key(self, 'workshop.dot_vote')} takes you there."
        )
        return True

    def action_choose(self) -> None:
        """Choose the candidate under the cursor, or let it go."""
        key = self.rows.current
        if not key:
            return
        agreed = answers(self.session, self.stage)
        chosen = key not in agreed.chosen
        if not self.desk.commit(choose(self.session, self.stage, key, chosen=chosen)):
            most = asks(self.session, self.stage).choose
            key = shown_key(self, "actions.choose")
            self.say(f"You have already chosen {most}. {key} on one of them drops it.")

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        if self.choosing:
            self.action_choose()
        else:
            self._edit(event.option.id or "")

    def _edit(self, key: str) -> None:
        action = answers(self.session, self.stage).actions.get(key)
        if action is None:
            return

        def agreed(changed: Action | None) -> None:
            if changed is not None:
                self.desk.commit(change_action(self.session, self.stage, key, changed))

        self.ask(ActionScreen(self.session, self.stage, action, self.desk.today), agreed)

    def action_from_candidate(self) -> None:
        """Agree an action that closes the candidate under the cursor."""
        if key := self.rows.current:
            self._new(Action(title="", closes=(key,)))

    def action_new(self) -> None:
        """Agree an action by hand."""
        self._new(Action(title=""))

    def action_catalogue(self) -> None:
        """Agree an action that starts from the catalogue."""
        key = self.rows.current if self.choosing else None

        def picked(title: str | None) -> None:
            if title:
                self._new(Action(title=title, closes=(key,) if key else ()))

        self.app.push_screen(CatalogueScreen(asks(self.session, self.stage)), picked)

    def _new(self, action: Action) -> None:
        def agreed(found: Action | None) -> None:
            if found is not None:
                key = self.desk.ids()
                self.desk.commit(add_action(self.session, self.stage, key, found))
                self.say(f"Agreed: {found.title}")

        self.ask(ActionScreen(self.session, self.stage, action, self.desk.today), agreed)

    def action_status(self) -> None:
        """Give the action under the cursor the next status."""
        key = self.rows.current or ""
        action = answers(self.session, self.stage).actions.get(key)
        if action is not None:
            statuses = list(Status)
            status = statuses[(statuses.index(action.status) + 1) % len(statuses)]
            changed = replace(action, status=status)
            self.desk.commit(change_action(self.session, self.stage, key, changed))

    def action_delete(self) -> None:
        """Remove the action under the cursor."""
        if key := self.rows.current:
            self.desk.commit(delete_action(self.session, self.stage, key))
            self.say(f"Action deleted. {shown_key(self, 'workshop.undo')} puts it back.")

    def action_shift(self, by: int) -> None:
        """Move the action under the cursor up or down."""
        if key := self.rows.current:
            self.desk.commit(shift_action(self.session, self.stage, key, by))
