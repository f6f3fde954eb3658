"""How a command saves a workshop that it changed: as every change is saved."""

# ruff: noqa: PLC0415 - see the package

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from valueworkshop.core.clean_text import clean

if TYPE_CHECKING:
    from valueworkshop.core.session.session import Session
    from valueworkshop.files.text.session_file import Document


def save(path: Path, document: "Document", session: "Session") -> Path:
    """Save a session that was made of `document`; return where it is now.

    What others changed in the file meanwhile is kept. Raises ClickException if it is not saved.
    """
    from valueworkshop.files.safe.backups import Keeper, shelf_of
    from valueworkshop.files.safe.disk_clock import SystemClock
    from valueworkshop.files.safe.state_folder import state_folder
    from valueworkshop.files.saving.save_rules import State
    from valueworkshop.files.saving.saver import Saver

    state = state_folder(os.environ, Path.cwd())
    keeper = Keeper(shelf_of(state, session.id), path.name, SystemClock())
    saver = Saver(path, document, keep=keeper.before_save, state=state)
    saver.submit(session)
    status = saver.close()
    if status.state is State.FAILED:
        raise click.ClickException(clean(f"not saved: {status.reason}"))
    if status.reason:
        click.echo(clean(status.reason), err=True)
    return status.path
