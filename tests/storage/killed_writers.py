"""A writer in a process of its own that tells what it does, until it is killed."""

import os
import signal
import time
from dataclasses import dataclass, field, replace
from pathlib import Path

from storage_examples import session

from valueworkshop.storage.backups import Keeper, shelf_of
from valueworkshop.storage.clock import SystemClock
from valueworkshop.storage.drafts import Draft
from valueworkshop.storage.saver import Saver
from valueworkshop.storage.saving import State, Status
from valueworkshop.storage.session_file import dumps, read

SOON = 20.0


@dataclass
class Told:
    """What a writer told: when each edit was begun, and the last that it said was saved.

    Edits are numbers, and stand in the session as its title.
    """

    begun: dict[int, float] = field(default_factory=dict)
    saved: int = 0

    def take(self, line: bytes) -> None:
        """Take one line of what the writer tells."""
        what, number, when = line.split()
        if what == b"saved":
            self.saved = max(self.saved, int(number))
        else:
            self.begun[int(number)] = float(when)


class Writer:
    """Edits a file again and again: `flushing` each edit, or leaving all to the saver's clock."""

    def __init__(self, folder: Path, first: int, *, flushing: bool, pause: float = 0.0) -> None:
        """Start it on the file of `folder`, with the edit after `first`."""
        self.told = Told(saved=first)
        ours, theirs = os.pipe()
        self._pid = os.fork()
        if not self._pid:
            try:
                os.close(ours)
                _edit(folder, first, theirs, flushing=flushing, pause=pause)
            finally:
                os._exit(1)
        os.close(theirs)
        self._lines = os.fdopen(ours, "rb")

    def hear(self, lines: int) -> None:
        """Wait until it has told so many things more."""
        for _ in range(lines):
            line = self._lines.readline()
            assert line, "the writer ended by itself"
            self.told.take(line)

    def kill(self) -> float:
        """Kill it, take what it told before that, and return when that was."""
        when = time.monotonic()
        os.kill(self._pid, signal.SIGKILL)
        with self._lines:
            for line in self._lines.read().splitlines():
                self.told.take(line)
        assert os.WTERMSIG(os.waitpid(self._pid, 0)[1]) == signal.SIGKILL
        return when


def _edit(folder: Path, first: int, pipe: int, *, flushing: bool, pause: float) -> None:
    path, state = file_in(folder), folder / "state"
    saver: Saver | None = None

    def tell(status: Status) -> None:
        if saver is not None and status.state is State.SAVED:
            os.write(pipe, b"saved %s 0\n" % saver.saved.title.encode())

    keeper = Keeper(shelf_of(state, session().id), path.name, SystemClock())
    draft = Draft(state, session().id)
    saver = Saver(path, read(path), tell, keep=keeper.before_save, draft=draft, state=state)
    number = first
    while True:
        number += 1
        os.write(pipe, b"begun %d %f\n" % (number, time.monotonic()))
        saver.submit(replace(session(), title=str(number)))
        if flushing:
            saver.flush(SOON)
        if pause:
            time.sleep(pause)


def file_in(folder: Path) -> Path:
    """Return the file that the writers of a folder edit."""
    return folder / "sessions" / "x.toml"


def prepare(folder: Path) -> None:
    """Save the file with the number 0."""
    file_in(folder).parent.mkdir(parents=True)
    file_in(folder).write_bytes(dumps(replace(session(), title="0")))
