"""The numbers of the disciplines. Spreads that were not revealed do not count in any of them."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from valueworkshop.core.scoring.kept_results import kept
from valueworkshop.core.scoring.point_shares import (
    Allocation,
    allocate,
    effective_number,
    leading,
    points_to_move,
    top_two,
)
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.allocation.model import Aligned, Spread, answers, asks
from valueworkshop.core.stages.allocation.rounds import (
    FIRST_AGAIN,
    MOST_ROUNDS,
    given_under,
    is_revealed,
    seen_keys,
)
from valueworkshop.core.stages.kind import Progress, Slip, not_asked
from valueworkshop.core.stages.votes.model import ROOM
from valueworkshop.core.stages.votes.score import read_whole

ALIGNMENT = "alignment"
"""The place where people rate the layers, after the three spreads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Focus:
    """What the spreads mean. `spreads` has the revealed ones; `room` those of one voice.

    `leads` are the one or two disciplines chosen to lead on. `to_move` are the points from today to
    the choice, `unseen` those from what customers recognise to today, 0 to 100; None if one of the
    two was not revealed or nobody spread any. `weakest` are the layers rated lowest for a leading
    discipline, as (discipline, layer), with their `lowest` rating.
    """

    spreads: Mapping[Spread, Allocation]
    room: bool
    leads: tuple[str, ...]
    to_move: float | None
    unseen: float | None
    weakest: tuple[tuple[str, str], ...]
    lowest: int | None

    def shares(self, spread: Spread) -> Mapping[str, float]:
        """Return the mean shares of a spread, empty if there are none."""
        found = self.spreads.get(spread)
        return found.shares if found else {}


@kept(read_whole)
def focus(session: Session, stage: str) -> Focus:
    """Return what the spreads and the alignment of a stage mean."""
    shown = [spread for spread in Spread if is_revealed(session, stage, spread.value)]
    spreads = {spread: allocation(session, stage, spread) for spread in shown}
    shares = {spread: found.shares for spread, found in spreads.items()}
    today, chosen = shares.get(Spread.TODAY, {}), shares.get(Spread.CHOSEN, {})
    leads = leading(chosen)
    rated = _rated(session, stage, leads)
    lowest = min(rated.values(), default=None)
    return Focus(
        spreads=spreads,
        room=set(answers(session, stage).ballots) == {ROOM},
        leads=tuple(leads),
        to_move=points_to_move(today, chosen),
        unseen=points_to_move(shares.get(Spread.RECOGNISED, {}), today),
        weakest=tuple(key for key, rating in rated.items() if rating == lowest),
        lowest=lowest,
    )


def allocation(session: Session, stage: str, spread: Spread) -> Allocation:
    """Return the result of a spread. The room's one spread counts only if no voter gave one."""
    ballots = given_under(session, stage, answers(session, stage).key(spread.value))
    return allocate(list(asks(session, stage).disciplines), ballots)


def _rated(session: Session, stage: str, leads: list[str]) -> dict[tuple[str, str], int]:
    alignment = answers(session, stage).alignment
    return {
        (discipline, layer): rating
        for discipline in leads
        for layer in asks(session, stage).layers
        if isinstance(rating := alignment.get(discipline, {}).get(layer), int)
    }


def alignment_of(session: Session, stage: str, discipline: str) -> dict[str, Aligned | None]:
    """Return how each layer was rated for a discipline, None if it was not."""
    given = answers(session, stage).alignment.get(discipline, {})
    return {layer: given.get(layer) for layer in asks(session, stage).layers}


def seen(session: Session, stage: str) -> Session:
    """Return the session without the points of spreads that were not revealed."""
    given, is_seen = answers(session, stage), seen_keys(session, stage)
    shown = {
        voter: {s: points for s, points in ballot.items() if is_seen.get(s, False)}
        for voter, ballot in given.ballots.items()
    }
    left = {voter: ballot for voter, ballot in shown.items() if ballot}
    return session.with_answers(stage, replace(given, ballots=left))


def hidden(session: Session, stage: str) -> dict[str, int]:
    """Return how many gave each spread that was not revealed."""
    given = answers(session, stage)
    counted = Counter(s for ballot in given.ballots.values() for s in ballot)
    now = {spread.value: counted[given.key(spread.value)] for spread in Spread}
    return {s: n for s, n in now.items() if n and not is_revealed(session, stage, s)}


def places(_session: Session, _stage: str) -> list[str]:
    """Return the three spreads, and the alignment after them."""
    return [*(spread.value for spread in Spread), ALIGNMENT]


def progress(session: Session, stage: str) -> Progress:
    """Count the spreads that were revealed, and the alignment once every layer is rated."""
    revealed = sum(is_revealed(session, stage, spread.value) for spread in Spread)
    leads = focus(session, stage).leads
    given = [alignment_of(session, stage, lead).values() for lead in leads]
    aligned = bool(leads) and all(rating is not None for layers in given for rating in layers)
    return Progress(revealed + aligned, len(Spread) + 1)


def slips(session: Session, stage: str) -> Iterator[Slip]:
    """Find points and ratings for what is not asked, and points below 0."""
    plan, given = asks(session, stage), answers(session, stage)
    yield from _of_rounds(given.again)
    known, aside = seen_keys(session, stage), session.stage(stage).set_aside
    disciplines = {**aside("disciplines"), **plan.disciplines}
    for voter, ballot in given.ballots.items():
        for spread, points in ballot.items():
            at = ("ballots", voter, spread)
            if spread not in known:
                yield at, not_asked(spread, known)
            for path, message in _of_keys(points, disciplines):
                yield (*at, *path), message
            for discipline in (key for key, number in points.items() if number < 0):
                yield (*at, discipline), "must be 0 or more"
    for path, message in _of_keys(given.alignment, disciplines):
        yield ("alignment", *path), message
    for discipline, layers in given.alignment.items():
        for path, message in _of_keys(layers, {**aside("layers"), **plan.layers}):
            yield ("alignment", discipline, *path), message


def _of_rounds(rounds: Mapping[str, int]) -> Iterator[Slip]:
    spreads = {spread.value: spread for spread in Spread}
    for spread, number in rounds.items():
        if spread not in spreads:
            yield ("again", spread), not_asked(spread, spreads)
        if not FIRST_AGAIN <= number <= MOST_ROUNDS:
            yield ("again", spread), f"must be from {FIRST_AGAIN} to {MOST_ROUNDS}"


def _of_keys(given: Mapping[str, object], known: Mapping[str, object]) -> Iterator[Slip]:
    for key in given:
        if key not in known:
            yield (key,), not_asked(key, known)


def values(session: Session, stage: str) -> dict[str, Any]:
    """Return the revealed spreads with their mean shares (0 to 1), and the distances in points."""
    found = focus(session, stage)
    return {
        "spreads": {
            spread.value: {
                **asdict(each),
                "top_two": top_two(each.shares.values()) if each.shares else None,
                "effective_number": effective_number(each.shares.values()),
            }
            for spread, each in found.spreads.items()
        },
        "leads": list(found.leads),
        "to_move": found.to_move,
        "unseen": found.unseen,
        "alignment": {lead: alignment_of(session, stage, lead) for lead in found.leads},
    }
