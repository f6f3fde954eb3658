"""From a session to what a projector shows of it: one pure function, and no other does this."""

from dataclasses import replace
from typing import Final

from valueworkshop.core import description
from valueworkshop.core.clean_text import clean, one_line
from valueworkshop.core.projector.last_page import QUESTION, last_page
from valueworkshop.core.projector.projected_place import projected_place
from valueworkshop.core.session.dot_votes import reveal_key
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.show.place import Place as Described
from valueworkshop.core.show.projected_blocks import (
    LETTERS,
    PARTS,
    Bar,
    Dots,
    Part,
    Picture,
    Point,
    Projected,
    Said,
    Shown,
    Voting,
)
from valueworkshop.core.stages import KINDS, has
from valueworkshop.core.stages.close.score import is_over
from valueworkshop.core.stages.dots import show as dots
from valueworkshop.core.stages.dots.pools import Pool, running
from valueworkshop.core.stages.kind import Trait
from valueworkshop.core.stages.revealed_only import hidden, seen
from valueworkshop.core.stages.stage_places import current_place
from valueworkshop.core.stages.votes.model import answers, facets_voted, vote_on

_WIDEST: Final = 120
"""We keep this many letters of one line of a picture; it is drawn far narrower."""


def project(session: Session) -> Projected:
    """Return what people may see of a session at the place where the team is.

    It first removes the votes that the room has not seen, so that only their number is left.
    """
    place = current_place(session)
    if place is None:
        return Projected(workshop=_short(session.title), stage="", shown=Shown(heading=""))
    stage = session.stage(place.stage)
    places = KINDS[stage.kind].places(session, place.stage)
    shown = _with_votes(_shown(seen(session), place), session, place)
    return Projected(
        workshop=_short(session.title),
        stage=_short(f"{stage.letter} {stage.title}".strip()),
        at=places.index(place.at) + 1 if place.at in places else 0,
        of=len(places),
        shown=_bounded(shown),
    )


def _shown(session: Session, place: Place) -> Shown:
    if vote := _wider_vote(session, place):
        return projected_place(*dots.apart(session, vote))
    if has(session.stage(place.stage), Trait.ENDS_WORKSHOP) and is_over(session):
        return projected_place(Described(question=QUESTION), last_page(session))
    described = description.place(session, place.stage, place.at)
    return projected_place(described, description.told_at(session, place.stage, place.at))


def _wider_vote(session: Session, place: Place) -> str:
    """Return the dot vote in progress on more than the things of this place, '' for none.

    The place itself shows a vote that is only on its own things.
    """
    nearest, wider = (pools := _pools(session, place))[:1], pools[1:]
    return "" if running(session, nearest) else running(session, wider)


def _votes_in(session: Session, place: Place) -> int:
    """Return how many have voted at the team's place on what was not revealed."""
    given = hidden(session)
    if vote := running(session, _pools(session, place)):
        return given.get(reveal_key(vote), 0)
    number = answers(session, place.stage).counting(place.at)
    return given.get(f"{place.stage}/{number}/{place.at}", 0)


def _by_facet(session: Session, place: Place) -> list[int]:
    """Return how many ballots answer each facet of an item, in the order in which we ask them."""
    vote = vote_on(session, place.stage, place.at)
    return [
        sum(ballot.get(facet, place.at) is not None for ballot in vote.ballots.values())
        for facet in facets_voted(session, place.stage, place.at)
    ]


def _pools(session: Session, place: Place) -> tuple[Pool, ...]:
    """Return what people may put dots on at a place."""
    return description.dot_pools(session, place.stage, place.at) if session.dots else ()


def _with_votes(shown: Shown, session: Session, place: Place) -> Shown:
    """Fill in how many have voted; of facets asked in turn only the current one stays."""
    votings = [part for part in shown.parts if isinstance(part, Voting)]
    if not votings:
        return shown
    if len(votings) > 1:
        counted = zip(votings, _by_facet(session, place), strict=True)
        filled = [replace(voting, given=given) for voting, given in counted]
        all_of = max(part.of or part.given for part in filled)
        now = next((part for part in filled if part.given < all_of), filled[-1])
    else:
        now = replace(votings[0], given=_votes_in(session, place))
    first = votings[0]
    left = (part for part in shown.parts if part is first or not isinstance(part, Voting))
    return replace(shown, parts=tuple(now if part is first else part for part in left))


def _bounded(shown: Shown) -> Shown:
    """Return no more of it than people read on a wall, each text on one line."""
    parts = shown.parts[-PARTS:] if shown.latest else shown.parts[:PARTS]
    return Shown(
        heading=_short(shown.heading),
        above=_short(shown.above),
        parts=tuple(_cut(part) for part in parts),
        latest=shown.latest,
    )


def _cut(part: Part) -> Part:
    match part:
        case Said() | Point():
            return replace(part, text=_short(part.text))
        case Voting():
            return replace(part, asked=_short(part.asked))
        case Bar() | Dots():
            return replace(part, label=_short(part.label))
        case Picture():
            return replace(part, rows=tuple(clean(row)[:_WIDEST] for row in part.rows[:PARTS]))
        case _:
            return part


def _short(text: str) -> str:
    text = one_line(text)
    return text if len(text) <= LETTERS else f"{text[: LETTERS - 1].rstrip()}…"
