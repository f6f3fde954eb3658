"""The look of an app: by the settings, and by what the terminal can show."""

import os
import sys
from typing import TYPE_CHECKING, Any

from rich.console import RenderableType
from textual import events
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.dom import DOMNode
from textual.driver import Driver
from textual.screen import Screen
from textual.theme import BUILTIN_THEMES

from valueworkshop.files.home.settings import AUTO
from valueworkshop.tui.terminal.in_browser import in_browser
from valueworkshop.tui.terminal.shadow import Difference, Shadow
from valueworkshop.tui.terminal.themes import DARK, OWN, THEMES, named
from valueworkshop.tui.widgets.one_frame import OneFrame
from valueworkshop.tui.widgets.sturdy_app import SturdyApp
from valueworkshop.tui.widgets.wardrobe import Wardrobe

if TYPE_CHECKING:
    from valueworkshop.tui.terminal.early_screen import EarlyScreen

_SILENT = frozenset({"dumb", "linux"})
"""Terminals that cannot say what their background is."""


class DressedApp(SturdyApp):
    """An app that wears one of our looks, or one of Textual's by name."""

    early: "EarlyScreen | None" = None
    """What is on the terminal before this."""

    asks_background = False
    """Whether the look is still to be decided by the terminal's background."""

    def __init__(self, **given: Any) -> None:
        """Pass on the arguments of Textual's own app."""
        super().__init__(**given)
        self.stylesheet = Wardrobe(variables=self.get_css_variables())

    def update_styles(self, node: DOMNode, animate: bool = True) -> None:  # noqa: FBT001, FBT002 - as Textual's own
        """Give a widget other styles, unless its screen does so where it shows what opens."""
        screen = self.screen if self.screen_stack else None
        if not (isinstance(screen, OneFrame) and screen.dresses_later(node)):
            super().update_styles(node, animate)

    def wear(self, setting: str) -> None:
        """Wear the look that a setting names; with `auto` the dark one, until the terminal says."""
        self.asks_background = setting == AUTO and os.environ.get("TERM") not in _SILENT
        name = named("dark" if setting == AUTO else setting)
        if name in BUILTIN_THEMES:
            from valueworkshop.tui.terminal.textual_themes import of_textual  # noqa: PLC0415 - seldom

            self.register_theme(of_textual(name))
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = name

    def background_is(self, *, light: bool) -> None:
        """Wear the look that goes with the terminal's background, if nobody chose one since."""
        if self.asks_background and light:
            self.wear("light")
        self.asks_background = False

    has_few_colours = False
    """Whether the terminal has 16 colours, and so one look."""

    def fit_colours(self) -> None:
        """Wear the look for 16 colours in a terminal that has no more."""
        self.has_few_colours = self.console.color_system == "standard"
        if self.has_few_colours and self.theme in OWN.values():
            self.wear("ansi")

    def get_css_variables(self) -> dict[str, str]:
        """Return what styles may name; without colours a large gap is no paler than a small one."""
        found = super().get_css_variables()
        if self.no_color:
            found |= {name: found["foreground"] for name in found if name.startswith("gap-")}
        return found

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return our own variables: styles are read before a look is worn."""
        return DARK.variables

    @property
    def shadow(self) -> Shadow | None:
        """What stands on the terminal; None if its driver would not see who else writes there."""
        return getattr(self._driver, "shadow", None)

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        """Draw what does not stand on the terminal yet."""
        shown: Any = renderable
        if self.shadow is not None and isinstance(renderable, LayoutUpdate | ChopsUpdate):
            shown = Difference(renderable, self.shadow, self.size)
        super()._display(screen, shown)

    async def on_event(self, event: events.Event) -> None:
        """Draw all anew in another size: terminals move and cut what stands there, as they like."""
        if isinstance(event, events.Resize):
            self.draw_whole()
        await super().on_event(event)

    def draw_whole(self) -> None:
        """Draw the next frame whole."""
        if self.shadow is not None:
            self.shadow.forget()

    def action_theme(self) -> None:
        """Switch between the dark and the light look, if there are colours."""
        if not (self.no_color or self.native_ansi_color):
            self.wear("light" if self.current_theme.dark else "dark")


def asking_driver() -> type[Driver] | None:
    """Return the driver that asks for the background, None for Textual's own choice."""
    if in_browser(os.environ):
        from valueworkshop.tui.terminal.browser_driver import BrowserDriver  # noqa: PLC0415 - seldom

        return BrowserDriver
    if sys.platform == "win32":
        return None
    from valueworkshop.tui.terminal.background import AskingDriver  # noqa: PLC0415 - not for Windows

    return AskingDriver
