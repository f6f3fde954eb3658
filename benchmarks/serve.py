"""A server of rooms with two workers and hundreds of phones, over SQLite and over PostgreSQL.

The server is a program of its own, as are the phones: each joins, rates two items at its own pace,
and asks for the state in between. In this process the room is followed as the app does it, without
the app's screens, and saved to a file. A vote counts when the server has answered its form; then it
is in the database. In the end the room is closed, and every vote has to be in the file, once. Run
it by itself: `.venv/bin/python benchmarks/serve.py [PHONES]`. PostgreSQL is Debian's package.
"""

import asyncio
import json
import os
import random
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from phones import Phone
from terminal_runs import ROOT, keep, percentile

sys.path.insert(0, str(ROOT / "tests" / "helpers"))

ITEMS = ("touchpoint", "together")
FACETS = ("needed", "today")
PAUSE = 5.0
"""Seconds between two taps of a phone, on average."""

MOST_TRIES = 100


class Patient(Phone):
    """A phone that sends again what was not answered."""

    async def sure(self, method: str, path: str, form: str = "") -> tuple[int, dict[str, str]]:
        """Return the status and the headers of an answer that is none of a server that is busy."""
        for _ in range(MOST_TRIES):
            try:
                status, headers = await self.ask(method, path, form)
            except (OSError, IndexError, ValueError):
                status = 503
            if status < 500:
                return status, headers
            await asyncio.sleep(0.2)
        raise RuntimeError("the server does not answer")

    async def take_part(self, chosen: random.Random) -> None:
        """Join, and rate two items."""
        await asyncio.sleep(chosen.random() * PAUSE * 4)
        _, headers = await self.sure("POST", "/join")
        self.cookie = headers["set-cookie"].partition(";")[0]
        for item in ITEMS:
            for facet in FACETS:
                await asyncio.sleep(chosen.random() * 2 * PAUSE)
                await self.sure("GET", "/state")
                form = f"do=rate&stage=checklist&item={item}&facet={facet}&answer=4&id={facet}"
                began = time.perf_counter()
                status, _ = await self.sure("POST", "/answer", form)
                if status != 303:
                    raise RuntimeError(f"a vote was not taken: {status}")
                self.waits.append((time.perf_counter() - began) * 1000)


async def play(host: str, code: str, number: int) -> None:
    """Play so many phones, and print what they waited."""
    phones = [Patient(host, code) for _ in range(number)]
    chosen = random.Random(number)
    began = time.perf_counter()
    await asyncio.gather(*(phone.take_part(chosen) for phone in phones))
    waits = [round(wait, 1) for phone in phones for wait in phone.waits]
    print(json.dumps({"s": time.perf_counter() - began, "waits": waits}))


@contextmanager
def serving(database: str, port: int) -> Iterator[int]:
    """Run a server with two workers; give the id of its process."""
    argv = (sys.executable, "-m", "valueworkshop", "serve", "--at", f"127.0.0.1:{port}")
    env = {**os.environ, "VALUEWORKSHOP_DATABASE": database}
    server = subprocess.Popen(argv, env=env, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        while True:
            with socket.socket() as tried:
                if tried.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        time.sleep(2)  # until the workers are there
        yield server.pid
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait()


async def follow(url: str, token: str, path: Path, number: int) -> dict[str, Any]:
    """Follow a room in which so many phones vote, close it, and return what was measured."""
    import datetime as dt  # noqa: PLC0415

    from phone_rooms import private_session  # noqa: PLC0415 - of the tests
    from running import counted_ids  # noqa: PLC0415
    from valueworkshop.core.session.desk import Desk  # noqa: PLC0415
    from valueworkshop.core.session.session import Place  # noqa: PLC0415
    from valueworkshop.files.safe import atomic  # noqa: PLC0415
    from valueworkshop.files.text import session_file  # noqa: PLC0415
    from valueworkshop.phones.batches import Batches  # noqa: PLC0415
    from valueworkshop.phones.following import Follower  # noqa: PLC0415
    from valueworkshop.phones.server_client import RoomClient  # noqa: PLC0415

    session = replace(private_session(), place=Place(stage="checklist", at="touchpoint"))
    desk = Desk(session, ids=counted_ids(), today=lambda: dt.date(2026, 12, 1))
    edits = Batches(
        lambda: desk.session,
        desk.take,
        lambda: atomic.write(path, session_file.dumps(desk.session)),
    )
    follower = Follower(RoomClient(url, token).follow, edits, desk.ids)
    await follower.step()
    following = asyncio.create_task(follower.follow())
    argv = (sys.executable, __file__, url.removeprefix("http://"), follower.code, str(number))
    phones = await asyncio.create_subprocess_exec(*argv, stdout=asyncio.subprocess.PIPE)
    told, _ = await phones.communicate()
    began = time.perf_counter()
    follower.over = True
    follower.wake()
    await following
    found = {**json.loads(told), "close": time.perf_counter() - began}
    saved = session_file.read(path).session
    ballots = saved.answers["checklist"].rounds["1"].ballots.values()
    given = sum(len(by_item) for each in ballots for by_item in each.answers.values())
    if (len(ballots), given) != (number, number * len(ITEMS) * len(FACETS)):
        raise RuntimeError(f"{given} answers of {len(ballots)} people are in the file")
    return found


def measured(database: str, number: int) -> dict[str, Any]:
    """Return what was measured with a database."""
    from valueworkshop.phones.serving.run_server import opened  # noqa: PLC0415

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    token = opened(database).make_room("bench")
    with serving(database, port) as pid, tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "workshop.toml"
        found = asyncio.run(follow(f"http://127.0.0.1:{port}", token, path, number))
        return {**found, "cpu": _cpu(pid)}


def _cpu(pid: int) -> float:
    """Return the seconds that a server and its workers have had of a processor."""
    import psutil  # noqa: PLC0415 - of the extra

    server = psutil.Process(pid)
    times = [each.cpu_times() for each in (server, *server.children(recursive=True))]
    return round(sum(each.user + each.system for each in times), 2)


def main() -> None:
    """Measure both databases, print the table, keep the runs."""
    from postgresql_cluster import cluster  # noqa: PLC0415 - of the tests

    number = int(sys.argv[1]) if sys.argv[1:] else 1_000
    runs = {}
    with tempfile.TemporaryDirectory() as folder:
        runs["SQLite"] = measured(f"sqlite:///{folder}/rooms.sqlite", number)
    with cluster() as url:
        runs["PostgreSQL"] = measured(url, number)
    print(
        "| database | phones | votes | votes a second | a vote, p50 | p95 | most "
        "| CPU of the server a vote | closing |"
    )
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name, found in runs.items():
        waits = found["waits"]
        print(
            f"| {name} | {number:,} | {len(waits):,} | {len(waits) / found['s']:.0f} "
            f"| {statistics.median(waits):.0f} ms | {percentile(waits, 0.95):.0f} ms "
            f"| {max(waits):.0f} ms | {found['cpu'] / len(waits) * 1000:.1f} ms "
            f"| {found['close']:.1f} s |"
        )
    keep("serve", {"unit": "ms", "runs": runs})


if __name__ == "__main__":
    if len(sys.argv) == 4:
        asyncio.run(play(sys.argv[1], sys.argv[2], int(sys.argv[3])))
    else:
        main()
