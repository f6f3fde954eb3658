"""The report of a workshop, in an order that makes sense to a colleague who was not there."""

from collections.abc import Collection, Sequence

from valueworkshop.core import description
from valueworkshop.core.handout.two_pages import in_mind
from valueworkshop.core.session import parking_lot
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.blocks import Block, Heading, Table
from valueworkshop.core.stages import has, stages_with
from valueworkshop.core.stages.kind import Trait
from valueworkshop.core.summary import show as of_all
from valueworkshop.core.summary.candidates import chosen_and_uncovered
from valueworkshop.core.summary.gap_summary import summarise
from valueworkshop.core.summary.seats_told import seats_told
from valueworkshop.exports.choices import WHOLE, Part


def blocks(
    session: Session, parts: Collection[Part] = WHOLE, draft: Sequence[Block] = ()
) -> list[Block]:
    """Return the full report: headline, actions, gaps, answers, open questions, method.

    `draft` comes below the title: what says that the workshop is not finished, and what is missing.
    """
    summary = summarise(session)
    told: list[Block] = [Heading(session.title, level=1), *draft]
    if Part.SUMMARY in parts:
        told += in_mind(session)
        told += of_all.in_short(session, summary)
    if Part.ACTIONS in parts:
        for stage in stages_with(session.kit, Trait.HOLDS_ACTIONS):
            told += description.told(session, stage)
            told += chosen_and_uncovered(session, stage)
    if Part.SUMMARY in parts:
        told += of_all.gaps(session, summary)
    if Part.LENSES in parts:
        told += of_all.nine_gaps(session, summary)
        told += of_all.contradicted(session)
        told += seats_told(session)
        told += of_all.segments(session)
    if Part.ANSWERS in parts:
        for stage, plan in session.kit.stages.items():
            if not (has(plan, Trait.HOLDS_ACTIONS) or has(plan, Trait.SUMS_UP)):
                told += description.told(session, stage)
        told += _parked(session)
    if Part.SUMMARY in parts:
        told += of_all.open_questions(session, summary)
    return told + of_all.method(summary) if Part.METHOD in parts else told


def _parked(session: Session) -> list[Block]:
    """Return every parked thought, with where it was said and what became of it."""
    rows = tuple(
        (thought.text, parking_lot.said_in(session, thought), thought.became.value)
        for _, thought in parking_lot.in_order(session)
    )
    return [Heading("Parked"), Table(("Thought", "Parked in", "Became"), rows)] if rows else []
