"""Text that was typed and is no edit yet, anywhere on the screens."""

from collections.abc import Iterable, Sequence
from typing import Any

from textual.screen import Screen

from valueworkshop.core.session.spot import Spot
from valueworkshop.tui.stages.stage_view import StageView
from valueworkshop.tui.widgets.form import Form
from valueworkshop.tui.widgets.writing import Line, Writing
from valueworkshop.tui.workshop.workshop_screen import WorkshopScreen


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
            texts = [(line.id, line.value) for line in screen.query(Line)]
            texts += [(writing.id, writing.text) for writing in screen.query(Writing)]
            found |= {Spot(stage, at, name or ""): text for name, text in texts if text.strip()}
    return found


def views(screen: Screen[Any]) -> Sequence[StageView]:
    """Return the views of the stages on a screen, none for a screen without any."""
    if not (isinstance(screen, WorkshopScreen) and screen.is_mounted):
        return []
    return [
        view for view in screen.stages.children if isinstance(view, StageView) and view.is_mounted
    ]
