"""What is needed against what is so today, with the diagonals at no gap and at one step."""

from valueworkshop.core.scoring import gap_points
from valueworkshop.core.scoring.importance_map import position
from valueworkshop.core.scoring.item_score import ItemScore, score_item
from valueworkshop.core.session.session import Session
from valueworkshop.core.show import figures
from valueworkshop.core.show.diagonal_map import MapLetter, diagonal_map, in_words, spots_of
from valueworkshop.core.show.figures import Map
from valueworkshop.core.show.pictures import fitted
from valueworkshop.core.show.stage_figures import Bell, Bells, FieldMap, FieldSpot
from valueworkshop.core.stages.votes import words
from valueworkshop.core.stages.votes.edits import is_revealed
from valueworkshop.core.stages.votes.facet_quadrant import NOTHING, why
from valueworkshop.core.stages.votes.model import NEEDED, TODAY, asks, facets_asked
from valueworkshop.core.stages.votes.score import item_votes, scores


def map_letters(session: Session, stage: str) -> dict[str, MapLetter]:
    """Return the revealed items of a stage with a gap, by item."""
    found = {}
    for item, asked in asks(session, stage).items.items():
        votes = item_votes(session, stage, item)
        score = score_item(votes)
        place = position(votes, score) if is_revealed(session, stage, item) else None
        if place is not None:
            said = f"{sign_and_points(score)}  {in_words(place.band)}"
            mark = gap_points.sign(score.signed)
            found[item] = MapLetter(
                label=asked.text, position=place, said=said, mark=mark, short=asked.short
            )
    return found


def sign_and_points(score: ItemScore) -> str:
    """Return the sign and the points of a gap, as a table has them, six cells wide."""
    return f"{gap_points.sign(score.signed):<2} {gap_points.points(score.signed):>3}"


def map_lines(session: Session, stage: str, width: int) -> list[str]:
    """Return the map in at most `width` cells, and in words what is not on it.

    No line if the stage does not ask for what is needed and what is so today.
    """
    plan = asks(session, stage)
    if not plan.has_gap:
        return []
    shown = [item for item in plan.items if is_revealed(session, stage, item)]
    if not shown:
        return [NOTHING]
    found = map_letters(session, stage)
    lines = diagonal_map(list(found.values()), _axes(session, stage), width)
    if whose := _whose(session, stage, found):
        lines.append(whose)
    if missing := [item for item in shown if item not in found]:
        lines += ["", "Not drawn, for want of a gap:"]
        for item in missing:
            said = f"{_reason(session, stage, item)}: {plan.items[item].text}"
            lines.append(f"  {fitted(said, width - 2)}".rstrip())
    return lines


def rows_of(session: Session, stage: str) -> Bells | None:
    """Return today against what is needed for a screen, a row each; None before a reveal."""
    plan, scored = asks(session, stage), scores(session, stage)
    if not plan.has_gap or not scored:
        return None
    up, across = _axes(session, stage)
    return Bells(
        title=session.stage(stage).title,
        today=across,
        needed=up,
        after="see a gap",
        rows=tuple(
            Bell(
                label=plan.items[item].text,
                today=_thousandths(score.today.mean),
                needed=_thousandths(score.needed.mean),
                mark=gap_points.sign(score.signed).strip(),
                text="–" if score.signed is None else gap_points.points(score.signed),
                after=_see(score),
            )
            for item, score in scored.items()
        ),
    )


def field_of(session: Session, stage: str) -> FieldMap | None:
    """Return the map for a screen; None if nothing has a gap, or the stage does not ask for one."""
    found = map_letters(session, stage) if asks(session, stage).has_gap else {}
    if not found:
        return None
    up, across = _axes(session, stage)
    return FieldMap(
        title=f"{up} against {across}",
        sort="gaps",
        spots=tuple(
            FieldSpot(
                label=each.label,
                across=round(1000 * spot.across),
                up=round(1000 * spot.up),
                short=each.short,
                mark=each.mark,
                text=each.said[2:6].strip(),
                means=in_words(each.position.band),
                near=spot.near,
                zone=spot.zone,
            )
            for each, spot in zip(found.values(), spots_of(found.values()), strict=True)
        ),
        up=up,
        across=across,
        foot=f"↑ {up} → {across} · lines: level, one step below",
        note=_whose(session, stage, found),
    )


def beside_field(session: Session, stage: str) -> list[str]:
    """Say whose the numbers on the map are, if not a team's, and what is not on it, and why."""
    plan, found = asks(session, stage), map_letters(session, stage)
    missing = [
        f"Not drawn, for want of a gap: {plan.items[item].text} ({_reason(session, stage, item)})."
        for item in plan.items
        if is_revealed(session, stage, item) and item not in found
    ]
    return [*filter(None, [_whose(session, stage, found)]), *missing]


def _see(score: ItemScore) -> str:
    if score.room:
        return "the room"
    return "–" if score.short is None else f"{score.short} of {score.n}"


def _thousandths(mean: float | None) -> int | None:
    return None if mean is None else round(1000 * mean)


def figure(session: Session, stage: str) -> Map | None:
    """Return the numbers of the map, for formats that draw; None if not all items are on it.

    Letters show what cannot be placed, and why: no picture can do that.
    """
    found = map_letters(session, stage)
    shown = [i for i in asks(session, stage).items if is_revealed(session, stage, i)]
    if not found or len(found) < len(shown):
        return None
    return map_of(list(found.values()), _axes(session, stage), in_table=False)


def map_of(found: list[MapLetter], axes: tuple[str, str], *, in_table: bool = True) -> Map:
    """Return things on a map with diagonals, for formats that draw."""
    up, across = axes
    return Map(
        title=f"{up} against {across}",
        across=across,
        up=up,
        across_range=(1, 5),
        up_range=(1, 5),
        spots=tuple(
            figures.MapPoint(label=each.label, across=each.position.across, up=each.position.up)
            for each in found
        ),
        diagonals=True,
        in_table=in_table,
    )


def _reason(session: Session, stage: str, item: str) -> str:
    facets, votes = facets_asked(session, stage), item_votes(session, stage, item)
    two = {facets[NEEDED].label: votes.needed, facets[TODAY].label: votes.today}
    lacks = [f"{why(facet)} ({label})" for label, facet in two.items() if not facet.n]
    return ", ".join(lacks) or words.nothing(score_item(votes))


def _axes(session: Session, stage: str) -> tuple[str, str]:
    facets = facets_asked(session, stage)
    return facets[NEEDED].label, facets[TODAY].label


def _whose(session: Session, stage: str, found: dict[str, MapLetter]) -> str:
    """Say whose the numbers are if they are not a team's; '' if they are."""
    if found and all(item_votes(session, stage, item).room for item in found):
        return "The room's one rating."
    return "One person's view." if found and max(e.position.n for e in found.values()) == 1 else ""
