"""A room of phones: the workshop behind it, its code, who is in, and what a page needs of them."""

import secrets
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.projector.project import project
from valueworkshop.core.session.ids import Ids
from valueworkshop.core.session.session import Session
from valueworkshop.phones.asked import Nameless, Page
from valueworkshop.phones.asking import ahead, everything_ahead, page, with_names
from valueworkshop.phones.batches import Batches
from valueworkshop.phones.joining import (
    CHOOSE,
    NAMELESS,
    NO_GROUP,
    WhoError,
    named,
    seated,
    sits_down,
)
from valueworkshop.phones.page_frame import kept_at
from valueworkshop.phones.published import digest, groups_to_choose, wall_of
from valueworkshop.phones.seats import Counts, Seat, Seats, new_code
from valueworkshop.phones.take_answer import take_answer

PROMISE: Final = (
    "Your answers go to the laptop in this room and nowhere else. The connection is not encrypted."
)

ENCRYPTED: Final = (
    "Your answers go to the facilitator's laptop, encrypted on the way, and nowhere else."
)

FAREWELL: Final = "The workshop is over on this laptop. What you answered is kept there."

FAREWELL_FOR_NOW: Final = (
    "This page is closed for now. What you answered is kept, and you can go on when it is open "
    "again, and in the workshop."
)

_REMEMBERED: Final = 20_000
"""So many forms are known by their id, so that one which is sent again does nothing."""


class Room:
    """What phones do in one workshop.

    `edits` has the workshop as it is now and takes what changes it. `clock` says the time of day
    to people, `changed` is called when somebody joined or left. While it is `before` the day,
    people answer what they can alone, wherever the facilitator is.
    """

    def __init__(  # noqa: PLR0913 - what a room is made of
        self,
        edits: Batches,
        ids: Ids,
        *,
        code: str = "",
        kept: Mapping[str, Seat] | None = None,
        now: Callable[[], float] = time.monotonic,
        clock: Callable[[], str] = lambda: time.strftime("%H:%M"),
        changed: Callable[[], None] = lambda: None,
    ) -> None:
        """Open a room; with the `code` and the seats `kept` of one that was open before."""
        self._edits, self._ids = edits, ids
        self._clock, self._changed = clock, changed
        self.code = code or new_code()
        self.seats = Seats(now, kept=kept)
        self.joining = True
        self.over = self.before = False
        self.promise, self.refusal = PROMISE, ""
        self._kept: dict[str, dict[tuple[str, str], str]] = {}
        self._done: deque[tuple[str, ...]] = deque(maxlen=_REMEMBERED)
        self._known: set[tuple[str, ...]] = set()
        self._versions: dict[str, tuple[object, str]] = {}

    @property
    def title(self) -> str:
        """The title of the workshop."""
        return self._edits.session().title

    @property
    def wants_names(self) -> bool:
        """Whether people are asked who they are: only where the team votes with names."""
        return self._edits.session().open_votes

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups of the list, which a phone chooses from; none if there is only one."""
        return groups_to_choose(self._edits.session())

    def holder(self, secret: str) -> Seat | None:
        """Return the seat of a secret, and note that its phone is awake."""
        return self.seats.holder(secret)

    async def join(self, name: str = "", group: str = "") -> str:
        """Let a phone in, and return its secret once that is kept.

        Raises FullError, and WhoError where the page has to ask again.
        """
        wants_name, groups = self.wants_names, self.groups
        if wants_name and not one_line(name):
            raise WhoError(NAMELESS)
        if group not in {*groups, NO_GROUP}:
            if groups and not wants_name:
                raise WhoError(CHOOSE)
            group = ""
        named = name if wants_name else ""
        before = self._edits.session()
        after, key = seated(before, self.seats.people, self._ids, named, group)
        secret = self.seats.join(key, named=bool(named))
        self._edits.take(sits_down(key, before.people, after.people))
        self._changed()
        await self._edits.kept()
        return secret

    async def tell_name(self, person: str, name: str) -> str:
        """Note the name of somebody who joined without; return a new secret, '' if theirs stays.

        Raises FullError and WhoError as `join`.
        """
        if not one_line(name):
            raise WhoError(NAMELESS)
        others = self.seats.people - {person}
        before = self._edits.session().people
        after, key = named(self._edits.session(), others, self._ids, person, name)
        secret = ""
        if key == person:
            self.seats.name(person)
        else:
            secret = self.seats.join(key, named=True)
            self.seats.drop(person)
        self._edits.take(sits_down(key, before, after.people))
        self._changed()
        await self._edits.kept()
        return secret

    async def rejoin(self, word: str) -> str:
        """Return a new secret for a word, '' for one that nobody has."""
        secret = self.seats.rejoin(word)
        if secret:
            self._seats_changed()
            await self._edits.kept()
        return secret

    def counts(self) -> Counts:
        """Return how many phones there are, and how many sleep."""
        return self.seats.counts()

    def drop_asleep(self) -> None:
        """Take out the phones that sleep; what they answered stays."""
        for person in self.seats.asleep:
            self.seats.drop(person)
        self._seats_changed()

    def _seats_changed(self) -> None:
        self._edits.take(lambda session: session)  # who holds which phone is saved with the edits
        self._changed()

    async def answer(self, person: str, form: Mapping[str, str]) -> None:
        """Take what a form says, once, and return when it is on the disk.

        Raises TooLateError and ValueError as `take_answer`.
        """
        form = {name: value for name, value in form.items() if name != "new"}
        mark = (person, *(form[name] for name in sorted(form)))
        if mark not in self._known:
            self._take(person, form, mark)
        await self._edits.kept()

    def _take(self, person: str, form: Mapping[str, str], mark: tuple[str, ...]) -> None:
        own = self.seats.own(person)
        ids, before = self._ids, self.before
        self._edits.take(lambda s: take_answer(s, person, form, ids, own, before=before))
        if len(self._done) == _REMEMBERED:
            self._known.discard(self._done[0])
        self._done.append(mark)
        self._known.add(mark)
        times = self._kept.setdefault(person, {})
        times[form.get("item", ""), form.get("facet", "")] = kept_at(self._clock())

    @property
    def farewell(self) -> str:
        """Where answers are, for those who come after the end."""
        return FAREWELL_FOR_NOW if self.before else FAREWELL

    async def page(self, person: str, stage: str = "") -> Page:
        """Return what somebody sees now; before the day a stage, or the list of them."""
        session = self._edits.session()
        if self.before:
            found = ahead(session, person, stage)
        else:
            found = page(session, person, self.seats.own(person))
        if with_names(found.asked) and not self.seats.is_named(person):
            return replace(found, asked=Nameless(stage=found.stage))
        return found

    async def kept(self, person: str) -> Mapping[tuple[str, str], str]:
        """Return how each answer of somebody is kept, by (item, facet)."""
        return self._kept.get(person, {})

    async def missed(self, person: str) -> str | None:
        """Return None: here an answer is taken or refused while its phone waits."""
        del person
        return None

    def version(self) -> str:
        """Return a mark of what everybody is asked or sees; answers nobody has seen are not in it.

        It is worked out once for each change of the desk, not for each answer on its way there.
        """
        if self.before:
            return self._version("ahead", lambda session: everything_ahead(session, ""))
        return self._version("phones", lambda session: page(session, ""))

    def wall(self) -> Page:
        """Return what the projector shows."""
        return wall_of(self._edits.on_desk())

    def wall_version(self) -> str:
        """Return a mark of what the projector shows, with how many have voted."""
        return self._version("wall", project)

    def _version(self, name: str, made: Callable[[Session], object]) -> str:
        session = self._edits.on_desk()
        known, mark = self._versions.get(name, (None, ""))
        if known is not session:
            mark = digest(made(session))
            self._versions[name] = (session, mark)
        return mark


def fresh_id() -> str:
    """Return an id for the forms of one page."""
    return secrets.token_urlsafe(8)
