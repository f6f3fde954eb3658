"""Last time described: what became of each action, then of what was only assumed."""

import datetime as dt
from collections.abc import Mapping
from typing import Final, TypeAlias

from valueworkshop.core.show.blocks import Block, Bullets, Heading, Paragraph, Sight, Table
from valueworkshop.core.show.place import Here, Place
from valueworkshop.core.stages.agreed.last_time import in_words, numbers
from valueworkshop.core.stages.agreed.promises import (
    Answers,
    Asks,
    Assumption,
    Decision,
    Outcome,
    Promise,
    by_function,
    is_late,
    is_tested,
    through,
)
from valueworkshop.core.stages.review.score import ASSUMPTIONS

Review: TypeAlias = Here[Asks, Answers]

DECIDED: Final[Mapping[Decision, str]] = {
    Decision.DONE: "done",
    Decision.KEEP: "stays",
    Decision.DROP: "dropped",
    Decision.CARRY: "carried over",
}
"""What we say about an action once the team decided on it."""

SAID: Final[Mapping[Decision | Outcome, str]] = {
    Decision.DONE: "Done.",
    Decision.KEEP: "It stays as it is, and is in this plan too.",
    Decision.DROP: "Dropped.",
    Decision.CARRY: "Carried over: it is in this plan, and needs a new date there.",
    Outcome.CONFIRMED: "Confirmed.",
    Outcome.REFUTED: "Refuted.",
    Outcome.KEPT: "Still assumed: we ask again next time.",
}
"""What we say when the team has just decided or settled something."""

NOT_DROPPED: Final = "Not dropped: it needs a reason."

_NONE: Final = "–"

_ON_ACTIONS: Final = (
    "An action that stays is in this plan as it was; one that you carry over needs a new date "
    "there. If you drop one, say why. An action keeps its history from workshop to workshop. You "
    "can decide again."
)
_ON_ASSUMPTIONS: Final = (
    "These mattered last time, and nobody had asked customers about them. Where this workshop asks "
    "the same again, what you learnt is the evidence here. You can decide again."
)


def place(here: Review, at: str) -> Place:
    """Return what to say about last time's actions, or its assumptions, and how far that is."""
    if is_about_assumptions(here, at):
        left = sum(each.outcome is None for each in here.given.assumptions.values())
        return Place(
            question=here.asked.assumptions,
            about=_ON_ASSUMPTIONS,
            notes=(f"{left} to settle, the oldest first." if left else "All settled.",),
        )
    return Place(
        question=here.asked.actions if here.given.actions else "Last time",
        about=_ON_ACTIONS,
        notes=_on_actions(here),
    )


def is_about_assumptions(here: Review, at: str) -> bool:
    """Whether a place is about assumptions, not actions."""
    return at == ASSUMPTIONS or (not here.given.actions and bool(here.given.assumptions))


def told(here: Review) -> list[Block]:
    """Return the actions and assumptions of last time with what was decided on each."""
    given = here.given
    blocks: list[Block] = []
    if given.actions:
        blocks += [
            Heading("Actions of last time", 3),
            Paragraph(f"{in_words(through(here.session, here.stage))}."),
            Table(
                ("Action", "Owner", "Due", "Since", "Now", "Why"),
                tuple(_row(promise) for _, promise in given.promises),
            ),
        ]
        if len(functions := by_function(here.session, here.stage)) > 1:
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
                tuple(_assumed_row(assumed) for _, assumed in given.assumed),
            ),
        ]
    return [Heading(here.title), *blocks] if blocks else []


def told_at(here: Review, at: str) -> list[Sight]:
    """Return the actions, or the assumptions, each with what was said about it.

    It names nobody and gives no reason.
    """
    if is_about_assumptions(here, at):
        assumed = [each for _, each in here.given.assumed]
        return [_said([(each.text, each.outcome and each.outcome.value) for each in assumed])]
    promised = [each for _, each in here.given.promises]
    if not promised:
        return [Paragraph(_nothing_left(here))]
    decided = [(each.was.title, each.decision and DECIDED[each.decision]) for each in promised]
    return [_said(decided), Paragraph(f"{in_words(through(here.session, here.stage))}.")]


def came_of(here: Review) -> tuple[str, ...]:
    """Say what became of all actions, and of those of each function if there are several."""
    functions = by_function(here.session, here.stage)
    each = "; ".join(f"{name or 'no function'}: {numbers(n)}" for name, n in functions.items())
    said = f"{in_words(through(here.session, here.stage))}."
    return (said, f"By function: {each}.") if len(functions) > 1 else (said,)


def who_and_when(here: Review, promise: Promise) -> list[str]:
    """Return who owns an action, by when it was due, and how old it is."""
    was, old = promise.was, age(promise.since, here.session.date)
    due = f"due {was.due.isoformat()}" if was.due else "no date"
    parts = (
        f"owner {was.owner}" if was.owner else "no owner",
        was.function,
        f"{due}, late" if is_late(here.session, promise) else due,
        f"agreed {old} ago" if old else "",
    )
    return [part for part in parts if part]


def more_on(promise: Promise) -> list[str]:
    """Return how success would show, what each workshop made of an action, why it was dropped."""
    return [
        *([f"How success shows: {promise.was.success}"] if promise.was.success else []),
        *(f"Before: {line}" for line in promise.history),
        *([f"Dropped: {promise.reason}"] if promise.reason else []),
    ]


def on_assumption(here: Review, assumed: Assumption) -> list[str]:
    """Return how old an assumption is, why it matters, what became of it and what was learnt."""
    said = []
    if old := age(assumed.since, here.session.date):
        said.append(f"Assumed {old} ago.")
    if assumed.dots:
        said.append(f"This note got {_counted(assumed.dots, 'dot')}.")
    elif assumed.priority:
        said.append(f"Priority {assumed.priority} of 100 last time.")
    if assumed.outcome:
        said += [SAID[assumed.outcome], assumed.learnt]
    if is_tested(assumed):
        said.append(f"Evidence: {assumed.evidence.in_words}.")
    return [line for line in said if line]


def age(since: dt.date | None, today: dt.date | None) -> str:
    """Say how long ago a day was, in the unit that says most: '8 months'; '' for none."""
    if since is None or today is None or since >= today:
        return ""
    days = (today - since).days
    for most, unit, length in ((14, "day", 1), (63, "week", 7), (730, "month", 30.4375)):
        if days < most:
            return _counted(round(days / length), unit)
    return _counted(days // 365, "year")


def _on_actions(here: Review) -> tuple[str, ...]:
    left = sum(each.decision is None for each in here.given.actions.values())
    if left:
        return (f"{left} to decide: one word from the owner, no reasons yet.",)
    return came_of(here) if here.given.actions else (_nothing_left(here),)


def _nothing_left(here: Review) -> str:
    if here.session.follows.id:
        return "Nothing was left open last time."
    return "There is no earlier workshop to look back on."


def _said(each: list[tuple[str, str | None]]) -> Bullets:
    """Return a list of things with what was said about each, and a mark if something was."""
    return Bullets(
        tuple(f"{text} ({said})" if said else text for text, said in each),
        tuple("✓" if said else "·" for _, said in each),
    )


def _row(promise: Promise) -> tuple[str, ...]:
    action = promise.was
    return (
        action.title,
        action.owner or _NONE,
        action.due.isoformat() if action.due else _NONE,
        promise.since.isoformat() if promise.since else _NONE,
        DECIDED[promise.decision] if promise.decision else "not decided",
        promise.reason or _NONE,
    )


def _assumed_row(assumed: Assumption) -> tuple[str, ...]:
    return (
        assumed.text,
        assumed.since.isoformat() if assumed.since else _NONE,
        assumed.outcome.value if assumed.outcome else "not tested",
        assumed.learnt or _NONE,
        assumed.evidence.in_words if assumed.outcome else _NONE,
    )


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
