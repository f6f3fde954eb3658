"""A writer in its own process that reports what it does, until it is killed."""

import itertools
import os
import re
import signal
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from storage_examples import session
from valueworkshop.files.safe import atomic
from valueworkshop.files.safe.backups import Keeper, shelf_of
from valueworkshop.files.safe.disk_clock import SystemClock
from valueworkshop.files.safe.drafts import Draft
from valueworkshop.files.saving.save_rules import State, Status
from valueworkshop.files.saving.saver import Saver
from valueworkshop.files.text.session_file import dumps, read

SOON = 20.0


@dataclass
class Told:
    """What a writer reported: when each edit began, and the last one that it called saved.

    Edits are numbers, and the session has them as its title.
    """

    begun: dict[int, float] = field(default_factory=dict)
    saved: int = 0
    saves: list[tuple[int, float]] = field(default_factory=list)
    drafts: list[tuple[int, float]] = field(default_factory=list)

    def saved_at(self, number: int, *, drafts: bool = False) -> float | None:
        """Return when an edit was first reported in the file; `drafts` count too.

        None if it was not.
        """
        found = [*self.saves, *(self.drafts if drafts else ())]
        return min((when for latest, when in found if latest >= number), default=None)

    def take(self, line: bytes) -> None:
        """Take one line of the writer's report."""
        what, number, when = line.split()
        if what == b"saved":
            self.saved = max(self.saved, int(number))
            self.saves.append((int(number), float(when)))
        elif what == b"drafted":
            self.drafts.append((int(number), float(when)))
        else:
            self.begun[int(number)] = float(when)


class Writer:
    """Edits a file again and again: `flushing` each edit, or leaving all to the saver's clock."""

    def __init__(
        self,
        folder: Path,
        first: int,
        *,
        flushing: bool,
        pause: float = 0.0,
        pauses: Iterable[float] = (),
    ) -> None:
        """Start it on the file of `folder`, with the edit after `first`.

        Between edits it waits for the `pauses` in turn, then for `pause` each time.
        """
        self.told = Told(saved=first)
        ours, theirs = os.pipe()
        self._pid = os.fork()
        if not self._pid:
            try:
                os.close(ours)
                waits = itertools.chain(pauses, itertools.repeat(pause))
                _edit(folder, first, theirs, flushing=flushing, pauses=waits)
            finally:
                os._exit(1)
        os.close(theirs)
        self._lines = os.fdopen(ours, "rb")

    def hear(self, lines: int) -> None:
        """Wait until it has reported so many more things."""
        for _ in range(lines):
            line = self._lines.readline()
            assert line, "the writer ended by itself"
            self.told.take(line)

    def kill(self) -> float:
        """Kill it, take its last reports, and return the time of the kill."""
        when = time.monotonic()
        os.kill(self._pid, signal.SIGKILL)
        with self._lines:
            for line in self._lines.read().splitlines():
                self.told.take(line)
        assert os.WTERMSIG(os.waitpid(self._pid, 0)[1]) == signal.SIGKILL
        return when


def _edit(folder: Path, first: int, pipe: int, *, flushing: bool, pauses: Iterator[float]) -> None:
    path, state = file_in(folder), folder / "state"
    saver: Saver | None = None

    def tell(status: Status) -> None:
        if saver is not None and status.state is State.SAVED:
            os.write(pipe, b"saved %s %f\n" % (saver.saved.title.encode(), time.monotonic()))

    keeper = Keeper(shelf_of(state, session().id), path.name, SystemClock())

    def write_draft(where: Path, data: bytes) -> None:
        atomic.write(where, data)
        title = re.search(rb'^title = "(\d+)"', data, flags=re.MULTILINE)
        if title is not None:
            os.write(pipe, b"drafted %s %f\n" % (title[1], time.monotonic()))

    draft = Draft(state, session().id, write_draft)
    saver = Saver(path, read(path), tell, keep=keeper.before_save, draft=draft, state=state)
    number = first
    for pause in pauses:
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
