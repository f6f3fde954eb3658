"""The command that brings customers' answers in from a survey file."""

# ruff: noqa: PLC0415 - see the package

import shlex
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

import click

from valueworkshop.cli.arguments import Where, workshops
from valueworkshop.core.clean_text import clean
from valueworkshop.survey.acts import Act, Text, said
from valueworkshop.survey.import_questions import QUESTIONS, Step

if TYPE_CHECKING:
    from valueworkshop.core.session.session import Session
    from valueworkshop.files.text.session_file import Document
    from valueworkshop.survey.import_dialogue import Dialogue


_CORRECTED: Final = {
    "columns": Act.COLUMN,
    "scales": Act.SCALE,
    "labels": Act.LABEL,
    "missing": Act.MISSING,
    "segment_column": Act.SEGMENT_COLUMN,
    "segments": Act.SEGMENT,
}
"""The act that each field of `Corrections` holds."""


def _option(act: Act, name: str, **more: Any) -> Callable[..., Any]:
    """Return the option of an act: what is asked is its help."""
    asked = QUESTIONS[act]
    word, equals, _ = asked.wanted.partition("=")
    nothing = f" {word}= for {asked.nothing}." if equals and asked.nothing else ""
    text = f"{asked.in_full}{nothing}"
    return click.option(f"--{act}", name, metavar=asked.wanted, help=text, **more)


def _corrections(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that correct how a file is read, and what we know of it."""
    for act in (Act.EVIDENCE, Act.DATE):
        command = _option(act, str(act), default="")(command)
    for name, act in reversed(_CORRECTED.items()):
        one = act is Act.SEGMENT_COLUMN
        command = _option(act, name, multiple=not one, default="" if one else None)(command)
    return command


@click.command("import-survey")
@click.argument("name", shell_complete=workshops)
@click.argument("file", type=click.Path(), required=False)
@_corrections
@click.option("--new-segments", is_flag=True, help="Make a segment of each unknown word.")
@_option(Act.HEADER_ROWS, "header_rows", type=click.IntRange(1, 10))
@_option(Act.ENCODING, "encoding", default="")
@click.option(
    "--delimiter",
    type=click.Choice([",", ";", "tab", "|"]),
    help="The character between two cells.",
)
@click.option("--stage", metavar="ID", help="Which stage, if several bring in what customers say.")
@click.option("--targets", is_flag=True, help="Only list what a column can be.")
@click.option("--dry-run", is_flag=True, help="Only show what it would take.")
@click.option(
    "--replace/--beside",
    "replaces",
    default=None,
    help="If you brought these customers in before: replace those answers, or count both.",
)
@click.option("--yes", "agreed", is_flag=True, help="Do not ask: take what is shown.")
@click.pass_obj
def import_survey(where: Where, /, name: str, file: str | None, **given: Any) -> None:
    """Bring in what customers answered in a survey.

    NAME is the workshop: its file, the file's name or its title. You first see how each column of
    FILE is read, and which answers it would take and which not, and you can correct it. Nothing
    changes until you agree. The workshop keeps only counts, and no rows or names.
    """
    from valueworkshop.files.text import session_file
    from valueworkshop.sitting.room_clock import system_today
    from valueworkshop.survey.import_dialogue import begin
    from valueworkshop.survey.row_reader import SurveyError

    path = where.find(name)
    document = session_file.read(path)
    if document.read_only:
        raise click.ClickException(
            f"{clean(str(path))} cannot be changed here: {document.read_only}"
        )
    stage = _stage(document.session, given["stage"])
    if given["targets"]:
        _list_targets(document.session, stage)
        return
    if file is None:
        raise click.UsageError("which survey? Name its file, exported as CSV")
    delimiter = "\t" if given["delimiter"] == "tab" else given["delimiter"] or ""
    beforehand = {each: given[each] for each in _BEFOREHAND}
    try:
        begun = begin(document.session, stage, file, system_today())
        begun = replace(begun, delimiter=delimiter, **beforehand)
        with _Progress() as progress:
            dialogue = _corrected(begun.look(progress.at), given).count(progress.at)
        if given["dry_run"] or given["agreed"]:
            _show(dialogue, asks=not given["agreed"])
        if given["dry_run"]:
            click.echo("A dry run: nothing was changed.", err=True)
            return
        if not given["agreed"]:
            dialogue = _agreed(dialogue)
        if why := dialogue.unanswered:
            raise click.ClickException(f"nothing was changed: {_plain(why)}")
        _keep(path, document, dialogue)
    except SurveyError as error:
        raise click.ClickException(_plain(error.args)) from error


_BEFOREHAND: Final = ("encoding", "header_rows", "new_segments", "replaces")
"""The options that answer before anything was read."""


def _corrected(dialogue: "Dialogue", given: Mapping[str, Any]) -> "Dialogue":
    """Return the dialogue with what the options say. Raises SurveyError."""
    from valueworkshop.survey.corrections import Corrections

    said = {name: given[name] for name in _CORRECTED}
    dialogue = dialogue.corrected(Corrections(**said)) if any(said.values()) else dialogue
    for act in (Act.DATE, Act.EVIDENCE):
        if given[act]:
            dialogue = dialogue.answer(dialogue.step(act), given[act])
    return dialogue


def _stage(session: "Session", wanted: str | None) -> str:
    from valueworkshop.core.stages import stages_with
    from valueworkshop.core.stages.kind import Trait

    stages = stages_with(session.kit, Trait.HEARS_CUSTOMERS)
    if not stages:
        raise click.ClickException(
            "this workshop has no stage for the customer voice: its kit would need one"
        )
    if wanted is not None and wanted not in stages:
        raise click.BadParameter(f"use {' or '.join(stages)}", param_hint="'--stage'")
    return wanted or stages[0]


def _list_targets(session: "Session", stage: str) -> None:
    from valueworkshop.survey.column_matching import targets
    from valueworkshop.survey.import_steps import OTHERS

    for target, words in {**targets(session, stage), **OTHERS}.items():
        click.echo(f"{target}  {clean(words)}")


def _agreed(dialogue: "Dialogue") -> "Dialogue":
    """Ask until the user agrees; return the dialogue then. Ends the command if they do not."""
    from valueworkshop.survey.import_conversation import converse

    if not can_ask():
        _show(dialogue)
        raise click.ClickException("nothing was changed; to take what is shown above, add --yes")
    dialogue = converse(
        dialogue,
        ask=_ask,
        tell=_show,
        say=lambda text: click.echo(_plain(text)),
        count=_count,
    )
    if not dialogue.agreed:
        raise click.ClickException("nothing was changed")
    return dialogue


def _show(dialogue: "Dialogue", *, asks: bool = True) -> None:
    """Show how a file is read; and what would be taken, if `asks`."""
    from valueworkshop.survey.import_preview import Part, parts
    from valueworkshop.survey.survey_words import of_file

    click.echo(clean(of_file(dialogue.known.look)))
    for part, lines in parts(dialogue).items():
        if part is not Part.WOULD_BE or asks:
            click.echo("\n".join([part, *(f"  {_plain(line)}" for line in lines)]))


def _count(dialogue: "Dialogue") -> "Dialogue":
    with _Progress() as progress:
        return dialogue.count(progress.at)


def _ask(dialogue: "Dialogue", step: Step) -> "str | Dialogue":
    """Return what the user types; if it is an option, the corrected dialogue."""
    if step.act is Act.TAKE:
        ways = "r to replace it, b to count both" if step.about else "y"
        asked = f"Take this? Type {ways}, n, or a correction such as --scale 0-10"
    else:
        asked = f"{step.in_full} Enter: {step.nothing}"
    typed: str = click.prompt(clean(asked), default="", show_default=False)
    return _corrected(dialogue, _options_typed(typed)) if typed.startswith("--") else typed


def _options_typed(text: str) -> Mapping[str, Any]:
    """Return the options in a line. Raises SurveyError."""
    from valueworkshop.survey.row_reader import SurveyError

    command = click.Command("correction")
    _corrections(command)
    try:
        return command.make_context("correction", shlex.split(text)).params
    except click.UsageError as error:
        raise SurveyError(str(error)) from error
    except ValueError as error:
        raise SurveyError("a quotation mark is not closed") from error


def _keep(path: Path, document: "Document", dialogue: "Dialogue") -> None:
    """Save the workshop with the survey in it, as every change is saved; say what was taken."""
    from random import SystemRandom

    from valueworkshop.cli.saved import save
    from valueworkshop.core.session.ids import random_ids
    from valueworkshop.sitting.room_clock import system_today
    from valueworkshop.survey.survey_words import taken

    session = dialogue.taken(dialogue.session, ids=random_ids(SystemRandom()), today=system_today())
    where = save(path, document, session)
    click.echo(taken(dialogue.known.counted))
    click.echo(clean(str(where)))


def _plain(text: Text) -> str:
    """Return a text with our options in it, and nothing that steers a terminal."""
    return clean(said(text, lambda way: f"--{way.act} {way.value}".rstrip()))


def can_ask() -> bool:
    """Whether somebody is there to answer."""
    return sys.stdin.isatty() and sys.stdout.isatty()


class _Progress:
    """While open, says on one line of standard error what is being done, and how much of it is."""

    def __init__(self) -> None:
        self._shown = ""

    def __enter__(self) -> Self:
        """Begin with nothing shown."""
        return self

    def at(self, what: str, share: float) -> None:
        """Show a share of something, 0 to 1, if its whole per cent has changed."""
        text = f"{what}: {round(100 * share)} %"
        if text != self._shown and sys.stderr.isatty():
            self._clear()
            self._shown = text
            click.echo(text, nl=False, err=True)

    def __exit__(self, *_: object) -> None:
        """Leave an empty line behind."""
        self._clear()

    def _clear(self) -> None:
        if self._shown:
            click.echo("\r" + " " * len(self._shown) + "\r", nl=False, err=True)
