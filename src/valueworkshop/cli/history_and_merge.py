"""The commands on what was changed: history, and a merge for git."""

# ruff: noqa: PLC0415 - see the package

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from valueworkshop.cli.arguments import Day, Where, workshops
from valueworkshop.cli.restore_and_doctor import backups_of
from valueworkshop.core.clean_text import clean, one_line

if TYPE_CHECKING:
    from valueworkshop.files.safe.backups import Backup
    from valueworkshop.files.text.session_file import Document


@click.command()
@click.argument("name", shell_complete=workshops)
@click.option(
    "--since",
    type=Day(),
    metavar="DAY",
    help="Since this day ('2 weeks ago', '3 Nov'), from the last backup before it.",
)
@click.option("--backup", "wanted", metavar="ID", help="Since this backup, as `restore` lists it.")
@click.option(
    "--from",
    "earlier",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    metavar="FILE",
    help="Since the state in this file, for example a copy or an earlier version from git.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for other programs.")
@click.pass_obj
def history(
    where: Where,
    name: str,
    since: dt.date | None,
    wanted: str | None,
    earlier: Path | None,
    *,
    as_json: bool,
) -> None:
    """Say what changed in a workshop.

    Without options: since the last sitting began. Of votes, you see only what the room has seen,
    item by item.
    """
    from valueworkshop.core.compare.changes_in_words import told
    from valueworkshop.files.text import session_file

    if sum(option is not None for option in (since, wanted, earlier)) > 1:
        raise click.UsageError("use only one of --since, --backup and --from")
    now = session_file.session_at(where.find(name))
    if earlier is not None:
        label, before = one_line(earlier.name), session_file.session_at(earlier)
    else:
        backup = _backup(backups_of(where, name), since, wanted)
        label = f"{backup.when.astimezone():%Y-%m-%d %H:%M}"
        before = session_file.session_in(backup.read(), backup.path.name)
    parts = told(before, now)
    if as_json:
        from valueworkshop.exports.workshop_json import as_json as written

        changed = [{"title": part.title, "changes": list(part.lines)} for part in parts]
        click.echo(written({"id": now.id, "title": now.title, "since": label, "parts": changed}))
        return
    click.echo(f"{one_line(now.title)}: changed since {label}" + (":" if parts else ": nothing"))
    for part in parts:
        click.echo(f"\n{clean(part.title)}")
        for line in part.lines:
            click.echo(f"  {clean(line)}")


def _backup(backups: "list[Backup]", since: dt.date | None, wanted: str | None) -> "Backup":
    """Return the backup that is meant: by its id, the last before a day, or of the last sitting."""
    from valueworkshop.files.safe.backups import Kind

    found = [each for each in backups if each.kind in (Kind.FOUND, Kind.DURING)]
    if wanted is not None:
        found = [each for each in found if wanted in (str(each.number), each.path.name)]
        missing = f"there is no backup {one_line(wanted)} of this workshop"
    elif since is not None:
        day = dt.datetime.combine(since, dt.time()).astimezone()
        found = [each for each in found if each.when < day]
        missing = f"there is no backup from before {day:%Y-%m-%d}; `restore` lists what there is"
    else:
        found = [each for each in found if each.kind is Kind.FOUND]
        missing = "there is no backup of this workshop yet: it has not been changed here"
    if not found:
        raise click.ClickException(missing)
    return found[0]


@click.command()
@click.argument("base", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.argument("ours", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.argument("theirs", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.pass_context
def merge(ctx: click.Context, base: Path, ours: Path, theirs: Path) -> None:
    """Merge two versions that come from BASE, into OURS.

    Made for git: docs/sharing.md says how to set it up. If both sides changed the same text, that
    of OURS stays, each such place is listed, and the exit code is 1. Files that are not three
    versions of one workshop are merged by lines, as git does it, with marks where both changed the
    same.
    """
    from valueworkshop.core.session.value_words import path_in_words, sides_in_words
    from valueworkshop.files.safe import atomic
    from valueworkshop.files.shared import session_merge as merging
    from valueworkshop.files.text import session_file
    from valueworkshop.files.text.problems import FileProblem

    sides, why = _versions((base, ours, theirs))
    if why:
        ctx.exit(_merged_by_lines(base, ours, theirs, why, suspect=bool(sides)))
    found = merging.merge(*(side.session for side in sides))
    try:
        data, lost = session_file.written(found.session, sides[1].extras, sides[1].comments)
    except FileProblem as error:
        ctx.exit(_merged_by_lines(base, ours, theirs, str(error), suspect=True))
    atomic.write(ours, data)
    if lost:
        click.echo(lost, err=True)
    for conflict in found.conflicts:
        where = clean(path_in_words(sides[1].session, conflict.path))
        click.echo(f"both changed {where}: yours stays", err=True)
        yours, other = sides_in_words(conflict)
        click.echo(f"  yours   {one_line(yours)}", err=True)
        click.echo(f"  theirs  {one_line(other)}", err=True)
    if found.conflicts:
        ctx.exit(1)


def _versions(paths: tuple[Path, ...]) -> "tuple[list[Document], str]":
    """Return the versions that can be read as a workshop, and why they cannot be merged as such."""
    from valueworkshop.files.text import session_file
    from valueworkshop.files.text.problems import FileProblem

    sides, why = [], ""
    for path, side in zip(paths, ("the version before", "ours", "theirs"), strict=True):
        try:
            document = session_file.read(path)
        except FileProblem as error:
            why = why or f"{side} is not a sound workshop: {error.problems[0]}"
        else:
            sides.append(document)
            why = why or (document.read_only and f"{side}: {document.read_only}")
    if len({side.session.id for side in sides}) > 1:
        why = why or "they are not of the same workshop"
    return sides, why


def _merged_by_lines(base: Path, ours: Path, theirs: Path, why: str, *, suspect: bool) -> int:
    """Let git merge lines into OURS, with marks; return the exit code.

    A workshop does not count as clean even without a mark: half a file merges well with a whole
    one.
    """
    import shutil
    import subprocess

    from valueworkshop.files.safe import atomic

    git = shutil.which("git")
    if git is None:
        raise click.ClickException(
            f"{why}; nothing was merged: merging lines needs git, which is not installed"
        )
    labels = [part for label in ("ours", "before", "theirs") for part in ("-L", label)]
    files = [str(path.absolute()) for path in (ours, base, theirs)]
    done = subprocess.run(  # noqa: S603 - git, on the files that were named
        [git, "merge-file", "-p", *labels, *files], capture_output=True, check=False
    )
    if not 0 <= done.returncode < _GIT_FAILED:
        said = one_line(done.stderr.decode(errors="replace"))
        raise click.ClickException(f"{why}; nothing was merged: {said}")
    atomic.write(ours, done.stdout)
    if suspect:
        click.echo(f"{why}\n  merged by lines: look at it before you add it", err=True)
    elif done.returncode:
        click.echo("both changed the same lines: they are marked", err=True)
    return int(suspect or done.returncode > 0)


_GIT_FAILED = 128
"""From here on git's exit code is not a number of conflicts."""
