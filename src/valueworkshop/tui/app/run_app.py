"""Runs the application in a terminal: what comes before its first paint and after its last."""

import datetime as dt
import os
import sys
import threading
from collections.abc import Mapping
from pathlib import Path

from textual.driver import Driver

from valueworkshop.files.home import bug_log, settings
from valueworkshop.files.safe.state_folder import state_folder
from valueworkshop.files.text.session_file import Document
from valueworkshop.sitting.saving_words import NOT_SAVED
from valueworkshop.tui.app.app import WorkshopApp
from valueworkshop.tui.app.read_preferences import preferences
from valueworkshop.tui.terminal.typed_bytes import use_for_terminals
from valueworkshop.tui.widgets.sturdy_app import run_to_its_end, tell

GIVES_WAY = 0.0005
"""After this many seconds a thread lets another one run: you feel Python's own 5 ms in each key."""


def run(
    folder: Path,
    opened: tuple[Path, Document] | None = None,
    *,
    first: bool = False,
    tour: bool = False,
    env: Mapping[str, str] = os.environ,
) -> int:
    """Run the app until somebody leaves it; return the exit code.

    `env` overrides the config file.
    """
    tidying = threading.Timer(1.0, _tidy_up, (folder, opened))
    tidying.daemon = True
    tidying.start()
    # The saver's thread makes the text of a file: it lets a key through within this time.
    sys.setswitchinterval(GIVES_WAY)
    wanted = preferences(settings.read(settings.config_file(env, Path.cwd())), env)
    app = WorkshopApp(
        folder, opened, first=first, tour=tour, preferences=wanted, driver_class=_driver()
    )
    app.fit_colours()
    try:
        code = run_to_its_end(app)
    finally:
        if app.sitting is not None:
            app.sitting.close(timeout=10)
        if app.bug is not None:
            bug_log.note(app.bug, state_folder(env, Path.cwd()))
    if app.sitting is not None:
        app.note_the_end(app.sitting, code)
    tell(sys.stdout, app.to_print)
    tell(sys.stderr, "".join(f"{line}\n" for line in (wanted.told, app.last_word) if line))
    return code or int(app.last_word.startswith(NOT_SAVED))


def _driver() -> type[Driver] | None:
    """Return the driver that reads keys and draws, None for Textual's own choice."""
    if sys.platform == "win32":
        return None
    from valueworkshop.tui.app.key_order import Keyboard  # noqa: PLC0415 - not for Windows

    use_for_terminals()
    return Keyboard


def _tidy_up(folder: Path, opened: tuple[Path, Document] | None) -> None:
    """Move into the backups what interrupted saves left beside the workshops."""
    from valueworkshop.files.home.cut_off_saves import sweep  # noqa: PLC0415 - after the first paint

    state = state_folder(os.environ, Path.cwd())
    for each in {folder, opened[0].parent} if opened else {folder}:
        sweep(each, state, dt.datetime.now(dt.UTC))
