"""The answers to statements in words. Each sentence says no more than the answers support."""

from collections.abc import Mapping

from valueworkshop.core.clean_text import capital
from valueworkshop.core.scoring.rounding import whole
from valueworkshop.core.show.pictures import in_a_sentence
from valueworkshop.core.stages.statements.model import Study
from valueworkshop.core.stages.statements.score import (
    Distance,
    Share,
    StatementScore,
    furthest,
)
from valueworkshop.core.stages.votes.group_words import TOO_FEW, how_many

NOTHING = "Nothing has been revealed yet."

_NO_TWO = (
    "No two groups can be held against each other yet: each needs three who agree or disagree."
)


def share_in_words(share: Share) -> str:
    """Say how many agree: '2 of 3 agree, 1 don't know'; or why we cannot say that."""
    if not share.answered:
        return "everybody skipped it" if share.skipped else "nobody answered"
    if not share.n:
        return "nobody knows"
    agree = f"{share.agree or 'none'} of {share.n} {'agrees' if share.n == 1 else 'agree'}"
    return ", ".join(part for part in (agree, abstained(share)) if part)


def abstained(share: Share) -> str:
    """Say how many did not know or skipped; '' if nobody did."""
    parts = ((share.dont_know, "don't know"), (share.skipped, "skipped"))
    return ", ".join(f"{number} {word}" for number, word in parts if number)


def distance_in_words(distance: Distance) -> str:
    """Say how far two groups lie apart, and how far they might; of few, who agrees only."""
    if distance.low is None or distance.high is None:
        one, other = (
            how_many(group, share.agree, share.n)
            for group, share in zip(distance.groups, distance.shares, strict=True)
        )
        agree = "agrees" if distance.shares[0].agree == 1 else "agree"
        return f"{one} {agree}, {other}; {TOO_FEW}"
    more, fewer = (in_a_sentence(group) for group in distance.groups)
    low, high = distance.low, distance.high
    points = whole(distance.points)
    if points < 0:  # told in the direction of the sentence: who agrees more often stands first
        more, fewer, low, high, points = fewer, more, -high, -low, -points
    if points == 0:
        said = f"{more} and {fewer} agree alike"
    else:
        unit = "point" if points == 1 else "points"
        said = f"{more} agree more often than {fewer}, by {points} {unit}"
    between = f"{_signed(low)} to {_signed(high)}"
    fits = f"{more} less {fewer}: anything from {between} fits these answers"
    return f"{said} ({fits})"


def what_limits(score: StatementScore) -> str:
    """Say what we cannot show of a statement and why; '' if we show everything."""
    if score.room:
        return "The room's one answer: it tells nothing of groups."
    if score.everyone.answered == 1:
        return "One person's view."
    if not score.groups and score.everyone.answered:
        return (
            "No groups side by side: that takes three who agree or disagree in each, and three "
            "among all others."
        )
    if score.groups and score.distance is None and len(score.groups) > 2:
        return "No distance: that is told between leaders and front line, or where two groups are."
    return ""


def study_in_words(study: Study) -> str:
    """Say what others found, and that it is not a norm."""
    apart = study.leaders - study.others
    return (
        f"{study.source}: {study.leaders} % of leaders and {study.others} % of the others agreed "
        f"with a statement like this, {abs(apart)} points apart. A reference, not a norm."
    )


def said(scored: Mapping[str, StatementScore], texts: Mapping[str, str]) -> list[str]:
    """Return the sentences on all statements: where the groups are furthest apart, on how many."""
    if not scored:
        return [NOTHING]
    key = furthest(scored)
    found = scored[key].distance if key is not None else None
    if key is None or found is None:
        return [_NO_TWO]
    told = sum(score.distance is not None for score in scored.values())
    if not any(score.distance and score.distance.points for score in scored.values()):
        return [f"{capital(' and '.join(found.groups))} agree alike in all of {told} compared."]
    if found.sure is None:
        return [f"'{in_a_sentence(texts[key])}': {distance_in_words(found)}."]
    most = f"Furthest apart of {told} compared" if told > 1 else "The only one compared"
    first = f"{most}: '{in_a_sentence(texts[key])}'. {capital(distance_in_words(found))}."
    alike = [
        f"'{in_a_sentence(texts[item])}'"
        for item, score in scored.items()
        if item != key
        and score.distance is not None
        and score.distance.sure is not None
        and whole(abs(score.distance.points)) == whole(abs(found.points))
    ]
    return [first, f"As far apart: {'; '.join(alike)}."] if alike else [first]


def percent(share: Share) -> str:
    """Return the share that agrees as a percentage, '–' where there is none."""
    return "–" if share.share is None else f"{whole(100 * share.share)} %"


def _signed(points: float) -> str:
    rounded = whole(points)
    return f"+{rounded}" if rounded > 0 else str(rounded)
