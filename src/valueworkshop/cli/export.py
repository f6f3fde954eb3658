"""The commands that export a whole workshop, and import one: `export` and `import`."""

# ruff: noqa: PLC0415 - see the package

import datetime as dt
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from valueworkshop.cli.arguments import Where, workshops
from valueworkshop.cli.ballots import STDOUT, force_option, output_option, put, way_out
from valueworkshop.core.clean_text import clean, one_line
from valueworkshop.exports.choices import WHOLE, Paper, Part, Target
from valueworkshop.exports.export_forms import FORMS, Form, Wanted, exported, form_of, lacking

if TYPE_CHECKING:
    from valueworkshop.core.session.session import Session

PARTS = tuple(part.value for part in Part)
REPORTS = ", ".join(form.value for form in Form if form.is_report)


@click.command()
@click.argument("name", shell_complete=workshops)
@click.option(
    "--to",
    "form",
    type=click.Choice([form.value for form in Form]),
    help="Markdown, text for a chat, an HTML page, a Word document, a CSV table of the ratings, "
    "JSON with everything, for programs and `import`, or the actions for a calendar or a tracker. "
    "Without this option, the ending of FILE decides; without that, it is Markdown.",
)
@click.option(
    "--charts",
    type=click.Choice(["mermaid"]),
    help="Markdown: add diagrams after the tables, which GitHub and GitLab draw.",
)
@click.option(
    "--target",
    type=click.Choice([target.value for target in Target]),
    help="Markdown: for an issue or a comment there; @name and #12 in it notify nobody.",
)
@click.option(
    "--anonymous", is_flag=True, help="Leave names out. Groups of three or more are still named."
)
@click.option(
    "--full", is_flag=True, help="All of it, stage by stage, instead of the summary of two pages."
)
@click.option(
    "--parts",
    metavar="PART,…",
    help=f"Only these parts of a report: {', '.join(PARTS)}.",
)
@click.option(
    "--linked", is_flag=True, help="JSON: say whose ballot is whose. Give that file to nobody."
)
@click.option(
    "--or-raw", is_flag=True, help="For git: print a file that is not sound as it is. Needs -o -."
)
@click.option(
    "--paper",
    type=click.Choice([paper.value for paper in Paper]),
    help="Word: the sheet; without this option, A4.",
)
@click.option("--owner", default="", metavar="NAME", help="Actions: only those of this owner.")
@click.option("--todo", is_flag=True, help="Calendar: tasks, which many calendars do not show.")
@click.option("--bom", is_flag=True, help="CSV: begin with the mark that makes Excel read UTF-8.")
@output_option
@force_option
@click.pass_obj
def export(
    where: Where,
    /,
    name: str,
    output: Path | None,
    *,
    force: bool,
    or_raw: bool,
    **options: Any,
) -> None:
    """Export the result of a workshop, to pass on.

    You can do this at any time: an unfinished workshop is marked as a draft. Votes that were not
    revealed are never in it, and ratings never have names.

    You get a file beside the workshop's own, unless you name another, and see its path. If there is
    such a file already, the new one gets a number; with --force, it replaces the old one.
    """
    from valueworkshop.exports.write_beside import write_beside
    from valueworkshop.files.safe import atomic
    from valueworkshop.files.text import session_file
    from valueworkshop.files.text.problems import FileProblem

    wanted = _wanted(output, **options)
    if or_raw and output != STDOUT:
        raise click.UsageError("--or-raw works only with -o -: add that")
    path = where.find(name)
    try:
        session = session_file.session_at(path)
    except FileProblem:
        if not or_raw:
            raise
        _print_raw(path)
        return
    if wanted.anonymous:
        _warn_of_names(session)
    made = exported(session, wanted)
    mode = atomic.PRIVATE if wanted.linked else atomic.FOR_OTHERS
    target = output or path.with_name(f"{path.stem}{wanted.form.suffix}")
    if output is None and not force:
        with way_out(target):
            click.echo(clean(str(write_beside(path, made, wanted.form.suffix, mode))))
    else:
        put(made, target, keep=path, force=force, mode=mode)
    if FORMS[wanted.form].hint:
        click.echo(FORMS[wanted.form].hint, err=True)
    if FORMS[wanted.form].write and not wanted.form.is_report:
        _warn_of_draft(session)


def _print_raw(path: Path) -> None:
    """Print a file as it is; on a terminal, without what would steer it."""
    import shutil

    with path.open("rb") as file:
        if sys.stdout.isatty():
            for line in file:
                click.echo(clean(line.decode(errors="replace")), nl=False)
        else:
            shutil.copyfileobj(file, sys.stdout.buffer)


def _wanted(output: Path | None, form: str | None, **options: Any) -> Wanted:
    """Return what the options say. Raises UsageError if they do not fit together."""
    ending = output.suffix if output is not None else ""
    try:
        chosen = Form(form) if form else form_of(ending) or Form.MD
    except ValueError as error:
        raise click.UsageError(f"{error}; or add --to") from error
    if how := lacking(chosen):
        ready = ", ".join(form.value for form in Form if not lacking(form))
        raise click.UsageError(f"--to {chosen.value} needs more here: {how}; ready are {ready}")
    _refuse_misfits(chosen, options)
    parts, charts, target, paper = (
        options.pop(name) for name in ("parts", "charts", "target", "paper")
    )
    full = options.pop("full") or parts is not None
    return Wanted(
        form=chosen,
        full=full,
        parts=_parts(parts),
        at=dt.datetime.now().astimezone(),
        mermaid=charts is not None,
        target=Target(target or Target.PLAIN),
        paper=Paper(paper or Paper.A4),
        **options,
    )


_ONLY: Final = {
    "linked": Form.JSON,
    "bom": Form.CSV,
    "charts": Form.MD,
    "target": Form.MD,
    "todo": Form.ICS,
    "paper": Form.DOCX,
}
"""Options that belong to one form."""


def _refuse_misfits(form: Form, options: Mapping[str, Any]) -> None:
    for option, only in _ONLY.items():
        if options[option] and form is not only:
            raise click.UsageError(f"--{option} works only with --to {only.value}: add that")
    if options["owner"] and FORMS[form].write:
        raise click.UsageError("--owner works only with a form for actions, such as --to ics")
    if options["linked"] and options["anonymous"]:
        raise click.UsageError(
            "--linked says whose ballot is whose: leave out --linked or --anonymous"
        )
    if options["full"] and not form.is_report:
        raise click.UsageError(f"--full belongs to a report: --to {REPORTS}")
    if options["parts"] is not None and not form.is_report:
        raise click.UsageError(f"--parts works only with a report: --to {REPORTS}")


def _parts(typed: str | None) -> frozenset[Part]:
    if typed is None:
        return WHOLE
    names = [one_line(name).lower() for name in typed.split(",")]
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        message = f"there is no part '{unknown[0]}'; the parts are {', '.join(PARTS)}"
        raise click.BadParameter(message, param_hint="'--parts'")
    return frozenset(Part(name) for name in names)


def _warn_of_names(session: "Session") -> None:
    from valueworkshop.exports.without_names import said_of_names

    if said := said_of_names(session):
        click.echo(clean(said), err=True)


def _warn_of_draft(session: "Session") -> None:
    from valueworkshop.exports.draft_mark import DRAFT, missing

    if lacks := missing(session):
        click.echo(f"{DRAFT} What is missing: {'; '.join(lacks)}", err=True)


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True), metavar="FILE.json")
@click.option(
    "--into",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="The new file, ending in .toml, or a folder for it. Else your folder of workshops.",
)
@click.pass_obj
def import_(where: Where, file: Path, into: Path | None) -> None:
    """Make a workshop from a file that `export --to json` wrote.

    It has every answer and every score that the export has. You see the path of the new file; no
    file is ever replaced. If FILE.json is -, standard input is read.
    """
    from valueworkshop.exports import whole_json
    from valueworkshop.files.home.named_sessions import save_new
    from valueworkshop.files.safe import atomic
    from valueworkshop.files.text import session_file

    taken = whole_json.read(_bytes(file), "standard input" if file == STDOUT else str(file))
    if into is None or into.suffix.lower() != ".toml":
        path = save_new(taken.session, where.folder if into is None else into)
    else:
        path = into
        if not path.parent.is_dir():
            folder = one_line(str(path.parent))
            raise click.ClickException(f"there is no folder {folder}; make it first")
        try:
            atomic.create(path, session_file.dumps(taken.session))
        except FileExistsError as error:
            message = f"{one_line(str(path))} exists already; name another file"
            raise click.ClickException(message) from error
    click.echo(clean(str(path)))
    for remark in taken.remarks:
        click.echo(clean(remark), err=True)


def _bytes(file: Path) -> bytes:
    from valueworkshop.exports.whole_json import LARGEST
    from valueworkshop.files.text.session_file import read_bytes

    if file == STDOUT:
        return sys.stdin.buffer.read(LARGEST + 1)
    return read_bytes(file, LARGEST)
