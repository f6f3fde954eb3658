"""How complete the agreed actions are."""

from collections.abc import Iterator

from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.agreed.model import Action, Status, answers
from valueworkshop.core.stages.kind import Progress, Slip


def places(_session: Session, _stage: str) -> list[str]:
    """Return the two steps: choosing what to work on, and agreeing actions."""
    return ["choose", "act"]


def progress(session: Session, stage: str) -> Progress:
    """Count the actions that are owned and dated, of all that are still agreed (at least one)."""
    actions = _living(session, stage)
    ready = [action for action in actions if not lacking(action)]
    return Progress(len(ready), max(len(actions), 1))


def lacking(action: Action) -> list[str]:
    """Return what an action still needs to be one that happens: an owner, a date.

    One that was done or dropped needs nothing more.
    """
    if action.status in (Status.DONE, Status.DROPPED):
        return []
    missing = []
    if not action.owner.strip():
        missing.append("an owner")
    if action.due is None:
        missing.append("a due date")
    return missing


def advice(session: Session, stage: str, most: int) -> list[str]:
    """Say what stands between the agreed actions, less the dropped, and a finished workshop."""
    actions = _living(session, stage)
    if not actions:
        return ["A workshop without owned, dated actions is not finished: none is agreed yet."]
    said = []
    unowned = sum("an owner" in lacking(action) for action in actions)
    undated = sum("a due date" in lacking(action) for action in actions)
    if unowned:
        said.append(f"{_counted(unowned)} without an owner.")
    if undated:
        said.append(f"{_counted(undated)} without a due date.")
    if len(actions) > most:
        said.append(f"{len(actions)} actions: more than {most} seldom all happen. Drop some.")
    return said


def _living(session: Session, stage: str) -> list[Action]:
    agreed = [action for _, action in answers(session, stage).in_order]
    return [action for action in agreed if action.status is not Status.DROPPED]


def _counted(number: int) -> str:
    return "1 action" if number == 1 else f"{number} actions"


def slips(session: Session, stage: str) -> Iterator[Slip]:
    """Find dots below 0."""
    for candidate, dots in answers(session, stage).dots.items():
        if dots < 0:
            yield ("dots", candidate), "must be 0 or more"
