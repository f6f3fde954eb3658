"""The offers as figures: the equation with our numbers, our net, and all offers as heat."""

from fractions import Fraction
from typing import Final

from valueworkshop.core.clean_text import capital, one_line
from valueworkshop.core.scoring.gap_points import signed
from valueworkshop.core.scoring.hundred_points import HIGH, LOW
from valueworkshop.core.scoring.item_score import Facet
from valueworkshop.core.scoring.rounding import one_decimal, whole
from valueworkshop.core.scoring.value_equation import (
    HASSLE,
    PRICE,
    PRODUCT,
    SERVICE,
    STEP_OF_NET,
    TERMS,
    OfferScore,
    strongest,
)
from valueworkshop.core.show.card_figures import (
    NOWHERE,
    CardFigure,
    Equation,
    Headline,
    HeatRow,
    HeatTable,
)
from valueworkshop.core.stages.notes.model import DO_NOTHING
from valueworkshop.core.stages.offers.model import OURS
from valueworkshop.core.stages.offers.score import ATTRIBUTION, Offers
from valueworkshop.core.stages.offers.words import nothing

_NONE: Final = "–"
_LEVER: Final = "strongest lever"
_OURS: Final = "Ours"
_NO_PICTURE: Final = "costs turned round, so that 5 costs most"
_HOW: Final = "5 is best, for price and hassle too"


def figures(seen: Offers, at: str = "") -> list[CardFigure]:
    """Return all figures of the offers that the room has seen; `at` is the offer of the moment."""
    found: list[CardFigure] = [equation(seen)]
    if net := our_net(seen):
        found.append(net)
    return [*found, heat(seen, at)]


def equation(seen: Offers) -> Equation:
    """Return the equation, with the means of our offer once it was revealed.

    What costs them counts upwards here: 6 less the answer, as in Smith's own picture.
    """
    ours = seen.ours

    def term(key: str, word: str, *, costs: bool = False) -> str:
        mean = ours.answers[key].mean if ours else None
        if mean is None:
            return word
        shown = Fraction(one_decimal(mean))
        return f"{word} {one_decimal(LOW + HIGH - shown if costs else shown)}"

    gets = ((PRODUCT, "product"), (SERVICE, "service"))
    costs = tuple(
        term(key, word, costs=True) for key, word in ((PRICE, "price"), (HASSLE, "hassle"))
    )
    return Equation(
        title=ATTRIBUTION,
        name="value",
        above=tuple(term(key, f"{word} quality") for key, word in gets),
        below=costs,
        short_above=tuple(term(key, word) for key, word in gets),
        short_below=costs,
        note=_NO_PICTURE,
    )


def our_net(seen: Offers) -> Headline | None:
    """Return the net of our offer beside the nearest competitor, over the same people."""
    ours = seen.ours
    if ours is None or ours.levels is None:
        return None
    leads = {key: lead for key, lead in seen.leads.items() if key in seen.competitors}
    lines = [_whose(ours)]
    if leads:
        nearest = min(leads, key=lambda key: (leads[key], key))
        both = seen.pairs[nearest]
        over = f"{both.n} rated both" if both.linked and both.n > 1 else lines[0]
        lines = [_ahead(leads[nearest], both.n), _short(seen, nearest), over]
    return Headline(title="Ours, net", number=signed(ours.levels.net), lines=tuple(lines))


def heat(seen: Offers, at: str = "") -> HeatTable:
    """Return the offers side by side on every term, with the net of each."""
    keys = list(seen.scores)
    rows = tuple(_row(seen, term) for term in TERMS)
    nets = [score.levels.net if score.levels else None for score in seen.scores.values()]
    said, aside = _lever(seen)
    return HeatTable(
        title="How customers see each offer",
        columns=tuple(_short(seen, key, two=True) for key in keys),
        rows=rows,
        balance=HeatRow(
            label="net",
            numbers=tuple(_NONE if net is None else signed(net) for net in nets),
            shares=tuple(0 if net is None else whole(10 * net) for net in nets),
            counts=tuple(f"n {score.n}" for score in seen.scores.values()),
        ),
        balance_means="less cost",
        ours=keys.index(OURS) if OURS in keys else NOWHERE,
        at=keys.index(at) if at in keys else NOWHERE,
        said=said,
        aside=aside,
        note=" · ".join(filter(None, (_waiting(seen), _HOW, _people(seen)))),
    )


def _row(seen: Offers, term: str) -> HeatRow:
    facets = [score.answers[term] for score in seen.scores.values()]
    numbers = [_NONE if facet.mean is None else one_decimal(facet.mean) for facet in facets]
    known = [Fraction(number) for number in numbers if number != _NONE]
    best = max(known) if len(known) > 1 else None
    lever = term in strongest(seen.lags)
    return HeatRow(
        label=seen.terms[term],
        numbers=tuple(numbers),
        shares=tuple(map(_share, facets)),
        counts=tuple(f"n {facet.n}" for facet in facets),
        best=tuple(
            place
            for place, number in enumerate(numbers)
            if best is not None and number != _NONE and Fraction(number) == best
        ),
        badge=_LEVER if lever else "",
        behind=f"▼ {one_decimal(seen.lags[term].behind)}" if lever else "",
    )


def _share(facet: Facet) -> int:
    """Return how far a mean is up the scale, in per mille."""
    mean = facet.mean
    return NOWHERE if mean is None else whole(1000 * (mean - LOW) / (HIGH - LOW))


def _waiting(seen: Offers) -> str:
    return f"{seen.hidden} not revealed yet" if seen.hidden else ""


def _people(seen: Offers) -> str:
    """Return from how many the means are: 'n 7 to 10'."""
    counts = {facet.n for score in seen.scores.values() for facet in score.answers.values()}
    low, high = min(counts, default=0), max(counts, default=0)
    return f"n {low}" if low == high else f"n {low} to {high}"


def _lever(seen: Offers) -> tuple[str, str]:
    """Say what a step on the strongest lever would do to our net, and who leads there."""
    found, ours = strongest(seen.lags), seen.ours
    if not found or ours is None:
        return "", ""
    lag = seen.lags[found[0]]
    terms = " and ".join(seen.terms[term] for term in found)
    best = " and ".join(dict.fromkeys(_short(seen, k) for t in found for k in seen.lags[t].best))
    both = seen.pairs[lag.best[0]]
    who = f", over the {both.n} who rated both" if both.linked and both.n > 1 else ""
    behind = f"▼ {one_decimal(lag.behind)} below {best} in {terms}{who}"
    if ours.levels is None:
        return "", behind
    now, then = ours.levels.net, ours.levels.moved(found[0], 1).net
    step = "One step" if ours.levels.by_term[found[0]] <= HIGH - 1 else "The most"
    better = f"{step} better in {seen.terms[found[0]]}"
    return f"{better} takes our net from {signed(now)} to {signed(then)}", behind


def _whose(score: OfferScore) -> str:
    if score.levels is None:
        return nothing(score)
    if score.room:
        return "the room's one rating"
    return "one person's view" if score.n == 1 else f"n {score.n}"


def _ahead(lead: Fraction, people: int) -> str:
    """Say how far we are ahead in as few words as fit beside a number.

    What one different answer would turn is level.
    """
    points = whole(lead)
    if not points or abs(lead) <= STEP_OF_NET / people:
        return "level with"
    return f"{abs(points)} {'ahead of' if points > 0 else 'behind'}"


def _short(seen: Offers, key: str, *, two: bool = False) -> str:
    """Return an offer as it is called above its column; people's names as they are."""
    name = one_line(seen.names[key])
    if key == OURS:
        name = name.removesuffix(" (ours)")
        return f"{_OURS}\n{name}" if two else _OURS
    return capital(name) if key == DO_NOTHING else name
