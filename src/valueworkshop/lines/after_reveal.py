"""A revealed item in line mode: how we know it, a second vote, two views that the team keeps."""

from collections.abc import Sequence

from valueworkshop.core.session.evidence import Evidence
from valueworkshop.core.session.session import Place
from valueworkshop.core.session.typed_values import TypedError
from valueworkshop.core.stages.votes import edits, item_acts, second_rounds
from valueworkshop.core.stages.votes.discussion_order import widest_first
from valueworkshop.lines.ask_field import backed, grading
from valueworkshop.lines.ask_place import command_of
from valueworkshop.lines.ask_quotes import link_here
from valueworkshop.lines.revealed_words import items_of_kind
from valueworkshop.lines.talk import Command, Moved, Talk


def talk_about(talk: Talk, stage: str, item: str, fix: Command, more: Sequence[Command]) -> None:
    """Take commands on a revealed item until the user goes on.

    `fix` corrects mistyped answers; `more` are commands of the kind.
    """

    def grade(_number: str, evidence: Evidence) -> None:
        talk.commit(edits.grade(talk.session, stage, item, evidence), backed(evidence))

    def vote_again(_rest: str) -> None:
        talk.commit(second_rounds.vote_again(talk.session, stage, item))
        raise Moved

    def keep(rest: str) -> None:
        _keep_split(talk, stage, item, rest)

    def go_to_widest(_rest: str) -> None:
        _go_to_widest(talk, stage)

    commands = [
        *(grading(grade) if items_of_kind(talk.session, stage).known else ()),
        fix,
        command_of(item_acts.VOTE_AGAIN, vote_again),
        command_of(item_acts.KEEP_SPLIT, keep, usage="REASON"),
        command_of(item_acts.WIDEST, go_to_widest),
        link_here(talk, stage, item),
        *more,
    ]
    talk.say_beforehand()
    while line := talk.ask("revealed", *commands):
        talk.say(
            f"We did not keep this: {line}",
            "The vote is over: /help lists what you can do, an empty line goes on.",
        )


def _keep_split(talk: Talk, stage: str, item: str, reason: str) -> None:
    if not item_acts.is_wide(talk.session, stage, item):
        raise TypedError("people do not disagree on this.")
    done = item_acts.keep_split(talk.session, stage, item, reason)
    talk.commit(done.session, done.said)


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
