"""The commands on kits, which say what a workshop asks: those that ship, and your own."""

# ruff: noqa: PLC0415 - see the package

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from valueworkshop.cli import check
from valueworkshop.cli.arguments import Where, workshops
from valueworkshop.cli.ballots import way_out
from valueworkshop.core.clean_text import clean, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from valueworkshop.core.session.kit import Kit, Stage
    from valueworkshop.files.home.kits import Glance

_output = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, allow_dash=True),
    metavar="FILE",
    help="Write to this new file; - prints it.",
)

_as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON, for other programs.")


@click.group(invoke_without_command=True)
@_as_json
@click.pass_context
def kits(ctx: click.Context, *, as_json: bool) -> None:
    """List the kits: what a workshop can ask.

    First come the kits of valueworkshop, then your own. Yours are in the folder that
    VALUEWORKSHOP_KITS names, or else in your data folder (`valueworkshop doctor` says where). To
    begin a workshop with one: valueworkshop new --kit NAME
    """
    if ctx.invoked_subcommand is not None:
        return
    from valueworkshop.files.home.kits import at_a_glance

    found = at_a_glance(ctx.obj.kits)
    if as_json:
        from valueworkshop.exports import workshop_json as data

        click.echo(data.as_json({"kits": [_listed(kit) for kit in found]}))
        return
    for kit in found:
        click.echo(_in_a_line(kit))


@kits.command()
@click.argument("name")
@click.option("--toml", "as_toml", is_flag=True, help="Print the kit's file as it is.")
@_as_json
@click.pass_obj
def show(where: Where, name: str, *, as_toml: bool, as_json: bool) -> None:
    """Show a kit as a plan: its stages, their minutes, what they ask.

    NAME is a name from `valueworkshop kits`, or a file.
    """
    from valueworkshop.files.home import kits as storage

    if as_toml and as_json:
        raise click.UsageError("use --toml or --json, not both")
    data, file = storage.source(name, where.kits)
    if as_toml:
        from valueworkshop.files.text import toml_text

        click.echo(clean(toml_text.text_of(data, file)), nl=False)
        return
    kit = storage.kit_of(data, file)[0]
    if as_json:
        from valueworkshop.exports import workshop_json as report
        from valueworkshop.files.text.codec import encode

        click.echo(report.as_json({"kit": encode(kit)}))
        return
    for line in _plan(kit):
        click.echo(line)


@kits.command("new")
@click.argument("name")
@click.option(
    "--from",
    "origin",
    metavar="KIT",
    help="Begin with a copy of this kit: a name from `valueworkshop kits`, or a file.",
)
@_output
@click.pass_obj
def new_kit(where: Where, name: str, origin: str | None, output: Path | None) -> None:
    """Begin your own kit, to edit in any editor.

    NAME is its title; the file gets the same name, in lower case and with hyphens. You get a short
    kit with comments that say what you can write where, or a copy of another kit. It goes into the
    folder of your kits unless you name a file. No file is ever replaced.
    """
    from valueworkshop.files.home import kits as storage

    if not one_line(name):
        raise click.BadParameter("a name needs a letter or a digit", param_hint="'NAME'")
    copied = storage.source(origin, where.kits) if origin is not None else None
    _write(where, *storage.started(name, copied), output)


@kits.command("from")
@click.argument("name", shell_complete=workshops)
@click.option("--title", help="What to call the kit; without it, it gets the workshop's title.")
@_output
@click.pass_obj
def from_workshop(where: Where, name: str, title: str | None, output: Path | None) -> None:
    """Make a kit of your own from a workshop: what it asks now, with your own questions and items.

    NAME is the workshop's file, the file's name or its title. Nothing that anybody answered gets
    into the kit. It goes into the folder of your kits unless you name a file. No file is ever
    replaced.
    """
    from valueworkshop.files.home.kits_of_workshops import kit_from
    from valueworkshop.files.text import session_file

    session = session_file.session_at(where.find(name))
    called = session.title if title is None else title
    if not one_line(called):
        raise click.BadParameter("a name needs a letter or a digit", param_hint="'--title'")
    _write(where, *kit_from(session, called), output)


def _write(where: Where, new_id: str, data: bytes, output: Path | None) -> None:
    """Write a new kit into the folder of kits, or to `output`, and say how to go on."""
    from valueworkshop.files.home import kits as storage
    from valueworkshop.files.safe import atomic

    if new_id in storage.shipped():
        message = f"valueworkshop has a kit called {new_id}; choose another name for yours"
        raise click.BadParameter(message, param_hint="'NAME'")
    if output == Path("-"):
        click.echo(data.decode(), nl=False)
        return
    path = output or where.kits / f"{new_id}.toml"
    shown = one_line(str(path))
    if output is None:
        atomic.make_folder(path.parent)
    elif not path.parent.is_dir():
        raise click.ClickException(
            f"there is no folder {one_line(str(path.parent))}; make it first"
        )
    try:
        with way_out(path):
            atomic.create(path, data, mode=atomic.FOR_OTHERS)
    except FileExistsError as error:
        raise click.ClickException(f"{shown} exists already; choose another name") from error
    click.echo(clean(str(path)))
    called = shlex.quote(new_id if output is None else shown)
    click.echo(f"After each change: valueworkshop kits check {called}", err=True)
    click.echo(f"To begin a workshop: valueworkshop new --kit {called}", err=True)


@kits.command("check")
@click.argument("names", metavar="NAME...", nargs=-1, required=True)
@_as_json
@click.pass_context
def check_kits(ctx: click.Context, names: tuple[str, ...], *, as_json: bool) -> None:
    """Check that a kit is sound, and say what would make it better.

    NAME is a name from `valueworkshop kits`, or a file. You see each mistake with its line and what
    to do about it, up to twenty for each file; you can use a kit that only has warnings. The exit
    code is 0 if all are sound, 3 if one is not, 4 if one is missing.
    """
    check.tell(ctx, [check.verdict_on_kit(ctx.obj, name) for name in names], as_json=as_json)


def _in_a_line(kit: "Glance") -> str:
    problem = _problem(kit)
    if kit.plan is None:
        return f"{one_line(kit.name)}  cannot be used: {problem}"
    line = f"{one_line(kit.name)}  {kit.plan.title}: {kit.plan.minutes(6)} minutes with six people"
    if kit.path is not None:
        line += ", your own"
    return f"{line}; {problem}" if problem else line


def _problem(kit: "Glance") -> str:
    """Return the first thing that is wrong with a kit, and how many more there are."""
    if kit.problem is None:
        return ""
    first, *others = kit.problem.problems
    return f"{first}; and {len(others)} more" if others else str(first)


def _listed(kit: "Glance") -> dict[str, Any]:
    plan = kit.plan
    return {
        "id": one_line(kit.name),
        "title": plan.title if plan else None,
        "about": plan.about if plan else None,
        "stages": len(plan.stages) if plan else None,
        "minutes_for_six": plan.minutes(6) if plan else None,
        "minutes_for_twelve": plan.minutes(12) if plan else None,
        "path": str(kit.path) if kit.path else None,
        "problem": _problem(kit) or None,
    }


def _plan(kit: "Kit") -> "Iterator[str]":
    yield f"{one_line(kit.title)} ({one_line(kit.id)})"
    if kit.about:
        yield one_line(kit.about)
    yield ""
    yield "minutes for"
    yield "  six twelve"
    for key, stage in kit.stages.items():
        letter = f"{one_line(stage.letter)}  " if stage.letter else ""
        optional = ", can be left out" if stage.optional else ""
        name = f"{letter}{one_line(stage.title)} ({key}: {stage.kind}{optional})"
        yield f"{stage.minutes.six:5} {stage.minutes.twelve:6}  {name}"
        yield from (f"{'':16}{one_line(text)}" for text in _asked(stage))
    yield f"{kit.minutes(6):5} {kit.minutes(12):6}  in all"
    if kit.optional:
        core = kit.without(kit.optional)
        yield f"{core.minutes(6):5} {core.minutes(12):6}  without what can be left out"


def _asked(stage: "Stage") -> "Iterator[str]":
    """Yield what a stage asks, text by text."""
    from collections.abc import Mapping
    from dataclasses import fields, is_dataclass

    if not is_dataclass(stage.asks):
        return
    for field in fields(stage.asks):
        value = getattr(stage.asks, field.name)
        for asked in value.values() if isinstance(value, Mapping) else ():
            if text := getattr(asked, "text", ""):
                yield text
