"""The classes of a screen's size are there before its first frame, so that nothing jumps."""

from typing import Final

import textual.screen as textuals
from textual import events

HIGH: Final = 30
"""From so many rows on a screen is high: there is room around what counts."""

VAST: Final = 140
"""From so many columns on, the list of stages and the side are wider."""


class Fitted:
    """For a screen: Textual sets the classes of its breakpoints only once it was resized."""

    def on_compose(self) -> None:
        """Set them from the size of the app."""
        if not isinstance(self, textuals.Screen):
            return
        app = self.app
        for size, own, general in (
            (app.size.width, self.HORIZONTAL_BREAKPOINTS, app.HORIZONTAL_BREAKPOINTS),
            (app.size.height, self.VERTICAL_BREAKPOINTS, app.VERTICAL_BREAKPOINTS),
        ):
            fitting = [name for least, name in sorted(own or general or []) if size >= least]
            self.add_class(*fitting[-1:])
        self.set_class(app.size.width >= VAST, "-vast")

    async def _on_resize(self, event: events.Resize) -> None:
        """Give a wider window more room for names."""
        if isinstance(self, textuals.Screen):
            self.set_class(event.size.width >= VAST, "-vast")
