"""Typed text survives a kill: we note what is in the fields before it is drawn."""

import contextlib
from typing import Any

from rich.console import RenderableType
from textual import events, on
from textual.css.query import NoMatches
from textual.screen import Screen
from textual.widgets import Input, TextArea

from valueworkshop.tui.app.served import Served
from valueworkshop.tui.terminal.screen_reader_cursor import standing_at
from valueworkshop.tui.widgets.writing import EditorWanted, Line, Writing


class TypingApp(Served):
    """An app that makes edits of typed text, and notes what is no edit yet."""

    accessible = False

    def __init__(self, **given: Any) -> None:
        """Pass on the arguments of Textual's own app."""
        super().__init__(**given)
        self._noting = False
        self._last_key = ""

    async def on_event(self, event: events.Event) -> None:
        """Note which key is pressed, before its effect is drawn."""
        if isinstance(event, events.Key):
            self._last_key = event.key
        await super().on_event(event)

    def keep_what_there_is(self) -> None:
        """Save what we can, before an error ends the app."""
        self.settle()
        if self.sitting is not None:
            self.sitting.flush()

    def settle(self) -> None:
        """Make edits of all text that was typed and not kept yet."""
        if self.sitting is None:
            return
        from valueworkshop.tui.app.unsettled import settle, unsettled  # noqa: PLC0415 - no library needs it

        settle(self.screen_stack)
        self.sitting.typed(unsettled(self.screen_stack, forms=False))

    @on(TextArea.Changed)
    @on(Input.Changed)
    def _typed(self) -> None:
        """Let the text in the fields survive a kill, even if nothing is drawn."""
        if not self._noting:
            self._noting = True
            self.call_after_refresh(self.note_typed)

    def note_typed(self) -> None:
        """Write down what is in the fields and is no edit yet."""
        self._noting = False
        if self.sitting is None or not self.is_running:
            return
        from valueworkshop.tui.app.unsettled import handing_over, unsettled  # noqa: PLC0415 - no library needs it

        if handing_over(self.screen_stack):
            self.note_shown()  # we drop nothing: the edit comes, and calls this again
        else:
            self.sitting.typed(unsettled(self.screen_stack))

    def on_editor_wanted(self, event: EditorWanted) -> None:
        """Let the user write a text in their own editor; keys typed meanwhile wait."""
        if self.is_in_front.is_set():
            self.is_in_front.clear()
            self.run_worker(self._edited(event.field))

    async def _edited(self, field: Writing | Line) -> None:
        from valueworkshop.tui.app.text_editor import edit  # noqa: PLC0415 - when asked for

        try:
            await edit(self, field)
        finally:
            self.is_in_front.set()

    def note_shown(self) -> None:
        """Write down what is in the fields as it is being drawn."""
        if self.sitting is not None and self.is_running:
            from valueworkshop.tui.app.unsettled import unsettled  # noqa: PLC0415 - no library needs it

            self.sitting.shown(unsettled(self.screen_stack))

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        """Draw, but first note what was typed: a kill takes no letter that was on screen."""
        with contextlib.suppress(NoMatches):  # a view that is being removed
            self.note_shown()
            if self.accessible and self.screen is screen:
                self.cursor_position = standing_at(screen, self._last_key)
        super()._display(screen, renderable)

    def _typed_later(self, _session: object) -> None:
        """Look at the fields once the views have shown the edit."""
        self.call_later(self._typed)
