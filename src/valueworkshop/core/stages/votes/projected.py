"""An item on a projector: before the reveal how many have voted, after it the answers as dots.

It is made of a session as the room has seen it: how many have voted is filled in by `projector`,
which of several votings, one for each facet in turn, leaves the one that goes on.
"""

from collections.abc import Iterable
from dataclasses import replace

from valueworkshop.core.scoring.item_score import Facet, ItemScore, score_item
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.projected_blocks import (
    Dots,
    Number,
    Part,
    Said,
    Shown,
    Voting,
    sentences,
)
from valueworkshop.core.stages.votes import second_rounds, words
from valueworkshop.core.stages.votes.edits import is_revealed
from valueworkshop.core.stages.votes.model import Method, asks, facets_asked, vote_on
from valueworkshop.core.stages.votes.reveal_notes import told
from valueworkshop.core.stages.votes.score import facet_totals, item_votes
from valueworkshop.core.stages.votes.show import AGAIN, COUNTED, NOTHING
from valueworkshop.core.text import capital


def item_at(session: Session, stage: str, at: str) -> str:
    """Return the item at which a team stands, the first where there is no such; '' for none."""
    items = asks(session, stage).items
    return at if at in items else next(iter(items), "")


def revealed_at(session: Session, stage: str, at: str) -> str:
    """Return the item at which a team stands if the room has seen its vote, else ''."""
    item = item_at(session, stage, at)
    return item if item and is_revealed(session, stage, item) else ""


def shown(session: Session, stage: str, at: str, also: Iterable[Part] = ()) -> Shown:
    """Return the item at which the team stands; `also` is what a kind adds once it was revealed."""
    item, plan = item_at(session, stage, at), asks(session, stage)
    if not item:
        return Shown(heading=session.stage(stage).title, parts=sentences([NOTHING]))
    if not is_revealed(session, stage, item):
        return _voting(session, stage, item)
    return Shown(
        heading=plan.items[item].text,
        parts=(
            *_score(session, stage, item),
            *_dots(session, stage, item),
            *talk(session, stage, item),
            *also,
        ),
    )


def talk(session: Session, stage: str, item: str) -> tuple[Said, ...]:
    """Return what there is to talk about on a revealed item, in whole sentences."""
    return sentences(f"{capital(text)}." for text in told(session, stage, item))


def _voting(session: Session, stage: str, at: str) -> Shown:
    plan, method = asks(session, stage), vote_on(session, stage, at).method
    item = plan.items[at]
    ends = [f"{point}  {text}" for point, text in ((1, item.low), (5, item.high)) if text]
    labels = "" if ends else plan.scale
    again = AGAIN if second_rounds.is_again(session, stage, at) else ""
    said = sentences([again, *ends, labels])
    if method is Method.HANDS:  # a sum that grows as they are counted would tell each count
        return Shown(heading=item.text, parts=(*said, Said(text=COUNTED, strong=True)))
    people = 1 if method is Method.ROOM else session.expected
    voting = Voting(given=0, of=people)
    facets = facets_asked(session, stage).values()
    if method is Method.PRIVATE or len(facets) < 2:
        return Shown(heading=item.text, parts=(*said, voting))
    asked = (replace(voting, asked=f"{facet.label}: {facet.question}") for facet in facets)
    return Shown(heading=item.text, parts=(*said, *asked))


def _score(session: Session, stage: str, item: str) -> tuple[Part, ...]:
    if not asks(session, stage).has_gap:
        return ()
    score = score_item(item_votes(session, stage, item))
    if score.signed is None:
        return (Said(text=words.nothing(score)),)
    return (gap_number(score),)


def gap_number(score: ItemScore) -> Number:
    """Return the gap of an item as a large number; `score.signed` must not be None."""
    over = bool(score.surplus)
    return Number(
        text=words.points(score.surplus if over else score.gap),
        words="of 100 more than needed" if over else "gap, of 100",
        mark=words.sign(score.signed),
        said=words.shortfall(score),
    )


def _dots(session: Session, stage: str, item: str) -> list[Part]:
    return [
        _row(facet.label, facet_totals(session, stage, item, key))
        for key, facet in facets_asked(session, stage).items()
    ]


def _row(label: str, facet: Facet) -> Dots:
    parts = [
        f"median {words.middle(facet)} of {_answers(facet.n)}" if facet.n else "no number given"
    ]
    if facet.level is not None:
        parts.append(f"{facet.level.value}{' (could be luck)' if facet.luck else ''}")
    parts.append(words.abstained(facet))
    one, two, three, four, five = facet.counts
    said = "; ".join(part for part in parts if part)
    return Dots(label=label, counts=(one, two, three, four, five), said=said)


def _answers(number: int) -> str:
    return "1 answer" if number == 1 else f"{number} answers"
