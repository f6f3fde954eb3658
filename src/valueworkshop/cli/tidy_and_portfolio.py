"""The commands for many workshops: tidy tables of them, and what these say together."""

# ruff: noqa: PLC0415 - see the package

import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from valueworkshop.cli.arguments import Where
from valueworkshop.cli.ballots import force_option, put
from valueworkshop.cli.exit_codes import End
from valueworkshop.core.clean_text import clean, one_line

if TYPE_CHECKING:
    from valueworkshop.portfolio.portfolio_run import Portfolio
    from valueworkshop.portfolio.tidy_run import Order, Outcome

_FOLDER = click.Path(path_type=Path, file_okay=False, exists=True)


@click.command()
@click.argument("folders", nargs=-1, type=_FOLDER, metavar="[FOLDER ...]")
@click.option(
    "--to",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="The folder of the tables; a second run writes only what changed.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["parquet", "csv"]),
    default="parquet",
    show_default=True,
    help="Parquet needs an extra: pip install 'valueworkshop[portfolio]'.",
)
@click.option("--votes", is_flag=True, help="Add a table of the votes, without names.")
@click.pass_obj
def tidy(where: Where, folders: tuple[Path, ...], to: Path, form: str, *, votes: bool) -> None:
    """Write all workshops as three tables, for other programs.

    Workshops, items and actions, by year: see docs/portfolio.md. Names and notes are never in
    them, nor votes that a room has not seen. Without FOLDER, these are your workshops.
    """
    from valueworkshop.portfolio.tidy_run import Order

    order = Order(
        folders=folders or (where.folder,), to=to, state=where.state, form=form, votes=votes
    )
    outcome = tidied(order)
    said = f"{counted(outcome.workshops, 'workshop')}, {outcome.new} new or changed"
    click.echo(clean(str(to)))
    click.echo(said, err=True)


def counted(number: int, word: str) -> str:
    """Return a number with a word: '1 workshop', '2 workshops'."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def tidied(order: "Order") -> "Outcome":
    """Bring tables up to date; name on standard error what is not in them."""
    from valueworkshop.portfolio.portfolio_run import LACKING
    from valueworkshop.portfolio.tidy_run import tidy as run

    try:
        outcome = run(order, _progress)
    except ImportError as error:
        raise click.ClickException(f"{LACKING}; `tidy --format csv` does without") from error
    for line in outcome.left_out:
        click.echo(line, err=True)
    return outcome


def _progress(done: int, of: int) -> None:
    """Say on a terminal how far it is, if it takes a while."""
    if of >= MANY and sys.stderr.isatty():
        click.echo(f"\r{done:,} of {of:,} read", nl=done == of, err=True)


MANY = 100
"""From so many files on we say how far it is."""

_PARTS = (
    *("map", "trend", "actions", "late", "evidence", "oldest", "recurs", "questions"),
    "taking_part",
)
"""As `PARTS` in portfolio/five_questions.py; a test holds them together."""


@click.command()
@click.argument("folders", nargs=-1, type=_FOLDER, metavar="[FOLDER ...]")
@click.option(
    "--tables",
    metavar="DIR",
    help="Ask tables that `tidy` wrote: their folder, or an address as s3://bucket/tables.",
)
@click.option(
    "--engine",
    type=click.Choice(["duckdb", "spark"]),
    default="duckdb",
    show_default=True,
    help="What works it out; spark only with --tables.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, unrounded, for other programs.")
@click.option("--csv", "part", type=click.Choice(_PARTS), help="One part as a table.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, allow_dash=True),
    metavar="FILE",
    help="Write one HTML page; - prints it.",
)
@force_option
@click.pass_obj
def portfolio(  # noqa: PLR0913 - one for each option
    where: Where,
    folders: tuple[Path, ...],
    tables: str | None,
    engine: str,
    part: str | None,
    output: Path | None,
    *,
    as_json: bool,
    force: bool,
) -> None:
    """Show what many workshops say together.

    Where each team falls short and what changed, what became of the actions, how we know, what
    recurs, who takes part. Without FOLDER, of your workshops. See docs/portfolio.md.
    """
    from valueworkshop.portfolio import portfolio_run

    if sum((as_json, part is not None, output is not None)) > 1:
        raise click.UsageError("use one of --json, --csv and -o")
    if tables is not None and folders:
        raise click.UsageError("use folders of workshops or --tables, not both")
    if engine == portfolio_run.SPARK and tables is None:
        raise click.UsageError("spark asks tables: write them with `tidy --to`, add --tables")
    today = dt.datetime.now().astimezone().date()
    left_out: Sequence[str] = ()
    if tables is None:
        order = portfolio_run.order_for(folders or (where.folder,), where.state)
        outcome = tidied(order)
        left_out = outcome.left_out
        if not outcome.workshops:
            click.echo(portfolio_run.NO_WORKSHOP, err=True)
            click.get_current_context().exit(End.NOT_FOUND)
        tables = str(order.to)
    try:
        found = portfolio_run.asked(portfolio_run.engine_at(tables, engine), today, left_out)
    except ImportError as error:
        raise click.ClickException(_lacking(engine, tables, error)) from error
    if as_json:
        from valueworkshop.exports.workshop_json import as_json as written

        click.echo(written(portfolio_run.as_values(found)))
    elif part is not None:
        click.echo(portfolio_run.as_csv(found, part), nl=False)
    elif output is not None:
        put(portfolio_run.as_page(found), output, keep=None, force=force)
    else:
        _show(found)


def _lacking(engine: str, tables: str, error: ImportError) -> str:
    """Say what to install: the engine's extra, or what an address needs."""
    from valueworkshop.portfolio.portfolio_run import LACKING, SPARK
    from valueworkshop.portfolio.tables_there import is_address

    missing = (error.name or "").partition(".")[0]
    if is_address(tables) and missing not in {"duckdb", "fsspec", "pyspark"}:
        return f"{one_line(tables)} needs more than is installed: {one_line(str(error))}"
    return LACKING.replace("[portfolio]", "[spark]") if engine == SPARK else LACKING


def _show(found: "Portfolio") -> None:
    from valueworkshop.cli import printed_blocks
    from valueworkshop.portfolio.portfolio_report import FEW, WIDE, report

    width = printed_blocks.columns(WIDE)
    printed_blocks.put(report(found.found, found.left_out, width, FEW), width)
