"""The command that brings filled ballots of paper in, from a table that somebody typed."""

# ruff: noqa: PLC0415 - see the package

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from valueworkshop.cli.arguments import Where, workshops
from valueworkshop.cli.ballots import MOST_COPIES, STDOUT
from valueworkshop.cli.exit_codes import End
from valueworkshop.core.clean_text import clean, one_line

if TYPE_CHECKING:
    from valueworkshop.core.session.session import Session
    from valueworkshop.core.stages.votes.model import Answer
    from valueworkshop.core.stages.votes.paper import Line
    from valueworkshop.exports.ballot_table import Printed

    Sheets = Mapping[int, Mapping[Line, Answer]]

LARGEST = 5_000_000
"""More bytes are no table of ballots."""


@click.command("import-ballots")
@click.argument("name", shell_complete=workshops)
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True), metavar="FILE.csv")
@click.option("--stage", metavar="ID", help="As printed: only this rating stage.")
@click.option("--names", is_flag=True, help="As printed: with each person's name.")
@click.option(
    "--copies", type=click.IntRange(1, MOST_COPIES), help="As printed: this many blank ballots."
)
@click.option("--fewer", is_flag=True, help="Not all that were printed came back.")
@click.option("--replace", is_flag=True, help="Replace answers that are in already.")
@click.option("--dry-run", is_flag=True, help="Only say what it would take.")
@click.pass_obj
def import_ballots(  # noqa: PLR0913 - one for each option
    where: Where,
    name: str,
    file: Path,
    stage: str | None,
    copies: int | None,
    *,
    names: bool,
    fewer: bool,
    replace: bool,
    dry_run: bool,
) -> None:
    """Bring in ballots that were filled in on paper.

    `ballots NAME --format csv` writes the table to type them into: a row for each ballot, a column
    for each line on it. Give the options with which you printed them. Either all of FILE is taken
    or nothing, and nothing is revealed.
    """
    from random import SystemRandom

    from valueworkshop.cli.saved import save
    from valueworkshop.core.session.ids import random_ids
    from valueworkshop.core.stages.votes import paper
    from valueworkshop.exports import ballot_sheets, ballot_table
    from valueworkshop.files.text import session_file

    if names and copies is not None:
        raise click.UsageError("blank copies have no names: use --names or --copies")
    path = where.find(name)
    document = session_file.read(path)
    if document.read_only:
        raise click.ClickException(
            f"{clean(str(path))} cannot be changed here: {document.read_only}"
        )
    session = document.session
    rated = ballot_sheets.rating_stages(session)
    if stage is not None and stage not in rated:
        known = f"use {' or '.join(rated)}" if rated else "this workshop has none"
        raise click.BadParameter(f"no rating stage has this id; {known}", param_hint="'--stage'")
    stages = rated if stage is None else [stage]
    if paper.needs_names(session, stages) and not names:
        raise click.ClickException(
            "these votes show names, so sheets without names do not fit; print them with --names, "
            "or make the votes anonymous"
        )
    printed = ballot_table.printed(session, stages, named=names, copies=copies)
    found = ballot_table.read(session, _text(file), printed, _named(file))
    doubts = _doubts(session, printed, found.sheets, replaces=replace)
    faults = [*found.faults, *(f"{_named(file)}: {doubt}" for doubt in doubts)]
    if not found.faults and not fewer and (missing := found.missing(printed)):
        numbers = ", ".join(map(str, missing))
        faults.append(
            f"{_named(file)}: {len(printed.owners)} ballots were printed, {len(missing)} of them "
            f"are not here: {numbers}; fill them in, or add --fewer if they did not come back"
        )
    if faults:
        for fault in faults:
            click.echo(clean(fault), err=True)
        click.echo("Nothing was taken.", err=True)
        click.get_current_context().exit(End.INVALID)
    ids = random_ids(SystemRandom())
    for number, given in found.sheets.items():
        session = paper.take(session, printed.owners[number - 1], given, ids)
    count = sum(map(len, found.sheets.values()))
    said = f"{len(found.sheets)} of {len(printed.owners)} ballots, {count} answers"
    if dry_run:
        click.echo(f"It would take {said}. A dry run: nothing was changed.")
        return
    saved = save(path, document, session)
    click.echo(f"Taken: {said}. Nothing is revealed yet.")
    click.echo(clean(str(saved)))


def _doubts(
    session: "Session", printed: "Printed", sheets: "Sheets", *, replaces: bool
) -> Sequence[str]:
    """Say which ballots are in already, unless they are to be replaced."""
    from valueworkshop.core.stages.votes import paper

    if replaces:
        return ()
    known = [
        number
        for number, given in sheets.items()
        if (owner := printed.owners[number - 1]).person
        and any(paper.given_by(session, owner, line) is not None for line in given)
    ]
    if not known:
        return ()
    ballots = "ballot" if len(known) == 1 else "ballots"
    numbers = ", ".join(map(str, known))
    said = f"answers of {ballots} {numbers} are in already; take the rows out, or add --replace"
    return (said,)


def _named(file: Path) -> str:
    return "standard input" if file == STDOUT else one_line(str(file))


def _text(file: Path) -> str:
    """Return the text of a table, from a file or from standard input."""
    if file == STDOUT:
        data = sys.stdin.buffer.read(LARGEST + 1)
    else:
        with file.open("rb") as opened:
            data = opened.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise click.ClickException(f"{_named(file)}: too large for a table of ballots")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise click.ClickException(
            f"{_named(file)}:{line}: this is not UTF-8; save the table as 'CSV UTF-8'"
        ) from error
