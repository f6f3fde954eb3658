"""The commands that tell of workshops: all of them in a list, or one at a glance."""

# ruff: noqa: PLC0415 - see the package

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from valueworkshop.cli.finding import Where
from valueworkshop.cli.terminal import ascii_asked, between
from valueworkshop.workshop import signs
from valueworkshop.workshop.text import clean, one_line

if TYPE_CHECKING:
    from valueworkshop.library.record import Record
    from valueworkshop.stages.blocks import Block, Table
    from valueworkshop.workshop.session import Session

PIPED = 100
"""Columns of text that goes elsewhere than to a terminal, unless COLUMNS says otherwise."""


@click.command("list")
@click.option("--json", "as_json", is_flag=True, help="For other programs.")
@click.pass_obj
def list_(where: Where, *, as_json: bool) -> None:
    """List your workshops, the last changed first.

    With how far each has come and its gap index (0 to 100, higher is worse). A file that cannot be
    read is listed too, with the reason.
    """
    if as_json:
        _list_as_json(where)
        return
    from valueworkshop.library.cache import opened
    from valueworkshop.library.looking import records
    from valueworkshop.storage.copies import grouped

    folder = where.folder
    with opened(where.state) as cache:
        found = records(folder, cache)
    for record, original in grouped((each.id or None, each.path, each) for each in found):
        _tell(record, original)
    if not found:
        said = f"No workshop in {clean(str(folder))} yet. Begin one: valueworkshop new"
        click.echo(said, err=True)


def _tell(record: "Record", original: Path | None) -> None:
    """Print what a list tells of a workshop, a copy of `original` if there is one."""
    from valueworkshop.stages.votes.words import points

    path = clean(str(record.path))
    if record.problem:
        click.echo(f"{one_line(record.path.name)}: cannot be opened")
        click.echo(f"  {one_line(record.problem)}")
        return
    apart = between()
    day = record.date.isoformat() if record.date else ""
    click.echo(apart.join(text for text in (record.title, day) if text))
    if original is not None:
        click.echo(f"  copy of {one_line(original.name)}")
    if record.offer:
        click.echo(f"  {record.offer}")
    stage = f"stage {record.stage} of {record.stages}" if record.stage else "not begun"
    index = "no gap index yet" if record.index is None else f"gap index {points(record.index)}"
    click.echo(f"  {apart.join((stage, index, path))}")


def _list_as_json(where: Where) -> None:
    from valueworkshop.report import data
    from valueworkshop.storage import session_file
    from valueworkshop.storage.folder import listing
    from valueworkshop.storage.problems import FileProblem

    found: list[dict[str, Any]] = []
    for entry in listing(where.folder):
        try:
            told = data.in_a_list(session_file.read(entry.path).session)
            problems = []
        except FileProblem as error:
            told, problems = {}, [str(problem) for problem in error.problems]
        found.append({"path": str(entry.path), **told, "problems": problems})
    click.echo(data.as_json({"folder": str(where.folder), "sessions": found}))


@click.command()
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="For other programs: every score, unrounded.")
@click.pass_obj
def show(where: Where, name: str, *, as_json: bool) -> None:
    """Show the result of a workshop: gaps, actions, open points.

    NAME is its file, the file's name or its title. Votes that the room has not seen stay hidden.
    """
    from valueworkshop.storage import session_file

    session = session_file.read(where.find(name)).session
    if as_json:
        from valueworkshop.report import data

        click.echo(data.as_json(data.of_workshop(session)))
        return
    from rich.console import Console

    from valueworkshop.report.terminal import render

    # Nothing but the stream decides on colour: FORCE_COLOR would put escapes into a pipe.
    shown = sys.stdout.isatty()
    width = None if shown or os.environ.get("COLUMNS") else PIPED
    console = Console(force_terminal=shown, width=width, highlight=False)
    if not ascii_asked():
        console.print(render(_in_short(session)))
        return
    with console.capture() as printed:
        console.print(render(_in_short(session)))
    click.echo(signs.plain(printed.get(), signs.Written(session)), nl=False)


def _in_short(session: "Session") -> "list[Block]":
    """Return the parts of the report that one looks for first."""
    from valueworkshop.report.workshop import gaps, headline, open_questions
    from valueworkshop.stages.actions import report as actions
    from valueworkshop.stages.blocks import Table
    from valueworkshop.summary.candidates import label
    from valueworkshop.summary.gaps import summarise

    summary = summarise(session)
    blocks = headline(session, summary)
    for block in gaps(session, summary):
        blocks.append(_beside_bars(block) if isinstance(block, Table) else block)
    for stage in session.kit.of_kind("actions"):
        blocks += actions.section(session, stage, lambda key: label(session, key))
    return blocks + open_questions(session, summary)


def _beside_bars(table: "Table") -> "Table":
    """Return the table of gaps less what its bars show already: a terminal is narrow."""
    from valueworkshop.stages.blocks import Table

    kept = [n for n, name in enumerate(table.header) if name not in ("Needed", "Today", "Gap")]
    return Table(
        header=tuple(table.header[n] for n in kept),
        rows=tuple(tuple(row[n] for n in kept) for row in table.rows),
        numeric=frozenset(at for at, n in enumerate(kept) if n in table.numeric),
    )
