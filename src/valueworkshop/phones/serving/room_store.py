"""What a server keeps of its rooms, and every statement on it: each is one transaction.

All of it waits for the database, so call it in a thread. Several processes may do so at once.
"""

import json
import secrets
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import (
    Connection,
    Engine,
    Insert,
    RowMapping,
    and_,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from valueworkshop.phones.room_news import WAITING
from valueworkshop.phones.seats import MOST_SEATS, FullError, Seat, new_word
from valueworkshop.phones.serving.tables import ANSWERS, ROOMS, SEATS
from valueworkshop.phones.take_answer import TooLateError

MOST_ANSWERS: Final = 200
"""The app takes so many answers at a time."""

_TRIES: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomRow:
    """A room as it is kept, without what is published in it."""

    id: int
    label: str
    code: str
    workshop: str
    version: int
    joining: bool
    over: bool
    host: str
    turn: int
    seen: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatRow:
    """A phone as it is kept: its seat, how often there was news, why it was `refused`."""

    seat: Seat
    news: int
    refused: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRow:
    """An answer as it is kept; `form` is empty once the room has seen it."""

    id: int
    seat: str
    stage: str
    part: str
    round: str
    form: Mapping[str, str]
    at: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """An answer that a phone gives: `mark` is the same if it is sent again.

    `check` gets all answers of this phone, returns the other fields of this one, and may raise.
    """

    room: int
    seat: str
    mark: str
    check: Callable[[Sequence[AnswerRow]], Mapping[str, Any]]


def digest_of(secret: str) -> str:
    """Return what we keep of a secret."""
    return sha256(secret.encode()).hexdigest()


class RoomStore:
    """The rooms of a database."""

    def __init__(self, engine: Engine, now: Callable[[], float] = time.time) -> None:
        """Ask nothing yet. `now` gives seconds since 1970."""
        self._engine, self.now = engine, now
        self._reads = engine.execution_options(isolation_level="AUTOCOMMIT")

    @property
    def has_one_writer(self) -> bool:
        """Whether the database lets only one write at a time."""
        return self._engine.dialect.name == "sqlite"

    # For those who come by phone ----------------------------------------------------------------

    def find(self, code: str, secret: str) -> tuple[RoomRow, SeatRow | None] | None:
        """Return the room of a code and the seat of a secret in it; None for no such room."""
        on = and_(SEATS.c.room == ROOMS.c.id, SEATS.c.digest == digest_of(secret))
        columns = [ROOMS.c[name] for name in RoomRow.__slots__]
        seat = [SEATS.c[name].label(f"s_{name}") for name in _SEAT]
        asked = select(*columns, *seat).select_from(ROOMS.outerjoin(SEATS, on))
        with self._reads.connect() as connection:
            found = connection.execute(asked.where(ROOMS.c.code == code)).mappings().first()
        if found is None:
            return None
        room = RoomRow(**{name: found[name] for name in RoomRow.__slots__})
        if found["s_id"] is None:
            return room, None
        return room, _seat({name: found[f"s_{name}"] for name in _SEAT})

    def published(self, room: int) -> tuple[int, str]:
        """Return the version of what is published, and that."""
        asked = select(ROOMS.c.version, ROOMS.c.published).where(ROOMS.c.id == room)
        with self._reads.connect() as connection:
            found = connection.execute(asked).one()
        return int(found.version), str(found.published)

    def join(self, room: int, name: str, group: str) -> str:
        """Seat a phone, and return its secret. Raises FullError."""
        secret = secrets.token_urlsafe(24)
        for _ in range(_TRIES):
            values = {
                "id": secrets.token_hex(6),
                "room": room,
                "word": new_word(),
                "digest": digest_of(secret),
                "name": name,
                "named": bool(name),
                "group": group,
                "heard": self.now(),
            }
            try:
                with self._engine.begin() as connection:
                    if _count(connection, SEATS.c.room == room) >= MOST_SEATS:
                        raise FullError
                    connection.execute(insert(SEATS).values(values))
            except IntegrityError:
                continue  # somebody has this word
            return secret
        raise FullError

    def tell_name(self, seat: str, name: str) -> None:
        """Note the name of a phone that joined without; the app says again who that is."""
        changed = update(SEATS).where(SEATS.c.id == seat)
        with self._engine.begin() as connection:
            connection.execute(changed.values(name=name, named=True, person=""))

    def rejoin(self, room: int, word: str) -> str:
        """Return a new secret for the seat of a word, '' for none."""
        secret = secrets.token_urlsafe(24)
        whose = and_(SEATS.c.room == room, SEATS.c.word == word, SEATS.c.dropped.is_(False))
        changed = update(SEATS).where(whose)
        with self._engine.begin() as connection:
            done = connection.execute(
                changed.values(digest=digest_of(secret), heard=self.now())
            ).rowcount
        return secret if done else ""

    def own(self, seat: str) -> list[AnswerRow]:
        """Return all answers of a phone that the room has not seen, and its last, in order."""
        with self._reads.connect() as connection:
            return _own(connection, [seat]).get(seat, [])

    def add(self, lot: Sequence[Given]) -> list[Exception | None]:
        """Keep answers that are not here already, in one transaction.

        Return for each None, or why it was not kept: what its check raised, TooLateError if its
        room is no more. A failing database raises.
        """
        try:
            with self._engine.begin() as connection:
                return self._added(connection, lot)
        except IntegrityError:  # a room was closed meanwhile, and is empty
            if len(lot) == 1:
                return [TooLateError()]
            return [error for given in lot for error in self.add([given])]

    def _added(self, connection: Connection, lot: Sequence[Given]) -> list[Exception | None]:
        there = _there(connection, lot)
        rows = _own(connection, {given.seat for given in lot})
        told: list[Exception | None] = []
        fresh: list[dict[str, Any]] = []
        for given in lot:
            error = None
            if (given.room, given.mark) not in there:
                own = rows.setdefault(given.seat, [])
                try:
                    fields = given.check(own)
                except Exception as raised:  # noqa: BLE001 - it is of this one, not of the others
                    error = raised
                else:
                    there.add((given.room, given.mark))
                    of = {"room": given.room, "seat": given.seat, "mark": given.mark}
                    fresh.append({**of, "state": WAITING, "given_to": "", **fields})
                    own.append(_answer({"id": 0, **fresh[-1]}))
            told.append(error)
        if fresh:
            connection.execute(self._unless_there(), fresh)
        return told

    def heard(self, seats: Iterable[str]) -> None:
        """Note that phones asked just now."""
        with self._engine.begin() as connection:
            awake = update(SEATS).where(SEATS.c.id.in_(list(seats)))
            connection.execute(awake.values(heard=self.now()))

    def _unless_there(self) -> Insert:
        dialect = postgresql if self._engine.dialect.name == "postgresql" else sqlite
        made: Insert = dialect.insert(ANSWERS).on_conflict_do_nothing()
        return made

    def tidy(self) -> None:
        """Have what was deleted gone from the files of SQLite too; PostgreSQL does so by itself."""
        if self.has_one_writer:
            with self._reads.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """Give a connection that changes everything together, or nothing."""
        with self._engine.begin() as connection:
            yield connection


_SEAT: Final = ("id", "word", "digest", "dropped", "named", "news", "refused")


def _seat(found: Mapping[str, Any]) -> SeatRow:
    seat = Seat(
        person=found["id"],
        word=found["word"],
        digest=found["digest"],
        dropped=found["dropped"],
        named=found["named"],
    )
    return SeatRow(seat=seat, news=found["news"], refused=found["refused"])


def _count(connection: Connection, which: Any) -> int:
    return int(connection.execute(select(func.count()).where(which)).scalar_one())


def _there(connection: Connection, lot: Sequence[Given]) -> set[tuple[int, str]]:
    """Return the room and the mark of those that are here already."""
    marks = ANSWERS.c.mark.in_([given.mark for given in lot])
    rooms = ANSWERS.c.room.in_({given.room for given in lot})
    found = connection.execute(select(ANSWERS.c.room, ANSWERS.c.mark).where(rooms, marks))
    return {(each.room, each.mark) for each in found}


def _own(connection: Connection, seats: Iterable[str]) -> dict[str, list[AnswerRow]]:
    """Return the answers of some phones, each in order."""
    asked = select(*(ANSWERS.c[name] for name in AnswerRow.__slots__))
    asked = asked.where(ANSWERS.c.seat.in_(list(seats))).order_by(ANSWERS.c.id)
    found: dict[str, list[AnswerRow]] = {}
    for each in connection.execute(asked).mappings():
        found.setdefault(each["seat"], []).append(_answer(each))
    return found


def _answer(found: Mapping[str, Any] | RowMapping) -> AnswerRow:
    values = {name: found[name] for name in AnswerRow.__slots__}
    return AnswerRow(**{**values, "form": json.loads(found["form"] or "{}")})
