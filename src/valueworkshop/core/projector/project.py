"""From a session to what a projector shows of it: one pure function, and no other does this."""

from dataclasses import fields, is_dataclass, replace
from typing import Final, TypeVar

from valueworkshop.core import description
from valueworkshop.core.clean_text import clean, one_line
from valueworkshop.core.projector.last_page import QUESTION, last_page
from valueworkshop.core.projector.projected_place import projected_place
from valueworkshop.core.session.dot_votes import reveal_key
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.session.silent_writing import running as written_alone
from valueworkshop.core.session.silent_writing import shown_key
from valueworkshop.core.show.blocks import Dots as Answered
from valueworkshop.core.show.place import Place as Described
from valueworkshop.core.show.projected_blocks import (
    LETTERS,
    PARTS,
    Bar,
    Dots,
    Drawn,
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

T = TypeVar("T")

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
        customer=_short(session.customer.in_a_line),
        shown=_bounded(shown),
    )


def _shown(session: Session, place: Place) -> Shown:
    if vote := _wider_vote(session, place):
        return projected_place(*dots.apart(session, vote))
    told = description.told_at(session, place.stage, place.at)
    if has(session.stage(place.stage), Trait.ENDS_WORKSHOP) and is_over(session):
        # What the room has just been shown comes first, as whether it was worth the time.
        votes = [each for each in told if isinstance(each, Answered)]
        return projected_place(Described(question=QUESTION), [*votes, *last_page(session)])
    described = description.place(session, place.stage, place.at)
    return projected_place(described, [*told, *description.together(session, place.stage)])


def _wider_vote(session: Session, place: Place) -> str:
    """Return the dot vote in progress on more than the things of this place, '' for none.

    The place itself shows a vote that is only on its own things.
    """
    nearest, wider = (pools := _pools(session, place))[:1], pools[1:]
    return "" if running(session, nearest) else running(session, wider)


def _votes_in(session: Session, place: Place) -> int:
    """Return how many have voted, or written alone, at the team's place, still hidden."""
    given = hidden(session)
    if vote := running(session, _pools(session, place)):
        return given.get(reveal_key(vote), 0)
    if written := written_alone(session.silent, session.revealed, place.stage, place.at):
        return given.get(shown_key(written), 0)
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
        case Drawn():
            return replace(part, figure=_figure(part.figure), rows=_rows(part.rows))
        case Picture():
            return replace(part, rows=_rows(part.rows))
        case _:
            return part


def _rows(rows: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(clean(row)[:_WIDEST] for row in rows[:PARTS])


def _figure(found: T) -> T:
    """Return a figure, or a part of it, in which no text is longer than people read."""
    if isinstance(found, str):
        return "\n".join(map(_short, found.split("\n")))  # type: ignore[return-value]
    if isinstance(found, tuple):
        return tuple(map(_figure, found))  # type: ignore[return-value]
    if is_dataclass(found) and not isinstance(found, type):
        return replace(found, **{f.name: _figure(getattr(found, f.name)) for f in fields(found)})
    return found


def _short(text: str) -> str:
    text = one_line(text)
    return text if len(text) <= LETTERS else f"{text[: LETTERS - 1].rstrip()}…"
