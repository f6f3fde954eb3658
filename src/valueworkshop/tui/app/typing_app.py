"""What is typed outlives a kill: whatever stands in the fields is noted before it is drawn."""

import contextlib
from typing import Any

from rich.console import RenderableType
from textual import events, on
from textual.css.query import NoMatches
from textual.screen import Screen
from textual.widgets import Input, TextArea

from valueworkshop.tui.app.served import Served
from valueworkshop.tui.app.unsettled import unsettled, views
from valueworkshop.tui.terminal.screen_reader_cursor import standing_at
from valueworkshop.tui.workshop.workshop_screen import WorkshopScreen


class TypingApp(Served):
    """An app that makes edits of what is typed, and notes what is no edit yet."""

    accessible = False

    def __init__(self, **given: Any) -> None:
        """Pass on what Textual's own app takes."""
        super().__init__(**given)
        self._noting = False
        self._last_key = ""

    async def on_event(self, event: events.Event) -> None:
        """Note which key is pressed, before whatever it does is drawn."""
        if isinstance(event, events.Key):
            self._last_key = event.key
        await super().on_event(event)

    def keep_what_there_is(self) -> None:
        """Save what can be saved, before an error ends the app."""
        self.settle()
        if self.sitting is not None:
            self.sitting.flush()

    def settle(self) -> None:
        """Make edits of all that was typed and not kept yet."""
        for screen in self.screen_stack:
            if isinstance(screen, WorkshopScreen) and screen.is_mounted:
                screen.settle()
        if self.sitting is not None:
            self.sitting.typed(unsettled(self.screen_stack, forms=False))

    @on(TextArea.Changed)
    @on(Input.Changed)
    def _typed(self) -> None:
        """Have what stands in the fields outlive a kill, even if nothing is drawn."""
        if not self._noting:
            self._noting = True
            self.call_after_refresh(self.note_typed)

    def note_typed(self) -> None:
        """Write down what stands in the fields and is no edit yet."""
        self._noting = False
        if self.sitting is None or not self.is_running:
            return
        if any(view.is_handing_over() for screen in self.screen_stack for view in views(screen)):
            self.note_shown()  # nothing is let go: the edit comes, and this is called again
        else:
            self.sitting.typed(unsettled(self.screen_stack))

    def note_shown(self) -> None:
        """Write down what stands in the fields as it is being drawn."""
        if self.sitting is not None and self.is_running:
            self.sitting.shown(unsettled(self.screen_stack))

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        """Draw, but first note what was typed: a kill takes no letter that has been seen."""
        with contextlib.suppress(NoMatches):  # a view that is being taken down
            self.note_shown()
            if self.accessible and self.screen is screen:
                self.cursor_position = standing_at(screen, self._last_key)
        super()._display(screen, renderable)

    def _typed_later(self, _session: object) -> None:
        """See what stands in the fields once the views have shown the edit."""
        self.call_later(self._typed)
