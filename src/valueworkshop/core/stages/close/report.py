"""The close in a report."""

from valueworkshop.core.session.session import Session
from valueworkshop.core.show.blocks import Block, Heading, Paragraph, Quote
from valueworkshop.core.stages.close.model import TEXTS, answers, asks


def section(session: Session, stage: str) -> list[Block]:
    """Return what was said at the close, and when the team looks again."""
    given, asked = answers(session, stage), asks(session, stage)
    blocks: list[Block] = []
    for name in TEXTS:
        if text := getattr(given, name):
            blocks += [Heading(getattr(asked, name), level=3), Quote(text)]
    if given.look_again:
        blocks.append(Paragraph(f"We look at this again on {given.look_again.isoformat()}."))
    if given.rating:
        blocks.append(Paragraph(f"The room's rating of the session: {given.rating} of 5."))
    return [Heading(session.stage(stage).title), *blocks] if blocks else []
