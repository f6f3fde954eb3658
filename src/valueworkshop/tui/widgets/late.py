"""Whatever comes back late finds nothing to do: one guard for the app, its screens and its views.

A worker, a timer, a message or a second press of a key may reach a screen that is closing or closed
already. `is_mounted` does not help: it stays true while the children of a widget are gone
(textual#6361). So we look at where an error arose: if that is the code of something no longer in
the app, there is nothing left to do.
"""

import traceback
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from textual import screen as textuals
from textual.await_complete import AwaitComplete
from textual.dom import DOMNode
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import ScreenResultType
from textual.worker import get_current_worker

from valueworkshop.tui.widgets.fields import ByFields
from valueworkshop.tui.widgets.fitted import Fitted
from valueworkshop.tui.widgets.message_line import Telling
from valueworkshop.tui.widgets.one_frame import OneFrame

P = ParamSpec("P")
T = TypeVar("T")


class Guarded(MessagePump):
    """Goes on with the next message if the last one came too late for something."""

    async def _dispatch_message(self, message: Message) -> None:
        try:
            await super()._dispatch_message(message)
        except Exception as error:
            if not came_late(error):
                raise


class ClosedOnce(Guarded):
    """For a screen: it closes only while it is on top, and so only once.

    Textual closes whatever is on top, which would be another screen by then.
    """

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Close this screen, and give back a result."""
        if isinstance(self, textuals.Screen) and self.is_active:
            return textuals.Screen.dismiss(self, result)
        return AwaitComplete()


class Screen(
    ClosedOnce,
    ByFields,
    Fitted,
    Telling,
    OneFrame[ScreenResultType],
    textuals.Screen[ScreenResultType],
):
    """The base of all our screens."""


class ModalScreen(
    ClosedOnce,
    ByFields,
    Fitted,
    Telling,
    OneFrame[ScreenResultType],
    textuals.ModalScreen[ScreenResultType],
):
    """The base of all our screens that open over another."""


def hand_back(node: DOMNode, do: Callable[P, T], *given: P.args, **named: P.kwargs) -> T | None:
    """Do something in the app's loop, from a thread that works for a widget; return what it gives.

    Nothing is done, and None returned, if the work was called off or the widget is gone. Only the
    loop can tell: a key may call the work off while the thread is on its way there.
    """
    worker = get_current_worker()

    def do_in_time() -> T | None:
        return None if worker.is_cancelled or is_gone(node) else do(*given, **named)

    return node.app.call_from_thread(do_in_time)


def came_late(error: BaseException) -> bool:
    """Whether an error arose in the code of something that is no longer in the app."""
    cause: BaseException | None = error
    while cause is not None:
        for frame, _ in traceback.walk_tb(cause.__traceback__):
            node = frame.f_locals.get("self")
            if isinstance(node, DOMNode) and is_gone(node):
                return True
        cause = getattr(cause, "error", None) or cause.__context__  # a worker holds its error
    return False


def is_gone(node: DOMNode) -> bool:
    """Whether a widget, a screen or the app itself is gone or is being removed."""
    for each in node.ancestors_with_self:
        if each._closing or each._closed or each._pruning:  # noqa: SLF001 - nothing public tells
            return True
        if isinstance(each, textuals.Screen):
            return each.is_running and each not in each.app.screen_stack
    return False
