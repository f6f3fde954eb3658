"""The app in a browser, by textual-serve: the same order of keys, and nothing typed is lost."""

from typing import Any, Protocol

from textual import events
from textual.app import App
from textual.message import Message

from valueworkshop.tui.app.key_order import Hands, Typed
from valueworkshop.tui.terminal.browser_driver import BrowserDriver


class Left(Typed, Protocol):
    """An app that people type in, and leave by closing a page."""

    def settle(self) -> None:
        """Make an edit of all text that was typed and not kept yet."""

    def exit(self) -> None:
        """End."""


class WebKeyboard(BrowserDriver):
    """Reads what comes from the browser in its own thread, and leaves all typing to the hands."""

    def __init__(self, app: App[Any], **given: Any) -> None:
        """Read for an app that is `Left`."""
        super().__init__(app, **given)
        self._left: Left = app  # type: ignore[assignment] # Textual makes drivers of its apps
        self._hands = Hands(app, self._left)

    def send_message(self, message: Message) -> None:
        """Pass on what the browser sends; keys and clicks come in turn."""
        typed = isinstance(message, events.InputEvent | events.Paste)
        self.in_the_loop(self._hands.take if typed else self._app.post_message, message)

    def leave(self) -> None:
        """End once all that was typed is in its place, as if the user quit."""
        self._hands.then(self._end)

    def _end(self) -> None:
        self._left.settle()
        self._left.exit()
