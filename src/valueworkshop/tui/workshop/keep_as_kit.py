"""Keep what a workshop asks as a kit of your own, so that others can begin with it."""

import asyncio
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input

from valueworkshop.core.clean_text import one_line
from valueworkshop.tui.widgets.box import Box, row
from valueworkshop.tui.widgets.form import Form
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import HELP_WRITING
from valueworkshop.tui.widgets.long_line import LongLine
from valueworkshop.tui.widgets.static import Static
from valueworkshop.tui.widgets.writing import Line
from valueworkshop.tui.workshop.working import Working

_MEANS = (
    "The kit asks what this workshop asks now, with your own questions and items. Nothing that "
    "anybody answered is in it."
)


class KitTitleScreen(Form[str]):
    """Asks for the title of a new kit: it makes a file, so Esc keeps nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", "Keep as a kit", id="kit.keep"),
        Binding("escape", "dismiss(None)", "Back", id="kit.back"),
        HELP_WRITING,
    ]

    def compose(self) -> ComposeResult:
        """Lay out what it means above the title."""
        with Box("Keep as a kit"):
            yield Static(Content(_MEANS), classes="about")
            yield row("title", LongLine(id="kit-title", placeholder="new workshops offer it"))
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin to write."""
        self.query_one(Line).focus()

    def standing(self) -> str | None:
        """Return nothing: a title that was not kept makes no file."""

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_keep()

    def action_keep(self) -> None:
        """Make the kit."""
        self.dismiss(one_line(self.query_one(Line).value) or None)


def keep_as_kit(workshop: Working) -> None:
    """Ask for a title, and write the kit beside your others."""

    def named(title: str | None) -> None:
        if title:
            workshop.run_worker(_keep(workshop, title))

    if workshop.view is not None:
        workshop.view.step_out()
        workshop.view.ask(KitTitleScreen(), named)


async def _keep(workshop: Working, title: str) -> None:
    from valueworkshop.files.home.kits_of_workshops import kept_as_kit  # noqa: PLC0415 - seldom

    workshop.say(await asyncio.to_thread(kept_as_kit, workshop.desk.session, title))
