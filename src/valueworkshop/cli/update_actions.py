"""How `actions update` takes statuses back: read, matched, shown, agreed, saved."""

# ruff: noqa: PLC0415 - see the package

import datetime as dt
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from valueworkshop.cli.arguments import Where
from valueworkshop.cli.ballots import STDOUT
from valueworkshop.cli.exit_codes import End
from valueworkshop.core.clean_text import clean, one_line
from valueworkshop.core.stages.agreed.model import Status, set_status
from valueworkshop.core.stages.kind import Trait
from valueworkshop.exports import csv
from valueworkshop.exports.statuses_back import LARGEST, Known, Read, UnreadableError, read

if TYPE_CHECKING:
    from valueworkshop.core.session.session import Session
    from valueworkshop.library.open_actions import Owned

UNDO: Final = "last-update.csv"
"""The file in the state folder with the statuses before the last update."""


def run(where: Where, file: Path | None, *, dry_run: bool, agreed: bool) -> None:
    """Take the statuses of a file, or those of before the last update if it is None."""
    from valueworkshop.library.open_actions import Wanted, in_folder

    path = where.state / UNDO if file is None else file
    if file is None and not path.exists():
        raise click.ClickException("there is no update to take back")
    name = "standard input" if path == STDOUT else one_line(str(path))
    today = dt.datetime.now().astimezone().date()
    owned, _ = in_folder(where.folder, where.state, today, Wanted(closed=True))
    told = _read(path, name, owned)
    for line in told.unknown:
        click.echo(clean(f"{name}:{line}"), err=True)
    changes = [
        (each, status)
        for each in owned
        if (status := told.statuses.get(each.task.id)) and status.value != each.task.status
    ]
    if not told.statuses:
        click.echo(clean(f"{name}: it names no action of ours with a status"), err=True)
        click.get_current_context().exit(End.NOT_FOUND)
    if not changes:
        click.echo(f"Nothing to change: {_counted(len(told.statuses))} as the file says.")
        return
    _show(changes)
    if dry_run:
        click.echo("A dry run: nothing was changed.", err=True)
        return
    if not agreed and not _agrees(path):
        click.echo("Nothing was changed.", err=True)
        return
    _take(where, changes)


def _read(path: Path, name: str, owned: "Iterable[Owned]") -> Read:
    known = [
        Known(id=each.task.id, title=each.task.title, workshop=each.workshop.title)
        for each in owned
    ]
    if path == STDOUT:
        data = sys.stdin.buffer.read(LARGEST + 1)
    else:
        with path.open("rb") as opened:
            data = opened.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise click.ClickException(f"{name}: too large for a list of actions")
    try:
        told = read(data, known)
    except UnreadableError as error:
        click.echo(clean(f"{name}: {error}"), err=True)
        click.get_current_context().exit(End.INVALID)
    if told.faults:
        for fault in told.faults:
            click.echo(clean(f"{name}:{fault}"), err=True)
        click.echo("Nothing was changed.", err=True)
        click.get_current_context().exit(End.INVALID)
    return told


def _counted(number: int) -> str:
    return "1 action is" if number == 1 else f"{number} actions are"


def _show(changes: "Iterable[tuple[Owned, Status]]") -> None:
    last = None
    for owned, status in sorted(changes, key=lambda each: str(each[0].workshop.path)):
        if owned.workshop.path != last:
            click.echo(clean(owned.workshop.title))
            last = owned.workshop.path
        click.echo(clean(f"  {owned.task.title}: {owned.task.status} → {status.value}"))


def _agrees(path: Path) -> bool:
    if path == STDOUT or not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.ClickException("nothing was changed; to take what is shown above, add --yes")
    return click.confirm("Take this?")


def _take(where: Where, changes: "list[tuple[Owned, Status]]") -> None:
    """Save each workshop with its new statuses; keep the old ones, to take the update back."""
    by_file: dict[Path, list[tuple[Owned, Status]]] = {}
    for owned, status in changes:
        by_file.setdefault(owned.workshop.path, []).append((owned, status))
    before: dict[str, str] = {}
    for path, found in by_file.items():
        before |= _save(path, found)
        _keep(where, before)
    files = "1 workshop" if len(by_file) == 1 else f"{len(by_file)} workshops"
    count = "1 action" if len(before) == 1 else f"{len(before)} actions"
    if before:
        click.echo(f"Taken: {count} in {files}.")
        click.echo("`valueworkshop actions update --undo` takes it back.", err=True)


def _save(path: Path, changes: "Iterable[tuple[Owned, Status]]") -> dict[str, str]:
    """Save a workshop; return the old status of each action that changed, by its id."""
    from valueworkshop.cli.saved import save
    from valueworkshop.files.text import session_file

    document = session_file.read(path)
    if document.read_only:
        shown = one_line(str(path))
        raise click.ClickException(f"{shown} cannot be changed here: {document.read_only}")
    session, before = document.session, {}
    for owned, status in changes:
        changed = _changed(session, owned, status)
        if changed is session:
            said = "was decided when you looked back; change it there"
            click.echo(clean(f"{owned.task.title}: {said}"), err=True)
        else:
            before[owned.task.id] = owned.task.status
        session = changed
    if before:
        save(path, document, session)
    return before


def _changed(session: "Session", owned: "Owned", status: Status) -> "Session":
    from valueworkshop.core.stages import has

    stage = owned.task.stage
    if stage in session.kit.stages and has(session.stage(stage), Trait.HOLDS_ACTIONS):
        return set_status(session, stage, owned.task.id, status)
    return session


def _keep(where: Where, before: Mapping[str, str]) -> None:
    from valueworkshop.files.safe import atomic
    from valueworkshop.files.safe.state_folder import made

    text = csv.written(("id", "status"), before.items())
    atomic.write(made(where.state) / UNDO, text.encode(), mode=atomic.PRIVATE)
