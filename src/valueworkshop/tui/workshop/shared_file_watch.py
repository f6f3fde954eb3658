"""What others do with the file that is open here, and what the working screen makes of it."""

from pathlib import Path

from valueworkshop.sitting.saving_words import ONLY_READ
from valueworkshop.tui.widgets.keys import spoken_key
from valueworkshop.tui.widgets.writing import Line, Writing
from valueworkshop.tui.workshop.working import Working


class Others:
    """Minds the others for one screen. Used on the interface's thread alone."""

    def __init__(self, screen: Working) -> None:
        """Begin with nobody else."""
        self._screen = screen
        self._asked_of: Path | None = None

    def mind(self) -> None:
        """Show what others changed, ask where both changed the same, give up what was taken over.

        Cheap where there is nothing to do. Nothing comes between somebody and what they write or
        are asked: then it waits, and this is called again.
        """
        screen, sitting = self._screen, self._screen.sitting
        status = sitting.saver.status
        if status.taken_by and not sitting.only_read:
            screen.settle()
            said = sitting.give_up(status.taken_by)
            self.only_look()
            screen.say(f"{status.taken_by} has taken this over: it is only read here now. {said}")
        elif sitting.saver.has_news and not self._is_disturbing():
            said = screen.said
            if sitting.catch_up():  # which wipes that
                said = said or "What somebody else changed in this workshop is shown now."
                screen.say(sitting.with_way_back(said, spoken_key(screen, "workshop.undo")))
            elif sitting.other_kit:
                screen.post_message(screen.OtherKit())
        elif status.left_alone not in (None, self._asked_of) and not self._is_disturbing():
            self.ask()

    def ask(self) -> None:
        """Ask what to do about a file that was left alone."""
        self._asked_of = self._screen.sitting.saver.status.left_alone
        self._screen.run_worker(self._offer())

    async def _offer(self) -> None:
        from valueworkshop.tui.workshop.conflict_screen import offer  # noqa: PLC0415 - seldom

        if not await offer(self._screen):
            self._asked_of = None  # a form was opened first: it is asked at the form's end

    def only_look(self) -> None:
        """Let nothing be changed from now on."""
        self._screen.desk.close(self._refused)
        self._screen.top.show_saved(ONLY_READ)
        self.lock()

    def lock(self) -> None:
        """Let no text be typed where it could not be kept."""
        if self._screen.desk.is_closed:
            for writing in self._screen.query(Writing):
                writing.read_only = True
            for line in self._screen.query(Line):
                line.disabled = True

    def _refused(self) -> None:
        # After whatever else is said of the key, for that would not be true.
        screen = self._screen
        screen.call_later(screen.say, f"Read-only: {screen.sitting.only_read}.")

    def _is_disturbing(self) -> bool:
        screen = self._screen
        # A draft that waits elsewhere may wait for long, and is in nobody's way.
        return screen.app.screen is not screen or (
            screen.view is not None and screen.view.is_busy()
        )
