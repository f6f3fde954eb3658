"""From the revealed votes on lines to net, for each segment, in points and in money."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from valueworkshop.core.scoring.item_score import Facet
from valueworkshop.core.scoring.kept_results import kept
from valueworkshop.core.scoring.ledger_balance import Balance, Money, balance, line_points, money
from valueworkshop.core.session.order import ordered
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.kind import Progress
from valueworkshop.core.stages.ledger.model import (
    ALTERNATIVE,
    OURS,
    Line,
    Side,
    charged_for,
    lines_of,
    segment_of,
    unit_of,
)
from valueworkshop.core.stages.votes.edits import is_revealed
from valueworkshop.core.stages.votes.model import ROOM, facets_asked, vote_on
from valueworkshop.core.stages.votes.score import facet_of, read_whole, votes_that_count


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line with what the room has seen of its vote.

    `segment` is '' for all. `ours` and `other`, the best alternative, are None while the vote is
    hidden, or if the stage does not ask. `room` marks the room's one rating.
    """

    line: Line
    segment: str
    revealed: bool
    ours: Facet | None
    other: Facet | None
    room: bool

    @property
    def points(self) -> Fraction | None:
        """How good it is with us, 0 to 100; None if no number was revealed."""
        return None if self.ours is None else line_points(self.ours)

    @property
    def other_points(self) -> Fraction | None:
        """How good it is with the best alternative, 0 to 100; None if none was revealed."""
        return None if self.other is None else line_points(self.other)

    @property
    def is_missing(self) -> bool:
        """Whether it counts in no number yet: neither revealed nor in money."""
        return not self.revealed and self.line.amount is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Strand:
    """The result of the lines of one segment, with those of all customers.

    `name` is the segment's, '' for the lines of all customers alone. `other` is the best
    alternative over the lines rated for it; `both` are ours and the alternative over the lines that
    were rated for both. None if no line was.
    """

    name: str
    entries: tuple[Entry, ...]
    ours: Balance
    other: Balance | None
    both: tuple[Balance, Balance] | None
    money: Money

    @property
    def lead(self) -> Fraction | None:
        """Our net minus that of the best alternative, over the same lines, -200 to 200 points."""
        if self.both is None:
            return None
        ours, other = self.both[0].net, self.both[1].net
        return None if ours is None or other is None else ours - other

    @property
    def who(self) -> str:
        """Whose numbers these are: how many gave one, or that it was one person, or the room."""
        rated = [entry for entry in self.entries if entry.points is not None]
        if rated and all(entry.room for entry in rated):
            return "the room's one rating"
        fewest, most = self.ours.fewest, self.ours.most
        if most == 1:
            return "one person's view"
        return f"n {most}" if fewest == most else f"n {fewest} to {most} for a line"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """All lines by id, benefits first, and the strands: that of all customers, then segments.

    Segments without a line of their own have no strand: theirs is that of all customers. `unit` is
    the unit of amounts; `compares` says whether the stage asks about the best alternative.
    """

    entries: Mapping[str, Entry]
    strands: Mapping[str, Strand]
    unit: str
    compares: bool

    @property
    def several(self) -> bool:
        """Whether any line is for a segment of its own."""
        return any(self.strands)


@kept(read_whole)
def ledger(session: Session, stage: str) -> Ledger:
    """Return the ledger as the room has seen it."""
    entries = {key: _entry(session, stage, key, line) for key, line in lines_of(session, stage)}
    names = {key: segment.name for key, segment in ordered(session.segments)}
    own = {entry.segment for entry in entries.values()}
    found = {key: name for key, name in {"": "", **names}.items() if key in own}
    return Ledger(
        entries=entries,
        strands={key: _strand(name, _of(entries.values(), key)) for key, name in found.items()},
        unit=unit_of(session, stage),
        compares=ALTERNATIVE in facets_asked(session, stage),
    )


def _entry(session: Session, stage: str, key: str, line: Line) -> Entry:
    seen = is_revealed(session, stage, key)
    vote = vote_on(session, stage, key)
    ballots, _ = votes_that_count(vote, key)
    asked = facets_asked(session, stage) if seen else {}
    ours, other = (
        facet_of(vote, ballots, facet, key) if facet in asked else None
        for facet in (OURS, ALTERNATIVE)
    )
    return Entry(
        line=line,
        segment=segment_of(session, line),
        revealed=seen,
        ours=ours,
        other=other,
        room=seen and ROOM in ballots,
    )


def _of(entries: Iterable[Entry], segment: str) -> tuple[Entry, ...]:
    """Return the lines that count for a segment: its own, and those of all customers."""
    return tuple(entry for entry in entries if entry.segment in {"", segment})


def _strand(name: str, entries: tuple[Entry, ...]) -> Strand:
    elsewhere = [entry for entry in entries if entry.other_points is not None]
    shared = [entry for entry in elsewhere if entry.points is not None]
    amounts = [[entry.line.amount for entry in entries if entry.line.side is side] for side in Side]
    return Strand(
        name=name,
        entries=entries,
        ours=_balance(entries, _with_us),
        other=_balance(elsewhere, _elsewhere) if elsewhere else None,
        both=(_balance(shared, _with_us), _balance(shared, _elsewhere)) if shared else None,
        money=money(*amounts),
    )


def _with_us(entry: Entry) -> Facet | None:
    return entry.ours


def _elsewhere(entry: Entry) -> Facet | None:
    return entry.other


def _balance(entries: Iterable[Entry], facet: Callable[[Entry], Facet | None]) -> Balance:
    sides: dict[Side, list[Facet]] = {side: [] for side in Side}
    for entry in entries:
        given = facet(entry)
        if given is not None:
            sides[entry.line.side].append(given)
    return balance(sides[Side.BENEFIT], sides[Side.COST])


def progress(session: Session, stage: str) -> Progress:
    """Count the lines that were revealed or have an amount."""
    entries = ledger(session, stage).entries.values()
    return Progress(sum(not entry.is_missing for entry in entries), len(entries))


def values(session: Session, stage: str) -> dict[str, Any]:
    """Return the numbers of a ledger; {} until a line was revealed or has an amount.

    `unit` of amounts, `lines` {id: text, side, kind, segment (id, '' for all), amount, charged_for,
    points and elsewhere (0 to 100, null while hidden), n}, `segments` {id: name, n (fewest and most
    a line), benefits, costs (0 to 100), net (-100 to 100), elsewhere (net of the best alternative),
    lead (our net less it, over the lines rated for both), money {benefits, costs, net, without}},
    where '' are the lines of all customers alone, `charged_for` [what money is charged for].
    """
    found = ledger(session, stage)
    if all(entry.is_missing for entry in found.entries.values()):
        return {}
    return {
        "unit": found.unit,
        "lines": {
            key: {
                "text": entry.line.text,
                "side": entry.line.side.value,
                "kind": entry.line.kind.value,
                "segment": entry.segment,
                "amount": entry.line.amount,
                "charged_for": entry.line.charged_for.value if entry.line.charged_for else None,
                "points": _number(entry.points),
                "elsewhere": _number(entry.other_points),
                "n": entry.ours.n if entry.ours else None,
            }
            for key, entry in found.entries.items()
        },
        "segments": {key: _as_values(strand) for key, strand in found.strands.items()},
        "charged_for": sorted(charged.value for charged in charged_for(session, stage)),
    }


def _as_values(strand: Strand) -> dict[str, Any]:
    ours, amounts = strand.ours, strand.money
    return {
        "name": strand.name,
        "n": [ours.fewest, ours.most],
        "benefits": _number(ours.benefits),
        "costs": _number(ours.costs),
        "net": _number(ours.net),
        "elsewhere": _number(strand.other.net) if strand.other else None,
        "lead": _number(strand.lead),
        "money": {
            "benefits": amounts.benefits,
            "costs": amounts.costs,
            "net": amounts.net,
            "without": amounts.without,
        },
    }


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(value)
