"""Follows a room on a server: publishes what phones may see, and takes their answers as edits.

An answer goes the way of one from a phone in this room: `take_answer`, `Batches`, the desk, the
disk. Only then do we tell the server that it is taken. Before that we write down which ones are:
so a stop in between takes none twice, and loses none.
"""

import asyncio
import contextlib
import json
import os
import secrets
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Final, TypeVar

from valueworkshop.core.session.ids import Ids
from valueworkshop.core.session.session import Session
from valueworkshop.phones.batches import Batches
from valueworkshop.phones.joining import WhoError, named, seated, sits_down
from valueworkshop.phones.published import dumps, publish, rounds_now
from valueworkshop.phones.room_news import LATE, TAKEN, Answered, Done, Joined, News, Told
from valueworkshop.phones.seats import Counts
from valueworkshop.phones.server_client import ServerError
from valueworkshop.phones.take_answer import SumError, TooLateError, take_answer

T = TypeVar("T")

OFTEN: Final = 1.0
"""Seconds between two questions to the server while nothing happens here."""

SELDOM: Final = 5.0
"""Seconds between two questions to a server that does not answer."""

_EVERY: Final = (False, True)

_LONGEST: Final = 0.02
"""Seconds in which we take answers before keys have their turn."""

_UNSAVED: Final = "The workshop cannot be saved now; answers wait on the server."

_REST: Final = 0.2
"""Seconds between two questions at least, however fast somebody types."""


class Follower:
    """One room on a server, for the workshop that is open.

    `ask` is `RoomClient.follow`. `kept` is what `keep` wrote for this room in an earlier run.
    `may_take` says whether the workshop can be changed, `is_alive` whether a process of this
    computer runs.
    """

    def __init__(  # noqa: PLR0913 - what a room is made of
        self,
        ask: Callable[[Told], News],
        edits: Batches,
        ids: Ids,
        *,
        kept: str = "",
        keep: Callable[[str], None] = lambda _: None,
        may_take: Callable[[], bool] = lambda: True,
        changed: Callable[[], None] = lambda: None,
        minutes: Callable[[], int] | None = None,
        is_alive: Callable[[int], bool] = lambda _: False,
    ) -> None:
        """Ask nothing yet."""
        self._ask, self._edits, self._ids = ask, edits, ids
        self._keep, self._changed = keep, changed
        self._may_take, self._minutes = may_take, minutes or minutes_ahead
        self._run = secrets.token_hex(8)
        self._people: dict[str, str] = {}
        self._seated: dict[str, str] = {}
        self._seats_unsaved: dict[str, str] = {}
        self._refused: dict[str, str] = {}
        before = _loads(kept)
        self._code_before, self._done = before.code, before.done
        # After a stop this computer follows at once; while another window does, it waits.
        self._host = before.host if before.host and not is_alive(before.pid) else self._run
        self._unsaved: dict[int, Done] = {}
        self._told: str | None = None
        self._seen: tuple[object, ...] = ()
        self._turn = 0
        self._knows_everybody = self._drops = False
        self._counts = Counts(phones=0, asleep=0)
        self._awake = asyncio.Event()
        self.code = ""
        self.joining = True
        self.before = self.over = self.closed = False
        self.problem = ""

    def counts(self) -> Counts:
        """Return how many phones there are, and how many sleep, as the server said last."""
        return self._counts

    def drop_asleep(self) -> None:
        """Take out the phones that sleep; what they answered stays."""
        self._drops = True
        self.wake()

    def wake(self) -> None:
        """Ask the server soon: something has changed here."""
        self._awake.set()

    async def follow(self) -> None:
        """Follow until the room is closed, or asking is no use any more."""
        while not self.closed:
            pause = OFTEN
            try:
                if await self.step():
                    continue
            except ServerError as error:
                self._say(str(error))
                if error.lasting:
                    return
                pause = SELDOM
            await asyncio.sleep(_REST)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._awake.wait(), pause)

    async def step(self) -> bool:
        """Ask once, and take what came; return whether there is more to do at once.

        Raises ServerError; then nothing that was told counts as told.
        """
        self._awake.clear()
        told_seats, refused, drops = dict(self._seated), dict(self._refused), self._drops
        self._turn += 1
        told = Told(
            turn=self._turn,
            host=f"{self._host}/{self._run}",
            workshop=self._edits.session().id,
            joining=self.joining,
            over=self.over,
            drop_asleep=drops,
            done=tuple(self._done.values()) if self.code else (),
            seated=told_seats,
            refused=refused,
            everybody=not self._knows_everybody,
        )
        session = self._edits.session()
        news, text = await apart(lambda: self._exchange(told, session))
        new = self.code != news.code
        self._heard(news, told, text)
        if new:
            self._keep_all()
        if self.closed:
            return False
        if not self._may_take():
            self._say(_UNSAVED)
            return False
        for each in news.joined:
            self._seat(each)
        known = {*self._done, *self._unsaved}
        await self._take([each for each in news.answers if each.id not in known])
        if (self._seats_unsaved or self._unsaved) and not await self._settled():
            return False
        return bool(self._seated or self._refused or self._done or news.needed)

    async def _settled(self) -> bool:
        """Have on the disk what was taken, and write down that it is; return whether it worked."""
        self._edits.hand_over()
        if not await self._edits.saved():
            self._say(_UNSAVED)
            return False
        self._done |= self._unsaved
        self._seated |= self._seats_unsaved
        self._unsaved, self._seats_unsaved = {}, {}
        self._keep_all()
        return True

    def _keep_all(self) -> None:
        done = [[each.id, each.state, each.round] for each in self._done.values()]
        kept = {"code": self.code, "host": self._host, "pid": os.getpid(), "done": done}
        self._keep(json.dumps(kept))

    def _exchange(self, told: Told, session: Session) -> tuple[News, str | None]:
        """Ask, with what is published if that is new; called in a thread."""
        now = (session, self.before, self._minutes())
        text = self._told
        if self._told is None or self._seen[1:] != now[1:] or self._seen[0] is not session:
            text = dumps(publish(session, now[2], before=self.before))
        published = None if text == self._told else text
        news = self._ask(replace(told, published=published))
        self._seen = now
        return news, text

    def _heard(self, news: News, told: Told, text: str | None) -> None:
        """Note what the server knows now."""
        if self._code_before not in {"", news.code}:
            self._done.clear()  # of another room, whose answers are gone
        self._code_before = self.code = news.code
        self._told = None if news.needed else text
        for each in told.done:
            self._done.pop(each.id, None)
        for seat in told.seated:
            self._seated.pop(seat, None)
        for seat in told.refused:
            self._refused.pop(seat, None)
        self._people |= news.seats
        self._knows_everybody = True
        self._drops = self._drops and not told.drop_asleep
        self.closed = news.closed
        counts = Counts(phones=news.phones, asleep=news.asleep)
        if counts != self._counts or self.problem:
            self._counts = counts
            self._say("")

    def _say(self, problem: str) -> None:
        self.problem = problem
        self._changed()

    def _seat(self, joined: Joined) -> None:
        """Make somebody who joined a person of the workshop; the same one if it is told again."""
        seat, session = joined.seat, self._edits.session()
        known = self._people.get(seat, "")
        others = frozenset(who for each, who in self._people.items() if each != seat)
        if not known and seat in session.people:
            known = seat  # seated before a stop
        try:
            if not known:
                after, key = seated(session, others, lambda: seat, joined.name, joined.group)
            elif joined.name:
                after, key = named(session, others, self._ids, known, joined.name)
            else:
                after, key = session, known
        except WhoError as error:
            self._refused[seat] = str(error)
            return
        self._edits.take(sits_down(key, session.people, after.people))
        self._people[seat] = self._seats_unsaved[seat] = key

    async def _take(self, answers: Sequence[Answered]) -> None:
        """Take answers in their order, and note what became of each; keys go between them."""
        rounds = {before: rounds_now(self._edits.session(), before=before) for before in _EVERY}
        # The server tells us in time who is who.
        left = deque(each for each in answers if each.seat in self._people)
        while left:
            until, notes = time.monotonic() + _LONGEST, []
            while left and time.monotonic() < until:
                each = left.popleft()
                state = TAKEN if self._is_taken(each, rounds) or each.again else LATE
                self._unsaved[each.id] = Done(id=each.id, state=state, round=each.round)
                if _is_note(each):
                    notes.append(each)
            # Nothing may come between an edit and the desk, or it could be too late for that.
            self._edits.hand_over()
            if notes:  # the first of a question begins to write there
                now = rounds_now(self._edits.session(), before=True)
                for each in notes:
                    number = now.get(f"{each.stage}/{each.part}", "")
                    self._unsaved[each.id] = replace(self._unsaved[each.id], round=number)
            await asyncio.sleep(0)

    def _is_taken(self, answer: Answered, rounds: Mapping[bool, Mapping[str, str]]) -> bool:
        """Take an answer; return whether it is in the workshop.

        What the room has left meanwhile and has not seen counts as well, as before the day.
        """
        person, part = self._people[answer.seat], f"{answer.stage}/{answer.part}"
        own = sha256(f"{answer.seat} {person}".encode()).hexdigest()[:12]
        for before in dict.fromkeys((self.before, True)):
            if not _is_note(answer) and rounds[before].get(part) != answer.round:
                continue
            with contextlib.suppress(TooLateError, SumError, ValueError):
                self._edits.take(_taking(person, answer.form, self._ids, own, before=before))
                return True
        return False


def _is_note(answer: Answered) -> bool:
    """Whether it is a note: what was written is never late."""
    return answer.form.get("do") == "note"


def _taking(
    person: str, form: Mapping[str, str], ids: Ids, own: str, *, before: bool
) -> Callable[[Session], Session]:
    return lambda session: take_answer(session, person, form, ids, own, before=before)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    code: str = ""
    host: str = ""
    pid: int = 0
    done: dict[int, Done] = field(default_factory=dict)


def _loads(text: str) -> _Kept:
    """Read what was kept, nothing if that is not ours."""
    with contextlib.suppress(ValueError, TypeError, KeyError):
        told = json.loads(text)
        found = [Done(id=int(key), state=state, round=str(n)) for key, state, n in told["done"]]
        return _Kept(
            code=str(told["code"]),
            host=str(told["host"]),
            pid=int(told["pid"]),
            done={each.id: each for each in found},
        )
    return _Kept()


async def apart(what: Callable[[], T]) -> T:
    """Return what a function makes in a thread of its own, for which nobody waits at the end.

    A server that does not answer would hold up leaving the program.
    """
    loop = asyncio.get_running_loop()
    made: asyncio.Future[T] = loop.create_future()

    def give(found: T | None, error: BaseException | None) -> None:
        if made.done():
            return
        if error is not None:
            made.set_exception(error)
        else:
            made.set_result(found)  # type: ignore[arg-type]

    def run() -> None:
        found, error = None, None
        try:
            found = what()
        except BaseException as raised:  # noqa: BLE001 - it goes to who waits
            error = raised
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(give, found, error)

    threading.Thread(target=run, name="server", daemon=True).start()
    return await made


def minutes_ahead() -> int:
    """Return how many minutes the clock of this computer is ahead of UTC."""
    return (time.localtime().tm_gmtoff or 0) // 60
