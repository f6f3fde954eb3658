"""The agreed actions in a report: every action as a task with all that was agreed about it."""

from collections.abc import Callable

from valueworkshop.core.session.session import Session
from valueworkshop.core.show.blocks import Block, Bullets, Heading, Paragraph, Table, Tasks
from valueworkshop.core.stages.actions.score import advice, lacking
from valueworkshop.core.stages.agreed.last_time import of_last_time, story
from valueworkshop.core.stages.agreed.model import Action, Status, answers, asks


def section(session: Session, stage: str, label: Callable[[str], str] = str) -> list[Block]:
    """Return the actions; `label` turns the key of what an action closes into words."""
    agreed = answers(session, stage).in_order
    actions = [action for _, action in agreed]
    blocks: list[Block] = [Heading("Actions")]
    if actions:
        rows = tuple(_row(action, label) for action in actions)
        blocks.append(Tasks(tuple((a.status is Status.DONE, _task(a)) for a in actions)))
        blocks.append(Table(("Action", "Owner", "Function", "Due", "Status", "Closes"), rows))
    if said := advice(session, stage, asks(session, stage).most):
        blocks.append(Bullets(tuple(said)))
    if told := of_last_time(session):
        blocks.append(Paragraph(told))
    return blocks + [
        block for key, action in agreed for block in _details(action, story(session, key))
    ]


def _task(action: Action) -> str:
    return f"{action.title} (dropped)" if action.status is Status.DROPPED else action.title


def _row(action: Action, label: Callable[[str], str]) -> tuple[str, ...]:
    missing = lacking(action)
    return (
        action.title,
        action.owner or ("nobody yet" if "an owner" in missing else ""),
        action.function,
        action.due.isoformat() if action.due else ("no date yet" if missing else ""),
        action.status.value,
        "; ".join(label(key) for key in action.closes),
    )


def _details(action: Action, history: tuple[str, ...]) -> list[Block]:
    said = [
        (word, text)
        for word, text in (
            ("First step", action.first_step),
            ("How success shows", action.success),
            ("Serves", action.serves),
            ("Comes from", action.origin),
            ("Before", "; ".join(history)),
        )
        if text
    ]
    if not said:
        return []
    lines = tuple(f"{word}: {text}" for word, text in said)
    return [Paragraph(action.title), Bullets(lines)]
