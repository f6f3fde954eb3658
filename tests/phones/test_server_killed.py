"""Server, workers and the app are killed in the middle of a vote: nothing is lost, nothing twice.

All of them are programs of their own, and the app runs in a real terminal. test_server_rooms.py
stops and starts the same parts within one process.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import httpx2
import psutil
import pytest

from in_terminal import started
from phone_rooms import private_session
from postgresql_cluster import cluster
from terminal import Terminal
from valueworkshop.core.session.session import Place
from valueworkshop.core.stages.votes.model import answers
from valueworkshop.files.home.named_sessions import save_new
from valueworkshop.files.text import session_file
from valueworkshop.phones.serving.host_store import HostStore
from valueworkshop.phones.serving.room_store import RoomStore
from valueworkshop.phones.serving.tables import connected, prepare

T = TypeVar("T")
PHONES = 6
ITEMS = ("touchpoint", "together", "experience", "fulfilment", "carriers", "renewal")
PATIENCE = 60.0


pytestmark = pytest.mark.external


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'rooms.sqlite'}"
        return
    with cluster() as url:
        yield url


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def server(database: str, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server with two workers until it is killed."""
    program = (sys.executable, "-m", "valueworkshop", "serve", "--at", f"127.0.0.1:{port}")
    running = subprocess.Popen(
        program,
        env={**os.environ, "VALUEWORKSHOP_DATABASE": database},
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        until(lambda: answers_at(port), "the server answers")
        yield running
    finally:
        kill_all(running)


def kill_all(running: subprocess.Popen[bytes]) -> None:
    """Kill a server with its workers, as a machine does that goes down."""
    try:
        os.killpg(running.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    running.wait()


def answers_at(port: int) -> bool:
    try:
        return httpx2.get(f"http://127.0.0.1:{port}/").status_code == 200
    except httpx2.HTTPError:
        return False


def until(is_so: Callable[[], bool], what: str) -> None:
    """Wait for another program."""
    late = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < late, what
        time.sleep(0.05)


class Phone:
    """A phone that sends again what was not answered, as the page does."""

    def __init__(self, port: int, code: str) -> None:
        self._url = f"http://127.0.0.1:{port}/{code}"
        self.client = httpx2.Client(follow_redirects=True)
        self.send("/join", {})

    def send(self, path: str, form: dict[str, str]) -> str:
        for _ in range(400):
            try:
                answer = self.client.post(self._url + path, data=form)
            except httpx2.HTTPError:
                time.sleep(0.05)
                continue
            if answer.status_code < 500:
                assert answer.status_code == 200, answer.text
                return str(answer.text)
            time.sleep(0.05)
        pytest.fail("the server does not come back")

    def tap(self, item: str, facet: str, answer: int) -> None:
        form = {"do": "rate", "stage": "checklist", "item": item, "facet": facet}
        form |= {"answer": str(answer), "at": item, "id": f"{item}{facet}"}
        self.send("/answer", form)
        self.send("/answer", form)  # as a phone that did not hear of the first

    def page(self, item: str) -> str:
        return str(self.client.get(f"{self._url}/at/{item}").text)


def vote_and_lose_a_worker(phones: list[Phone], server: int) -> None:
    """Let everybody vote, and kill a worker in the middle."""
    for number, phone in enumerate(phones):
        phone.tap(ITEMS[0], "needed", 1 + number % 5)
    max(psutil.Process(server).children(), key=lambda each: each.pid).kill()
    for phone in phones:
        phone.tap(ITEMS[1], "needed", 4)


@contextmanager
def app(tmp_path: Path, name: str, port: int, token: str) -> Iterator[Terminal]:
    """Open the workshop with its room on the server."""
    env = {"VALUEWORKSHOP_TOKEN": token}
    url = f"http://127.0.0.1:{port}"
    with started(tmp_path, "phones", name, "--server", url, size=(120, 40), more=env) as terminal:
        terminal.wait_for("your organisation's server")
        terminal.press("enter")
        terminal.wait_for("or type", "joining is open")
        yield terminal


def beside(terminal: Terminal, what: Callable[[], T]) -> T:
    """Do something while the terminal is read: a program whose screen nobody reads stands still."""
    with ThreadPoolExecutor(1) as work:
        future = work.submit(what)
        terminal.until(future.done, "what the phones do")
        return future.result()


def test_server_workers_and_app_are_killed(tmp_path: Path, database: str) -> None:
    with ExitStack() as stack:
        killed_and_started(tmp_path, database, stack)


def killed_and_started(tmp_path: Path, database: str, stack: ExitStack) -> None:
    engine = connected(database)
    stack.callback(engine.dispose)
    prepare(engine)
    rooms, port = HostStore(RoomStore(engine)), free_port()
    token = rooms.make_room("Blue room")
    session = replace(private_session(), place=Place(stage="checklist", at="touchpoint"))
    path = save_new(session, tmp_path / "sessions")
    with server(database, port) as first:
        with app(tmp_path, path.stem, port, token) as terminal:
            code = rooms.rooms()[0].code
            phones = beside(terminal, lambda: [Phone(port, code) for _ in range(PHONES)])
            for phone in phones:
                stack.callback(phone.client.close)
            terminal.wait_for(f"phones {PHONES}")
            beside(terminal, lambda: vote_and_lose_a_worker(phones, first.pid))
            terminal.signal(signal.SIGKILL)
        # The app is gone; people go on.
        for phone in phones:
            phone.tap(ITEMS[2], "needed", 4)
        kill_all(first)
    with server(database, port):
        for phone in phones:
            phone.tap(ITEMS[3], "needed", 4)
            assert "mostly" in phone.page(ITEMS[2])
        assert rooms.rooms()[0].phones == PHONES
        with app(tmp_path, path.stem, port, token) as terminal:
            terminal.until(lambda: rooms.rooms()[0].waiting == 0, "all is taken")
            assert all("✓ kept" in phone.page(ITEMS[3]) for phone in phones)
            terminal.press("E")
            terminal.wait_for("The address for phones")
            terminal.press("escape")
            terminal.press("ctrl+q")
            assert terminal.exit_code() == 0
    assert rooms.rooms()[0].phones == 0
    saved = session_file.read(path).session
    assert len(saved.people) == PHONES
    ballots = answers(saved, "checklist").rounds["1"].ballots.values()
    assert len(ballots) == PHONES
    given = [ballot.answers["needed"] for ballot in ballots]
    assert sorted(each[ITEMS[0]] for each in given) == sorted(1 + n % 5 for n in range(PHONES))
    assert all(each[item] == 4 for each in given for item in ITEMS[1:4])
