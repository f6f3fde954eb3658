"""The ladder in letters, and what its marks say."""

from valueworkshop.core.stages.ladder.model import Answers, Rung, View
from valueworkshop.core.stages.ladder.score import Climb

SIGNS = {View.NOW: "●", View.CUSTOMERS: "◇", View.AIM: "○"}

LEGEND = "● now   ◇ as customers see it   ○ aimed at"


def ladder(given: Answers) -> list[str]:
    """Return a line for each rung, the highest first: its marks, its name, what is paid for."""
    rungs = [_rung(given, rung) for rung in reversed(Rung)]
    return [*rungs, LEGEND]


def _rung(given: Answers, rung: Rung) -> str:
    marks = " ".join(SIGNS[view] if given.of(view).rung is rung else " " for view in View)
    return f"{rung.height} ├─ {marks} ─┤ {rung.value:<12} {rung.charged_for}"


def in_words(given: Answers, climb: Climb) -> list[str]:
    """Say what the marks say together, in whole sentences."""
    said = []
    if climb.to_climb is not None:
        said.append(_to_climb(climb.to_climb))
    elif given.now.rung is None and given.aim.rung is None:
        said.append("Neither where we are nor where we want to be is placed yet.")
    else:
        missing = "Where we want to be" if given.aim.rung is None else "Where we are now"
        said.append(f"{missing} is not placed yet: no distance.")
    if climb.seen_below is not None:
        said.append(_seen(climb.seen_below))
    elif given.customers.unknown:
        said.append("We do not know what customers would say: find out.")
    return said


def _to_climb(rungs: int) -> str:
    if rungs == 0:
        return "We want to stay on the rung on which we are."
    way = "to climb" if rungs > 0 else "down: we aim lower than we stand"
    return f"{_count(rungs)} {way}."


def _seen(below: int) -> str:
    if below == 0:
        return "Customers see us where we see ourselves, as far as we know."
    side = "lower" if below > 0 else "higher"
    return f"Customers see us {_count(below).lower()} {side} than we do, as far as we know."


def _count(rungs: int) -> str:
    words = {1: "One rung", 2: "Two rungs", 3: "Three rungs"}
    return words[abs(rungs)]
