"""The ledger as a figure: numbers and words of what the room has seen of it, and nothing else."""

from fractions import Fraction
from typing import Final

from valueworkshop.core.clean_text import capital
from valueworkshop.core.scoring.gap_points import signed
from valueworkshop.core.scoring.ledger_balance import Balance
from valueworkshop.core.scoring.rounding import add_up, whole
from valueworkshop.core.show.stage_figures import FieldMap, FieldSpot, LedgerSheet, Net, Sides, Ware
from valueworkshop.core.stages.ledger.model import Side
from valueworkshop.core.stages.ledger.score import Entry, Ledger, Strand
from valueworkshop.core.stages.ledger.words import called, net_in_words, turns
from valueworkshop.core.stages.votes.words import ahead_or_behind

HIDDEN: Final = "not revealed yet"
MONEY: Final = "money only"


def sheet(found: Ledger) -> LedgerSheet | None:
    """Return the ledger as a figure; None if no line was revealed."""
    if not any(entry.revealed for entry in found.entries.values()):
        return None
    key, first = next(iter(found.strands.items()))
    net = first.ours.net
    whose = called(found, key)
    return LedgerSheet(
        title=f"Net, ours: {whose[:1].lower()}{whose[1:]}",
        number="" if net is None else signed(net).strip(),
        lines=_lines(whose, first),
        benefits=_wares(found, Side.BENEFIT),
        costs=_wares(found, Side.COST),
        nets=tuple(_net(called(found, each), strand) for each, strand in found.strands.items()),
        stays=_stays(first),
        note=first.who,
    )


def map_of_value(found: Ledger) -> FieldMap | None:
    """Return what they get against what they give, ours and elsewhere; None without a net."""
    spots = []
    for key, strand in found.strands.items():
        who = called(found, key)
        spots += _spots(who, strand.ours, "", ours=True)
        spots += _spots(who, strand.other, "elsewhere: ", ours=False) if strand.other else []
    if not spots:
        return None
    return FieldMap(
        title="What they get against what they give",
        sort="net",
        spots=tuple(spots),
        up="they get",
        across="they give",
        corners=("they get more", "", "", "they give more"),
        foot="↑ they get · → they give · line: net 0",
    )


def _spots(who: str, balance: Balance, front: str, *, ours: bool) -> list[FieldSpot]:
    if balance.benefits is None or balance.costs is None or balance.net is None:
        return []
    people = f"{balance.fewest}-{balance.most}" if balance.fewest != balance.most else balance.most
    return [
        FieldSpot(
            label=f"{front}{who[:1].lower()}{who[1:]}" if front else who,
            across=_share(balance.costs),
            up=_share(balance.benefits),
            text=signed(balance.net).strip(),
            means=f"get {_of(balance.benefits)}, give {_of(balance.costs)}, n {people}",
            sign="" if ours else "○",
            bold=ours,
        )
    ]


def _lines(whose: str, strand: Strand) -> tuple[str, ...]:
    ours, other = strand.ours, strand.other
    if ours.net is None:
        return (net_in_words(whose, strand),)
    lead = "" if strand.lead is None or strand.both is None else _lead(strand, strand.lead)
    made = f"they get {_of(ours.benefits)}, it costs them {_of(ours.costs)}{_rounded(ours)}"
    lines = [lead or made, turns(strand), made if lead else ""]
    if other is not None and other.net is not None:
        lines.append(
            f"alternative: {_of(other.benefits)} less {_of(other.costs)} "
            f"is {signed(other.net).strip()}{_rounded(other)}"
        )
    return tuple(filter(None, lines))


def _lead(strand: Strand, lead: Fraction) -> str:
    told = f"{capital(ahead_or_behind(lead))} the best alternative"
    shared = sum(strand.both[0].lines) if strand.both else 0
    return told if shared == sum(strand.ours.lines) else f"{told}, over {shared} lines"


def _of(value: Fraction | None) -> str:
    return "–" if value is None else str(whole(value))


def _rounded(balance: Balance) -> str:
    if balance.benefits is None or balance.costs is None or balance.net is None:
        return ""
    return "" if add_up((balance.benefits, -balance.costs), balance.net) else ", rounded"


def _stays(strand: Strand) -> tuple[Sides, ...]:
    found = []
    for label, balance in (("ours", strand.ours), ("alternative", strand.other)):
        if balance is None or balance.benefits is None or balance.costs is None:
            continue
        found.append(
            Sides(
                label=label,
                get=_share(balance.benefits),
                give=_share(balance.costs),
                get_text=_of(balance.benefits),
                give_text=_of(balance.costs),
                net_text=signed(balance.net).strip(),
            )
        )
    return tuple(found) if strand.ours.net is not None else ()


def _share(points: Fraction) -> int:
    return round(points * 10)


def _net(label: str, strand: Strand) -> Net:
    ours, other = strand.ours.net, strand.other.net if strand.other else None
    return Net(
        label=label,
        share=None if ours is None else _share(ours),
        text="–" if ours is None else signed(ours).strip(),
        other_share=None if other is None else _share(other),
        other_text="" if other is None else signed(other).strip(),
    )


def _wares(found: Ledger, side: Side) -> tuple[Ware, ...]:
    """Return the lines of a side, the largest first, those without a number last."""
    entries = [entry for entry in found.entries.values() if entry.line.side is side]
    wares = [_ware(found, entry) for entry in entries]
    return tuple(sorted(wares, key=lambda ware: -1 if ware.share is None else -ware.share - 2))


def _ware(found: Ledger, entry: Entry) -> Ware:
    ours, other = (amount_of(entry, value) for value in (entry.points, entry.other_points))
    note = ""
    if ours is None:
        money = entry.line.amount is not None
        note = "nobody gave a number" if entry.revealed else MONEY if money else HIDDEN
    return Ware(
        label=entry.line.text,
        chip=called(found, entry.segment) if entry.segment else "",
        share=None if ours is None else _share(ours),
        text="" if ours is None else str(whole(ours)),
        other_share=None if other is None else _share(other),
        other_text="" if other is None else str(whole(other)),
        note=note,
    )


def amount_of(entry: Entry, points: Fraction | None) -> Fraction | None:
    """Return how much they get or give: a cost is 100 less its points."""
    if points is None or entry.line.side is Side.BENEFIT:
        return points
    return 100 - points
