"""Reads and draws for a browser, by textual-serve, and ends when the page is closed."""

import contextlib
from collections.abc import Callable
from typing import Any

from textual.drivers import web_driver

from valueworkshop.tui.terminal.typed_bytes import TypedBytes


class BrowserDriver(web_driver.WebDriver):
    """A driver that leaves its app in order when nobody is there any more."""

    def leave(self) -> None:
        """End the app; called in its loop."""
        self._app.exit()

    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        """Take what is no key: Textual would drop the app where it stands if the page is closed."""
        if packet_type == "quit":
            self.in_the_loop(self.leave)
        else:
            super().on_meta(packet_type, payload)

    def run_input_thread(self) -> None:
        """Read until the end; the server that sent the keys may be killed."""
        web_driver.getincrementaldecoder = lambda _encoding: TypedBytes  # type: ignore[attr-defined,assignment]
        super().run_input_thread()
        if not self.exit_event.is_set():
            self.in_the_loop(self.leave)

    def in_the_loop(self, do: Callable[..., object], *what: Any) -> None:
        """Do something in the loop of the app, if that has not ended."""
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(do, *what)
