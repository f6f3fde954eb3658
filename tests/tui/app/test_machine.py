"""Random keys, resizes, undo and leaving: what is on screen, on the desk and on disk agree.

Few examples by default; VALUEWORKSHOP_EXAMPLES sets how many.
"""

import asyncio
import contextvars
import os
import shutil
import tempfile
from collections.abc import Callable, Coroutine
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)
from textual import events
from textual.app import App
from textual.pilot import Pilot

from running import app_of, new_file, running, screen_text, session_of, type_text
from valueworkshop.core.session.session import Place
from valueworkshop.core.stages.notes.model import answers
from valueworkshop.files.text import session_file
from valueworkshop.tui.app.app import WorkshopApp
from valueworkshop.tui.library.library_screen import LibraryScreen
from valueworkshop.tui.stages.questions.note_rows import NoteRows
from valueworkshop.tui.stages.questions.view import QuestionsView
from valueworkshop.tui.widgets.too_small import TooSmallScreen
from valueworkshop.tui.workshop.workshop_screen import WorkshopScreen

EXAMPLES = int(os.environ.get("VALUEWORKSHOP_EXAMPLES", "3"))
SAMPLES = sorted((Path(__file__).parents[3] / "sessions").glob("*.toml"))
SIZES = [(60, 20), (80, 24), (120, 40), (20, 5)]
KEYS = [
    *("enter", "escape", "tab", "shift+tab", "up", "down", "left", "right", "home", "end"),
    *("space", "backspace", "delete", "pageup", "pagedown", "f1", "ctrl+p", "ctrl+g", "ctrl+n"),
    *("ctrl+z", "ctrl+y", "ctrl+s", "ctrl+t", "ctrl+o", "ctrl+j", "ctrl+l", "n", "b", "u", "i"),
    *("g", "m", "M", "w", "t", "s", "a", "c", "d", "K", "J", "D", "p", "v", "e", "1", "3", "5"),
    *("0", "9", "minus", "plus", "question_mark", "colon", "x", "[", "é"),
]
PLACES = [
    Place(stage="frame", at="people"),
    Place(stage="guiding", at="rivals"),
    Place(stage="checklist", at="touchpoint"),
    Place(stage="checklist", at="renewal"),
    Place(stage="break"),
    Place(stage="summary"),
    Place(stage="act", at="choose"),
    Place(stage="act", at="act"),
    Place(stage="close", at="rating"),
]

T = TypeVar("T")


class Flight:
    """An app in a loop and a context of its own, flown from outside of any loop."""

    def __init__(self, path: Path, at: tuple[str, str] | None = None) -> None:
        self._loop = asyncio.new_event_loop()
        self._context = contextvars.copy_context()
        self._running: AbstractAsyncContextManager[Pilot[None]] = running(path, at=at)
        self.pilot: Pilot[None] = self.run(self._running.__aenter__())

    def run(self, coroutine: Coroutine[Any, Any, T]) -> T:
        """Run something in the app's loop."""
        task = self._loop.create_task(coroutine, context=self._context)
        return self._loop.run_until_complete(task)

    def call(self, function: Callable[[], T]) -> T:
        """Call something as if within the app."""
        return self._context.run(function)

    def land(self) -> None:
        """Leave the app; what went wrong in it is raised here."""
        try:
            self.run(self._running.__aexit__(None, None, None))
        finally:
            self._loop.run_until_complete(self._loop.shutdown_default_executor())
            self._loop.close()


def failed(app: App[Any]) -> BaseException | None:
    """Return what ended an app, None if nothing did."""
    return app._exception  # noqa: SLF001 - raised only when the app is left


async def settled_in_its_loop(app: WorkshopApp) -> None:
    """Make edits of all typed text; a form gives its contents."""
    app.settle()


async def left_alone(pilot: Pilot[None]) -> None:
    """Wait until nothing moves, whatever is open."""
    for _ in range(3):
        await pilot.pause()


class Facilitator(RuleBasedStateMachine):
    """Somebody in a hurry, in a workshop."""

    @initialize(
        number=st.integers(0, len(SAMPLES)),
        place=st.sampled_from(PLACES),
    )
    def sit_down(self, number: int, place: Place) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.path = (
            Path(shutil.copy(SAMPLES[number], self.folder))
            if number < len(SAMPLES)
            else new_file(self.folder)
        )
        document = session_file.read(self.path)
        session = replace(document.session, place=place)
        self.path.write_bytes(session_file.dumps(session, document.extras))
        self.flight = Flight(self.path)

    @property
    def pilot(self) -> Pilot[None]:
        return self.flight.pilot

    @property
    def app(self) -> App[Any]:
        return self.pilot.app

    def ended(self) -> bool:
        """Whether the app was left."""
        return not self.app.is_running

    def do(self, what: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Do something, and wait for what comes of it."""

        async def done() -> None:
            await what()
            await left_alone(self.pilot)

        self.flight.run(done())

    @rule(keys=st.lists(st.sampled_from(KEYS), min_size=1, max_size=5))
    def press(self, keys: list[str]) -> None:
        self.do(lambda: self.pilot.press(*keys))

    @rule(text=st.sampled_from(["price ", "a, l, sales", "2026-13-01", "+30", "4"]))
    def type(self, text: str) -> None:
        self.do(lambda: type_text(self.pilot, text))

    @rule(text=st.sampled_from(["one\ntwo", "[/x] [b", "\x1b[31m", "漢字 👩‍👩‍👧‍👦", "y" * 3000]))
    def paste(self, text: str) -> None:
        self.do(lambda: self._paste(text))

    async def _paste(self, text: str) -> None:
        self.app.post_message(events.Paste(text))

    @rule(size=st.sampled_from(SIZES))
    def resize(self, size: tuple[int, int]) -> None:
        self.do(lambda: self.pilot.resize_terminal(*size))

    @rule(times=st.integers(1, 5), key=st.sampled_from(["u", "ctrl+y"]))
    def undo(self, times: int, key: str) -> None:
        self.do(lambda: self.pilot.press("escape", *[key] * times))

    @rule()
    @precondition(lambda self: isinstance(self.app.screen, WorkshopScreen))
    def go_to_the_library_and_back(self) -> None:
        async def away_and_back() -> None:
            before = session_of(self.pilot).place
            workshop = self.app.screen
            assert isinstance(workshop, WorkshopScreen)
            workshop.settle()
            session = session_of(self.pilot)
            await app_of(self.pilot).action_library()
            await left_alone(self.pilot)
            assert isinstance(self.app.screen, LibraryScreen | TooSmallScreen)
            document = session_file.read(self.path)
            assert document.session == session
            await app_of(self.pilot).open_workshop(self.path, document)
            await left_alone(self.pilot)
            assert session_of(self.pilot).place == before

        if app_of(self.pilot).sitting and self.path == app_of(self.pilot).sitting.path:  # type: ignore[union-attr]
            self.do(away_and_back)

    @invariant()
    def nothing_broke(self) -> None:
        if error := failed(self.app):
            raise AssertionError(repr(error)) from error

    @invariant()
    def a_key_leads_somewhere(self) -> None:
        screen = self.app.screen
        assert screen.focused is not None or screen.is_modal, screen

    @invariant()
    def the_screen_shows_the_desk(self) -> None:
        screen = self.app.screen
        shown = self.flight.call(lambda: screen_text(self.pilot))
        if not isinstance(screen, WorkshopScreen):
            return
        session = session_of(self.pilot)
        assert screen.view is not None
        assert screen.view.stage == session.place.stage
        stage = session.stage(session.place.stage)
        if self.app.size.height >= 20:
            assert stage.title[:8] in shown
        if isinstance(screen.view, QuestionsView):
            notes = answers(session, screen.view.stage).of(screen.view.question)
            rows = screen.view.query_one(NoteRows)
            assert [option.id for option in rows.options] == [key for key, _ in notes]

    def teardown(self) -> None:
        if not hasattr(self, "flight"):
            return
        app = app_of(self.pilot)
        try:
            if app.sitting is not None and not failed(app):
                self.flight.run(settled_in_its_loop(app))
                app.sitting.saver.flush()
                saved = session_file.read(app.sitting.path).session
                assert saved == app.sitting.desk.session
        finally:
            self.flight.land()
            shutil.rmtree(self.folder, ignore_errors=True)


Facilitator.TestCase.settings = settings(
    max_examples=EXAMPLES,
    stateful_step_count=15,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink],
)
TestFacilitator = Facilitator.TestCase


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    number=st.integers(0, len(SAMPLES) - 1),
    place=st.sampled_from(PLACES),
    keys=st.lists(st.sampled_from(KEYS), min_size=10, max_size=40),
)
def test_whatever_is_pressed_it_goes_on(number: int, place: Place, keys: list[str]) -> None:
    folder = Path(tempfile.mkdtemp())
    flight = Flight(Path(shutil.copy(SAMPLES[number], folder)), (place.stage, place.at))
    try:
        for few in range(0, len(keys), 8):
            flight.run(flight.pilot.press(*keys[few : few + 8]))
            flight.call(lambda: screen_text(flight.pilot))
        assert not failed(flight.pilot.app)
        assert flight.pilot.app.is_running
    finally:
        flight.land()
        shutil.rmtree(folder, ignore_errors=True)
