"""Two workshops side by side: what is smaller, what is larger, and what we cannot say."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from valueworkshop.core.compare.item_matching import Asked, asked, match
from valueworkshop.core.scoring.value_gap_index import IndexScore, score_index
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.votes import model as votes
from valueworkshop.core.stages.votes.score import stage_votes
from valueworkshop.core.summary.gap_summary import Gap, summarise
from valueworkshop.core.text import one_line


class Verdict(StrEnum):
    """What we may say about a change."""

    BETTER = "better"
    WORSE = "worse"
    NOISE = "within noise"
    OTHERS = "other people"
    FEW = "too few answers"


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Who took part, as far as names show: how many then, how many now, and how many in both."""

    then: int
    now: int
    both: int

    @property
    def are_the_same(self) -> bool:
        """Whether the same people took part; False if we do not know."""
        return self.then == self.now == self.both > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One item that both workshops asked; `then` and `now` are None if it was not revealed.

    `by` is how many points its gap grew, -100 to 100, and `verdict` is what that means; None if one
    of the two has no gap.
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
    asked and revealed; `by` and `verdict` are about the latter only. Meaningful changes come first,
    and of those the largest.
    """

    then: Session
    now: Session
    people: People
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
    people = took_part(then, now)
    known = match(asked(then), asked(now))
    gaps = tuple({gap.key: gap for gap in summarise(session).gaps} for session in (then, now))
    changes = [
        _change(new, gaps[0].get(old.key), gaps[1].get(new.key), people) for old, new in known.same
    ]
    shown = [(old, new) for old, new in known.same if old.key in gaps[0] and new.key in gaps[1]]
    common = (
        _index_over(then, {old.key for old, _ in shown}),
        _index_over(now, {new.key for _, new in shown}),
    )
    by, verdict = _of_the_index(common, people)
    return Comparison(
        then=then,
        now=now,
        people=people,
        index=(summarise(then).index, summarise(now).index),
        common=common,
        by=by,
        verdict=verdict,
        changes=tuple(sorted(changes, key=_telling)),
        added=known.added,
        removed=known.removed,
        reworded=known.reworded,
    )


def in_time(several: Iterable[Session]) -> list[Session]:
    """Return workshops by their day, those without one first; of one day, in the given order."""
    return sorted(several, key=lambda session: (session.date is not None, session.date or 0))


def took_part(then: Session, now: Session) -> People:
    """Return how many took part in each of two workshops and, going by names, in both."""
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


def verdict_on(
    by: float, floors: tuple[float | None, float | None], *, same_people: bool
) -> Verdict:
    """Return what it means that a gap grew by `by` points.

    Nothing if other people answered, if we do not know a noise floor, or if the change is below the
    larger one.
    """
    if not same_people:
        return Verdict.OTHERS
    if floors[0] is None or floors[1] is None:
        return Verdict.FEW
    if by == 0 or abs(by) < max(floors[0], floors[1]):
        return Verdict.NOISE
    return Verdict.BETTER if by < 0 else Verdict.WORSE


def _change(item: Asked, then: Gap | None, now: Gap | None, people: People) -> Change:
    by = verdict = None
    if then and now and then.score.gap is not None and now.score.gap is not None:
        by = now.score.gap - then.score.gap
        # We do not know who abstained: the same number of answers counts as the same people.
        same = people.are_the_same and then.score.n == now.score.n
        verdict = verdict_on(by, (then.score.floor, now.score.floor), same_people=same)
    return Change(item=item, then=then, now=now, by=by, verdict=verdict)


def _index_over(session: Session, items: set[str]) -> IndexScore:
    """Return the index as if only these items had been asked."""
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
    same = people.are_the_same and then.people == now.people
    return by, verdict_on(by, (then.floor, now.floor), same_people=same)


def _telling(change: Change) -> tuple[bool, bool, float]:
    said = change.verdict in (Verdict.BETTER, Verdict.WORSE)
    return (change.by is None, not said, -abs(change.by or 0.0))
