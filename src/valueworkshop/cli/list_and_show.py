"""The commands that show workshops: all of them in a list, or one at a glance."""

# ruff: noqa: PLC0415 - see the package

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from valueworkshop.cli.arguments import Where, workshops
from valueworkshop.cli.start_app import between
from valueworkshop.core.clean_text import clean, one_line

if TYPE_CHECKING:
    from valueworkshop.core.session.session import Session
    from valueworkshop.core.show.blocks import Block
    from valueworkshop.library.record import Record

PIPED = 100
"""Columns of text that does not go to a terminal, unless COLUMNS says otherwise."""


@click.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for other programs.")
@click.pass_obj
def list_(where: Where, *, as_json: bool) -> None:
    """List your workshops, the last changed first.

    You see how far each has come, and its gap index (0 to 100, higher is worse). A file that cannot
    be read is listed too, with the reason.
    """
    if as_json:
        _list_as_json(where)
        return
    from valueworkshop.files.home.duplicate_files import grouped
    from valueworkshop.library.cache import opened
    from valueworkshop.library.folder_scan import records

    folder = where.folder
    with opened(where.state) as cache:
        found = records(folder, cache)
    for record, original in grouped((each.id or None, each.path, each) for each in found):
        _tell(record, original)
    if not found:
        said = f"No workshop in {clean(str(folder))} yet. Begin one: valueworkshop new"
        click.echo(said, err=True)


def _tell(record: "Record", original: Path | None) -> None:
    """Print a workshop for the list, as a copy of `original` if there is one."""
    from valueworkshop.core.scoring.gap_points import points

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
    if record.customers_said:
        index = f"{index}; {record.customers_said}"
    click.echo(f"  {apart.join((stage, index, path))}")


def _list_as_json(where: Where) -> None:
    from valueworkshop.exports import workshop_json
    from valueworkshop.files.home.sessions_folder import listing
    from valueworkshop.files.text import session_file
    from valueworkshop.files.text.problems import FileProblem

    found: list[dict[str, Any]] = []
    for entry in listing(where.folder):
        try:
            told = workshop_json.in_a_list(session_file.session_at(entry.path))
            problems = []
        except FileProblem as error:
            told, problems = {}, [str(problem) for problem in error.problems]
        found.append({"path": str(entry.path), **told, "problems": problems})
    click.echo(workshop_json.as_json({"folder": str(where.folder), "sessions": found}))


@click.command()
@click.argument("name", shell_complete=workshops)
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="Print JSON with every score, unrounded, for other programs.",
)
@click.pass_obj
def show(where: Where, name: str, *, as_json: bool) -> None:
    """Show the result of a workshop, in two pages.

    What was decided, who does what, and where it falls short.

    NAME is its file, the file's name or its title. Votes that the room has not seen stay hidden.
    """
    from valueworkshop.files.text import session_file

    session = session_file.session_at(where.find(name))
    if as_json:
        from valueworkshop.exports import workshop_json

        click.echo(workshop_json.as_json(workshop_json.of_workshop(session)))
        return
    from valueworkshop.cli import printed_blocks

    printed_blocks.put(_in_short(session), printed_blocks.columns(PIPED), session)


def _in_short(session: "Session") -> "list[Block]":
    """Return the summary of two pages, marked where the workshop is not finished."""
    from valueworkshop.core.handout.two_pages import two_pages
    from valueworkshop.exports.draft_mark import in_a_line

    return two_pages(session, in_a_line(session, dt.datetime.now().astimezone()))
