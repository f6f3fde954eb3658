"""The disciplines in sentences. Spreads that were not revealed do not count in any of them."""

from valueworkshop.core.scoring.point_shares import Allocation, effective_number, top_two
from valueworkshop.core.scoring.rounding import one_decimal, whole
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.allocation.model import Spread, asks
from valueworkshop.core.stages.allocation.rounds import points_moved
from valueworkshop.core.stages.allocation.score import Focus, alignment_of, focus


def people(found: Focus) -> str:
    """Say how many people spread points in each revealed spread, '' if nobody did."""
    given = {spread: each for spread, each in found.spreads.items() if each.shares}
    if given and found.room:
        return "The room's one spread"
    return ", ".join(f"{spread.label} n {each.n}" for spread, each in given.items())


def layers_in_words(session: Session, stage: str) -> list[str]:
    """Say how each layer was rated for each leading discipline."""
    plan, said = asks(session, stage), []
    for lead in focus(session, stage).leads:
        name = plan.disciplines[lead].text
        for layer, rating in alignment_of(session, stage, lead).items():
            stands = "not rated" if rating is None else str(rating)
            of = " of 5" if isinstance(rating, int) else ""
            said.append(f"{plan.layers[layer].text}, for {name}: {stands}{of}.")
    return said


def spread_in_words(each: Allocation, *, room: bool) -> str:
    """Say who spread points, and how concentrated they are."""
    if not each.n:
        return "Nobody spread any points." if each.abstained else "No points given yet."
    who = "The room's one spread" if room else _people(each.n)
    number = effective_number(each.shares.values()) or 1.0
    said = [
        f"{who}: the top two get {whole(100 * top_two(each.shares.values()))} of 100 points",
        f"like an even spread over {one_decimal(number)} of them",
    ]
    if each.rescaled and room:
        said.append("scaled to add up to 100")
    elif each.rescaled:
        said.append(f"{each.rescaled} did not add up to 100, so we scaled them")
    if each.abstained:
        said.append(f"{each.abstained} abstained")
    return f"{'; '.join(said)}."


def moved_in_words(session: Session, stage: str, spread: Spread) -> list[str]:
    """Say how far a second vote moved the points; nothing if there was none, or it is hidden."""
    moved = points_moved(session, stage, spread.value)
    if moved is None:
        return []
    return [f"Spread again: since the vote before, {whole(moved)} of 100 points have moved."]


def _people(count: int) -> str:
    return "One person's view" if count == 1 else f"{count} people"


def in_words(session: Session, stage: str) -> list[str]:
    """Say what the spreads mean together, in whole sentences."""
    found, plan = focus(session, stage), asks(session, stage)
    said = []
    if found.to_move is not None:
        said.append(
            f"To get from today to what we choose, {whole(found.to_move)} of 100 points must move."
        )
    if found.unseen is not None:
        said.append(
            f"What customers recognise and what we do differ by {whole(found.unseen)} points."
        )
    if found.shares(Spread.CHOSEN):
        names = " and ".join(plan.disciplines[lead].text for lead in found.leads)
        said.append(f"We choose to lead on: {names}." if names else _NO_LEAD)
    if found.lowest is not None:
        said.append(_weakest(session, stage, found))
    return said


_NO_LEAD = "We spread the choice so evenly that nothing leads. Choosing means giving something up."


def _weakest(session: Session, stage: str, found: Focus) -> str:
    plan = asks(session, stage)
    names = [
        f"{plan.layers[layer].text} ({plan.disciplines[discipline].text})"
        for discipline, layer in found.weakest
    ]
    rated = f"the room's rating: {found.lowest} of 5"
    return f"Weakest {'layer' if len(names) == 1 else 'layers'}: {', '.join(names)}; {rated}."
