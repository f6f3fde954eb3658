"""What a person is asked on their phone now, as the session stands: pure, and of nobody else.

Before the reveal nothing here depends on what other people answered; test_phones_leak.py compares
sessions that differ in nothing else.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from valueworkshop.core.description import dot_pools
from valueworkshop.core.projector.project import project
from valueworkshop.core.scoring.kept_results import kept
from valueworkshop.core.session.dot_votes import Way
from valueworkshop.core.session.order import ordered
from valueworkshop.core.session.schedule import of_stage
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.show.projected_blocks import Shown
from valueworkshop.core.stages import KINDS
from valueworkshop.core.stages.allocation import model as allocation
from valueworkshop.core.stages.allocation import turns as spread_turns
from valueworkshop.core.stages.close import model as close
from valueworkshop.core.stages.close import worth
from valueworkshop.core.stages.dots import edits as dot_edits
from valueworkshop.core.stages.dots.pools import running
from valueworkshop.core.stages.kind import Trait
from valueworkshop.core.stages.notes import model as notes
from valueworkshop.core.stages.silent import edits as silent_edits
from valueworkshop.core.stages.stage_places import current_place
from valueworkshop.core.stages.votes import keyboard_turns, picking_turns
from valueworkshop.core.stages.votes.edits import is_revealed
from valueworkshop.core.stages.votes.model import (
    WEIGHT,
    Abstained,
    Answer,
    Method,
    Plan,
    asks,
    facets_voted,
    vote_on,
    voted,
)
from valueworkshop.core.stages.votes.secrecy import voter_shown
from valueworkshop.phones.asked import (
    LEFT_OUT,
    Ahead,
    Alone,
    Asked,
    Ballot,
    Choice,
    DotBallot,
    Facet,
    Page,
    Part,
    Picks,
    Rating,
    Room,
    Sheet,
    Spread,
    Spreads,
    Worth,
    Writing,
)
from valueworkshop.phones.room_view import LOOK_UP, room_view

NOTES_NAMELESS: Final = "Nobody sees your notes until they are shown, and no name is on them."

NOTES_NAMED: Final = "Nobody sees your notes until they are shown. Then your name is beside them."

NAMELESS: Final = "Nobody sees what you answer. Once all is shown, it is there without a name."

NAMED: Final = "Nobody sees what you answer. Once all is shown, your name is beside it."


def page(session: Session, person: str, own: str = "") -> Page:
    """Return what a person sees now; `own` is the id of their answer at the close."""
    place = current_place(session)
    if place is None:
        return Page(workshop=session.title, stage="", asked=Room(said=LOOK_UP))
    kind = session.stage(place.stage).kind
    found: Asked | None = _dots(session, place, person)
    if found is None and Trait.HOLDS_QUESTIONS in KINDS[kind].traits:
        found = _writing(session, place.stage, place.at, person)
    if found is None and Trait.ENDS_WORKSHOP in KINDS[kind].traits:
        found = _worth(session, place.stage, place.at, own)
    if found is None and (spreads := _spreads(session, place.stage, person)) is not None:
        is_open = place.at in {each.key for each in spreads.spreads}
        found = spreads if is_open else replace(room_view(session, place), left=spreads)
    if found is None:
        found = _at(session, place.stage, place.at, person)
    return Page(workshop=session.title, stage=session.stage(place.stage).title, asked=found)


def ahead(session: Session, person: str, stage: str = "") -> Page:
    """Return a stage to answer before the day; the list of such stages where there is none."""
    if stage in session.kit.stages and (found := alone(session, stage, person)) is not None:
        return Page(workshop=session.title, stage=session.stage(stage).title, asked=found)
    parts = []
    for key in session.kit.stages:
        if of_stage(session, key).skipped or (asked := alone(session, key, person)) is None:
            continue
        title = session.stage(key).title
        parts.append(Part(stage=key, title=title, done=asked.done, of=asked.of))
    return Page(workshop=session.title, stage="", asked=Ahead(parts=tuple(parts)))


def everything_ahead(session: Session, person: str) -> list[Page]:
    """Return every page of before the day, the list first."""
    return [ahead(session, person, stage) for stage in ("", *session.kit.stages)]


def with_names(asked: Asked) -> bool:
    """Whether somebody's name will be beside what they answer here."""
    if isinstance(asked, Writing):
        return any(sheet.named for sheet in asked.sheets)
    ballot = ballot_of(asked)
    return ballot is not None and ballot.named


def alone(session: Session, stage: str, person: str) -> Alone | None:
    """Return what somebody can answer of a stage wherever the room is, None for nothing."""
    if Trait.HOLDS_QUESTIONS in KINDS[session.stage(stage).kind].traits:
        return _sheets(session, stage, person)
    return _spreads(session, stage, person) or _ballot(session, stage, "", person)


def ballot_of(asked: Asked) -> Ballot | None:
    """Return the ballot that may be filled in now, None for none."""
    found = asked.left if isinstance(asked, Room) else asked
    return found if isinstance(found, Ballot) else None


def spreads_of(asked: Asked) -> Spreads | None:
    """Return the spreads that may be given now, None for none."""
    found = asked.left if isinstance(asked, Room) else asked
    return found if isinstance(found, Spreads) else None


def _at(session: Session, stage: str, at: str, person: str) -> Ballot | Room:
    """Return the ballot of a stage; the room's view while it looks at something it has seen."""
    ballot = _ballot(session, stage, at, person)
    if ballot is None:
        return room_view(session, Place(stage=stage, at=at))
    if at and is_revealed(session, stage, at):
        return replace(room_view(session, Place(stage=stage, at=at)), left=ballot)
    return ballot


def _ballot(session: Session, stage: str, at: str, person: str) -> Ballot | None:
    """Return what somebody answers alone in a stage; None if all was seen or the room does it."""
    if stage not in voted(session) or not _has_voters(session):
        return None
    plan = asks(session, stage)
    private, cards = Method.PRIVATE, Method.CARDS
    asked = [
        cell
        for cell in keyboard_turns.rated_cells(session, stage)
        if vote_on(session, stage, cell.item).method in {private, cards}
    ]
    one = bool(at) and vote_on(session, stage, at).method is cards
    items = [item for item in dict.fromkeys(cell.item for cell in asked) if not one or item == at]
    if one and at not in items:
        return None
    to_pick = () if one else picking_turns.items_to_pick(session, stage)
    if not items and not to_pick:
        return None
    shown = keyboard_turns.shown_now(session, stage, person)
    ratings = tuple(_rating(session, stage, plan, item, shown) for item in items)
    segments = tuple((key, each.name) for key, each in ordered(session.segments))
    named = keyboard_turns.is_named(session, stage, (*items, *to_pick))
    return Ballot(
        stage=stage,
        ratings=ratings,
        picks=_picks(session, stage, plan, shown) if to_pick else None,
        at=at if at in items else "",
        one=one,
        segments=segments,
        segment=keyboard_turns.in_mind(session, stage, shown) if segments else "",
        promised=NAMED if named else NAMELESS,
        named=named,
    )


def _has_voters(session: Session) -> bool:
    return any(person.votes for person in session.people.values())


def _rating(session: Session, stage: str, plan: Plan, item: str, shown: str) -> Rating:
    asked = plan.items[item]
    facets = []
    for key, facet in facets_voted(session, stage, item).items():
        if plan.is_picked(key):
            continue
        cell = keyboard_turns.Cell(item=item, facet=key)
        given = keyboard_turns.given(session, stage, shown, cell)
        facets.append(
            Facet(
                key=key,
                label=facet.label,
                question=facet.question,
                choices=_choices(plan, key),
                given=value_of(given),
            )
        )
    ends = tuple((n, text) for n, text in (("1", asked.low), ("5", asked.high)) if text)
    return Rating(item=item, text=asked.text, ends=ends, about=asked.about, facets=tuple(facets))


@kept(lambda plan, facet: (plan, facet))
def _choices(plan: Plan, facet: str) -> tuple[Choice, ...]:
    return tuple(
        Choice(value=str(each.number), label=str(each.head), word=each.word)
        for each in plan.choices_of(facet)
    )


def _picks(session: Session, stage: str, plan: Plan, shown: str) -> Picks:
    at = picking_turns.picking(session, stage, shown)
    words = {str(each.number): each.word for each in plan.choices_of(WEIGHT)}
    picked = tuple((item, words.get(value_of(at.given[item]), "")) for item in at.picked)
    free = tuple((item, plan.items[item].text) for item in at.items if item not in at.given)
    left = next(
        (v.label for v in LEFT_OUT for g in at.given.values() if value_of(g) == v.value), ""
    )
    named = tuple((plan.items[item].text, word) for item, word in picked)
    return Picks(
        question=at.question,
        among=len(plan.items),
        items=free if at.now else (),
        picked=named,
        left=left,
    )


_ANSWERS: Final[Mapping[str, Answer]] = {
    "1": 1,
    "2": 2,
    "3": 3,
    "4": 4,
    "5": 5,
    "d": Abstained.DONT_KNOW,
    "s": Abstained.SKIPPED,
}


def value_of(answer: Answer | None) -> str:
    """Return an answer as it stands in a form: '1' to '5', 'd', 's', or '' for none."""
    return next((value for value, each in _ANSWERS.items() if each == answer), "")


def answer_of(value: str) -> Answer:
    """Return the answer that a form sends. Raises ValueError for anything else."""
    if value not in _ANSWERS:
        raise ValueError("no such answer")
    return _ANSWERS[value]


def _writing(session: Session, stage: str, at: str, person: str) -> Writing | None:
    """Return the questions of a stage with what somebody wrote; None at none of them."""
    if at not in notes.asks(session, stage).questions:
        return None
    found = _sheets(session, stage, person)
    return found and replace(found, at=at, shown=project(session).shown)


def _sheets(session: Session, stage: str, person: str) -> Writing | None:
    """Return the questions of a stage with what somebody wrote; None if it has none."""
    sheets = []
    for key, asked in notes.asks(session, stage).questions.items():
        silent = session.silent.get(silent_edits.running(session, stage, key))
        named = silent is not None and silent.named
        own = ordered(silent.sheet_of(person).notes) if silent else []
        sheets.append(
            Sheet(
                question=key,
                text=asked.text,
                notes=tuple((note, each.text) for note, each in own),
                promised=NOTES_NAMED if named else NOTES_NAMELESS,
                named=named,
            )
        )
    nothing = Shown(heading="")
    return Writing(stage=stage, sheets=tuple(sheets), at="", shown=nothing) if sheets else None


def _worth(session: Session, stage: str, at: str, own: str) -> Worth | None:
    """Return whether it was worth the time, as a question; None elsewhere and once it is shown."""
    if at != worth.AT or worth.is_shown(session, stage):
        return None
    given = close.answers(session, stage).ballots.get(own)
    facet = Facet(
        key=worth.AT,
        label="1 to 5",
        question=project(session).shown.heading,
        choices=tuple(
            Choice(value=str(point), label=str(point), word=word)
            for point, word in zip(worth.POINTS, worth.WORDS, strict=True)
        ),
        given="" if given is None else str(given),
    )
    return Worth(stage=stage, facet=facet)


def _spreads(session: Session, stage: str, person: str) -> Spreads | None:
    """Return the points that somebody spreads in private; None where nobody does."""
    asked = session.stage(stage).asks
    if not isinstance(asked, allocation.Asks) or not _has_voters(session):
        return None
    open_ones = spread_turns.asked(session, stage)
    if spread_turns.way_of(session, stage) is not allocation.Giving.PRIVATE or not open_ones:
        return None
    voter = voter_shown(session, spread_turns.shown_now(session, stage, person), stage)
    given = allocation.answers(session, stage)
    spreads = []
    for spread in open_ones:
        points = given.of(voter, spread)
        things = tuple(
            (key, each.text, each.about, None if points is None else points.get(key, 0))
            for key, each in asked.disciplines.items()
        )
        spreads.append(Spread(key=spread.value, question=asked.question(spread), things=things))
    return Spreads(stage=stage, spreads=tuple(spreads))


def _dots(session: Session, place: Place, person: str) -> DotBallot | Room | None:
    """Return the dot vote at a place; what the room sees if it is counted there; None for none."""
    pools = dot_pools(session, place.stage, place.at) if session.dots else ()
    if not (key := running(session, pools)):
        return None
    vote = session.dots[key]
    if vote.way is Way.COUNTED:
        return room_view(session, place, vote.way)
    ballot = vote.ballot_of(person)
    options = tuple(
        (option, each.text, ballot.dots.get(option, 0), dot_edits.room_on(vote, ballot, option))
        for option, each in ordered(vote.options)
    )
    return DotBallot(
        vote=key,
        title=project(session).shown.heading,
        options=options,
        left=vote.budget - ballot.spent,
        budget=vote.budget,
        handed_in=ballot.done,
    )
