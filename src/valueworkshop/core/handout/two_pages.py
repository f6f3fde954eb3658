"""The report of two pages: every format writes these blocks, and the projector ends with some."""

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.handout.certainty import how_sure, unknown
from valueworkshop.core.handout.facts import Facts, facts
from valueworkshop.core.handout.in_short import about, in_short
from valueworkshop.core.handout.shortfalls import shortfalls
from valueworkshop.core.handout.who_does_what import decided, who_does_what
from valueworkshop.core.session.people import spoken
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.blocks import Block, Heading, Paragraph, Sentences, Strong
from valueworkshop.core.summary.two_seats import two_seats


def two_pages(session: Session, draft: str = "") -> list[Block]:
    """Return what a colleague who was not there needs to know, the most important first.

    `draft` is the line that marks a workshop that is not finished.
    """
    found = facts(session)
    return [
        Heading(one_line(session.title), level=1),
        *([Paragraph(draft)] if draft else []),
        about(found),
        *in_mind(session),
        Sentences((Strong("In short."), " ", *in_short(found))),
        *decided(found),
        *who_does_what(found),
        *shortfalls(found),
        *how_sure(found),
        *unknown(found),
        *_rest(found),
    ]


def in_mind(session: Session) -> list[Block]:
    """Return the sentence on the one real customer whom the team kept in mind; none without."""
    said = session.customer.in_words
    return [Paragraph(said)] if said else []


def _rest(found: Facts) -> list[Block]:
    """Return whom to ask for the full report, with all that it has.

    Both seats beside each other take a page of their own there: two pages have no room for that.
    """
    name = one_line(found.session.facilitator)
    whom = f"the facilitator, {spoken(name)}," if name else "the facilitator"
    seats = "our seat beside the customers', " if two_seats(found.session) else ""
    said = (
        f"Ask {whom} for the full report: {seats}all notes, all votes that we revealed, and how "
        "we count."
    )
    return [Heading("Where to find the rest"), Paragraph(said)]
