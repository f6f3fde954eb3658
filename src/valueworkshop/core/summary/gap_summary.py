"""The gap summary: every revealed item, the index over them, and the next step for each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from valueworkshop.core.scoring.item_score import ItemScore
from valueworkshop.core.scoring.next_step import Asks, asks_for, hangs_on_the_line
from valueworkshop.core.scoring.ranks import Rank, needs_alike, ranks
from valueworkshop.core.scoring.sign_flips import SignFlips, is_quick, sign_flips
from valueworkshop.core.scoring.value_gap_index import IndexScore, score_index
from valueworkshop.core.session.evidence import Evidence
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages import stages_with
from valueworkshop.core.stages.kind import Trait
from valueworkshop.core.stages.notes import model as questions
from valueworkshop.core.stages.questions.score import Knowledge, knowledge
from valueworkshop.core.stages.votes import model as ratings
from valueworkshop.core.stages.votes.item_evidence import all_known_by
from valueworkshop.core.stages.votes.model import Split
from valueworkshop.core.stages.votes.score import scores, stage_votes
from valueworkshop.core.stages.votes.second_rounds import split_before, split_of
from valueworkshop.core.summary.customers_in_words import Customers, customers_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One revealed item in the summary. `key` is 'stage/item'; rank is None without a shortfall.

    `waits` says that its next step is 'act' or 'check first', and that which of the two is not
    worked out yet; then `asks` is None.

    `split` says that the team keeps different views on it, and why: then that is the result.
    `split_before` is one that the team kept after an earlier vote: another vote ended it.
    `short` is its title where there is little room.
    """

    key: str
    title: str
    short: str
    letter: str
    score: ItemScore
    evidence: Evidence
    asks: Asks | None
    rank: Rank | None
    split: Split | None = None
    split_before: Split | None = None
    waits: bool = False

    @property
    def then(self) -> str:
        """Its next step, in words; '' for none."""
        if self.split:
            return "we keep both views"
        return "…" if self.waits else self.asks.value if self.asks else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A question that the team marked open. `key` is 'stage/question'."""

    key: str
    title: str
    letter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What all the answers say together.

    `gaps` are sorted by priority, those without one last; `unseen` counts the items that were not
    revealed. `alike` is true if nearly all needs are rated 5, so that they do not separate the
    items; `weighed` if the priorities carry a weight that the team gave. `knowledge` is by stage.
    `segment` is the one whose voters alone count here, '' for all; then `unseen` also counts the
    items whose votes we do not show, because the segment has too few. `customers` is what customers
    say, if the team has no index.
    """

    gaps: tuple[Gap, ...]
    index: IndexScore
    open: tuple[Finding, ...]
    knowledge: tuple[tuple[str, Knowledge], ...]
    unseen: int
    alike: bool
    weighed: bool
    chance: SignFlips | None
    segment: str = ""
    customers: Customers | None = None

    @property
    def order_in_words(self) -> str:
        """Say what the gaps are sorted by."""
        return "sorted by gap × weight" if self.weighed else "sorted by gap"

    @property
    def is_above_chance(self) -> bool | None:
        """Whether the index is above its limit; None where it has none, or none yet."""
        limit = self.chance.limit if self.chance else None
        return None if limit is None or self.index.value is None else self.index.value > limit


def summarise(session: Session, segment: str = "", *, wait: bool = True) -> Summary:
    """Return the summary of a session as it stands. Votes not revealed have no part in it.

    With a segment, only the ballots of those count who had it in mind, and notes on it. What
    chance alone makes takes a while where many voted. Code that paints does not `wait` for it:
    where `chance` is None it calls `chance_of` in a thread, and paints again.
    """
    rated = _rated(session)
    votes = [stage_votes(session, key, segment) for key in rated]
    known = sign_flips if wait or is_quick(votes) else sign_flips.known
    chance = known(votes)
    by_key = {
        f"{stage.key}/{item}": given for stage in votes for item, given in stage.items.items()
    }
    rank_of = ranks(by_key)
    gaps = [gap for key in rated for gap in _gaps_of(session, key, segment, rank_of, chance)]
    asked = stages_with(session.kit, Trait.HOLDS_QUESTIONS)
    index = score_index(votes)
    return Summary(
        gaps=tuple(sorted(gaps, key=_by_priority)),
        index=index,
        open=tuple(finding for stage in asked for finding in _open_questions(session, stage)),
        knowledge=tuple((stage, knowledge(session, stage, segment)) for stage in asked),
        unseen=len(by_key) - len(gaps),
        alike=needs_alike([gap.score.needed for gap in gaps]),
        weighed=any(gap.score.weights is not None for gap in gaps),
        chance=chance,
        segment=segment,
        customers=customers_of(session, segment) if index.value is None else None,
    )


def chance_of(session: Session, segment: str = "") -> SignFlips:
    """Return what chance alone makes of the answers, and keep it for `summarise`.

    Call it in a thread: it reads a session, which never changes, and writes nothing.
    """
    return sign_flips([stage_votes(session, key, segment) for key in _rated(session)])


def gap_index(session: Session) -> IndexScore:
    """Return the value gap index over what the room has seen, without the rest of a summary."""
    return score_index([stage_votes(session, key) for key in _rated(session)])


def _rated(session: Session) -> list[str]:
    return [key for key in ratings.voted(session) if ratings.asks(session, key).has_gap]


def _gaps_of(
    session: Session,
    stage: str,
    segment: str,
    rank_of: Mapping[str, Rank],
    chance: SignFlips | None,
) -> Iterator[Gap]:
    """Yield what is revealed of a stage, in the kit's order."""
    known = all_known_by(session, stage, segment)
    items, letter = ratings.asks(session, stage).items, session.stage(stage).letter
    for item, score in scores(session, stage, segment).items():
        grade = known[item].grade.value
        yield Gap(
            key=f"{stage}/{item}",
            title=items[item].text,
            short=items[item].short or items[item].text,
            letter=letter,
            score=score,
            evidence=known[item],
            asks=asks_for(score, grade, chance.act if chance else None),
            rank=rank_of.get(f"{stage}/{item}"),
            split=split_of(session, stage, item),
            split_before=split_before(session, stage, item),
            waits=chance is None and hangs_on_the_line(score, grade),
        )


def _by_priority(gap: Gap) -> tuple[bool, float, bool, float]:
    priority, signed = gap.score.priority, gap.score.signed
    return (priority is None, -(priority or 0.0), signed is None, -(signed or 0.0))


def _open_questions(session: Session, stage: str) -> list[Finding]:
    asked = questions.asks(session, stage).questions
    letter = session.stage(stage).letter
    return [
        Finding(key=f"{stage}/{key}", title=asked[key].text, letter=letter)
        for key in questions.answers(session, stage).open
        if key in asked
    ]


def quickest_stage(session: Session) -> str:
    """Return the id of the stage that makes a first gap in the fewest minutes; '' for none.

    If several take as long, the first. One without items or without planned minutes comes last.
    """
    found = [stage for stage in ratings.voted(session) if ratings.asks(session, stage).has_gap]
    return min(found, key=lambda stage: _takes(session, stage), default="")


def quickest_in_words(session: Session, stage: str) -> str:
    """Return a stage with the time it takes: 'B Checklist, 6 items, about 15 minutes'."""
    plan, items = session.stage(stage), len(ratings.asks(session, stage).items)
    minutes = plan.minutes.planned(session.expected)
    parts = [
        f"{plan.letter} {plan.title}".strip(),
        f"{items} item{'' if items == 1 else 's'}" if items else "",
        f"about {minutes} minute{'' if minutes == 1 else 's'}" if minutes else "",
    ]
    return ", ".join(filter(None, parts))


def _takes(session: Session, stage: str) -> tuple[bool, float]:
    minutes = session.stage(stage).minutes.planned(session.expected)
    return not ratings.asks(session, stage).items, minutes or float("inf")
