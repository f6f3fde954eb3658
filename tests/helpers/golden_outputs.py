"""What other programs read of this one: the outputs that golden files hold, and how they are kept.

Most are kept as they are, so that a change can be read. What is much alike is kept as the lines
that differ from its plain form, and what is long as a short sum for each of its parts.
"""

import difflib
import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeAlias

import click

ROOT: Final = Path(__file__).parents[2]
SAMPLES: Final = sorted((ROOT / "sessions").glob("*.toml"))

BROAD: Final = "office-coffee"
"""The sample that has a stage of every kind but `review`."""
SHORT: Final = "restaurant"
"""The sample whose pages, tables and data are kept whole."""
DRAFT: Final = "draft"
"""What `SHORT` would be had nothing in it been revealed yet."""
FOLLOWING: Final = "bakery-2-spring"
"""A sample that follows another one up."""

Args: TypeAlias = tuple[str, ...]
Keep: TypeAlias = Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """What a command prints, kept as the file `name`.

    `plain` is another command, where only what differs from its output is kept; `keep` makes what
    is kept of the text.
    """

    name: str
    args: Args
    plain: Args = ()
    keep: Keep = str


def outputs() -> list[Output]:
    """Return all outputs that have a golden file."""
    return [
        *(_whole(name, *args) for name, args in _GENERAL.items()),
        Output(name="portfolio.sums", args=("portfolio", "--json"), keep=sums_of_means),
        *(each for what in ("session", "kit", "export") for each in _of_a_schema(what)),
        *(each for path in SAMPLES for each in _of_a_sample(path.stem)),
        *(each for name in (BROAD, SHORT, FOLLOWING) for each in _variants(name)),
        *_of_a_draft(),
    ]


_GENERAL: Final = {
    "keys.json": ("keys", "--json"),
    "settings.toml": ("config", "show"),
    "kits.json": ("kits", "--json"),
    "kits.txt": ("kits",),
    "list.json": ("list", "--json"),
    "list.txt": ("list",),
    "actions.json": ("actions", "--json"),
    "actions-all.json": ("actions", "--all", "--json"),
    "actions-all.csv": ("actions", "--all", "--csv"),
    **{
        f"actions.{form}": ("actions", "--all", "--workshop", SHORT, "--to", form)
        for form in ("ics", "jira-csv", "gitlab-csv", "todoist-csv", "taskwarrior", "github")
    },
    "actions-overdue.txt": ("actions", "--overdue"),
    "find.json": ("find", "price", "--json"),
    "check.json": ("check", "--json", *(path.stem for path in SAMPLES)),
    "compare-two.json": ("compare", "bakery-1-winter", "bakery-2-spring", "--json"),
    "compare-two.md": ("compare", "bakery-1-winter", "bakery-2-spring", "--md"),
    "compare-three.json": (
        *("compare", "bakery-1-winter", "bakery-2-spring", "bakery-3-autumn", "--json"),
    ),
    "compare-three.md": (
        *("compare", "bakery-1-winter", "bakery-2-spring", "bakery-3-autumn", "--md"),
    ),
    "kit-essentials.json": ("kits", "show", "essentials", "--json"),
    "kit-complete.json": ("kits", "show", "complete", "--json"),
    "ballots.md": ("ballots", SHORT, "--output", "-"),
    "ballots-names.md": ("ballots", SHORT, "--names", "--output", "-"),
    "ballots.html": ("ballots", SHORT, "--format", "html", "--copies", "1", "--output", "-"),
    "schema-tidy.json": ("schema", "tidy"),
    "portfolio.txt": ("portfolio",),
    "survey-targets.txt": ("import-survey", BROAD, "--targets"),
}


def _of_a_schema(what: str) -> Iterator[Output]:
    """Yield the shape that a schema allows, and apart from it the words: docstrings of ours."""
    args = ("schema", what)
    yield Output(name=f"schema-{what}.json", args=args, keep=shape_of_schema)
    yield Output(name=f"schema-{what}.txt", args=args, keep=words_of_schema)


def _of_a_sample(name: str) -> Iterator[Output]:
    """Yield every form in which one workshop is passed on."""
    yield _whole(f"{name}/show.json", "show", name, "--json")
    yield _whole(f"{name}/export.md", *_export(name, "md"))
    yield _whole(f"{name}/export.txt", *_export(name, "text"))
    yield _whole(f"{name}/full.md", *_export(name, "md", "--full"))
    args = _export(name, "html", "--full")
    yield Output(name=f"{name}/full.html.sums", args=args, keep=_SUMS["html"])
    for form, sums in _SUMS.items():
        if name == SHORT:
            yield _whole(f"{name}/export.{form}", *_export(name, form))
        else:
            kept = f"{name}/export.{form}.sums"
            yield Output(name=kept, args=_export(name, form), keep=sums)


def _of_a_draft() -> Iterator[Output]:
    """Yield what is passed on before anything was revealed: how much is withheld, and no vote."""
    yield _whole(f"{DRAFT}/show.json", "show", DRAFT, "--json")
    yield _whole(f"{DRAFT}/export.md", *_export(DRAFT, "md"))
    yield _whole(f"{DRAFT}/full.md", *_export(DRAFT, "md", "--full"))
    yield _whole(f"{DRAFT}/export.txt", *_export(DRAFT, "text"))
    yield _whole(f"{DRAFT}/export.csv", *_export(DRAFT, "csv"))
    plain = _export(SHORT, "json")
    yield Output(name=f"{DRAFT}/export.json.diff", args=_export(DRAFT, "json"), plain=plain)


_SWITCHES: Final = {
    "anonymous.md": ("md", "--anonymous"),
    "anonymous-full.md": ("md", "--full", "--anonymous"),
    "anonymous.json": ("json", "--anonymous"),
    "linked.json": ("json", "--linked"),
    "mermaid.md": ("md", "--charts", "mermaid"),
    "mermaid-full.md": ("md", "--full", "--charts", "mermaid"),
}
_MORE_SWITCHES: Final = {
    "anonymous.html": ("html", "--anonymous"),
    "anonymous.csv": ("csv", "--anonymous"),
    "anonymous.txt": ("text", "--anonymous"),
    "bom.csv": ("csv", "--bom"),
    "github.md": ("md", "--target", "github"),
    "gitlab.md": ("md", "--target", "gitlab"),
    "full.txt": ("text", "--full"),
}
"""Those that know nothing of the kinds of stage: one sample shows what they do.

Names are left out of a report before it becomes a page or a text.
"""


def _variants(name: str) -> Iterator[Output]:
    """Yield what the switches of `export` change."""
    yield _whole(f"{name}/show.txt", "show", name)
    switched = _SWITCHES if name == BROAD else {**_SWITCHES, **_MORE_SWITCHES}
    for kept, (form, *switches) in switched.items():
        whole = ("--full",) if "--full" in switches and len(switches) > 1 else ()
        args, plain = _export(name, form, *switches), _export(name, form, *whole)
        if name == BROAD and form in _SUMS:
            yield Output(name=f"{name}/{kept}.sums", args=args, keep=_SUMS[form])
        else:
            yield Output(name=f"{name}/{kept}.diff", args=args, plain=plain)
    if name == SHORT:
        for part in ("summary", "lenses", "actions", "answers", "method"):
            args = _export(name, "md", "--parts", part)
            yield Output(name=f"{name}/part-{part}.md.sums", args=args, keep=sums_of_report)


def _whole(name: str, *args: str) -> Output:
    return Output(name=name, args=args)


def _export(name: str, form: str, *switches: str) -> Args:
    return ("export", name, "--to", form, "--output", "-", *switches)


def changed_lines(plain: str, text: str) -> str:
    """Return the lines by which a text differs from its plain form, each with its place there."""
    found = difflib.unified_diff(plain.split("\n"), text.split("\n"), n=0, lineterm="")
    return "".join(f"{line}\n" for line in list(found)[2:])


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _sums(parts: Sequence[tuple[str, str]]) -> str:
    """Return a line for each (name, text): a sum of the text, how many lines it has, its name."""
    return "".join(f"{_short(text)} {text.count(chr(10)):5} {name}\n" for name, text in parts)


def sums_of_page(text: str) -> str:
    """Return a line for each section of a page, and for its styles and its foot."""
    parts = re.split(r"(?=<style|<body|<section|</main)", text)
    found = []
    for part in parts:
        heading = re.search(r"<h2[^>]*>(.*?)</h2>", part)
        name = heading[1] if heading and part.startswith("<section") else part.partition("\n")[0]
        found.append((name, part))
    return _sums(found)


def sums_of_report(text: str) -> str:
    """Return a line for each part of a report in Markdown below a heading of level 1 or 2."""
    parts = re.split(r"(?m)^(?=##? )", text)
    return _sums([(part.partition("\n")[0], part) for part in parts if part])


def sums_of_table(text: str) -> str:
    """Return the header of a table of ratings, and a line for each item with ratings."""
    header, *rows = text.split("\r\n") if "\r\n" in text else text.split("\n")
    at = header.split(",").index('"item"')
    found: dict[str, list[str]] = {}
    for row in rows:
        cells = re.findall(r'"(?:[^"]|"")*"|[^,]+', row)
        found.setdefault("/".join(cells[at - 2 : at + 1 : 2]), []).append(f"{row}\n")
    return f"{header}\n" + _sums([(key, "".join(lines)) for key, lines in found.items()])


def sums_of_data(text: str) -> str:
    """Return a line for each value down to the third level of an export for programs."""
    return _sums(list(_values(json.loads(text), (), 3)))


def sums_of_means(text: str) -> str:
    """Return the same for means that a database adds up in any order: to nine places."""
    rounded = json.loads(text, parse_float=lambda number: round(float(number), 9))
    return sums_of_data(json.dumps(rounded))


def _values(value: Any, path: Args, levels: int) -> Iterator[tuple[str, str]]:
    if levels and isinstance(value, dict) and value:
        for key, each in value.items():
            yield from _values(each, (*path, key), levels - 1)
    else:
        yield ".".join(path), json.dumps(value, indent=0, ensure_ascii=False)


def shape_of_schema(text: str) -> str:
    """Return a schema without its descriptions; a property of that name stays."""

    def without(value: dict[str, Any]) -> dict[str, Any]:
        return {key: each for key, each in value.items() if not _is_words(key, each)}

    return f"{json.dumps(json.loads(text, object_hook=without), indent=2, ensure_ascii=False)}\n"


def words_of_schema(text: str) -> str:
    """Return the descriptions in a schema, each once, in order."""
    found: dict[str, None] = {}

    def note(value: dict[str, Any]) -> dict[str, Any]:
        found.update((each, None) for key, each in value.items() if _is_words(key, each))
        return value

    json.loads(text, object_hook=note)
    return "\n\n".join(found) + "\n"


def _is_words(key: str, value: object) -> bool:
    return key == "description" and isinstance(value, str)


def command_line(group: click.Group, before: str = "") -> Iterator[str]:
    """Yield a line for each command: its arguments and options, but no help, which is wording."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        taken = " ".join(_taken(parameter) for parameter in command.params)
        yield f"{before}{name} {taken}".rstrip()
        if isinstance(command, click.Group):
            yield from command_line(command, f"{before}{name} ")


def _taken(parameter: click.Parameter) -> str:
    values = getattr(parameter.type, "choices", ())
    names = "|".join((*parameter.opts, *parameter.secondary_opts))
    if isinstance(parameter, click.Argument):
        names = parameter.make_metavar(click.Context(click.Command("x")))
    elif not getattr(parameter, "is_flag", False):
        names += f"={'|'.join(values) or parameter.type.name}"
    return f"{names}*" if parameter.required and isinstance(parameter, click.Option) else names


_SUMS: Final[Mapping[str, Keep]] = {
    "html": sums_of_page,
    "json": sums_of_data,
    "csv": sums_of_table,
}
"""How we keep a form if it is long."""
