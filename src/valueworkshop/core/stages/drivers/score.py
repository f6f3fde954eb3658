"""From the votes on drivers to those worth leading with. There is no gap here."""

from dataclasses import dataclass

from valueworkshop.core.session.session import Session
from valueworkshop.core.show.quadrant import Side
from valueworkshop.core.stages.drivers.model import SWAY, UNIQUENESS
from valueworkshop.core.stages.votes.facet_quadrant import Against, against


@dataclass(frozen=True, slots=True, kw_only=True)
class Leading:
    """The ids of drivers to lead with, and of those that nearly are, in their order.

    The means of those to `lead` with are both half a step or more above 3, the middle of the scale.
    A mean of the `nearly` ones is on that line, and neither is below it.
    """

    lead: tuple[str, ...]
    nearly: tuple[str, ...]


def drivers(session: Session, stage: str) -> Against | None:
    """Return the revealed drivers by sway (up) and uniqueness (across), each a mean of 1 to 5.

    A driver is missing if nobody gave one of the two. None if a kit asks for something else.
    """
    return against(session, stage, SWAY, UNIQUENESS)


def leading(found: Against) -> Leading:
    """Return which drivers to lead with."""
    sides = {key: {Side.of(spot.up), Side.of(spot.across)} for key, spot in found.spots.items()}
    return Leading(
        lead=tuple(key for key, both in sides.items() if both == {Side.HIGH}),
        nearly=tuple(
            key for key, both in sides.items() if Side.LINE in both and Side.LOW not in both
        ),
    )


def values(session: Session, stage: str) -> dict[str, object]:
    """Return lead and nearly (ids), and for each driver its two means and n; {} before a reveal."""
    found = drivers(session, stage)
    if found is None or not found.spots:
        return {}
    which = leading(found)
    return {
        "lead": list(which.lead),
        "nearly": list(which.nearly),
        "drivers": {
            key: {"sway": spot.up, "uniqueness": spot.across, "n": spot.n}
            for key, spot in found.spots.items()
        },
    }
