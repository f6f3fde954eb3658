"""The summary described: all gaps together, the largest ones, contradictions, what is open.

It has numbers from all stages, which know nothing about each other; so it is in a package above
theirs. Its parts come in this order; a report has other things between them.
"""

from typing import Final, TypeAlias

from valueworkshop.core.clean_text import capital
from valueworkshop.core.scoring import gap_points
from valueworkshop.core.scoring.gap_points import points, sign
from valueworkshop.core.scoring.rounding import two_decimals
from valueworkshop.core.session import parking_lot
from valueworkshop.core.session.dot_votes import About
from valueworkshop.core.session.parked_thought import Became
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.blocks import (
    Block,
    Bullets,
    Chart,
    Heading,
    Number,
    Paragraph,
    Sight,
    Table,
)
from valueworkshop.core.show.figures import Bar, Bars
from valueworkshop.core.show.pictures import in_a_sentence
from valueworkshop.core.show.place import Here, Place
from valueworkshop.core.stages.dots import show as dot_votes
from valueworkshop.core.stages.dots.pools import of_open
from valueworkshop.core.stages.dots.score import counting
from valueworkshop.core.stages.summary.model import Answers
from valueworkshop.core.stages.votes import words as rating_words
from valueworkshop.core.summary import gap_map, gap_words
from valueworkshop.core.summary.bar_chart import BarRow, gap_bars
from valueworkshop.core.summary.contradictions import contradictions
from valueworkshop.core.summary.gap_summary import Gap, Summary, summarise
from valueworkshop.core.summary.nine_gaps import RULE, asked_for, how_many, matters_most, nine
from valueworkshop.core.summary.roadmap import roadmap
from valueworkshop.core.summary.seats_told import chart as seats_chart
from valueworkshop.core.summary.seats_told import seats_told
from valueworkshop.core.summary.segments_apart import apart_in_words, by_segment, differences

Overview: TypeAlias = Here[None, Answers]

_ABOUT: Final = (
    "A contradiction is two answers of different stages that cannot both be right: talk about it, "
    "change one of them, or dismiss it and say why. You can read the summary for those of us who "
    "had one segment in mind; fewer than three are never shown apart."
)

_LARGEST: Final = 3

_APART: Final = (
    "Each of us said which customers we had in mind. A segment that fewer than three of us had in "
    "mind is not shown apart."
)


def place(_here: Overview, _at: str) -> Place:
    """Return what the summary is about; it asks nothing."""
    return Place(question="Where we fall short", about=f"{RULE} {_ABOUT}")


def told(here: Overview) -> list[Block]:
    """Return the whole summary."""
    session, summary = here.session, summarise(here.session)
    return [
        *in_short(session, summary),
        *gaps(session, summary),
        *nine_gaps(session, summary),
        *contradicted(session),
        *seats_told(session),
        *segments(session),
        *open_questions(session, summary),
        *method(summary),
    ]


def told_at(here: Overview, _at: str) -> list[Sight]:
    """Return the index, the gaps as bars, and two seats: nothing rests on an unrevealed vote."""
    summary = summarise(here.session, wait=False)
    if summary.index.value is None:
        index: Sight = Paragraph(f"{gap_words.index_in_words(summary)}.", strong=True)
    else:
        index = Number(
            text=points(summary.index.value),
            words="of 100",
            name="gap index",
            said=f"{gap_words.steps_short(summary.index.steps or 0.0)}.",
        )
    # Sorted by the gap alone the numbers fall, and nobody asks.
    order = [Paragraph(f"{capital(summary.order_in_words)}.")] if summary.weighed else []
    return [index, *order, Chart((), _bars(summary)), *seats_chart(here.session)]


def in_short(session: Session, summary: Summary) -> list[Block]:
    """Return the main sentence, the answers behind it, and the largest gaps."""
    parts: list[Block] = [Paragraph(f"{gap_words.index_in_words(summary)}.")]
    rests_on = [
        said
        for said in (
            " ".join(gap_words.index_beside(summary)),
            gap_words.evidence_in_words(summary.index),
            *gap_words.remarks(session, summary),
        )
        if said
    ]
    if rests_on:
        parts.append(Bullets(tuple(rests_on)))
    if most := matters_most(nine(session, summary)):
        parts += [Paragraph("Largest on their own scale:"), Bullets(tuple(most))]
    return parts


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
    header = ("Rank", "Item", "Needed", "Today", "Gap", "Weight", "Who", "How known", "Next step")
    table = tuple(_row(gap) for gap in summary.gaps)
    parts: list[Block] = [
        Heading("Gaps"),
        Paragraph(f"{capital(summary.order_in_words)}."),
        Chart(rows, _bars(summary)),
        *([Chart((), found)] if (found := gap_map.figure(session, summary)) else []),
        Table(header, table, numeric=frozenset({2, 3, 4, 5}), named_by=1),
    ]
    stages = gap_words.by_stage(session, summary)
    return [*parts, Paragraph(stages)] if stages else parts


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


def _row(gap: Gap) -> tuple[str, ...]:
    score = gap.score
    weight = "–" if score.weight is None or score.weights is None else two_decimals(score.weight)
    amount = gap_points.points(score.gap)
    if score.surplus:
        amount = f"{gap_points.points(score.surplus)} over"
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


def nine_gaps(session: Session, summary: Summary) -> list[Block]:
    """Return all nine gaps with what each means, and the ladder and the checklist together."""
    found = nine(session, summary)
    if all(gap.found.number is None for gap in found):
        return []
    rows = tuple((gap.title, f"{gap.found.said}.", gap.meaning) for gap in asked_for(found))
    blocks: list[Block] = [
        Heading(how_many(found)),
        Paragraph(RULE),
        Table(("Gap", "How large", "What it means"), rows),
    ]
    return [*blocks, Paragraph(way)] if (way := roadmap(session)) else blocks


def contradicted(session: Session) -> list[Block]:
    """Return the contradictions with both answers, and why a team dismissed some."""
    found = contradictions(session)
    blocks: list[Block] = [Heading("Contradictions")] if found else []
    for each in found:
        one = each.contradiction
        said = [f"{one.one.said}.", f"{one.other.said}."]
        if each.reason:
            said.append(each.dismissed)
        blocks += [Paragraph(one.sentence), Bullets(tuple(said))]
    return blocks


def segments(session: Session) -> list[Block]:
    """Return index and largest gaps of each segment, and where segments differ."""
    found = by_segment(session)
    if not found:
        return []
    rows = tuple(
        (
            session.segments[each.segment].name,
            str(each.index.people),
            points(each.index.value),
            "; ".join(
                f"{in_a_sentence(gap.title)} {points(gap.score.gap)}"
                for gap in each.gaps[:_LARGEST]
                if gap.score.gap
            )
            or "none",
        )
        for each in found
    )
    header = ("Segment", "n", "Gap index", "Largest gaps")
    blocks: list[Block] = [
        Heading("By segment"),
        Paragraph(_APART),
        Table(header, rows, numeric=frozenset({1, 2})),
    ]
    apart = tuple(f"{apart_in_words(session, each)}." for each in differences(session))
    return [*blocks, Bullets(apart)] if apart else blocks


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


def method(summary: Summary) -> list[Block]:
    """Return how the numbers are made, and how far you can trust them."""
    said = [Bullets(gap_words.METHOD)] if summary.gaps else []
    return [Heading("Method and limits"), *said, Paragraph(gap_words.DISCLAIMER)]
