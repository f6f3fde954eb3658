"""A room of phones without a network: its site in a test client, and a desk behind it."""

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from starlette.testclient import TestClient

from running import counted_ids
from valueworkshop.core.session.desk import Desk
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.stages.votes.edits import choose_method
from valueworkshop.core.stages.votes.model import Method
from valueworkshop.files.home.new_sessions import new_session
from valueworkshop.phones.batches import Batches
from valueworkshop.phones.room import Room
from valueworkshop.phones.rooms import OneRoom
from valueworkshop.phones.site import site

HOST = "192.0.2.7:8765"
CODE = "4729"
TODAY = dt.date(2026, 11, 22)


def private_session(kit: str = "essentials", stage: str = "checklist") -> Session:
    """Return a new workshop in which people answer a stage alone, each for all items."""
    session = new_session(kit, counted_ids("s"), TODAY, "Dealers, autumn")
    session = choose_method(session, stage, "1", Method.PRIVATE)
    return replace(session, place=Place(stage=stage, at=""))


@dataclass
class Opened:
    """A room that is being served: the desk behind it, and a client for each phone."""

    desk: Desk
    room: Room
    first: TestClient

    @property
    def session(self) -> Session:
        """The session with everything that phones answered."""
        return self.desk.session

    def phone(self, *, joined: bool = True) -> TestClient:
        """Return another phone, with a cookie jar of its own."""
        found = TestClient(self.first.app, base_url=f"http://{HOST}", follow_redirects=True)
        found.portal = self.first.portal  # one loop for all, as in the app
        if joined:
            found.post(f"/{CODE}/join")
        return found


@contextmanager
def opened(session: Session) -> Iterator[Opened]:
    """Serve a room of phones for a session."""
    desk = Desk(session, ids=counted_ids(), today=lambda: TODAY)
    edits = Batches(lambda: desk.session, desk.take, lambda: None, pause=0)
    room = Room(edits, desk.ids, code=CODE, clock=lambda: "14:03")
    app = site(OneRoom(room), {HOST})
    with TestClient(app, base_url=f"http://{HOST}") as client:
        yield Opened(desk, room, client)


def rated(
    client: TestClient, item: str, facet: str, answer: str, stage: str = "checklist", **more: str
) -> int:
    """Tap an answer; return the status of the page that comes then."""
    form = {"id": f"{item}{facet}{answer}", "do": "rate", "stage": stage, "item": item}
    form |= {"facet": facet, "answer": answer, "at": item, **more}
    return client.post(f"/{CODE}/answer", data=form).status_code


def heading(text: str) -> str:
    """Return the heading of a page."""
    found = re.search(r"<h1[^>]*>(.*?)</h1>", text)
    assert found
    return found[1]
