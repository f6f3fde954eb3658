"""Edits from phones are handed over and saved together, and confirmed once they are saved."""

import asyncio
import datetime as dt
import threading
from collections.abc import Callable
from dataclasses import replace

from phone_rooms import opened, private_session
from running import counted_ids
from valueworkshop.core.session.desk import Desk
from valueworkshop.core.session.session import Session
from valueworkshop.phones.batches import Batches
from valueworkshop.phones.rooms import OneRoom
from valueworkshop.phones.take_answer import TooLateError


def titled(title: str) -> Callable[[Session], Session]:
    return lambda session: replace(session, organisation=f"{session.organisation}{title}")


def void(_: object) -> None:
    """Make nothing of a value."""


def a_desk() -> Desk:
    return Desk(private_session(), ids=counted_ids(), today=lambda: dt.date(2026, 11, 22))


async def test_many_edits_are_one_for_the_desk_and_the_disk() -> None:
    desk = a_desk()
    saved: list[Session] = []
    shown: list[Session] = []
    desk.listen(shown.append)
    edits = Batches(lambda: desk.session, desk.take, lambda: saved.append(desk.session), pause=0)
    for letter in "abc":
        edits.take(titled(letter))
    assert edits.session().organisation == "abc"
    assert desk.session.organisation == ""
    await edits.kept()
    assert desk.session.organisation == "abc"
    assert len(saved) == len(shown) == 1


async def test_nobody_is_told_that_it_is_kept_before_it_is_saved() -> None:
    desk, may_save, handed = a_desk(), threading.Event(), asyncio.Event()
    desk.listen(lambda _: handed.set())
    edits = Batches(lambda: desk.session, desk.take, lambda: void(may_save.wait()), pause=0)
    edits.take(titled("a"))
    told = asyncio.create_task(edits.kept())
    await handed.wait()
    assert not told.done()
    may_save.set()
    await told


async def test_an_edit_of_the_facilitator_in_between_stays() -> None:
    desk = a_desk()
    edits = Batches(lambda: desk.session, desk.take, lambda: None, pause=0)
    edits.take(titled("a"))
    desk.commit(replace(desk.session, title="New"))
    assert (edits.session().title, edits.session().organisation) == ("New", "a")
    await edits.kept()
    assert (desk.session.title, desk.session.organisation) == ("New", "a")


async def test_what_was_too_late_by_then_is_left_out() -> None:
    desk = a_desk()
    edits = Batches(lambda: desk.session, desk.take, lambda: None, pause=0)

    def only_while_it_is_old(session: Session) -> Session:
        if session.title == "New":
            raise TooLateError
        return replace(session, organisation="late")

    edits.take(only_while_it_is_old)
    desk.commit(replace(desk.session, title="New"))
    await edits.kept()
    assert desk.session.organisation == ""


async def test_all_that_comes_while_the_disk_writes_is_one_lot() -> None:
    desk, may_save, at_disk = a_desk(), threading.Event(), threading.Event()
    saved: list[str] = []

    def save() -> None:
        at_disk.set()
        may_save.wait()
        saved.append(desk.session.organisation)

    edits = Batches(lambda: desk.session, desk.take, save, pause=0)
    edits.take(titled("a"))
    first = asyncio.create_task(edits.kept())
    await asyncio.to_thread(at_disk.wait)
    for letter in "bcd":
        edits.take(titled(letter))
        await asyncio.sleep(0)
    rest = asyncio.create_task(edits.kept())
    await asyncio.sleep(0)
    assert desk.session.organisation == "a"
    may_save.set()
    await asyncio.gather(first, rest)
    assert saved == ["a", "abcd"]


async def test_between_two_requests_a_key_has_its_turn() -> None:
    """A key takes many steps through the app's loop; a thousand phones may not be before each."""
    loop, done = asyncio.get_running_loop(), list[str]()
    with opened(private_session()) as room:
        rooms = OneRoom(room.room)

    async def request() -> None:
        await rooms.find("", "")
        done.append("phone")

    def key(steps: int) -> None:
        if steps:
            loop.call_soon(key, steps - 1)
        else:
            done.append("key")

    requests = [asyncio.create_task(request()) for _ in range(100)]
    await asyncio.sleep(0)
    key(5)
    await asyncio.gather(*requests)
    assert done.index("key") <= 7
    assert done.count("phone") == 100
