"""The commands that write something to pass on: the report, the ratings, ballots to print."""

# ruff: noqa: PLC0415 - see the package

from pathlib import Path
from typing import Literal

import click

from valueworkshop.cli.finding import Where
from valueworkshop.workshop.text import clean, one_line

STDOUT = Path("-")
MOST_COPIES = 500

_output = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, allow_dash=True),
    metavar="FILE",
    help="Write to this file; - is standard output.",
)
_force = click.option("--force", is_flag=True, help="Replace the file if it is there already.")


@click.command()
@click.argument("name")
@click.option(
    "--to",
    "wanted",
    type=click.Choice(["md", "csv"]),
    help="The report in Markdown, or a table of the ratings. Else as FILE ends, else the report.",
)
@click.option("--bom", is_flag=True, help="Begin a table with the mark by which Excel reads UTF-8.")
@_output
@_force
@click.pass_obj
def export(
    where: Where,
    name: str,
    wanted: Literal["md", "csv"] | None,
    output: Path | None,
    *,
    bom: bool,
    force: bool,
) -> None:
    """Write the report of a workshop, to pass on.

    It is Markdown for those who were not there or, for spreadsheets, CSV: one revealed rating a
    row, without names. It is written beside the workshop's file unless you say where; its path is
    printed. A file that is there already is kept and the new one gets a number, unless --force is
    given.
    """
    from valueworkshop.report.files import write_beside
    from valueworkshop.storage import session_file

    as_table = wanted == "csv" or (wanted is None and _ends(output, ".csv"))
    if bom and not as_table:
        raise click.UsageError("--bom belongs to a table: add --to csv")
    path = where.find(name)
    session = session_file.read(path).session
    if as_table:
        from valueworkshop.report import csv

        suffix, text = ".csv", csv.table(session)
        text = csv.BYTE_ORDER_MARK + text if bom else text
    else:
        from valueworkshop.report.workshop import report

        suffix, text = ".md", report(session)
    if output is None and not force:
        click.echo(clean(str(write_beside(path, text, suffix))))
    else:
        _put(text, output or path.with_name(f"{path.stem}{suffix}"), keep=path, force=force)


@click.command()
@click.argument("name")
@click.option(
    "--format",
    "wanted",
    type=click.Choice(["md", "html"]),
    help="Markdown, or a page to print from a browser. Else as FILE ends, else Markdown.",
)
@_output
@click.option("--stage", metavar="ID", help="Only this rating stage.")
@click.option("--names", is_flag=True, help="Print whose ballot it is; left out unless you ask.")
@click.option(
    "--copies",
    type=click.IntRange(1, MOST_COPIES),
    help="Print so many blank ballots, whoever takes part.",
)
@_force
@click.pass_obj
def ballots(  # noqa: PLR0913 - one for each option
    where: Where,
    name: str,
    wanted: Literal["md", "html"] | None,
    output: Path | None,
    stage: str | None,
    copies: int | None,
    *,
    names: bool,
    force: bool,
) -> None:
    """Print a ballot for each participant of a workshop.

    For rooms in which all answer on paper at once. Each ballot starts a new sheet when printed as
    a page.
    """
    from valueworkshop.report import ballots as sheets
    from valueworkshop.report import html, markdown
    from valueworkshop.storage import session_file

    path = where.find(name)
    session = session_file.read(path).session
    rated = sheets.rating_stages(session)
    if stage is not None and stage not in rated:
        known = ", ".join(rated) or "there are none here"
        raise click.BadParameter(f"no rating stage of this name; {known}", param_hint="'--stage'")
    if not rated:
        raise click.ClickException("nothing is rated in this workshop: there are no ballots")
    if names and copies is not None:
        raise click.UsageError("--copies are nobody's: leave out --names, or --copies")
    if copies is None and not session.people:
        raise click.UsageError("no participants are entered yet; say how many with --copies N")
    stages = rated if stage is None else [stage]
    if copies is None:
        blocks = sheets.for_people(session, stages, named=names)
    else:
        blocks = sheets.blank(session, stages, copies)
    page = wanted == "html" or (wanted is None and _ends(output, ".html", ".htm"))
    text = html.render(blocks, session.title) if page else markdown.render(blocks)
    _put(text, output or STDOUT, keep=path, force=force)


def _ends(output: Path | None, *suffixes: str) -> bool:
    return output is not None and output.suffix.lower() in suffixes


def _put(text: str, target: Path, *, keep: Path, force: bool) -> None:
    """Write `text` to standard output or to a file, whose path is printed.

    What is there is replaced by `force` only, and the workshop itself (`keep`) never.
    """
    from valueworkshop.storage import atomic

    if target == STDOUT:
        click.echo(text, nl=False)
        return
    shown = one_line(str(target))
    if target.is_dir():
        raise click.ClickException(f"{shown} is a folder; name a file in it")
    if not target.parent.is_dir():
        raise click.ClickException(f"there is no folder {one_line(str(target.parent))}; make it")
    if target.exists() and target.samefile(keep):
        raise click.ClickException(f"{shown} is the workshop itself; name another file")
    try:
        (atomic.write if force else atomic.create)(target, text.encode())
    except FileExistsError as error:
        message = f"{shown} is there already; name another file, or replace it with --force"
        raise click.ClickException(message) from error
    click.echo(clean(str(target)))
