"""What we decided, who does what, and when we look again."""

from typing import Final

from valueworkshop.core.clean_text import capital, one_line
from valueworkshop.core.handout.facts import Facts
from valueworkshop.core.handout.in_short import NO_ACTION
from valueworkshop.core.session.people import spoken
from valueworkshop.core.show.blocks import (
    Block,
    Bullets,
    Entries,
    Entry,
    Heading,
    Paragraph,
    Runs,
    Sentences,
    Strong,
)
from valueworkshop.core.show.spoken import begun, closed, day
from valueworkshop.core.stages.agreed.model import Action, Status

DECIDED: Final = "What we decided"
ACTIONS: Final = "Who does what"

MOST: Final = 7
"""So many actions are told; the rest is in the full report."""


def decided(facts: Facts) -> list[Block]:
    """Return the decisions as they were typed, then what we stop; nothing if there is neither."""
    said = [*map(closed, facts.decisions)]
    said += [f"We stop: {closed(begun(stopped))}" for stopped in facts.stopped]
    return [Heading(DECIDED), Bullets(tuple(said))] if said else []


def who_does_what(facts: Facts) -> list[Block]:
    """Return the actions as tasks, the first due first, and when we look again."""
    blocks: list[Block] = [Heading(ACTIONS)]
    if facts.actions:
        blocks.append(Entries(tuple(map(_task, facts.actions[:MOST]))))
    else:
        blocks.append(Paragraph(NO_ACTION))
    if (more := len(facts.actions) - MOST) > 0:
        blocks.append(Paragraph(f"{more} more in the full report."))
    if facts.look_again:
        blocks.append(Sentences((Strong(f"We look at this again on {day(facts.look_again)}."),)))
    return blocks


def _task(action: Action) -> Entry:
    done = action.status is Status.DONE
    who = one_line(action.owner) or "No owner yet"
    when = f"by {day(action.due)}" if action.due else "no day yet"
    return Entry(
        (Strong(closed(one_line(action.title))), f" {capital(who)}, {when}"),
        under=_under(action),
        done=done,
    )


def _under(action: Action) -> tuple[Runs, ...]:
    step, shows = begun(one_line(action.first_step)), one_line(action.success)
    first = f"First step: {closed(step)}" if step else "First step missing."
    lines = [] if action.status is Status.DONE else [(first,)]
    return (*lines, *([(f"Done when: {closed(begun(shows))}",)] if shows else []))


def in_a_line(action: Action) -> str:
    """Return an action in one line, for a chat: who, by when, what, the first step."""
    who = capital(spoken(action.owner)) if one_line(action.owner) else "No owner yet"
    when = f"by {day(action.due, year=False)}" if action.due else "no day yet"
    step = begun(one_line(action.first_step))
    first = f"First: {closed(step)}" if step else "First step missing."
    return f"{who}, {when}: {closed(one_line(action.title))} {first}"
