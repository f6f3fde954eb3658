"""What a server gets to know of a workshop: what phones may see of it now, and nothing else.

It is the page that nobody in particular sees, and the wall's: both are made by `asking.page` and
`project`, which a phone in the room sees too. Which round a question is in goes with it, so that
an answer to an earlier one counts for nothing.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Final

from valueworkshop.core.projector.project import project
from valueworkshop.core.session.people import Person, groups_of
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.silent import edits as silent_edits
from valueworkshop.core.stages.stage_places import current_place
from valueworkshop.core.stages.votes.model import answers
from valueworkshop.phones.answered_page import MIND, OF_DOTS, Form, answered
from valueworkshop.phones.asked import (
    PICKS,
    Ahead,
    Alone,
    Asked,
    Ballot,
    DotBallot,
    Page,
    Part,
    Room,
    Spreads,
    Worth,
    Writing,
)
from valueworkshop.phones.asking import ahead, ballot_of, page

if TYPE_CHECKING:
    from pydantic import TypeAdapter

NOBODY: Final = ""
"""Who sees the page before they answered anything."""

LARGEST: Final = 2_000_000
"""Letters of a workshop as it is published, at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What phones may see, and the stage `at` which the room is.

    `pages` has the page of now as ''; `before` the day, the list as '', and the page of each stage
    in it. `rounds` has the round of each part that is asked, '' for one without rounds, by what
    `part_of` returns, with a '/' between. `minutes` is how far the clock of the room is ahead of
    UTC.
    """

    pages: Mapping[str, Page]
    wall: Page
    at: str = ""
    before: bool = False
    rounds: Mapping[str, str] = field(default_factory=dict)
    wants_names: bool = False
    groups: tuple[str, ...] = ()
    minutes: int = 0

    def page(self, stage: str = "") -> Page:
        """Return what nobody in particular sees now; before the day at a stage, or as a list."""
        return self.pages.get(stage if self.before else "", self.pages[""])

    def answered(self, forms: Sequence[Form], stage: str = "") -> Page:
        """Return a page with what somebody answered."""
        found = answered(self.page(stage), forms)
        if not isinstance(found.asked, Ahead):
            return found
        parts = tuple(self._part(part, forms) for part in found.asked.parts)
        return replace(found, asked=Ahead(parts=parts))

    def _part(self, part: Part, forms: Sequence[Form]) -> Part:
        asked = answered(self.pages[part.stage], forms).asked
        return replace(part, done=asked.done) if isinstance(asked, Alone) else part

    def round_of(self, stage: str, part: str) -> str | None:
        """Return the round of a part of a stage, None if it is not asked."""
        return self.rounds.get(f"{stage}/{part}")

    def is_over(self, stage: str, part: str, number: str) -> bool:
        """Whether nobody is asked a part in that round any more, as far as we can tell from here.

        The room may come back to what it left before it has seen it.
        """
        here = stage == self.at or stage.startswith(OF_DOTS)
        return here and self.round_of(stage, part) != number


def publish(session: Session, minutes: int = 0, *, before: bool = False) -> Published:
    """Return what a server may know of a session."""
    pages = _pages(_with_somebody(session), before=before)
    place = current_place(session)
    return Published(
        pages=pages,
        wall=wall_of(session),
        at=place.stage if place and not before else "",
        before=before,
        rounds=rounds(session, [each.asked for each in pages.values()]),
        wants_names=session.open_votes,
        groups=groups_to_choose(session),
        minutes=minutes,
    )


def rounds_now(session: Session, *, before: bool = False) -> dict[str, str]:
    """Return in which round each part is that is asked now, as `publish` has it."""
    pages = _pages(_with_somebody(session), before=before)
    return rounds(session, [each.asked for each in pages.values()])


def _pages(session: Session, *, before: bool) -> dict[str, Page]:
    if not before:
        return {"": page(session, NOBODY)}
    listed = ahead(session, NOBODY)
    parts = listed.asked.parts if isinstance(listed.asked, Ahead) else ()
    return {"": listed} | {part.stage: ahead(session, NOBODY, part.stage) for part in parts}


def _with_somebody(session: Session) -> Session:
    """Return a session in which people are asked, as they are once a phone has joined."""
    if session.expected:
        return session
    return replace(session, people={**session.people, NOBODY: Person(name="Phone")})


def wall_of(session: Session) -> Page:
    """Return what the projector shows."""
    found = project(session)
    return Page(workshop=found.workshop, stage=found.stage, asked=Room(shown=found.shown))


def groups_to_choose(session: Session) -> tuple[str, ...]:
    """Return the groups of the list, which a phone chooses from; none if there is only one."""
    found = tuple(groups_of(session.people))
    return found if len(found) > 1 else ()


def rounds(session: Session, asked: Iterable[Asked]) -> dict[str, str]:
    """Return in which round each part of what is asked is, by 'stage/part'."""
    return {part: number for each in asked for part, number in _rounds(session, each).items()}


def _rounds(session: Session, asked: Asked) -> dict[str, str]:
    if isinstance(asked, DotBallot):
        return {f"{OF_DOTS}{asked.vote}/": ""}
    if isinstance(asked, Worth):
        return {f"{asked.stage}/": ""}
    if isinstance(asked, Spreads):
        return {f"{asked.stage}/{spread.key}": "" for spread in asked.spreads}
    if isinstance(asked, Writing):
        running = silent_edits.running
        return {
            f"{asked.stage}/{sheet.question}": running(session, asked.stage, sheet.question)
            for sheet in asked.sheets
        }
    if (ballot := ballot_of(asked)) is None:
        return {}
    given = answers(session, ballot.stage)
    found = {rating.item: given.counting(rating.item) for rating in ballot.ratings}
    if ballot.picks:
        found[PICKS] = "/".join(given.counting(item) for item, _ in ballot.picks.items)
    found[MIND] = "/".join(found.values())
    return {f"{ballot.stage}/{part}": number for part, number in found.items()}


def digest(what: object) -> str:
    """Return a mark of what is asked or seen, which differs for what differs."""
    return blake2b(repr(what).encode(), digest_size=8).hexdigest()


def dumps(published: Published) -> str:
    """Write what is published as JSON; each page says of which kind it is."""
    told = asdict(published)
    for key, each in published.pages.items():
        told["pages"][key]["kind"] = type(each.asked).__name__
    told["wall"]["kind"] = type(published.wall.asked).__name__
    return json.dumps(told, ensure_ascii=False)


def loads(text: str) -> Published:
    """Read what `dumps` wrote. Raises ValueError for anything else."""
    if len(text) > LARGEST:
        raise ValueError("far too much for a page")
    try:
        told = json.loads(text)
        told["pages"] = {str(key): _page(each) for key, each in told["pages"].items()}
        told["wall"] = _page(told["wall"])
        found: Published = _adapter(Published.__name__).validate_python(told)
        found.pages[""]
    except (TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ValueError(f"not a page of ours: {error}") from error
    return found


def _page(told: dict[str, Any]) -> Page:
    asked = _adapter(str(told["kind"])).validate_python(told["asked"])
    return Page(workshop=str(told["workshop"]), stage=str(told["stage"]), asked=asked)


_KINDS: Final = {
    each.__name__: each
    for each in (Ballot, DotBallot, Writing, Worth, Spreads, Room, Ahead, Published)
}


@cache
def _adapter(kind: str) -> "TypeAdapter[Any]":
    from pydantic import TypeAdapter  # noqa: PLC0415 - only on a server

    return TypeAdapter(_KINDS[kind])
