"""The drivers in line mode: named, rated twice, and which of them to lead with."""

from typing import Final

from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.drivers.picture import CORNERS, said
from valueworkshop.core.stages.drivers.score import drivers
from valueworkshop.lines.after_reveal import OfKind
from valueworkshop.lines.ask_custom_items import Own, ask_own
from valueworkshop.lines.revealed_words import told_item, told_stage
from valueworkshop.lines.talk import Talk

_OWN: Final = Own(
    one="driver",
    heading="What makes us the choice?",
    hint="Name the reasons for which customers take us and not another, in their words.",
)


def ask(talk: Talk, stage: str, at: str) -> None:
    """Ask for the drivers, or for the votes on one of them."""
    ask_own(talk, stage, at, _OWN, OfKind(one="Driver", told=_told_item))


def told(session: Session, stage: str) -> list[str]:
    """Return which drivers to lead with, then each of them."""
    return [*said(session, stage), *told_stage(session, stage)]


def _told_item(session: Session, stage: str, item: str) -> list[str]:
    found = drivers(session, stage)
    spot = found.spots.get(item) if found else None
    where = [f"Where it lies: {CORNERS.of(spot)}."] if spot else []
    return [*where, *told_item(session, stage, item)]
