"""The commands that open the app: the library, the example, a new workshop, a saved one."""

# ruff: noqa: PLC0415 - see the package

from pathlib import Path

import click

from valueworkshop.cli import terminal
from valueworkshop.cli.finding import Where
from valueworkshop.workshop.text import clean, one_line


def library(ctx: click.Context) -> None:
    """Show the library of workshops."""
    terminal.needed("list, show and export work without one: valueworkshop --help")
    ctx.exit(terminal.run(ctx.obj.folder))


@click.command()
@click.pass_context
def demo(ctx: click.Context) -> None:
    """Look around in a filled example.

    You work in a copy of your own, saved among your workshops: try out everything.
    """
    terminal.needed("run demo in one, or see the list of your workshops: valueworkshop list")
    from dataclasses import replace
    from random import SystemRandom

    from valueworkshop.storage.folder import save_new
    from valueworkshop.storage.starting import demo_session
    from valueworkshop.workshop.ids import random_ids

    new_id = random_ids(SystemRandom())
    path = save_new(replace(demo_session(), id=new_id()), ctx.obj.folder)
    _work_in(ctx, path)


@click.command()
@click.argument("title", default="")
@click.option(
    "--kit",
    default="essentials",
    show_default=True,
    metavar="ID",
    help="What is asked: a name from `valueworkshop kits`, or a file of your own.",
)
@click.option("--no-open", is_flag=True, help="Only make the file, and print where it is.")
@click.pass_context
def new(ctx: click.Context, title: str, kit: str, *, no_open: bool) -> None:
    """Start a new workshop.

    TITLE is what you will look for it under; you can change it later.
    """
    import shlex
    from random import SystemRandom

    from valueworkshop.app.day import system_today
    from valueworkshop.storage.folder import listing, save_new
    from valueworkshop.storage.starting import new_session
    from valueworkshop.workshop.ids import random_ids

    if title and not one_line(title):
        raise click.BadParameter("a title needs a word", param_hint="'TITLE'")
    session = new_session(kit, random_ids(SystemRandom()), system_today(), one_line(title))
    first = next(listing(ctx.obj.folder), None) is None
    path = save_new(session, ctx.obj.folder)
    if not no_open and not terminal.lacking():
        _work_in(ctx, path, first=first)
    shown = clean(str(path))
    click.echo(shown)
    if not no_open:
        way = f"to go on in one: valueworkshop open {shlex.quote(shown)}"
        click.echo(f"Made, not opened: {terminal.lacking()}; {way}", err=True)


@click.command("open")
@click.argument("name")
@click.pass_context
def open_(ctx: click.Context, name: str) -> None:
    """Go on with a saved workshop, where you left it.

    NAME is its file, the file's name or its title. A file with mistakes in it is left as it is;
    you are told where they are.
    """
    from valueworkshop.storage import session_file

    where: Where = ctx.obj
    path = where.find(name)
    document = session_file.read(path)
    terminal.needed("show and export work without one: valueworkshop show NAME")
    ctx.exit(terminal.run(where.folder, (path, document)))


def _work_in(ctx: click.Context, path: Path, *, first: bool = False) -> None:
    """Open a workshop that was just made, and say in the end where it is."""
    from valueworkshop.storage import session_file

    code = terminal.run(ctx.obj.folder, (path, session_file.read(path)), first=first)
    click.echo(f"Saved to {clean(str(path))}", err=True)
    ctx.exit(code)
