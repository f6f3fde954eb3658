"""The ladder in a report."""

from valueworkshop.core.session.session import Session
from valueworkshop.core.show.blocks import Block, Bullets, Chart, Heading, Paragraph
from valueworkshop.core.stages.ladder.model import Mark, View, answers, asks
from valueworkshop.core.stages.ladder.picture import in_words, ladder
from valueworkshop.core.stages.ladder.score import climb, progress


def section(session: Session, stage: str) -> list[Block]:
    """Return the ladder with its marks, why they stand there, and how far apart they are."""
    if not progress(session, stage).done:
        return []
    given, asked = answers(session, stage), asks(session, stage)
    said = [f"{getattr(asked, view.value)} {placed(given.of(view))}" for view in View]
    return [
        Heading(session.stage(stage).title),
        Paragraph("The charging ladder is B. Joseph Pine II's: what one charges for says it all."),
        Chart(tuple(ladder(given))),
        Bullets(tuple(said)),
        *(Paragraph(words) for words in in_words(given, climb(session, stage))),
    ]


def placed(mark: Mark) -> str:
    """Say in a sentence where a mark stands, how that is known, and why."""
    if mark.rung is None:
        return "We do not know." if mark.unknown else "Not placed yet."
    where = f"{mark.rung.charged_for} ({mark.rung.value}); {mark.evidence.in_words}"
    why = " ".join(mark.why.split())
    return f"{where}. Why: {why}" if why else f"{where}."
