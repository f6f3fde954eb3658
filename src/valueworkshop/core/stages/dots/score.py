"""What a dot vote means once it is revealed: a count, and no more than the count supports."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from valueworkshop.core.session.dot_votes import About, DotVote
from valueworkshop.core.session.order import ordered
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.dots.edits import MOST_DOTS, awaited, is_revealed
from valueworkshop.core.stages.kind import Slip


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What one option got. `place` is 1 for the most dots; options with the same number share it.

    `people` is how many put a dot on it, None if dots were counted in the room and one person could
    put down several.
    """

    option: str
    text: str
    dots: int
    people: int | None
    place: int
    tied: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What became of the options since the vote began: ids, and the words of later ones."""

    edited: frozenset[str]
    gone: frozenset[str]
    added: tuple[str, ...]


def results(session: Session, key: str) -> tuple[Result, ...]:
    """Return what each option got, the most dots first; nothing before the reveal.

    Options with the same number of dots keep their order in the vote.
    """
    vote = session.dots.get(key)
    if vote is None or not is_revealed(session, key):
        return ()
    got = {option: dots_on(vote, option) for option in vote.options}
    found = [
        Result(
            option=option,
            text=asked.text,
            dots=got[option],
            people=_people_on(vote, option),
            place=1 + sum(other > got[option] for other in got.values()),
            tied=sum(other == got[option] for other in got.values()) > 1,
        )
        for option, asked in ordered(vote.options)
    ]
    return tuple(sorted(found, key=lambda result: -result.dots))


def dots_on(vote: DotVote, option: str) -> int:
    """Return the dots on an option, from ballots that were handed in and from counts."""
    given = sum(ballot.dots.get(option, 0) for ballot in vote.handed_in.values())
    return given + vote.counted.get(option, 0)


def _people_on(vote: DotVote, option: str) -> int | None:
    by_ballot = sum(option in ballot.dots for ballot in vote.handed_in.values())
    if not vote.counted:
        return by_ballot
    return by_ballot + vote.counted.get(option, 0) if vote.most == 1 else None


def leaders(found: tuple[Result, ...], most: int) -> list[Result]:
    """Return the first ones, at most `most`, and never only some of those that tie.

    An option without a dot leads nothing.
    """
    taken = [result for result in found if result.dots and result.place <= most]
    while len(taken) > most:
        taken = [result for result in taken if result.place < taken[-1].place]
    return taken


def is_close(session: Session, key: str) -> bool:
    """Return whether one different ballot could have made another option first, or equal.

    A voter with a dots on the first option and b on the other could have put none on the first and
    all that go on one, m, on the other: the lead shrinks by a + m - b. If dots were counted in the
    room we do not know the ballots: there 2 m is the most.
    """
    found = results(session, key)
    if len(found) < 2 or not found[0].dots:
        return False
    vote, first = session.dots[key], found[0]
    for other in found[1:]:
        turns = [
            ballot.dots.get(first.option, 0) + vote.most - ballot.dots.get(other.option, 0)
            for ballot in vote.handed_in.values()
        ]
        if vote.counted:
            turns.append(2 * vote.most)
        if max(turns, default=0) >= first.dots - other.dots:
            return True
    return False


def counting(session: Session, about: About, stage: str = "", at: str = "") -> Mapping[str, Result]:
    """Return the result by option of the last revealed vote on a place; empty if there was none.

    For a question's notes that is a vote on them, or one on all notes of the stage.
    """
    places = {(about, stage, at), (about, stage, "")}
    seen = [
        key
        for key, vote in ordered(session.dots)
        if (vote.about, vote.stage, vote.at) in places and is_revealed(session, key)
    ]
    return {result.option: result for result in results(session, seen[-1])} if seen else {}


def changes(vote: DotVote, now: Mapping[str, str]) -> Changes:
    """Return what became of the options; `now` are the words of what people could vote on now."""
    return Changes(
        edited=frozenset(
            option
            for option, asked in vote.options.items()
            if option in now and now[option] != asked.text
        ),
        gone=frozenset(option for option in vote.options if option not in now),
        added=tuple(text for option, text in now.items() if option not in vote.options),
    )


def votes_in(session: Session, key: str) -> tuple[int, int]:
    """Return how many ballots were handed in, and of how many.

    Both include people who left after they voted.
    """
    vote = session.dots[key]
    handed_in = len(vote.handed_in)
    missing = vote.missing if is_revealed(session, key) else len(awaited(session, key))
    return handed_in, handed_in + missing


def slips(session: Session) -> Iterator[Slip]:
    """Find budgets that make no sense, and dots on no option, below 0, or over the budget."""
    for key, vote in session.dots.items():
        if not 1 <= vote.budget <= MOST_DOTS:
            yield (key, "budget"), f"must be 1 to {MOST_DOTS}"
        if not 1 <= vote.most <= vote.budget:
            yield (key, "most"), "must be 1 or more, and no more than the budget"
        for voter, ballot in vote.ballots.items():
            at = (key, "ballots", voter, "dots")
            yield from _of_dots(at, ballot.dots, vote, vote.most)
            if ballot.spent > vote.budget:
                yield at, f"are {ballot.spent} dots; a person has {vote.budget}"
        yield from _of_dots((key, "counted"), vote.counted, vote, None)


def _of_dots(
    at: tuple[str, ...], dots: Mapping[str, int], vote: DotVote, most: int | None
) -> Iterator[Slip]:
    for option, number in dots.items():
        if option not in vote.options:
            yield (*at, option), "is no option of this vote"
        elif number < 0:
            yield (*at, option), "must be 0 or more"
        elif most is not None and number > most:
            yield (*at, option), f"must be {most} or less"
