"""What can be done with an item on which people vote, beside answering, and what is said of it."""

from typing import Final

from valueworkshop.core.clean_text import capital
from valueworkshop.core.scoring.agreement import Level
from valueworkshop.core.session.ids import Ids
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.place import Act, Done
from valueworkshop.core.stages.votes import best_worst, secrecy
from valueworkshop.core.stages.votes.edits import answer, leave_out
from valueworkshop.core.stages.votes.model import (
    WEIGHT,
    Answer,
    answers,
    asks,
    facets_rated,
    vote_on,
)
from valueworkshop.core.stages.votes.reveal_notes import kept
from valueworkshop.core.stages.votes.score import facet_totals
from valueworkshop.core.stages.votes.second_rounds import end_split, split_of
from valueworkshop.core.stages.votes.second_rounds import keep_split as kept_as_split

VOTE_AGAIN: Final = Act(
    id="votes.again",
    key="r",
    label="Vote again",
    command="revote",
    about="vote on this again, starting blank",
)
KEEP_SPLIT: Final = Act(
    id="votes.split",
    key="k",
    label="Keep both views",
    command="split",
    about="keep your different views as a result, with a reason; with no reason, undo that",
)
WIDEST: Final = Act(
    id="votes.widest",
    key="W",
    label="Widest next",
    command="widest",
    about="go to the item on which you are furthest apart, then to the next one",
)
NAMES: Final = Act(
    id="votes.names",
    key="o",
    label="With names",
    command="names",
    about="put names beside the answers, or not; only before the first answer",
    hidden=True,
)
WEIGH: Final = Act(
    id="votes.weight",
    key="w",
    label="Weight on/off",
    command="weight",
    about="ask for the weight, or not",
    hidden=True,
)

QUOTE: Final = Act(
    id="votes.quote",
    key="q",
    label="Quotes",
    command="link",
    about="make a note a quote for this, or no longer",
    hidden=True,
)

A_NEW_VOTE: Final = "A new vote, starting blank: this one counts. The earlier one is kept."


def ask_for_names(session: Session, stage: str, item: str, ids: Ids) -> Done:
    """Ask for names beside the answers, before the first one; remove them at any time."""
    number, vote = answers(session, stage).counting(item), vote_on(session, stage, item)
    if vote.open:
        secret = secrecy.make_secret(session, stage, number, ids)
        return Done(secret, "Votes are anonymous again.")
    if not secrecy.may_open(vote):
        return Done(session, "Answers given without names stay without names.")
    named = secrecy.make_open(session, stage, number)
    return Done(named, "Open votes: after the reveal, you see names beside the answers.")


def correct(
    session: Session, stage: str, *, voter: str, facet: str, item: str, given: Answer | None
) -> Done:
    """Change an answer in the round that counts for it; None empties it."""
    votes = answers(session, stage)
    picked = asks(session, stage).is_picked(facet)
    number = votes.picked_in(item) if picked else votes.counting(item)
    at = {"voter": voter, "facet": facet, "item": item}
    if best_worst.too_many(session, stage, number, **at, given=given):
        return Done(session, best_worst.TOO_MANY)
    return Done(answer(session, stage, number, **at, given=given))


def may_weigh(session: Session, stage: str) -> bool:
    """Whether a team may leave the weight out, or ask for it."""
    weight = asks(session, stage).facets.get(WEIGHT)
    return weight is not None and weight.optional


def weigh(session: Session, stage: str) -> Done:
    """Leave the weight out, or ask for it again."""
    out = WEIGHT not in answers(session, stage).left_out
    said = "No weights: all items count alike." if out else "You give each item a weight."
    return Done(leave_out(session, stage, WEIGHT, out=out), said)


def is_wide(session: Session, stage: str, item: str) -> bool:
    """Whether people are apart on an item, or a split is kept there."""
    facets = facets_rated(session, stage)
    levels = (facet_totals(session, stage, item, facet).level for facet in facets)
    apart = any(level in {Level.SPLIT, Level.MIXED} for level in levels)
    return apart or split_of(session, stage, item) is not None


def keep_split(session: Session, stage: str, item: str, reason: str) -> Done:
    """Keep different views on an item as a result; without a reason, a kept split ends."""
    if not reason.strip() and split_of(session, stage, item) is not None:
        return Done(end_split(session, stage, item), "You no longer keep both views.")
    session = kept_as_split(session, stage, item, reason)
    return Done(session, " ".join(f"{capital(each)}." for each in kept(session, stage, item)))
