"""Run the app in a test: opened at a place, with known ids and a known day."""

import datetime as dt
import re
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.screen import Screen
from textual.worker import Worker, WorkerCancelled

from fake_time import FakeTime
from picked_weights import with_ratings
from terminal import DEADLINE
from valueworkshop.core.session.ids import Ids
from valueworkshop.core.session.people import Person
from valueworkshop.core.session.session import Place, Session
from valueworkshop.files.home.named_sessions import save_new
from valueworkshop.files.home.new_sessions import new_session
from valueworkshop.files.home.settings import Settings
from valueworkshop.files.text import session_file
from valueworkshop.tui.app.app import WorkshopApp
from valueworkshop.tui.app.preferences import Preferences
from valueworkshop.tui.workshop.workshop_screen import WorkshopScreen

TODAY = dt.date(2026, 11, 22)


def counted_ids(prefix: str = "t") -> Ids:
    """Return a source of known ids: t0000001 and so on."""
    numbers = count(1)
    return lambda: f"{prefix}{next(numbers):07d}"


def new_file(folder: Path, title: str = "Dealers, autumn") -> Path:
    """Save a new workshop of the essentials kit, in which people rate every weight."""
    session = new_session("essentials", counted_ids("s"), TODAY, title)
    return save_new(with_ratings(session), folder)


def app_for(
    path: Path, at: tuple[str, str] | None = None, look: Settings | None = None
) -> WorkshopApp:
    """Return an app in the session of `path`, or in the library if that is a folder."""
    set_so = Preferences(settings=look or Settings())
    if path.is_dir():
        return WorkshopApp(
            path, ids=counted_ids(), today=lambda: TODAY, preferences=set_so, clock=FakeTime()
        )
    document = session_file.read(path)
    if at is not None:
        session = replace(document.session, place=Place(stage=at[0], at=at[1]))
        document = replace(document, session=session)
    return WorkshopApp(
        path.parent,
        (path, document),
        ids=counted_ids(),
        today=lambda: TODAY,
        preferences=set_so,
        clock=FakeTime(),
    )


@asynccontextmanager
async def running(
    path: Path,
    *,
    at: tuple[str, str] | None = None,
    size: tuple[int, int] = (80, 24),
    look: Settings | None = None,
) -> AsyncIterator[Pilot[None]]:
    """Run the app in the session of `path`, or in the library if that is a folder."""
    app = app_for(path, at, look)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        while app.is_running and not app.is_ready.is_set():
            await pilot.pause()
        while len(app.workers):  # one may begin another, as the library does that has been read
            await app.workers.wait_for_complete()
            await pilot.pause()
        press = pilot.press

        async def press_and_wait(*keys: str) -> None:
            """Press keys as hands do (tui/app/key_order.py): each waits for what opens."""
            for key in keys:
                await app.until_opened()
                await press(key)
                await app.until_opened()
            await pilot.pause()

        pilot.press = press_and_wait  # type: ignore[method-assign]
        yield pilot
        if app.is_running and app.screen_stack:
            screen_text(pilot)  # whatever a test looked at, its last screen can be drawn
        if app.sitting is not None:
            app.stand_up()
        for screen in app.screen_stack if app.is_running else ():
            screen.set_reactive(Screen.focused, None)  # or it moves on as each widget goes


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
    """Return the session as it is on disk, after saving everything."""
    sitting = app_of(pilot).sitting
    assert sitting is not None
    sitting.saver.flush()
    return session_file.read(sitting.path).session


def screen_text(pilot: Pilot[None]) -> str:
    """Return what is on screen, line by line."""
    screen = pilot.app.screen
    screen._refresh_layout()  # noqa: SLF001 - as Textual would by itself, a moment later
    strips = screen._compositor.render_strips()  # noqa: SLF001 - Textual gives no other way
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


async def settled(pilot: Pilot[None]) -> None:
    """Wait until workers, messages and drawing are done.

    A worker may begin only with a message, as that of a screen which is not mounted yet, and a
    message may come only from a worker.
    """
    app = pilot.app

    def counts(worker: Worker[Any]) -> bool:
        return worker.node is not app or worker.group == "opening"

    await pilot.pause()
    while any(counts(worker) and not worker.is_finished for worker in app.workers):
        await workers_done(pilot, counts)
        await pilot.pause()


async def workers_done(
    pilot: Pilot[None], counts: Callable[[Worker[Any]], bool] = lambda _worker: True
) -> None:
    """Wait for workers, and for those that take the place of others meanwhile."""
    while left := [w for w in pilot.app.workers if counts(w) and not w.is_finished]:
        for worker in left:
            with suppress(WorkerCancelled):
                await worker.wait()


async def until(pilot: Pilot[None], true: Callable[[], bool], what: str) -> None:
    """Wait for what other threads do; fail if it does not come."""
    end = time.monotonic() + DEADLINE
    while time.monotonic() < end:
        if true():
            return
        await pilot.pause(0.002)
    raise AssertionError(f"{what} did not come; on screen:\n{screen_text(pilot)}")


def top_line(pilot: Pilot[None]) -> str:
    """Return the top line. What it says about saving changes as the disk answers.

    With fewer words about saving there is room for more of the time and of the place.
    """
    return screen_text(pilot).split("\n")[0]


async def top_line_says(pilot: Pilot[None], text: str) -> None:
    """Wait until all is saved, the top line says when, and `text` stands before that."""
    sitting = workshop_of(pilot).sitting
    sitting.saver.flush()

    def says_both() -> bool:
        line = top_line(pilot)
        saved = "saved" if pilot.app.size.width < 70 else sitting.words
        return line.endswith(saved) and text in line

    await until(pilot, says_both, f"{text!r} in the top line")


async def close_forms(pilot: Pilot[None]) -> None:
    """Leave all screens on top of the workshop, with one Esc each."""
    for depth in range(len(pilot.app.screen_stack), 2, -1):
        await pilot.press("escape")
        await until(pilot, partial(_is_closed, pilot, depth), "the end of a form")


def _is_closed(pilot: Pilot[None], depth: int) -> bool:
    return len(pilot.app.screen_stack) < depth


async def to_library(pilot: Pilot[None]) -> None:
    """Leave the workshop for the library, with the command for that."""
    commands = app_of(pilot).get_system_commands(pilot.app.screen)
    next(command for command in commands if command.title == "Library").callback()
    await settled(pilot)
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def appears(pilot: Pilot[None], text: str) -> None:
    """Wait until a text is on screen."""

    def is_there() -> bool:
        return text in screen_text(pilot) or text in words_on(pilot)

    await until(pilot, is_there, f"{text!r}")


def words_on(pilot: Pilot[None]) -> str:
    """Return the words on screen in one line, without what stands beside them."""
    return " ".join(screen_text(pilot).translate(_SIDES).split())


def letters_on(pilot: Pilot[None]) -> str:
    """Return the letters on screen without spaces and ends of lines.

    Where a path has its ends of lines depends on the folder in which the tests run.
    """
    return words_on(pilot).replace(" ", "")


_SIDES = str.maketrans(dict.fromkeys("│▌▁▂▃▄▅▆▇█", " "))
"""What stands beside words: the sides of cards, and the bar that scrolls."""


async def fly(pilot: Pilot[None], size: tuple[int, int]) -> None:
    """Give the window another size."""
    await pilot.resize_terminal(*size)

    def laid_out() -> bool:
        return pilot.app.screen._compositor.size == size  # noqa: SLF001 - no other way

    await until(pilot, laid_out, f"the size {size}")
    await pilot.pause()


def save_as(session: Session, folder: Path, name: str = "made.toml") -> Path:
    """Save a session that a test made."""
    path = folder / name
    path.write_bytes(session_file.dumps(session))
    return path


def with_people(session: Session, *people: tuple[str, str]) -> Session:
    """Return the session with participants of (name, group), each with the voter v1, v2, …"""
    made = {
        f"p{n}": Person(name=name, group=group, voter=f"v{n}", order=n)
        for n, (name, group) in enumerate(people, 1)
    }
    return replace(session, people=made)


def still_text(pilot: Pilot[None]) -> str:
    """Return the screen, with the same words while saving and after it.

    A late save has a draft first.
    """
    return re.sub(
        r" +(\d+ min[^\n]*?)?(saved( \d\d:\d\d)?|(still )?saving(, a draft is safe)?)\n",
        " saved\n",
        screen_text(pilot),
        count=1,
    )
