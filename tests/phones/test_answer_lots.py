"""Answers that come together are kept together, and each phone hears what became of its own."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select

from valueworkshop.phones.serving.answer_lots import MOST, AnswerLots
from valueworkshop.phones.serving.room_store import AnswerRow, Given, RoomStore
from valueworkshop.phones.serving.tables import ANSWERS, ROOMS, connected, prepare
from valueworkshop.phones.take_answer import TooLateError

Check = Callable[[Sequence[AnswerRow]], Mapping[str, Any]]


def asked(_: Sequence[AnswerRow]) -> Mapping[str, Any]:
    return {"stage": "s", "part": "", "round": "1", "form": "{}", "at": "14:03"}


def refused(_: Sequence[AnswerRow]) -> Mapping[str, Any]:
    raise TooLateError


def given(mark: str, check: Check = asked, room: int = 1, seat: str = "") -> Given:
    return Given(room=room, seat=seat, mark=mark, check=check)


@pytest.fixture
def store(tmp_path: Path) -> RoomStore:
    engine = connected(f"sqlite:///{tmp_path / 'rooms.sqlite'}")
    prepare(engine)
    with engine.begin() as connection:
        connection.execute(insert(ROOMS).values(label="Blue room", token="0"))  # noqa: S106
    return RoomStore(engine)


def seat(store: RoomStore) -> str:
    secret = store.join(1, "", "")
    with store.begin() as connection:
        connection.execute(ROOMS.update().values(code="4729"))
    found = store.find("4729", secret)
    assert found
    assert found[1]
    return found[1].seat.person


def marks(store: RoomStore) -> list[str]:
    with store.begin() as connection:
        return list(connection.execute(select(ANSWERS.c.mark).order_by(ANSWERS.c.id)).scalars())


async def test_what_comes_while_the_database_writes_is_the_next_lot() -> None:
    lots, sizes = list[AnswerLots](), list[int]()
    more = list[asyncio.Task[None]]()
    loop = asyncio.get_running_loop()

    def keep(lot: Sequence[Given]) -> list[None]:
        if not sizes:  # the first is at the disk: many tap
            for n in range(MOST + 3):
                asyncio.run_coroutine_threadsafe(begin(n), loop).result()
        sizes.append(len(lot))
        return [None] * len(lot)

    async def begin(n: int) -> None:
        more.append(asyncio.create_task(lots[0].add(given(str(n)))))
        await asyncio.sleep(0)

    lots.append(AnswerLots(keep, asyncio.Lock()))
    await lots[0].add(given("first"))
    await asyncio.gather(*more)
    assert sizes == [1, MOST, 3]


async def test_each_hears_of_its_own(store: RoomStore) -> None:
    lots, mine = AnswerLots(store.add, asyncio.Lock()), seat(store)
    told = await asyncio.gather(
        lots.add(given("first", seat=mine)),
        lots.add(given("a", seat=mine)),
        lots.add(given("late", refused, seat=mine)),
        lots.add(given("a", seat=mine)),
        lots.add(given("of a room that is gone", room=7, seat=mine)),
        lots.add(given("b", seat=mine)),
        return_exceptions=True,
    )
    assert [type(each) for each in told] == [type(None)] * 2 + [
        TooLateError,
        type(None),
        TooLateError,
        type(None),
    ]
    assert marks(store) == ["first", "a", "b"]


async def test_an_answer_is_checked_beside_those_before_it_in_the_same_lot(
    store: RoomStore,
) -> None:
    seen = list[int]()

    def counted(rows: Sequence[AnswerRow]) -> Mapping[str, Any]:
        seen.append(len(rows))
        return asked(rows)

    mine = seat(store)
    assert store.add([given(str(n), counted, seat=mine) for n in range(3)]) == [None] * 3
    assert seen == [0, 1, 2]


async def test_a_database_that_fails_is_told_to_all_of_a_lot_and_the_next_goes_on() -> None:
    fails = [True, True, False]

    def keep(lot: Sequence[Given]) -> list[None]:
        if fails.pop(0):
            raise OSError("away")
        return [None] * len(lot)

    lots = AnswerLots(keep, asyncio.Lock())
    told = await asyncio.gather(*(lots.add(given(n)) for n in "abc"), return_exceptions=True)
    assert [type(each) for each in told] == [OSError] * 3
    with pytest.raises(OSError, match="away"):
        await lots.add(given("d"))
    await lots.add(given("e"))
