"""A room on a server, as one request sees it: what is published there, and this phone's answers."""

import asyncio
import datetime as dt
import json
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import replace
from hashlib import sha256
from typing import Any, Final, TypeVar

from valueworkshop.core.clean_text import one_line
from valueworkshop.phones.answered_page import part_of, with_answer
from valueworkshop.phones.asked import Nameless, Page, Room
from valueworkshop.phones.asking import with_names
from valueworkshop.phones.joining import CHOOSE, NAMELESS, NO_GROUP, WhoError
from valueworkshop.phones.page_frame import kept_at
from valueworkshop.phones.published import Published, digest, loads
from valueworkshop.phones.room_news import LATE, TAKEN, WAITING
from valueworkshop.phones.rooms import OpenRoom
from valueworkshop.phones.seats import Seat
from valueworkshop.phones.serving.answer_lots import AnswerLots
from valueworkshop.phones.serving.room_store import (
    AnswerRow,
    Given,
    RoomRow,
    RoomStore,
    SeatRow,
)

T = TypeVar("T")

PROMISE: Final = (
    "Your answers go to your organisation's server, and from there to the facilitator. They are "
    "deleted from the server when the workshop ends."
)

FAREWELL: Final = "The workshop is over. What you answered is with the facilitator."

_LONGEST: Final = 80
"""Letters of a name or a group from a phone."""

_FLUSH: Final = 4.0
"""Seconds in which we gather which phones are awake, to note it at once for all."""


class _Shown:
    """What is published in a room, with its marks, which each phone asks for every two seconds."""

    def __init__(self, published: Published) -> None:
        self.published = published
        self.page_mark = digest(sorted(published.pages.items()))
        self.wall_mark = digest(published.wall)


_SOON: Final = Page(workshop="", stage="", asked=Room(said="The workshop begins soon."))

_NOTHING: Final = _Shown(Published(pages={"": _SOON}, wall=_SOON))


class StoredRooms:
    """The rooms of a database, for one worker."""

    def __init__(self, store: RoomStore) -> None:
        """Know none yet."""
        self.store = store
        self._shown: dict[int, tuple[int, _Shown]] = {}
        self._awake: set[str] = set()
        self._noted = time.monotonic()
        # Where SQLite has a writer, others ask again and again, each in a thread of ours.
        self._turn: AbstractAsyncContextManager[None] = (
            asyncio.Lock() if store.has_one_writer else nullcontext()
        )
        self.lots = AnswerLots(store.add, self._turn)

    async def find(self, code: str, secret: str) -> OpenRoom | None:
        """Return the room of a code, as the phone with this secret sees it."""
        found = await asyncio.to_thread(self.store.find, code, secret) if code else None
        if found is None:
            return None
        room, seat = found
        if seat is not None:
            await self._note_awake(seat.seat.person)
        return _StoredRoom(self, room, seat, await self._of(room))

    async def write(self, what: Callable[..., T], *about: object) -> T:
        """Write to the database in a thread, when it is our turn."""
        async with self._turn:
            return await asyncio.to_thread(what, *about)

    async def _of(self, room: RoomRow) -> _Shown:
        """Return what is published in a room, which is read once for each version."""
        if not room.workshop:
            return _NOTHING
        version, shown = self._shown.get(room.id, (-1, _NOTHING))
        if version != room.version:
            version, shown = await asyncio.to_thread(self._read, room.id)
            self._shown[room.id] = version, shown
        return shown

    def _read(self, room: int) -> tuple[int, _Shown]:
        version, text = self.store.published(room)
        return version, _Shown(loads(text)) if text else _NOTHING

    async def _note_awake(self, seat: str) -> None:
        self._awake.add(seat)
        if time.monotonic() - self._noted > _FLUSH:
            awake, self._awake, self._noted = self._awake, set(), time.monotonic()
            await self.write(self.store.heard, awake)


class _StoredRoom:
    def __init__(
        self, rooms: StoredRooms, room: RoomRow, seat: SeatRow | None, shown: _Shown
    ) -> None:
        self._rooms, self._store, self._room, self._seat = rooms, rooms.store, room, seat
        self._shown, self._published = shown, shown.published
        self._rows: list[AnswerRow] | None = None
        self.promise, self.farewell = PROMISE, FAREWELL

    @property
    def code(self) -> str:
        return self._room.code

    @property
    def title(self) -> str:
        return self._published.page().workshop or "Workshop"

    @property
    def wants_names(self) -> bool:
        return self._published.wants_names

    @property
    def groups(self) -> tuple[str, ...]:
        return self._published.groups

    @property
    def joining(self) -> bool:
        return self._room.joining

    @property
    def over(self) -> bool:
        return self._room.over

    @property
    def before(self) -> bool:
        return self._published.before

    @property
    def refusal(self) -> str:
        return self._seat.refused if self._seat else ""

    def holder(self, secret: str) -> Seat | None:
        """Return the seat of this request's secret."""
        del secret  # it was looked for with the room
        seat = self._seat.seat if self._seat else None
        return None if seat is None or seat.dropped else seat

    async def join(self, name: str, group: str) -> str:
        """Let a phone in; the app says later who that is in the workshop."""
        named = one_line(name)[:_LONGEST] if self.wants_names else ""
        if self.wants_names and not named:
            raise WhoError(NAMELESS)
        if group not in {*self.groups, NO_GROUP}:
            if self.groups and not self.wants_names:
                raise WhoError(CHOOSE)
            group = ""
        return await self._rooms.write(self._store.join, self._room.id, named, group)

    async def tell_name(self, person: str, name: str) -> str:
        """Note a name; the app says later whose it is. The secret stays."""
        if not (named := one_line(name)[:_LONGEST]):
            raise WhoError(NAMELESS)
        await self._rooms.write(self._store.tell_name, person, named)
        return ""

    async def rejoin(self, word: str) -> str:
        """Give a seat another secret."""
        asked = word.strip().upper()
        return await self._rooms.write(self._store.rejoin, self._room.id, asked)

    async def answer(self, person: str, form: Mapping[str, str]) -> None:
        """Keep an answer for the app, if the page still asks for it."""
        form = {name: value for name, value in form.items() if name != "new"}
        told = "\0".join((person, *(form[name] for name in sorted(form))))
        mark = sha256(told.encode()).hexdigest()
        form["new"] = f"p{mark[:11]}"

        def check(rows: Sequence[AnswerRow]) -> Mapping[str, Any]:
            stage, part = part_of(form)
            with_answer(self._published.page(stage), self._in_force(rows), form)
            return {
                "stage": stage,
                "part": part,
                "round": self._published.round_of(stage, part) or "",
                "form": json.dumps(form, ensure_ascii=False),
                "at": self._clock(),
            }

        await self._rooms.lots.add(Given(room=self._room.id, seat=person, mark=mark, check=check))

    async def page(self, person: str, stage: str = "") -> Page:
        """Return what is published, with what this phone answered."""
        found = self._published.answered(self._in_force(await self._own(person)), stage)
        named = self._seat is not None and self._seat.seat.named
        if with_names(found.asked) and not named:
            return replace(found, asked=Nameless(stage=found.stage))
        return found

    async def kept(self, person: str) -> Mapping[tuple[str, str], str]:
        """Return whether each answer is in the workshop already."""
        return {
            (row.form.get("item", ""), row.form.get("facet", "")): (
                kept_at(row.at) if row.state == TAKEN else f"→ sent {row.at}"
            )
            for row in await self._own(person)
        }

    async def missed(self, person: str) -> str | None:
        """Return what was written too late; for a tap, only where the room is, that it was."""
        rows = await self._own(person)
        if not rows or rows[-1].state != LATE:
            return None
        text = rows[-1].form.get("text", "")
        return text if text or rows[-1].stage == self._published.at else None

    def version(self) -> str:
        """Return a mark of what is asked, and of what the app did with this phone's answers."""
        return f"{self._shown.page_mark}.{self._seat.news if self._seat else 0}"

    def wall(self) -> Page:
        """Return what the projector shows."""
        return self._published.wall

    def wall_version(self) -> str:
        """Return a mark of what the projector shows."""
        return self._shown.wall_mark

    async def _own(self, person: str) -> list[AnswerRow]:
        if self._rows is None:
            self._rows = await asyncio.to_thread(self._store.own, person)
        return self._rows

    def _in_force(self, rows: Sequence[AnswerRow]) -> list[Mapping[str, str]]:
        """Return those forms that count for the round of now.

        A note that waits counts in every round: what was written is never late.
        """
        return [row.form for row in rows if row.form and self._counts(row)]

    def _counts(self, row: AnswerRow) -> bool:
        number = self._published.round_of(row.stage, row.part)
        if row.state == WAITING and row.form.get("do") == "note":
            return number is not None
        return row.state != LATE and number == row.round

    def _clock(self) -> str:
        zone = dt.timezone(dt.timedelta(minutes=self._published.minutes))
        return f"{dt.datetime.fromtimestamp(self._store.now(), zone):%H:%M}"
