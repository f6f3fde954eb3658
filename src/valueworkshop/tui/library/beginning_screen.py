"""The ways from the library into a workshop: a saved one, a new one, the next one, the example."""

import asyncio
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work

from valueworkshop.library.record import Record
from valueworkshop.sitting.room_clock import Today
from valueworkshop.tui.library.archive_screens import KeepingScreen
from valueworkshop.tui.library.row_words import title_of
from valueworkshop.tui.widgets.sturdy_app import OPENING

if TYPE_CHECKING:
    from valueworkshop.core.session.ids import Ids
    from valueworkshop.core.session.session import Place, Session
    from valueworkshop.core.session.stopwatch import TimeClock
    from valueworkshop.files.home.new_sessions import Beginning
    from valueworkshop.files.text.session_file import Document


class BeginningScreen(KeepingScreen):
    """The part of the library that opens and begins workshops."""

    def __init__(self, folder: Path, ids: "Ids", today: Today, clock: "TimeClock") -> None:
        """Begin workshops in `folder`; they get their ids from `ids`."""
        super().__init__(folder, ids)
        self._today = today
        self._clock = clock
        self.found: Sequence[Record] = ()
        self._begun: Beginning | None = None

    def opened(self, path: Path, document: "Document", *, tour: bool) -> None:
        """Show a workshop, as it was read from `path`, in place of this screen."""
        raise NotImplementedError

    def _open(self, path: Path, at: "Callable[[Session], Place] | None" = None) -> None:
        from valueworkshop.sitting import opening  # noqa: PLC0415 - imports pydantic

        self._leave(lambda: opening.saved_at(path, at) if at else opening.saved(path))

    @work(exclusive=True, group=OPENING)
    async def _leave(
        self, way: "Callable[[], tuple[Path, Document]]", *, tour: bool = False
    ) -> None:
        """Open a workshop in place of this screen, or say why that is not possible."""
        from valueworkshop.sitting.opening import UnopenableError  # noqa: PLC0415 - imports pydantic

        try:
            path, document = await asyncio.to_thread(way)  # a disk may be slow
        except UnopenableError as error:
            self.say(str(error))
        else:
            self.opened(path, document, tour=tour)

    def action_new(self) -> None:
        """Begin a new workshop: first its title; before the very first one, a word on value."""
        from valueworkshop.files.home.kits import kits_folder, offered  # noqa: PLC0415 - when it begins
        from valueworkshop.files.home.new_sessions import Beginning  # noqa: PLC0415 - when it begins
        from valueworkshop.tui.library.new_workshop_screen import NamingScreen  # noqa: PLC0415 - made when asked for
        from valueworkshop.tui.library.welcome import PremiseScreen  # noqa: PLC0415 - made when asked for

        def named(beginning: Beginning | None) -> None:
            self._begun = naming.standing()
            if beginning is not None:
                from valueworkshop.sitting import opening  # noqa: PLC0415 - imports pydantic

                self._leave(
                    lambda: opening.begun(self._folder, beginning, self._ids, self._today())
                )

        proposed = f"Workshop of {self._today().isoformat()}"
        kits = offered(kits_folder(os.environ, Path.cwd()))
        naming = NamingScreen(proposed, kits, self._begun or Beginning(), self._clock.now)
        self.app.push_screen(naming, named)
        if not self.found:
            self.app.push_screen(PremiseScreen())

    def action_follow(self) -> None:
        """Begin the workshop that follows the one under the cursor."""
        record = self.table.current
        if record is None:
            self.say("First go to a workshop in the list: the next one starts where it ended.")
            return
        from valueworkshop.sitting import opening  # noqa: PLC0415 - imports pydantic

        def answered(yes: bool | None) -> None:  # noqa: FBT001 - Textual's
            if yes:
                self._leave(
                    lambda: opening.followed(*opening.saved(record.path), self._ids, self._today())
                )

        self.be_sure(
            f"Start the next workshop after “{title_of(record)}”?",
            "It becomes a new workshop in a new file.",
            "start it",
            answered,
        )

    def action_demo(self) -> None:
        """Open a copy of the filled example; ask first if it would be among other workshops."""

        def answered(yes: bool | None) -> None:  # noqa: FBT001 - Textual's
            if yes:
                self._open_demo()

        if self.found:
            means = "It opens as a copy, in a new file among your workshops."
            self.be_sure("Open the filled-in example?", means, "open it", answered)
        else:
            self._open_demo()

    def _open_demo(self) -> None:
        from valueworkshop.sitting import opening  # noqa: PLC0415 - imports pydantic

        self._leave(lambda: opening.demo(self._folder, self._ids), tour=True)

    def action_elsewhere(self) -> None:
        """Ask for the path of a workshop in another folder, and open it there."""
        from valueworkshop.tui.library.open_file_screen import OpenFileScreen  # noqa: PLC0415 - made when asked for

        def chosen(path: Path | None) -> None:
            if path is not None:
                self._open(path)

        self.app.push_screen(OpenFileScreen(), chosen)
