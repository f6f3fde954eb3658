"""The command that says whether files are sound."""

# ruff: noqa: PLC0415 - see the package

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from valueworkshop.cli.arguments import Where, workshops
from valueworkshop.cli.exit_codes import End
from valueworkshop.core.clean_text import one_line

if TYPE_CHECKING:
    from valueworkshop.files.text.problems import FileProblem, Problem

# For files that are no TOML: their headers still show what they are meant to be.
_STAGES: Final = re.compile(r"^[ \t]*\[+[ \t]*stages\b", re.MULTILINE)
_STAGES_AT_TOP: Final = re.compile(rb"^[ \t]*\[*[ \t]*[\"']?stages\b", re.MULTILINE)
_KIT: Final = re.compile(r"^[ \t]*\[+[ \t]*kit\b", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What we found in one file. `kind` is '' if there is no file."""

    name: str
    end: End
    path: Path | None = None
    kind: str = ""
    problems: "tuple[Problem, ...]" = ()
    warnings: "tuple[Problem, ...]" = ()


@click.command()
@click.argument("names", metavar="NAME...", nargs=-1, required=True, shell_complete=workshops)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for other programs.")
@click.pass_context
def check(ctx: click.Context, names: tuple[str, ...], *, as_json: bool) -> None:
    """Check that the files of workshops are sound.

    You can name several, and kits too. You see each mistake with its line and what to do about it,
    up to twenty for each file. Nothing is changed. The exit code is 0 if all are sound, 3 if one is
    not, 4 if one is missing.
    """
    tell(ctx, [_verdict(ctx.obj, name) for name in names], as_json=as_json)


def tell(ctx: click.Context, verdicts: list[Verdict], *, as_json: bool) -> None:
    """Print what we found, and end with the exit code of the worst."""
    if as_json:
        from valueworkshop.exports import workshop_json as data

        click.echo(data.as_json({"files": [_as_values(verdict) for verdict in verdicts]}))
    else:
        for verdict in verdicts:
            _say(verdict)
    ctx.exit(max(verdict.end for verdict in verdicts))


def verdict_on_kit(where: Where, name: str) -> Verdict:
    """Check a kit, called by a name from `valueworkshop kits` or by its path."""
    from valueworkshop.files.home import kit_advice, kits
    from valueworkshop.files.text.problems import FileProblem

    path = None
    try:
        data, file = kits.source(name, where.kits)
        path = Path(file)
        warnings = tuple(kit_advice.judged(data, file)[1])
    except FileProblem as error:
        return _refused(name, path, "kit" if path else "", error)
    return Verdict(name=name, end=End.OK, path=path, kind="kit", warnings=warnings)


def _verdict(where: Where, name: str) -> Verdict:
    from valueworkshop.files.text import session_file
    from valueworkshop.files.text.problems import FileProblem

    path, kind = None, ""
    try:
        path = where.find(name)
        data = session_file.read_bytes(path)
        kind = "kit" if _is_kit(data) else "session"
        if kind == "kit":
            from valueworkshop.files.home import kit_advice

            warnings = tuple(kit_advice.judged(data, str(path))[1])
        else:
            warnings = session_file.loads(data, str(path)).warnings
    except FileProblem as error:
        return _refused(name, path, kind, error)
    return Verdict(name=name, end=End.OK, path=path, kind=kind, warnings=warnings)


def _refused(name: str, path: Path | None, kind: str, error: "FileProblem") -> Verdict:
    from valueworkshop.files.text.problems import NotFoundError

    end = End.NOT_FOUND if isinstance(error, NotFoundError) else End.INVALID
    return Verdict(name=name, end=end, path=path, kind=kind, problems=tuple(error.problems))


def _is_kit(data: bytes) -> bool:
    """Whether the file is only a plan: stages at its top, and no kit around them."""
    from valueworkshop.files.text import toml_text
    from valueworkshop.files.text.problems import FileProblem

    if not _STAGES_AT_TOP.search(data):
        return False
    try:
        raw = toml_text.parse(toml_text.text_of(data, ""), "")
    except FileProblem:
        text = data.decode(errors="replace")
        return bool(_STAGES.search(text)) and not _KIT.search(text)
    return "stages" in raw and "kit" not in raw


def _say(verdict: Verdict) -> None:
    from valueworkshop.files.text.problems import FileProblem

    warned = [replace(each, message=f"warning: {each.message}") for each in verdict.warnings]
    for told in filter(None, (verdict.problems, warned)):
        click.echo(str(FileProblem(told)), err=True)
    if verdict.end is End.OK:
        kit = ", a kit" if verdict.kind == "kit" else ""
        click.echo(f"{one_line(str(verdict.path))}: sound{kit}")


def _as_values(verdict: Verdict) -> dict[str, Any]:
    return {
        "name": verdict.name,
        "path": str(verdict.path) if verdict.path else None,
        "kind": verdict.kind or None,
        "sound": verdict.end is End.OK,
        "problems": [_told(problem) for problem in verdict.problems],
        "warnings": [_told(problem) for problem in verdict.warnings],
    }


def _told(problem: "Problem") -> dict[str, Any]:
    return {
        "line": problem.line,
        "column": problem.column,
        "path": problem.path,
        "message": one_line(problem.message),
    }
