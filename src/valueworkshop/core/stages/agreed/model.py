"""Choosing what to work on and agreeing who does what by when, with every edit of it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from valueworkshop.core.clean_text import clean
from valueworkshop.core.session.order import last, ordered, put_at
from valueworkshop.core.session.session import Session


class Status(StrEnum):
    """How far an action is."""

    NOT_STARTED = "not started"
    UNDER_WAY = "under way"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asks:
    """How many candidates to choose, how many actions are wise, and the catalogue."""

    choose: int = 3
    most: int = 5
    dots: int = 3
    levers: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """An agreed action. `closes` holds the keys of candidates (see summary.candidates).

    `origin` says where it comes from if not from a candidate, '' for nowhere in particular.
    """

    title: str
    closes: tuple[str, ...] = ()
    owner: str = ""
    function: str = ""
    first_step: str = ""
    due: dt.date | None = None
    success: str = ""
    serves: str = ""
    status: Status = Status.NOT_STARTED
    origin: str = ""
    order: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """Dots by candidate, the chosen candidates, and the actions by id."""

    dots: Mapping[str, int] = field(default_factory=dict)
    chosen: tuple[str, ...] = ()
    actions: Mapping[str, Action] = field(default_factory=dict)

    @property
    def in_order(self) -> list[tuple[str, Action]]:
        """The (id, action) pairs in order."""
        return ordered(self.actions)


def asks(session: Session, stage: str) -> Asks:
    """Return what the stage asks."""
    return session.asked(stage, Asks)


def answers(session: Session, stage: str) -> Answers:
    """Return what was agreed, empty if nothing was."""
    return session.given(stage, Answers)


def set_dots(session: Session, stage: str, candidate: str, dots: int) -> Session:
    """Set how many dots a candidate got; 0 removes it. Raises ValueError for a negative number."""
    if dots < 0:
        message = "dots are counted from 0"
        raise ValueError(message)
    given = answers(session, stage)
    counted = {key: n for key, n in given.dots.items() if key != candidate}
    if dots:
        counted[candidate] = dots
    return session.with_answers(stage, replace(given, dots=counted))


def choose(session: Session, stage: str, candidate: str, *, chosen: bool) -> Session:
    """Choose a candidate to work on, or let it go. More than the kit's number change nothing."""
    given = answers(session, stage)
    full = len(given.chosen) >= asks(session, stage).choose
    if chosen is (candidate in given.chosen) or (chosen and full):
        return session
    kept = tuple(key for key in given.chosen if key != candidate)
    taken = (*kept, candidate) if chosen else kept
    return session.with_answers(stage, replace(given, chosen=taken))


def add_action(session: Session, stage: str, key: str, action: Action) -> Session:
    """Add an action under the new id `key`, after the others. Without a title nothing changes."""
    action = _cleaned(action)
    if not action.title.strip():
        return session
    given = answers(session, stage)
    action = replace(action, order=last(given.actions))
    return session.with_answers(stage, replace(given, actions={**given.actions, key: action}))


def change_action(session: Session, stage: str, key: str, action: Action) -> Session:
    """Replace an action; its position stays. With an empty title it keeps the old one."""
    given = answers(session, stage)
    if key not in given.actions:
        return session
    old = given.actions[key]
    action = _cleaned(action)
    title = action.title if action.title.strip() else old.title
    action = replace(action, title=title, order=old.order)
    return session.with_answers(stage, replace(given, actions={**given.actions, key: action}))


def set_status(session: Session, stage: str, key: str, status: Status) -> Session:
    """Say how far an action is; one that is not there changes nothing."""
    action = answers(session, stage).actions.get(key)
    if action is None:
        return session
    return change_action(session, stage, key, replace(action, status=status))


def delete_action(session: Session, stage: str, key: str) -> Session:
    """Remove an action."""
    given = answers(session, stage)
    left = {other: action for other, action in given.actions.items() if other != key}
    return session.with_answers(stage, replace(given, actions=left))


def shift_action(session: Session, stage: str, key: str, by: int) -> Session:
    """Move an action up (-1) or down (+1)."""
    given = answers(session, stage)
    keys = [other for other, _ in given.in_order]
    if key not in keys or not 0 <= keys.index(key) + by < len(keys):
        return session
    moved = put_at(given.actions, key, keys.index(key) + by)
    return session.with_answers(stage, replace(given, actions=moved))


def _cleaned(action: Action) -> Action:
    return replace(
        action,
        title=clean(action.title),
        owner=clean(action.owner),
        function=clean(action.function),
        first_step=clean(action.first_step),
        success=clean(action.success),
        serves=clean(action.serves),
        origin=clean(action.origin),
    )
