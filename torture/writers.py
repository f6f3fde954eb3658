"""Writers that are killed, two that write at once, and every call of a save that fails."""

import datetime as dt
import errno
import os
import time
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from random import Random
from typing import Any, Final

from figures import Report, in_figures

from killed_writers import Writer, file_in, prepare
from storage_examples import session
from valueworkshop.core.stages.notes.model import Note, add_note, answers
from valueworkshop.files.home.cut_off_saves import sweep
from valueworkshop.files.home.sessions_folder import listing
from valueworkshop.files.safe import backups
from valueworkshop.files.safe.atomic import SYSTEM, Calls, create, write
from valueworkshop.files.saving.saver import Saver
from valueworkshop.files.text.problems import FileProblem
from valueworkshop.files.text.session_file import dumps, read

BUSY: Final = 0.3
"""Within so many seconds we kill a writer that saves without a pause, at any moment,"""

CALM: Final = 3.0
"""and within so many a writer that leaves it to the saver's clock."""

GAP: Final = 0.03
"""Seconds between two edits of the latter."""

SOON: Final = 60.0
STAGE, QUESTION = "ask", "z-pains"


def kills(folder: Path, random: Random, rounds: int) -> Report:
    """Kill a writer at random moments; half of the time, one that saves without a pause."""
    report, late = Report(), []
    busy, calm = folder / "busy", folder / "calm"
    prepare(busy)
    for _ in range(rounds // 2):
        _killed(busy, random.uniform(0, BUSY), report, flushing=True)
    # Those on the clock wait most of the time: ten at once.
    groups = [calm / str(number) for number in range(10)]
    for group in groups:
        prepare(group)
    for _ in range((rounds - rounds // 2) // len(groups)):
        late += _killed_in_turn(groups, random, report)
    for each in (busy, *groups):
        _nothing_is_damaged(each, report)
    report.say(f"A writer killed {rounds} times at a random moment, half of them while it saves:")
    report.say(f"  edits that no save had reached yet: {in_figures(late, 'ms old at the kill')}")
    report.expect(max(late) < 1_500, f"an edit {max(late):.0f} ms old was not saved")
    return report


def _number_in(folder: Path) -> int:
    return int(read(file_in(folder)).session.title)


def _killed(folder: Path, seconds: float, report: Report, *, flushing: bool) -> float:
    """Kill a writer so many seconds after its first edit; return the age of what it lost."""
    writer = Writer(folder, _number_in(folder), flushing=flushing, pause=0 if flushing else GAP)
    writer.hear(1)
    time.sleep(seconds)
    return _judged(folder, writer, report)


def _killed_in_turn(folders: list[Path], random: Random, report: Report) -> list[float]:
    writers = [
        (each, Writer(each, _number_in(each), flushing=False, pause=GAP)) for each in folders
    ]
    late = []
    for folder, writer in writers:
        writer.hear(1)
        time.sleep(random.uniform(0, CALM / len(folders)))
        late.append(_judged(folder, writer, report))
    return late


def _judged(folder: Path, writer: Writer, report: Report) -> float:
    when = writer.kill()
    try:
        number = _number_in(folder)
    except (FileProblem, ValueError) as error:
        report.expect(False, f"damaged: {error}")  # noqa: FBT003 - see `expect`
        file_in(folder).write_bytes(dumps(replace(session(), title="0")))
        return 0.0
    told = writer.told
    report.expect(number >= told.saved, f"{told.saved} was acknowledged, {number} is there")
    report.expect(number <= max(told.begun), f"{number} was never written")
    lost = [begun for edit, begun in told.begun.items() if edit > number]
    return (when - min(lost)) * 1000 if lost else 0.0


def _nothing_is_damaged(folder: Path, report: Report) -> None:
    """Check that every file of the folder is whole after the sweep, the backups too."""
    state = folder / "state"
    sweep(file_in(folder).parent, state, dt.datetime.now(dt.UTC) + dt.timedelta(seconds=90))
    names = [path.name for path in file_in(folder).parent.iterdir()]
    report.expect(names == ["x.toml"], f"beside the session: {names}")
    for backup in backups.listing(backups.shelf_of(state, session().id)):
        whole = backup.kind is not backups.Kind.FOUND or _is_whole(backup.path)
        report.expect(whole, f"a damaged backup: {backup.path.name}")


def _is_whole(path: Path) -> bool:
    try:
        read(path)
    except FileProblem:
        return False
    return True


def two_writers(folder: Path, edits: int) -> Report:
    """Let two processes add notes to one file; look for each note in all files."""
    report, path = Report(), folder / "x.toml"
    folder.mkdir()
    path.write_bytes(dumps(session()))
    pids = [_child(lambda name=name: _add_notes(path, name, edits // 2)) for name in "ab"]
    ended = [os.waitpid(pid, 0)[1] for pid in pids]
    report.expect(ended == [0, 0], f"a writer ended with {ended}")
    found: set[str] = set()
    files = [entry.path for entry in listing(folder)]
    for each in files:
        try:
            notes = answers(read(each).session, STAGE).notes
        except FileProblem as error:
            report.expect(False, f"damaged: {error}")  # noqa: FBT003 - see `expect`
            continue
        found |= {note.text for note in notes.values()}
    wanted = {f"{name} {number}" for name in "ab" for number in range(edits // 2)}
    report.say(f"Two processes with {edits} edits of one file: {len(wanted - found)} lost,")
    report.say(f"  all found in {len(files)} file{'s' if len(files) > 1 else ''}.")
    report.expect(wanted <= found, f"lost: {sorted(wanted - found)[:5]}")
    return report


def _child(work: Callable[[], None]) -> int:
    pid = os.fork()
    if pid:
        return pid
    try:
        work()
        os._exit(0)
    finally:
        os._exit(1)


def _add_notes(path: Path, name: str, count: int) -> None:
    document = read(path)
    saver, ours = Saver(path, document, state=path.parent / "state"), document.session
    for number in range(count):
        note = Note(question=QUESTION, text=f"{name} {number}")
        ours = add_note(ours, STAGE, f"{name}{number}", note)
        saver.submit(ours)
        saver.flush(SOON)
    saver.close(SOON)


class Failing:
    """The system calls; the one with this number fails."""

    def __init__(self, number: int, error: int) -> None:
        """Let call `number`, from 1, fail with `error`."""
        self.count = 0
        self._number = number
        self._error = error
        wrapped = {f.name: self._wrapped(f.name, getattr(SYSTEM, f.name)) for f in fields(Calls)}
        self.calls = Calls(**wrapped)

    def _wrapped(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def wrapper(*arguments: Any) -> Any:
            self.count += 1
            if self.count == self._number:
                if name == "close":
                    call(*arguments)
                raise OSError(self._error, os.strerror(self._error))
            return call(*arguments)

        return wrapper


MORE: Final = 8
"""A failing save may make so many calls more than a save makes otherwise."""

ERRORS: Final = (
    "EIO",
    "ENOSPC",
    "EDQUOT",
    "EACCES",
    "EROFS",
    "ESTALE",
    "ENOENT",
    "EMFILE",
    "EINTR",
)


def failing_calls(folder: Path) -> Report:
    """Let every call of a save fail with each error: the old content must be there, or the new."""
    report, count = Report(), 0
    folder.mkdir()
    old, new = dumps(session()), dumps(replace(session(), title="new"))
    for name in ERRORS:
        for what, save in (("save", write), ("new file", create)):
            counting = Failing(0, 0)
            create(folder / f"{name}-{what}.toml", new, counting.calls)
            for number in range(1, counting.count + MORE):
                path = folder / f"{name}-{what}-{number}.toml"
                if save is write:
                    path.write_bytes(old)
                failing = Failing(number, getattr(errno, name))
                raised = False
                try:
                    save(path, new, failing.calls)
                except OSError:
                    raised = True
                count += 1
                there = path.read_bytes() if path.exists() else None
                allowed = {old, new} if save is write else {None, new}
                at = f"{what}, call {number}: {name}"
                report.expect(there in allowed, f"{at}: the file is neither old nor new")
                report.expect(raised or there == new, f"{at}: not told, and not saved")
    report.say(f"Every call of a save failing, with {len(ERRORS)} errors: {count} saves,")
    report.say("  the file old or new each time, and each failure told.")
    return report
