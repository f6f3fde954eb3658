"""Moves through a workshop: to the next place, to a chosen one, and back to the one before."""

from collections.abc import Callable

from valueworkshop.core.compare.step_in_words import step_in_words
from valueworkshop.core.session import parking_lot
from valueworkshop.core.session.session import Place
from valueworkshop.core.stages import has
from valueworkshop.core.stages.kind import Trait
from valueworkshop.core.stages.stage_places import first_of, next_to
from valueworkshop.tui.stages.stage_view import StageView
from valueworkshop.tui.widgets.keys import shown_key, spoken_key
from valueworkshop.tui.workshop.working import Working


class Navigation:
    """Moves the team of one screen; it remembers where a visit to another place began.

    `is_stepping` while an edit is being undone or redone.
    """

    def __init__(self, screen: Working) -> None:
        """Begin without a place to go back to."""
        self._screen = screen
        self._desk = screen.desk
        self._came_from: Place | None = None
        self._looked_from: Place | None = None
        self.is_stepping = False

    @property
    def leads_back(self) -> bool:
        """Whether the team is only on a visit here."""
        return self._came_from is not None or self._looked_from is not None

    def forget(self) -> None:
        """Stay here: nothing leads back any more."""
        self._came_from = self._looked_from = None

    def step(self, by: int) -> None:
        """Go to the next place (+1), or the previous one (-1); first keep the text of a field."""
        self._looked_from = None
        if self._came_from is not None:
            self.go_back()
            return
        waits = self._step_out()
        here, place = self._desk.session.place, next_to(self._desk.session, by)
        if place is not None:
            self._desk.move(place)
            self._enter(here)
            self._say_what_waits(waits)
        else:
            self._say_where_it_ends(by)

    def _say_where_it_ends(self, by: int) -> None:
        screen = self._screen
        if by < 0:
            screen.say("This is the start.")
            return
        if screen.view is not None and screen.view.can_focus:
            screen.view.focus()  # out of the field, where e is a letter
        key = spoken_key(screen, "workshop.export")
        waiting = len(self._desk.session.parked) - parking_lot.decided(self._desk.session)
        if waiting:
            thoughts = "1 parked thought is" if waiting == 1 else f"{waiting} parked thoughts are"
            screen.say(f"This is the end. {thoughts} still undecided. {key} exports the result.")
        else:
            screen.say(f"This is the end. {key} exports the result.")

    def go(self, place: Place | None) -> None:
        """Go to a chosen place; from the frame Enter leads back. None stays."""
        if place is None:
            return
        here, stages = self._desk.session.place, self._desk.session.kit.stages
        self._looked_from = None
        to_frame = has(stages[place.stage], Trait.HOLDS_PARTICULARS) and (
            self._came_from is not None or not has(stages[here.stage], Trait.HOLDS_PARTICULARS)
        )
        waits = self._step_out()
        self._came_from = (self._came_from or here) if to_frame else None
        self._desk.move(place)
        if to_frame:
            key = shown_key(self._screen, "writing.keep")
            self._screen.say(f"Fill it in: {key} takes you back to where you were.")
        else:
            self._say_what_waits(waits)
        self._enter(here)

    def go_to_stage(self, stage: str) -> None:
        """Go to the beginning of a stage."""
        self.go(first_of(self._desk.session, stage))

    def look_at(self, place: Place) -> None:
        """Go to a place to look at it, and say which key leads back."""
        here = self._desk.session.place
        self._desk.move(place)
        self._looked_from = here
        self._screen.say(f"{spoken_key(self._screen, 'workshop.leave')} goes back.")

    def go_back(self) -> None:
        """Go back to where the visit began; first keep the text of a field."""
        self._step_out()
        place = self._came_from or self._looked_from
        self.forget()
        if place is not None:
            self._desk.move(place)
            self._screen.say("You are back where you were.")

    def undo(self) -> None:
        """Undo the last edit, go where it was made, and say what it was."""
        before = self._desk.session
        if self._stepped(self._desk.undo):
            words = step_in_words(self._desk.session, before) or "a change"
            again = spoken_key(self._screen, "workshop.redo")
            self._screen.say(f"Undone: {words}. {again} does it again.")
        else:
            self._screen.say("Nothing to undo.")

    def redo(self) -> None:
        """Redo the last undone edit, go where it was made, and say what it was."""
        before = self._desk.session
        if self._stepped(self._desk.redo):
            words = step_in_words(before, self._desk.session) or "a change"
            back = spoken_key(self._screen, "workshop.undo")
            self._screen.say(f"Done again: {words}. {back} undoes it.")
        else:
            self._screen.say("Nothing to redo.")

    def _stepped(self, step: Callable[[], bool]) -> bool:
        """Undo or redo a step, and focus where the same key is a key again, never a letter."""
        screen = self._screen
        self.forget()
        self.is_stepping = True
        done = step()
        self.is_stepping = False
        self._close_gone()
        if screen.view is not None and screen.stages.current == screen.name_here():
            screen.view.stand()
        return done

    def _close_gone(self) -> None:
        """Close the views of stages that an undo took away; what was typed there is parked."""
        screen, desk = self._screen, self._desk
        for view in list(screen.stages.query(StageView)):
            if view.stage in desk.session.kit.stages:
                continue
            for text in view.standing().values():
                desk.commit(parking_lot.park(desk.session, desk.ids(), text))
            if screen.stages.current == view.id:
                screen.stages.current = None
            view.remove()

    def _step_out(self) -> str:
        return self._screen.view.step_out() if self._screen.view is not None else ""

    def _say_what_waits(self, waits: str) -> None:
        if waits:  # after the name of the place, if that is said
            self._screen.say(f"{self._screen.said} {waits}".strip())

    def _enter(self, before: Place) -> None:
        """Put the focus where work starts, in a stage that was open `before` too."""
        if self._desk.session.place.stage == before.stage and self._screen.view is not None:
            self._screen.view.enter()
