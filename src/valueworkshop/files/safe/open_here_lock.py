"""Who has a workshop open: each window of this computer holds a seat as long as it lives."""

import contextlib
import hashlib
import os
from pathlib import Path
from typing import Final

from valueworkshop.files.safe.file_lock import hold
from valueworkshop.files.safe.state_folder import made

_FLAGS: Final = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)


class Seat:
    """The seat at one file. A process that dies leaves it, however it dies.

    `shared` says that another window had it already; then this one holds nothing. Where nothing
    can be held, for the state folder is full or read-only, nobody is known to be there.
    """

    def __init__(self, state: Path, path: Path) -> None:
        """Take the seat if it is free."""
        self.shared = False
        self._descriptor = -1
        name = hashlib.blake2b(os.fsencode(os.path.realpath(path)), digest_size=12).hexdigest()
        with contextlib.suppress(OSError):
            self._descriptor = os.open(made(state / "seats") / f"{name}.lock", _FLAGS, 0o600)
            self.shared = not hold(self._descriptor)

    def leave(self) -> None:
        """Let another window have it."""
        if self._descriptor >= 0:
            with contextlib.suppress(OSError):
                os.close(self._descriptor)
            self._descriptor = -1
