"""What customers said beside what the team says, item by item. We never pool the two."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from valueworkshop.core.scoring.answer_pairs import (
    Pair,
    Pairs,
    PairScore,
    Side,
    pooled,
    score_pairs,
)
from valueworkshop.core.scoring.customers_index import (
    Beside,
    CustomersIndex,
    CustomersStage,
    beside,
    customers_index,
)
from valueworkshop.core.scoring.hundred_points import HIGH, LOW
from valueworkshop.core.scoring.item_score import Facet, ItemVotes
from valueworkshop.core.scoring.kept_results import kept
from valueworkshop.core.scoring.value_gap_index import IndexScore, score_index
from valueworkshop.core.session.order import ordered
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.kind import Progress, Slip
from valueworkshop.core.stages.voice.model import (
    EVERYONE,
    Import,
    answers,
    compared,
    items_of,
    pair_of,
)
from valueworkshop.core.stages.votes import model as votes
from valueworkshop.core.stages.votes.edits import is_revealed
from valueworkshop.core.stages.votes.score import stage_votes

COMPARE: Final = "compare"
"""The place that shows customers beside the team, after that of the files."""

FEWEST: Final = 3
"""We never show a smaller group apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One item: what the team says, what customers say, and how far these are apart.

    `item` is 'stage/item'. `team` is None until the room has seen the vote on it; `hands` says that
    hands were counted, so that we do not know who gave both answers, `room` that it is the room's
    one rating. `customers` holds no number that fewer than three gave, and is None if that leaves
    nothing; `answered` says how many customers did at all.
    """

    item: str
    text: str
    team: PairScore | None
    hands: bool
    room: bool
    customers: PairScore | None
    answered: int
    apart: Beside | None


def _read(session: Session, stage: str, segment: str = "") -> tuple[object, ...]:
    """Return all that the rows are made from, to keep them by."""
    about = compared(session, stage)
    asked = (votes.asks(session, key) for key in about)
    team = (stage_votes(session, key) for key in about)
    told = (session.answers.get(stage), session.kit, session.revealed)
    return (stage, segment, *told, *asked, *team)


@kept(_read)
def rows(session: Session, stage: str, segment: str = "") -> Sequence[Row]:
    """Return every item that customers were asked about, in order; of one segment, or of all."""
    asked = {item for _, found in answers(session, stage).in_order for item in found.items}
    texts = {item: text for item, text in items_of(session, stage).items() if item in asked}
    team = {key: stage_votes(session, key).items for key in compared(session, stage)}
    among, found = str(len(texts)), []
    for item, text in texts.items():
        rated, _, inside = item.partition("/")
        given = team[rated][inside] if is_revealed(session, rated, inside) else None
        found.append(_row(item, text, given, _heard(session, stage, item, segment), among))
    return found


def _read_one(session: Session, stage: str, item: str, segment: str) -> tuple[object, ...]:
    return (item, segment, session.answers.get(stage))


@kept(_read_one)
def _heard(session: Session, stage: str, item: str, segment: str) -> tuple[PairScore, int]:
    """Return what customers say of an item, and how many answered."""
    given = customers_pairs(session, stage, item, segment)
    return score_pairs(_enough(given)), max(_numbers(given))


@kept(lambda item, text, given, heard, among: (item, text, given, heard, among))
def _row(
    item: str, text: str, given: ItemVotes | None, heard: tuple[PairScore, int], among: str
) -> Row:
    team = score_pairs([_of_team(given)]) if given is not None else None
    customers, number = heard
    enough = bool(customers.needed.n or customers.today.n)
    apart = beside(team, customers, among=int(among)) if team is not None and enough else None
    return Row(
        item=item,
        text=text,
        team=team,
        hands=given is not None and not given.paired,
        room=given is not None and given.room,
        customers=customers if enough else None,
        answered=number,
        apart=apart,
    )


def _numbers(several: Sequence[Pairs]) -> tuple[int, int, int]:
    """Return how many answered needed, today, and both."""
    counted = [(pair, n) for pairs in several for pair, n in pairs.counts.items()]
    return (
        sum(n for (needed, _), n in counted if needed is not None),
        sum(n for (_, today), n in counted if today is not None),
        sum(n for pair, n in counted if None not in pair),
    )


def _enough(several: Sequence[Pairs]) -> list[Pairs]:
    """Return the answers without those that fewer than three gave.

    If fewer than three gave both, the two answers are counted separately.
    """
    enough = [number >= FEWEST for number in _numbers(several)]
    if all(enough):
        return list(several)
    left = []
    for pairs in several:
        counts: dict[Pair, int] = {}
        for (needed, today), n in pairs.counts.items():
            if enough[0] and needed is not None:
                counts[needed, None] = counts.get((needed, None), 0) + n
            if enough[1] and today is not None:
                counts[None, today] = counts.get((None, today), 0) + n
        left.append(Pairs(low=pairs.low, high=pairs.high, counts=counts))
    return left


def _of_team(given: ItemVotes) -> Pairs:
    """Return the team's votes as counts of pairs; for hands, each answer separately."""
    counts: dict[Pair, int] = {}
    if given.paired:
        for vote in given.given.values():
            if (vote.needed, vote.today) != (None, None):
                counts[vote.needed, vote.today] = counts.get((vote.needed, vote.today), 0) + 1
    else:
        counts = {(point, None): n for point, n in _points(given.needed)}
        counts |= {(None, point): n for point, n in _points(given.today)}
    return Pairs(low=LOW, high=HIGH, counts=counts)


def _points(facet: Facet) -> Iterator[tuple[int, int]]:
    return ((point, n) for point, n in enumerate(facet.counts, start=LOW) if n)


def customers_pairs(session: Session, stage: str, item: str, segment: str = "") -> list[Pairs]:
    """Return what customers gave on an item, by scale, over all imports; of one segment or all."""
    return _pairs([found for _, found in answers(session, stage).in_order], item, segment)


def answered(imports: Iterable[Import], item: str, segment: str = "") -> int:
    """Return how many customers answered an item in some of the imports."""
    return max(_numbers(_pairs(imports, item, segment)))


def _pairs(imports: Iterable[Import], item: str, segment: str) -> list[Pairs]:
    return pooled(
        Pairs(low=found.items[item].lo, high=found.items[item].hi, counts=counts)
        for found in imports
        if item in found.items
        for counts in _counts(found, item, segment)
    )


def _counts(found: Import, item: str, segment: str) -> Iterator[dict[Pair, int]]:
    for key, by_item in found.counts.items():
        if item in by_item and segment in ("", key):
            yield {pair_of(pair): count for pair, count in by_item[item].items()}


def segments_heard(session: Session, stage: str) -> list[str]:
    """Return the segments with answers from customers, in the session's order; without EVERYONE."""
    heard = {key for _, found in answers(session, stage).in_order for key in found.counts}
    return [key for key, _ in ordered(session.segments) if key in heard and key != EVERYONE]


def customers_score(session: Session, stage: str, segment: str = "") -> CustomersIndex:
    """Return the customers' index, over the same stages as the team's.

    Items on which fewer than three customers answered do not count.
    """
    shown = {row.item: row for row in rows(session, stage, segment)}
    stages = []
    for key in votes.voted(session):
        plan = votes.asks(session, key)
        if plan.has_gap:
            of_stage = [shown[f"{key}/{i}"] for i in plan.items if f"{key}/{i}" in shown]
            stages.append(
                CustomersStage(
                    key=key,
                    points=plan.points,
                    items={r.item: r.customers for r in of_stage if r.customers is not None},
                    possible=sum(
                        _possible(session, stage, row.item, segment)
                        for row in of_stage
                        if row.customers is not None
                    ),
                )
            )
    return customers_index(stages)


def _possible(session: Session, stage: str, item: str, segment: str) -> int:
    """Return how many were asked for both answers to an item: respondents of its imports.

    For a segment we know only those who gave any answer to the item.
    """
    asked = 0
    for _, found in answers(session, stage).in_order:
        words = found.items.get(item)
        if words is None or not (words.needed and words.today):
            continue
        if segment:
            asked += sum(found.counts.get(segment, {}).get(item, {}).values())
        else:
            asked += found.respondents
    return asked


def team_score(session: Session) -> IndexScore:
    """Return the team's own index: over what the room has seen."""
    rated = [key for key in votes.voted(session) if votes.asks(session, key).has_gap]
    return score_index([stage_votes(session, key) for key in rated])


def places(_session: Session, _stage: str) -> list[str]:
    """Return the two steps: importing files, and reading them beside the team's own view."""
    return ["files", COMPARE]


def progress(session: Session, stage: str) -> Progress:
    """Say whether any file was imported."""
    return Progress(min(1, len(answers(session, stage).imports)), 1)


def values(session: Session, stage: str) -> dict[str, Any]:
    """Return the imports, the customers' index, and each item; null means that there is none."""
    given = answers(session, stage)
    return {
        "imports": [
            {
                "id": key,
                "source": found.source,
                "when": found.when.isoformat() if found.when else None,
                "answered": found.answered.isoformat() if found.answered else None,
                "evidence": found.evidence.value,
                "rows": found.rows,
                "respondents": found.respondents,
                "refused": found.refused,
            }
            for key, found in given.in_order
        ],
        "index": asdict(customers_score(session, stage)) if given.imports else None,
        "items": {row.item: _values(row) for row in rows(session, stage)},
        "segments": {
            segment: {row.item: _values(row) for row in rows(session, stage, segment)}
            for segment in segments_heard(session, stage)
        },
    }


def _values(row: Row) -> dict[str, Any]:
    return {
        "text": row.text,
        "answered": row.answered if row.customers is not None else None,
        "customers": _score(row.customers),
        "team": _score(row.team),
        "apart": asdict(row.apart) if row.apart is not None else None,
    }


def _score(score: PairScore | None) -> dict[str, Any] | None:
    if score is None:
        return None
    return {
        "n": score.n,
        "short": score.short,
        "signed": score.signed,
        "gap": score.gap,
        "surplus": score.surplus,
        "error": score.error,
        "floor": score.floor,
        "needed": _side(score.needed),
        "today": _side(score.today),
    }


def _side(side: Side) -> dict[str, Any]:
    level = side.level
    return {
        "n": side.n,
        "mean": side.mean,
        "counts": list(side.counts) or None,
        "median": side.median,
        "agreement": side.agreement,
        "distance": side.distance,
        "level": level.value if level else None,
    }


def slips(session: Session, stage: str) -> Iterator[Slip]:
    """Find counts that have no score: no pair, off the scale, below 0, on no item."""
    for key, found in answers(session, stage).imports.items():
        for item, asked in found.items.items():
            if not asked.lo < asked.hi:
                yield ("imports", key, "items", item), "lo must be below hi"
        for segment, by_item in found.counts.items():
            for item, pairs in by_item.items():
                at = ("imports", key, "counts", segment, item)
                if item not in found.items:
                    yield at, "must be one of the items of this import"
                    continue
                asked = found.items[item]
                for pair, count in pairs.items():
                    if message := _wrong(pair, count, asked.lo, asked.hi):
                        yield (*at, pair), message


def _wrong(pair: str, count: int, lo: int, hi: int) -> str:
    try:
        given = pair_of(pair)
    except ValueError:
        return 'must be called by its two answers, as in "5,3", "5," or ",3"'
    if any(answer is not None and not lo <= answer <= hi for answer in given):
        return f"is not on the scale {lo} to {hi}"
    return "must be 0 or more" if count < 0 else ""
