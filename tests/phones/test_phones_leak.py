"""No page tells a person anything that others answered and the room has not seen."""

import dataclasses
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from httpx2 import Response
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from made_sessions import moderate, sessions
from other_answers import answered_otherwise, everywhere
from phone_rooms import CODE, opened, private_session
from served_rooms import serving, tap
from valueworkshop.core.session.people import Person
from valueworkshop.core.session.session import Place, Session
from valueworkshop.files.text import session_file
from valueworkshop.phones.asking import everything_ahead, page
from valueworkshop.phones.page_frame import ALL, Frame
from valueworkshop.phones.phone_page import phone_page
from valueworkshop.phones.published import publish
from valueworkshop.phones.serving import host_store

SESSIONS = Path(__file__).parents[2] / "sessions"


def seen(session: Session) -> list[str]:
    """Return all that somebody who answered nothing sees, at each place and before the day."""
    people = {**session.people, "late": Person(name="Late", order=10**6)}
    with_late = dataclasses.replace(session, people=people)
    frame = Frame(base="/4729", version="", nonce="n", fresh="f")
    return [
        phone_page(page(at_place, "late"), dataclasses.replace(frame, at=at))
        for at_place in everywhere(with_late)
        for at in ("", ALL)
    ] + [
        phone_page(each, dataclasses.replace(frame, at=at))
        for each in everything_ahead(with_late, "late")
        for at in ("", ALL)
    ]


@moderate
@given(sessions(), st.integers(1, 6))
def test_sessions_that_differ_only_in_unseen_answers_serve_the_same(
    session: Session, by: int
) -> None:
    assert seen(answered_otherwise(session, by)) == seen(session)


@pytest.mark.parametrize("name", ["prestige-car-maker", "office-coffee"])
def test_a_whole_workshop_of_which_nothing_was_revealed_serves_the_same(name: str) -> None:
    hidden = dataclasses.replace(session_file.read(SESSIONS / f"{name}.toml").session, revealed={})
    other = answered_otherwise(hidden, 4)
    assert other != hidden
    assert seen(other) == seen(hidden)


ONCE = re.compile(r'nonce[-=]"?[\w-]+|name="id" value="[\w-]+"|class="big">\w+|seat=[\w-]+')
"""What is drawn at random for each page or phone."""


def asked(
    phone: TestClient, stranger: TestClient, code: str, stage: str, turn: Callable[[str], None]
) -> Iterator[Response]:
    """Yield every answer of a site to somebody who answers nothing; `turn` changes the room."""
    here, answer = f"/{code}", f"/{code}/answer"
    too_late = {"stage": stage, "item": "nothing", "facet": "x", "text": "Mine", "answer": "3"}
    yield from (phone.get(f"{here}{more}") for more in ("", "/at/all", "/at/nope"))
    yield from (phone.get(f"{here}{more}") for more in ("/state", "/wall", "/wall/state"))
    yield from (phone.get(f"{here}{more}") for more in ("/word", "/again", "/nope"))
    yield from (stranger.get(each) for each in ("/", here, "/1111", f"{here}/state"))
    yield from (stranger.post(each) for each in ("/", answer, f"{here}/again"))
    for do in ("rate", "note", "pick", "mind", "spread", "dots", "worth", "nope"):
        yield phone.post(answer, data={**too_late, "do": do, "id": do})
    yield phone.post(answer, headers={"origin": "http://evil.example"})
    yield phone.post(answer, content=b"a" * 10_000)
    yield phone.get(here, headers={"host": "evil.example"})
    turn("before")
    yield from (phone.get(f"{here}{more}") for more in ("", "/state", f"/in/{stage}"))
    turn("over")
    yield phone.get(here)


def told(responses: Iterable[Response]) -> list[str]:
    """Return all of each answer, without what is drawn at random."""
    found = []
    for each in responses:
        headers = sorted(f"{k}: {v}" for k, v in each.headers.items())
        whole = f"{each.request.url} {each.status_code} {headers} {each.text}"
        found.append(ONCE.sub("once", whole))
    return found


def served(session: Session) -> list[str]:
    """Return every answer of the site of this room."""
    with opened(session) as room:
        phone, stranger = room.phone(joined=False), room.phone(joined=False)
        group = next(iter(room.room.groups), "")
        phone.post(f"/{CODE}/join", data={"name": "Late", "group": group})

        def turn(name: str) -> None:
            setattr(room.room, name, True)

        return told(asked(phone, stranger, CODE, session.place.stage, turn))


@pytest.fixture(autouse=True)
def _same_code(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server draws its codes at random; the wall has a picture of it."""
    monkeypatch.setattr(host_store, "new_code", lambda **_: CODE)


def served_there(session: Session, others: str = "") -> list[str]:
    """Return every answer of a server; `others` is what a phone before us answered to an item."""
    with TemporaryDirectory() as folder, serving(f"sqlite:///{folder}/rooms.sqlite", 1) as server:
        app = server.app(session)
        app.follow()
        code = app.follower.code
        group = next(iter(publish(session).groups), "")
        for answer in others:
            other = server.phone()
            other.post(f"/{code}/join", data={"name": answer, "group": group})
            tap(other, code, "touchpoint", "needed", answer)
            app.follow()
        phone, stranger = server.phone(), server.phone()
        phone.post(f"/{code}/join", data={"name": "Late", "group": group})
        app.follow()
        if others:  # one more, which the app has not taken
            tap(other, code, "touchpoint", "needed", others[0], id="again")

        def turn(name: str) -> None:
            setattr(app.follower, name, True)
            app.follow()

        return told(asked(phone, stranger, code, session.place.stage, turn))


@pytest.mark.parametrize("stage", ["guiding", "checklist", "focus", "so-far", "close"])
def test_no_response_tells_what_the_room_has_not_seen(stage: str) -> None:
    session = session_file.read(SESSIONS / "office-coffee.toml").session
    hidden = dataclasses.replace(session, revealed={})
    place = [each for each in everywhere(hidden) if each.place.stage == stage][-1]
    found = served(place)
    assert len(found) > 25
    assert served(answered_otherwise(place, 4)) == found


@pytest.mark.parametrize("stage", ["guiding", "checklist"])
def test_no_response_of_a_server_tells_what_the_room_has_not_seen(stage: str) -> None:
    session = session_file.read(SESSIONS / "office-coffee.toml").session
    hidden = dataclasses.replace(session, revealed={})
    place = [each for each in everywhere(hidden) if each.place.stage == stage][-1]
    found = served_there(place)
    assert len(found) > 25
    assert served_there(answered_otherwise(place, 4)) == found


def test_no_response_of_a_server_tells_what_other_phones_answered_there() -> None:
    session = private_session()
    assert served_there(session, "14") == served_there(session, "52")


def test_what_was_revealed_is_served() -> None:
    """The search above would pass for a site that serves nothing."""
    session = session_file.read(SESSIONS / "prestige-car-maker.toml").session
    shown = dataclasses.replace(session, place=Place(stage="checklist", at="together"))
    hidden = dataclasses.replace(shown, revealed={})
    assert served(hidden) != served(shown)
    assert served_there(hidden) != served_there(shown)
