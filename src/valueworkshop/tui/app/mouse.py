"""What the mouse does anywhere in the app, and how the terminal gets it, to select text."""

from textual import events
from textual.driver import Driver

from valueworkshop.tui.app.dressed import DressedApp
from valueworkshop.tui.widgets.clickable import press, pressed_by

_LEFT = 1


class MousedApp(DressedApp):
    """An app in which a click on words presses their key, and other buttons do nothing."""

    mouse_is_ours = True
    """Whether the app gets the mouse; if not, the terminal keeps it."""

    async def on_event(self, event: events.Event) -> None:
        """Let no other button click: many people paste or open a menu with those."""
        down_or_up = isinstance(event, events.MouseDown | events.MouseUp)
        if not (down_or_up and isinstance(event, events.MouseEvent) and event.button > _LEFT):
            await super().on_event(event)

    async def on_click(self, event: events.Click) -> None:
        """Press the key of the words that were clicked, wherever they are."""
        if action := pressed_by(event.style.meta):
            await press(self, action)

    def action_mouse(self) -> None:
        """Leave the mouse to the terminal, so that it selects text; or take it again."""
        self.mouse_is_ours = not self.mouse_is_ours
        _leave_alone(self._driver, alone=not self.mouse_is_ours)


def _leave_alone(driver: Driver | None, *, alone: bool) -> None:
    """Make the terminal keep the mouse for itself, also after a stop; or report it again.

    Textual has no function for this; a driver without a mouse stays as it is.
    """
    enable = getattr(driver, "_enable_mouse_support", None)
    disable = getattr(driver, "_disable_mouse_support", None)
    if driver is None or enable is None or disable is None:
        return
    if alone:
        disable()
        driver._mouse = False  # noqa: SLF001 - or it takes the mouse again after a stop
    else:
        driver._mouse = True  # noqa: SLF001
        enable()
