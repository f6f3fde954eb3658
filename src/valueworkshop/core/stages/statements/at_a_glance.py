"""The statements as figures: two groups on one line each, and who said what to one of them."""

from collections.abc import Mapping
from typing import Final

from valueworkshop.core.clean_text import capital
from valueworkshop.core.scoring.intervals import FEWEST_FOR_AN_INTERVAL
from valueworkshop.core.scoring.rounding import whole
from valueworkshop.core.show.card_figures import (
    NOWHERE,
    Camp,
    Camps,
    CardFigure,
    DotLine,
    DotLines,
    Headline,
)
from valueworkshop.core.stages.statements.score import Distance, Share, StatementScore
from valueworkshop.core.stages.statements.words import (
    distance_in_words,
    percent,
    share_in_words,
    what_limits,
)

_TITLE: Final = "How far apart we see ourselves"
_ALL: Final = "all"
_ANSWERS: Final = ("agree", "disagree", "don't know")
_NO_TWO: Final = "No two groups can be held against each other yet"
_THREE: Final = "each needs three who agree or disagree"
_FEW: Final = "no per cent: a group of fewer than five is counted in people"
_CLOSED: Final = "one changed answer would close the distance"


def figures(
    scored: Mapping[str, StatementScore], texts: Mapping[str, str], asked: str, at: str = ""
) -> list[CardFigure]:
    """Return all revealed statements, the furthest apart first, and more of the one at `at`."""
    found: list[CardFigure] = [_headline(scored), lines(scored, texts, asked, at)]
    if at in scored:
        found.append(camps(texts[at], scored[at]))
    return found


def in_order(scored: Mapping[str, StatementScore]) -> list[str]:
    """Return the statements in the order of the picture: the furthest apart first."""

    def far(item: str) -> tuple[bool, bool, float]:
        found = scored[item].distance
        return (found is None, not _stands_out(found), -abs(found.points) if found else 0)

    return sorted(scored, key=far)


def lines(
    scored: Mapping[str, StatementScore], texts: Mapping[str, str], asked: str, at: str = ""
) -> DotLines:
    """Return a line for each statement, with a mark for each of two groups."""
    order = in_order(scored)
    first = next((found for item in order if (found := scored[item].distance)), None)
    groups = first.groups if first else ("", _ALL)
    return DotLines(
        title=asked,
        one=groups[1] if first else "",
        other=groups[0] if first else _ALL,
        low="none agree",
        high="all agree",
        lines=tuple(_line(texts[item], scored[item], groups) for item in order),
        at=order.index(at) if at in order else NOWHERE,
        note="furthest first" if len(order) > 1 else "",
    )


def camps(text: str, score: StatementScore) -> Camps:
    """Return how many of each group gave each answer to one statement."""
    shown = score.groups or {_ALL: score.everyone}
    unsure = any(share.dont_know for share in shown.values())
    said = f"{capital(distance_in_words(score.distance))}." if score.distance else ""
    return Camps(
        title=text,
        answers=_ANSWERS if unsure else _ANSWERS[:2],
        camps=tuple(
            Camp(
                label=group,
                given=(share.agree, share.disagree, *([share.dont_know] if unsure else [])),
            )
            for group, share in shown.items()
        ),
        said=said or what_limits(score),
        note=_people(score.everyone),
    )


def _people(share: Share) -> str:
    return "one person" if share.answered == 1 else f"{share.answered} people, a mark each"


def _stands_out(found: Distance | None) -> bool:
    """Whether a distance is more than one answer, and, of many, more than luck makes."""
    return found is not None and found.is_wide and (found.sure is None or found.is_clear)


def _line(text: str, score: StatementScore, groups: tuple[str, str]) -> DotLine:
    found = score.distance
    if found is None or found.groups != groups:
        share = score.everyone.share
        return DotLine(
            label=text,
            one=NOWHERE,
            other=NOWHERE if share is None else whole(1000 * share),
            one_said="",
            other_said=f"{_how_many(score.everyone)} of all",
        )
    other, one = found.shares
    few = found.low is None
    return DotLine(
        label=text,
        one=whole(1000 * (one.share or 0)),
        other=whole(1000 * (other.share or 0)),
        one_said=_how_many(one) if few else f"{percent(one)} of {one.n}",
        other_said=_how_many(other) if few else f"{percent(other)} of {other.n}",
        apart=_stands_out(found),
    )


def _how_many(share: Share) -> str:
    """Return how many agree, of how many: 'all 3', 'none of 4', '2 of 3'."""
    if not share.n:
        return share_in_words(share)
    if share.agree == share.n and share.n > 1:
        return f"all {share.n}"
    return f"{share.agree or 'none'} of {share.n}"


def _headline(scored: Mapping[str, StatementScore]) -> Headline:
    """Return on how many statements groups stand apart, and what limits that."""
    found = [score.distance for score in scored.values() if score.distance]
    if not found:
        return Headline(title=_TITLE, number="", lines=(f"{_NO_TWO}:", _THREE))
    far = sum(map(_stands_out, found))
    luck = sum(each.is_wide and not _stands_out(each) for each in found)
    near = len(found) - far - luck
    first = f"Far apart on {far} of {len(found)}: there more than one answer would have to change"
    if not far:
        first = "The groups are nowhere more than one answer apart"
        if luck:
            first = "The groups are nowhere further apart than by luck"
    elif len(found) == 1:
        first = "Far apart: more than one answer would have to change to close the distance"
    beside = [
        f"on {near}, {_CLOSED}" if near else "",
        f"on {luck}, luck alone may make as much" if luck and far else "",
        _FEW if any(_few(each) for each in found) else "",
    ]
    return Headline(title=_TITLE, number="", lines=(first, *filter(None, beside)))


def _few(found: Distance) -> bool:
    return min(share.n for share in found.shares) < FEWEST_FOR_AN_INTERVAL
