"""The offers described: the equation with its author, how ours compares, and all answers."""

from functools import partial
from typing import Final, TypeAlias

from valueworkshop.core.clean_text import capital
from valueworkshop.core.scoring.gap_points import signed
from valueworkshop.core.scoring.rounding import add_up, two_decimals, whole
from valueworkshop.core.scoring.value_equation import Levels
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.blocks import Block, Bullets, Chart, Paragraph, Sight, Table
from valueworkshop.core.show.card_figures import HeatTable
from valueworkshop.core.show.place import Act, Here, Place
from valueworkshop.core.stages.offers.at_a_glance import figures
from valueworkshop.core.stages.offers.model import OURS, Asks
from valueworkshop.core.stages.offers.picture import side_by_side, value_map
from valueworkshop.core.stages.offers.score import ATTRIBUTION, Offers, offers
from valueworkshop.core.stages.offers.words import (
    EASIEST,
    EQUATION,
    EQUATION_IN_A_LINE,
    LEXUS,
    NET,
    lead_in_words,
    lever_in_words,
    net_in_words,
    not_held_against,
    nothing,
    said,
    step,
    waiting,
)
from valueworkshop.core.stages.votes import report
from valueworkshop.core.stages.votes import show as votes
from valueworkshop.core.stages.votes.model import Votes

OffersHere: TypeAlias = Here[Asks, Votes]

ITEMS: Final = votes.Items(one="offer")
LEVER: Final = Act(id="offers.lever", key="l", label="Lever test")
ACTS: Final = (LEVER,)

_WIDTH: Final = 76
_ABOUT: Final = "\n\n".join(
    (
        f"{EQUATION_IN_A_LINE}\n{ATTRIBUTION}",
        LEXUS,
        "The lever test shows what one step on a term of our offer would change. It keeps nothing.",
    )
)
_EQUATION: Final = (
    Chart(EQUATION, words=(EQUATION_IN_A_LINE, NET)),
    Paragraph(ATTRIBUTION, aside=True),
)


def place(here: OffersHere, at: str) -> Place:
    """Return which offer people rate at a place, and whose equation it is."""
    return votes.place(here, at, _ABOUT)


def told(here: OffersHere) -> list[Block]:
    """Return how the revealed offers compare, then each with its answers; [] while none is."""
    seen = offers(here.session, here.stage)
    if not seen.scores:
        return []
    whole: list[Block] = [
        Chart(EQUATION),
        Paragraph(f"{ATTRIBUTION} On every term, higher is better. {NET} {EASIEST}"),
        Chart(tuple(side_by_side(seen, _WIDTH))),
        Bullets(tuple(said(seen))),
    ]
    if seen.levels:
        whole.append(Chart(tuple(value_map(seen, _WIDTH))))
    return report.section(here.session, here.stage, [*whole, _numbers(seen)])


def told_at(here: OffersHere, at: str) -> list[Sight]:
    """Return the offer at the team's place: its net, how ours compares with it, its answers."""
    offer = votes.revealed_at(here, at)
    if not offer:
        return votes.told_at(here, at)
    seen = offers(here.session, here.stage)
    score = seen.scores[offer]
    own: list[Sight] = [Paragraph(f"{capital(net_in_words(score))}.", strong=True)]
    if offer == OURS and seen.others:
        own.append(Paragraph(lever_in_words(seen)))
    if offer in seen.leads:
        own.append(Paragraph(f"We are {lead_in_words(seen, offer)}."))
    elif why := not_held_against(seen).get(offer):
        own.append(Paragraph(why))
    moves = [Paragraph(f"{capital(step(score))}.", aside=True)] if score.levels else []
    return votes.told_at(here, at, own, [*moves, Paragraph(ATTRIBUTION)])


def pages(here: OffersHere) -> list[list[Sight]]:
    """Return the offers side by side with what that means, and the map of value."""
    seen, rivals = offers(here.session, here.stage), _rivals(here.session)
    if not seen.scores:
        begin = Paragraph("Nothing has been revealed yet: rate an offer and reveal it.")
        return [[begin, Paragraph(rivals)]]
    text = map(Paragraph, filter(None, (*said(seen), waiting(seen), rivals)))
    once = votes.beside(here.session, here.stage)
    first: list[Sight] = [*_figures(here, seen), *text, *_EQUATION, *once]
    if not seen.levels:
        missing = "No offer has a net yet: rate the four terms of one and reveal them."
        return [first, [Paragraph(missing)]]
    return [first, [Chart((), draw=partial(value_map, seen)), *_EQUATION]]


def together(here: OffersHere) -> list[Chart]:
    """Return the offers side by side for a room that has seen all of them."""
    found = _figures(here, offers(here.session, here.stage)) if votes.is_all_revealed(here) else []
    return found if here.session.competitors else []


def _figures(here: OffersHere, seen: Offers) -> list[Chart]:
    """Return the figures; where there are only letters, the offers one under the other."""
    letters = partial(side_by_side, seen)
    return [
        Chart((), draw=letters if isinstance(found, HeatTable) else None, cells=found)
        for found in figures(seen, here.at)
    ]


def _rivals(session: Session) -> str:
    """Say that there is nobody to compare ours with; '' if there is somebody."""
    if session.competitors:
        return ""
    return "No competitor is named yet: add them in the frame, where it asks for alternatives."


def _numbers(seen: Offers) -> Table:
    rows = []
    for key, score in seen.scores.items():
        levels = score.levels
        rows.append(
            (
                seen.names[key],
                str(score.n),
                "–" if levels is None else str(whole(levels.benefits)),
                "–" if levels is None else str(whole(levels.costs)),
                "–" if levels is None else signed(levels.net),
                "–" if levels is None else two_decimals(levels.ratio),
                "; ".join(filter(None, (_note(seen, key), _rounded(levels)))),
            )
        )
    header = ("Offer", "n", "Gets", "Costs", "Net", "Smith's ratio", "Note")
    return Table(header, tuple(rows), numeric=frozenset({1, 2, 3, 4, 5}))


def _rounded(levels: Levels | None) -> str:
    """Say 'rounded' where what customers get less what it costs them is not the net, as shown."""
    parts = () if levels is None else (levels.benefits, -levels.costs)
    return "" if levels is None or add_up(parts, levels.net) else "rounded"


def _note(seen: Offers, key: str) -> str:
    score, known = seen.scores[key], seen.evidence[key].value
    if score.levels is None:
        return f"{nothing(score)}; {known}"
    if score.room:
        return f"{votes.ROOM}; {known}"
    if not score.paired:
        return f"hands counted, term by term; {known}"
    return f"one person's view; {known}" if score.n == 1 else known
