"""What a tap on a phone does to the session: the same edits as those of the keyboard, and pure."""

from collections.abc import Callable, Container, Iterable, Mapping
from typing import Final, TypeAlias

from valueworkshop.core.session.ids import Ids
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.allocation import model as allocation
from valueworkshop.core.stages.allocation import turns as spread_turns
from valueworkshop.core.stages.close import worth
from valueworkshop.core.stages.dots import edits as dot_edits
from valueworkshop.core.stages.silent import edits as silent_edits
from valueworkshop.core.stages.votes import keyboard_turns, picking_turns
from valueworkshop.core.stages.votes.model import Abstained, voted
from valueworkshop.phones.asked import Asked, Ballot, DotBallot, Worth, Writing
from valueworkshop.phones.asking import ahead, answer_of, ballot_of, page, spreads_of

AGAIN = "-again"
DONE = "-done"

NAMES = "names"
"""The field of a form whose page said that a name will be beside the answer."""


LONGEST_NOTE = 4_000
"""Letters of a note from a phone."""

WHOLE = 100
"""Points of a spread."""


class SumError(Exception):
    """The points of a spread do not make a hundred, or are no numbers."""


class TooLateError(Exception):
    """What was answered is not asked any more: it was shown, or the room went on."""


class NamesError(TooLateError):
    """Answers have become ones with names, and the page that was tapped promised otherwise."""


def take_answer(
    session: Session,
    person: str,
    form: Mapping[str, str],
    ids: Ids,
    own: str = "",
    *,
    before: bool = False,
) -> Session:
    """Return the session with what a person's form says; `own` is their answer's id at the close.

    `before` the day all that people answer alone is asked, wherever the room is. Raises
    TooLateError if that is not asked of this person now, SumError for points that make no hundred,
    ValueError for a form that no page of ours sends.
    """
    if person not in session.people:
        raise TooLateError
    shown = ahead if before else page
    asked = shown(session, person, form.get("stage", "") if before else own).asked
    if form.get("do") == "worth":
        return _worth(session, form, own, asked)
    if (take := _TAKEN.get(form.get("do", ""))) is None:
        raise ValueError("no such form")
    return take(session, person, form, ids, asked)


def _ballot(session: Session, form: Mapping[str, str], found: Asked) -> Ballot:
    """Return the ballot of a form's stage if that is asked. Raises TooLateError."""
    stage = form.get("stage", "")
    ballot = ballot_of(found)
    if stage not in voted(session):
        raise ValueError("nobody votes there")
    if ballot is None or ballot.stage != stage:
        raise TooLateError
    hold_promise(form, named=ballot.named)
    return ballot


def hold_promise(form: Mapping[str, str], *, named: bool) -> None:
    """Refuse an answer with a name to a page that promised there would be none."""
    if named and NAMES not in form:
        raise NamesError


def _rate(
    session: Session, person: str, form: Mapping[str, str], ids: Ids, found: Asked
) -> Session:
    stage, item, facet = (form.get(name, "") for name in ("stage", "item", "facet"))
    given = answer_of(form.get("answer", ""))
    asked = {r.item: {f.key: f for f in r.facets} for r in _ballot(session, form, found).ratings}
    if item not in asked or facet not in asked[item]:
        raise TooLateError
    cell = keyboard_turns.Cell(item=item, facet=facet)
    shown = keyboard_turns.shown_now(session, stage, person)
    return keyboard_turns.answered(session, stage, shown, cell, given, ids)


def _pick(
    session: Session, person: str, form: Mapping[str, str], ids: Ids, found: Asked
) -> Session:
    stage, answer = form.get("stage", ""), form.get("answer", "")
    if _ballot(session, form, found).picks is None:
        raise TooLateError
    shown = keyboard_turns.shown_now(session, stage, person)
    if answer == AGAIN:
        return picking_turns.take_back(session, stage, shown, "", ids)
    if answer.startswith("-"):
        left = answer_of(answer[1:])
        if not isinstance(left, Abstained):
            raise ValueError("no such answer")
        return picking_turns.end(session, stage, shown, left, ids)
    return picking_turns.pick(session, stage, shown, answer, ids)


def _mind(
    session: Session, person: str, form: Mapping[str, str], ids: Ids, found: Asked
) -> Session:
    stage, segment = form.get("stage", ""), form.get("answer", "")
    _ballot(session, form, found)
    if segment and segment not in session.segments:
        raise TooLateError
    shown = keyboard_turns.shown_now(session, stage, person)
    return keyboard_turns.picture(session, stage, shown, segment, ids)


def _note(
    session: Session, person: str, form: Mapping[str, str], ids: Ids, found: Asked
) -> Session:
    """Keep a note on this person's sheet; the first one begins to write silently there."""
    stage, question = form.get("stage", ""), form.get("item", "")
    if not isinstance(found, Writing) or found.stage != stage:
        raise TooLateError
    own = {sheet.question: dict(sheet.notes) for sheet in found.sheets}
    if question not in own:
        raise TooLateError
    named = any(sheet.named for sheet in found.sheets if sheet.question == question)
    hold_promise(form, named=named)
    note, text = note_of(form, own[question], ids)
    if not note:
        return session
    if not silent_edits.running(session, stage, question):
        session = silent_edits.begin(session, ids(), stage, question)
    key = silent_edits.running(session, stage, question)
    session, writer = silent_edits.sheet_for(session, key, person, ids)
    return silent_edits.write(session, key, writer, note, text)


def note_of(form: Mapping[str, str], own: Container[str], ids: Ids = str) -> tuple[str, str]:
    """Return the id and the text of a note among a person's `own`; '' for one without a word.

    A new one gets its id from `ids`, or has it as `new`: from a server, never from a page.
    """
    note, text = form.get("note", ""), form.get("text", "")
    if note and note not in own:
        raise TooLateError
    if len(text) > LONGEST_NOTE:
        raise ValueError("a note is shorter")
    if not note and text.strip():
        note = form.get("new", "") or ids()
    return note, text


def _worth(session: Session, form: Mapping[str, str], own: str, found: Asked) -> Session:
    stage = form.get("stage", "")
    if not isinstance(found, Worth) or found.stage != stage or not own:
        raise TooLateError
    given = {str(point): point for point in worth.POINTS}.get(form.get("answer", ""))
    if given is None:
        raise ValueError("no such answer")
    return worth.answer(session, stage, given, own)


def _spread(
    session: Session, person: str, form: Mapping[str, str], ids: Ids, found: Asked
) -> Session:
    """Keep a spread of points that make a hundred. Raises SumError for others."""
    stage, key = form.get("stage", ""), form.get("item", "")
    spreads = spreads_of(found)
    if spreads is None or spreads.stage != stage:
        raise TooLateError
    asked = next((each for each in spreads.spreads if each.key == key), None)
    if asked is None:
        raise TooLateError
    points = points_of(form, [thing for thing, *_ in asked.things])
    shown = spread_turns.shown_now(session, stage, person)
    return spread_turns.give(session, stage, shown, allocation.Spread(key), points, ids)


def points_of(form: Mapping[str, str], things: Iterable[str]) -> dict[str, int]:
    """Return the points that a form spreads over things. Raises SumError."""
    points: dict[str, int] = {}
    for thing in things:
        typed = form.get(f"points-{thing}", "").strip() or "0"
        if not (typed.isascii() and typed.isdecimal() and len(typed) <= 3):
            raise SumError
        points[thing] = int(typed)
    if sum(points.values()) != WHOLE:
        raise SumError
    return points


def _dots(
    session: Session, person: str, form: Mapping[str, str], ids: Ids, found: Asked
) -> Session:
    vote, answer = form.get("vote", ""), form.get("answer", "")
    if not isinstance(found, DotBallot) or found.vote != vote or found.handed_in:
        raise TooLateError
    if answer == DONE:
        return dot_edits.hand_in(session, vote, person, ids)
    option, dots = dots_of(answer)
    return dot_edits.put(session, vote, person, option, dots, ids)


def dots_of(answer: str) -> tuple[str, int]:
    """Return the option and the number of dots that a form puts there. Raises ValueError."""
    option, _, dots = answer.rpartition(":")
    if not dots.isdecimal() or len(dots) > 2:
        raise ValueError("no such number of dots")
    return option, int(dots)


_Taking: TypeAlias = Callable[[Session, str, Mapping[str, str], Ids, Asked], Session]

_TAKEN: Final[Mapping[str, _Taking]] = {
    "rate": _rate,
    "pick": _pick,
    "mind": _mind,
    "note": _note,
    "spread": _spread,
    "dots": _dots,
}
