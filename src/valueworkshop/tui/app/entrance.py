"""How a workshop opens, with a question if somebody has it open already."""

import asyncio
import os
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeAlias

from valueworkshop.core.session.ids import Ids
from valueworkshop.files.safe.state_folder import state_folder
from valueworkshop.files.shared.presence import Machine, Owner, present
from valueworkshop.files.text.session_file import Document
from valueworkshop.tui.app.open_already_screen import COPY, READ, TAKE, SecondWindowScreen
from valueworkshop.tui.app.served import Served
from valueworkshop.tui.widgets.sturdy_app import OPENING

Opener: TypeAlias = Callable[[], tuple[Path, Document]]
"""Reads or makes the workshop to open; may take as long as the disk does."""


async def enter(app: Served, path: Path, document: Document) -> None:
    """Open a workshop that was read from `path`; if somebody has it open already, ask how."""
    found = None
    if not document.read_only:
        state = state_folder(os.environ, Path.cwd())
        found = await asyncio.to_thread(present, path, Machine(), state)
    if found is None:
        await app.sit_down(path, document)
        return

    def chosen(choice: str | None) -> None:
        way = _way(choice, found[0], path, document, app.ids)
        app.run_worker(_enter_by(app, way), group=OPENING)

    await app.push_screen(SecondWindowScreen(document.session.title, *found), chosen)


def enter_anew(app: Served) -> None:
    """Open the current workshop once more, as its file is now."""
    from valueworkshop.sitting import opening  # noqa: PLC0415 - imports pydantic

    if app.sitting is not None:
        path, only_read = app.sitting.path, app.sitting.only_read
        app.stand_up()
        way = partial(opening.saved, path, only_read)
        app.run_worker(_enter_by(app, way), group=OPENING)


def enter_next(app: Served) -> None:
    """Save the current workshop, and begin the one that follows it."""
    from valueworkshop.sitting import opening  # noqa: PLC0415 - imports pydantic

    if app.sitting is not None:
        path = app.sitting.path
        app.stand_up()

        def way() -> tuple[Path, Document]:
            return opening.followed(*opening.saved(path), app.ids, app.today())

        app.run_worker(_enter_by(app, way), group=OPENING)


async def _enter_by(app: Served, way: Opener | None) -> None:
    """Open what a way returns; the library without a way, or if it returns nothing."""
    from valueworkshop.sitting.opening import UnopenableError  # noqa: PLC0415 - imports pydantic

    said = ""
    if way is not None:
        try:
            path, document = await asyncio.to_thread(way)
        except UnopenableError as error:
            said = str(error)
        else:
            await app.sit_down(path, document)
            return
    await app.action_library()
    if said:
        app.notify(said)


def _way(
    choice: str | None, owner: Owner, path: Path, document: Document, ids: Ids
) -> Opener | None:
    """Return how to open a workshop that `owner` has open, None if not at all."""
    from valueworkshop.sitting import opening  # noqa: PLC0415 - imports pydantic

    if choice == READ:
        held = replace(document, read_only=f"{owner.in_words} has it open")
        return lambda: (path, held)
    if choice == COPY:
        return partial(opening.copied, path, document, ids)
    return (lambda: (path, document)) if choice == TAKE else None
