"""Commands. Each imports what it needs inside its own function: `--help` and `list` stay quick."""

import sys
from io import TextIOWrapper
from pathlib import Path

import click

from valueworkshop import __version__
from valueworkshop.cli import (
    changes,
    checking,
    comparing,
    configuring,
    exporting,
    keeping,
    opening,
    planning,
    reading,
    running,
    safety,
    schema,
    searching,
    surveying,
    terminal,
    writing,
)
from valueworkshop.cli.ends import Commands
from valueworkshop.cli.finding import Where


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option(
    "--sessions",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="The folder of your workshops. Else the one that VALUEWORKSHOP_SESSIONS names, "
    "else ./sessions if there is one, else Workshops among your documents.",
)
@terminal.look_options
@click.version_option(__version__, prog_name="valueworkshop", message="%(prog)s %(version)s")
@click.pass_context
def cli(ctx: click.Context, sessions: Path | None) -> None:
    """Lead a team from opinions to owned actions on what customers get.

    Without a command the library of your workshops opens. Never run one before? Try
    `valueworkshop demo`.

    A workshop is named by its file, the file's name without ending, or its title.
    """
    ctx.obj = Where(sessions)
    if ctx.invoked_subcommand is None:
        opening.library(ctx)


for _command in (
    opening.demo,
    opening.new,
    opening.open_,
    running.run,
    opening.watch,
    reading.list_,
    reading.show,
    searching.find,
    searching.actions,
    keeping.archive,
    keeping.duplicate,
    keeping.rename,
    keeping.delete,
    keeping.bin_,
    comparing.compare,
    changes.history,
    changes.merge,
    exporting.export,
    exporting.import_,
    writing.ballots,
    checking.check,
    planning.kits,
    schema.schema,
    surveying.import_survey,
    safety.restore,
    safety.doctor,
    configuring.config,
    configuring.keys,
):
    cli.add_command(_command)


def main() -> None:
    """Run the command that was typed, and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            _take_every_letter(stream)
    cli(prog_name="valueworkshop")


def _take_every_letter(stream: TextIOWrapper) -> None:
    """Let no text fail to be written: pipes and files get UTF-8, a terminal what it can show."""
    if stream.isatty():
        stream.reconfigure(errors="replace")
    else:
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
