"""What the curve of a journey means, in words that go no further than the answers."""

from collections.abc import Sequence

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.scoring import gap_points
from valueworkshop.core.session.order import ordered
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.pictures import in_a_sentence
from valueworkshop.core.stages.journey.model import Touchpoint
from valueworkshop.core.stages.journey.score import Moment, Strand, lowest, moments, poorest
from valueworkshop.core.stages.votes import words

FACTS = (
    "Value can rise or fall at every moment, with the product, the brand and the people that "
    "customers meet. One poor experience can lose a customer.\n\n"
    "What they gain depends on where they start. Going online is said to lift a shop that was not "
    "there by 70 %; a shop that was already there hardly gains. And people pay an agent for what "
    "they could do themselves, because it is easier."
)


def said(curve: Sequence[Moment]) -> list[str]:
    """Return the sentences about the curve: where it is lowest, or why it is not."""
    low = lowest(curve)
    lines = [_lowest(low)] if low else [_nothing(curve)]
    names = [moment.key for moment in low]
    poor = [moment for moment in poorest(curve) if moment.key not in names]
    if low and poor and len(poor) == len(poorest(curve)) and poor[0].score is not None:
        mean = words.mean(poor[0].score.today)
        lines.append(f"Lowest rating, whatever customers expect: {_names(poor)} ({mean} of 5).")
    return lines


def apart(session: Session, stage: str) -> list[str]:
    """Say for each segment that we may show apart where the curve is lowest for it."""
    curves = [
        (segment.name, moments(session, stage, key)) for key, segment in ordered(session.segments)
    ]
    return [f"{one_line(name)}: {_lowest(low)}" for name, curve in curves if (low := lowest(curve))]


def hidden(curve: Sequence[Moment]) -> str:
    """Say how many touchpoints are missing in the curve, '' for none or all."""
    missing = sum(moment.score is None for moment in curve)
    some = 0 < missing < len(curve)
    return f"Not revealed yet: {missing} of {len(curve)} touchpoints." if some else ""


def _lowest(low: Sequence[Moment]) -> str:
    scores = [moment.score for moment in low if moment.score is not None]
    signed = scores[0].signed or 0
    who = "; ".join(dict.fromkeys(words.shortfall(score) for score in scores))
    if signed > 0:
        gap = gap_points.points(signed)
        return f"Furthest below what customers expect: {_names(low)} (gap {gap} of 100; {who})."
    above = f"{gap_points.points(-signed)} of 100 above it" if signed else "just met"
    return f"Nothing falls short of what customers expect. Closest: {_names(low)} ({above}; {who})."


def _nothing(curve: Sequence[Moment]) -> str:
    shown = [moment.score for moment in curve if moment.score is not None]
    if not curve:
        return "You have not named a touchpoint yet."
    if not shown:
        return "Nothing has been revealed yet."
    why = words.nothing(shown[0]).removeprefix("no gap: ")
    return f"No touchpoint has a gap yet: {why}."


def _names(curve: Sequence[Moment]) -> str:
    return " and ".join(in_a_sentence(moment.touchpoint.text) for moment in curve)


def strand(found: Strand) -> str:
    """Return what some touchpoints share, and over how many the mean is."""
    return f"{found.words} (over {found.n} touchpoint{'' if found.n == 1 else 's'})"


def linked(touchpoint: Touchpoint) -> str:
    """Say what a touchpoint feeds and who or what carries it; '' if nobody said."""
    carriers = ", ".join(carrier.in_words for carrier in touchpoint.carriers)
    parts = (
        f"feeds {touchpoint.term.in_words}" if touchpoint.term else "",
        f"carried by {carriers}" if carriers else "",
    )
    return "; ".join(part for part in parts if part)
