"""Phones in the app: turned on at an address, seen joining and answering, and ended."""

import asyncio
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from running import app_of, new_file, running, saved_of, screen_text, session_of, settled
from served_rooms import NAME, Server, serving, tap
from valueworkshop.core.stages.votes.model import answers
from valueworkshop.phones import addresses
from valueworkshop.phones.addresses import Address
from valueworkshop.phones.certificate_files import read_certificate
from valueworkshop.phones.following import Follower
from valueworkshop.phones.room_news import News, Told
from valueworkshop.phones.server_client import ServerError
from valueworkshop.phones.way_of_serving import Hosting, RoomOnServer
from valueworkshop.tui.hosting import phones_host
from valueworkshop.tui.hosting.phones_screen import PhonesScreen

HERE = Address("lo", "127.0.0.1")


@pytest.fixture(autouse=True)
def _one_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addresses, "here", lambda: [HERE])


class Phone:
    """A phone that asks over the network, in a thread of its own."""

    def __init__(self, url: str) -> None:
        self._url = url
        cookies = urllib.request.HTTPCookieProcessor()
        # An environment with a proxy would lead the test elsewhere.
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), cookies)

    async def get(self, path: str = "") -> str:
        return await asyncio.to_thread(self._asked, path, None)

    async def post(self, path: str, form: str = "") -> str:
        return await asyncio.to_thread(self._asked, path, form.encode())

    def _asked(self, path: str, data: bytes | None) -> str:
        with self._opener.open(f"{self._url}{path}", data) as answer:
            return str(answer.read().decode())


def url_of(pilot: Pilot[None]) -> str:
    phones = app_of(pilot).phones
    assert phones is not None
    return phones.url


async def test_phones_answer_beside_the_keyboard(tmp_path: Path) -> None:
    path = new_file(tmp_path)
    async with running(path, at=("checklist", "touchpoint"), size=(120, 40)) as pilot:
        await pilot.press("f4")
        await settled(pilot)
        assert HERE.ip in screen_text(pilot)
        assert not app_of(pilot).phones.is_on  # type: ignore[union-attr]
        await pilot.press("enter")
        await settled(pilot)
        assert url_of(pilot).removeprefix("http://").partition("/")[0] in screen_text(pilot)
        phone = Phone(url_of(pilot))
        assert "Every contact creates value" in await phone.post("/join")
        form = "id=1&do=rate&stage=checklist&item=touchpoint&facet=needed&answer=4&at=touchpoint"
        assert "mostly ✓ kept" in await phone.post("/answer", form)
        # It said 'kept': then it is in the file.
        (ballot,) = answers(saved_of(pilot), "checklist").rounds["1"].ballots.values()
        assert ballot.answers == {"needed": {"touchpoint": 4}}
        app_of(pilot).screen.show()  # type: ignore[attr-defined]
        assert "phones 1" in screen_text(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert app_of(pilot).phones is not None
        assert HERE.ip in screen_text(pilot).split("\n")[0]
        await pilot.press("v")
        await settled(pilot)
        assert "code" in screen_text(pilot).split("\n")[-2]


async def test_leaving_the_workshop_ends_them(tmp_path: Path) -> None:
    async with running(new_file(tmp_path), at=("checklist", "touchpoint")) as pilot:
        await pilot.press("f4", "enter")
        await settled(pilot)
        phone, people = Phone(url_of(pilot)), len(session_of(pilot).people)
        await phone.post("/join")
        assert len(session_of(pilot).people) == people + 1
        app_of(pilot).stand_up()
        assert app_of(pilot).phones is None


async def test_before_the_day_they_answer_what_they_can_alone(tmp_path: Path) -> None:
    async with running(new_file(tmp_path), at=("guiding", ""), size=(120, 40)) as pilot:
        app_of(pilot).hosting = Hosting(before=True)
        await pilot.press("f4", "enter")
        await settled(pilot)
        phone = Phone(url_of(pilot))
        assert "Before the workshop" in await phone.post("/join")
        for facet in ("needed", "today"):
            form = f"id={facet}&do=rate&stage=checklist&item=touchpoint&facet={facet}&answer=4"
            assert "1 of 6" in await phone.post("/answer", f"{form}&at=touchpoint")
        app_of(pilot).screen.show()  # type: ignore[attr-defined]
        assert "Before the day" in screen_text(pilot)
        assert "1 of 1 have the page open now" in screen_text(pilot)
        await pilot.press("a")
        assert "Before the day: people" not in screen_text(pilot)
        assert "9 questions" not in await phone.get()
        assert "of 9" in await phone.get()


async def test_with_a_certificate_the_address_says_so(tmp_path: Path) -> None:
    files = Path(__file__).parents[2] / "phones" / "certificates"
    made = read_certificate(files / "room.pem", files / "key.pem")
    async with running(new_file(tmp_path), at=("guiding", ""), size=(120, 40)) as pilot:
        app_of(pilot).hosting = Hosting(certificate=made)
        await pilot.press("f4", "enter")
        await settled(pilot)
        assert url_of(pilot).startswith("https://127.0.0.1:")
        shown = screen_text(pilot)
        assert "https://127.0.0.1:" in shown
        assert "Encrypted." in shown
        assert "not encrypted" not in shown.casefold()


async def test_nothing_is_drawn_while_nothing_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(new_file(tmp_path), at=("guiding", ""), size=(120, 40)) as pilot:
        await pilot.press("f4", "enter")
        await settled(pilot)
        screen = app_of(pilot).screen
        assert isinstance(screen, PhonesScreen)
        drawn: list[str] = []
        monkeypatch.setattr(screen, "show", lambda: drawn.append("all"))
        screen.look()
        assert drawn == []
        app_of(pilot).phones.room.joining = False  # type: ignore[union-attr]
        screen.look()
        assert drawn == ["all"]


class ServerBeside:
    """A server in this process, where the app expects one on the network."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self.said = ""

    def client(self, url: str, token: str) -> "ServerBeside":
        assert (url, token) == (f"https://{NAME}", self._server.token)
        return self

    def follow(self, told: Told) -> News:
        if self.said:
            raise ServerError(self.said)
        return self._server.ask(told)


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    with serving(f"sqlite:///{tmp_path / 'rooms.sqlite'}", workers=1) as found:
        beside = ServerBeside(found)
        monkeypatch.setattr(phones_host, "RoomClient", beside.client)
        # The tests say when the server is asked.
        monkeypatch.setattr(Follower, "follow", lambda _: asyncio.Event().wait())
        monkeypatch.setattr(found, "beside", beside, raising=False)
        yield found


def at_server(server: Server) -> Hosting:
    return Hosting(server=RoomOnServer(url=f"https://{NAME}", token=server.token))


async def test_a_room_on_a_server_is_shown_as_one_here_and_followed(
    tmp_path: Path, server: Server
) -> None:
    path = new_file(tmp_path)
    async with running(path, at=("checklist", "touchpoint"), size=(120, 40)) as pilot:
        app_of(pilot).hosting = at_server(server)
        await pilot.press("f4")
        await settled(pilot)
        assert f"▸ {NAME}" in screen_text(pilot)
        assert "your organisation's server" in screen_text(pilot)
        await pilot.press("enter")
        await settled(pilot)
        url = url_of(pilot)
        assert url.startswith(f"https://{NAME}/")
        assert f"https://{NAME}" in screen_text(pilot)
        code = url.rpartition("/")[2]
        phone = await asyncio.to_thread(server.phone, code)
        page = await asyncio.to_thread(tap, phone, code, "touchpoint", "needed", "4")
        assert "mostly → sent" in page
        await followed(pilot)
        assert "phones 1" in screen_text(pilot)
        there = await asyncio.to_thread(phone.get, f"/{code}/at/touchpoint")
        assert "mostly ✓ kept" in there.text
        # It said 'kept': then it is in the file.
        (ballot,) = answers(saved_of(pilot), "checklist").rounds["1"].ballots.values()
        assert ballot.answers == {"needed": {"touchpoint": 4}}
        await asyncio.to_thread(tap, phone, code, "touchpoint", "today", "2")
        await pilot.press("E")
        await settled(pilot)
        assert not app_of(pilot).phones.is_on  # type: ignore[union-attr]
        (ballot,) = answers(session_of(pilot), "checklist").rounds["1"].ballots.values()
        assert ballot.answers["today"] == {"touchpoint": 2}
        assert (await asyncio.to_thread(phone.get, f"/{code}")).status_code == 410


async def test_leaving_keeps_a_room_on_a_server_open(tmp_path: Path, server: Server) -> None:
    path = new_file(tmp_path)
    async with running(path, at=("checklist", "touchpoint"), size=(120, 40)) as pilot:
        app_of(pilot).hosting = at_server(server)
        await pilot.press("f4", "enter")
        await settled(pilot)
        code = url_of(pilot).rpartition("/")[2]
        phone = await asyncio.to_thread(server.phone, code)
        await pilot.press("escape", "ctrl+q")
    page = await asyncio.to_thread(tap, phone, code, "touchpoint", "needed", "4")
    assert "mostly → sent" in page


async def test_a_server_that_refuses_is_told_of_and_nothing_is_on(
    tmp_path: Path, server: Server
) -> None:
    path = new_file(tmp_path)
    server.token = "another"  # noqa: S105 - of no room
    server.beside.said = "No room has this token."  # type: ignore[attr-defined]
    async with running(path, at=("checklist", "touchpoint"), size=(120, 40)) as pilot:
        app_of(pilot).hosting = at_server(server)
        await pilot.press("f4", "enter")
        await settled(pilot)
        assert "No room has this token." in screen_text(pilot)
        assert not app_of(pilot).phones.is_on  # type: ignore[union-attr]
        await pilot.press("right", "enter")
        await settled(pilot)
        assert url_of(pilot).startswith("http://127.0.0.1")


async def followed(pilot: Pilot[None]) -> None:
    """Ask the server until nothing is left to do."""
    phones = app_of(pilot).phones
    assert phones is not None
    assert phones.follower is not None
    while await phones.follower.step():
        pass
    await settled(pilot)
