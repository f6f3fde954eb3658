"""The commands for when something went wrong: what is kept where, and restoring a backup."""

# ruff: noqa: PLC0415 - see the package

import locale
import os
import platform
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from valueworkshop.cli.arguments import Where, workshops
from valueworkshop.cli.start_app import between
from valueworkshop.core.clean_text import clean, folded, one_line

if TYPE_CHECKING:
    from valueworkshop.files.home.health import Health
    from valueworkshop.files.safe.backups import Backup

_PACKAGES: Final = ("valueworkshop", "textual", "pydantic", "tomli")
_VARIABLES: Final = ("TERM", "COLORTERM", "NO_COLOR")


@click.command()
@click.argument("name", default="", shell_complete=workshops)
@click.option("--backup", "wanted", metavar="ID", help="The backup to bring back, as listed.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The new file. Without it: a file with a new name among your workshops.",
)
@click.pass_obj
def restore(where: Where, name: str, wanted: str | None, output: Path | None) -> None:
    """Bring an earlier state of a workshop back, as a new file.

    Without --backup, you see the backups of the workshop; without NAME, which workshops have any.
    NAME is its file, the file's name or its title. No file is ever replaced.
    """
    if wanted is None:
        if output is not None:
            raise click.UsageError("which backup? `valueworkshop restore NAME` lists them")
        _list(where, name)
        return
    from valueworkshop.files.home.sessions_folder import free_path
    from valueworkshop.files.safe import atomic

    found = [
        backup
        for backup in backups_of(where, name)
        if wanted in (str(backup.number), backup.path.name)
    ]
    if not found:
        raise click.UsageError(f"there is no backup {one_line(wanted)}")
    if len(found) > 1:
        names = ", ".join(backup.path.name for backup in found)
        raise click.UsageError(f"several backups are called this; say which one: {names}")
    data = found[0].read()
    if output is None:
        where.folder.mkdir(parents=True, exist_ok=True)
        kept = Path(found[0].name)
        output = free_path(where.folder, f"{kept.stem}-restored{kept.suffix}")
    atomic.create(output, data)
    click.echo(clean(str(output)))


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for other programs.")
@click.option("--report", is_flag=True, help="Print what to send with the report of a bug.")
@click.pass_obj
def doctor(where: Where, *, as_json: bool, report: bool) -> None:
    """Say where things are kept, and what may be wrong.

    You see the folders in use, what a crash left, the versions, and what the terminal can do.
    Nothing is changed. With --report, you see what helps us to find a bug: versions, terminal,
    settings, how many files there are, and where in the program the last bug was. It has no word of
    your workshops, not even the name of a file or a folder.
    """
    if report:
        _report(where)
        return
    from valueworkshop.files.home.health import look
    from valueworkshop.files.safe.state_folder import state_folder

    health = look(where.folder, state_folder(os.environ, Path.cwd()))
    if as_json:
        from valueworkshop.exports import workshop_json as data

        values = {**_as_values(health), "kits": _kits(where.kits), "config": _config()}
        click.echo(data.as_json(values))
        return
    for label, told in _told(health, _kits(where.kits), _config()):
        click.echo(f"{label:<12} {clean(told)}")


def _report(where: Where) -> None:
    from valueworkshop.cli import bug_report
    from valueworkshop.files.home.bug_log import noted

    for label, told in (*_surroundings(), *bug_report.report(where, os.environ)):
        click.echo(f"{label:<12} {clean(told)}")
    click.echo(f"last bug     {clean(noted(_state())) or 'none'}")
    click.echo(
        "\nSend this with a sentence on what you did last. No text of yours is in it.", err=True
    )


def _list(where: Where, name: str) -> None:
    from valueworkshop.files.text.file_identity import named_in

    if not name:
        _list_all()
        return
    for backup in backups_of(where, name):
        data = _bytes_of(backup)
        told = (
            f"{backup.when.astimezone():%Y-%m-%d %H:%M:%S}",
            _size(len(data)),
            one_line(named_in(data)[1]) or backup.name,
            backup.kind.in_words,
        )
        click.echo(f"{backup.number:>4}  {between().join(told)}")


def _list_all() -> None:
    shelves = _shelves()
    for found in shelves:
        newest = found[0]
        count = f"{len(found)} backup{'s' if len(found) > 1 else ''}"
        latest = f"the latest of {newest.when.astimezone():%Y-%m-%d %H:%M}"
        click.echo(between().join((_title(found) or newest.name, newest.name, count, latest)))
    if not shelves:
        click.echo("No backups yet: the first is made when a workshop is changed.", err=True)


def backups_of(where: Where, name: str) -> "list[Backup]":
    """Return the backups of the workshop called `name`, the newest first, at least one.

    Raises NotFoundError. A file that is broken or gone has backups too.
    """
    from valueworkshop.files.safe import backups
    from valueworkshop.files.text.file_identity import named_in
    from valueworkshop.files.text.problems import FileProblem, NotFoundError, Problem
    from valueworkshop.files.text.session_file import read_bytes

    if not name:
        raise click.UsageError("which workshop? `valueworkshop restore` lists them")
    try:
        path = where.find(name)
        session_id = named_in(read_bytes(path))[0]
    except FileProblem:
        path, session_id = Path(name), ""
    found = backups.listing(backups.shelf_of(_state(), session_id)) if session_id else []
    if not found:
        wanted = {folded(name), folded(path.name), folded(path.stem)}
        fitting = [
            shelf
            for shelf in _shelves()
            if wanted & {t for b in shelf for t in (folded(b.name), folded(Path(b.name).stem))}
            or folded(_title(shelf)) in wanted
        ]
        if len(fitting) > 1:
            raise click.UsageError(f"several workshops are called {one_line(name)}")
        found = fitting[0] if fitting else []
    if not found:
        raise NotFoundError([Problem(file=name, message="there is no backup of this workshop")])
    return found


def _shelves() -> "list[list[Backup]]":
    """Return the backups of each workshop that has any, the last changed workshop first."""
    from valueworkshop.files.safe import backups

    found = filter(None, map(backups.listing, backups.shelves(_state())))
    return sorted(found, key=lambda shelf: shelf[0].when, reverse=True)


def _title(shelf: "list[Backup]") -> str:
    """Return the latest title of a workshop, '' if we cannot make it out."""
    from valueworkshop.files.text.file_identity import named_in

    titles = (one_line(named_in(_bytes_of(backup))[1]) for backup in shelf)
    return next(filter(None, titles), "")


def _bytes_of(backup: "Backup") -> bytes:
    try:
        return backup.read()
    except OSError:
        return b""


def _size(count: int) -> str:
    return f"{count} bytes" if count < 1000 else f"{round(count / 1000)} KB"


def _state() -> Path:
    from valueworkshop.files.safe.state_folder import state_folder

    return state_folder(os.environ, Path.cwd())


def _kits(folder: Path) -> dict[str, Any]:
    """Return where your own kits are, how many there are, and how many are broken."""
    from valueworkshop.files.home.kits import at_a_glance

    own = [kit for kit in at_a_glance(folder) if kit.path is not None]
    broken = sum(kit.plan is None for kit in own)
    return {"path": str(folder), "own": len(own), "broken": broken}


def _config() -> dict[str, Any]:
    """Return where your own settings are, or would be. Does not check the keys in it."""
    from valueworkshop.files.home.settings import config_file, read

    found = read(config_file(os.environ, Path.cwd()))
    return {
        "path": str(found.path),
        "exists": os.path.lexists(found.path),
        "mistakes": len(found.problems),
    }


def _told(health: "Health", kits: dict[str, Any], config: dict[str, Any]) -> list[tuple[str, str]]:
    """Return (label, words) for each line."""
    broken = f", {kits['broken']} cannot be used: valueworkshop kits" if kits["broken"] else ""
    lines = [
        ("workshops", f"{health.folder} ({health.sessions}){_but(health.refused)}"),
        ("backups", f"{health.state} ({health.backups}){_but(health.state_refused)}"),
        ("kits", f"{kits['path']} ({kits['own']}{broken})"),
        ("config", _config_told(config)),
    ]
    if health.unsaved:
        told = f"{health.unsaved}; each is offered when its workshop is opened"
        lines.append(("unsaved", told))
    lines += [("left over", str(path)) for path in (*health.temporary, *health.edited)]
    for session_id, paths in health.copies.items():
        names = ", ".join(one_line(path.name) for path in paths)
        lines.append(("copies", f"of the same workshop ({one_line(session_id)}): {names}"))
    for name, owner, place in health.open:
        lines.append(("open", f"{one_line(name)}: by {owner.in_words} ({place})"))
    return [*lines, *_surroundings()]


def _surroundings() -> list[tuple[str, str]]:
    """Return (label, words) for what the program runs on, without any path."""
    terminal = _terminal()
    shown = [f"{terminal['columns']}x{terminal['rows']}", str(terminal["encoding"])]
    shown += [f"{name}={one_line(str(terminal[name]))}" for name in _VARIABLES if terminal[name]]
    return [
        ("versions", ", ".join(f"{n} {v or 'missing'}" for n, v in _versions().items())),
        ("system", platform.platform()),
        ("terminal", ", ".join(shown) if terminal["is_terminal"] else "none"),
    ]


def _config_told(config: dict[str, Any]) -> str:
    if not config["exists"]:
        return f"{config['path']} (none)"
    wrong = ", CANNOT BE USED AS IT IS: valueworkshop config check" if config["mistakes"] else ""
    return f"{config['path']}{wrong}"


def _but(refused: str) -> str:
    return f", CANNOT BE WRITTEN TO: {refused}" if refused else ""


def _as_values(health: "Health") -> dict[str, Any]:
    return {
        "folder": {
            "path": str(health.folder),
            "sessions": health.sessions,
            "refused": health.refused or None,
        },
        "state": {
            "path": str(health.state),
            "backups": health.backups,
            "unsaved": health.unsaved,
            "refused": health.state_refused or None,
        },
        "temporary": [str(path) for path in health.temporary],
        "edited": [str(path) for path in health.edited],
        "copies": {key: [str(path) for path in paths] for key, paths in health.copies.items()},
        "open": [
            {"file": name, "user": owner.user, "host": owner.host, "where": str(place)}
            for name, owner, place in health.open
        ],
        "versions": _versions(),
        "system": platform.platform(),
        "terminal": _terminal(),
    }


def _versions() -> dict[str, str | None]:
    from importlib.metadata import PackageNotFoundError, version

    found: dict[str, str | None] = {"python": platform.python_version()}
    for package in _PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = None
    return found


def _terminal() -> dict[str, Any]:
    columns, rows = shutil.get_terminal_size()
    encoding = locale.getencoding()
    return {
        "is_terminal": sys.stdout.isatty(),
        "columns": columns,
        "rows": rows,
        "encoding": encoding,
        "utf8": encoding.lower().replace("-", "") == "utf8",
        **{name: os.environ.get(name) for name in _VARIABLES},
    }
