"""Shows workshops side by side: asks which ones, then opens the screen of two or of many."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from valueworkshop.core.session.session import Place, Session
from valueworkshop.files.text import session_file
from valueworkshop.files.text.problems import FileProblem
from valueworkshop.sitting import opening
from valueworkshop.tui.app.served import Served
from valueworkshop.tui.compare.choose_workshops import PickScreen
from valueworkshop.tui.compare.compared_screens import TrendScreen, TwoScreen
from valueworkshop.tui.compare.side_by_side import Held
from valueworkshop.tui.widgets.sturdy_app import OPENING
from valueworkshop.tui.widgets.writing import Saying
from valueworkshop.tui.workshop.workshop_screen import WorkshopScreen


def compare_with_others(app: Served, path: Path, session: Session) -> None:
    """Ask which workshops to show beside one, and show them."""

    def chosen(others: Sequence[Path] | None) -> None:
        if others:
            app.run_worker(_show(app, (path, session), others), group=OPENING)

    app.push_screen(PickScreen(path, session), chosen)


async def _show(app: Served, held: Held, others: Sequence[Path]) -> None:
    def read() -> list[Held]:
        return [(path, session_file.session_at(path)) for path in others]

    try:
        found = [held, *await asyncio.to_thread(read)]
    except FileProblem as error:
        if isinstance(app.screen, Saying):
            app.screen.say(f"Could not compare: {str(error).splitlines()[0]}")
        return
    screen = TwoScreen(found) if len(found) == 2 else TrendScreen(found)

    def leads_to(place: tuple[Path, Place] | None) -> None:
        if place is not None:
            app.run_worker(_open(app, *place), group=OPENING)

    await app.push_screen(screen, leads_to)


async def _open(app: Served, path: Path, place: Place) -> None:
    """Go to a place of a workshop: of the one that is open, or of another one instead."""
    below = app.screen
    if isinstance(below, WorkshopScreen):
        if app.sitting is not None and app.sitting.path == path:
            below.navigation.go(place)
            return
        if not below.may_leave("Compare"):
            return
    try:
        opened = await asyncio.to_thread(opening.saved_at, path, lambda _: place)
    except opening.UnopenableError as error:
        if isinstance(app.screen, Saying):
            app.screen.say(str(error))
        return
    await app.open_workshop(*opened)
