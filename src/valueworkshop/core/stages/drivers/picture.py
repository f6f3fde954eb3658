"""Drivers by how much they sway a choice and by how far they are ours alone."""

from valueworkshop.core.session.session import Session
from valueworkshop.core.show.pictures import in_a_sentence
from valueworkshop.core.show.quadrant import ON_THE_LINE, Corners
from valueworkshop.core.stages.drivers.score import drivers, leading
from valueworkshop.core.stages.votes.facet_quadrant import NOTHING, lines
from valueworkshop.core.stages.votes.model import asks

CORNERS = Corners(
    up_left="needed, not ours alone",
    up_right="lead with it",
    down_left="not a reason",
    down_right="ours, but sways few",
)


def picture(session: Session, stage: str, width: int) -> list[str]:
    """Return the quadrant in lines of at most `width` cells, or why there is none."""
    found = drivers(session, stage)
    labels = {key: item.text for key, item in asks(session, stage).items.items()}
    return [] if found is None else lines(found, labels, CORNERS, width)


def said(session: Session, stage: str) -> list[str]:
    """Return the sentences about the drivers: which to lead with, and what they rest on."""
    found = drivers(session, stage)
    if found is None or not found.spots:
        return [NOTHING]
    which, items = leading(found), asks(session, stage).items

    def named(keys: tuple[str, ...]) -> str:
        return "; ".join(
            f"{in_a_sentence(items[key].text)} (n {found.spots[key].n})" for key in keys
        )

    sentences = [
        f"Lead with: {named(which.lead)}."
        if which.lead
        else "Nothing is high on both: nothing to lead with yet."
    ]
    if which.nearly:
        sentences.append(f"Nearly, but {ON_THE_LINE}: {named(which.nearly)}.")
    return sentences
