"""The commands on all workshops: words anywhere in them, and what still has to be done."""

# ruff: noqa: PLC0415 - see the package

import datetime as dt
from typing import TYPE_CHECKING, Any

import click

from valueworkshop.cli.arguments import Where
from valueworkshop.cli.start_app import between
from valueworkshop.core.clean_text import clean, one_line

if TYPE_CHECKING:
    from valueworkshop.library.open_actions import Owned
    from valueworkshop.library.word_search import Hit

_SHOWN = 160


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for other programs.")
@click.pass_obj
def find(where: Where, words: tuple[str, ...], *, as_json: bool) -> None:
    """Find words in answers, notes and actions, in all workshops.

    You get each text that has all the words, in any order; capitals do not matter. The exit code
    is 4 if nothing is found.
    """
    from valueworkshop.cli.exit_codes import End
    from valueworkshop.library.word_search import find as found_in

    hits = []
    for hit in found_in(where.folder, " ".join(words)):
        hits.append(hit)
        if not as_json:
            _tell(hit, new=len(hits) == 1 or hits[-2].path != hit.path)
    if as_json:
        from valueworkshop.exports.workshop_json import as_json as written

        click.echo(written({"words": list(words), "hits": [_as_values(hit) for hit in hits]}))
    if not hits:
        if not as_json:
            click.echo(f"{one_line(' '.join(words))}: nothing found", err=True)
        click.get_current_context().exit(End.NOT_FOUND)


def _tell(hit: "Hit", *, new: bool) -> None:
    if new:
        click.echo(f"{clean(hit.title)}{between()}{clean(str(hit.path))}")
    text = hit.text if len(hit.text) <= _SHOWN else f"{hit.text[:_SHOWN]}…"
    click.echo(f"  {clean(hit.where)}\n    {clean(text)}")


def _as_values(hit: "Hit") -> dict[str, Any]:
    return {
        "path": str(hit.path),
        "title": hit.title,
        "where": hit.where,
        "text": hit.text,
        "stage": hit.place.stage,
        "at": hit.place.at,
    }


@click.command()
@click.option("--owner", default="", metavar="NAME", help="Only those of this owner.")
@click.option("--function", default="", metavar="NAME", help="Only those of this function.")
@click.option("--workshop", default="", metavar="NAME", help="Only those of this workshop.")
@click.option("--overdue", is_flag=True, help="Only those that were due before today.")
@click.option("--all", "closed", is_flag=True, help="Also those that are done or dropped.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for other programs.")
@click.option("--csv", "as_csv", is_flag=True, help="As a table for spreadsheets.")
@click.pass_obj
def actions(  # noqa: PLR0913 - one for each option
    where: Where,
    owner: str,
    function: str,
    workshop: str,
    *,
    overdue: bool,
    closed: bool,
    as_json: bool,
    as_csv: bool,
) -> None:
    """List the open actions of all workshops, by date.

    With --all, you also see those that are done or dropped. If an action went on in a later
    workshop, you see how far it is there.
    """
    from valueworkshop.library.cache import opened
    from valueworkshop.library.folder_scan import records
    from valueworkshop.library.open_actions import Wanted, tasks

    if as_json and as_csv:
        raise click.UsageError("use --json or --csv, not both")
    today = dt.datetime.now().astimezone().date()
    wanted = Wanted(
        owner=owner, function=function, workshop=workshop, overdue=overdue, closed=closed
    )
    with opened(where.state) as cache:
        found = tasks(records(where.folder, cache), today, wanted)
    if as_json:
        from valueworkshop.exports.workshop_json import as_json as written

        click.echo(written({"actions": [_as_row(owned, today) for owned in found]}))
    elif as_csv:
        from valueworkshop.exports.csv import written as as_table

        rows = (_as_row(owned, today).values() for owned in found)
        cells = (tuple(_cell(c) for c in row) for row in rows)
        click.echo(as_table(_COLUMNS, cells), nl=False)
    else:
        _list(found, today)


_COLUMNS = ("due", "overdue", "status", "title", "owner", "function", "workshop", "path", "id")


def _as_row(owned: "Owned", today: dt.date) -> dict[str, Any]:
    task = owned.task
    return {
        "due": task.due.isoformat() if task.due else None,
        "overdue": task.is_overdue(today),
        "status": task.status,
        "title": task.title,
        "owner": task.owner,
        "function": task.function,
        "workshop": owned.workshop.title,
        "path": str(owned.workshop.path),
        "id": task.id,
    }


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _list(found: "list[Owned]", today: dt.date) -> None:
    for owned in found:
        task = owned.task
        mark = "!" if task.is_overdue(today) else " "
        due = task.due.isoformat() if task.due else "no date   "
        click.echo(f"{mark} {due}  {clean(task.title)}")
        told = (task.owner or "nobody", task.function, task.status, owned.workshop.title)
        click.echo(f"              {between().join(clean(text) for text in told if text)}")
    late = sum(owned.task.is_overdue(today) for owned in found)
    click.echo(f"{len(found)} action{'' if len(found) == 1 else 's'}, {late} overdue", err=True)
