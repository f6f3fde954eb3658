"""The summary in sentences. Each says no more than the answers support."""

from math import floor

from valueworkshop.core.scoring.item_score import Facet
from valueworkshop.core.scoring.rounding import one_decimal, whole
from valueworkshop.core.scoring.value_gap_index import IndexScore
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.ratings.lead_and_lag import said as compared
from valueworkshop.core.stages.votes.words import points, shortfall, step
from valueworkshop.core.summary.gap_summary import Gap, Summary, quickest_in_words, quickest_stage
from valueworkshop.core.summary.kinds_compared import RATINGS

DISCLAIMER = (
    "These are the team's own ratings turned into points. They order a discussion; "
    "they measure customers only where customers gave them."
)

METHOD = (
    (
        "Each item was rated from 1 to 5 for what customers need and for what is true today. "
        "One step on that scale is 25 points; a gap is the mean of needed less today, from 0 to "
        "100, over those who gave both, or the difference of the means where hands were counted."
    ),
    (
        "Priority is the gap times the weight people gave the item, all who gave one; where no "
        "weight was asked, all items count alike. Only items with a shortfall have a rank."
    ),
    (
        "The gap index is the mean of the gaps by weight, from 0 to 100; higher is worse. Give or "
        "take: an interval of 90 % from leaving each person out in turn (jackknife). What our "
        "differences alone would show: the same answers with every shortfall taken out and "
        "people's signs flipped; it shows more only one time in twenty. Points are whole, halves "
        "rounded away from 0."
    ),
    (
        "Agreement is told as the mean distance from the middle answer: Leik's measure in scale "
        "points. 'Mixed': over 0.8 from the middle (Burke & Dunlap). 'Split': so far apart, and in "
        "two camps: two people or more, and a quarter, answered 1 or 2, as many 4 or 5, and less "
        "than half as many between. Luck: answers at random would agree as well more than one "
        "time in twenty."
    ),
    (
        "What an item asks for is the first of these that holds. Find out: half or more don't "
        "know. Talk first: split, and a quarter see a shortfall of two steps. From a priority of "
        "three quarters of a step: ask more of us if fewer than three answered, ask customers if "
        "it is assumed, talk first if mixed, check first if chance makes as large a priority "
        "somewhere one time in five, else act. Delight or waste: a step or more above what is "
        "needed, and more than two standard errors. Else watch."
    ),
    "'Don't know' and 'skipped' are counted and shown, and are never a number.",
    "The checklist of value creation is C. K. Prahalad's.",
)


def index_in_words(summary: Summary) -> str:
    """Say the value gap index in steps, with its number; without one, why there is none.

    One sentence, without its full stop.
    """
    index = summary.index
    if index.value is None or index.steps is None:
        return _no_index(summary)
    number = f"(gap index {points(index.value)} of 100)"
    if index.value == 0:
        where = " in what sways them" if any(gap.score.gap for gap in summary.gaps) else ""
        return f"No shortfall found on average{where} {number}, which is not the same as no problem"
    if summary.is_above_chance is False:
        return f"No shortfall that our differences alone could not make {number}"
    steps = one_decimal(index.steps)
    if steps == "0.0":
        return f"Less than a tenth of a step short on average {number}"
    unit = "step" if steps == "1.0" else "steps"
    return f"About {steps} {unit} short on average {number}"


def _no_index(summary: Summary) -> str:
    scores = [gap.score for gap in summary.gaps]
    if summary.segment and not scores:
        return "No gap can be shown for this segment alone"
    if not any(_answered(facet) for score in scores for facet in (score.needed, score.today)):
        return "Nothing rated yet"
    if all(score.signed is None for score in scores):
        if not any(score.needed.n for score in scores) and any(score.today.n for score in scores):
            return "Only today was rated: there is no gap without what is needed"
        return "Nobody gave both what is needed and what is so today: no gap"
    return _no_share(summary)


def _no_share(summary: Summary) -> str:
    weights = [gap.score.weight for gap in summary.gaps if gap.score.signed is not None]
    if all(weight is None for weight in weights):
        return "No index: the weight is asked, and nobody gave one"
    if not any(weights):
        return "Nothing here sways them: every weight is the lowest, so there is no index"
    if not any(stage.points for stage in summary.index.stages if stage.gap is not None):
        return "No index: what was rated has no share in it"
    return "No index: under half of what the kit asks has a gap yet"


def _answered(facet: Facet) -> bool:
    return bool(facet.n or facet.dont_know or facet.skipped)


def index_beside(summary: Summary) -> list[str]:
    """Say what goes with the index: margin, range, what chance makes, and how much was answered."""
    index = summary.index
    if index.value is None:
        return []
    said = []
    if index.margin is not None:
        fits = _from_to(index.margin.low, index.margin.high, " to ")
        said.append(f"give or take {points(index.margin.half)}: {fits} fits the answers")
    if index.low is not None and index.high is not None:
        said.append(f"without any one of us: {_from_to(index.low, index.high, ' to ')}")
    elif index.people == 1:
        said.append("one view: no range")
    else:
        said.append("no range: not all answers are linked to people")
    if summary.chance is not None and summary.chance.limit is not None:
        said.append(f"our differences alone would show up to {points(summary.chance.limit)}")
    elif index.floor is not None:
        said.append(f"our differences alone would show {points(index.floor)} on average")
    if index.coverage is not None:
        said.append(f"{_percent_reached(index.coverage)} % of possible answers given")
    return said


def _from_to(low: float, high: float, between: str) -> str:
    ends = points(low), points(high)
    return ends[0] if ends[0] == ends[1] else between.join(ends)


def _percent_reached(share: float) -> int:
    """Return a share as a percentage that was reached: 100 means all, and 69.6 is not 70."""
    return floor(100 * share + 1e-9)  # a quotient may be a bit below a whole number


def provisional(index: IndexScore) -> str:
    """Say why the index is provisional; '' if it is not."""
    if index.value is None or not index.provisional:
        return ""
    return f"Provisional: {'; '.join(index.provisional)}."


def evidence_in_words(index: IndexScore) -> str:
    """Say how we know the index, as shares of its weight; '' without an index."""
    shares = index.evidence
    if shares is None:
        return ""
    whole = percents((shares.assumed, shares.heard, shares.measured))
    words = ("assumed", "heard", "measured")
    parts = [f"{percent} % {word}" for percent, word in zip(whole, words, strict=True)]
    said = f"Evidence: {', '.join(parts)}."
    if index.evidenced is not None:
        said += f" Over what was heard or measured alone the index is {points(index.evidenced)}."
    return said


def percents(shares: tuple[float, ...]) -> list[int]:
    """Return shares that add up to 1 as whole percentages that add up to 100.

    The largest remainders round up.
    """
    exact = [100 * share for share in shares]
    whole = [floor(part) for part in exact]
    by_rest = sorted(range(len(exact)), key=lambda place: whole[place] - exact[place])
    for place in by_rest[: 100 - sum(whole)]:
        whole[place] += 1
    return whole


def evidence_bar(index: IndexScore, width: int = 24) -> str:
    """Return the shares of evidence as a bar: ░ assumed, ▒ heard, █ measured; '' without them."""
    shares = index.evidence
    if shares is None:
        return ""
    assumed = whole(width * shares.assumed)
    known = whole(width * (shares.assumed + shares.heard))
    return "░" * assumed + "▒" * (known - assumed) + "█" * (width - known)


def remarks(session: Session, summary: Summary) -> list[str]:
    """Say what limits the summary: stages left out, items unseen, needs that are all alike."""
    said = []
    if note := provisional(summary.index):
        said.append(note)
    skipped = [session.stage(key).title for key in summary.index.skipped]
    if skipped and summary.gaps:
        said.append(f"Not in the index: {', '.join(skipped)}.")
    if summary.unseen and summary.gaps:
        items = "1 item is" if summary.unseen == 1 else f"{summary.unseen} items are"
        few = ", or not told of so few voters," if summary.segment else ""
        said.append(f"{items} not revealed yet{few} and have no part in this.")
    if summary.alike:
        said.append(
            "Nearly all needs are rated 5: they do not tell these items apart. "
            "Dots or the weight can."
        )
    if summary.gaps and not summary.weighed:
        said.append("Weight was not asked: all items count alike.")
    said += [
        told
        for key in session.kit.of_kind(RATINGS)
        if (told := compared(session, key, summary.segment))
    ]
    unknown = [gap.title for gap in summary.gaps if _nobody_knows(gap)]
    if unknown:
        said.append(f"Nobody knows, which is a finding too: {'; '.join(unknown)}")
    return said


def _nobody_knows(gap: Gap) -> bool:
    score = gap.score
    return (
        not score.needed.n
        and not score.today.n
        and bool(score.needed.dont_know or score.today.dont_know)
    )


def rank_in_words(gap: Gap) -> str:
    """Say the rank with its range: '2 (1–3)'; '–' without one."""
    rank = gap.rank
    if rank is None:
        return "–"
    if rank.best is None or rank.worst is None or rank.best == rank.worst:
        return str(rank.place)
    return f"{rank.place} ({rank.best}–{rank.worst})"


def by_stage(session: Session, summary: Summary) -> str:
    """Say the gap of each stage; '' if none has one."""
    stages = "; ".join(
        f"{session.stage(stage.key).title} {points(stage.gap)}"
        for stage in summary.index.stages
        if stage.gap is not None
    )
    return f"By stage: {stages}." if stages else ""


def why(gap: Gap) -> list[str]:
    """Say why an item is in its place: who sees it, how we know it, why it is split."""
    score = gap.score
    parts = [shortfall(score)]
    if score.floor is not None:
        parts.append(f"disagreement alone would make {points(score.floor)}")
    if moved := step(score):
        parts.append(moved)
    said = ["; ".join(parts), f"Known: {gap.evidence.in_words}"]
    if gap.split:
        said.append(f"Kept as split. {gap.split.reason}".strip())
    return said


def no_gaps(session: Session, summary: Summary) -> str:
    """Say why there is no gap, and the shortest way to one, without a full stop."""
    if summary.segment:
        return "No gaps to show for this segment"
    stage = quickest_stage(session)
    if not stage:
        return "This kit rates nothing, so there are no gaps"
    return f"No gaps yet. Shortest way: {quickest_in_words(session, stage)}"
