"""The spreads as bars, the alignment as tracks, and what both say."""

from valueworkshop.core.scoring.point_shares import Allocation, effective_number, top_two
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.pictures import fitted
from valueworkshop.core.stages.allocation.model import Spread, asks
from valueworkshop.core.stages.allocation.score import Focus, alignment_of, focus

_SIGNS = {Spread.TODAY: "█", Spread.RECOGNISED: "▒", Spread.CHOSEN: "░"}
_NAME = 14
_WIDEST = 50
"""Cells that a bar of 100 points takes at most."""


def bars(session: Session, stage: str, width: int) -> list[str]:
    """Return a bar for each discipline and revealed spread, at most `width` cells wide."""
    found = focus(session, stage)
    shown = {spread: each.shares for spread, each in found.spreads.items() if each.shares}
    if not shown:
        return []
    room = max(min(width - _NAME - 5, _WIDEST), 10)
    lines = []
    for key, discipline in asks(session, stage).disciplines.items():
        lines.append(fitted(discipline.text, width).rstrip())
        for spread, shares in shown.items():
            bar = _SIGNS[spread] * round(shares[key] * room)
            lines.append(f"  {spread.label:<{_NAME - 2}}{100 * shares[key]:4.0f} {bar}".rstrip())
    counted = ", ".join(f"{spread.label} n {found.spreads[spread].n}" for spread in shown)
    people = "The room's one spread" if found.room else counted
    return [*lines, fitted(people, width).rstrip()]


def tracks(session: Session, stage: str, width: int) -> list[str]:
    """Return a track from 1 to 5 for each layer of each leading discipline."""
    plan, lines = asks(session, stage), []
    for lead in focus(session, stage).leads:
        lines.append(fitted(plan.disciplines[lead].text, width).rstrip())
        for layer, rating in alignment_of(session, stage, lead).items():
            room = max(width - _SCALE - 4, 8)
            label = fitted(plan.layers[layer].text, room).rstrip()
            lines.append(f"  {_track(rating)}  {label}")
    return lines


_SCALE = 12


def _track(rating: object) -> str:
    if not isinstance(rating, int):
        return fitted("not rated" if rating is None else str(rating), _SCALE)
    return "1 " + "".join("●" if point == rating else "·" for point in range(1, 6)) + " 5   "


def spread_in_words(each: Allocation, *, room: bool) -> str:
    """Say who spread points, and how concentrated they are."""
    if not each.n:
        return "Nobody spread any points." if each.abstained else "Nothing spread yet."
    who = "The room's one spread" if room else _people(each.n)
    number = effective_number(each.shares.values())
    said = [
        f"{who}: the top two take {100 * top_two(each.shares.values()):.0f} of 100 points",
        f"as if spread evenly over {number:.1f}",
    ]
    if each.rescaled and room:
        said.append("rescaled to 100")
    elif each.rescaled:
        said.append(f"{each.rescaled} did not make 100 and were rescaled")
    if each.abstained:
        said.append(f"{each.abstained} abstained")
    return f"{'; '.join(said)}."


def _people(count: int) -> str:
    return "One person's view" if count == 1 else f"{count} people"


def in_words(session: Session, stage: str) -> list[str]:
    """Say what the spreads say together, in whole sentences."""
    found, plan = focus(session, stage), asks(session, stage)
    said = []
    if found.to_move is not None:
        said.append(f"From today to what we choose, {found.to_move:.0f} of 100 points must move.")
    if found.unseen is not None:
        said.append(f"What customers recognise and what we do differ by {found.unseen:.0f} points.")
    if found.shares(Spread.CHOSEN):
        names = " and ".join(plan.disciplines[lead].text for lead in found.leads)
        said.append(f"We choose to lead on: {names}." if names else _NO_LEAD)
    if found.lowest is not None:
        said.append(_weakest(session, stage, found))
    return said


_NO_LEAD = "The choice is spread so evenly that nothing leads: choosing means giving something up."


def _weakest(session: Session, stage: str, found: Focus) -> str:
    plan = asks(session, stage)
    names = [
        f"{plan.layers[layer].text} ({plan.disciplines[discipline].text})"
        for discipline, layer in found.weakest
    ]
    rated = f"the room's rating: {found.lowest} of 5"
    return f"Weakest {'layer' if len(names) == 1 else 'layers'}: {', '.join(names)}; {rated}."
