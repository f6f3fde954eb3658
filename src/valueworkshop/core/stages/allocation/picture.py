"""The spreads as bars, and the alignment as tracks."""

from valueworkshop.core.scoring.rounding import add_up, whole
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.pictures import fitted
from valueworkshop.core.stages.allocation.model import Spread, asks
from valueworkshop.core.stages.allocation.score import alignment_of, focus

_SIGNS = {Spread.TODAY: "█", Spread.RECOGNISED: "▒", Spread.CHOSEN: "░"}
_NAME = 14
_WIDEST = 50
"""A bar of 100 points takes at most this many cells."""


def bars(session: Session, stage: str, width: int) -> list[str]:
    """Return a bar for each discipline and revealed spread, at most `width` cells wide."""
    found = focus(session, stage)
    shown = {spread: each.shares for spread, each in found.spreads.items() if each.shares}
    if not shown:
        return []
    room = max(min(width - _NAME - 5, _WIDEST), 10)
    lines = []
    for key, discipline in asks(session, stage).disciplines.items():
        lines.append(fitted(discipline.text, width).rstrip())
        for spread, shares in shown.items():
            bar = _SIGNS[spread] * round(shares[key] * room)
            lines.append(
                f"  {spread.label:<{_NAME - 2}}{whole(100 * shares[key]):>4} {bar}".rstrip()
            )
    if not all(add_up((100 * share for share in each.values()), 100) for each in shown.values()):
        lines.append("(rounded)")
    return lines


def tracks(session: Session, stage: str, width: int) -> list[str]:
    """Return a track from 1 to 5 for each layer of each leading discipline."""
    plan, lines = asks(session, stage), []
    for lead in focus(session, stage).leads:
        lines.append(fitted(plan.disciplines[lead].text, width).rstrip())
        for layer, rating in alignment_of(session, stage, lead).items():
            room = max(width - _SCALE - 4, 8)
            label = fitted(plan.layers[layer].text, room).rstrip()
            lines.append(f"  {_track(rating)}  {label}")
    return lines


_SCALE = 12


def _track(rating: object) -> str:
    if not isinstance(rating, int):
        return fitted("not rated" if rating is None else str(rating), _SCALE)
    return "1 " + "".join("●" if point == rating else "·" for point in range(1, 6)) + " 5   "
