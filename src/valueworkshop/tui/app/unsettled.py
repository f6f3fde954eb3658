"""Text that was typed and is no edit yet, anywhere on the screens."""

from collections.abc import Iterable, Sequence
from typing import Any

from textual.screen import Screen

from valueworkshop.core.session.spot import Spot
from valueworkshop.tui.stages.stage_view import StageView
from valueworkshop.tui.widgets.form import Form
from valueworkshop.tui.workshop.workshop_screen import WorkshopScreen


def settle(screens: Iterable[Screen[object]]) -> None:
    """Make edits of all text that was typed on these screens and not kept yet."""
    for screen in screens:
        if isinstance(screen, WorkshopScreen) and screen.is_mounted:
            screen.settle()


def handing_over(screens: Iterable[Screen[object]]) -> bool:
    """Whether an edit of typed text is on its way from a view to the desk."""
    return any(view.is_handing_over() for screen in screens for view in views(screen))


def unsettled(screens: Iterable[Screen[object]], *, forms: bool = True) -> dict[Spot, str]:
    """Return the text of every field of the workshop that is no edit yet.

    With `forms`, every text of a form is included: a comparison shows later whether it is new.
    """
    found: dict[Spot, str] = {}
    stage = at = ""
    for screen in screens:
        if isinstance(screen, WorkshopScreen) and screen.is_mounted:
            place = screen.desk.session.place
            stage, at = place.stage, place.at
            for view in views(screen):
                found |= view.standing()
        elif forms and isinstance(screen, Form) and screen.is_mounted:
            found |= {Spot(stage, at, name): text for name, text in screen.texts() if text.strip()}
    return found


def views(screen: Screen[Any]) -> Sequence[StageView]:
    """Return the views of the stages on a screen, none for a screen without any."""
    if not (isinstance(screen, WorkshopScreen) and screen.is_mounted):
        return []
    return [
        view for view in screen.stages.children if isinstance(view, StageView) and view.is_mounted
    ]
