"""What others do with the file that is open here, and how the working screen reacts."""

from pathlib import Path
from typing import Final

from valueworkshop.sitting.saving_words import ONLY_READ
from valueworkshop.tui.widgets.form import Form
from valueworkshop.tui.widgets.undo_key import undo_key
from valueworkshop.tui.widgets.writing import Line, Writing
from valueworkshop.tui.workshop.working import Working

_MOMENT: Final = 0.5
"""Seconds until we look again whether somebody still writes."""


class SharedFileWatch:
    """Looks after the others for one screen. For the interface's thread only."""

    def __init__(self, screen: Working) -> None:
        """Begin with nobody else."""
        self._screen = screen
        self._asked_of: Path | None = None
        self._waits = False

    def react(self) -> None:
        """Show what others changed, ask if both changed the same, give up a taken-over file.

        Cheap if there is nothing to do. It never interrupts somebody who writes or answers a
        question: then it looks again in a moment.
        """
        screen, sitting = self._screen, self._screen.sitting
        status = sitting.saver.status
        if status.taken_by and not sitting.only_read:
            screen.settle()
            said = sitting.give_up(status.taken_by)
            self.only_look()
            screen.say(f"{status.taken_by} has taken this over. Here you can only read it. {said}")
        elif sitting.saver.has_news and self._is_disturbing():
            self._look_again()
        elif sitting.saver.has_news:
            said = screen.said
            if sitting.catch_up():  # which wipes that
                said = said or "Somebody else has changed this workshop. You now see their changes."
                screen.say(sitting.with_way_back(said, undo_key(screen)))
            elif sitting.other_kit:
                screen.post_message(screen.OtherKit())
        elif status.left_alone not in (None, self._asked_of) and self._is_disturbing():
            self._look_again()
        elif status.left_alone not in (None, self._asked_of):
            self.ask()

    def _look_again(self) -> None:
        """React in a moment, as nobody may tell us when somebody has stopped writing."""
        if not self._waits:
            self._waits = True
            self._screen.set_timer(_MOMENT, self._react_later)

    def _react_later(self) -> None:
        self._waits = False
        if self._screen.is_attached:
            self.react()

    def ask(self) -> None:
        """Ask what to do about a file that we left alone."""
        self._asked_of = self._screen.sitting.saver.status.left_alone
        self._screen.run_worker(self._offer())

    async def _offer(self) -> None:
        from valueworkshop.tui.workshop.conflict_screen import offer  # noqa: PLC0415 - seldom

        if not await offer(self._screen):
            self._asked_of = None  # a form was opened first: we ask when that closes

    def only_look(self) -> None:
        """Take no edits from now on."""
        self._screen.desk.close(self._refused)
        self._screen.top.show_saved(ONLY_READ)
        self.lock()

    def lock(self) -> None:
        """Let nobody type text that we could not keep."""
        if self._screen.desk.is_closed:
            for writing in self._screen.query(Writing):
                writing.read_only = True
            for line in self._screen.query(Line):
                line.disabled = True
            for form in self._screen.app.screen_stack:
                if isinstance(form, Form):
                    form.hold()

    def _refused(self) -> None:
        # After any other message about the key, which would no longer be true.
        screen = self._screen
        screen.call_later(screen.say, f"Read-only: {screen.sitting.only_read}.")

    def _is_disturbing(self) -> bool:
        screen = self._screen
        # A draft elsewhere may wait for long, and is in nobody's way.
        return screen.app.screen is not screen or (
            screen.view is not None and screen.view.is_busy()
        )
