"""Motion, once: a phase from 0 to 1 in which answers fall into place. Nothing waits for it."""

from collections.abc import Callable, Mapping
from typing import Final

from textual.timer import Timer
from textual.widget import Widget

from valueworkshop.tui.widgets.sturdy_app import SturdyApp

LASTS: Final = 0.4
"""Seconds from the first frame to the last."""

_FRAMES: Final = 25
"""Frames in a second at most: a slow machine leaves some out."""

_REMOTE: Final = ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY")


def moves(env: Mapping[str, str]) -> bool:
    """Whether a terminal with this environment may show motion: not where bytes go a long way."""
    wanted = env.get("TEXTUAL_ANIMATIONS", "").strip().lower() != "none"
    return wanted and not any(env.get(name) for name in _REMOTE)


class Motion:
    """The motion of a widget. At rest its phase is 1, and it costs nothing."""

    def __init__(self, widget: Widget) -> None:
        """Make the motion of `widget`, which draws itself anew for each phase."""
        self._widget = widget
        self._timer: Timer | None = None
        self._clock: Callable[[], float] | None = None
        self._began = 0.0

    @property
    def phase(self) -> float:
        """How much of the time is over."""
        if self._clock is None:
            return 1
        return min((self._clock() - self._began) / LASTS, 1)

    def begin(self) -> None:
        """Start at phase 0, if the app shows motion and its user sees the widget."""
        app = self._widget.app
        self.end()
        if not isinstance(app, SturdyApp) or app.motion is None:
            return
        if self._widget.screen is app.screen:
            self._clock, self._began = app.motion, app.motion()
            self._timer = self._widget.set_interval(1 / _FRAMES, self.step)

    def step(self) -> None:
        """Draw the phase of this moment; after the last one stop."""
        if self.phase >= 1:
            self.end()
        else:
            self._widget.refresh()

    def end(self) -> None:
        """Be at rest at once."""
        if self._clock is None:
            return
        self._clock = None
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self._widget.refresh()
