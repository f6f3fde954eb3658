"""Runs the application in a terminal: what comes before its first paint and after its last."""

import datetime as dt
import os
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from textual.driver import Driver

from valueworkshop.files.home import bug_log, settings
from valueworkshop.files.safe.state_folder import state_folder
from valueworkshop.tui.app.app import WorkshopApp
from valueworkshop.tui.app.read_preferences import preferences
from valueworkshop.tui.terminal.in_browser import in_browser
from valueworkshop.tui.terminal.typed_bytes import use_for_terminals
from valueworkshop.tui.widgets.motion import moves
from valueworkshop.tui.widgets.sturdy_app import run_to_its_end, tell

if TYPE_CHECKING:
    from valueworkshop.files.text.session_file import Document
    from valueworkshop.phones.way_of_serving import Hosting
    from valueworkshop.tui.terminal.early_screen import EarlyScreen

GIVES_WAY = 0.0005
"""After this many seconds a thread lets another one run: you feel Python's own 5 ms in each key."""


def run(  # noqa: PLR0913 - all that the command line sets
    folder: Path,
    opened: "tuple[Path, Document] | None" = None,
    *,
    first: bool = False,
    tour: bool = False,
    phones: "Hosting | None" = None,
    env: Mapping[str, str] = os.environ,
    early: "EarlyScreen | None" = None,
) -> int:
    """Run the app until somebody leaves it; return the exit code.

    `env` overrides the config file; the app goes on where an `early` screen is.
    """
    tidying = threading.Timer(1.0, _tidy_up, (folder, opened))
    tidying.daemon = True
    tidying.start()
    # The saver's thread makes the text of a file: it lets a key through within this time.
    sys.setswitchinterval(GIVES_WAY)
    wanted = preferences(settings.read(settings.config_file(env, Path.cwd())), env)
    app = WorkshopApp(
        folder,
        opened,
        first=first,
        tour=tour,
        phones=phones,
        preferences=wanted,
        driver_class=_driver(env),
    )
    app.early = early
    app.fit_colours()
    if moves(env) and not app.accessible:
        app.motion = time.monotonic
    try:
        code = run_to_its_end(app)
    finally:
        if app.sitting is not None:
            app.sitting.close(timeout=10)
        if app.bug is not None:
            bug_log.note(app.bug, state_folder(env, Path.cwd()))
    if app.sitting is not None:
        app.note_the_end(app.sitting, code)
    handed = ""
    if app.sitting is not None and not code and wanted.settings.hooks:
        from valueworkshop.sitting.actions_hook import at_the_end  # noqa: PLC0415 - few have one

        handed = at_the_end(app.sitting, wanted.settings.hooks.get("actions", ()))
    if not in_browser(env):
        tell(sys.stdout, app.to_print)
    tell(sys.stderr, "".join(f"{line}\n" for line in (wanted.told, app.last_word, handed) if line))
    return code or int(app.is_unsaved)


def _driver(env: Mapping[str, str]) -> type[Driver] | None:
    """Return the driver that reads keys and draws, None for Textual's own choice.

    That is the one which the program names that shows the app, unless it is a server for browsers:
    for them we have our own.
    """
    if in_browser(env):
        from valueworkshop.tui.app.web_keyboard import WebKeyboard  # noqa: PLC0415 - seldom

        return WebKeyboard
    if sys.platform == "win32" or env.get("TEXTUAL_DRIVER"):
        return None
    from valueworkshop.tui.app.key_order import Keyboard  # noqa: PLC0415 - not for Windows

    use_for_terminals()
    return Keyboard


def _tidy_up(folder: Path, opened: "tuple[Path, Document] | None") -> None:
    """Move into the backups what interrupted saves left beside the workshops."""
    from valueworkshop.files.home.cut_off_saves import sweep  # noqa: PLC0415 - after the first paint

    state = state_folder(os.environ, Path.cwd())
    for each in {folder, opened[0].parent} if opened else {folder}:
        sweep(each, state, dt.datetime.now(dt.UTC))
