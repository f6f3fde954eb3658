"""The report in at most twelve lines, to paste into a chat."""

from typing import Final

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.handout.facts import Facts, facts
from valueworkshop.core.handout.in_short import NO_ACTION, took_part, without_details
from valueworkshop.core.handout.said_of_gap import (
    camps,
    known_in_a_clause,
    phrase,
    quotes_under,
    who_sees_it,
)
from valueworkshop.core.handout.who_does_what import in_a_line
from valueworkshop.core.session.evidence import Grade
from valueworkshop.core.session.people import spoken
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.blocks import Block, Bullets, Heading
from valueworkshop.core.show.pictures import whole_words
from valueworkshop.core.show.spoken import begun, closed, day, listed

_ACTIONS: Final = 3
_OPEN: Final = 2
_LINE: Final = 320
"""At most so many cells of one line: three on a phone."""


def in_a_chat(session: Session, draft: str = "") -> list[Block]:
    """Return a title and at most eleven points: what it was about, gaps, decisions, actions."""
    found = facts(session)
    when = f", {day(session.date)}" if session.date else ""
    title = f"{one_line(session.title)}: customer-value workshop{when}"
    points = [
        draft,
        _about(found),
        " ".join(without_details(found)),
        _how_sure(found),
        _quoted(found),
        _decided(found),
        *_actions(found),
        _unknown(found),
        _again(found),
    ]
    return [Heading(title, level=1), Bullets(tuple(whole_words(p, _LINE) for p in points if p))]


def _about(found: Facts) -> str:
    offer = one_line(found.session.offer)
    who = took_part(found) if found.people else ""
    return f"About: {closed(begun(offer))} {who}".strip() if offer else who


def _how_sure(found: Facts) -> str:
    """Say how we know the largest gap, and of which of the next we are two camps or only guess."""
    if not found.short:
        return ""
    first, *others = found.short[:3]
    seen = (camps(found, first) or who_sees_it(found, first)).rstrip(".")
    said = [f"How sure of the first: {seen[:1].lower()}{seen[1:]}; "]
    said.append(closed(known_in_a_clause(first.evidence)))
    split = [phrase(found, gap) for gap in others if camps(found, gap)]
    guessed = [phrase(found, gap) for gap in others if gap.evidence.grade is Grade.ASSUMED]
    if split:
        said.append(f" We are two camps on {listed(split)}.")
    if guessed:
        said.append(f" Our own guess: {listed(guessed)}.")
    return "".join(said)


def _quoted(found: Facts) -> str:
    for gap in found.short:
        if gap.key in found.quotes:
            (said,) = quotes_under(found, gap)
            return f"{said.text} ({said.source})"
    return ""


def _decided(found: Facts) -> str:
    said = []
    if found.decisions:
        said.append(f"Decided: {'; '.join(each.rstrip('.') for each in found.decisions)}.")
    if found.stopped:
        said.append(f"We stop: {'; '.join(begun(each).rstrip('.') for each in found.stopped)}.")
    return " ".join(said)


def _actions(found: Facts) -> list[str]:
    if not found.actions:
        return [NO_ACTION]
    lines = [in_a_line(action) for action in found.actions[:_ACTIONS]]
    if (more := len(found.actions) - _ACTIONS) > 0:
        lines[-1] += f" {more} more in the summary."
    return lines


def _unknown(found: Facts) -> str:
    asked = [one_line(finding.title) for finding in found.summary.open]
    return f"Nobody knows yet: {' '.join(asked[:_OPEN])}" if asked else ""


def _again(found: Facts) -> str:
    name = one_line(found.session.facilitator)
    again = f"We look again on {day(found.look_again)}. " if found.look_again else ""
    return f"{again}The whole summary: ask {spoken(name) if name else 'the facilitator'}."
