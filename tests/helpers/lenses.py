"""A workshop of the kit `complete`, filled answer by answer: a function for each kind of answer."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from valueworkshop.core.scoring.value_equation import TERMS
from valueworkshop.core.session.kit import Kit
from valueworkshop.core.session.people import FRONT_LINE, LEADERS, Person
from valueworkshop.core.session.session import Competitor, Segment, Session
from valueworkshop.core.stages.allocation.model import Spread, spread_points
from valueworkshop.core.stages.ladder.model import Rung, View, place
from valueworkshop.core.stages.ledger.model import ALTERNATIVE, OURS, ChargedFor, Line, Sort
from valueworkshop.core.stages.statements.model import AGREE, AGREEMENT, DISAGREE
from valueworkshop.core.stages.voice import model as voice
from valueworkshop.core.stages.votes.custom_items import put_item
from valueworkshop.core.stages.votes.edits import reveal, take_ballot
from valueworkshop.core.stages.votes.model import Answer, Ballot, Rating
from valueworkshop.files.home.kits import load_kit

CHECKLIST, VALUE, JOURNEY, FOCUS = "checklist", "value", "journey", "focus"
LADDER, LEDGER, PERCEPTION, VOICE = "ladder", "ledger", "perception", "voice"
GUIDING, TERMS_STAGE, COMPONENTS, ACT = "guiding", "terms", "components", "act"
SUMMARY = "summary"

FLEETS, FAMILIES = "fleets", "families"

ITEM = "fulfilment"
"""An item of the checklist."""


@cache
def _kit() -> Kit:
    return load_kit("complete")


def bare() -> Session:
    """Twelve people in two groups, two segments, one competitor; nothing answered."""
    people = {
        f"p{n}": Person(
            name=f"Person {n}", group=LEADERS if n < 6 else FRONT_LINE, voter=f"v{n}", order=n
        )
        for n in range(12)
    }
    return Session(
        id="s",
        title="Lenses",
        kit=_kit(),
        people=people,
        segments={FLEETS: Segment(name="Fleets", order=1), FAMILIES: Segment(name="Families")},
        competitors={"acme": Competitor(name="Acme")},
    )


def _group_of(session: Session, voter: str) -> str:
    return next((p.group for p in session.people.values() if p.voter == voter), "")


def rate(
    session: Session,
    stage: str,
    item: str,
    *given: Mapping[str, Answer],
    shown: bool = True,
    segments: tuple[str, ...] = (),
) -> Session:
    """One voter for each row gives answers by facet; voter n has segment n in mind."""
    for n, by_facet in enumerate(given):
        answers = {facet: {item: answer} for facet, answer in by_facet.items()}
        segment = segments[n] if n < len(segments) else ""
        ballot = Ballot(group=_group_of(session, f"v{n}"), segment=segment, answers=answers)
        session = take_ballot(session, stage, "1", f"v{n}", ballot)
    return reveal(session, stage, "1", item) if shown else session


def pairs(needed: Rating, today: Rating, people: int = 3) -> list[dict[str, Answer]]:
    """So many people give the same answers for what is needed and for today."""
    return [{"needed": needed, "today": today}] * people


def today(
    session: Session, stage: str, item: str, rating: Rating, *, shown: bool = True
) -> Session:
    """Three people rate an item for today; they need as much."""
    return rate(session, stage, item, *pairs(rating, rating), shown=shown)


def offer(session: Session, key: str, *terms: Rating, shown: bool = True) -> Session:
    """Three people rate an offer: product, service, price, hassle."""
    given: dict[str, Answer] = dict(zip(TERMS, terms, strict=True))
    return rate(session, VALUE, key, given, given, given, shown=shown)


def spread(session: Session, when: Spread, *, shown: bool = True, **points: int) -> Session:
    """One person spreads 100 points over the disciplines."""
    session = spread_points(session, FOCUS, "v0", when, points)
    return reveal(session, FOCUS, "1", when.value) if shown else session


def rungs(session: Session, **marks: Rung) -> Session:
    """Marks are placed on the ladder: now, customers, aim."""
    for view, rung in marks.items():
        session = place(session, LADDER, View(view), rung)
    return session


def paid(session: Session, charged_for: ChargedFor | None) -> Session:
    """The ledger has a line of money, charged for something."""
    line = Line(text="What they pay", kind=Sort.MONEY, charged_for=charged_for)
    return put_item(session, LEDGER, "fee", line)


def ledger(session: Session, ours: Rating, other: Rating) -> Session:
    """The ledger has a benefit and a cost, each with a rating of us and of another."""
    given: dict[str, Answer] = {OURS: ours, ALTERNATIVE: other}
    for key, sort in (("gain", Sort.QUALITY), ("pain", Sort.EFFORT)):
        session = put_item(session, LEDGER, key, Line(text=key, kind=sort))
        session = rate(session, LEDGER, key, given, given, given)
    return session


def state(session: Session, item: str, leaders: int, front_line: int) -> Session:
    """So many of five leaders and of five others agree with a statement."""
    for n in (*range(5), *range(6, 11)):
        agrees = n < leaders if n < 6 else n - 6 < front_line
        ballot = Ballot(
            group=_group_of(session, f"v{n}"),
            answers={AGREEMENT: {item: AGREE if agrees else DISAGREE}},
        )
        session = take_ballot(session, PERCEPTION, "1", f"v{n}", ballot)
    return reveal(session, PERCEPTION, "1", item)


def heard(session: Session, item: str, counts: Mapping[str, int]) -> Session:
    """A survey brings in counts of pairs of answers to an item."""
    asked = {item: voice.Asked(lo=1, hi=5, needed="n", today="t")}
    found = voice.Import(
        source="survey.csv",
        rows=sum(counts.values()),
        respondents=sum(counts.values()),
        items=asked,
        counts={voice.EVERYONE: {item: dict(counts)}},
    )
    given = voice.answers(session, VOICE)
    return session.with_answers(VOICE, replace(given, imports={"i1": found}))


def promised(kept: Rating, at_support: Rating) -> Session:
    """The promise is kept this far, as needed; support is this good, and needs 5."""
    return rate(today(bare(), CHECKLIST, ITEM, kept), JOURNEY, "support", *pairs(5, at_support))


_SCALE: tuple[Rating, ...] = (1, 2, 3, 4, 5)


def thought_of(*given: tuple[str, int]) -> Session:
    """Each voter has a segment in mind and says how far the promise is kept; 5 is needed."""
    ratings: list[dict[str, Answer]] = [
        {"needed": 5, "today": _SCALE[level - 1]} for _, level in given
    ]
    segments = tuple(segment for segment, _ in given)
    return rate(bare(), CHECKLIST, ITEM, *ratings, segments=segments)
