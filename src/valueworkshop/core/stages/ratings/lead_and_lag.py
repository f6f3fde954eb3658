"""Ours beside another on the same items, such as the best alternative: who leads, by how much.

This is compared, and outside the value gap index: nobody needs to be best in everything.
"""

from typing import Any

from valueworkshop.core.scoring.hundred_points import STEP
from valueworkshop.core.scoring.item_score import ItemScore
from valueworkshop.core.scoring.rounding import one_decimal, tenths
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.drawing.dumb_bell import dumb_bell, head
from valueworkshop.core.show.pictures import fitted, in_a_sentence
from valueworkshop.core.stages.votes.model import asks
from valueworkshop.core.stages.votes.score import scores
from valueworkshop.core.stages.votes.words import nothing

NOTHING = "Nothing has been revealed yet."
_CELLS = 4


def other_of(session: Session, stage: str) -> str | None:
    """Return the label of what we compare ours with, None if a stage does not compare."""
    plan = asks(session, stage)
    if plan.compared is None or plan.has_gap:
        return None
    return plan.facets[plan.compared[0]].label


def lead(score: ItemScore) -> float | None:
    """Return the steps by which ours leads, -4 to 4, below 0 if it lags; None without both."""
    return None if score.signed is None else -score.signed / STEP


def lead_in_words(score: ItemScore, other: str) -> str:
    """Say who leads by how much, and who sees us behind; or why we cannot say that."""
    steps = lead(score)
    if steps is None:
        return _no_lead(score, other)
    return f"ours is {_by(steps)} {_than(steps, other)}; {_who(score)}"


def said(session: Session, stage: str, segment: str = "") -> str:
    """Say on how many items ours is behind, and where most; '' if nothing is compared yet.

    For a segment, from those who had it in mind.
    """
    other = other_of(session, stage)
    if other is None:
        return ""
    leads = {
        item: steps
        for item, score in scores(session, stage, segment).items()
        if (steps := lead(score)) is not None
    }
    if not leads:
        return ""
    behind = sum(_shown(steps) < 0 for steps in leads.values())
    told = f"behind the {in_a_sentence(other)} on {behind or 'none'} of the {len(leads)} compared"
    worst = min(leads, key=lambda item: leads[item])
    where = ""
    if behind:
        text = in_a_sentence(asks(session, stage).items[worst].text)
        where = f", most on '{text}' ({_by(leads[worst])})"
    title = in_a_sentence(session.stage(stage).title)
    return f"{title} (not part of the index): we are {told}{where}."


def lead_lines(session: Session, stage: str, width: int) -> list[str]:
    """Return ours ● and the other ○ on the scale, an item a line of at most `width` cells."""
    other, scored = other_of(session, stage), scores(session, stage)
    if other is None or not scored:
        return [NOTHING]
    items = asks(session, stage).items
    above = f"   lead  n  {head(_CELLS)}  "
    room = max(width - len(above), 8)
    lines = [f"{above}● ours  {fitted(f'○ {other}', max(room - 8, 8))}".rstrip()]
    for item, score in scored.items():
        steps = lead(score)
        sign = " " if steps is None else "=" if _shown(steps) == 0 else "▼" if steps < 0 else "▲"
        amount = "–" if steps is None else f"{_shown(steps):+.1f}"
        label = fitted(items[item].text, room)
        lines.append(f"{sign} {amount:>5} {score.n:>2}  {_track(score)}  {label}".rstrip())
    return lines


def values(session: Session, stage: str) -> dict[str, Any]:
    """Return, for each revealed item, lead (steps, -4 to 4, ours ahead above 0), n and behind.

    `behind` is how many of n see us behind, None for counted hands. {} if nothing is compared.
    """
    other = other_of(session, stage)
    scored = scores(session, stage) if other is not None else {}
    if not scored:
        return {}
    told = {
        item: {
            "lead": lead(score),
            "n": score.n,
            "behind": score.short,
            "paired": score.paired,
            "room": score.room,
        }
        for item, score in scored.items()
    }
    return {"against": other, "items": told}


def _track(score: ItemScore) -> str:
    """Return the scale with both marks; ━ joins them where ours is behind, ─ where it is ahead."""
    return dumb_bell(score.today.mean, score.needed.mean, "", _CELLS, thin=True).letters()[0]


def _shown(steps: float) -> float:
    return float(tenths(steps))


def _by(steps: float) -> str:
    amount = abs(_shown(steps))
    if amount == 0:
        return "level" if steps == 0 else "within a tenth of a step"
    unit = "step" if amount == 1 else "steps"
    return f"{one_decimal(amount)} {unit} {'ahead' if steps > 0 else 'behind'}"


def _than(steps: float, other: str) -> str:
    name = in_a_sentence(other)
    if _shown(steps) == 0:
        return f"with the {name}" if steps == 0 else f"of the {name}"
    return f"of the {name}" if steps > 0 else f"the {name}"


def _who(score: ItemScore) -> str:
    if score.room:
        return "the room's one rating"
    if score.short is None:
        return "hands counted: we cannot say who sees us behind"
    if score.n == 1:
        return "one person's view"
    if score.short == 0:
        return f"none of {score.n} see us behind"
    return f"{score.short} of {score.n} {'sees' if score.short == 1 else 'see'} us behind"


def _no_lead(score: ItemScore, other: str) -> str:
    name = in_a_sentence(other)
    if score.today.n and not score.needed.n:
        return f"nothing to compare: you rated ours, but not the {name}"
    if score.needed.n and not score.today.n:
        return f"nothing to compare: you rated the {name}, but not ours"
    if score.today.n and score.needed.n:
        return "nothing to compare: nobody rated both"
    return nothing(score)
