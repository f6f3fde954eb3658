"""The way into the app: only in a terminal that can draw it."""

import importlib
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn, TypeVar

import click

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.show import ascii_signs

if TYPE_CHECKING:
    from valueworkshop.files.home.settings import Settings
    from valueworkshop.files.text.session_file import Document
    from valueworkshop.phones.way_of_serving import Hosting

FC = TypeVar("FC", bound=Callable[..., Any] | click.Command)

KITTY = "VALUEWORKSHOP_KITTY"
"""Set to 1, it makes the app use the kitty keyboard protocol."""

DRIVER: Final = "TEXTUAL_DRIVER"
"""Names what draws the app in place of the terminal."""

COLOURS: Final = ("auto", "standard", "256", "truecolor", "windows")
"""The values of TEXTUAL_COLOR_SYSTEM that Textual and Rich know."""

_ASKED: Final = "valueworkshop.asked"
_SETTINGS: Final = "valueworkshop.settings"
_EARLY: Final = "valueworkshop.early"
_BETWEEN: Final = " · "


def look_options(command: FC) -> FC:
    """Add the options on how the app looks to a command that opens it."""
    command = _look(
        "--ascii",
        "VALUEWORKSHOP_ASCII",
        "Draw the app's own signs in ASCII, for terminals that draw others too wide.",
    )(command)
    return _look(
        "--accessible",
        "ACCESSIBLE",
        "For screen readers and Braille displays: the cursor follows, nothing moves by itself.",
    )(command)


def _look(name: str, variable: str, told: str) -> Callable[[FC], FC]:
    def note(ctx: click.Context, _: click.Parameter, given: bool) -> None:  # noqa: FBT001 - click's
        if given:
            ctx.meta[_ASKED] = {**ctx.meta.get(_ASKED, {}), variable: "1"}

    return click.option(name, is_flag=True, expose_value=False, callback=note, help=told)


def asked() -> Mapping[str, str]:
    """Return what the options of this command set, as the variables that would set the same."""
    found: Mapping[str, str] = click.get_current_context().meta.get(_ASKED, {})
    return found


def ascii_asked() -> bool:
    """Whether this command prints only signs of ASCII."""
    return _settings().ascii


def _settings() -> "Settings":
    """Return the settings in force, with the options of this command."""
    known = click.get_current_context().meta
    if _SETTINGS not in known:
        from valueworkshop.files.home import settings  # noqa: PLC0415 - not for every command

        found = settings.read(settings.config_file(os.environ, Path.cwd())).settings
        known[_SETTINGS] = settings.in_force(found, {**os.environ, **asked()})
    wanted: Settings = known[_SETTINGS]
    return wanted


def between() -> str:
    """Return the separator for words that this command prints side by side."""
    return ascii_signs.plain(_BETWEEN) if ascii_asked() else _BETWEEN


def is_driven() -> bool:
    """Whether another program shows the app, as `textual serve` does in a browser."""
    return bool(os.environ.get(DRIVER))


def lacking() -> str:
    """Say why the app cannot be shown here; '' if it can."""
    if is_driven():
        return ""
    streams = (sys.stdin, sys.stdout, sys.stderr)  # Textual draws to standard error
    if not all(stream is not None and stream.isatty() for stream in streams):
        return "this is not a terminal"
    if os.environ.get("TERM") == "dumb":
        return "this terminal cannot draw (TERM=dumb)"
    return ""


class NoTerminalError(click.ClickException):
    """The app was called where it cannot be shown: that counts as a wrong use of the command."""

    exit_code = 2


def needed(instead: str) -> None:
    """If the app cannot be shown, refuse in one line that says what to do `instead`."""
    if why := lacking():
        raise NoTerminalError(f"{why}; {instead}")


def library(folder: Path) -> NoReturn:
    """Show the library of workshops, and end with its exit code."""
    needed("list, show, export and run NAME work without one: valueworkshop --help")
    with first_frame():
        click.get_current_context().exit(run(folder))


@contextmanager
def first_frame(opening: str = "") -> Iterator[None]:
    """Show the shape of the app while it is loaded: of the library, or of what is `opening`.

    It is gone in the end, unless the app has come. People who hear a screen hear it once.
    """
    known = click.get_current_context().meta
    bare = sys.platform == "win32" or is_driven() or lacking()
    if _EARLY in known or bare or _settings().accessible:
        yield
        return
    make_ready()  # what is wrong with the environment is said on the plain terminal
    import termios  # noqa: PLC0415 - not on Windows

    from valueworkshop.tui.app import first_frame as shapes  # noqa: PLC0415 - with a terminal
    from valueworkshop.tui.terminal.early_screen import EarlyScreen, size  # noqa: PLC0415

    width, height = size()
    usual = not _settings().keys
    if opening:
        shape = shapes.workshop(width, height, f"Opening {one_line(opening)} …", keys=usual)
    else:
        shape = shapes.library(width, height, keys=usual)
    early = EarlyScreen()
    try:
        with suppress(termios.error, OSError):  # a terminal that is gone, or in a test none
            early.show(shape.rows(), ascii_signs.plain if _settings().ascii else str)
            known[_EARLY] = early
        yield
    finally:
        early.put_away()


def run(
    folder: Path,
    opened: "tuple[Path, Document] | None" = None,
    *,
    first: bool = False,
    tour: bool = False,
    phones: "Hosting | None" = None,
) -> int:
    """Run the app until the user leaves; return its exit code.

    See WorkshopApp for `first`, `tour`, `phones`.
    """
    make_ready()
    from valueworkshop.tui.app.run_app import run as run_app  # noqa: PLC0415 - Textual takes long

    early = click.get_current_context().meta.get(_EARLY)
    env = {**os.environ, **asked()}
    return run_app(folder, opened, first=first, tour=tour, phones=phones, env=env, early=early)


def run_in_lines(path: Path) -> int:
    """Run the workshop in a file by questions and answers; return the exit code."""
    from valueworkshop.files.text import session_file  # noqa: PLC0415
    from valueworkshop.lines.walk import run as run_plain  # noqa: PLC0415 - reads kinds and kits

    return run_plain(path, session_file.read(path))


def make_ready() -> None:
    """Check and set what Textual reads from the environment. Call this before importing Textual.

    Raises UsageError or FileProblem for variables with which the app could not start.
    """
    from valueworkshop.files.home.settings import config_file  # noqa: PLC0415
    from valueworkshop.files.safe.state_folder import state_folder  # noqa: PLC0415

    for folder in (state_folder, config_file):
        folder(os.environ, Path.cwd())
    colours = os.environ.get("TEXTUAL_COLOR_SYSTEM", COLOURS[0])
    if colours not in COLOURS:
        _refuse("TEXTUAL_COLOR_SYSTEM", f"use {', '.join(COLOURS[:-1])} or {COLOURS[-1]}")
    if driver := os.environ.get(DRIVER):
        module, _, name = driver.partition(":")
        try:
            getattr(importlib.import_module(module), name)
        except Exception:  # noqa: BLE001 - whatever the module does
            _refuse(DRIVER, "there is no such driver")
    if log := os.environ.get("TEXTUAL_LOG"):
        try:
            with open(log, "a", encoding="utf-8"):  # noqa: PTH123 - as Textual does
                pass
        except (OSError, ValueError):
            _refuse("TEXTUAL_LOG", "cannot write a file there")
    keep_keys_plain()


def _refuse(variable: str, why: str) -> None:
    shown = one_line(os.environ[variable])
    raise click.UsageError(f"{variable}={shown}: {why}; change this variable, or leave it out")


def keep_keys_plain() -> None:
    """Ask Textual not to use the kitty keyboard protocol. Call this before importing Textual.

    With the protocol some terminals lose accents typed by dead keys, and text from input methods.
    On Windows the switch itself breaks keys.
    """
    if sys.platform != "win32" and os.environ.get(KITTY) != "1":
        os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
