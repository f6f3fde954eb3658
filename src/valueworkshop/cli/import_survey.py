"""The command that brings customers' answers in from a survey file."""

# ruff: noqa: PLC0415 - see the package

import os
import shlex
import sys
from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from valueworkshop.cli.arguments import Where
from valueworkshop.cli.progress import Progress
from valueworkshop.core.text import clean

if TYPE_CHECKING:
    from valueworkshop.core.session.session import Session
    from valueworkshop.files.text.session_file import Document
    from valueworkshop.survey.corrections import Corrections
    from valueworkshop.survey.survey_reading import Reading

_SAID: Final = (
    click.option(
        "--column",
        "columns",
        multiple=True,
        metavar="HEADER=TARGET",
        help="What a column is: STAGE/ITEM:FACET as --targets lists them, segment, state, or drop. "
        "HEADER is the header, a part of it, its code, or #3 for the third column.",
    ),
    click.option(
        "--scale",
        "scales",
        multiple=True,
        metavar="[HEADER=]LO-HI",
        help="The scale of all columns, or of one.",
    ),
    click.option(
        "--label",
        "labels",
        multiple=True,
        metavar="WORD=NUMBER",
        help="Which number a word stands for; WORD= for no answer.",
    ),
    click.option(
        "--missing",
        multiple=True,
        metavar="WORD",
        help="What stands for no answer, beside an empty cell, N/A and the like: -99, say.",
    ),
    click.option(
        "--segment-column",
        default="",
        metavar="HEADER",
        help="The column that says the customers' segment.",
    ),
    click.option(
        "--segment",
        "segments",
        multiple=True,
        metavar="WORD=NAME",
        help="Which segment a word stands for, made if need be; WORD= for none.",
    ),
)
"""The options that correct how a file is read; they can be typed at the question as well."""


def _corrections(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(_SAID):
        command = option(command)
    return command


@click.command("import-survey")
@click.argument("name")
@click.argument("file", type=click.Path(), required=False)
@_corrections
@click.option("--new-segments", is_flag=True, help="Make a segment of each unknown word.")
@click.option(
    "--header-rows",
    type=click.IntRange(1, 10),
    metavar="N",
    help="The rows above the answers, as a spreadsheet counts: titles and empty rows too.",
)
@click.option("--encoding", default="", metavar="NAME", help="As in cp1252 or mac_roman.")
@click.option(
    "--delimiter", type=click.Choice([",", ";", "tab", "|"]), help="What stands between cells."
)
@click.option("--stage", metavar="ID", help="Which stage, where several hear customers.")
@click.option("--targets", is_flag=True, help="Only list what a column can be.")
@click.option("--dry-run", is_flag=True, help="Only show what would be taken.")
@click.option(
    "--replace/--beside",
    "replaces",
    default=None,
    help="Where the same customers were brought in before: in their place, or both count.",
)
@click.option("--yes", "agreed", is_flag=True, help="Take what is shown without asking.")
@click.pass_obj
def import_survey(where: Where, /, name: str, file: str | None, **given: Any) -> None:
    """Bring in what customers answered: a survey exported as CSV.

    NAME is the workshop: its file, the file's name or its title. You see first how each column of
    FILE is read, what would be taken and what is refused, and can correct it; nothing changes
    until you agree. Counts are kept, no row and no name.
    """
    from valueworkshop.files.text import session_file
    from valueworkshop.survey.corrections import Corrections
    from valueworkshop.survey.row_reader import SurveyError

    path = where.find(name)
    document = session_file.read(path)
    if document.read_only:
        raise click.ClickException(f"{clean(str(path))} is only read here: {document.read_only}")
    stage = _stage(document.session, given["stage"])
    if given["targets"]:
        _list_targets(document.session, stage)
        return
    if file is None:
        raise click.UsageError("which survey? Name its file, exported as CSV")
    new = given["new_segments"]
    said = Corrections(**{field.name: given[field.name] for field in fields(Corrections)})
    try:
        reading = _begun(document.session, stage, file, given).corrected(said)
        reading = _counted(reading, new=new)
        _show(reading, asks=not given["agreed"])
        if given["dry_run"]:
            click.echo("A dry run: nothing was changed.", err=True)
            return
        replaces = given["replaces"]
        if not given["agreed"]:
            reading, replaces = _agreed(reading, replaces=replaces, new=new)
        _keep(path, document, _sure(reading, replaces=replaces), replaces=bool(replaces))
    except SurveyError as error:
        raise click.ClickException(clean(str(error))) from error


def _stage(session: "Session", wanted: str | None) -> str:
    from valueworkshop.core.stages import stages_with
    from valueworkshop.core.stages.kind import Trait

    stages = stages_with(session.kit, Trait.HEARS_CUSTOMERS)
    if not stages:
        raise click.ClickException(
            "this workshop has no stage for the customer voice; its kit decides that"
        )
    if wanted is not None and wanted not in stages:
        raise click.BadParameter(f"there is {', '.join(stages)}", param_hint="'--stage'")
    return wanted or stages[0]


def _list_targets(session: "Session", stage: str) -> None:
    from valueworkshop.survey.column_matching import targets

    for target, words in targets(session, stage).items():
        click.echo(f"{target}  {clean(words)}")
    click.echo("segment  the customers' segment")
    click.echo("state  whether a row counts: previews, tests, spam and unfinished ones do not")
    click.echo("drop  not taken")


def _begun(session: "Session", stage: str, file: str, given: Mapping[str, Any]) -> "Reading":
    from valueworkshop.survey.survey_reading import read
    from valueworkshop.survey.typed_path import path_in

    delimiter = given["delimiter"] or ""
    try:
        path = path_in(file)
    except RuntimeError as error:
        raise click.ClickException(f"there is no such home folder: {clean(file)}") from error
    with Progress("Looking through the file") as progress:
        return read(
            path,
            session,
            stage,
            encoding=given["encoding"],
            delimiter="\t" if delimiter == "tab" else delimiter,
            header_rows=given["header_rows"],
            on_progress=progress.at,
        )


def _counted(reading: "Reading", *, new: bool) -> "Reading":
    """Return the file with its answers counted; with `new`, segments made of unknown words."""
    with Progress("Counting answers") as progress:
        reading = reading.count(progress.at)
    counted = reading.counted
    if not new or counted is None or counted.endless or not counted.segments:
        return reading
    for word in counted.segments:
        reading = reading.with_segment(word, word)
    return _counted(reading, new=False)


def _show(reading: "Reading", *, asks: bool) -> None:
    """Show how a file is read; what would be taken only where somebody is asked about it."""
    from valueworkshop.survey import survey_words

    look, matching, counted = reading.look, reading.matching, reading.counted
    asked = reading.asked
    click.echo(clean(survey_words.of_file(look)))
    _part(
        "Taken for",
        [
            survey_words.of_column(look.headers[place], match, asked)
            for place, match in sorted(matching.columns.items())
            if match.target != "drop"
        ],
    )
    _part("Not taken", survey_words.of_dropped(look, matching))
    _part("Not clear", matching.notes)
    _part("Words", survey_words.of_words(matching, reading.session))
    _part("To be said first", reading.faults)
    if counted is None:
        return
    if asks and not reading.faults:
        _part("Would be taken", [survey_words.of_taken(counted)])
    _part("Left out", survey_words.of_left_out(look, matching, counted))
    _part("Refused", survey_words.of_refused(counted))
    _part("Asked", survey_words.of_asked(counted))
    _part("Brought in before", [reading.before_in_words] if reading.before else [])


def _part(title: str, lines: "list[str] | tuple[str, ...]") -> None:
    if lines:
        click.echo(title)
        for line in lines:
            click.echo(f"  {clean(line)}")


def _agreed(
    reading: "Reading", *, replaces: bool | None, new: bool
) -> "tuple[Reading, bool | None]":
    """Ask until somebody agrees; return what was counted last, and whether it replaces others.

    Aborts where nobody agrees.
    """
    from valueworkshop.survey.row_reader import SurveyError

    if not can_ask():
        raise click.ClickException("nothing was changed; --yes takes what is shown above")
    while True:
        if (explained := _ask_words(reading)) is not None:
            reading = _counted(explained, new=new)
            _show(reading, asks=True)
            continue
        _say_of_same_file(reading, "it would be replaced")
        is_open = bool(reading.before) and replaces is None
        ways = "r in its place, b both" if is_open else "y"
        said = click.prompt(
            f"Take this? {ways}, n, or a correction as in --scale 0-10",
            default="n",
            show_default=False,
        )
        word = said.casefold()
        if is_open and word in ("r", "replace", "b", "beside", "both"):
            return reading, word.startswith("r")
        if not is_open and word in ("y", "yes"):
            return reading, replaces
        if word in ("n", "no"):
            raise click.ClickException("nothing was changed")
        if word in ("y", "yes"):
            click.echo("Type r for 'in its place', or b for 'both count'.")
            continue
        try:
            reading = reading.corrected(_typed(said))
        except (SurveyError, click.UsageError) as error:
            click.echo(clean(str(error)))
            continue
        reading = _counted(reading, new=new)
        _show(reading, asks=True)


def _say_of_same_file(reading: "Reading", what: str, *, err: bool = False) -> None:
    if (before := reading.same_file) is not None:
        click.echo(f"This file was brought in before, on {before.when}: {what}.", err=err)


def _typed(said: str) -> "Corrections":
    """Return the corrections typed at the question. Raises UsageError or SurveyError."""
    from valueworkshop.survey.corrections import Corrections
    from valueworkshop.survey.row_reader import SurveyError

    command = click.Command("correction", params=[_parameter(option) for option in _SAID])
    try:
        given = command.make_context("correction", shlex.split(said)).params
    except ValueError as error:
        raise SurveyError("a quotation mark is not closed") from error
    return Corrections(**given)


def _parameter(option: Callable[..., Any]) -> click.Parameter:
    def nothing() -> None:
        """Hold an option."""

    found: click.Parameter = option(nothing).__click_params__[0]
    return found


def _ask_words(reading: "Reading") -> "Reading | None":
    """Ask about each word that nobody knows; return the reading with them, None for no such."""
    from valueworkshop.survey.cell_values import number_in

    counted = reading.counted
    if counted is None or counted.endless or not (counted.labels or counted.segments):
        return None
    for word in reading.open_labels:
        if not reading.is_open(word):
            continue  # what was said of the words before made it sure
        while True:
            said = click.prompt(
                f"Which number is '{clean(word)}'? Enter: no answer", default="", show_default=False
            )
            if not said.strip() or number_in(said) is not None:
                break
            click.echo("A whole number, or Enter for no answer.")
        reading = reading.with_label(word, number_in(said) if said.strip() else None)
    for word in counted.segments:
        said = click.prompt(
            f"Which segment is '{clean(word)}'? Its name, + for a new one of this name, "
            "Enter: none",
            default="",
            show_default=False,
        )
        reading = reading.with_segment(word, word if said.strip() == "+" else said)
    return reading


def _sure(reading: "Reading", *, replaces: bool | None) -> "Reading":
    """Return what was counted; refuse, in one line, what is not clear yet."""
    why = reading.refusal
    if not why and reading.before and replaces is None:
        why = (
            f"{reading.before_in_words}. Say --replace to have it in that one's place, or --beside "
            "to count both"
        )
    if why:
        raise click.ClickException(clean(f"nothing was changed: {why}"))
    return reading


def _keep(path: Path, document: "Document", reading: "Reading", *, replaces: bool) -> None:
    """Save the workshop with the survey in it, as every change is saved; say what was taken."""
    from random import SystemRandom

    from valueworkshop.core.session.ids import random_ids
    from valueworkshop.files.safe.backups import Keeper, shelf_of
    from valueworkshop.files.safe.disk_clock import SystemClock
    from valueworkshop.files.safe.state_folder import state_folder
    from valueworkshop.files.saving.save_rules import State
    from valueworkshop.files.saving.saver import Saver
    from valueworkshop.sitting.room_clock import system_today
    from valueworkshop.survey import survey_words
    from valueworkshop.survey.counted_answers import Counted

    _say_of_same_file(reading, "it is replaced", err=True)
    session = reading.taken(
        reading.session,
        ids=random_ids(SystemRandom()),
        today=system_today(),
        instead=reading.before if replaces else (),
    )
    state = state_folder(os.environ, Path.cwd())
    keeper = Keeper(shelf_of(state, session.id), path.name, SystemClock())
    saver = Saver(path, document, keep=keeper.before_save, state=state)
    saver.submit(session)
    status = saver.close()
    if status.state is State.FAILED:
        raise click.ClickException(clean(f"not saved: {status.reason}"))
    if status.reason:
        click.echo(clean(status.reason), err=True)
    click.echo(survey_words.taken(reading.counted or Counted()))
    click.echo(clean(str(status.path)))


def can_ask() -> bool:
    """Whether somebody is there to answer."""
    return sys.stdin.isatty() and sys.stdout.isatty()
