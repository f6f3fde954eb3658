"""The gap summary on a projector: the gaps as bars, the largest priority first, and the index."""

from valueworkshop.core.scoring.item_score import ItemScore
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.projected_blocks import Bar, Number, Part, Said, Shown
from valueworkshop.core.stages.votes.words import points, sign
from valueworkshop.core.summary import gap_words
from valueworkshop.core.summary.gap_summary import summarise


def shown(session: Session, stage: str, at: str) -> Shown:
    """Return where we fall short; nothing in it depends on a vote that was not revealed."""
    del stage, at
    summary = summarise(session)
    parts: list[Part] = []
    if summary.index.value is None:
        parts.append(Said(text=f"{gap_words.index_in_words(summary)}.", strong=True))
    else:
        parts.append(
            Number(
                text=points(summary.index.value),
                words="gap index, of 100",
                said="as the team sees it",
            )
        )
    parts += [_bar(gap.title, gap.score) for gap in summary.gaps if gap.score.signed is not None]
    return Shown(heading="Where we fall short", parts=tuple(parts))


def _bar(title: str, score: ItemScore) -> Bar:
    signed = score.signed or 0.0
    return Bar(
        label=title,
        amount=points(signed),
        share=min(round(abs(signed)), 100),
        mark=sign(score.signed),
    )
