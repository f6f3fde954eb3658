"""The disciplines in a report. Nobody is named; nothing unrevealed is told."""

from valueworkshop.core.session.evidence import Evidence
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.blocks import Block, Bullets, Chart, Heading, Paragraph
from valueworkshop.core.stages.allocation.model import Spread, answers, asks
from valueworkshop.core.stages.allocation.picture import bars, in_words, spread_in_words, tracks
from valueworkshop.core.stages.allocation.score import focus

_WIDTH = 76


def section(session: Session, stage: str) -> list[Block]:
    """Return the shares as bars, who spread them, what they say, and the layers."""
    found = focus(session, stage)
    if not found.spreads:
        return []
    asked, evidence = asks(session, stage), answers(session, stage).evidence
    blocks: list[Block] = [Heading(session.stage(stage).title), Paragraph(_CREDIT)]
    if lines := bars(session, stage, _WIDTH):
        blocks.append(Chart(tuple(lines)))
    said = [
        f"{getattr(asked, spread.value)} {spread_in_words(each, room=found.room)} "
        f"Known: {evidence.get(spread.value, Evidence()).in_words}."
        for spread, each in found.spreads.items()
    ]
    blocks.append(Bullets(tuple(said)))
    hidden = len(Spread) - len(found.spreads)
    if hidden:
        blocks.append(Paragraph(f"{hidden} of {len(Spread)} spreads not revealed yet."))
    if lines := tracks(session, stage, _WIDTH):
        blocks += [Heading(asked.alignment, level=3), Chart(tuple(lines))]
    return [*blocks, *(Paragraph(words) for words in in_words(session, stage))]


_CREDIT = (
    "Each person spread 100 points. Three of the disciplines follow Michael Treacy and Fred "
    "Wiersema; those that stand out lead on one or two."
)
