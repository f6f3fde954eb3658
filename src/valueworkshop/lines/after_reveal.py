"""A revealed item in line mode: how we know it, a second vote, two views that the team keeps."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from valueworkshop.core.scoring.agreement import Level
from valueworkshop.core.session.evidence import Evidence
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.session.typed_values import TypedError
from valueworkshop.core.stages.votes import edits, second_rounds
from valueworkshop.core.stages.votes.discussion_order import widest_first
from valueworkshop.core.stages.votes.model import facets_asked
from valueworkshop.core.stages.votes.reveal_notes import kept
from valueworkshop.core.stages.votes.score import facet_totals
from valueworkshop.core.text import capital
from valueworkshop.lines.ask_field import backed, grading
from valueworkshop.lines.revealed_words import told_item
from valueworkshop.lines.talk import Command, Moved, Talk


@dataclass(frozen=True, slots=True, kw_only=True)
class OfKind:
    """What a kind brings along: words for an item, how to describe a revealed one, its commands.

    `known` says whether to ask people how they know what they say about an item.
    """

    one: str = "Item"
    told: Callable[[Session, str, str], list[str]] = told_item
    known: bool = True
    commands: Callable[[Talk, str, str], Sequence[Command]] = lambda *_: ()


def talk_about(talk: Talk, stage: str, item: str, of_kind: OfKind, fix: Command) -> None:
    """Take commands on a revealed item until the user goes on; `fix` corrects mistyped answers."""

    def grade(_number: str, evidence: Evidence) -> None:
        talk.commit(edits.grade(talk.session, stage, item, evidence), backed(evidence))

    def vote_again(_rest: str) -> None:
        talk.commit(second_rounds.vote_again(talk.session, stage, item))
        raise Moved

    def keep(rest: str) -> None:
        _keep_split(talk, stage, item, rest)

    def go_to_widest(_rest: str) -> None:
        _go_to_widest(talk, stage)

    split = "keep different views as a result, with a reason; without one, no longer"
    widest = "go where people are furthest apart, then to the next such"
    commands = [
        *(grading(grade) if of_kind.known else ()),
        fix,
        Command(name="revote", about="vote on this once more, blank", do=vote_again),
        Command(name="split", usage="REASON", about=split, do=keep),
        Command(name="widest", about=widest, do=go_to_widest),
        *of_kind.commands(talk, stage, item),
    ]
    while line := talk.ask("revealed", *commands):
        talk.say(
            f"This was not kept: {line}",
            "The vote is over: /help lists what can be done, an empty line goes on.",
        )


def _keep_split(talk: Talk, stage: str, item: str, reason: str) -> None:
    is_kept = second_rounds.split_of(talk.session, stage, item) is not None
    if is_kept and not reason:
        talk.commit(second_rounds.end_split(talk.session, stage, item), "The split is not kept.")
        return
    if not is_kept and not _is_wide(talk.session, stage, item):
        raise TypedError("people are not apart on this.")
    session = second_rounds.keep_split(talk.session, stage, item, reason)
    said = " ".join(f"{capital(each)}." for each in kept(session, stage, item))
    talk.commit(session, said)


def _is_wide(session: Session, stage: str, item: str) -> bool:
    facets = facets_asked(session, stage)
    levels = (facet_totals(session, stage, item, facet).level for facet in facets)
    return any(level in {Level.SPLIT, Level.MIXED} for level in levels)


def _go_to_widest(talk: Talk, stage: str) -> None:
    """Go to the revealed item on which people are furthest apart, from there to the next."""
    order = widest_first(talk.session, stage)
    left = [item for item in order if f"{stage}/{item}" not in talk.discussed]
    if not left:
        talk.discussed.clear()
    item = next(iter(left), order[0])
    talk.discussed.add(f"{stage}/{item}")
    talk.say(f"Number {order.index(item) + 1} of {len(order)}, widest spread first.")
    talk.desk.move(Place(stage=stage, at=item))
    raise Moved
