"""The commands that tidy up: archive, bin, another title, a copy."""

# ruff: noqa: PLC0415 - see the package

import datetime as dt
import sys
from typing import TYPE_CHECKING

import click

from valueworkshop.cli.arguments import Where, workshops
from valueworkshop.core.clean_text import clean, one_line

if TYPE_CHECKING:
    from valueworkshop.library.archive import Kept


@click.command()
@click.argument("name", default="", shell_complete=workshops)
@click.option("--back", is_flag=True, help="Bring it back from the archive.")
@click.pass_obj
def archive(where: Where, name: str, *, back: bool) -> None:
    """Move a workshop that is over into the archive.

    The archive is the folder `archive` beside your workshops; `list` leaves it out. Without NAME,
    you see what is in it.
    """
    from valueworkshop.library import archive as keeping

    if not name:
        if back:
            raise click.UsageError("which one? Name it before --back")
        _list_away(where, keeping.Kept.ARCHIVE)
    elif back:
        _bring_back(where, name, keeping.Kept.ARCHIVE)
    else:
        click.echo(clean(str(keeping.archive(where.find(name), where.state))))


@click.command()
@click.argument("name", shell_complete=workshops)
@click.argument("title", default="")
@click.option("--with-ballots", is_flag=True, help="Copy the votes too: ballots, hands, dots.")
@click.pass_obj
def duplicate(where: Where, name: str, title: str, *, with_ballots: bool) -> None:
    """Copy a workshop, as a new one.

    TITLE is the title of the copy; without it, the copy keeps the old title with (copy) after it.
    The copy has the notes and the actions, but no votes.
    """
    from random import SystemRandom

    from valueworkshop.core.session.ids import random_ids
    from valueworkshop.files.text import session_file
    from valueworkshop.library import archive as keeping

    path = where.find(name)
    title = title or f"{session_file.session_at(path).title} (copy)"
    ids = random_ids(SystemRandom())
    made = keeping.duplicate(path, _worded(title), ids, ballots=with_ballots)
    click.echo(clean(str(made)))


@click.command()
@click.argument("name", shell_complete=workshops)
@click.argument("title")
@click.pass_obj
def rename(where: Where, name: str, title: str) -> None:
    """Give a workshop another title.

    Its file gets another name too, if it was named after the title.
    """
    from valueworkshop.library import archive as keeping

    path = where.find(name)
    now = dt.datetime.now(dt.UTC)
    click.echo(clean(str(keeping.rename(path, _worded(title), where.state, now))))


@click.command()
@click.argument("name", shell_complete=workshops)
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def delete(where: Where, name: str, *, yes: bool) -> None:
    """Put a workshop into the bin.

    It moves into the folder `bin` beside your workshops, and `bin restore` brings it back. To get
    rid of it for good, delete it there yourself.
    """
    from valueworkshop.library import archive as keeping

    path = where.find(name)
    if not yes:
        if not sys.stdin.isatty():
            raise click.UsageError("there is nobody here to ask: add --yes")
        asked = f"Put {one_line(path.name)} into the bin? Type its name, or press Enter to keep it"
        answer = click.prompt(asked, default="", show_default=False, err=True)
        if answer.strip() not in (path.name, path.stem):
            click.echo("Kept.", err=True)
            return
    click.echo(clean(str(keeping.delete(path, where.state, dt.datetime.now(dt.UTC)))))


@click.group("bin")
def bin_() -> None:
    """See what you deleted, and bring it back."""


@bin_.command("list")
@click.pass_obj
def list_(where: Where) -> None:
    """List what is in the bin, the last deleted first."""
    from valueworkshop.library.archive import Kept

    _list_away(where, Kept.BIN)


@bin_.command()
@click.argument("name")
@click.pass_obj
def restore(where: Where, name: str) -> None:
    """Bring a workshop back.

    NAME is its title or the name of its file. If several have it, the one deleted last comes back.
    """
    from valueworkshop.library.archive import Kept

    _bring_back(where, name, Kept.BIN)


def _list_away(where: Where, kept: "Kept") -> None:
    from valueworkshop.library.archive import put_away

    found = [away for away in put_away(where.folder) if away.kept is kept]
    for away in found:
        when = f"{away.when.astimezone():%Y-%m-%d %H:%M}  " if away.when else ""
        click.echo(f"{when}{away.title}\n  {clean(str(away.path))}")
    if not found:
        click.echo(f"The {kept} is empty.", err=True)


def _bring_back(where: Where, name: str, kept: "Kept") -> None:
    from valueworkshop.library import archive as keeping

    found = [away for away in keeping.put_away(where.folder) if away.kept is kept]
    click.echo(clean(str(keeping.bring_back(keeping.find_away(found, name)))))


def _worded(title: str) -> str:
    if not one_line(title):
        raise click.BadParameter("a title needs at least one word", param_hint="'TITLE'")
    return title
