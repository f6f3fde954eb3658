"""What screens and reports say about a dot vote."""

from collections.abc import Mapping

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session.dot_votes import About, DotVote
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.unseen_votes import HELD
from valueworkshop.core.stages.dots.edits import is_revealed
from valueworkshop.core.stages.dots.score import (
    Result,
    changes,
    is_close,
    leaders,
    results,
    votes_in,
)
from valueworkshop.core.stages.notes import model as questions

_GONE = {
    About.NOTES: "deleted since the vote",
    About.OPEN: "no longer marked open",
    About.CANDIDATES: "no longer a candidate",
    About.GROUPS: "no longer a group",
}
UNSEEN = f"{HELD} The reveal deletes who voted."
"""What is said while people vote."""
ABOUT = (
    "Each of you spreads a few dots over the list, unseen. The reveal shows all dots at once and "
    "deletes who voted. Options with equally many dots share a place."
)
TOO_FEW = "A dot vote needs at least two things to choose from."
ANEW = "Their dots are taken back, unseen, and they begin with a blank ballot."
DROPPED = "The vote is cancelled, with all dots given so far."
_MOST_NAMED = 60
"""A sentence shows this many letters of an option."""


def subject(session: Session, vote: DotVote) -> str:
    """Return what the vote was about, in a few words."""
    if vote.about is About.OPEN:
        return "Open questions"
    if vote.about is About.CANDIDATES:
        return "What to work on"
    groups = vote.about is About.GROUPS
    if vote.stage not in session.kit.stages:
        return "Groups" if groups else "Notes"
    asked = questions.asks(session, vote.stage).questions
    if vote.at in asked:
        return f"Groups: {asked[vote.at].text}" if groups else asked[vote.at].text
    return f"All notes: {session.stage(vote.stage).title}"


def rules(vote: DotVote) -> str:
    """Return how many dots everybody has, and how many may go on one option."""
    if vote.budget == 1:
        return "1 dot each"
    if vote.most == vote.budget:
        return f"{vote.budget} dots each, all on one if you like"
    return f"{vote.budget} dots each, at most {vote.most} on one"


def progress(session: Session, key: str) -> str:
    """Return how far a vote is, which is all we say before the reveal."""
    vote = session.dots[key]
    handed_in, of = votes_in(session, key)
    ballots = f"votes in: {handed_in} of {of}"
    counted = f"counted: {len(vote.counted)} of {len(vote.options)}"
    if vote.counted and vote.handed_in:
        return f"{ballots}; {counted}"
    return counted if vote.counted or not of else ballots


def under_way(session: Session, key: str) -> str:
    """Say that people vote, and how far the vote is."""
    return f"A dot vote is under way, {progress(session, key)}."


def got(result: Result) -> str:
    """Return what an option got: '3 dots by 2 people'."""
    dots = _counted(result.dots, "dot")
    if result.people is None or not result.dots:
        return dots
    return f"{dots} by {_counted(result.people, 'person')}"


def place(result: Result) -> str:
    """Return the place of an option, with a sign if others share it."""
    return f"{result.place}{'=' if result.tied else ' '}"


def outcome(session: Session, key: str) -> str:
    """Return the result of a revealed vote in a sentence or two, and how far it can be trusted."""
    found = results(session, key)
    first = leaders(found, 1)
    top = [result for result in found if result.dots and result.place == 1]
    if not top:
        return "Nobody put a dot on anything."
    if not first:
        return (
            f"{len(top)} of {len(found)} share the first place with "
            f"{_counted(top[0].dots, 'dot')} each: the dots do not decide between them."
        )
    said = f"First: {_named(top[0].text)}, {got(top[0])}."
    if is_close(session, key):
        said = f"{said} Close: one person's dots could have changed that."
    return said


def turnout(session: Session, key: str) -> str:
    """Return the rules of a vote and how many took part, or how far it is."""
    vote = session.dots[key]
    if not is_revealed(session, key):
        return f"{rules(vote)}; {progress(session, key)}."
    handed_in, of = votes_in(session, key)
    parts = [f"{handed_in} of {_counted(of, 'person')} voted"] if of else []
    parts += ["dots counted in the room"] if vote.counted else []
    return f"{rules(vote)}; {'; '.join(parts) or 'nobody voted'}."


def since(vote: DotVote, result: Result, now: Mapping[str, str]) -> str:
    """Return what became of an option since the vote, '' for nothing."""
    found = changes(vote, now)
    if result.option in found.gone:
        return _GONE[vote.about]
    return "changed since the vote" if result.option in found.edited else ""


def added(vote: DotVote, now: Mapping[str, str]) -> str:
    """Return what came too late to be voted on, '' for nothing."""
    later = changes(vote, now).added
    named = "; ".join(_named(text) for text in later[:3])
    more = f" and {len(later) - 3} more" if len(later) > 3 else ""
    return f"Added after the vote began: {named}{more}." if later else ""


def excess(session: Session, key: str) -> str:
    """Say if the room counted more dots than its people have, '' if it did not.

    The sum comes once all are counted: before that, each step of it would give away one count.
    """
    vote = session.dots[key]
    room = max(session.expected - len(vote.handed_in), 0) * vote.budget
    counted = sum(vote.counted.values())
    if not session.expected or counted <= room:
        return ""
    return too_many(counted if len(vote.counted) == len(vote.options) else None, room)


def too_many(counted: int | None, room: int) -> str:
    """Say that people have `room` dots, and that more are counted; None for a sum not told."""
    what = f"More than {room}" if counted is None else f"{counted} of {room}"
    return f"{what} dots: check the counts."


def _named(text: str) -> str:
    line = one_line(text)
    if len(line) > _MOST_NAMED:
        line = line[:_MOST_NAMED].rsplit(" ", 1)[0].rstrip() + " …"
    return f"“{line}”"


def _counted(number: int, word: str) -> str:
    if number == 1:
        return f"1 {word}"
    return f"{number} {'people' if word == 'person' else f'{word}s'}"
