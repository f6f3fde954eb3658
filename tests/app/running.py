"""Running the app in a test: opened at a place, with known ids and a known day."""

import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path

from textual.pilot import Pilot

from valueworkshop.app.app import WorkshopApp
from valueworkshop.app.workshop import WorkshopScreen
from valueworkshop.storage import session_file
from valueworkshop.storage.folder import save_new
from valueworkshop.storage.starting import new_session
from valueworkshop.workshop.ids import Ids
from valueworkshop.workshop.session import Place, Session

TODAY = dt.date(2026, 11, 22)


def counted_ids(prefix: str = "t") -> Ids:
    """Return a source of ids that are known beforehand: t0000001 and so on."""
    numbers = count(1)
    return lambda: f"{prefix}{next(numbers):07d}"


def new_file(folder: Path, title: str = "Dealers, autumn") -> Path:
    """Save a new workshop of the essentials kit."""
    return save_new(new_session("essentials", counted_ids("s"), TODAY, title), folder)


@asynccontextmanager
async def running(
    path: Path,
    *,
    at: tuple[str, str] | None = None,
    size: tuple[int, int] = (80, 24),
) -> AsyncIterator[Pilot[None]]:
    """Run the app in the session of `path`, or in the library if that is a folder."""
    if path.is_dir():
        app = WorkshopApp(path, ids=counted_ids(), today=lambda: TODAY)
    else:
        document = session_file.read(path)
        if at is not None:
            session = replace(document.session, place=Place(stage=at[0], at=at[1]))
            document = replace(document, session=session)
        app = WorkshopApp(path.parent, (path, document), ids=counted_ids(), today=lambda: TODAY)
    async with app.run_test(size=size, notifications=True) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        yield pilot
        if app.sitting is not None:
            app.stand_up()


def app_of(pilot: Pilot[None]) -> WorkshopApp:
    """Return the app that a pilot flies."""
    assert isinstance(pilot.app, WorkshopApp)
    return pilot.app


def session_of(pilot: Pilot[None]) -> Session:
    """Return the session on the desk."""
    sitting = app_of(pilot).sitting
    assert sitting is not None
    return sitting.desk.session


def saved_of(pilot: Pilot[None]) -> Session:
    """Return the session as it is on disk, after all was saved."""
    sitting = app_of(pilot).sitting
    assert sitting is not None
    sitting.saver.flush()
    return session_file.read(sitting.path).session


def screen_text(pilot: Pilot[None]) -> str:
    """Return what is on screen, line by line."""
    strips = pilot.app.screen._compositor.render_strips()  # noqa: SLF001 - Textual gives no other way
    return "\n".join(strip.text.rstrip() for strip in strips)


async def type_text(pilot: Pilot[None], text: str) -> None:
    """Type letters as a person would."""
    await pilot.press(*[_KEYS.get(letter, letter) for letter in text])


_KEYS = {" ": "space", ",": "comma", ".": "full_stop", "-": "minus", "+": "plus", "/": "slash"}


def workshop_of(pilot: Pilot[None]) -> WorkshopScreen:
    """Return the working screen."""
    for screen in pilot.app.screen_stack:
        if isinstance(screen, WorkshopScreen):
            return screen
    raise AssertionError("no workshop is open")
