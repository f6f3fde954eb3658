"""Commands. Only the one called is imported, and it imports what it needs inside itself."""

import gc
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import Final

import click

from valueworkshop import __version__
from valueworkshop.cli import late_methods, start_app
from valueworkshop.cli.arguments import Where
from valueworkshop.cli.exit_codes import Commands

SELDOM: Final = 100_000
"""After so many new objects the collector looks for garbage; Python's own 700 slow down a start."""


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option(
    "--sessions",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="The folder of your workshops. Without this option: the one in VALUEWORKSHOP_SESSIONS, "
    "else ./sessions if there is one, else Workshops among your documents.",
)
@start_app.look_options
@click.version_option(__version__, prog_name="valueworkshop", message="%(prog)s %(version)s")
@click.pass_context
def cli(ctx: click.Context, sessions: Path | None) -> None:
    """Lead a team from opinions to owned actions on what customers get.

    Without a command, you see all your workshops. Never run one before? Try
    `valueworkshop demo`.

    You can call a workshop by its file, by the file's name without ending, or by its title.
    """
    ctx.obj = Where(sessions)
    if ctx.invoked_subcommand is None:
        start_app.library(ctx.obj.folder)


def main() -> None:
    """Run the command that was typed, and exit with its code."""
    gc.set_threshold(SELDOM)  # nearly all that a start makes stays
    late_methods.use()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            _take_every_letter(stream)
    try:
        cli(prog_name="valueworkshop")
    finally:
        gc.freeze()  # or the collector goes through all of it once more, for nobody


def _take_every_letter(stream: TextIOWrapper) -> None:
    """Let no text fail to be written: pipes and files get UTF-8, a terminal what it can show."""
    if stream.isatty():
        stream.reconfigure(errors="replace")
    else:
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
