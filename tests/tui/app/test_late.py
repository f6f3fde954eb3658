"""What comes late, or twice, finds nothing to do: keys one upon the other, workers and timers."""

import threading
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
from textual.css.query import NoMatches
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static

import valueworkshop
from running import app_of, new_file, running, settled, until, workshop_of
from valueworkshop.tui.app.palette import Palette
from valueworkshop.tui.app.park_screen import ParkScreen
from valueworkshop.tui.library.library_screen import LibraryScreen
from valueworkshop.tui.library.welcome import PremiseScreen
from valueworkshop.tui.widgets.late import ClosedOnce, hand_back
from valueworkshop.tui.widgets.one_frame import OneFrame


async def press_without_waiting(pilot: Pilot[None], *keys: str) -> None:
    """Press keys one upon the other, as hands do that are ahead of a busy machine."""
    for key in keys:
        pilot.app.simulate_key(key)
    await settled(pilot)
    for _ in range(5):
        await pilot.pause()


@pytest.mark.parametrize(
    "keys",
    [
        ("ctrl+g", "enter", "enter", "enter"),
        ("ctrl+r", "x", "enter", "enter", "escape", "escape"),
        ("colon", "ctrl+p", "colon", "escape", "escape"),
        ("question_mark", "question_mark", "escape", "escape"),
        ("T", "T", "enter", "escape"),
        ("e", "enter", "enter", "escape"),
        ("n", "n", "b", "n", "ctrl+g", "n", "enter"),
    ],
)
async def test_keys_one_upon_the_other_end_no_workshop(folder: Path, keys: tuple[str, ...]) -> None:
    async with running(new_file(folder), at=("checklist", "touchpoint")) as pilot:
        await press_without_waiting(pilot, *keys)
        assert pilot.app.return_code is None


@pytest.mark.parametrize(
    "keys",
    [
        ("enter", "enter", "enter"),
        ("a", "enter", "enter", "escape", "escape"),
        ("R", "enter", "enter"),
        ("d", "y", "y", "d", "y"),
        ("w", "w", "escape", "enter"),
        ("F", "x", "enter", "enter", "escape", "escape"),
        ("n", "enter", "enter", "n", "enter"),
    ],
)
async def test_keys_one_upon_the_other_end_no_library(
    car_maker: Path, keys: tuple[str, ...]
) -> None:
    async with running(car_maker.parent) as pilot:
        await press_without_waiting(pilot, *keys)
        assert pilot.app.return_code is None


async def test_the_palette_opens_once(folder: Path) -> None:
    async with running(new_file(folder)) as pilot:
        await press_without_waiting(pilot, "ctrl+p", "ctrl+p", "ctrl+p")
        shown = [screen for screen in pilot.app.screen_stack if isinstance(screen, Palette)]
        assert len(shown) == 1


async def test_a_screen_that_is_closed_twice_gives_its_answer_once_and_takes_no_other_with_it(
    folder: Path,
) -> None:
    async with running(new_file(folder)) as pilot:
        app, answers = app_of(pilot), list[object]()
        form = ParkScreen(workshop_of(pilot).desk)
        await app.push_screen(form, answers.append)
        form.dismiss(result=True)
        form.dismiss(result=False)
        await until(pilot, lambda: not form.is_attached, "the end of the form")
        await pilot.pause()
        assert answers == [True]
        assert app.screen is workshop_of(pilot)


def _ask_for_more(screen: LibraryScreen) -> None:
    screen.query_one("#no-such-thing", Static)


@pytest.mark.parametrize(
    "late",
    [
        lambda screen: screen.call_later(_ask_for_more, screen),
        lambda screen: screen.call_after_refresh(_ask_for_more, screen),
        lambda screen: screen.set_timer(0.001, lambda: _ask_for_more(screen)),
        lambda screen: screen.app.call_later(_ask_for_more, screen),
        lambda screen: screen.app.run_worker(lambda: _ask_for_more(screen), thread=True),
    ],
    ids=["message", "refresh", "timer", "app", "worker"],
)
async def test_what_reaches_a_screen_that_is_left_does_nothing(
    car_maker: Path, late: Callable[[LibraryScreen], object]
) -> None:
    async with running(car_maker.parent) as pilot:
        app, library = app_of(pilot), pilot.app.screen
        assert isinstance(library, LibraryScreen)
        await app.push_screen(PremiseScreen())
        app._screen_stack.remove(library)  # noqa: SLF001 - closed, and not taken down yet
        late(library)
        for _ in range(5):
            await pilot.pause()
        await until(pilot, lambda: all(each.is_finished for each in app.workers), "the worker")
        await pilot.pause()
        assert app.return_code is None
        app._screen_stack.insert(1, library)  # noqa: SLF001


async def test_what_a_thread_brings_after_its_work_was_called_off_is_dropped(
    car_maker: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A key may call it off while the thread is on its way to the loop."""
    async with running(car_maker.parent) as pilot:
        app, library, brought = app_of(pilot), pilot.app.screen, list[str]()

        def put(text: str) -> str:
            brought.append(text)
            return text

        def bring(text: str) -> str | None:
            return hand_back(library, put, text)

        in_time = library.run_worker(lambda: bring("in time"), thread=True)
        await in_time.wait()
        assert (in_time.result, brought) == ("in time", ["in time"])
        go, over = app.call_from_thread, threading.Event()

        def called_off_on_the_way(do: Callable[[], str | None]) -> str | None:
            worker.cancel()
            try:
                return go(do)
            finally:
                over.set()

        monkeypatch.setattr(app, "call_from_thread", called_off_on_the_way)
        worker = library.run_worker(lambda: bring("late"), thread=True)
        await until(pilot, over.is_set, "the thread")
        assert brought == ["in time"]


def test_threads_hand_back_what_they_found_in_one_way() -> None:
    source = Path(valueworkshop.__file__).parent
    found = [path for path in source.rglob("*.py") if "call_from_thread" in path.read_text("utf-8")]
    assert [path.name for path in found] == ["late.py"]


async def test_the_same_error_in_a_screen_that_is_there_ends_the_app(car_maker: Path) -> None:
    async def met() -> None:
        async with running(car_maker.parent) as pilot:
            library = pilot.app.screen
            assert isinstance(library, LibraryScreen)
            library.call_later(_ask_for_more, library)
            await until(pilot, lambda: pilot.app.return_code is not None, "the end")

    with pytest.raises(NoMatches):
        await met()


def test_every_screen_of_ours_is_closed_only_once() -> None:
    for module in walk_packages(valueworkshop.__path__, "valueworkshop."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    ours = [each for each in _below(Screen) if each.__module__.startswith("valueworkshop.")]
    ours.remove(OneFrame)  # a part of them all, and none itself
    assert len(ours) > 30
    assert [each for each in ours if not issubclass(each, ClosedOnce)] == []


def _below(kind: type[object]) -> list[type[object]]:
    below = kind.__subclasses__()
    return [*below, *(each for one in below for each in _below(one))]
