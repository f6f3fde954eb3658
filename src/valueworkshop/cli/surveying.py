"""The command that brings customers' answers in from a survey file."""

# ruff: noqa: PLC0415 - see the package

import os
import shlex
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from valueworkshop.cli.finding import Where
from valueworkshop.cli.progress import Progress
from valueworkshop.workshop.text import clean

if TYPE_CHECKING:
    from valueworkshop.storage.session_file import Document
    from valueworkshop.survey.correcting import Corrections
    from valueworkshop.survey.counting import Counted
    from valueworkshop.survey.layout import Look
    from valueworkshop.survey.matching import Matching
    from valueworkshop.workshop.session import Session

_SAID: Final = (
    click.option(
        "--column",
        "columns",
        multiple=True,
        metavar="HEADER=TARGET",
        help="What a column is: STAGE/ITEM:FACET as --targets lists them, segment, or drop. "
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


@dataclass(slots=True)
class _Work:
    """A workshop, the stage that hears customers, and a file as it is read so far."""

    session: "Session"
    stage: str
    look: "Look"
    matching: "Matching"

    def correct(self, said: "Corrections") -> None:
        from valueworkshop.survey.correcting import corrected

        self.matching = corrected(self.matching, self.look, self.session, self.stage, said)


@click.command("import-survey")
@click.argument("name")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@_corrections
@click.option("--new-segments", is_flag=True, help="Make a segment of each unknown word.")
@click.option(
    "--header-rows", type=click.IntRange(1, 10), metavar="N", help="Rows above the answers."
)
@click.option("--encoding", default="", metavar="NAME", help="As in cp1252 or mac_roman.")
@click.option(
    "--delimiter", type=click.Choice([",", ";", "tab", "|"]), help="What stands between cells."
)
@click.option("--stage", metavar="ID", help="Which stage, where several hear customers.")
@click.option("--targets", is_flag=True, help="Only list what a column can be.")
@click.option("--dry-run", is_flag=True, help="Only show what would be taken.")
@click.option("--yes", "agreed", is_flag=True, help="Take what is shown without asking.")
@click.pass_obj
def import_survey(where: Where, /, name: str, file: Path | None, **given: Any) -> None:
    """Bring in what customers answered: a survey exported as CSV.

    NAME is the workshop: its file, the file's name or its title. You see first how each column of
    FILE is read, what would be taken and what is refused, and can correct it; nothing changes
    until you agree. Counts are kept, no row and no name.
    """
    from valueworkshop.storage import session_file
    from valueworkshop.survey.correcting import Corrections
    from valueworkshop.survey.files import SurveyError

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
        work = _begun(document.session, stage, file, given)
        work.correct(said)
        counted = _counted(work, new=new)
        _show(work, counted)
        if given["dry_run"]:
            click.echo("A dry run: nothing was changed.", err=True)
            return
        if not given["agreed"]:
            counted = _agreed(work, counted, new=new)
        _keep(path, document, work, _sure(work, counted))
    except SurveyError as error:
        raise click.ClickException(clean(str(error))) from error


def _stage(session: "Session", wanted: str | None) -> str:
    stages = session.kit.of_kind("voice")
    if not stages:
        raise click.ClickException(
            "this workshop has no stage for the customer voice; its kit decides that"
        )
    if wanted is not None and wanted not in stages:
        raise click.BadParameter(f"there is {', '.join(stages)}", param_hint="'--stage'")
    return wanted or stages[0]


def _list_targets(session: "Session", stage: str) -> None:
    from valueworkshop.survey.matching import targets

    for target, words in targets(session, stage).items():
        click.echo(f"{target}  {clean(words)}")
    click.echo("segment  the customers' segment")
    click.echo("drop  not taken")


def _begun(session: "Session", stage: str, file: Path, given: Mapping[str, Any]) -> _Work:
    from valueworkshop.survey.layout import look
    from valueworkshop.survey.matching import propose

    delimiter = given["delimiter"] or ""
    with Progress("Looking through the file") as progress:
        found = look(
            file,
            encoding=given["encoding"],
            delimiter="\t" if delimiter == "tab" else delimiter,
            header_rows=given["header_rows"],
            on_progress=progress.at,
        )
    return _Work(session, stage, found, propose(found, session, stage))


def _counted(work: _Work, *, new: bool) -> "Counted | None":
    """Count the file; None where that cannot be done as it is read so far."""
    from valueworkshop.stages.voice.model import items_of
    from valueworkshop.survey.counting import count, faults

    if faults(work.look, work.matching, items_of(work.session, work.stage)):
        return None
    with Progress("Counting answers") as progress:
        counted = count(work.look, work.matching, progress.at)
    if new and counted.segments and not counted.endless:
        from valueworkshop.survey.correcting import with_segment

        for word in counted.segments:
            work.matching = with_segment(work.matching, work.session, word, word)
        return _counted(work, new=False)
    return counted


def _show(work: _Work, counted: "Counted | None") -> None:
    from valueworkshop.stages.voice.model import items_of
    from valueworkshop.survey import telling
    from valueworkshop.survey.counting import faults
    from valueworkshop.survey.matching import targets

    look, matching = work.look, work.matching
    asked = targets(work.session, work.stage)
    click.echo(clean(telling.of_file(look)))
    _part(
        "Taken for",
        [
            telling.of_column(look.headers[place], match, asked)
            for place, match in sorted(matching.columns.items())
            if match.target != "drop"
        ],
    )
    _part("Not taken", telling.of_dropped(look, matching))
    _part("Not clear", matching.notes)
    _part("Words", telling.of_words(matching, work.session))
    _part("To be said first", faults(look, matching, items_of(work.session, work.stage)))
    if counted is not None:
        _part("Would be taken", [telling.of_taken(counted)])
        _part("Refused", telling.of_refused(counted))
        _part("Asked", telling.of_asked(counted))


def _part(title: str, lines: "list[str] | tuple[str, ...]") -> None:
    if lines:
        click.echo(title)
        for line in lines:
            click.echo(f"  {clean(line)}")


def _agreed(work: _Work, counted: "Counted | None", *, new: bool) -> "Counted | None":
    """Ask until somebody agrees; return what was counted last. Aborts where nobody does."""
    from valueworkshop.stages.voice.model import same_file
    from valueworkshop.survey.files import SurveyError

    if not can_ask():
        raise click.ClickException("nothing was changed; --yes takes what is shown above")
    while True:
        again = _ask_words(work, counted)
        if again:
            counted = _counted(work, new=new)
            _show(work, counted)
            continue
        before = same_file(work.session, work.stage, work.look.source.digest)
        if before is not None:
            click.echo(f"This file was brought in before, on {before.when}: it would be replaced.")
        said = click.prompt(
            "Take this? y, n, or a correction as in --scale 0-10", default="n", show_default=False
        )
        if said.casefold() in ("y", "yes"):
            return counted
        if said.casefold() in ("n", "no"):
            raise click.ClickException("nothing was changed")
        try:
            work.correct(_typed(said))
        except (SurveyError, click.UsageError) as error:
            click.echo(clean(str(error)))
            continue
        counted = _counted(work, new=new)
        _show(work, counted)


def _typed(said: str) -> "Corrections":
    """Return the corrections typed at the question. Raises UsageError or SurveyError."""
    from valueworkshop.survey.correcting import Corrections
    from valueworkshop.survey.files import SurveyError

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


def _ask_words(work: _Work, counted: "Counted | None") -> bool:
    """Ask about each word that nobody knows; return whether any was explained."""
    from valueworkshop.survey.correcting import with_segment
    from valueworkshop.survey.wording import number_in

    if counted is None or counted.endless:
        return False
    for word in counted.labels:
        while True:
            said = click.prompt(
                f"Which number is '{clean(word)}'? Enter: no answer", default="", show_default=False
            )
            if not said.strip() or number_in(said) is not None:
                break
            click.echo("A whole number, or Enter for no answer.")
        number = number_in(said) if said.strip() else None
        work.matching = work.matching.with_label(word, number)
    for word in counted.segments:
        said = click.prompt(
            f"Which segment is '{clean(word)}'? Its name, + for a new one of this name, "
            "Enter: none",
            default="",
            show_default=False,
        )
        name = word if said.strip() == "+" else said
        work.matching = with_segment(work.matching, work.session, word, name)
    return bool(counted.labels or counted.segments)


def _sure(work: _Work, counted: "Counted | None") -> "Counted":
    """Return what was counted; refuse, in one line, what is not clear yet."""
    from valueworkshop.stages.voice.model import items_of
    from valueworkshop.survey.counting import faults

    if counted is None:
        why = faults(work.look, work.matching, items_of(work.session, work.stage))[0]
    elif counted.endless:
        why = f"{counted.endless[0]} holds too many different words to ask about"
    elif counted.labels:
        words = ", ".join(f"'{word}'" for word in counted.labels)
        why = f"what is {words}? Say so with --label WORD=5, or --missing WORD"
    elif counted.segments:
        words = ", ".join(f"'{word}'" for word in counted.segments)
        why = f"what is {words}? Say so with --segment WORD=NAME, or --new-segments"
    elif not counted.respondents:
        why = "there is no answer to take"
    else:
        return counted
    raise click.ClickException(clean(f"nothing was changed: {why}"))


def _keep(path: Path, document: "Document", work: _Work, counted: "Counted") -> None:
    """Save the workshop with the survey in it, by the way every change takes."""
    from random import SystemRandom

    from valueworkshop.sitting.clock import system_today
    from valueworkshop.stages.voice.model import same_file
    from valueworkshop.storage.backups import Keeper, shelf_of
    from valueworkshop.storage.clock import SystemClock
    from valueworkshop.storage.saver import Saver
    from valueworkshop.storage.saving import State
    from valueworkshop.storage.state import state_folder
    from valueworkshop.survey.counting import accept
    from valueworkshop.workshop.ids import random_ids

    before = same_file(work.session, work.stage, work.look.source.digest)
    if before is not None:
        told = f"This file was brought in before, on {before.when}: it is replaced."
        click.echo(told, err=True)
    session = accept(
        work.session,
        work.stage,
        work.look,
        work.matching,
        counted,
        ids=random_ids(SystemRandom()),
        today=system_today(),
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
    click.echo(clean(str(status.path)))


def can_ask() -> bool:
    """Whether somebody is there to answer."""
    return sys.stdin.isatty() and sys.stdout.isatty()
