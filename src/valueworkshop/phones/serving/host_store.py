"""What the facilitator's app does with its room on a server, and what the server's owner does."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from valueworkshop.phones.published import Published
from valueworkshop.phones.room_news import LATE, WAITING, Answered, Joined, News, Told
from valueworkshop.phones.seats import ASLEEP_AFTER, new_code
from valueworkshop.phones.serving.room_store import (
    MOST_ANSWERS,
    RoomRow,
    RoomStore,
    digest_of,
)
from valueworkshop.phones.serving.tables import ANSWERS, ROOMS, SEATS

CODE_LENGTH: Final = 6
"""More digits than on a laptop: here many rooms share one address."""

ALONE: Final = 10.0
"""Seconds without a question after which another window may follow a room."""

FAREWELL: Final = 24 * 3600.0
"""Seconds in which a room that ended says so to those who come by its code."""


class NoTokenError(Exception):
    """No room has this token."""


class InUseError(Exception):
    """Another workshop is in the room, or another window follows it; the text says which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """A room for the server's owner: its label, code, phones, answers that wait, who asked last."""

    label: str
    code: str
    phones: int
    waiting: int
    seen: float


class HostStore:
    """A store of rooms, for those who have a token, and for the owner."""

    def __init__(self, store: RoomStore) -> None:
        """Use the database of a store."""
        self._store = store

    def follow(self, token: str, told: Told, published: Published | None) -> News:
        """Keep what the app tells, with what it `published` read; return what is new for it.

        Raises NoTokenError, InUseError.
        """
        news = self._followed(token, told, published)
        if news.closed:
            self._store.tidy()
        return news

    def _followed(self, token: str, told: Told, published: Published | None) -> News:
        with self._store.begin() as connection:
            room = _of_token(connection, token)
            if room.workshop not in {"", told.workshop}:
                raise InUseError(_OTHER_WORKSHOP)
            now = self._store.now()
            alone = not room.workshop or now - room.seen >= ALONE
            if _other_window(room.host, told.host) and not alone:
                raise InUseError(_OTHER_WINDOW)
            if room.host == told.host and told.turn < room.turn:
                return News(code=room.code or "", closed=not room.workshop)
            if not room.workshop:
                if told.over:
                    return News(code=room.code or "", closed=True)
                room = _opened(connection, room, told.workshop)
            _note_done(connection, room.id, told)
            changed: dict[str, Any] = {"host": told.host, "turn": told.turn, "seen": now}
            changed |= {"joining": told.joining, "over": told.over}
            if published is not None:
                changed |= {"published": told.published, "version": room.version + 1}
                _forget_seen(connection, room.id, published)
            connection.execute(update(ROOMS).where(ROOMS.c.id == room.id).values(changed))
            asleep = _of(room.id, SEATS.c.heard < now - ASLEEP_AFTER)
            if told.drop_asleep:
                connection.execute(update(SEATS).where(*asleep).values(dropped=True))
            waiting = _waiting(connection, room.id, told.host)
            if told.over and not waiting:
                _emptied(connection, room.id)
                return News(code=room.code, closed=True)
            return News(
                code=room.code,
                joined=_joined(connection, room.id),
                answers=waiting,
                phones=_counted(connection, *_of(room.id)),
                asleep=_counted(connection, *asleep),
                seats=_everybody(connection, room.id) if told.everybody else {},
                needed=published is None and not room.version,
            )

    def make_room(self, label: str) -> str:
        """Make a room, and return its token, of which we keep the digest. Raises ValueError."""
        token = secrets.token_urlsafe(24)
        try:
            with self._store.begin() as connection:
                connection.execute(insert(ROOMS).values(label=label, token=digest_of(token)))
        except IntegrityError as error:
            raise ValueError(f"there is a room called {label!r}") from error
        return token

    def remove(self, label: str) -> bool:
        """Remove a room with all that is in it; return whether there was one."""
        with self._store.begin() as connection:
            return bool(connection.execute(delete(ROOMS).where(ROOMS.c.label == label)).rowcount)

    def rooms(self) -> list[Glance]:
        """Return all rooms, by their labels."""
        with self._store.begin() as connection:
            return [
                Glance(
                    label=each.label,
                    code=(each.code or "") if each.workshop else "",
                    phones=_counted(connection, *_of(each.id)),
                    waiting=_counted(connection, *_that_wait(each.id)),
                    seen=each.seen,
                )
                for each in connection.execute(select(ROOMS).order_by(ROOMS.c.label))
            ]

    def sweep(self, keep: float) -> None:
        """Empty rooms that no app followed for `keep` seconds; forget codes of those that ended."""
        now = self._store.now()
        with self._store.begin() as connection:
            old = select(ROOMS.c.id).where(ROOMS.c.workshop != "", ROOMS.c.seen < now - keep)
            for room in connection.execute(old).scalars().all():
                _emptied(connection, room)
            ended = update(ROOMS).where(ROOMS.c.workshop == "", ROOMS.c.seen < now - FAREWELL)
            connection.execute(ended.values(code=None))
        self._store.tidy()


_OTHER_WORKSHOP: Final = (
    "Another workshop is in this room. End its phones there, or ask the server's owner for a room."
)
_OTHER_WINDOW: Final = "Another window follows this room now. Close the workshop there first."


def _other_window(before: str, now: str) -> bool:
    """Whether another window followed a room: a host is 'window/run', and a new run may go on."""
    return before != "" and before.partition("/")[0] != now.partition("/")[0]


def _of_token(connection: Connection, token: str) -> RoomRow:
    columns = [ROOMS.c[name] for name in RoomRow.__slots__]
    asked = select(*columns).where(ROOMS.c.token == digest_of(token)).with_for_update()
    found = connection.execute(asked).mappings().first()
    if found is None:
        raise NoTokenError
    return RoomRow(**found)


def _opened(connection: Connection, room: RoomRow, workshop: str) -> RoomRow:
    """Open a room for a workshop, with a code that no other room has."""
    taken = set(connection.execute(select(ROOMS.c.code)).scalars())
    code = new_code(length=CODE_LENGTH)
    while code in taken:
        code = new_code(length=CODE_LENGTH)
    values = {"code": code, "workshop": workshop, "published": "", "version": 0}
    connection.execute(update(ROOMS).where(ROOMS.c.id == room.id).values(values))
    return _of_id(connection, room.id)


def _of_id(connection: Connection, room: int) -> RoomRow:
    columns = [ROOMS.c[name] for name in RoomRow.__slots__]
    asked = select(*columns).where(ROOMS.c.id == room)
    return RoomRow(**connection.execute(asked).mappings().one())


def _note_done(connection: Connection, room: int, told: Told) -> None:
    """Note what the app did with answers and seats: told twice, it changes nothing."""
    if told.seated:
        whose = update(SEATS).where(SEATS.c.room == room, SEATS.c.id == bindparam("seat"))
        seated = [{"seat": seat, "who": person} for seat, person in told.seated.items()]
        connection.execute(whose.values(person=bindparam("who"), name=""), seated)
    if told.refused:
        _refuse(connection, room, told.refused)
    if not told.done:
        return
    new = ANSWERS.c.room == room, ANSWERS.c.state == WAITING
    done = ANSWERS.c.id.in_([each.id for each in told.done])
    seats = set(connection.execute(select(ANSWERS.c.seat).where(*new, done)).scalars())
    which = update(ANSWERS).where(*new, ANSWERS.c.id == bindparam("key"))
    values = [{"key": each.id, "now": each.state, "in": each.round} for each in told.done]
    connection.execute(which.values(state=bindparam("now"), round=bindparam("in")), values)
    heard = update(SEATS).where(SEATS.c.id.in_(seats))
    connection.execute(heard.values(news=SEATS.c.news + 1))


def _refuse(connection: Connection, room: int, refused: Mapping[str, str]) -> None:
    """Take seats back whose names nobody can have; what they answered meanwhile is nobody's."""
    whose = update(SEATS).where(SEATS.c.room == room, SEATS.c.id == bindparam("seat"))
    values = [{"seat": seat, "why": why} for seat, why in refused.items()]
    connection.execute(whose.values(dropped=True, refused=bindparam("why"), name=""), values)
    lost = update(ANSWERS).where(*_that_wait(room), ANSWERS.c.seat.in_(list(refused)))
    connection.execute(lost.values(state=LATE))


def _forget_seen(connection: Connection, room: int, published: Published) -> None:
    """Forget what was answered where nobody is asked any more: the app has it.

    It has no text that came too late: that stays, for its phone to give back.
    """
    columns = (ANSWERS.c[name] for name in ("id", "stage", "part", "round", "state", "form"))
    asked = select(*columns).where(
        ANSWERS.c.room == room, ANSWERS.c.state != WAITING, ANSWERS.c.form != ""
    )
    over = [
        row.id
        for row in connection.execute(asked)
        if published.is_over(row.stage, row.part, row.round)
        and not (row.state == LATE and json.loads(row.form).get("text"))
    ]
    if over:
        connection.execute(update(ANSWERS).where(ANSWERS.c.id.in_(over)).values(form=""))


def _emptied(connection: Connection, room: int) -> None:
    """Delete all that is in a room; its code says for a while that it is over."""
    connection.execute(delete(ANSWERS).where(ANSWERS.c.room == room))
    connection.execute(delete(SEATS).where(SEATS.c.room == room))
    nothing = {"workshop": "", "published": "", "over": True}
    connection.execute(update(ROOMS).where(ROOMS.c.id == room).values(nothing))


def _of(room: int, *more: Any) -> tuple[Any, ...]:
    return (SEATS.c.room == room, SEATS.c.dropped.is_(False), *more)


def _that_wait(room: int) -> tuple[Any, ...]:
    return ANSWERS.c.room == room, ANSWERS.c.state == WAITING


def _counted(connection: Connection, *which: Any) -> int:
    return int(connection.execute(select(func.count()).where(*which)).scalar_one())


def _joined(connection: Connection, room: int) -> list[Joined]:
    """Return who joined and is nobody yet: those taken out too, who may have answered before."""
    nobody = SEATS.c.room == room, SEATS.c.person == "", SEATS.c.refused == ""
    asked = select(SEATS.c.id, SEATS.c.name, SEATS.c.group).where(*nobody).order_by(SEATS.c.number)
    found = connection.execute(asked)
    return [Joined(seat=each.id, name=each.name, group=each.group) for each in found]


def _everybody(connection: Connection, room: int) -> dict[str, str]:
    asked = select(SEATS.c.id, SEATS.c.person).where(SEATS.c.room == room, SEATS.c.person != "")
    return {each.id: each.person for each in connection.execute(asked)}


def _waiting(connection: Connection, room: int, host: str) -> list[Answered]:
    """Return the answers that wait, in order, and note that this run of the app gets them."""
    asked = select(ANSWERS).where(*_that_wait(room)).order_by(ANSWERS.c.id).limit(MOST_ANSWERS)
    found = connection.execute(asked).all()
    new = [each.id for each in found if each.given_to != host]
    if new:
        those = update(ANSWERS).where(ANSWERS.c.id.in_(new))
        connection.execute(those.values(given_to=host))
    return [
        Answered(
            id=each.id,
            seat=each.seat,
            stage=each.stage,
            part=each.part,
            round=each.round,
            form=json.loads(each.form),
            again=each.given_to not in {"", host},
        )
        for each in found
    ]
