"""The offers in sentences. Each says no more than the answers support."""

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction

from valueworkshop.core.clean_text import capital
from valueworkshop.core.scoring.gap_points import signed
from valueworkshop.core.scoring.rounding import one_decimal
from valueworkshop.core.scoring.value_equation import (
    STEP_OF_NET,
    TERMS,
    Levels,
    OfferScore,
    Order,
    hangs_on_the_scale,
    ranked_otherwise,
    strongest,
)
from valueworkshop.core.session.evidence import Grade
from valueworkshop.core.stages.offers.model import OURS
from valueworkshop.core.stages.offers.score import Offers
from valueworkshop.core.stages.votes.words import ahead_or_behind

_MOST_PAIRS = 3


EQUATION = (
    "        product quality + service quality",
    "value = ─────────────────────────────────",
    "                 price + hassle",
)
"""The value equation, with price and hassle as what they cost."""


def net_in_words(score: OfferScore) -> str:
    """Say what customers get minus what it costs them, and who says so; or why there is none."""
    if score.levels is None:
        return nothing(score)
    who = f"from the {score.n} who rated all four terms"
    if score.room:
        who = "the room's one rating"
    elif not score.paired:
        who = f"from hands counted term by term (n {score.n})"
    elif score.n == 1:
        who = "one person's view"
    return f"net {signed(score.levels.net)}, {who}"


def nothing(score: OfferScore) -> str:
    """Say why an offer has no net."""
    facets = list(score.answers.values())
    if all(facet.n for facet in facets):
        return "no net: nobody rated all four terms"
    if any(facet.n for facet in facets):
        return "no net: at least one term has no rating"
    if any(facet.dont_know for facet in facets):
        return "no net: nobody knows"
    if any(facet.skipped for facet in facets):
        return "no net: everybody skipped it"
    return "nothing rated yet"


def step(score: OfferScore) -> str:
    """Say how much one step of one answer moves net; '' without a net."""
    if score.resolution is None:
        return ""
    who = "the room" if score.room else "one person"
    return f"one step by {who} on one term changes net by {_tenths(score.resolution)}"


def lead_in_words(offers: Offers, rival: str) -> str:
    """Say how our net compares with that of another offer; both must have one."""
    ours, theirs = offers.scores[OURS], offers.scores[rival]
    lead, both = offers.leads[rival], offers.pairs[rival]
    who = "1 person" if both.n == 1 else f"{both.n} people"
    if ours.room and theirs.room:
        who = "the room's one rating of each"
    elif not both.linked:
        who = f"hands counted: {ours.n} and {theirs.n}, perhaps not the same people"
    elif only := both.only_ours + both.only_theirs:
        who += f" rated both, {only} only one of them"
    if 0 < abs(lead) <= STEP_OF_NET / both.n:
        return f"level with {offers.names[rival]}: one different answer would turn it ({who})"
    return f"{ahead_or_behind(lead)} {offers.names[rival]} ({who})"


def not_held_against(offers: Offers) -> dict[str, str]:
    """Say of each other offer that has a net, as ours has, why there is no lead over it."""
    if OURS not in offers.levels:
        return {}
    return {
        key: f"Not compared with {offers.names[key]}: nobody rated all four terms of both."
        for key in offers.levels
        if key != OURS and key not in offers.leads
    }


def lever_in_words(offers: Offers) -> str:
    """Say which term of ours is furthest below the best competitor; or why that cannot be said."""
    if offers.ours is None:
        return "Our offer is not revealed yet: there is nothing to compare it with."
    lags = offers.lags
    if not offers.competitors:
        return "No lever: you rated no competitor's offer."
    if not lags:
        return "No lever: nobody rated the same term of ours and of a competitor."
    found = strongest(lags)
    missing = [offers.terms[term] for term in TERMS if term not in lags]
    rest = f" Not compared: {', '.join(missing)}." if missing else ""
    if not found:
        return f"No lever: no competitor is above us on any term.{rest}"
    behind = f"{_tenths(lags[found[0]].behind)} of a step"
    if lags[found[0]].behind >= 1:
        behind = f"{_tenths(lags[found[0]].behind)} steps"
    named = " and ".join(offers.terms[term] for term in found)
    best = list(dict.fromkeys(key for term in found for key in lags[term].best))
    whose = " and ".join(offers.names[key] for key in best)
    what = "Improve first" if len(found) == 1 else "Improve first, equally"
    return f"{what}: {named}, {behind} below the best competitor ({whose}).{rest}"


def ratio_in_words(levels: Mapping[str, Levels], names: Mapping[str, str]) -> list[str]:
    """Say how Smith's ratio would rank offers differently from net; [] for fewer than two."""
    if len(levels) < 2:
        return []
    pairs = ranked_otherwise(levels)
    said = [_turned(pair, names) for pair in pairs[:_MOST_PAIRS]]
    if not pairs:
        said.append("Smith's ratio puts these offers in the same order as net.")
    if len(pairs) > _MOST_PAIRS:
        said.append(f"They also differ on {len(pairs) - _MOST_PAIRS} more pairs.")
    if hangs_on_the_scale(levels):
        said.append(
            "If we numbered the scale from 0 to 4 instead of 1 to 5, the ratio would rank them "
            "differently. That is why we do not rank by it."
        )
    return said


def _turned(pair: Order, names: Mapping[str, str]) -> str:
    first, second, by_net, by_ratio = pair
    return (
        f"Smith's ratio would rank differently: it puts {_order(names, first, second, by_ratio)}, "
        f"net puts {_order(names, first, second, by_net)}."
    )


def _order(names: Mapping[str, str], first: str, second: str, order: int) -> str:
    one, two = names[first], names[second]
    if not order:
        return f"{one} level with {two}"
    return f"{one} before {two}" if order > 0 else f"{two} before {one}"


def known_in_words(offers: Offers) -> str:
    """Say how we know what the other offers are worth; '' without any."""
    grades = Counter(offers.evidence[key] for key in offers.others)
    if not grades:
        return ""
    told = ", ".join(f"{grades[grade]} {grade.value}" for grade in Grade if grades[grade])
    ask = " Ask customers before you build on it." if set(grades) == {Grade.ASSUMED} else ""
    return f"What we know of the other offers: {told}.{ask}"


def said(offers: Offers) -> list[str]:
    """Return all that the offers mean together, in sentences."""
    leads = [capital(f"we are {lead_in_words(offers, rival)}.") for rival in offers.leads]
    compared = offers.ours is not None and bool(offers.others)
    return [
        *leads,
        *not_held_against(offers).values(),
        *([lever_in_words(offers)] if compared or offers.ours is None else []),
        *ratio_in_words(offers.levels, offers.names),
        *([known] if (known := known_in_words(offers)) else []),
    ]


def waiting(offers: Offers) -> str:
    """Say how many offers do not count in it yet; '' for none."""
    if not offers.hidden:
        return ""
    number = "1 offer is" if offers.hidden == 1 else f"{offers.hidden} offers are"
    return f"{number} not revealed yet."


def _tenths(value: Fraction) -> str:
    return one_decimal(value)


EQUATION_IN_A_LINE = "value = (product quality + service quality) / (price + hassle)"

NET = (
    "Net is what they get (the mean of product and service quality) minus what it costs them (100 "
    "minus the mean of fair price and little hassle), from -100 to 100."
)
"""How net is made."""

EASIEST = (
    f"One step on any term changes net by {float(STEP_OF_NET):g} points: ask which step is easiest."
)

LEXUS = (
    "Smith's example: Toyota got into prestige cars with Lexus by taking the hassle out of owning "
    "one. They fetched your car, lent you another and guaranteed what yours would be worth later. "
    "Research had shown that this was the easiest value to add."
)
"""The example of the value equation's author."""
