"""The commands that open a workshop or the library, in the app or in line mode."""

# ruff: noqa: PLC0415 - see the package

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from valueworkshop.cli import start_app
from valueworkshop.cli.arguments import Where, workshops
from valueworkshop.core.clean_text import clean, one_line

if TYPE_CHECKING:
    from valueworkshop.core.session.ids import Ids
    from valueworkshop.core.session.kit import Kit
    from valueworkshop.phones.way_of_serving import RoomOnServer

_FILE = click.Path(path_type=Path)

TOKEN = "VALUEWORKSHOP_TOKEN"  # noqa: S105 - a name
"""The variable with the token of a room on a server."""


@click.command()
@start_app.look_options
@click.pass_context
def demo(ctx: click.Context) -> None:
    """Look around in a filled example.

    You work in your own copy, saved among your workshops, so try out everything. A tour of two
    minutes shows you around, if you like.
    """
    start_app.needed("run demo in one, or see the list of your workshops: valueworkshop list")
    from random import SystemRandom

    from valueworkshop.core.session.ids import random_ids

    with start_app.first_frame("a filled-in example"):
        from valueworkshop.files.home.new_sessions import begin_demo

        _work_in(ctx, begin_demo(ctx.obj.folder, random_ids(SystemRandom())), tour=True)


@click.command()
@click.argument("title", default="")
@click.option(
    "--kit",
    default="essentials",
    show_default=True,
    metavar="ID",
    help="The kit, which says what is asked: a name from `valueworkshop kits`, or your own file.",
)
@click.option(
    "--without",
    default="",
    metavar="STAGE,STAGE",
    help="Leave these optional stages out, by id or letter.",
)
@click.option(
    "--only",
    default="",
    metavar="STAGE,STAGE",
    help="Keep only these of the optional stages, by id or letter.",
)
@click.option(
    "--after",
    default="",
    metavar="NAME",
    help="Follow up on this workshop: its kit, people and settings, and what it left open.",
)
@click.option("--no-open", is_flag=True, help="Only make the file, and print where it is.")
@click.option("--plain", is_flag=True, help="Go on line by line, as run --plain does.")
@start_app.look_options
@click.pass_context
def new(  # noqa: PLR0913 - one for each option
    ctx: click.Context,
    title: str,
    kit: str,
    without: str,
    only: str,
    after: str,
    *,
    no_open: bool,
    plain: bool,
) -> None:
    """Start a new workshop.

    TITLE is what you will find it by; you can change it later.
    """
    import shlex
    from random import SystemRandom

    from valueworkshop.core.session.ids import random_ids
    from valueworkshop.files.home.kits import load_kit, overlooked
    from valueworkshop.files.home.new_sessions import Beginning, begin
    from valueworkshop.files.home.sessions_folder import listing
    from valueworkshop.sitting.room_clock import system_today

    if title and not one_line(title):
        raise click.BadParameter("a title needs at least one word", param_hint="'TITLE'")
    first = next(listing(ctx.obj.folder), None) is None
    ids, today = random_ids(SystemRandom()), system_today()
    if after:
        path = _followed(ctx, after, one_line(title), ids, today)
    else:
        plan = load_kit(kit, ctx.obj.kits)
        if passed_over := overlooked(kit, ctx.obj.kits):
            click.echo(passed_over, err=True)
        left_out = _left_out(plan, without, only)
        beginning = Beginning(title=one_line(title), kit=plan, left_out=left_out)
        path = begin(ctx.obj.folder, beginning, ids, today)
    if plain and not no_open:
        ctx.exit(start_app.run_in_lines(path))
    if not no_open and not start_app.lacking():
        _work_in(ctx, path, first=first)
    shown = clean(str(path))
    click.echo(shown)
    if not no_open:
        way = f"to open it in one: valueworkshop open {shlex.quote(shown)}"
        click.echo(f"Made, but not opened: {start_app.lacking()}; {way}", err=True)


@click.command("open")
@click.argument("name", shell_complete=workshops)
@start_app.look_options
@click.pass_context
def open_(ctx: click.Context, name: str) -> None:
    """Open a saved workshop where you left it.

    NAME is its file, the file's name or its title. If there are mistakes in the file, you see where
    they are, and the file stays as it is.
    """
    where: Where = ctx.obj
    path = where.find(name)
    with start_app.first_frame(path.stem):
        from valueworkshop.files.text import session_file

        document = session_file.read(path)
        start_app.needed("show it, or run it line by line: valueworkshop run NAME --plain")
        ctx.exit(start_app.run(where.folder, (path, document)))


@click.command()
@click.argument("name", default="", shell_complete=workshops)
@start_app.look_options
@click.pass_obj
@click.pass_context
def watch(ctx: click.Context, where: Where, name: str) -> None:
    """Show on a projector what the room may see, and follow it.

    Run it in a second terminal. It changes nothing, and shows no names, no probes, no notes for the
    facilitator and no votes before they are revealed. NAME is the workshop's file, the file's name
    or its title; without it, you see the workshop that was last open on this computer.
    """
    import os

    from valueworkshop.files.safe.state_folder import state_folder
    from valueworkshop.files.shared.view_file import last_opened
    from valueworkshop.files.shared.view_follower import Follower
    from valueworkshop.files.text import session_file

    state = state_folder(os.environ, Path.cwd())
    path = where.find(name) if name else last_opened(state)
    if path is None:
        raise click.UsageError(
            "no workshop has been open on this computer yet: say which one to watch"
        )
    if Follower(path=path, state=state).look().projected is None:
        session_file.read(path)  # it says what is wrong with the file
    start_app.needed("to print what was revealed: valueworkshop show NAME")
    start_app.make_ready()
    from valueworkshop.tui.app.watch_app import watch as watch_in_terminal

    ctx.exit(watch_in_terminal(path, state, {**os.environ, **start_app.asked()}))


@click.command()
@click.argument("name", shell_complete=workshops)
@click.option("--plain", is_flag=True, help="Ask and answer line by line.")
@start_app.look_options
@click.pass_context
def run(ctx: click.Context, name: str, *, plain: bool) -> None:
    """Run a workshop; line by line with --plain.

    Line by line, it works with screen readers, Braille displays, terminals that cannot draw, and
    from standard input: each line is an answer, an empty line goes on, /help lists the commands.
    Without --plain this is the same as open, unless there is no terminal to draw in. When the input
    ends, all your answers are kept.
    """
    where: Where = ctx.obj
    path = where.find(name)
    if plain or start_app.lacking():
        ctx.exit(start_app.run_in_lines(path))
    with start_app.first_frame(path.stem):
        from valueworkshop.files.text import session_file

        ctx.exit(start_app.run(where.folder, (path, session_file.read(path))))


@click.command()
@click.argument("name", shell_complete=workshops)
@click.option(
    "--ahead", is_flag=True, help="Before the day: people answer what they can alone, in advance."
)
@click.option(
    "--cert", type=_FILE, help="Encrypt the page with this certificate, a PEM file (https)."
)
@click.option("--key", type=_FILE, help="The key of the certificate, if it is in another file.")
@click.option(
    "--server",
    metavar="URL",
    help="On a server of your organisation: docs/serve.md. The room's token is in your settings or "
    "VALUEWORKSHOP_TOKEN, or you are asked for it.",
)
@start_app.look_options
@click.pass_context
def phones(
    ctx: click.Context,
    name: str,
    *,
    ahead: bool,
    cert: Path | None,
    key: Path | None,
    server: str | None,
) -> None:
    """Open a workshop in which everyone answers on a phone.

    You see the addresses of this computer, turn phones on at one of them, and people scan a code
    from the wall. Their page is served to your own network by this program, and by nothing else.
    Inside a workshop a key does the same. With --ahead, people answer from a list of all that they
    can answer alone, wherever you are; close it and open it again as often as you like.
    """
    from valueworkshop.files.text import session_file
    from valueworkshop.phones.certificate_files import CertificateError, read_certificate
    from valueworkshop.phones.needed import lacking
    from valueworkshop.phones.way_of_serving import Hosting

    if said := lacking():
        raise click.UsageError(said)
    if key and not cert:
        raise click.UsageError("--key needs the certificate it belongs to: add --cert FILE")
    try:
        certificate = read_certificate(cert, key) if cert else None
    except CertificateError as error:
        raise click.UsageError(clean(str(error))) from error
    where: Where = ctx.obj
    path = where.find(name)
    found = _room_on(server) if server else None
    start_app.needed("to answer line by line: valueworkshop run NAME --plain")
    hosting = Hosting(before=ahead, certificate=certificate, server=found)
    ctx.exit(start_app.run(where.folder, (path, session_file.read(path)), phones=hosting))


def _room_on(url: str) -> "RoomOnServer":
    """Return the room on a server whose token we have. Raises UsageError."""
    import os
    import sys

    from valueworkshop.files.home.settings import current
    from valueworkshop.phones.server_client import ServerError, usable
    from valueworkshop.phones.way_of_serving import RoomOnServer

    try:
        url = usable(url)
    except ServerError as error:
        raise click.UsageError(clean(str(error))) from error
    settings = current()
    own = settings.token if settings.server.rstrip("/") == url else ""
    token = os.environ.get(TOKEN) or own
    if not token and sys.stdin.isatty():
        token = click.prompt("The room's token", hide_input=True, err=True)
    if not token:
        raise click.UsageError(f"--server needs the room's token in your settings or in {TOKEN}")
    return RoomOnServer(url=url, token=one_line(token))


def _followed(ctx: click.Context, name: str, title: str, ids: "Ids", today: dt.date) -> Path:
    """Save the workshop that follows a workshop, and return its path."""
    from dataclasses import replace

    from valueworkshop.core.compare.next_workshop import next_after
    from valueworkshop.files.home.named_sessions import save_new
    from valueworkshop.files.text import session_file

    for option in ("kit", "without", "only"):
        if ctx.get_parameter_source(option) is not ParameterSource.DEFAULT:
            raise click.UsageError(f"--after uses the kit of that workshop: leave out --{option}")
    session = next_after(session_file.session_at(ctx.obj.find(name)), ids, today)
    return save_new(replace(session, title=title) if title else session, ctx.obj.folder)


def _left_out(kit: "Kit", without: str, only: str) -> tuple[str, ...]:
    """Return the ids of the stages that --without or --only leaves out."""
    if without and only:
        raise click.UsageError("use --without or --only, not both")
    option = "--without" if without else "--only"
    words = [word for word in (one_line(part) for part in (without or only).split(",")) if word]
    try:
        named = {key for word in words for key in kit.named(word)}
        if only:
            named = set(kit.optional) - named
        kit.without(named)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint=f"'{option}'") from error
    return tuple(key for key in kit.stages if key in named)


def _work_in(ctx: click.Context, path: Path, *, first: bool = False, tour: bool = False) -> None:
    """Open a workshop that was just made."""
    with start_app.first_frame(path.stem):
        from valueworkshop.files.text import session_file

        opened = (path, session_file.read(path))
        ctx.exit(start_app.run(ctx.obj.folder, opened, first=first, tour=tour))
