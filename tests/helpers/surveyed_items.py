"""Workshops of two items that customers were asked about, with as many answers as a test needs."""

import datetime as dt
from typing import Any

from valueworkshop.core.session.kit import Kit, Stage
from valueworkshop.core.session.session import Segment, Session
from valueworkshop.core.stages.voice.model import (
    EVERYONE,
    Asked,
    Asks,
    Import,
    Known,
    take,
)
from valueworkshop.core.stages.votes import model as votes
from valueworkshop.core.stages.votes.edits import answer, reveal

MARCH, MAY = dt.date(2026, 3, 14), dt.date(2026, 5, 2)
ON_FIVE = Asked(lo=1, hi=5, needed="n", today="t")
FACETS = {
    "needed": votes.Facet(label="needed", question="How true must it be?"),
    "today": votes.Facet(label="today", question="How true is it today?"),
}
ITEMS = {key: votes.Item(text=f"We are {key}") for key in ("quick", "kind")}
KIT = Kit(
    id="heard",
    title="Heard",
    stages={
        "rate": Stage(
            kind="ratings", title="Checklist", asks=votes.Plan(items=ITEMS, facets=FACETS)
        ),
        "voice": Stage(kind="voice", title="Customer voice", asks=Asks()),
    },
)
EMPTY = Session(id="s1", title="Heard", kit=KIT, segments={"shops": Segment(name="Shops")})


def surveyed(
    session: Session = EMPTY,
    n: int = 42,
    *,
    key: str = "i1",
    segment: str = EVERYONE,
    pair: str = "5,2",
    **more: Any,
) -> Session:
    """The session after n customers answered on the first item."""
    given: dict[str, Any] = {"when": MAY, "answered": MARCH, **more}
    found = Import(
        source=f"{key}.csv",
        digest=key,
        rows=n,
        respondents=n,
        items={"rate/quick": ON_FIVE},
        counts={segment: {"rate/quick": {pair: n}}},
        **given,
    )
    return take(session, "voice", key, found, Known())


def rated(session: Session) -> Session:
    """The session after three people saw a shortfall of three steps on both items."""
    for item in ITEMS:
        for voter in ("a", "b", "c"):
            for facet, number in (("needed", 5), ("today", 2)):
                given: Any = number
                session = answer(
                    session, "rate", "1", voter=voter, facet=facet, item=item, given=given
                )
        session = reveal(session, "rate", "1", item)
    return session
