"""The man page, from the commands themselves and from docs/commands.md."""

import re
from collections.abc import Iterator
from itertools import pairwise

import click


def man_page(
    name: str, group: click.Group, *, version: str, changes: str, commands_page: str
) -> str:
    """Return the page of a program as roff; `group` holds all its commands.

    `changes` is the changelog, which knows the day of the version; `commands_page` has the exit
    codes and the variables.
    """
    here = click.Context(group, info_name=name)
    about = _paragraphs(group.help)
    parts = [
        f'.TH {name.upper()} 1 "{_day(version, changes)}" "{name} {version}"',
        ".SH NAME",
        f"{name} \\- {_roff(about[0].removesuffix('.'))}",
        ".SH SYNOPSIS",
        *_usage(here),
        ".SH DESCRIPTION",
        *_in_paragraphs(about),
        ".SH OPTIONS",
        *_options(here),
        ".SH COMMANDS",
        *_commands(here),
        ".SH EXIT STATUS",
        _roff(_exit_codes(commands_page)),
        ".SH ENVIRONMENT",
        *_variables(commands_page),
    ]
    return "".join(f"{line}\n" for line in parts)


def _day(version: str, changes: str) -> str:
    found = re.search(rf"^## {re.escape(version)} \((\S+)\)", changes, flags=re.MULTILINE)
    return found[1] if found else ""


def _commands(above: click.Context) -> Iterator[str]:
    """Yield the section of each command of a group, and of each below it."""
    group = above.command
    assert isinstance(group, click.Group)  # noqa: S101 - only groups are asked
    for name in group.list_commands(above):
        command = group.get_command(above, name)
        if command is None or command.hidden:
            continue
        here = click.Context(command, info_name=name, parent=above)
        yield f".SS {_roff(here.command_path.partition(' ')[2])}"
        yield from _usage(here)
        yield ".PP"
        yield from _in_paragraphs(_paragraphs(command.help))
        yield from _options(here)
        if isinstance(command, click.Group):
            yield from _commands(here)


def _usage(here: click.Context) -> Iterator[str]:
    yield f".B {_roff(here.command_path)}"
    yield _roff(" ".join(here.command.collect_usage_pieces(here)))


def _options(here: click.Context) -> Iterator[str]:
    for each in here.command.params:
        told = each.get_help_record(here)
        if told is not None and isinstance(each, click.Option):
            yield ".TP"
            yield f"\\fB{_roff(told[0])}\\fP"
            yield _roff(told[1])


def _paragraphs(text: str | None) -> list[str]:
    return [" ".join(each.split()) for each in (text or "").split("\n\n")]


def _in_paragraphs(texts: list[str]) -> Iterator[str]:
    for place, text in enumerate(texts):
        if place:
            yield ".PP"
        yield _roff(text)


def _exit_codes(page: str) -> str:
    return " ".join(_between(page, "Exit codes: ", "\n\n").partition(". ")[0].split()) + "."


def _variables(page: str) -> Iterator[str]:
    table = _between(page, "## Variables", "\n## ")
    rows = re.findall(r"^\| `([A-Z_]+\S*)` \| (.+) \|$", table, flags=re.MULTILINE)
    for name, told in rows:
        yield ".TP"
        yield f"\\fB{_roff(name)}\\fP"
        yield _roff(told)


def _between(text: str, start: str, end: str) -> str:
    """Return what stands between two marks. Raises ValueError if the first is missing."""
    _, found, rest = text.partition(start)
    if not found:
        raise ValueError(f"docs/commands.md lacks {start!r}")
    return rest.partition(end)[0]


def _roff(text: str) -> str:
    """Return a text in which nothing is a request; what stands in backticks is bold."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    parts = text.split("`")
    marks = ["\\fB" if place % 2 == 0 else "\\fP" for place, _ in enumerate(pairwise(parts))]
    if len(parts) % 2 == 0:  # an odd one is a sign like any other
        marks[-1] = "`"
    text = parts[0] + "".join(m + part for m, part in zip(marks, parts[1:], strict=True))
    return f"\\&{text}" if text[:1] in (".", "'") else text
