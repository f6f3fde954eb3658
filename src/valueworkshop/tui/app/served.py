"""What the helpers of the app see of it."""

import datetime as dt
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import SystemCommand

from valueworkshop.core.session.ids import Ids
from valueworkshop.tui.app.mouse import MousedApp
from valueworkshop.tui.app.preferences import Preferences

if TYPE_CHECKING:
    from valueworkshop.files.text.session_file import Document
    from valueworkshop.phones.way_of_serving import Hosting
    from valueworkshop.sitting.sitting import Sitting
    from valueworkshop.tui.hosting.phones_host import PhonesHost


class Served(MousedApp):
    """An app that opens workshops of a folder, one at a time."""

    folder: Path
    ids: Ids
    today: Callable[[], dt.date]
    sitting: "Sitting | None"
    phones: "PhonesHost | None"
    hosting: "Hosting | None"
    print_at_end: bool
    preferences: Preferences

    def settle(self) -> None:
        """Make an edit of all text that was typed and not kept yet."""
        raise NotImplementedError

    def note_typed(self) -> None:
        """Note what somebody is typing, so that it survives a kill."""
        raise NotImplementedError

    async def sit_down(self, path: Path, document: "Document") -> None:
        """Show a workshop that was read from `path`, to edit it or only to read it."""
        raise NotImplementedError

    def stand_up(self) -> None:
        """Leave the open workshop, if there is one."""
        raise NotImplementedError

    async def open_workshop(self, path: Path, document: "Document") -> None:
        """Open a workshop that was read from `path`; if somebody has it open already, ask how."""
        raise NotImplementedError

    async def action_library(self) -> None:
        """Show the library of saved workshops."""
        raise NotImplementedError

    def compare(self) -> None:
        """Show this workshop beside others."""
        raise NotImplementedError

    def show_way_in(self, join: str) -> None:
        """Show at the workshop where phones join; '' once nobody can."""
        raise NotImplementedError

    def follow_up(self) -> None:
        """Begin the workshop that follows this one."""
        raise NotImplementedError

    def rescues(self) -> Iterable[SystemCommand]:
        """Return what you can do with a workshop that cannot be saved where it is."""
        raise NotImplementedError
