"""What goes with the gaps in a report: the nine gaps, the contradictions, the segments."""

from valueworkshop.core.session.session import Session
from valueworkshop.core.show.blocks import Block, Bullets, Heading, Paragraph, Table
from valueworkshop.core.show.pictures import in_a_sentence
from valueworkshop.core.stages.votes.words import points
from valueworkshop.core.summary.contradictions import contradictions
from valueworkshop.core.summary.gap_summary import Summary
from valueworkshop.core.summary.nine_gaps import RULE, foremost, nine
from valueworkshop.core.summary.roadmap import roadmap
from valueworkshop.core.summary.segments_apart import apart_in_words, by_segment, differences

_LARGEST = 3

_APART = (
    "Whoever rated said which customers they had in mind. Segments of which fewer than three "
    "thought are not shown apart."
)


def largest(session: Session, summary: Summary) -> list[Block]:
    """Return the gaps that matter most, for the head of the summary; nothing if none is known."""
    said = [f"{gap.title}: {gap.found.said}." for gap in foremost(nine(session, summary))]
    return [Paragraph("What matters most:"), Bullets(tuple(said))] if said else []


def nine_gaps(session: Session, summary: Summary) -> list[Block]:
    """Return all nine gaps with what each means, and the ladder and the checklist together."""
    found = nine(session, summary)
    if all(gap.found.number is None for gap in found):
        return []
    rows = tuple((gap.title, f"{gap.found.said}.", gap.meaning) for gap in found)
    blocks: list[Block] = [
        Heading("Nine gaps"),
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
            said.append(f"Dismissed by the team: {each.reason}")
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
