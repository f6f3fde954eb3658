"""The report of a workshop, in an order that makes sense to a colleague who was not there."""

from collections.abc import Collection
from enum import StrEnum
from typing import Final

from valueworkshop.core.session import parking_lot
from valueworkshop.core.session.dot_votes import About
from valueworkshop.core.session.parked_thought import Became
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.blocks import Block, Bullets, Chart, Heading, Paragraph, Table
from valueworkshop.core.show.figures import Bar, Bars, Map, Spot
from valueworkshop.core.stages import KINDS, has, stages_with
from valueworkshop.core.stages.dots import show as dot_votes
from valueworkshop.core.stages.dots.pools import of_open
from valueworkshop.core.stages.dots.score import counting
from valueworkshop.core.stages.kind import Trait
from valueworkshop.core.stages.votes import words as rating_words
from valueworkshop.core.stages.votes.words import sign
from valueworkshop.core.summary import gap_words
from valueworkshop.core.summary.candidates import chosen_and_uncovered
from valueworkshop.core.summary.gap_summary import Gap, Summary, summarise
from valueworkshop.exports.bar_chart import BarRow, gap_bars
from valueworkshop.exports.draft_mark import mark
from valueworkshop.exports.markdown import render
from valueworkshop.exports.report_summary import contradicted, largest, nine_gaps, segments


class Part(StrEnum):
    """What can be left out of a report; its title stays."""

    SUMMARY = "summary"
    LENSES = "lenses"
    ACTIONS = "actions"
    ANSWERS = "answers"
    METHOD = "method"


WHOLE: Final = frozenset(Part)


def report(session: Session) -> str:
    """Return the whole report as Markdown."""
    return render(blocks(session))


def blocks(session: Session, parts: Collection[Part] = WHOLE) -> list[Block]:
    """Return the report: headline, actions, gaps, answers, open questions, method.

    If the workshop is not finished, what is missing comes below the title.
    """
    summary = summarise(session)
    title, *first = headline(session, summary)
    told = [title, *mark(session)]
    if Part.SUMMARY in parts:
        told += first
    if Part.ACTIONS in parts:
        for stage in stages_with(session.kit, Trait.HOLDS_ACTIONS):
            told += KINDS[session.stage(stage).kind].told(session, stage)
            told += chosen_and_uncovered(session, stage)
    if Part.SUMMARY in parts:
        told += gaps(session, summary)
    if Part.LENSES in parts:
        told += [*nine_gaps(session, summary), *contradicted(session), *segments(session)]
    if Part.ANSWERS in parts:
        for stage, plan in session.kit.stages.items():
            if not has(plan, Trait.HOLDS_ACTIONS):
                told += KINDS[plan.kind].told(session, stage)
        told += _parked(session)
    if Part.SUMMARY in parts:
        told += open_questions(session, summary)
    return told + _method(summary) if Part.METHOD in parts else told


def headline(session: Session, summary: Summary) -> list[Block]:
    """Return the title, the main sentence, what it rests on, and what matters most."""
    parts: list[Block] = [
        Heading(session.title, level=1),
        Paragraph(f"{gap_words.index_in_words(summary)}."),
    ]
    rests_on = [
        said
        for said in (
            "; ".join(gap_words.index_beside(summary.index)),
            gap_words.evidence_in_words(summary.index),
            *gap_words.remarks(session, summary),
        )
        if said
    ]
    if rests_on:
        parts.append(Bullets(tuple(rests_on)))
    return [*parts, *largest(session, summary)]


def gaps(session: Session, summary: Summary) -> list[Block]:
    """Return the gaps as a picture and as a table."""
    if not summary.gaps:
        return [Heading("Gaps"), Paragraph(f"{gap_words.index_in_words(summary)}.")]
    rows = gap_bars(
        BarRow(
            label=gap.title,
            needed=gap.score.needed.mean,
            today=gap.score.today.mean,
            gap=gap.score.gap,
            surplus=gap.score.surplus,
        )
        for gap in summary.gaps
    )
    header = ("Rank", "Item", "Needed", "Today", "Gap", "Weight", "Who", "How known", "Asks for")
    table = tuple(_row(gap) for gap in summary.gaps)
    stages = "; ".join(
        f"{session.stage(stage.key).title} {rating_words.points(stage.gap)}"
        for stage in summary.index.stages
        if stage.gap is not None
    )
    parts: list[Block] = [
        Heading("Gaps"),
        Chart(rows, _bars(summary)),
        *([Chart((), found)] if (found := _map(summary)) else []),
        Table(header, table, numeric=frozenset({2, 3, 4, 5}), named_by=1),
    ]
    return [*parts, Paragraph(f"By stage: {stages}.")] if stages else parts


def _bars(summary: Summary) -> Bars:
    return Bars(
        title="Gap of each item",
        bars=tuple(
            Bar(
                label=gap.title,
                value=gap.score.signed,
                sign=sign(gap.score.signed) if gap.score.signed is not None else "",
            )
            for gap in summary.gaps
        ),
    )


def _map(summary: Summary) -> Map | None:
    """Return the map of gap by weight, None if weight was not asked."""
    if not summary.weighed:
        return None
    return Map(
        title="What matters, and how far it is missing",
        across="weight",
        up="gap",
        across_range=(0, 1),
        up_range=(0, 100),
        spots=tuple(
            Spot(label=gap.title, across=_weight(gap), up=gap.score.gap) for gap in summary.gaps
        ),
        corners=(
            "large gap, matters less",
            "large gap, matters",
            "small gap, matters less",
            "small gap, matters",
        ),
    )


def _weight(gap: Gap) -> float | None:
    return gap.score.weight if gap.score.weights is not None else None


def _row(gap: Gap) -> tuple[str, ...]:
    score = gap.score
    weight = "–" if score.weight is None or score.weights is None else f"{score.weight:.2f}"
    amount = rating_words.points(score.gap)
    if score.surplus:
        amount = f"{rating_words.points(score.surplus)} over"
    return (
        gap_words.rank_in_words(gap),
        gap.title,
        rating_words.mean(score.needed),
        rating_words.mean(score.today),
        amount,
        weight,
        rating_words.shortfall(score),
        gap.evidence.in_words,
        gap.then or "–",
    )


def _parked(session: Session) -> list[Block]:
    """Return every parked thought, with where it was said and what became of it."""
    rows = tuple(
        (thought.text, parking_lot.said_in(session, thought), thought.became.value)
        for _, thought in parking_lot.in_order(session)
    )
    return [Heading("Parked"), Table(("Thought", "Parked in", "Became"), rows)] if rows else []


def open_questions(session: Session, summary: Summary) -> list[Block]:
    """Return what the team does not know yet, most dots first, then what it parked."""
    voted = dot_votes.told(session, of_open(session))
    dots = counting(session, About.OPEN)
    found = sorted(
        summary.open, key=lambda finding: -dots[finding.key].dots if finding.key in dots else 1
    )
    asked = [finding.title for finding in found]
    thoughts = (thought for _, thought in parking_lot.in_order(session))
    asked += [thought.text for thought in thoughts if thought.became is Became.OPEN]
    if not asked and not voted:
        return []
    return [Heading("Open questions"), *([Bullets(tuple(asked))] if asked else []), *voted]


def _method(summary: Summary) -> list[Block]:
    method = [Bullets(gap_words.METHOD)] if summary.gaps else []
    return [Heading("Method and limits"), *method, Paragraph(gap_words.DISCLAIMER)]
