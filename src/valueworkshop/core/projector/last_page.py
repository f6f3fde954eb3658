"""The projector's last page, once everything is said: the report in short, without a name."""

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.handout.distance_picture import figure, rows
from valueworkshop.core.handout.facts import facts
from valueworkshop.core.handout.in_short import how_much, without_details
from valueworkshop.core.handout.worth_the_time import worth_in_sentences
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.blocks import Bullets, Chart, Paragraph, Sight
from valueworkshop.core.show.spoken import day

QUESTION = "In short"


def last_page(session: Session) -> list[Sight]:
    """Return what falls short, what we decided, what will be done, and when we look again.

    No owner, no first step and no source: they may name somebody.
    """
    found = facts(session)
    gaps = found.summary.gaps
    again = f"We look at this again on {day(found.look_again)}." if found.look_again else ""
    return [
        *(Paragraph(said, strong=not at) for at, said in enumerate(without_details(found))),
        Chart(tuple(rows(gaps)), figure(gaps), lambda width: rows(gaps, width)),
        Paragraph(how_much(found)),
        Bullets(found.decisions, ("✓",) * len(found.decisions)),
        Bullets(tuple(one_line(each.title) for each in found.actions), ("□",) * len(found.actions)),
        Paragraph(again),
        *(Paragraph(f"Worth the time: {said}") for said in worth_in_sentences(session)),
    ]
