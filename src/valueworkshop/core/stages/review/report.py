"""What became of last time, in a report."""

from valueworkshop.core.session.session import Session
from valueworkshop.core.show.blocks import Block, Heading, Paragraph, Table
from valueworkshop.core.stages.agreed.last_time import in_words
from valueworkshop.core.stages.agreed.promises import (
    Assumption,
    Promise,
    answers,
    by_function,
    through,
)
from valueworkshop.core.stages.review.words import DECIDED

_NONE = "–"


def section(session: Session, stage: str) -> list[Block]:
    """Return the actions and assumptions of last time with what was decided on each."""
    given = answers(session, stage)
    blocks: list[Block] = []
    if given.actions:
        every = through(session, stage)
        blocks += [
            Heading("Actions of last time", 3),
            Paragraph(f"{in_words(every)}."),
            Table(
                ("Action", "Owner", "Due", "Since", "Now", "Why"),
                tuple(_action(promise) for _, promise in given.promises),
            ),
        ]
        if len(functions := by_function(session, stage)) > 1:
            rows = tuple(
                (name or "no function", *map(str, (n.done, n.late, n.dropped, n.open)))
                for name, n in functions.items()
            )
            header = ("Function", "Done", "Late", "Dropped", "Open")
            blocks.append(Table(header, rows, numeric=frozenset({1, 2, 3, 4})))
    if given.assumptions:
        blocks += [
            Heading("Assumptions of last time", 3),
            Table(
                ("Assumed", "Since", "Outcome", "What we learnt", "How we know"),
                tuple(_assumption(assumed) for _, assumed in given.assumed),
            ),
        ]
    return [Heading(session.stage(stage).title), *blocks] if blocks else []


def _action(promise: Promise) -> tuple[str, ...]:
    action = promise.was
    return (
        action.title,
        action.owner or _NONE,
        action.due.isoformat() if action.due else _NONE,
        promise.since.isoformat() if promise.since else _NONE,
        DECIDED[promise.decision] if promise.decision else "not decided",
        promise.reason or _NONE,
    )


def _assumption(assumed: Assumption) -> tuple[str, ...]:
    return (
        assumed.text,
        assumed.since.isoformat() if assumed.since else _NONE,
        assumed.outcome.value if assumed.outcome else "not tested",
        assumed.learnt or _NONE,
        assumed.evidence.in_words if assumed.outcome else _NONE,
    )
