"""Asks the terminal for its background, and keeps the answer apart from what people type.

Nothing waits for the answer. It comes among the keys, whole or in pieces, soon, late or never.
Textual 8.2.8 does not ask, and would take an answer for typed text.
"""

import contextlib
import re
from collections.abc import Callable, Iterable
from functools import partial
from time import monotonic
from typing import Any, Final, Protocol

from textual import constants
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.color import Color
from textual.drivers import linux_driver
from textual.message import Message

from valueworkshop.tui.terminal.shadow import Shadow

ASK: Final = "\x1b]11;?\x07"
"""OSC 11. Ended by BEL, as some terminals end their answer wrongly if asked with ST."""

PATIENCE: Final = 1.0
"""Seconds for an answer that still decides the look. Later a change would only startle."""

_OPENING: Final = "\x1b]11;"
_HEX: Final = "[0-9a-fA-F]"
_COLOUR: Final = re.compile(
    rf"\x1b\]11;(?:rgba?:({_HEX}{{1,4}})/({_HEX}{{1,4}})/({_HEX}{{1,4}})(?:/{_HEX}{{1,4}})?"
    rf"|#({_HEX}{{2}})({_HEX}{{2}})({_HEX}{{2}}))"
)
_BEGUN: Final = re.compile(
    rf"{re.escape(_OPENING)}(?:r|rg|rgba?|rgba?:(?:{_HEX}{{1,4}}/){{0,3}}{_HEX}{{0,4}}"
    rf"|#{_HEX}{{0,6}})?"
)
_HALF: Final = 0.5
"""Of the brightness of white: what is above is light."""

_ENDS: Final = ("\x07", "\x1b\\")
_ANSWERED_LATER: Final = re.compile(r"\x1b\[\?2026;\d+\$y")
"""The answer to what Textual asks next: a terminal answers in turn, or it does not."""


class Background(Message):
    """Says whether the terminal's background is light."""

    def __init__(self, *, light: bool) -> None:
        """Say what was heard."""
        super().__init__()
        self.light = light


class Answer:
    """Takes the answer out of what comes from the terminal, character by character."""

    def __init__(self) -> None:
        """Expect nothing yet."""
        self.light: bool | None = None
        self._held = ""
        self._held_at = 0.0
        self._key = ""
        self._asked_at: float | None = None

    def expect(self) -> None:
        """Expect an answer from now on."""
        self._asked_at = monotonic()

    @property
    def is_due(self) -> bool:
        """Whether an answer may still come in time."""
        return self._asked_at is not None and monotonic() - self._asked_at < PATIENCE

    def taken_out(self, text: str) -> str:
        """Return what of a text is no answer. What may begin one is held for a moment."""
        passed = "".join(map(self._next, text))
        if _ANSWERED_LATER.search(text):
            self._asked_at = None
        if self._held == "\x1b" and not self.is_due:
            passed, self._held = passed + self._held, ""
        self._held_at = monotonic()
        return passed

    def let_go(self) -> str:
        """Return what was held for too long to begin an answer; drop half an answer."""
        if not self._held or monotonic() - self._held_at < constants.ESCAPE_DELAY:
            return ""
        if self._held.startswith(_OPENING):
            if monotonic() - self._held_at >= PATIENCE:
                self._held = ""
            return ""
        passed, self._held = self._held, ""
        return passed

    def _next(self, letter: str) -> str:
        """Return what one more character lets through."""
        if self._key:  # a key in the middle of an answer goes through whole
            self._key += letter
            if not _is_half_a_key(self._key):
                self._key = ""
            return letter
        held = self._held + letter
        if _COLOUR.fullmatch(held.removesuffix("\x1b")) or _BEGUN.fullmatch(held):
            self._held = held
            return ""
        if not self._held.startswith(_OPENING):
            return self._begin(held, letter)
        colour = _COLOUR.fullmatch(self._held.removesuffix("\x1b"))
        if colour and held.endswith(_ENDS):
            self.light, self._held = _is_light(colour), ""
            return ""
        if self._held.endswith("\x1b"):  # it was a key, not the end
            self._held = self._held[:-1]
            self._key = "\x1b" + letter if _is_half_a_key("\x1b" + letter) else ""
            return "\x1b" + letter
        self._key = letter if letter == "\x1b" else ""
        return letter

    def _begin(self, held: str, letter: str) -> str:
        if _OPENING.startswith(held):
            self._held = held
            return ""
        before = self._held
        self._held = letter if letter == "\x1b" else ""
        return before + ("" if self._held else letter)


class Ears(XTermParser):
    """Reads keys as Textual does, and the answer apart from them."""

    def __init__(self, answer: Answer, debug: bool = False) -> None:  # noqa: FBT001, FBT002 - Textual's
        """Take out an answer."""
        super().__init__(debug)
        self._answer = answer

    def feed(self, data: str) -> Iterable[Message]:
        """Yield the keys in a text, and first the answer if it ends there."""
        passed = self._answer.taken_out(data) if data else data
        if self._answer.light is not None:
            yield Background(light=self._answer.light)
            self._answer.light = None
        if passed or not data:
            yield from super().feed(passed)

    def tick(self) -> Iterable[Message]:
        """Yield what waited in vain, as Esc by itself does."""
        if passed := self._answer.let_go():
            yield from super().feed(passed)
        yield from super().tick()


class Undecided(Protocol):
    """An app that may want to know the background."""

    asks_background: bool

    def background_is(self, *, light: bool) -> None:
        """Take the answer."""


class AskingDriver(linux_driver.LinuxDriver):
    """Reads and draws as Textual does, and asks for the background if the app wants to know it."""

    def __init__(self, app: App[Any], **given: Any) -> None:
        """Read and draw for an app that is `Undecided`."""
        super().__init__(app, **given)
        self._undecided: Undecided = app  # type: ignore[assignment] # Textual makes drivers of its apps
        self._answer = Answer()
        self._is_asked = False
        self.shadow = Shadow()

    def write(self, data: str) -> None:
        """Write, and let the shadow hear it.

        Once the window is closed nothing writes any more: a full queue would hold up the end.
        """
        if self._writer_thread is None or self._writer_thread.is_alive():
            self.shadow.heard(data)
            super().write(data)

    def run_input_thread(self) -> None:
        """Read with our ears: Textual makes its parser in here."""
        linux_driver.XTermParser = partial(Ears, self._answer)  # type: ignore[attr-defined,assignment]
        super().run_input_thread()

    def process_message(self, message: Message) -> None:
        """Pass on what the terminal sends; the background at once, before the first frame."""
        if isinstance(message, Background):
            self._in_the_loop(
                lambda light: self._undecided.background_is(light=light), message.light
            )
        else:
            super().process_message(message)

    def _in_the_loop(self, do: Callable[[Any], object], what: object) -> None:
        with contextlib.suppress(RuntimeError):  # the loop has ended, and the app with it
            self._loop.call_soon_threadsafe(do, what)

    def _request_terminal_sync_mode_support(self) -> None:
        """Ask for the background, once, and before what Textual asks: that is a mark behind it."""
        if self.input_tty and not self._is_asked and self._undecided.asks_background:
            self._is_asked = True
            self._answer.expect()
            self.write(ASK)
        super()._request_terminal_sync_mode_support()


def _is_half_a_key(text: str) -> bool:
    """Whether a key's sequence goes on after this."""
    return re.fullmatch(r"\x1b(?:O|\[[0-?]*[ -/]*)?", text) is not None


def _is_light(colour: re.Match[str]) -> bool:
    parts = [part for part in colour.groups() if part]
    red, green, blue = (int(part, 16) * 255 // (16 ** len(part) - 1) for part in parts)
    return Color(red, green, blue).brightness > _HALF
