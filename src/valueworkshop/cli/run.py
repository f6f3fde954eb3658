"""The command that runs a workshop: in the app, or in lines where there is no screen for it."""

# ruff: noqa: PLC0415 - see the package

import click

from valueworkshop.cli import start_app
from valueworkshop.cli.arguments import Where


@click.command()
@click.argument("name")
@click.option("--plain", is_flag=True, help="By questions and answers, one line after the other.")
@start_app.look_options
@click.pass_context
def run(ctx: click.Context, name: str, *, plain: bool) -> None:
    """Run a workshop: with --plain in lines, else as open does.

    In lines it works with screen readers, Braille displays, terminals that cannot draw, and from
    standard input: an answer a line, an empty line goes on, /help lists the commands. Where there
    is no terminal to draw in, lines are used by themselves. When the input ends, all that was
    answered is kept.
    """
    from valueworkshop.files.text import session_file

    where: Where = ctx.obj
    path = where.find(name)
    if plain or start_app.lacking():
        ctx.exit(start_app.run_in_lines(path))
    ctx.exit(start_app.run(where.folder, (path, session_file.read(path))))
