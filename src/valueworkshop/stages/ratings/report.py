"""The ratings of a stage in a report: what the room saw, item by item. Nobody is named."""

from valueworkshop.scoring.item import Facet, ItemScore
from valueworkshop.stages.blocks import Block, Bullets, Chart, Heading, Paragraph, Table
from valueworkshop.stages.ratings import words
from valueworkshop.stages.ratings.model import NEEDED, TODAY, WEIGHT, answers, asks, facets_asked
from valueworkshop.stages.ratings.score import scores
from valueworkshop.workshop.evidence import Evidence
from valueworkshop.workshop.session import Session


def section(session: Session, stage: str) -> list[Block]:
    """Return every revealed item with its answers as dots, its spread and how it is known."""
    scored = scores(session, stage)
    if not scored:
        return []
    plan, given = asks(session, stage), answers(session, stage)
    facets = facets_asked(session, stage)
    labels = ", ".join(f"{point} {word}" for point, word in enumerate(plan.labels, start=1))
    blocks: list[Block] = [
        Heading(session.stage(stage).title),
        Paragraph(f"Rated on a scale of 1 to 5: {labels}."),
    ]
    waiting = len(plan.items) - len(scored)
    if waiting:
        blocks.append(Paragraph(f"{waiting} of {len(plan.items)} not revealed yet."))
    for key, score in scored.items():
        item = plan.items[key]
        shown = [(facets[f].label, by) for f, by in _facets(score) if f in facets]
        width = max(len(label) for label, _ in shown)
        blocks.append(Heading(item.text, level=3))
        blocks.append(
            Chart(
                tuple(
                    f"{label:<{width}}  {dots}"
                    for (label, _), dots in zip(
                        shown, words.dots(*(by for _, by in shown)), strict=True
                    )
                )
            )
        )
        blocks.append(Bullets(tuple(_said(score, given.evidence.get(key, Evidence())))))
        blocks.append(
            Table(
                ("", "n", "Median", "Mean", "Agreement", "No number"),
                tuple(
                    (
                        label,
                        str(by.n),
                        words.middle(by),
                        words.mean(by),
                        words.spread(by) or "–",
                        words.abstained(by) or "–",
                    )
                    for label, by in shown
                ),
                numeric=frozenset({1, 2, 3}),
            )
        )
    return blocks


def _facets(score: ItemScore) -> list[tuple[str, Facet]]:
    pairs = [(NEEDED, score.needed), (TODAY, score.today)]
    return [*pairs, (WEIGHT, score.weights)] if score.weights else pairs


def _said(score: ItemScore, evidence: Evidence) -> list[str]:
    if score.signed is None:
        return [words.nothing(score)]
    gap = f"Gap {words.points(score.gap)} of 100"
    if score.surplus:
        gap = f"More than needed by {words.points(score.surplus)} of 100"
    said = [f"{gap}; {words.shortfall(score)}", f"Known: {evidence.in_words}"]
    return [*said, words.step(score)] if words.step(score) else said
