"""The pilot waits until an app is at rest, and for nothing else: no clock, no guess.

Textual's own pilot posts a message to each widget, sleeps until the process seems idle, and ticks
the screen once, up to five times a key. We look instead: an app is at rest when its loop has
nothing to run, each widget waits for a message, and the screen has nothing to lay out or to draw.

A headless app draws for nobody. `screen_text` and its kin draw what they look at, and `running`
draws the last screen of each test; `make test-all` draws every frame.
"""

import asyncio
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

from rich.console import RenderableType
from textual import app as textuals
from textual import pilot as pilots
from textual._compositor import Compositor
from textual.message_pump import MessagePump
from textual.pilot import Pilot

from terminal import DEADLINE

_AT_ONCE = 20
"""So many ticks follow one another; then what is drawn may wait for another thread."""

_wait_for_screen = Pilot._wait_for_screen  # noqa: SLF001 - Textual's pilot waits for a clock


async def _nothing_to_run(*_: object) -> None:
    """Return when no task and no callback of the loop can go on. Threads may still work."""
    ready = asyncio.get_running_loop()._ready  # type: ignore[attr-defined] # noqa: SLF001
    while True:
        await asyncio.sleep(0)
        if not ready:
            return


def _waits(pump: MessagePump) -> bool:
    """Whether a widget, screen or app waits for a message, and is not in the midst of one."""
    ready: Any = pump._message_queue.ready_event  # noqa: SLF001 - nothing public tells
    return bool(ready._waiters) or not pump.is_running  # noqa: SLF001


async def _messages_done(pilot: Pilot[Any], timeout: float = 30.0) -> bool:  # noqa: ASYNC109 - as the pilot's own
    """Return when all messages are done; let what a handler waits for outside of the loop come."""
    await _nothing_to_run()
    app = pilot.app
    if app._exception is not None or not app.screen_stack:  # noqa: SLF001 - as the pilot's own
        return False
    if not all(map(_waits, [app, *app.screen.walk_children(with_self=True)])):
        return await _wait_for_screen(pilot, timeout)
    return True


async def at_rest(pilot: Pilot[Any], delay: float | None = None) -> None:
    """Return when an app is at rest; or else after some seconds, if given."""
    if delay is not None:
        await asyncio.sleep(delay)
    end = time.monotonic() + DEADLINE
    for lap in count():
        done = await _messages_done(pilot)
        app = pilot.app
        if not done or app._exit or not app.screen_stack:  # noqa: SLF001 - it is being left
            return
        screen: Any = app.screen
        is_due = screen._update_timer._active.is_set() or screen._layout_required  # noqa: SLF001
        is_held = bool(app._batch_count)  # noqa: SLF001 - nothing public tells
        if not is_due and not is_held:
            return
        if is_held or lap >= _AT_ONCE:
            await asyncio.sleep(0.002)
            assert time.monotonic() < end, f"{screen} asks for a drawing at each drawing"
        screen._on_timer_update()  # noqa: SLF001 - as the pilot's own


def _not_drawn(self: Compositor, **_: object) -> RenderableType | None:
    self._dirty_regions.clear()
    return None


_drawn = Compositor.render_update


@contextmanager
def every_frame_drawn() -> Iterator[None]:
    """Have headless apps draw each frame, as an app does that is seen."""
    before, Compositor.render_update = Compositor.render_update, _drawn  # type: ignore[method-assign]
    try:
        yield
    finally:
        Compositor.render_update = before  # type: ignore[method-assign]


def wait_by_looking() -> None:
    """Have each pilot of this process wait so, and each headless app draw nothing by itself."""
    changed: list[tuple[Any, str, object]] = [
        (Pilot, "_wait_for_screen", _messages_done),
        (Pilot, "pause", at_rest),
        (textuals, "wait_for_idle", _nothing_to_run),
        (pilots, "wait_for_idle", _nothing_to_run),
    ]
    if "VALUEWORKSHOP_EXAMPLES" not in os.environ:
        changed.append((Compositor, "render_update", _not_drawn))
    for owner, name, ours in changed:
        setattr(owner, name, ours)
