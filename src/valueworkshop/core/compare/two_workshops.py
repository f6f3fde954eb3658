"""Two workshops side by side: what is smaller, what is larger, and what cannot be said."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from math import hypot

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.compare.item_matching import Asked, asked, match
from valueworkshop.core.scoring.item_score import ItemScore
from valueworkshop.core.scoring.value_gap_index import IndexScore, score_index
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.votes import model as votes
from valueworkshop.core.stages.votes.score import stage_votes
from valueworkshop.core.summary.gap_summary import Gap, gap_index, summarise


class Verdict(StrEnum):
    """What may be said of a change."""

    BETTER = "better"
    WORSE = "worse"
    NOISE = "within noise"
    OTHERS = "other people"
    FEW = "too few answers"


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Who took part, as far as names tell: how many then, how many now, and how many in both."""

    then: int
    now: int
    both: int

    @property
    def are_the_same(self) -> bool:
        """Whether the same people took part; unknown is not the same."""
        return self.then == self.now == self.both > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One item that both workshops asked; `then` and `now` are None where it was not revealed.

    `by` is how many points its gap grew, -100 to 100, and `verdict` what may be made of that; None
    where one of the two has no gap.
    """

    item: Asked
    then: Gap | None
    now: Gap | None
    by: float | None
    verdict: Verdict | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two workshops, the earlier as `then`.

    `index` holds both gap indices over all that each asked, `common` those over the items that both
    asked and revealed, of which alone `by` and `verdict` tell. The changes that mean something come
    first, the largest before the others. Workshops that are not `related` stand side by side: of
    them there is no change and no verdict.
    """

    then: Session
    now: Session
    people: People
    related: bool
    index: tuple[IndexScore, IndexScore]
    common: tuple[IndexScore, IndexScore]
    by: float | None
    verdict: Verdict | None
    changes: tuple[Change, ...]
    added: tuple[Asked, ...]
    removed: tuple[Asked, ...]
    reworded: tuple[tuple[Asked, Asked], ...]


def compare(one: Session, other: Session) -> Comparison:
    """Return how two workshops differ. The one with the earlier day is `then`, else the first."""
    then, now = in_time((one, other))
    people, related = took_part(then, now), are_related(then, now)
    known = match(asked(then), asked(now))
    gaps = tuple(
        {gap.key: gap for gap in summarise(session, wait=False).gaps} for session in (then, now)
    )
    changes = [
        _change(new, gaps[0].get(old.key), gaps[1].get(new.key), people if related else None)
        for old, new in known.same
    ]
    shown = [(old, new) for old, new in known.same if old.key in gaps[0] and new.key in gaps[1]]
    common = (
        _index_over(then, {old.key for old, _ in shown}),
        _index_over(now, {new.key for _, new in shown}),
    )
    by, verdict = _of_the_index(common, people) if related else (None, None)
    return Comparison(
        then=then,
        now=now,
        people=people,
        related=related,
        index=(gap_index(then), gap_index(now)),
        common=common,
        by=by,
        verdict=verdict,
        changes=tuple(sorted(changes, key=_telling)),
        added=known.added,
        removed=known.removed,
        reworded=known.reworded,
    )


def in_time(several: Iterable[Session]) -> list[Session]:
    """Return workshops by their day, those without one first; of one day, as they came."""
    return sorted(several, key=lambda session: (session.date is not None, session.date or 0))


def took_part(then: Session, now: Session) -> People:
    """Return how many took part in each of two workshops and, by their names, in both."""
    names = [
        sorted(one_line(person.name).casefold() for person in session.people.values())
        for session in (then, now)
    ]
    left = list(names[1])
    both = 0
    for name in names[0]:
        if name and name in left:
            left.remove(name)
            both += 1
    return People(then=len(names[0]), now=len(names[1]), both=both)


def are_related(then: Session, now: Session) -> bool:
    """Return whether two workshops are of one thing, so that a change between them means something.

    One follows the other, or both are on the same offer with the same kit.
    """
    if then.id and now.id and (now.follows.id == then.id or then.follows.id == now.id):
        return True
    offers = [one_line(session.offer).casefold() for session in (then, now)]
    return then.kit.id == now.kit.id and offers[0] == offers[1]


def verdict_on(
    by: float,
    errors: tuple[float | None, float | None],
    *,
    resolution: float = 0.0,
    same_people: bool,
) -> Verdict:
    """Return what may be made of a gap, or an index, that grew by so many points.

    Better or worse only where the change is over two standard errors of a difference, which is
    2 * sqrt(se**2 + se**2), and over the resolution: how far one person moves it by a step where
    fewer answered. Never where other people answered or a standard error is not known.
    """
    if not same_people:
        return Verdict.OTHERS
    if errors[0] is None or errors[1] is None:
        return Verdict.FEW
    if abs(by) <= max(2 * hypot(*(error or 0.0 for error in errors)), resolution):
        return Verdict.NOISE
    return Verdict.BETTER if by < 0 else Verdict.WORSE


def verdict_on_item(by: float, then: ItemScore, now: ItemScore, *, same_people: bool) -> Verdict:
    """Return what may be made of an item's gap that grew by so many points.

    Who abstained is not told: as many answers are taken for those of the same people.
    """
    return verdict_on(
        by,
        (then.error, now.error),
        resolution=max(then.resolution or 0.0, now.resolution or 0.0),
        same_people=same_people and then.n == now.n,
    )


def verdict_on_index(by: float, then: IndexScore, now: IndexScore, *, same_people: bool) -> Verdict:
    """Return what may be made of an index that grew by so many points."""
    return verdict_on(
        by,
        (then.margin.error if then.margin else None, now.margin.error if now.margin else None),
        same_people=same_people and then.people == now.people,
    )


def _change(item: Asked, then: Gap | None, now: Gap | None, people: People | None) -> Change:
    """Return how an item changed; without `people`, the two stand side by side only."""
    by = verdict = None
    gaps = [each.score.gap if each else None for each in (then, now)]
    if people and then and now and gaps[0] is not None and gaps[1] is not None:
        by = gaps[1] - gaps[0]
        verdict = verdict_on_item(by, then.score, now.score, same_people=people.are_the_same)
    return Change(item=item, then=then, now=now, by=by, verdict=verdict)


def _index_over(session: Session, items: set[str]) -> IndexScore:
    """Return the index as if nothing but these items had been asked."""
    stages = []
    for key in votes.voted(session):
        if not votes.asks(session, key).has_gap:
            continue
        given = stage_votes(session, key)
        kept = {item: of_it for item, of_it in given.items.items() if f"{key}/{item}" in items}
        if kept:
            stages.append(replace(given, items=kept))
    return score_index(stages)


def _of_the_index(
    common: tuple[IndexScore, IndexScore], people: People
) -> tuple[float | None, Verdict | None]:
    then, now = common
    if then.value is None or now.value is None:
        return None, None
    by = now.value - then.value
    return by, verdict_on_index(by, then, now, same_people=people.are_the_same)


def _telling(change: Change) -> tuple[bool, bool, float]:
    said = change.verdict in (Verdict.BETTER, Verdict.WORSE)
    return (change.by is None, not said, -abs(change.by or 0.0))
