"""Choosing what to work on, then agreeing who does what by when."""

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static

from valueworkshop.core.session.dot_votes import About
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages import KINDS
from valueworkshop.core.stages.actions import show
from valueworkshop.core.stages.actions.score import ACT, dots_of, lacking
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
from valueworkshop.core.stages.dots.pools import Pool, running
from valueworkshop.core.stages.dots.score import counting
from valueworkshop.core.summary.candidates import (
    UNCOVERED,
    Candidate,
    candidates,
    pool,
    uncovered,
)
from valueworkshop.core.summary.gap_summary import summarise
from valueworkshop.tui.stages.action_form import ActionScreen
from valueworkshop.tui.stages.actions.catalogue_screen import CatalogueScreen
from valueworkshop.tui.stages.chance_worker import work_out_chance
from valueworkshop.tui.stages.gap_row import gap_cells
from valueworkshop.tui.stages.stage_view import StageView
from valueworkshop.tui.widgets.clickable import digits
from valueworkshop.tui.widgets.keys import shown_key
from valueworkshop.tui.widgets.rows import Rows

_MOST_DOTS = 8


class ActionsView(StageView):
    """Two places: the candidates with their dots, and the actions."""

    LEAVES_ROOM = False

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("0", "dots(0)", "Dots", key_display="0-9", id="actions.dots"),
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
        & > #heading { text-style: bold; height: auto; }
        & > #hint { color: $text-muted; height: auto; margin-bottom: 1; }
        & > Rows { height: auto; max-height: 1fr; }
        & > #more { height: auto; margin-top: 1; }
        & > #advice { height: auto; margin-top: 1; color: $warning; }
    }
    """

    def compose(self) -> ComposeResult:
        """Lay out heading, rows and what is missing."""
        yield Static(id="heading", markup=False)
        yield Static(id="hint", markup=False)
        yield CandidateRows(id="candidates")
        yield ActionRows(id="actions")
        yield Static(id="more", markup=False)
        yield Static(id="advice", markup=False)

    def on_mount(self) -> None:
        """Begin without a half-typed number."""
        self._typing = ""

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
        summary = summarise(session, wait=False)
        work_out_chance(self, session, summary)
        self._candidates = candidates(summary)
        here = KINDS["actions"].here(session, self.stage)
        place = show.place(here, self.at)
        if self.choosing:
            hint = self._choosing_hint(session)
            rows = self._candidate_rows(session)
            go, new = shown_key(self, "workshop.go_to"), shown_key(self, "actions.new")
            empty = f"{show.NO_CANDIDATES} ({go} goes there). {new} agrees an action by hand."
            more = " ".join(place.notes) if rows else ""
        else:
            hint = place.hint
            rows = [(key, _action_row(action)) for key, action in here.given.in_order]
            empty = (
                f"{' '.join(place.notes)} {shown_key(self, 'actions.new')} adds one, "
                f"{shown_key(self, 'actions.catalogue')} shows a catalogue, "
                f"{shown_key(self, 'workshop.back')} goes back to the choice."
            )
            missing = [candidate.title for candidate in uncovered(session, self.stage, summary)]
            more = f"{UNCOVERED}: {'; '.join(missing)}" if missing else ""
        self.query_one("#heading", Static).update(Content(place.question))
        self.query_one("#hint", Static).update(Content(hint if rows else empty))
        self.query_one(CandidateRows).display = self.choosing
        self.query_one(ActionRows).display = not self.choosing
        self.rows.show_rows(rows)
        self._more = more
        typed = self.choosing and rows and not self._is_voted()
        dots = Content.assemble("dots ", digits("dots")).stylize("$text-muted") if typed else ""
        self.query_one("#more", Static).update(
            Content.assemble(more, "   " if more and dots else "", dots)
        )
        said = place.notes if rows and not self.choosing else ()
        self.query_one("#advice", Static).update(Content("  ".join(f"! {text}" for text in said)))
        self._explain()
        self.refresh_bindings()

    def dot_pools(self, session: Session) -> Iterator[Pool]:
        """Return the candidates, while the team chooses."""
        if self.choosing:
            yield pool(self.stage, summarise(session, wait=False))

    def _choosing_hint(self, session: Session) -> str:
        """Say how the candidates get dots, or how far the vote on them is."""
        vote, key = running(session, self.dot_pools(session)), shown_key(self, "workshop.dot_vote")
        chooses = f"{shown_key(self, 'actions.choose')} chooses."
        if vote:
            return f"{dot_words.under_way(session, vote)} {key} goes there; {chooses}"
        if counting(session, About.CANDIDATES, self.stage):
            return f"Most dots first. {key} shows the vote; {chooses}"
        most = asks(session, self.stage).dots
        return (
            f"{key} starts a secret vote; or type the dots each one got, {most} a person. {chooses}"
        )

    def _candidate_rows(self, session: Session) -> list[tuple[str, Content]]:
        agreed, dots = answers(session, self.stage), dots_of(session, self.stage)
        if counting(session, About.CANDIDATES, self.stage):
            self._candidates.sort(key=lambda candidate: -(dots or {}).get(candidate.key, 0))
        got = {c.key: None if dots is None else dots.get(c.key, 0) for c in self._candidates}
        wants = {c.key: _wants(c) for c in self._candidates}
        piles = {c.key: _pile(got[c.key] or 0) for c in self._candidates}
        wants_width = max(map(len, wants.values()), default=0)
        pile_width = max(map(len, piles.values()), default=0)
        return [
            (
                candidate.key,
                Content.assemble(
                    f"  {'[x]' if candidate.key in agreed.chosen else '[ ]'} ",
                    f"{'' if got[candidate.key] is None else got[candidate.key]:>2} ",
                    (f"{piles[candidate.key]:<{pile_width}} ", "$primary"),
                    gap_cells(candidate.gap.score) if candidate.gap else Content("?  open "),
                    f"  {wants[candidate.key]:<{wants_width}}  {candidate.title}",
                ),
            )
            for candidate in self._candidates
        ]

    @on(OptionList.OptionHighlighted)
    def _explain(self) -> None:
        key = self.rows.current
        if key != self._typing:
            self._typing = ""
        action = answers(self.session, self.stage).actions.get(key or "")
        if self.choosing or action is None:
            return
        here, key = KINDS["actions"].here(self.session, self.stage), key or ""
        parts = [
            ("Action", action.title),
            ("Closes", show.closes(here, action)),
            *show.details(here, key, action),
        ]
        lines = [f"{word:<19}{text}" for word, text in parts if text]
        self.query_one("#more", Static).update(
            Content("\n".join([*lines, *(["", self._more] if self._more else [])]))
        )

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
        """Take a digit as the dots of the candidate under the cursor, or as their second digit."""
        key = self.rows.current
        if not key or self._is_voted():
            return
        before = answers(self.session, self.stage).dots.get(key, 0) if self._typing == key else 0
        dots = before * 10 + digit
        self.desk.commit(set_dots(self.session, self.stage, key, dots))
        # If all dots of all people are fewer than a second digit would make, go on at once.
        most = asks(self.session, self.stage).dots * len(self.session.people)
        if self._typing == key or dots * 10 > max(most, 9):
            self._typing = ""
            self.rows.action_cursor_down()
        else:
            self._typing = key

    def _is_voted(self) -> bool:
        """Whether dots come from a vote; if so, say it."""
        vote = running(self.session, self.dot_pools(self.session))
        if not vote and not counting(self.session, About.CANDIDATES, self.stage):
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


class CandidateRows(Rows):
    """What can be chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Choose", show=False, id="actions.pick"),
    ]


class ActionRows(Rows):
    """What was agreed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Edit", id="actions.edit"),
    ]


def _wants(candidate: Candidate) -> str:
    return candidate.gap.then if candidate.gap and candidate.gap.then else "find out"


def _pile(dots: int) -> str:
    return "●" * dots if dots <= _MOST_DOTS else "●" * (_MOST_DOTS - 1) + "…"


def _action_row(action: Action) -> Content:
    missing = lacking(action)
    owner = show.owner(action)
    mark = "!" if missing else ("✓" if action.status is Status.DONE else " ")
    return Content.assemble(
        f"  {mark} {show.due(action):<12}",
        Content(owner).truncate(18, ellipsis=True).pad_right(max(0, 18 - len(owner))),
        f" {action.status.value:<13}",
        (action.title, "bold"),
    )
