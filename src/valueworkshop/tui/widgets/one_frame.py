"""One key, one frame: a screen draws once each time it is due, however often Textual asks.

When a screen opens, closes or changes what it shows, Textual draws at each step on the way: first
the empty screen, then what is in it, then all of it again. Nobody sees more than a flicker of these
frames, but each takes time, and a slow line carries them all. The compositor remembers what has to
be drawn, so we only put off the drawing: until the next tick of the screen's own timer, or until
what opens has its place.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import textual.screen as textuals
from textual import events
from textual.await_remove import AwaitRemove
from textual.dom import DOMNode
from textual.message_pump import MessagePump
from textual.reactive import Reactive
from textual.screen import ScreenResultType
from textual.widget import Widget

from valueworkshop.tui.widgets.in_front import InFront
from valueworkshop.tui.widgets.wardrobe import ToDress, may_differ

_LAYOUTS: Final = 2
"""The first gives each widget its size; at the second it is dressed for that, and for its focus."""

_TURNS: Final = 20
"""So often the loop goes round until each widget has answered to what it was told."""


async def _turns() -> None:
    """Return when the loop has nothing to run, or has gone round often."""
    ready = getattr(asyncio.get_running_loop(), "_ready", True)  # nothing public tells
    for _ in range(_TURNS):
        await asyncio.sleep(0)
        if not ready:
            return


class OneFrame(textuals.Screen[ScreenResultType]):
    """For a screen: draws only at a tick, and at most once."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """As Textual's own, which draws the whole screen anew at each change."""

    _draws_at_tick = False
    _waits_for = 0
    _is_dressed = False

    def _on_screen_resume(self, event: events.ScreenResume) -> None:
        """Be dressed once when it opens: each widget just was, as it came in.

        Textual calls its own method of this name too, and would dress all of them again.
        """
        if not self._is_dressed:
            self._is_dressed = True
            event.refresh_styles = False

    def __init__(self, *args: Any, **more: Any) -> None:
        """Pass on the arguments of Textual's own screen."""
        super().__init__(*args, **more)
        self._compositor = InFront()
        self._drawing: set[asyncio.Task[None]] = set()
        self._to_dress = ToDress()

    @contextmanager
    def in_one_frame(self) -> Iterator[None]:
        """Draw nothing of what happens inside until all of it has its place."""
        self._waits_for += 1
        try:
            yield
        finally:
            task = asyncio.create_task(self._laid_out(), name="one frame")
            self._drawing.add(task)  # the loop itself would forget it
            task.add_done_callback(self._drawing.discard)

    async def _laid_out(self) -> None:
        """Lay out, let the widgets answer to that, and draw: without a wait for three ticks."""
        for _ in range(_LAYOUTS):
            await _turns()
            if not self.is_attached:
                return
            if self._waits_for > 1:  # more is to come, and this is laid out with it
                self._waits_for -= 1
                return
            self._to_dress.dress()
            super()._on_timer_update()
        await _turns()
        self._waits_for -= 1
        if self._draws_at_tick and self.is_attached:
            self._on_timer_update()

    def _update_focus_styles(
        self, focused: Widget | None = None, blurred: Widget | None = None
    ) -> None:
        """Give other styles to what may have them: Textual asks the rules for all around it."""
        if self._waits_for:
            self._to_dress.add(focused, blurred)
            return
        nodes = set[DOMNode]()
        for each in filter(None, (focused, blurred)):
            around = (node for node in reversed(each.ancestors_with_self) if may_differ(node))
            if top := next(around, None):
                nodes.update(filter(may_differ, top.walk_children(with_self=True)))
        if nodes:
            self.app.stylesheet.update_nodes(nodes, animate=True)

    def dresses_later(self, node: DOMNode) -> bool:
        """Return whether a widget that got or lost the focus will get its styles with others."""
        return bool(self._waits_for) and self._to_dress.put_off(node)

    def _compositor_refresh(self) -> None:
        if self is not self.app.screen or self.app.is_inline:
            super()._compositor_refresh()  # it marks what shows through the screen above
        else:
            self._draws_at_tick = True
            self._update_timer.resume()

    def _on_timer_update(self) -> None:
        if self._layout_required and not self._waits_for:
            self._to_dress.dress()
        super()._on_timer_update()
        if not self._draws_at_tick or self._waits_for:
            return
        if not self.is_mounted:
            self._update_timer.resume()  # what is in it comes first
        elif self.is_current and not self.app._batch_count:  # noqa: SLF001 - as Textual's own tick
            self._draws_at_tick = False
            super()._compositor_refresh()

    def remove(self) -> AwaitRemove:
        """Go away, and leave it at that: Textual would lay out and draw all of the screen below.

        Whatever asks to be called after the next frame asks the screen on top, from below too.
        Textual forgets these calls with their screen, and what waits for one would wait for ever.
        """
        left = [(call, asker) for call, asker in self._callbacks if not self._is_of(asker)]
        self._callbacks.clear()
        for call, asker in left if self.app.screen_stack else ():
            self.app.screen._invoke_later(call, asker)  # noqa: SLF001 - as Textual's own message
        return self.app._prune(self)  # noqa: SLF001 - as Textual's own, which names the app too

    def _is_of(self, asker: MessagePump) -> bool:
        return isinstance(asker, DOMNode) and self in asker.ancestors_with_self
