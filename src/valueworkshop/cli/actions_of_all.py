"""The command on what still has to be done in all workshops, and how it goes elsewhere."""

# ruff: noqa: PLC0415 - see the package

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from valueworkshop.cli.arguments import Where
from valueworkshop.cli.ballots import STDOUT, force_option, output_option, put
from valueworkshop.cli.start_app import between
from valueworkshop.core.clean_text import clean
from valueworkshop.exports.export_forms import FORMS, SUFFIXES, Form, lacking, listed

if TYPE_CHECKING:
    from valueworkshop.exports.agreed_actions import Agreed, Plan
    from valueworkshop.library.open_actions import Owned, Wanted
    from valueworkshop.library.record import Record

OF_ACTIONS: Final = tuple(form for form in Form if FORMS[form].actions)


@click.group(invoke_without_command=True)
@click.option("--owner", default="", metavar="NAME", help="Only those of this owner.")
@click.option("--function", default="", metavar="NAME", help="Only those of this function.")
@click.option("--workshop", default="", metavar="NAME", help="Only those of this workshop.")
@click.option("--overdue", is_flag=True, help="Only those that were due before today.")
@click.option("--all", "closed", is_flag=True, help="Also those that are done or dropped.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for other programs.")
@click.option("--csv", "as_csv", is_flag=True, help="As a table for spreadsheets.")
@click.option(
    "--to",
    "form",
    type=click.Choice([form.value for form in OF_ACTIONS]),
    help="For a calendar, a tracker or a program. Without this option, the ending of FILE decides.",
)
@click.option("--todo", is_flag=True, help="Calendar: tasks, which many calendars do not show.")
@output_option
@force_option
@click.pass_context
def actions(
    ctx: click.Context, /, output: Path | None, *, force: bool, todo: bool, **chosen: Any
) -> None:
    """List the open actions of all workshops, by date.

    With --all, you also see those that are done or dropped. If an action went on in a later
    workshop, you see how far it is there.
    """
    from valueworkshop.library.open_actions import Wanted, in_folder

    where: Where = ctx.obj
    if ctx.invoked_subcommand is not None:
        return

    to = _form(output, *(chosen.pop(name) for name in ("as_json", "as_csv", "form")))
    if todo and to is not Form.ICS:
        raise click.UsageError("--todo works only with --to ics: add that")
    wanted = Wanted(**chosen)
    now = dt.datetime.now().astimezone()
    found, records = in_folder(where.folder, where.state, now.date(), wanted)
    if to is None:
        _list(found, now.date())
        return
    made = listed(_plan(found, records, wanted, now, todo=todo), to)
    if isinstance(made, bytes) and output is None:
        raise click.UsageError(f"--to {to.value} is no text: say where with -o FILE")
    put(made, output or STDOUT, keep=None, force=force)
    if FORMS[to].hint:
        click.echo(FORMS[to].hint, err=True)


@actions.command()
@click.argument(
    "file", type=click.Path(path_type=Path, allow_dash=True), metavar="[FILE]", required=False
)
@click.option("--dry-run", is_flag=True, help="Only show what it would take.")
@click.option("--yes", "agreed", is_flag=True, help="Do not ask: take what is shown.")
@click.option("--undo", is_flag=True, help="Take back the last update, instead of FILE.")
@click.pass_obj
def update(where: Where, /, file: Path | None, *, dry_run: bool, agreed: bool, undo: bool) -> None:
    """Take back how far actions are, from a FILE that you changed elsewhere.

    FILE is a table with the columns id and status (CSV or .xlsx), JSON of `actions --json` or of
    `task export`, or a report of ours in Markdown, where [x] means done. You see each change before
    it is taken. Nothing but the status changes. If FILE is -, standard input is read.
    """
    from valueworkshop.cli import update_actions

    if undo == (file is not None):
        raise click.UsageError("name a FILE, or say --undo to take back the last update")
    update_actions.run(where, file, dry_run=dry_run, agreed=agreed or undo)


def _form(
    output: Path | None,
    as_json: bool,  # noqa: FBT001 - as the options have it
    as_csv: bool,  # noqa: FBT001
    form: str | None,
) -> Form | None:
    """Return the form that the options say, None for a list to read."""
    said = [
        *([Form.JSON] if as_json else []),
        *([Form.CSV] if as_csv else []),
        *([Form(form)] if form else []),
    ]
    if len(said) > 1:
        raise click.UsageError("use one of --json, --csv and --to")
    if not said and output is not None and output != STDOUT:
        said.append(_of_ending(output.suffix.lower()))
    if said and (how := lacking(said[0])):
        raise click.UsageError(f"--to {said[0].value} needs more here: {how}")
    return said[0] if said else None


def _of_ending(ending: str) -> Form:
    found = SUFFIXES.get(ending)
    if found in OF_ACTIONS:
        return found
    known = ", ".join(form.suffix for form in OF_ACTIONS if form.suffix.count(".") == 1)
    written = f"{ending} files" if ending else "a file without an ending"
    raise click.UsageError(
        f"cannot write actions as {written}, only {known}; or add --to with one of "
        f"{', '.join(form.value for form in OF_ACTIONS)}"
    )


def _plan(
    found: "list[Owned]",
    records: "list[Record]",
    wanted: "Wanted",
    now: dt.datetime,
    *,
    todo: bool,
) -> "Plan":
    """Return the actions, and the days to look again of their workshops."""
    from valueworkshop.exports.agreed_actions import LookAgain, Plan

    held = {owned.workshop.path for owned in found}
    all_of_it = not (wanted.owner or wanted.function or wanted.overdue)
    return Plan(
        actions=tuple(map(_agreed, found)),
        again=tuple(
            LookAgain(id=record.id, workshop=record.title, day=record.look_again)
            for record in records
            if record.look_again and (record.path in held or (all_of_it and not wanted.workshop))
        ),
        now=now,
        todo=todo,
    )


def _agreed(owned: "Owned") -> "Agreed":
    from valueworkshop.core.stages.agreed.model import Status
    from valueworkshop.exports.agreed_actions import Agreed

    task, record = owned.task, owned.workshop
    return Agreed(
        id=task.id,
        title=task.title,
        owner=task.owner,
        function=task.function,
        first_step=task.first_step,
        due=task.due,
        success=task.success,
        closes=task.closes,
        serves=task.serves,
        origin=task.origin,
        status=Status(task.status),
        workshop=record.title,
        day=record.date,
        path=str(record.path),
    )


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
