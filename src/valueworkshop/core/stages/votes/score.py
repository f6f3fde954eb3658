"""From the ballots and hands of a stage to the numbers of its items.

With a segment, only the ballots of those who had it in mind count, and only if these may be shown
apart (see `voters_segments.py`). '' means all.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from valueworkshop.core.scoring.item_score import Facet, Given, ItemScore, ItemVotes, score_item
from valueworkshop.core.scoring.kept_results import as_before, kept
from valueworkshop.core.scoring.stage_score import StageVotes
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.kind import Progress
from valueworkshop.core.stages.votes.edits import is_revealed
from valueworkshop.core.stages.votes.item_evidence import all_known_by, heard_from
from valueworkshop.core.stages.votes.model import (
    NEEDED,
    ROOM,
    TODAY,
    WEIGHT,
    Abstained,
    Answer,
    Ballot,
    Hands,
    Rating,
    Round,
    answers,
    asks,
    facets_asked,
    was_revealed,
)
from valueworkshop.core.stages.votes.voters_segments import of_segment

_SCALE: tuple[Rating, ...] = (1, 2, 3, 4, 5)


def item_votes(session: Session, stage: str, item: str, segment: str = "") -> ItemVotes:
    """Return the votes on one item in the round that counts for it.

    If today is compared with something else, `needed` is that. The room's one rating counts only if
    nobody voted; if hands were counted for it, the item is unpaired.
    """
    vote, ballots, hands = counted(session, stage, item, segment)
    facets, plan = facets_asked(session, stage), asks(session, stage)
    weighed, weighing, hands_weigh = vote, ballots, hands
    if plan.is_picked(WEIGHT):
        weighed, weighing, hands_weigh = counted(session, stage, item, segment, facet=WEIGHT)
    other, today = plan.compared or (NEEDED, TODAY)
    paired = not (hands or hands_weigh)
    given = {
        voter: _given(ballots.get(voter, Ballot()), weighing.get(voter, Ballot()), other, item)
        for voter in sorted({*ballots, *weighing})
    }
    return ItemVotes(
        given=given if paired else {},
        needed=facet_of(vote, ballots, other, item),
        today=facet_of(vote, ballots, today, item),
        weight=facet_of(weighed, weighing, WEIGHT, item) if WEIGHT in facets else None,
        paired=paired,
        room=ROOM in ballots,
    )


def facet_totals(session: Session, stage: str, item: str, facet: str, segment: str = "") -> Facet:
    """Return how often each answer was given to any one facet of an item, in the same votes."""
    vote, ballots, _ = counted(session, stage, item, segment, facet=facet)
    return facet_of(vote, ballots, facet, item)


def counted(
    session: Session, stage: str, item: str, segment: str = "", *, facet: str = ""
) -> tuple[Round, dict[str, Ballot], bool]:
    """Return the round that counts for an item, its ballots that count, and whether hands do.

    For a `facet` in which people picked among all items, that is the round in which they did. Hands
    say nothing about segments: for a segment there are none.
    """
    given = answers(session, stage)
    picked = asks(session, stage).is_picked(facet)
    number, before = given.counting(item), given.picked_in(item)
    if picked and was_revealed(session, stage, before, item):
        number = before
    vote = given.rounds.get(number, Round())
    ballots, hands = votes_that_count(vote, item)
    if not segment:
        return vote, ballots, hands
    own = of_segment(ballots, _most_hands(vote, item), segment)
    return replace(vote, hands={}), own, False


def votes_that_count(vote: Round, item: str) -> tuple[dict[str, Ballot], bool]:
    """Return the ballots on an item that count in a round, and whether hands went up for it.

    The room's one rating counts only if nobody voted.
    """
    ballots, hands = ballots_on(vote, item), hands_up(vote, item)
    if ROOM in ballots and (len(ballots) > 1 or hands):
        ballots = {voter: ballot for voter, ballot in ballots.items() if voter != ROOM}
    return ballots, hands


def hands_up(vote: Round, item: str) -> bool:
    """Whether hands went up for an item."""
    return any(
        shown.all_hands
        for by_item in vote.hands.values()
        for shown in by_item.get(item, {}).values()
    )


def ballots_on(vote: Round, item: str) -> dict[str, Ballot]:
    """Return the ballots of a round that say anything about an item, by voter."""
    return {
        voter: ballot
        for voter, ballot in sorted(vote.ballots.items())
        if any(item in by_item for by_item in ballot.answers.values())
    }


def facet_of(vote: Round, ballots: Mapping[str, Ballot], facet: str, item: str) -> Facet:
    """Return how often each answer was given to one facet of an item, in ballots and hands."""
    counted = Counter(_answers_of(ballots.values(), facet, item))
    for hands in vote.hands.get(facet, {}).get(item, {}).values():
        counted.update(hands_as_answers(hands))
    return Facet(
        counts=tuple(counted[point] for point in _SCALE),
        dont_know=counted[Abstained.DONT_KNOW],
        skipped=counted[Abstained.SKIPPED],
    )


def read(session: Session, stage: str, segment: str = "") -> tuple[object, ...]:
    """Return everything that the votes of a stage and their numbers are made from, as a key."""
    of_session = (session.kit, session.revealed, session.people, session.segments)
    offers = (session.offer, session.competitors, session.do_nothing)
    heard = heard_from(session)
    return (stage, segment, session.answers.get(stage), *of_session, *offers, *heard)


def read_whole(session: Session, stage: str) -> tuple[object, ...]:
    """Return the same for numbers that are not about one segment."""
    return read(session, stage)


@kept(read)
def stage_votes(session: Session, stage: str, segment: str = "") -> StageVotes:
    """Return all that the index needs from a stage: the revealed votes, and how we know them."""
    plan = asks(session, stage)
    shown = [item for item in plan.items if is_revealed(session, stage, item)]
    votes = {
        item: as_before(
            (session.id, stage, item, segment), item_votes(session, stage, item, segment)
        )
        for item in shown
    }
    hidden = [item for item in plan.items if item not in votes]
    empty = Facet(counts=(0,) * len(_SCALE))
    weight = empty if WEIGHT in facets_asked(session, stage) else None
    for item in hidden:
        votes[item] = ItemVotes(given={}, needed=empty, today=empty, weight=weight, paired=True)
    return StageVotes(
        key=stage,
        points=plan.points,
        items={item: votes[item] for item in plan.items},
        evidence={
            item: known.grade.value for item, known in all_known_by(session, stage, segment).items()
        },
        present=present(session, stage, segment),
    )


def present(session: Session, stage: str, segment: str = "") -> int:
    """Return how many could have answered: participants, or as many as answered if that is more.

    If there is only the room's one rating, one. For a segment, those who had it in mind. This says
    nothing about votes that were not revealed.
    """
    seen = [
        (*counted(session, stage, item, segment)[:2], item)
        for item in asks(session, stage).items
        if is_revealed(session, stage, item)
    ]
    voted = [(set(ballots), _most_hands(vote, item)) for vote, ballots, item in seen]
    if voted and all(not hands and voters <= {ROOM} for voters, hands in voted):
        return 1
    # A person gets other ids once a stage is over: we count who voted on one item.
    most = max((len(voters - {ROOM}) + hands for voters, hands in voted), default=0)
    return max(0 if segment else session.expected, most)


def _most_hands(vote: Round, item: str) -> int:
    """Return the most hands that went up for any one facet of an item."""
    return max(
        (
            sum(hands.all_hands for hands in by_item.get(item, {}).values())
            for by_item in vote.hands.values()
        ),
        default=0,
    )


def scores(session: Session, stage: str, segment: str = "") -> dict[str, ItemScore]:
    """Return the score of every item that the room has seen, in the kit's order.

    For a segment, of the items whose votes we may show for it.
    """
    votes = stage_votes(session, stage, segment).items
    return {
        item: score_item(given)
        for item, given in votes.items()
        if is_revealed(session, stage, item) and (not segment or given.given)
    }


def votes_in(session: Session, stage: str, item: str) -> int:
    """Return how many have voted on an item in any way: we may say no more before the reveal."""
    vote, ballots, _ = counted(session, stage, item)
    return len(ballots) + _most_hands(vote, item)


def places(session: Session, stage: str) -> list[str]:
    """Return the items, in the order in which people rate them."""
    return list(asks(session, stage).items)


def progress(session: Session, stage: str) -> Progress:
    """Count the items whose vote was revealed."""
    items = asks(session, stage).items
    return Progress(sum(is_revealed(session, stage, item) for item in items), len(items))


def _given(ballot: Ballot, weighing: Ballot, other: str, item: str) -> Given:
    """Return what somebody gave; what they weighed an item by may be in an earlier round."""
    needed, today = (ballot.get(facet, item) for facet in (other, TODAY))
    weight = weighing.get(WEIGHT, item)
    return Given(needed=_number(needed), today=_number(today), weight=_number(weight))


def _number(answer: Answer | None) -> int | None:
    return None if answer is None or isinstance(answer, Abstained) else answer


def _answers_of(ballots: Iterable[Ballot], facet: str, item: str) -> list[Answer]:
    found = (ballot.get(facet, item) for ballot in ballots)
    return [answer for answer in found if answer is not None]


def hands_as_answers(hands: Hands) -> dict[Answer, int]:
    """Return how many hands went up for each answer."""
    counted: dict[Answer, int] = dict(zip(_SCALE, hands.points, strict=True))
    counted[Abstained.DONT_KNOW] = hands.dont_know
    counted[Abstained.SKIPPED] = hands.skipped
    return counted
