"""Three workshops or more: how the index, each stage and each item went from one to the next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.compare.item_matching import Asked, asked, lines
from valueworkshop.core.compare.two_workshops import (
    People,
    Verdict,
    are_related,
    in_time,
    took_part,
    verdict_on_item,
)
from valueworkshop.core.scoring.value_gap_index import IndexScore
from valueworkshop.core.session.session import Session
from valueworkshop.core.summary.gap_summary import Gap, summarise


@dataclass(frozen=True, slots=True, kw_only=True)
class StageLine:
    """The gap of one stage in each workshop, in points; None if it has none.

    `same_items` says whether it asked the same items, in the same words, wherever it has a gap: if
    not, its gaps are not about the same thing.
    """

    letter: str
    title: str
    gaps: tuple[float | None, ...]
    same_items: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLine:
    """One item in each workshop; None if it was not asked in these words or not revealed.

    `by` is how many points its gap grew from the first workshop that has one to the last, -100 to
    100, None with fewer than two; `verdict` is what that means.
    """

    item: Asked
    gaps: tuple[Gap | None, ...]
    by: float | None
    verdict: Verdict | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """Workshops, oldest first, with the index of each, and the lines of stages and items.

    `people` says, for each workshop after the first, who took part in it and in the one before. If
    the workshops are not `related` they stand side by side: no line has a change or a verdict.
    """

    sessions: tuple[Session, ...]
    related: bool
    index: tuple[IndexScore, ...]
    people: tuple[People, ...]
    stages: tuple[StageLine, ...]
    items: tuple[ItemLine, ...]


def trend(several: Iterable[Session]) -> Trend:
    """Return how things went over several workshops, in the order of their days.

    Raises ValueError for fewer than two.
    """
    sessions = in_time(several)
    if len(sessions) < 2:
        message = "a trend needs two workshops or more"
        raise ValueError(message)
    summaries = [summarise(session, wait=False) for session in sessions]
    by_key = [{gap.key: gap for gap in summary.gaps} for summary in summaries]
    rows = lines([asked(session) for session in sessions])
    related = all(are_related(then, now) for then, now in pairwise(sessions))
    items = tuple(_item_line(row, by_key, sessions, related=related) for row in rows)
    return Trend(
        sessions=tuple(sessions),
        related=related,
        index=tuple(summary.index for summary in summaries),
        people=tuple(took_part(then, now) for then, now in pairwise(sessions)),
        stages=_stage_lines(sessions, [summary.index for summary in summaries]),
        items=tuple(line for line in items if any(line.gaps)),
    )


def _item_line(
    row: Sequence[Asked | None],
    by_key: Sequence[dict[str, Gap]],
    sessions: Sequence[Session],
    *,
    related: bool,
) -> ItemLine:
    gaps = tuple(
        found.get(item.key) if item else None for item, found in zip(row, by_key, strict=True)
    )
    known = [
        (place, gap.score) for place, gap in enumerate(gaps) if gap and gap.score.gap is not None
    ]
    by = verdict = None
    if related and len(known) > 1:
        (first, then), (last, now) = known[0], known[-1]
        by = (now.gap or 0.0) - (then.gap or 0.0)
        people = took_part(sessions[first], sessions[last])
        verdict = verdict_on_item(by, then, now, same_people=people.are_the_same)
    latest = next(item for item in reversed(row) if item)
    return ItemLine(item=latest, gaps=gaps, by=by, verdict=verdict)


def _stage_lines(
    sessions: Sequence[Session], indices: Sequence[IndexScore]
) -> tuple[StageLine, ...]:
    """Return the stages, identified by letter and title, in the order in which they first came."""
    gaps: dict[tuple[str, str], list[float | None]] = {}
    items: dict[tuple[str, str], set[frozenset[tuple[str, ...]]]] = {}
    titles: dict[tuple[str, str], tuple[str, str]] = {}
    for place, (session, index) in enumerate(zip(sessions, indices, strict=True)):
        words: dict[str, set[tuple[str, ...]]] = {}
        for item in asked(session):
            words.setdefault(item.key.partition("/")[0], set()).add(item.words)
        for score in index.stages:
            stage = session.stage(score.key)
            name = (stage.letter, one_line(stage.title).casefold())
            titles[name] = (stage.letter, stage.title)
            gaps.setdefault(name, [None] * len(sessions))[place] = score.gap
            if score.gap is not None:
                items.setdefault(name, set()).add(frozenset(words.get(score.key, ())))
    return tuple(
        StageLine(
            letter=titles[name][0],
            title=titles[name][1],
            gaps=tuple(found),
            same_items=len(items[name]) == 1,
        )
        for name, found in gaps.items()
        if any(gap is not None for gap in found)
    )
