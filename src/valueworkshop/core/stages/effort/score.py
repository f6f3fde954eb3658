"""From the votes to the field in which each thing lies, and why we cannot always say it."""

from dataclasses import dataclass, replace
from typing import Final

from valueworkshop.core.scoring.effort_fields import Field, Half, Lies, lies
from valueworkshop.core.scoring.item_score import Facet
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.effort.model import EFFORT, IMPACT, choices
from valueworkshop.core.stages.votes.edits import is_revealed
from valueworkshop.core.stages.votes.facet_quadrant import Against, against
from valueworkshop.core.stages.votes.model import asks, facets_asked
from valueworkshop.core.stages.votes.score import facet_totals, item_votes

TOO_FEW: Final = "too few answers to say"
TOO_FAR: Final = "too far apart to say"
NO_NUMBER: Final = "no number"
IN_THE_MIDDLE: Final = "in the middle"


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A revealed thing: the answers on it, whether they are the room's one, and where it lies."""

    impact: Facet
    effort: Facet
    room: bool
    lies: Lies

    @property
    def where(self) -> str:
        """Its field in words, or why we cannot say it."""
        return where(self.lies)


def weighed(session: Session, stage: str) -> dict[str, Weighed]:
    """Return what the room has seen, by id, in its order; nothing if a kit asks something else."""
    if not {IMPACT, EFFORT} <= set(facets_asked(session, stage)):
        return {}
    found = {}
    for item in asks(session, stage).items:
        if is_revealed(session, stage, item):
            impact, effort = (facet_totals(session, stage, item, key) for key in (IMPACT, EFFORT))
            room = item_votes(session, stage, item).room
            found[item] = Weighed(
                impact=impact, effort=effort, room=room, lies=lies(impact, effort, room=room)
            )
    return found


def where(found: Lies) -> str:
    """Name the field in which something lies, two of them on a line, or why we cannot say it."""
    if found.field:
        return found.field.value
    halves = {found.impact, found.effort}
    for half, words in _UNTOLD.items():
        if half in halves:
            return words
    return IN_THE_MIDDLE if halves == {Half.LINE} else " or ".join(found.could_be)


def where_placed(impact: int, effort: int) -> str:
    """Return where something lies that the room places at these two points, 1 to 5."""
    one, other = (Facet(counts=tuple(int(n == at) for n in range(1, 6))) for at in (impact, effort))
    return where(lies(one, other, room=True))


_UNTOLD: Final = {Half.NONE: NO_NUMBER, Half.FEW: TOO_FEW, Half.APART: TOO_FAR}


def on_the_plane(session: Session, stage: str) -> Against | None:
    """Return what was revealed by impact (up) and effort (across), each in words where it lies."""
    found = against(session, stage, IMPACT, EFFORT)
    if found is None:
        return None
    told = weighed(session, stage)
    spots = {key: replace(spot, where=told[key].where) for key, spot in found.spots.items()}
    return replace(found, spots=spots)


def in_fields(session: Session, stage: str) -> dict[Field, list[str]]:
    """Return the ids of what lies in each field, the best field first; only what can be told."""
    told = weighed(session, stage)
    return {
        field: keys
        for field in Field
        if (keys := [key for key, each in told.items() if each.lies.field is field])
    }


def placed(session: Session, stage: str) -> dict[str, str]:
    """Return where each thing lies that was chosen elsewhere, by its key there."""
    chosen = choices(session, stage)
    return {
        chosen[key].comes_from: each.where
        for key, each in weighed(session, stage).items()
        if key in chosen and chosen[key].comes_from
    }


def values(session: Session, stage: str) -> dict[str, object]:
    """Return for each revealed thing its two means, n, its field and words; {} before a reveal.

    The field is '' if the answers do not carry one.
    """
    told, chosen = weighed(session, stage), choices(session, stage)
    return {
        key: {
            "comes_from": chosen[key].comes_from,
            "impact": each.impact.mean,
            "effort": each.effort.mean,
            "n": min(each.impact.n, each.effort.n),
            "field": each.lies.field.value if each.lies.field else "",
            "where": each.where,
        }
        for key, each in told.items()
    }
