"""Actions described: what the team chose to work on, then who does what by when."""

from typing import Final, TypeAlias

from valueworkshop.core.show.blocks import (
    Block,
    Bullets,
    Heading,
    Paragraph,
    Sight,
    Table,
    Tasks,
)
from valueworkshop.core.show.place import Here, Place
from valueworkshop.core.stages.actions.particulars import FIRST_STEP_DAYS
from valueworkshop.core.stages.actions.score import ACT, lacking, living, pool_of
from valueworkshop.core.stages.agreed.last_time import of_last_time, story
from valueworkshop.core.stages.agreed.model import Action, Answers, Asks, Status
from valueworkshop.core.stages.dots import show as dot_votes
from valueworkshop.core.stages.dots.pools import Pool
from valueworkshop.core.stages.labels import label
from valueworkshop.core.stages.placed import beside, placed

Actions: TypeAlias = Here[Asks, Answers]

NO_CANDIDATES: Final = "Nothing to choose from yet: rate some items, or mark questions open"
"""What we say if there is nothing to choose from; without its full stop."""

_FEW: Final = (
    f"Few actions, each with an owner, a date and a first step within {FIRST_STEP_DAYS} days."
)
_NONE_AGREED: Final = (
    "No action is agreed yet. The workshop is not finished without actions that have an owner and "
    "a date."
)


def place(here: Actions, at: str) -> Place:
    """Return how to ask for a choice, or for an action."""
    if at != ACT:
        left = here.asked.choose - len(here.given.chosen)
        most = "one" if here.asked.choose == 1 else here.asked.choose
        return Place(
            question=f"Which {most} shall we work on?",
            notes=(f"{left} more to choose.",) if left > 0 else (),
        )
    return Place(
        question="Who does what, by when?",
        hint=" ".join(filter(None, (of_last_time(here.session), _FEW))),
        notes=tuple(advice(here)),
        growing=True,
    )


def told(here: Actions) -> list[Block]:
    """Return every action as a task with all that was agreed about it, and what is missing."""
    agreed = here.given.in_order
    actions = [action for _, action in agreed]
    blocks: list[Block] = [Heading("Actions")]
    if actions:
        rows = tuple(_row(here, action) for action in actions)
        blocks.append(Tasks(tuple((a.status is Status.DONE, _task(a)) for a in actions)))
        blocks.append(Table(("Action", "Owner", "Function", "Due", "Status", "Closes"), rows))
    if said := advice(here):
        blocks.append(Bullets(tuple(said)))
    if last := of_last_time(here.session):
        blocks.append(Paragraph(last))
    for key, action in agreed:
        if more := details(here, key, action):
            lines = tuple(f"{word}: {text}" for word, text in more)
            blocks += [Paragraph(action.title), Bullets(lines)]
    return blocks


def told_at(here: Actions, at: str) -> list[Sight]:
    """Return the dot vote and what was chosen, or what will be done and by when, without names.

    Until the team chooses something without a vote, there is nothing to see of a choice.
    """
    if at != ACT:
        chosen = _named(here, here.given.chosen)
        return dot_votes.told_at(here.session, pool_of(here.stage)) or [
            Bullets(chosen, ("✓",) * len(chosen))
        ]
    agreed = living(here.given)
    return [
        Bullets(
            tuple(map(_promised, agreed)),
            tuple("!" if lacking(action) else "·" for action in agreed),
        ),
        *(map(Paragraph, _missing(agreed)) if agreed else ()),
    ]


def dot_pools(here: Actions, _at: str) -> tuple[Pool, ...]:
    """Return what people can put dots on; core/summary knows the texts of the candidates."""
    return (pool_of(here.stage),)


def complete(here: Actions) -> str:
    """Say how many actions are agreed, and whether each has an owner and a day."""
    actions = living(here.given)
    if not actions:
        return ""
    number = "1 action" if len(actions) == 1 else f"{len(actions)} actions"
    if any(map(lacking, actions)):
        return number
    return f"{number}, {'with' if len(actions) == 1 else 'each with'} an owner and a day"


def in_words(here: Actions, key: str, action: Action) -> str:
    """Say in a sentence all that was agreed about an action, and what it lacks."""
    parts = [
        ("Owner", owner(action)),
        ("Function", action.function),
        ("Due", due(action)),
        ("Status", action.status.value),
        ("Closes", closes(here, action)),
        *details(here, key, action),
    ]
    said = "; ".join(f"{word.lower()}: {text}" for word, text in parts if text)
    return f"{action.title.rstrip('.')}: {said}."


def owner(action: Action) -> str:
    """Return who owns an action, or that it needs an owner."""
    return action.owner or ("nobody yet" if "an owner" in lacking(action) else "")


def due(action: Action) -> str:
    """Return the day by which an action is due, or that it needs one."""
    if action.due:
        return action.due.isoformat()
    return "no date yet" if lacking(action) else ""


def closes(here: Actions, action: Action) -> str:
    """Return the words of all that an action closes, each with its field if it was weighed."""
    return "; ".join(_named(here, action.closes))


def _named(here: Actions, keys: tuple[str, ...]) -> tuple[str, ...]:
    where = placed(here.session)
    return tuple(beside(label(here.session, key), key, where) for key in keys)


def details(here: Actions, key: str, action: Action) -> list[tuple[str, str]]:
    """Return what else was agreed about an action, each with the word for it."""
    return [
        (word, text)
        for word, text in (
            ("First step", action.first_step),
            ("How success shows", action.success),
            ("Serves", action.serves),
            ("Comes from", action.origin),
            ("Before", "; ".join(story(here.session, key))),
        )
        if text
    ]


def advice(here: Actions) -> list[str]:
    """Say what the agreed actions, without the dropped, need before the workshop is finished."""
    actions, most = living(here.given), here.asked.most
    if not actions:
        return [_NONE_AGREED]
    said = _missing(actions)
    if len(actions) > most:
        said.append(f"{len(actions)} actions: more than {most} rarely all get done. Drop some.")
    return said


def _missing(actions: list[Action]) -> list[str]:
    unowned = sum("an owner" in lacking(action) for action in actions)
    undated = sum("a due date" in lacking(action) for action in actions)
    return [
        f"{'1 action' if number == 1 else f'{number} actions'} without {what}."
        for number, what in ((unowned, "an owner"), (undated, "a due date"))
        if number
    ]


def _task(action: Action) -> str:
    return f"{action.title} (dropped)" if action.status is Status.DROPPED else action.title


def _row(here: Actions, action: Action) -> tuple[str, ...]:
    return (
        action.title,
        owner(action),
        action.function,
        due(action),
        action.status.value,
        closes(here, action),
    )


def _promised(action: Action) -> str:
    """Return an action without its owner: only whether it has one, and its day."""
    if action.status is Status.DONE:
        return f"{action.title} (done)"
    by = f"by {due(action)}" if action.due else due(action)
    said = ", ".join(filter(None, (by, "" if action.owner.strip() else "no owner yet")))
    return f"{action.title} ({said})"
