"""The offers in a report: the equation with its author, the pictures, then each offer's answers."""

from valueworkshop.core.session.session import Session
from valueworkshop.core.show.blocks import Block, Bullets, Chart, Paragraph, Table
from valueworkshop.core.stages.offers.picture import side_by_side, value_map
from valueworkshop.core.stages.offers.score import ATTRIBUTION, Offers, offers
from valueworkshop.core.stages.offers.words import EASIEST, EQUATION, NET, nothing, said
from valueworkshop.core.stages.votes import report as votes_report
from valueworkshop.core.stages.votes.words import signed

_WIDTH = 76


def section(session: Session, stage: str) -> list[Block]:
    """Return how the revealed offers compare, then each with its answers; [] while none is."""
    seen = offers(session, stage)
    return votes_report.section(session, stage, _compared(seen)) if seen.scores else []


def _compared(seen: Offers) -> list[Block]:
    blocks: list[Block] = [
        Chart(EQUATION),
        Paragraph(f"{ATTRIBUTION} All terms are rated so that up is better. {NET} {EASIEST}"),
        Chart(tuple(side_by_side(seen, _WIDTH))),
        Bullets(tuple(said(seen))),
    ]
    if seen.levels:
        blocks.append(Chart(tuple(value_map(seen, _WIDTH))))
    return [*blocks, _numbers(seen)]


def _numbers(seen: Offers) -> Table:
    rows = []
    for key, score in seen.scores.items():
        levels = score.levels
        rows.append(
            (
                seen.names[key],
                str(score.n),
                "–" if levels is None else str(round(levels.benefits)),
                "–" if levels is None else str(round(levels.costs)),
                "–" if levels is None else signed(levels.net),
                "–" if levels is None else f"{float(levels.ratio):.2f}",
                _note(seen, key),
            )
        )
    header = ("Offer", "n", "Gets", "Costs", "Net", "Smith's ratio", "Note")
    return Table(header, tuple(rows), numeric=frozenset({1, 2, 3, 4, 5}))


def _note(seen: Offers, key: str) -> str:
    score, known = seen.scores[key], seen.evidence[key].value
    if score.levels is None:
        return f"{nothing(score)}; {known}"
    if score.room:
        return f"the room's one rating; {known}"
    if not score.paired:
        return f"hands counted, terms not linked; {known}"
    return f"one person's view; {known}" if score.n == 1 else known
