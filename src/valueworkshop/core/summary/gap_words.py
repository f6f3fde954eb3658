"""The summary in sentences. Each says no more than the answers support."""

from valueworkshop.core.clean_text import capital
from valueworkshop.core.scoring.gap_points import points
from valueworkshop.core.scoring.item_score import Facet
from valueworkshop.core.scoring.rounding import add_up, one_decimal, whole
from valueworkshop.core.scoring.value_gap_index import IndexScore, Shares
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.spoken import counted
from valueworkshop.core.stages.ratings.lead_and_lag import said as compared
from valueworkshop.core.stages.votes.reveal_notes import kept_before
from valueworkshop.core.stages.votes.words import shortfall, step
from valueworkshop.core.summary import customers_in_words
from valueworkshop.core.summary.gap_summary import Gap, Summary, quickest_in_words, quickest_stage
from valueworkshop.core.summary.kinds_compared import RATINGS

NOT_RATED = "No ratings from the team yet"

DISCLAIMER = (
    "These are our own ratings turned into points. They order a discussion; "
    "they measure customers only where customers gave them."
)

METHOD = (
    (
        "Each of us rated each item from 1 to 5: how true it must be for customers, and how true "
        "it is today. One step on that scale is 25 points. A gap is the mean of needed less today, "
        "from 0 to 100, over those who gave both, or the difference of the means where hands were "
        "counted."
    ),
    (
        "Priority is the gap times the weight of the item: how much it sways customers, over all "
        "who said so. Without weights all items count alike. Only items that fall short have a "
        "rank. '2 (1–3)' is 2nd, and 1st to 3rd if any one of us is left out."
    ),
    (
        "The gap index is the mean of the gaps by weight, from 0 to 100; higher is worse. Give or "
        "take is an interval of 90 %, from leaving each person out in turn (jackknife). For what "
        "our differences alone would show we take every shortfall out of the same answers and "
        "flip people's signs in all ways (from 13 people on in 4,096 ways); only one time in "
        "twenty is it more than the number we give. Points are whole, halves rounded away from 0."
    ),
    (
        "How close together answers are is their mean distance from the middle answer: Leik's "
        "measure, in points of the scale. 'Far apart' is over 0.8 (Burke & Dunlap). 'Two camps' "
        "are also far apart: at least two people and a quarter of us answered 1 or 2, as many 4 "
        "or 5, and less than half as many between. 'Can be luck' means that random answers would "
        "be as close together more than one time in twenty."
    ),
    (
        "The next step of an item is the first of these that fits. Find out: half or more of us "
        "don't know. Talk first: two camps, and a quarter of us see it two steps short. Then, "
        "from a priority of three quarters of a step: ask more of us if fewer than three "
        "answered, ask customers if it is our own guess, talk first if we are far apart, check "
        "first if chance makes as large a priority somewhere one time in five, else act. Delight "
        "or waste: a step or more above what is needed, and more than two standard errors. Else "
        "watch."
    ),
    "'Don't know' and 'skipped' are counted and shown, and are never a number.",
    "The checklist of value creation is C. K. Prahalad's.",
)


def index_in_words(summary: Summary) -> str:
    """Say the value gap index in steps, with its number; without one, why there is none.

    Without its full stop. If the team has no index, a second sentence says that of customers.
    """
    index = summary.index
    if index.value is None or index.steps is None:
        return customers_in_words.alone(_no_index(summary), summary.customers)
    number = f"({points(index.value)} of 100)"
    if index.value == 0:
        where = " in what sways them" if any(gap.score.gap for gap in summary.gaps) else ""
        return f"No shortfall found on average{where} {number}, which is not the same as no problem"
    if summary.is_above_chance is False:
        return f"No shortfall that our differences alone could not make {number}"
    return f"{steps_short(index.steps)}; the scale has four steps {number}"


def steps_short(steps: float) -> str:
    """Say how far today is below what customers need, in steps: 0 to 4."""
    return f"Today is {steps_in_words(steps)} below what customers need, on average"


def steps_in_words(steps: float) -> str:
    """Return a distance over 0: '1.3 steps', '1.0 step', 'less than a tenth of a step'."""
    said = one_decimal(steps)
    if said == "0.0":
        return "less than a tenth of a step"
    return f"{said} {'step' if said == '1.0' else 'steps'}"


def _no_index(summary: Summary) -> str:
    scores = [gap.score for gap in summary.gaps]
    if summary.segment and not scores:
        return "Too few of us had this segment in mind to show its gaps"
    if not any(_answered(facet) for score in scores for facet in (score.needed, score.today)):
        return NOT_RATED
    if all(score.signed is None for score in scores):
        if not any(score.needed.n for score in scores) and any(score.today.n for score in scores):
            return "We rated only today: without what is needed there is no gap"
        return "None of us rated both what is needed and what is so today: no gap"
    return _no_share(summary)


def _no_share(summary: Summary) -> str:
    weights = [gap.score.weight for gap in summary.gaps if gap.score.signed is not None]
    if all(weight is None for weight in weights):
        return "No index: none of us said how much the items sway customers"
    if not any(weights):
        return "No index: every item got the lowest weight, so nothing here sways customers"
    if not any(stage.points for stage in summary.index.stages if stage.gap is not None):
        return "No index: the kit gives no share in it to what we rated"
    return "No index: under half of what the kit asks for has a gap yet"


def _answered(facet: Facet) -> bool:
    return bool(facet.n or facet.dont_know or facet.skipped)


def index_beside(summary: Summary) -> list[str]:
    """Say how sure the index is, a sentence each: margin, luck, range, how much was answered."""
    index = summary.index
    if index.value is None:
        return []
    said = [margin(index), luck(summary)]
    if index.low is not None and index.high is not None:
        said.append(f"Without any one of us: {_from_to(index.low, index.high)}.")
    elif index.people > 1:
        said.append("We cannot say what any one of us changes: not all answers are linked.")
    said.append(answered(index))
    return [each for each in said if each]


def beside_in_a_line(summary: Summary) -> str:
    """Say the same in the fewest words, for a screen: 'give or take 12 · …'."""
    index = summary.index
    if index.value is None:
        return ""
    parts = []
    if index.margin is not None:
        parts.append(f"give or take {points(index.margin.half)}")
    if summary.chance is not None and summary.chance.limit is not None:
        parts.append(f"luck alone: up to {points(summary.chance.limit)}")
    elif index.floor is not None:
        parts.append(f"our differences alone: {points(index.floor)} on average")
    if index.possible:
        parts.append(f"{index.answered} of {index.possible} answered")
    return " · ".join(parts)


def margin(index: IndexScore) -> str:
    """Say how far off the index may be; '' where that is not known."""
    if index.margin is None:
        alone = index.people == 1 and index.provisional
        return f"{capital(index.provisional[0])}: no margin." if alone else ""
    ends = _from_to(index.margin.low, index.margin.high)
    fits = f"anything from {ends}" if " to " in ends else f"only {ends}"
    people = counted(index.people, "person", "people")
    far = points(index.margin.half)
    return f"Give or take {far}: with {people}, {fits} fits the answers{_rounded(index)}."


def _rounded(index: IndexScore) -> str:
    """Return ' (rounded)' where the whole numbers of index and margin do not add up."""
    if index.margin is None or index.value is None:
        return ""
    value, half = whole(index.value), whole(index.margin.half)
    low, high = whole(index.margin.low), whole(index.margin.high)
    adds_up = (low, high) == (max(value - half, 0), min(value + half, 100))
    return "" if adds_up else " (rounded)"


def luck(summary: Summary) -> str:
    """Say what chance alone would make of the index; '' where that is not known."""
    if summary.chance is not None and summary.chance.limit is not None:
        return (
            "If nothing were short, the differences between us alone would make more than "
            f"{points(summary.chance.limit)} only one time in twenty."
        )
    if summary.index.floor is None:
        return ""
    return (
        "If nothing were short, the differences between us alone would still make "
        f"{points(summary.index.floor)} on average."
    )


def answered(index: IndexScore) -> str:
    """Say how many answers were given of those possible; '' if none was."""
    if not index.possible:
        return ""
    return f"{index.answered} of {index.possible} answers were given."


def _from_to(low: float, high: float) -> str:
    ends = points(low), points(high)
    return ends[0] if ends[0] == ends[1] else " to ".join(ends)


def provisional(index: IndexScore) -> str:
    """Say why the index is not firm yet; '' if it is."""
    if index.value is None or not index.provisional:
        return ""
    return f"Not firm yet: {'; '.join(index.provisional)}."


def evidence_in_words(index: IndexScore) -> str:
    """Say where the index comes from, as shares of its weight; '' without an index."""
    shares = index.evidence
    if shares is None:
        return ""
    said = f"Where this comes from: {shares_in_words(shares)}."
    if index.evidenced is not None and shares.assumed:
        said += f" Without the guesses: {points(index.evidenced)}."
    return said


def shares_in_words(shares: Shares) -> str:
    """Say how we know something: 'customers told us 49 %, we measured 28 %, 23 % is our guess'."""
    exact = [100 * share for share in (shares.assumed, shares.heard, shares.measured)]
    assumed, heard, measured = map(whole, exact)
    said = []
    if heard:
        said.append(f"customers told us {heard} %")
    if measured:
        said.append(f"we measured {measured} %")
    if assumed:
        said.append(f"{assumed} % is our own guess")
    return ", ".join(said) + ("" if add_up(exact, 100) else " (rounded)")


def evidence_bar(index: IndexScore, width: int = 24) -> str:
    """Return the shares of evidence as a bar: ░ our guess, ▒ heard, █ measured; '' without them."""
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
        few = ", or too few of us voted to show them," if summary.segment else ""
        said.append(f"{items} not revealed yet{few} and not counted here.")
    if summary.alike:
        said.append(
            "Nearly all needs are rated 5, so they do not tell these items apart. "
            "Best–worst, dots or weights can."
        )
    if summary.gaps and not summary.weighed:
        said.append("We did not rate how much each item sways customers: all items count alike.")
    said += [
        told
        for key in session.kit.of_kind(RATINGS)
        if (told := compared(session, key, summary.segment))
    ]
    unknown = [gap.title for gap in summary.gaps if _nobody_knows(gap)]
    if unknown:
        said.append(f"Nobody knows, and that is a finding too: {'; '.join(unknown)}")
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


def rank_in_a_sentence(gap: Gap) -> str:
    """Say the same as '2nd in priority, 1st to 3rd if any one of us is left out'; '' without."""
    rank = gap.rank
    if rank is None:
        return ""
    said = f"{_ordinal(rank.place)} in priority"
    if rank.best is None or rank.worst is None:
        return said
    if rank.best == rank.worst:
        return f"{said}, even without any one of us"
    between = f"{_ordinal(rank.best)} to {_ordinal(rank.worst)}"
    return f"{said}, {between} if any one of us is left out"


def _ordinal(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{_ENDINGS.get(number % 10, 'th')}"


_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def by_stage(session: Session, summary: Summary) -> str:
    """Say the gap of each stage; '' if none has one."""
    stages = "; ".join(
        f"{session.stage(stage.key).title} {points(stage.gap)}"
        for stage in summary.index.stages
        if stage.gap is not None
    )
    return f"By stage: {stages}." if stages else ""


def why(gap: Gap) -> list[str]:
    """Say why an item is in its place: who sees it, how we know it, why we keep two views."""
    score = gap.score
    parts = [shortfall(score)]
    if score.floor is not None:
        parts.append(f"chance alone would make {points(score.floor)} on average")
    if moved := step(score):
        parts.append(moved)
    said = ["; ".join(parts), f"How we know: {gap.evidence.in_words}"]
    if rank := rank_in_a_sentence(gap):
        said.insert(0, capital(rank))
    if gap.split:
        said.append(f"We keep both views. {gap.split.reason}".strip())
    elif gap.split_before:
        said.append(capital(kept_before(gap.split_before)))
    return said


def no_gaps(session: Session, summary: Summary) -> str:
    """Say why there is no gap, and the shortest way to one, without a full stop."""
    if summary.segment:
        return "No gaps to show for this segment"
    stage = quickest_stage(session)
    if not stage:
        return "This kit rates nothing, so there are no gaps"
    return f"No gaps yet. Shortest way: {quickest_in_words(session, stage)}"
