"""Filled ballots of paper, typed in the order in which they were printed, sheet after sheet."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import App
from textual.binding import Binding, BindingType

from valueworkshop.core.session.desk import Desk
from valueworkshop.core.stages.votes import keyboard_turns, paper
from valueworkshop.core.stages.votes.picking_turns import items_to_pick
from valueworkshop.tui.stages.votes.ballot_screen import BallotRows, BallotScreen
from valueworkshop.tui.stages.votes.best_worst_entry import PickItemsScreen
from valueworkshop.tui.widgets.cover_screen import Handed
from valueworkshop.tui.widgets.keys import shown_key


class SheetScreen(BallotScreen):
    """One sheet: a digit for each line on it. Gives SKIPPED to go back to the sheet before."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,pagedown", "hand_over", "Next sheet", id="sheet.next"),
        Binding("pageup", "sheet_before", "Sheet before", id="sheet.before"),
    ]

    HIDES_EARLIER: ClassVar[bool] = False  # who types it has the paper

    def _seen(self, missing: int) -> str:
        enter, look = shown_key(self, "sheet.next"), shown_key(self, "ballot.look")
        if self._warned:
            lines = "1 line is" if missing == 1 else f"{missing} lines are"
            return f"{lines} empty. {enter} again goes on anyway."
        if self.query_one(BallotRows).look:
            return f"You can now see this sheet: {look} hides it."
        return f"A digit for each line, from the top. We show ●; {look} shows it, {enter} goes on."

    def action_sheet_before(self) -> None:
        """Go back to the sheet before, to correct it."""
        self.dismiss(Handed.SKIPPED)


class Sheets:
    """Goes through the sheets of a stage from the first that is not in, until the last."""

    def __init__(
        self, app: App[object], desk: Desk, stage: str, ended: Callable[[str], None]
    ) -> None:
        """Go through them; `ended` is called with how many are in."""
        self._app = app
        self._desk = desk
        self._stage = stage
        self._ended = ended
        self._named = paper.needs_names(desk.session, [stage])
        self._owners = paper.owners(desk.session, named=self._named)

    def begin(self) -> None:
        """Go to the first sheet that is not in, else to the first."""
        self._show(next((n for n in range(len(self._owners)) if self._open(n)), 0))

    def _shown(self, at: int) -> str:
        person = self._owners[at].person
        return keyboard_turns.shown_now(self._desk.session, self._stage, person)

    def _open(self, at: int) -> bool:
        return bool(keyboard_turns.open_cells(self._desk.session, self._stage, self._shown(at)))

    def _show(self, at: int) -> None:
        owner = self._owners[at]
        group = self._desk.session.people[owner.person].group
        whose = " · ".join(filter(None, (owner.name, group)))
        title = f"Sheet {at + 1} of {len(self._owners)}{f' · {whose}' if whose else ''}"
        shown = self._shown(at)

        def typed(how: Handed | None) -> None:
            if how is Handed.TAKEN and items_to_pick(self._desk.session, self._stage):
                picks = PickItemsScreen(self._desk, self._stage, self._shown(at), title)
                self._app.push_screen(picks, lambda picked: self._go_on(at, picked))
            else:
                self._go_on(at, how)

        self._app.push_screen(SheetScreen(self._desk, self._stage, shown, title), typed)

    def _go_on(self, at: int, how: Handed | None) -> None:
        if how is Handed.SKIPPED:
            self._show(max(at - 1, 0))
        elif how is Handed.TAKEN and at < len(self._owners) - 1:
            self._show(at + 1)
        else:
            self._ended(self._counted())

    def _counted(self) -> str:
        """Say how many sheets are in, of how many that were printed, and which are missing."""
        missing = [str(n + 1) for n in range(len(self._owners)) if self._open(n)]
        of = len(self._owners)
        said = f"Sheets in: {of - len(missing)} of {of} printed."
        which = "sheet" if len(missing) == 1 else "sheets"
        return f"{said} Not whole: {which} {', '.join(missing)}." if missing else said
