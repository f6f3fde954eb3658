"""What chance alone makes of the answers, worked out in a thread while a view is looked at."""

from functools import partial
from typing import Final

from valueworkshop.core.session.session import Session
from valueworkshop.core.summary.gap_summary import Summary, chance_of
from valueworkshop.tui.stages.stage_view import StageView
from valueworkshop.tui.widgets.late import hand_back

_PAUSE: Final = 0.3
"""Seconds without another change before the work begins: it must not slow a key down."""

_GROUP: Final = "chance"


def work_out_chance(view: StageView, session: Session, summary: Summary) -> None:
    """Where a summary was drawn without what chance makes, work that out and draw the view again.

    Nothing happens if the session was changed meanwhile: the drawing of that asks again.
    """
    if summary.chance is None:
        view.set_timer(_PAUSE, partial(_begin, view, session, summary.segment))


def _begin(view: StageView, session: Session, segment: str) -> None:
    if view.session is session:
        work = partial(_work_out, view, session, segment)
        view.run_worker(work, thread=True, exclusive=True, group=_GROUP)


def _work_out(view: StageView, session: Session, segment: str) -> None:
    chance_of(session, segment)
    hand_back(view, _draw, view, session)


def _draw(view: StageView, session: Session) -> None:
    if view.is_mounted and view.display and view.session is session:
        view.show(session)
