"""The command that prints ballots, and how any command writes a file to pass on."""

# ruff: noqa: PLC0415 - see the package

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import click

from valueworkshop.cli.arguments import Where, workshops
from valueworkshop.core.clean_text import clean, one_line

STDOUT = Path("-")
MOST_COPIES = 500

output_option = click.option(
    "-o",
    "--output",
    "--out",
    "output",
    type=click.Path(path_type=Path, allow_dash=True),
    metavar="FILE",
    help="Write to this file; - prints it.",
)
force_option = click.option("--force", is_flag=True, help="Replace the file if there is one.")


@click.command()
@click.argument("name", shell_complete=workshops)
@click.option(
    "--format",
    "wanted",
    type=click.Choice(["md", "html", "csv"]),
    help="Markdown, a page to print from a browser, or a table to type filled ballots into. "
    "Without this option, the ending of FILE decides; without that, it is Markdown.",
)
@output_option
@click.option("--stage", metavar="ID", help="Only this rating stage.")
@click.option("--names", is_flag=True, help="Print each person's name on their ballot.")
@click.option(
    "--copies",
    type=click.IntRange(1, MOST_COPIES),
    help="Print this many blank ballots, for nobody in particular.",
)
@force_option
@click.pass_obj
def ballots(  # noqa: PLR0913 - one for each option
    where: Where,
    name: str,
    wanted: Literal["md", "html", "csv"] | None,
    output: Path | None,
    stage: str | None,
    copies: int | None,
    *,
    names: bool,
    force: bool,
) -> None:
    """Print a ballot for each participant of a workshop.

    For rooms in which everybody answers on paper at once. If you print them as a page, each ballot
    starts on a new sheet.
    """
    from valueworkshop.exports import ballot_sheets as sheets
    from valueworkshop.exports import ballot_table, html, markdown
    from valueworkshop.files.text import session_file

    path = where.find(name)
    session = session_file.session_at(path)
    rated = sheets.rating_stages(session)
    if stage is not None and stage not in rated:
        known = f"use {' or '.join(rated)}" if rated else "this workshop has none"
        raise click.BadParameter(f"no rating stage has this id; {known}", param_hint="'--stage'")
    if not rated:
        raise click.ClickException("this workshop rates nothing, so it needs no ballots")
    if names and copies is not None:
        raise click.UsageError(
            "--copies prints blank ballots, which have no names: use one of the two"
        )
    if copies is None and not session.people:
        raise click.UsageError(
            "this workshop lists no participants yet; say how many ballots: --copies N"
        )
    stages = rated if stage is None else [stage]
    form = wanted or _form_of(output)
    if form == "csv":
        table = ballot_table.printed(session, stages, named=names, copies=copies)
        put(ballot_table.blank(table), output or STDOUT, keep=path, force=force)
        return
    if copies is None:
        blocks = sheets.for_people(session, stages, named=names)
    else:
        blocks = sheets.blank(session, stages, copies)
    text = html.render(blocks, session.title) if form == "html" else markdown.render(blocks)
    put(text, output or STDOUT, keep=path, force=force)


def _form_of(output: Path | None) -> str:
    """Return the form in which to write ballots.

    Raises UsageError for an ending that no form has.
    """
    ending = output.suffix.lower() if output is not None else ""
    if ending in (".html", ".htm"):
        return "html"
    if ending in ("", ".md", ".markdown"):
        return "md"
    if ending == ".csv":
        return "csv"
    shown = one_line(ending)
    message = f"cannot write {shown} files, only .md, .html, .csv; or add --format"
    raise click.UsageError(message)


@contextmanager
def way_out(target: Path) -> Iterator[None]:
    """If a file cannot be written, say which one, why, and where it could go instead."""
    try:
        yield
    except FileExistsError:
        raise
    except OSError as error:
        from valueworkshop.files.text.problems import reason

        shown = one_line(str(error.filename or target))
        message = f"{shown}: {reason(error)}; -o FILE writes it elsewhere, -o - prints it"
        raise click.ClickException(message) from error


def put(
    made: str | bytes, target: Path, *, keep: Path | None, force: bool, mode: int | None = None
) -> None:
    """Write what was made to standard output or to a file, and print the file's path.

    Only `force` replaces a file, and nothing replaces the workshop itself (`keep`). If `mode` lets
    only the owner read, a file that is replaced gets that mode too.
    """
    from valueworkshop.files.safe import atomic

    if target == STDOUT:
        click.echo(made, nl=False)
        return
    shown = one_line(str(target))
    if target.is_dir():
        raise click.ClickException(f"{shown} is a folder; name a file in it")
    if not target.parent.is_dir():
        raise click.ClickException(
            f"there is no folder {one_line(str(target.parent))}; make it first"
        )
    if keep and target.exists() and target.samefile(keep):
        raise click.ClickException(f"{shown} is the workshop itself; name another file")
    mode = atomic.FOR_OTHERS if mode is None else mode
    data = made.encode() if isinstance(made, str) else made
    try:
        with way_out(target):
            if force and mode == atomic.PRIVATE and target.is_file():
                target.chmod(target.stat().st_mode & 0o700)
            (atomic.write if force else atomic.create)(target, data, mode=mode)
    except FileExistsError as error:
        message = f"{shown} exists already; name another file, or replace it with --force"
        raise click.ClickException(message) from error
    click.echo(clean(str(target)))
