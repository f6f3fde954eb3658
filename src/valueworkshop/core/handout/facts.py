"""What a report is made of: the summary, what was decided and agreed, looked up once."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session.people import OBSERVERS
from valueworkshop.core.session.session import Session
from valueworkshop.core.session.typed_values import MONTHS
from valueworkshop.core.stages import stages_with
from valueworkshop.core.stages.agreed.model import Action, Status
from valueworkshop.core.stages.agreed.model import answers as agreed
from valueworkshop.core.stages.close.model import Answers as Closing
from valueworkshop.core.stages.kind import Trait
from valueworkshop.core.stages.notes.quotes import Quotes, quotes
from valueworkshop.core.summary.customers_in_words import Customers, customers_of
from valueworkshop.core.summary.gap_summary import Gap, Summary, summarise

_WRITTEN: Final = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)? ([A-Z][a-z]+)(?: (\d{4}))?")
_BY_NUMBER: Final = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """A session and what its report tells of it.

    `actions` are those that are still agreed or done, by their due date, those without one last.
    `people` is how many took part, observers aside; 0 if nobody is listed. `customers` is
    what they answered in a survey, None if we may show nothing of it.
    """

    session: Session
    summary: Summary
    actions: tuple[Action, ...]
    decisions: tuple[str, ...]
    stopped: tuple[str, ...]
    look_again: dt.date | None
    quotes: Quotes
    people: int
    customers: Customers | None

    @property
    def short(self) -> tuple[Gap, ...]:
        """The items that fall short, the largest priority first, those without a weight last."""
        return tuple(gap for gap in self.summary.gaps if gap.score.gap)

    @property
    def over(self) -> tuple[Gap, ...]:
        """The items of which customers get more than they need, the most first."""
        found = [gap for gap in self.summary.gaps if gap.score.surplus]
        return tuple(sorted(found, key=lambda gap: -(gap.score.surplus or 0)))

    @property
    def raters(self) -> int:
        """How many rated: the most people whose answers the index has; 0 if nobody rated."""
        most = max((gap.score.n for gap in self.summary.gaps), default=0)
        return max(self.summary.index.people, most)

    @property
    def is_rooms(self) -> bool:
        """Whether the room gave a rating together, in place of people."""
        return any(gap.score.room for gap in self.summary.gaps)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The keys of what the team chose to work on; without a choice, of what actions close."""
        acting = stages_with(self.session.kit, Trait.HOLDS_ACTIONS)
        chosen = [key for stage in acting for key in agreed(self.session, stage).chosen]
        closed = [key for action in self.actions for key in action.closes]
        return tuple(dict.fromkeys(chosen or closed))

    def closing(self, key: str) -> list[Action]:
        """Return the actions that close something, by its key."""
        return [action for action in self.actions if key in action.closes]


def facts(session: Session) -> Facts:
    """Return the facts of a session as the room has seen it."""
    closes = _closes(session)
    actions = [
        action
        for stage in stages_with(session.kit, Trait.HOLDS_ACTIONS)
        for _, action in agreed(session, stage).in_order
        if action.status is not Status.DROPPED
    ]
    return Facts(
        session=session,
        summary=summarise(session),
        actions=tuple(sorted(actions, key=lambda action: action.due or dt.date.max)),
        decisions=_lines(close.decisions for close in closes),
        stopped=_lines(close.stop for close in closes),
        look_again=look_again(session),
        quotes=quotes(session),
        customers=customers_of(session),
        people=sum(person.group != OBSERVERS for person in session.people.values()),
    )


def look_again(session: Session) -> dt.date | None:
    """Return the day on which the team looks at its result again, None if it said none."""
    return next((close.look_again for close in _closes(session) if close.look_again), None)


def _closes(session: Session) -> list[Closing]:
    return [
        session.given(stage, Closing) for stage in stages_with(session.kit, Trait.ENDS_WORKSHOP)
    ]


def starts_first(facts: Facts) -> Action | None:
    """Return the action whose first step comes first: by the day its words name, else when due.

    None if no open action has a first step.
    """
    around = facts.session.date
    begun = [
        action
        for action in facts.actions
        if one_line(action.first_step) and action.status is not Status.DONE
    ]
    return min(begun, key=lambda each: _first_day(each, around), default=None)


def _first_day(action: Action, around: dt.date | None) -> tuple[bool, dt.date]:
    named = day_named(action.first_step, around)
    return named is None, named or action.due or dt.date.max


def day_named(text: str, around: dt.date | None) -> dt.date | None:
    """Return the first day that a text names: '2026-04-22', '22 April', '22 April 2026'; or None.

    One without a year is the next such day from `around` on; None if that is not known either.
    """
    if found := _BY_NUMBER.search(text):
        return _date(*map(int, found.groups()))
    for day, month, year in _WRITTEN.findall(text):
        if month not in MONTHS or not (year or around):
            continue
        number = MONTHS.index(month) + 1
        if year or around is None:
            return _date(int(year), number, int(day))
        this = _date(around.year, number, int(day))
        return this if this and this >= around else _date(around.year + 1, number, int(day))
    return None


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _lines(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(one_line(line) for text in texts for line in text.split("\n") if one_line(line))
