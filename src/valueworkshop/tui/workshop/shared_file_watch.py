"""What others do with the file that is open here, and how the working screen reacts."""

from pathlib import Path

from valueworkshop.sitting.saving_words import ONLY_READ
from valueworkshop.tui.widgets.keys import spoken_key
from valueworkshop.tui.widgets.writing import Line, Writing
from valueworkshop.tui.workshop.working import Working


class SharedFileWatch:
    """Looks after the others for one screen. For the interface's thread only."""

    def __init__(self, screen: Working) -> None:
        """Begin with nobody else."""
        self._screen = screen
        self._asked_of: Path | None = None

    def react(self) -> None:
        """Show what others changed, ask if both changed the same, give up a taken-over file.

        Cheap if there is nothing to do. It never interrupts somebody who writes or answers a
        question: then it waits for the next call.
        """
        screen, sitting = self._screen, self._screen.sitting
        status = sitting.saver.status
        if status.taken_by and not sitting.only_read:
            screen.settle()
            said = sitting.give_up(status.taken_by)
            self.only_look()
            screen.say(f"{status.taken_by} has taken this over. Here you can only read it. {said}")
        elif sitting.saver.has_news and not self._is_disturbing():
            said = screen.said
            if sitting.catch_up():  # which wipes that
                said = said or "Somebody else has changed this workshop. You now see their changes."
                screen.say(sitting.with_way_back(said, spoken_key(screen, "workshop.undo")))
            elif sitting.other_kit:
                screen.post_message(screen.OtherKit())
        elif status.left_alone not in (None, self._asked_of) and not self._is_disturbing():
            self.ask()

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
