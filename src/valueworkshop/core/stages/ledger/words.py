"""The ledger in sentences. Each says no more than the answers support."""

from collections.abc import Sequence

from valueworkshop.core.scoring.gap_points import signed
from valueworkshop.core.scoring.rounding import add_up, whole
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.pictures import in_a_sentence
from valueworkshop.core.stages.ledger.model import (
    ChargedFor,
    Line,
    Side,
    Sort,
    charged_for,
    lines_of,
    missing,
    segment_of,
    unit_of,
)
from valueworkshop.core.stages.ledger.score import Entry, Ledger, Strand
from valueworkshop.core.stages.votes.words import ahead_or_behind

NOTHING = "The ledger is still empty."
HIDDEN = "Nothing has been revealed yet."

HOW = (
    "Net is the mean of what they get minus the mean of what it costs them, from -100 to 100. We "
    "take means, so that a longer list is no better. A cost is 100 minus the points of its rating."
)
"""How net is made."""

_MOST_NAMES = 5


def said(found: Ledger) -> list[str]:
    """Return the sentences about a ledger: net of each segment, why, and what is still open."""
    if not found.entries:
        return [NOTHING]
    entries = list(found.entries.values())
    seen = [entry for entry in entries if entry.revealed]
    sentences = [HIDDEN] if not seen and any(entry.is_missing for entry in entries) else []
    for key, strand in found.strands.items():
        sentences += _of_strand(found, key) if seen else []
        sentences += _money(called(found, key), strand, found.unit)
    return [*sentences, *(_open(entries, seen) if seen else [])]


def in_numbers(found: Ledger) -> tuple[str, ...]:
    """Return those of the sentences that a picture of the nets says too."""
    seen = any(entry.revealed for entry in found.entries.values())
    return tuple(text for key in found.strands if seen for text in _of_strand(found, key))


def in_words(found: Ledger) -> tuple[str, ...]:
    """Return the other sentences: what is still open, and what there is in money."""
    numbers = set(in_numbers(found))
    return tuple(text for text in said(found) if text not in numbers)


def _of_strand(found: Ledger, key: str) -> list[str]:
    who, strand = called(found, key), found.strands[key]
    compared = [_compared(who, strand)] if found.compares else []
    return [net_in_words(who, strand), *compared]


def called(found: Ledger, segment: str) -> str:
    """Return the name for the customers of a strand: a segment's name, or all of them."""
    if segment:
        return in_a_sentence(found.strands[segment].name)
    return "Any segment" if found.several else "All customers"


def number(value: int) -> str:
    """Return an amount with thousands separated: 12,000."""
    return f"{value:,}"


def amount(value: int | None, unit: str) -> str:
    """Return an amount with its unit: '1,200 (EUR per customer and year)'; '' for none."""
    return "" if value is None else f"{number(value)} ({in_a_sentence(unit)})"


def also(session: Session, stage: str) -> list[str]:
    """Return what customers pay money for, and which kinds of a side have no line yet."""
    charges = [each.in_words for each in ChargedFor if each in charged_for(session, stage)]
    told = [f"Charged for: {', '.join(charges)}."] if charges else []
    for side in Side:
        kinds = ", ".join(sort.in_words for sort in missing(session, stage, side))
        told += [f"{side.heading}: nothing yet on {kinds}."] if kinds else []
    return told


def in_points(entry: Entry) -> str:
    """Say the result of a revealed line with us and elsewhere, or why there is none."""
    if entry.points is None:
        return _why(entry)
    ours, other = entry.points, entry.other_points
    if entry.line.side is Side.BENEFIT:
        told = f"They get {whole(ours)} of 100 with us"
        return f"{told}, {whole(other)} elsewhere." if other is not None else f"{told}."
    told = f"It costs them {whole(100 - ours)} of 100 with us"
    return f"{told}, {whole(100 - other)} elsewhere." if other is not None else f"{told}."


def particulars(session: Session, stage: str, key: str) -> list[str]:
    """Return what a line is, for whom, its amount, and what customers pay for with it."""
    line = dict(lines_of(session, stage))[key]
    parts = [
        _kind_of(line.kind),
        for_whom(session, line),
        amount(line.amount, unit_of(session, stage)),
        f"charged for {line.charged_for.in_words}" if line.charged_for else "",
    ]
    return [part for part in parts if part]


def for_whom(session: Session, line: Line) -> str:
    """Return for which segment a line is, '' for all."""
    segment = segment_of(session, line)
    return f"for {session.segments[segment].name}" if segment else ""


def _kind_of(sort: Sort) -> str:
    """Return side and kind of a line: 'cost, time'; the side alone for any other kind."""
    return sort.side.value if sort.is_any else f"{sort.side.value}, {sort.in_words}"


def net_in_words(who: str, strand: Strand) -> str:
    """Return the net of some customers with what it is made of, or what it lacks."""
    ours = strand.ours
    if ours.net is None or ours.benefits is None or ours.costs is None:
        return " ".join([f"{who}: no net.", *filter(None, (_lacks(strand, s) for s in Side))])
    rests = f"get {whole(ours.benefits)}, give {whole(ours.costs)}"
    if not add_up((ours.benefits, -ours.costs), ours.net):
        rests += ", rounded"
    rests += f"; {strand.who}"
    rests += f"; {_counted(ours.lines[0], 'benefit')}, {_counted(ours.lines[1], 'cost')}"
    return " ".join(filter(None, (f"{who}: net {signed(ours.net)} ({rests}).", turns(strand))))


def turns(strand: Strand) -> str:
    """Say that one different answer would turn the net, '' if it would not."""
    ours = strand.ours
    near = ours.net is not None and ours.resolution is not None and ours.net
    if near and ours.resolution is not None and abs(near) <= ours.resolution:
        return "One different answer would turn it."
    return ""


def _lacks(strand: Strand, side: Side) -> str:
    """Say what a side lacks for a net; '' if it lacks nothing."""
    lines = [entry for entry in strand.entries if entry.line.side is side]
    if not lines:
        return f"There is no {side.value} in it."
    if any(entry.points is not None for entry in lines):
        return ""
    if not any(entry.revealed for entry in lines):
        return f"No {side.value} is revealed yet."
    return f"No {side.value} has a rating."


def _compared(who: str, strand: Strand) -> str:
    if strand.both is None:
        return f"{who}: you rated no line for both us and the best alternative."
    lines = _counted(sum(strand.both[0].lines), "line")
    if strand.lead is None:
        return (
            f"{who}: no comparison; you rated only one side for both us and the best alternative."
        )
    return (
        f"{who}: {ahead_or_behind(strand.lead)} the best alternative (over {lines} rated for both)."
    )


def _money(who: str, strand: Strand, unit: str) -> list[str]:
    found = strand.money
    if found.benefits is None and found.costs is None:
        return []
    told = f"{who}, in money ({in_a_sentence(unit)})"
    if found.net is not None and found.benefits is not None and found.costs is not None:
        net = f"{found.net:+,}" if found.net else "0"
        return [f"{told}: get {number(found.benefits)}, give {number(found.costs)}, net {net}."]
    empty = [side for side in Side if not any(e.line.side is side for e in strand.entries)]
    if empty:
        return [f"{told}: no net. There is no {empty[0].value} in it."]
    lacking = [entry for entry in strand.entries if entry.line.amount is None]
    return [f"{told}: no net. Without an amount: {_names(lacking)}."]


def _open(entries: Sequence[Entry], seen: Sequence[Entry]) -> list[str]:
    """Say which lines do not count in the points, and why."""
    hidden = [entry for entry in entries if entry.is_missing]
    only_money = len(entries) - len(seen) - len(hidden)
    sentences = []
    if hidden:
        sentences.append(f"Not revealed yet: {len(hidden)} of {_counted(len(entries), 'line')}.")
    if only_money:
        have, them = ("has", "it") if only_money == 1 else ("have", "them")
        lines = _counted(only_money, "line")
        sentences.append(f"{lines} {have} an amount only, so the points leave {them} out.")
    silent = [entry for entry in seen if entry.points is None]
    for why in dict.fromkeys(_why(entry) for entry in silent):
        names = _names([entry for entry in silent if _why(entry) == why])
        sentences.append(f"{why.removesuffix('.')}: {names}.")
    return sentences


def _why(entry: Entry) -> str:
    """Say why a revealed line has no points."""
    if entry.ours is None:
        return "Not rated for us."
    if entry.ours.dont_know:
        return "Nobody knows."
    return "Everybody skipped." if entry.ours.skipped else "Nothing rated yet."


def _names(entries: Sequence[Entry]) -> str:
    names = [in_a_sentence(entry.line.text) for entry in entries[:_MOST_NAMES]]
    more = len(entries) - len(names)
    return "; ".join([*names, *([f"and {more} more"] if more else [])])


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
