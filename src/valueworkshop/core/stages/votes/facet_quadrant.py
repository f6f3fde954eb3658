"""Two facets of the revealed items of a stage against each other, as a quadrant with its words."""

from dataclasses import dataclass

from valueworkshop.core.scoring.item_score import Facet
from valueworkshop.core.scoring.rounding import one_decimal
from valueworkshop.core.session.session import Session
from valueworkshop.core.show import figures
from valueworkshop.core.show.figures import Map
from valueworkshop.core.show.pictures import fitted
from valueworkshop.core.show.quadrant import Corners, QuadrantPoint, Side, quadrant
from valueworkshop.core.show.stage_figures import FieldMap, FieldSpot
from valueworkshop.core.stages.votes.edits import is_revealed
from valueworkshop.core.stages.votes.model import asks, facets_asked
from valueworkshop.core.stages.votes.score import facet_totals, item_votes

NOTHING = "Nothing has been revealed yet."


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """What to draw, by item, and the revealed items without a number, with why.

    `axes` are the words for up and across. `whose` says whose the numbers are if they are not a
    team's; '' if they are.
    """

    spots: dict[str, QuadrantPoint]
    missing: dict[str, str]
    axes: tuple[str, str]
    whose: str


def against(session: Session, stage: str, up: str, across: str) -> Against | None:
    """Return the revealed items of a stage by two of its facets, None if it does not ask both."""
    plan, facets = asks(session, stage), facets_asked(session, stage)
    if up not in facets or across not in facets:
        return None
    spots, missing = {}, {}
    shown = [item for item in plan.items if is_revealed(session, stage, item)]
    for item in shown:
        one, other = (facet_totals(session, stage, item, facet) for facet in (up, across))
        if one.mean is None or other.mean is None:
            lacks = {facets[key].label: f for key, f in ((up, one), (across, other)) if not f.n}
            missing[item] = ", ".join(f"{why(facet)} ({name})" for name, facet in lacks.items())
            continue
        label, n = plan.items[item].text, min(one.n, other.n)
        spots[item] = QuadrantPoint(label=label, up=one.mean, across=other.mean, n=n)
    rooms = [item_votes(session, stage, item).room for item in spots]
    whose = "One person's view." if spots and max(spot.n for spot in spots.values()) == 1 else ""
    if rooms and all(rooms):
        whose = "The room's one rating."
    axes = facets[up].label, facets[across].label
    return Against(spots=spots, missing=missing, axes=axes, whose=whose)


def lines(found: Against, labels: dict[str, str], corners: Corners, width: int) -> list[str]:
    """Return the quadrant, and in words what is not in it; `labels` are those of the items."""
    if not found.spots and not found.missing:
        return [NOTHING]
    drawn = quadrant(list(found.spots.values()), found.axes, corners, width)
    if found.whose:
        drawn.append(found.whose)
    if found.missing:
        drawn += ["", "Not drawn, because a number is missing:"]
        drawn += [
            f"  {fitted(f'{reason}: {labels[item]}', width - 2)}".rstrip()
            for item, reason in found.missing.items()
        ]
    return drawn


def quarters(found: Against, corners: Corners, title: str) -> FieldMap | None:
    """Return the quadrant as a figure for a screen; None if it is empty."""
    if not found.spots:
        return None
    up, across = found.axes
    best = (corners.up_right,)
    return FieldMap(
        title=title,
        sort="quarters",
        spots=tuple(
            FieldSpot(
                label=spot.label,
                across=round(1000 * spot.across),
                up=round(1000 * spot.up),
                means=f"{one_decimal(spot.up)} {up}, {one_decimal(spot.across)} {across}, "
                f"n {spot.n}: {corners.of(spot)}",
                near=Side.LINE in {Side.of(spot.up), Side.of(spot.across)},
                bold=corners.of(spot) in best,
            )
            for spot in found.spots.values()
        ),
        up=up,
        across=across,
        corners=(corners.up_left, corners.up_right, corners.down_left, corners.down_right),
        foot=f"↑ {up} · → {across} · ◉ on the line",
        note=found.whose,
    )


def missing_in_words(found: Against, labels: dict[str, str]) -> list[str]:
    """Say whose the numbers are, if not a team's, and what is not drawn, and why."""
    missing = [f"{reason}: {labels[item]}." for item, reason in found.missing.items()]
    lacks = ["Not drawn, because a number is missing:", *missing] if missing else []
    return [*filter(None, [found.whose]), *lacks]


def figure(found: Against, corners: Corners, *, in_table: bool = True) -> Map | None:
    """Return the numbers of the quadrant, for formats that draw; None if it is empty."""
    if not found.spots:
        return None
    up, across = found.axes
    return Map(
        title=f"{up} against {across}",
        across=across,
        up=up,
        across_range=(1, 5),
        up_range=(1, 5),
        spots=tuple(
            figures.MapPoint(label=spot.label, across=spot.across, up=spot.up)
            for spot in found.spots.values()
        ),
        corners=(corners.up_left, corners.up_right, corners.down_left, corners.down_right),
        in_table=in_table,
    )


def why(facet: Facet) -> str:
    """Say why nobody gave a number to a facet."""
    if facet.dont_know:
        return "nobody knows"
    return "everybody skipped" if facet.skipped else "not rated"
