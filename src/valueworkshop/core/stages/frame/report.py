"""The frame in a report: what the workshop was about and who took part."""

from valueworkshop.core.session.order import ordered
from valueworkshop.core.session.people import groups_of
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.blocks import Block, Heading, Table


def section(session: Session, _stage: str) -> list[Block]:
    """Return the particulars as a table; people are counted by group, never named."""
    segments = ", ".join(segment.name for _, segment in ordered(session.segments))
    rivals = [rival.name for _, rival in ordered(session.competitors)]
    if rivals and session.do_nothing:
        rivals.append("doing nothing")
    rows = [
        ("Offer", session.offer),
        ("Customers in mind", segments),
        ("Instead they could choose", ", ".join(rivals)),
        ("Organisation", session.organisation),
        ("Date", session.date.isoformat() if session.date else ""),
        ("Facilitator", session.facilitator),
        ("Took part", took_part(session)),
    ]
    filled = tuple(row for row in rows if row[1])
    return [Heading("What it was about"), Table(("", ""), filled)] if filled else []


def took_part(session: Session) -> str:
    """Say how many took part, and how many of each group, without a name."""
    total = len(session.people)
    if not total:
        return ""
    people = "1 person" if total == 1 else f"{total} people"
    groups = [f"{group} {number}" for group, number in groups_of(session.people).items()]
    return f"{people}: {', '.join(groups)}" if groups else people
