"""Commands. Each imports what it needs inside its own function: `--help` and `list` stay quick."""

import sys
from io import TextIOWrapper
from pathlib import Path

import click

from valueworkshop import __version__
from valueworkshop.cli import (
    archive_commands,
    ballots,
    check,
    compare,
    config,
    export,
    find_and_actions,
    history_and_merge,
    import_survey,
    kit_commands,
    list_and_show,
    open_commands,
    restore_and_doctor,
    schema,
    start_app,
)
from valueworkshop.cli.arguments import Where
from valueworkshop.cli.exit_codes import Commands


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
        open_commands.library(ctx)


for _command in (
    open_commands.demo,
    open_commands.new,
    open_commands.open_,
    open_commands.run,
    open_commands.watch,
    list_and_show.list_,
    list_and_show.show,
    find_and_actions.find,
    find_and_actions.actions,
    archive_commands.archive,
    archive_commands.duplicate,
    archive_commands.rename,
    archive_commands.delete,
    archive_commands.bin_,
    compare.compare,
    history_and_merge.history,
    history_and_merge.merge,
    export.export,
    export.import_,
    ballots.ballots,
    check.check,
    kit_commands.kits,
    schema.schema,
    import_survey.import_survey,
    restore_and_doctor.restore,
    restore_and_doctor.doctor,
    config.config,
    config.keys,
):
    cli.add_command(_command)


def main() -> None:
    """Run the command that was typed, and exit with its code."""
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
