"""Agreed actions as other programs take them, of one workshop or of many: one table of values.

The columns of the table, which JSON has as keys too:

    due, overdue                        year-month-day or nothing; yes if it is open and was due
                                        before today
    status                              not started, under way, done or dropped
    title, owner, function              what, and who
    workshop, path                      the workshop that says how far it is, and its file
    id                                  the same in all workshops that the action goes through
    first_step, success                 what happens first, and how we will see that it is done
    closes                              what it closes, in JSON each with its key
    serves, origin                      what it serves, and where it comes from
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.handout.facts import look_again
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.spoken import closed
from valueworkshop.core.stages import stages_with
from valueworkshop.core.stages.agreed.model import Action, Status, answers
from valueworkshop.core.stages.kind import Trait
from valueworkshop.core.stages.labels import label
from valueworkshop.exports import csv, workshop_json


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """One action, and the workshop that says how far it is, with its day and its file if known."""

    id: str
    title: str
    owner: str = ""
    function: str = ""
    first_step: str = ""
    due: dt.date | None = None
    success: str = ""
    closes: tuple[tuple[str, str], ...] = ()
    serves: str = ""
    origin: str = ""
    status: Status = Status.NOT_STARTED
    workshop: str = ""
    day: dt.date | None = None
    path: str = ""

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do it."""
        return self.status not in (Status.DONE, Status.DROPPED)

    def is_overdue(self, today: dt.date) -> bool:
        """Whether it is open and was due before `today`."""
        return self.is_open and self.due is not None and self.due < today

    @property
    def particulars(self) -> list[tuple[str, str]]:
        """All that is said about it besides its title, each with the word for it."""
        told = (
            ("Owner", self.owner),
            ("Function", self.function),
            ("Due", self.due.isoformat() if self.due else ""),
            ("First step", self.first_step),
            ("Done when", self.success),
            ("Closes", "; ".join(text for _, text in self.closes)),
            ("Serves", self.serves),
            ("Comes from", self.origin),
            ("Workshop", self.workshop),
        )
        return [(word, one_line(text)) for word, text in told if one_line(text)]


@dataclass(frozen=True, slots=True, kw_only=True)
class LookAgain:
    """The day on which a workshop looks at its result again."""

    id: str
    workshop: str
    day: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Actions and days to look again; `now` is the time of writing. `todo` is for calendars."""

    actions: tuple[Agreed, ...]
    again: tuple[LookAgain, ...] = ()
    now: dt.datetime
    todo: bool = False


def plan_of(session: Session, now: dt.datetime, owner: str = "") -> Plan:
    """Return what a session agreed, the earliest due first; with `owner` only what is theirs."""
    found = [
        agreed(session, key, action)
        for stage in stages_with(session.kit, Trait.HOLDS_ACTIONS)
        for key, action in answers(session, stage).in_order
    ]
    wanted = one_line(owner).casefold()
    theirs = [each for each in found if not wanted or one_line(each.owner).casefold() == wanted]
    again = look_again(session)
    return Plan(
        actions=tuple(sorted(theirs, key=lambda each: each.due or dt.date.max)),
        again=(LookAgain(id=session.id, workshop=one_line(session.title), day=again),)
        if again
        else (),
        now=now,
    )


def agreed(session: Session, key: str, action: Action) -> Agreed:
    """Return an action of a session, with the words of all that it closes."""
    return Agreed(
        id=key,
        title=one_line(action.title),
        owner=one_line(action.owner),
        function=one_line(action.function),
        first_step=one_line(action.first_step),
        due=action.due,
        success=one_line(action.success),
        closes=tuple((each, one_line(label(session, each))) for each in action.closes),
        serves=one_line(action.serves),
        origin=one_line(action.origin),
        status=action.status,
        workshop=one_line(session.title),
        day=session.date,
    )


COLUMNS: Final = (
    *("due", "overdue", "status", "title", "owner", "function", "workshop", "path", "id"),
    *("first_step", "success", "closes", "serves", "origin"),
)
"""The columns of the table of actions."""


def values(action: Agreed, today: dt.date) -> dict[str, Any]:
    """Return an action as values for JSON."""
    return {
        "due": action.due.isoformat() if action.due else None,
        "overdue": action.is_overdue(today),
        "status": action.status.value,
        "title": action.title,
        "owner": action.owner,
        "function": action.function,
        "workshop": action.workshop,
        "path": action.path,
        "id": action.id,
        "first_step": action.first_step,
        "success": action.success,
        "closes": [{"key": key, "text": text} for key, text in action.closes],
        "serves": action.serves,
        "origin": action.origin,
    }


def data(plan: Plan) -> str:
    """Return the actions of a plan as JSON."""
    rows = [values(action, plan.now.date()) for action in plan.actions]
    return f"{workshop_json.as_json({'actions': rows})}\n"


def table(plan: Plan) -> str:
    """Return the actions of a plan as CSV; no cell begins a formula."""
    rows = (values(action, plan.now.date()) for action in plan.actions)
    return csv.written(COLUMNS, (tuple(_cell(row[name]) for name in COLUMNS) for row in rows))


def _cell(value: Any) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case list():
            return "; ".join(each["text"] for each in value)
    return "" if value is None else str(value)


def sentence(action: Agreed) -> str:
    """Return all that is said about an action in one line: 'Owner: … First step: …'."""
    return " ".join(f"{word}: {closed(text)}" for word, text in action.particulars)
