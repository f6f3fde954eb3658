"""A server of rooms without a network: workers over one database, phones, and apps."""

import asyncio
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

from sqlalchemy import Engine
from starlette.testclient import TestClient

from phone_rooms import TODAY
from running import counted_ids
from valueworkshop.core.session.desk import Desk
from valueworkshop.core.session.session import Session
from valueworkshop.phones import room_news
from valueworkshop.phones.batches import Batches
from valueworkshop.phones.following import Follower
from valueworkshop.phones.room_news import News, Told
from valueworkshop.phones.server_client import ServerError
from valueworkshop.phones.serving.host_door import server_site
from valueworkshop.phones.serving.host_store import HostStore
from valueworkshop.phones.serving.room_store import RoomStore
from valueworkshop.phones.serving.tables import METADATA, connected, prepare

NAME = "rooms.example"
AT = 1_795_350_180.0  # 2026-11-22 12:23 UTC


@dataclass
class App:
    """A facilitator's app: its desk, what is on its disk, and the follower of its room."""

    desk: Desk
    follower: Follower
    disk: list[Session]
    notes: list[str]

    @property
    def session(self) -> Session:
        return self.desk.session

    def follow(self, times: int = 9) -> None:
        """Ask the server until nothing is left to do."""

        async def follow() -> None:
            for _ in range(times):
                if not await self.follower.step():
                    return

        asyncio.run(follow())


@dataclass
class Server:
    """Workers over one database, and a token for one room."""

    engine: Engine
    workers: list[TestClient]
    token: str
    now: list[float] = field(default_factory=lambda: [AT])
    ids: Callable[[], str] = field(default_factory=counted_ids)

    @property
    def hosts(self) -> HostStore:
        return HostStore(RoomStore(self.engine, lambda: self.now[0]))

    def ask(self, told: Told, worker: int = 0) -> News:
        """Ask as `RoomClient.follow` does."""
        answer = self.workers[worker].post(
            room_news.PATH,
            content=room_news.dumps(told),
            headers={"authorization": f"Bearer {self.token}"},
        )
        if answer.status_code != 200:
            raise ServerError(str(answer.status_code))
        return room_news.news(answer.content)

    def app(
        self,
        session: Session,
        kept: str = "",
        worker: int = 0,
        ask: Callable[[Told], News] | None = None,
    ) -> App:
        """Return an app with this workshop; with what an earlier one `kept`."""
        desk = Desk(session, ids=self.ids, today=lambda: TODAY)
        disk, notes = [session], [kept]

        def save() -> None:
            disk.append(desk.session)

        edits = Batches(lambda: desk.session, desk.take, save, pause=0)
        follower = Follower(
            ask or (lambda told: self.ask(told, worker)),
            edits,
            self.ids,
            kept=kept,
            keep=notes.append,
            minutes=lambda: 60,
        )
        return App(desk, follower, disk, notes)

    def phone(self, code: str = "", worker: int = 0) -> TestClient:
        """Return another phone, at a worker; with a code, one that has joined."""
        client = self.workers[worker]
        found = TestClient(client.app, base_url=f"https://{NAME}", follow_redirects=True)
        found.portal = client.portal
        if code:
            assert found.post(f"/{code}/join").status_code == 200
        return found


def at_worker(server: Server, phone: TestClient, worker: int) -> TestClient:
    """Return a phone with its cookies, whose next request goes to another worker."""
    other = server.phone(worker=worker)
    other.cookies = phone.cookies
    return other


@contextmanager
def serving(url: str, workers: int = 2) -> Iterator[Server]:
    """Serve the rooms of a database by several workers, each with connections of its own."""
    with ExitStack() as stack:
        engine = connected(url)
        stack.callback(engine.dispose)
        METADATA.drop_all(engine)
        prepare(engine)
        found = Server(engine, [], HostStore(RoomStore(engine)).make_room("Blue room"))
        for _ in range(workers):
            own = connected(url)
            stack.callback(own.dispose)
            site = server_site(RoomStore(own, lambda: found.now[0]), {NAME})
            found.workers.append(stack.enter_context(TestClient(site, base_url=f"https://{NAME}")))
        yield found


def tap(  # the coordinates of an answer
    client: TestClient, code: str, item: str, facet: str, answer: str, **more: str
) -> str:
    """Tap an answer; return the page that comes then."""
    form = {"do": "rate", "stage": "checklist", "item": item, "facet": facet, "answer": answer}
    form |= {"at": item, "id": f"{item}{facet}{answer}", **more}
    return str(client.post(f"/{code}/answer", data=form).text)


def word_of(client: TestClient, code: str) -> str:
    """Return the word that brings a phone back."""
    found = re.search(r'class="big">(\w{4})<', client.get(f"/{code}/word").text)
    assert found
    return found[1]
