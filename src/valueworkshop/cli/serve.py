"""The commands of a server of rooms, for the person who runs it for an organisation."""

# ruff: noqa: PLC0415 - see the package

import datetime as dt
from typing import TYPE_CHECKING, Final, TypeVar

import click

from valueworkshop.core.clean_text import clean, one_line

T = TypeVar("T")

if TYPE_CHECKING:
    from collections.abc import Callable

    from valueworkshop.phones.serving.host_store import Glance, HostStore

DATABASE: Final = "VALUEWORKSHOP_DATABASE"


@click.group(invoke_without_command=True)
@click.option(
    "--database",
    envvar=DATABASE,
    metavar="URL",
    help="sqlite:///FILE or postgresql://USER@HOST/NAME; better in VALUEWORKSHOP_DATABASE, as "
    "others see a command. Without it: a file in the state folder.",
)
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="NAME",
    help="The name in people's browsers, as workshops.example.org. Without one only this computer "
    "can ask, to try it.",
)
@click.option(
    "--at",
    default="127.0.0.1:8080",
    show_default=True,
    metavar="HOST:PORT",
    help="Where to listen; a proxy with TLS stands before it.",
)
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True)
@click.option(
    "--keep",
    "days",
    type=click.IntRange(1, 3650),
    default=30,
    show_default=True,
    help="Days after which a room that no program follows is emptied.",
)
@click.pass_context
def serve(
    ctx: click.Context, database: str, names: tuple[str, ...], at: str, workers: int, days: int
) -> None:
    """Serve the phones of many rooms from a server.

    Facilitators' programs say what their room is asked, and take the answers; the server keeps
    only that, and deletes it when they end. See docs/serve.md.
    """
    from valueworkshop.phones.needed import lacking_for_a_server

    if said := lacking_for_a_server():
        raise click.UsageError(said)
    from valueworkshop.files.text.problems import reason
    from valueworkshop.phones.serving.run_server import Plan, run, usual_database

    host, _, port = at.rpartition(":")
    if not host or not port.isascii() or not port.isdecimal() or int(port) > 65535:
        raise click.BadParameter("use HOST:PORT, as 127.0.0.1:8080", param_hint="'--at'")
    if any("/" in name or not name for name in names):
        raise click.BadParameter(
            "use a name alone, as workshops.example.org", param_hint="'--name'"
        )
    ctx.obj = database or usual_database(ctx.obj.state)
    if ctx.invoked_subcommand is not None:
        return
    host = host.strip("[]")
    plan = Plan(
        database=ctx.obj, host=host, port=int(port), names=names, workers=workers, days=days
    )

    def ready(bound: int) -> None:
        asked = f"https://{names[0]}" if names else f"http://127.0.0.1:{bound}"
        click.echo(clean(f"Listening at {host}:{bound}, for {asked}"), err=True)

    try:
        _safely(lambda: run(plan, ready))
    except OSError as error:
        raise click.ClickException(f"cannot listen at {at}: {reason(error)}") from error


@serve.command()
@click.argument("label")
@click.pass_obj
def new(database: str, label: str) -> None:
    """Make a room, and print its token, which is shown only this once.

    LABEL says whose it is, as 'Blue room'. A room holds one workshop at a time.
    """
    label = one_line(label)
    try:
        token = _rooms(database).make_room(label)
    except ValueError as error:
        raise click.UsageError(f"{error}: choose another label, or remove that one") from error
    click.echo(token)
    click.echo(
        "For the settings of the facilitator (valueworkshop config path):\n"
        '  server = "https://NAME"\n'
        f'  token = "{token}"',
        err=True,
    )


@serve.command()
@click.pass_obj
def rooms(database: str) -> None:
    """List the rooms: whether one is in use, its phones, and answers that wait."""
    for room in _rooms(database).rooms():
        click.echo(clean(_in_a_line(room)))


@serve.command()
@click.argument("label")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def remove(database: str, label: str, *, yes: bool) -> None:
    """Remove a room with its token, and all that is in it."""
    found = _rooms(database)
    room = next((each for each in found.rooms() if each.label == one_line(label)), None)
    if room is None:
        raise click.UsageError(f"there is no room called {one_line(label)}")
    if room.waiting and not yes:
        click.confirm(f"{room.waiting} answers wait there and would be lost. Remove?", abort=True)
    found.remove(room.label)


def _in_a_line(room: "Glance") -> str:
    if not room.code:
        return f"{room.label:<24} free"
    day = dt.datetime.fromtimestamp(room.seen).astimezone()
    return (
        f"{room.label:<24} in use, phones {room.phones}, waiting {room.waiting}, "
        f"last followed {day:%Y-%m-%d %H:%M}"
    )


def _rooms(database: str) -> "HostStore":
    from valueworkshop.phones.serving.run_server import opened

    return _safely(lambda: opened(database))


def _safely(what: "Callable[[], T]") -> "T":
    """Return what comes back; say in a line what is wrong with the database or the address."""
    from sqlalchemy.exc import SQLAlchemyError

    from valueworkshop.phones.serving.tables import DatabaseError

    try:
        return what()
    except DatabaseError as error:
        raise click.UsageError(str(error)) from error
    except SQLAlchemyError as error:
        said = one_line(str(getattr(error, "orig", None) or error))
        raise click.ClickException(f"the database does not answer: {said}") from error
