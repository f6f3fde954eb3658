"""Gaps as rows: sign, number, where today and needed are on the scale, and the words."""

from valueworkshop.core.scoring import gap_points
from valueworkshop.core.scoring.item_score import ItemScore
from valueworkshop.core.scoring.rounding import whole
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.drawing import dumb_bell
from valueworkshop.core.show.drawing.cells import BY_SIGN
from valueworkshop.core.show.pictures import fitted
from valueworkshop.core.stages.votes.model import NEEDED, TODAY, asks, facets_asked
from valueworkshop.core.stages.votes.score import scores


def cells_per_step(width: int) -> int:
    """Return how many cells a step of the scale takes on a screen of `width` cells."""
    if width >= 100:
        return 6
    return 4 if width >= 70 else 3


def scale_head(step: int) -> str:
    """Return the numbers 1 to 5 as they go above a track with `step` cells to a step."""
    return dumb_bell.head(step)


def track(score: ItemScore, step: int) -> str:
    """Return the scale with ● at today and ○ at needed; ━ joins a gap, ─ a surplus."""
    role = BY_SIGN.get(gap_points.sign(score.signed), "")
    drawn = dumb_bell.dumb_bell(score.today.mean, score.needed.mean, role, step, thin=True)
    return drawn.letters()[0]


def number(score: ItemScore) -> str:
    """Return sign and number of a gap, eight cells wide."""
    amount = "–" if score.signed is None else f"{whole(score.signed)}"
    return f"{gap_points.sign(score.signed):<2} {amount:>4} "


def tracks(session: Session, stage: str, width: int) -> list[str]:
    """Return a line for each revealed item in at most `width` cells; none before a reveal."""
    plan, scored = asks(session, stage), scores(session, stage)
    if not plan.has_gap or not scored:
        return []
    step, facets = cells_per_step(width), facets_asked(session, stage)
    scale = f"{'gap':>7} {scale_head(step)}  "
    room = max(width - len(scale), 8)
    key = fitted(f"● {facets[TODAY].label}  ○ {facets[NEEDED].label}", room)
    lines = [
        f"{number(score)}{track(score, step)}  {fitted(plan.items[item].text, room)}"
        for item, score in scored.items()
    ]
    return [line.rstrip() for line in (f"{scale}{key}", *lines)]
