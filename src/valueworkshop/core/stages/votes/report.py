"""The ratings of a stage in a report: what the room saw, item by item. Nobody is named."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from valueworkshop.core.clean_text import capital
from valueworkshop.core.scoring import gap_points
from valueworkshop.core.scoring.item_score import Facet, ItemScore
from valueworkshop.core.session.evidence import Evidence
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.blocks import Block, Bullets, Chart, Heading, Paragraph, Table
from valueworkshop.core.show.figures import Strip, Strips
from valueworkshop.core.stages.votes import group_words, words
from valueworkshop.core.stages.votes.group_answers import groups_apart
from valueworkshop.core.stages.votes.item_evidence import known_by
from valueworkshop.core.stages.votes.model import asks, facets_rated
from valueworkshop.core.stages.votes.reveal_notes import told, told_of_stage
from valueworkshop.core.stages.votes.score import facet_totals, scores
from valueworkshop.core.stages.votes.show import words_of_picks


def section(
    session: Session,
    stage: str,
    whole: Sequence[Block] = (),
    about: Mapping[str, str] = MappingProxyType({}),
) -> list[Block]:
    """Return every revealed item with its answers as dots, its spread and how we know it.

    `whole` is what a kind says about all items together; it comes before them. `about` is what it
    says about each, by item.
    """
    scored = scores(session, stage)
    if not scored:
        return []
    plan, facets = asks(session, stage), facets_rated(session, stage)
    blocks: list[Block] = [
        Heading(session.stage(stage).title),
        Paragraph(f"Rated from 1 to 5: {plan.scale}."),
    ]
    waiting = len(plan.items) - len(scored)
    if waiting:
        hidden = f"{waiting} of {len(plan.items)} items not revealed yet. Their votes stay hidden."
        blocks.append(Paragraph(hidden))
    blocks += map(Paragraph, told_of_stage(session, stage))
    blocks += whole
    for item, score in scored.items():
        shown = [
            (facet.label, facet_totals(session, stage, item, key)) for key, facet in facets.items()
        ]
        evidence = known_by(session, stage, item)
        said = _said(score, evidence) if plan.has_gap else [_known(evidence)]
        said += [f"{capital(each)}." for each in words_of_picks(session, stage, item)]
        if item in about:
            said.insert(0, f"{capital(about[item])}.")
        said += [f"{capital(each)}." for each in told(session, stage, item)]
        blocks += [
            Heading(plan.items[item].text, level=3),
            _dots(shown),
            Bullets(tuple(said)),
            _spread(shown),
            *_groups(session, stage, item),
        ]
    return blocks


def _dots(shown: list[tuple[str, Facet]]) -> Chart:
    width = max((len(label) for label, _ in shown), default=0)
    dots = words.dots(*(facet.counts for _, facet in shown))
    rows = tuple(f"{label:<{width}}  {line}" for (label, _), line in zip(shown, dots, strict=True))
    strips = (
        Strip(label=label, counts=facet.counts, median=facet.median) for label, facet in shown
    )
    return Chart(rows, Strips(title="Answers", strips=tuple(strips)))


def _groups(session: Session, stage: str, item: str) -> list[Block]:
    """Return the answers of two groups side by side, and how far these lie apart."""
    said = group_words.lines(session, stage, item)
    if not said:
        return []
    found = groups_apart(session, stage)[item].values()
    deltas = dict.fromkeys(f"{text}." for each in found if (text := group_words.detail(each)))
    figure = Strips(title="Groups", strips=tuple(group_words.strips(session, stage, item)))
    return [
        Chart(tuple(group_words.dots(session, stage, item)), figure),
        Bullets((*said, *deltas)),
    ]


def _spread(shown: list[tuple[str, Facet]]) -> Table:
    return Table(
        ("", "n", "Median", "Mean", "From the middle", "Agreement", "No number"),
        tuple(
            (
                label,
                str(facet.n),
                words.middle(facet),
                words.mean(facet),
                words.distance(facet),
                words.spread(facet) or "too few to tell",
                words.abstained(facet) or "none",
            )
            for label, facet in shown
        ),
        numeric=frozenset({1, 2, 3, 4}),
    )


def _said(score: ItemScore, evidence: Evidence) -> list[str]:
    if score.signed is None:
        return [f"{capital(words.nothing(score))}."]
    gap = f"Gap {gap_points.points(score.gap)} of 100"
    if score.surplus:
        gap = f"More than needed: {gap_points.points(score.surplus)} of 100"
    said = [f"{gap}; {words.shortfall(score)}.", _known(evidence)]
    return [*said, f"{capital(step)}."] if (step := words.step(score)) else said


def _known(evidence: Evidence) -> str:
    """Say how an item is known as a line of its own: 'Heard: dealer in Lyon, October'."""
    said = capital(evidence.in_words)
    return f"{said}: our own guess" if said == "Assumed" else said
