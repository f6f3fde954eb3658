"""Phones that vote at once: votes a second, how long one waits, and keys in the app meanwhile.

The program runs in a terminal and serves the page; the phones are connections of another process,
each of which joins, rates every item of the checklist at its own pace, and asks for the state in
between, as the page does. A vote counts when the answer to its form has come: then it is on the
disk. Meanwhile a letter is typed into a line of the app, again and again. Run it by itself:
`.venv/bin/python benchmarks/phones.py [PHONES ...]`.
"""

import asyncio
import json
import os
import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from string import ascii_lowercase
from typing import Final

from terminal_runs import PATIENCE, PROGRAM, Terminal, keep, leave, percentile, quieten, start

SIZES: Final = (12, 100, 1_000)
ITEMS: Final = ("touchpoint", "together", "experience", "fulfilment", "carriers", "renewal")
FACETS: Final = ("needed", "today")
MARK: Final = "qzq"
PAUSE: Final = 3.0
"""Seconds between two taps of a phone, on average: people read."""


@dataclass
class Phone:
    """One phone: its connection, and how long each of its votes took."""

    host: str
    code: str
    cookie: str = ""
    waits: list[float] = field(default_factory=list)

    async def ask(self, method: str, path: str, form: str = "") -> tuple[int, dict[str, str]]:
        """Return the status and the headers of one request, on a connection of its own."""
        name, _, port = self.host.partition(":")
        reader, writer = await asyncio.open_connection(name, int(port))
        head = (
            f"{method} /{self.code}{path} HTTP/1.1\r\nHost: {self.host}\r\nConnection: close\r\n"
            f"Content-Length: {len(form)}\r\nCookie: {self.cookie}\r\n\r\n{form}"
        )
        writer.write(head.encode())
        told = (await reader.read()).decode(errors="replace")
        writer.close()
        lines = told.partition("\r\n\r\n")[0].split("\r\n")
        pairs = (line.split(": ", 1) for line in lines[1:] if ": " in line)
        headers = {name.lower(): value for name, value in pairs}
        return int(lines[0].split()[1]), headers

    async def vote(self, chosen: random.Random) -> None:
        """Join, and rate everything."""
        await asyncio.sleep(chosen.random() * PAUSE)
        status, headers = await self.ask("POST", "/join")
        if status != 303:
            raise RuntimeError(f"a phone could not join: {status}")
        self.cookie = re.match(r"seat=[^;]+", headers["set-cookie"])[0]  # type: ignore[index]
        for item in ITEMS:
            for facet in FACETS:
                await asyncio.sleep(chosen.random() * 2 * PAUSE)
                await self.ask("GET", "/state")
                form = (
                    f"do=rate&stage=checklist&item={item}&facet={facet}&answer=4&id={item}{facet}"
                )
                began = time.perf_counter()
                status, _ = await self.ask("POST", "/answer", form)
                if status != 303:
                    raise RuntimeError(f"a vote was not taken: {status}")
                self.waits.append((time.perf_counter() - began) * 1000)


async def play(host: str, code: str, number: int) -> None:
    """Play so many phones, and print what they waited."""
    phones = [Phone(host, code) for _ in range(number)]
    chosen = random.Random(number)
    began = time.perf_counter()
    await asyncio.gather(*(phone.vote(chosen) for phone in phones))
    waits = [wait for phone in phones for wait in phone.waits]
    print(json.dumps({"s": time.perf_counter() - began, "waits": [round(w, 1) for w in waits]}))


def at(number: int) -> dict[str, object]:
    """Return what so many phones waited, what keys took meanwhile, and the memory."""
    from phone_rooms import private_session  # noqa: PLC0415 - of the tests
    from valueworkshop.core.session.session import Place  # noqa: PLC0415
    from valueworkshop.files.home.named_sessions import save_new  # noqa: PLC0415
    from valueworkshop.files.text import session_file  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as made:
        home = Path(made)
        session = replace(private_session(), place=Place(stage="checklist", at="touchpoint"))
        path = save_new(session, home / "sessions")
        ours = (PROGRAM, "--sessions", str(home / "sessions"), "phones", path.stem)
        with start(ours, home, (120, 40)) as terminal:
            terminal.wait_for("The address for phones")
            while not re.search(r"▸ 127\.0\.0\.1", terminal.text):
                before = terminal.text
                terminal.press("right")
                terminal.until(lambda seen=before: terminal.text != seen, "another address")  # type: ignore[misc]
            terminal.press("enter")
            terminal.wait_for("or type")
            host = re.search(r"or type\s+(\S+:\d+)", terminal.text)[1]  # type: ignore[index]
            (kept,) = home.rglob("phones/id-*.json")
            code = json.loads(kept.read_text(encoding="utf-8"))["code"]
            terminal.press("escape")
            terminal.wait_gone("or type")
            terminal.press("ctrl+r")
            terminal.wait_for("Park")
            quieten(terminal)
            before = _cpu(terminal.pid)
            found = _meanwhile(terminal, (host, code, str(number)))
            found["cpu"] = round(_cpu(terminal.pid) - before, 2)
            found["MB"] = _memory(terminal.pid)
            terminal.send(b"\x7f" * len(MARK))
            terminal.press("escape")
            leave(terminal)
        ballots = session_file.read(path).session.answers["checklist"].rounds["1"].ballots
        given = sum(len(items) for each in ballots.values() for items in each.answers.values())
        if given != number * len(ITEMS) * len(FACETS):
            raise RuntimeError(f"{given} answers are in the file")
    return found


def _meanwhile(terminal: Terminal, argv: tuple[str, ...]) -> dict[str, object]:
    """Type letters until the phones are done; return what both took."""
    import subprocess  # noqa: PLC0415

    line = _line(terminal)
    with tempfile.TemporaryFile("w+") as told:
        phones = subprocess.Popen((sys.executable, __file__, *argv), stdout=told)
        keys = []
        while phones.poll() is None:
            keys.append(round(_press(terminal, ascii_lowercase[len(keys) % 26], line), 2))
        if phones.returncode:
            raise RuntimeError("the phones failed")
        told.seek(0)
        return {**json.load(told), "keys": keys}


def _line(terminal: Terminal) -> tuple[int, int]:
    """Return where the next letter in the open line will be, by typing there."""
    terminal.send(MARK.encode())
    terminal.wait_for(MARK)
    rows = terminal.text.split("\n")
    y, row = next((y, row) for y, row in enumerate(rows) if MARK in row)
    return row.index(MARK) + len(MARK), y


def _press(terminal: Terminal, key: str, line: tuple[int, int]) -> float:
    """Type a letter and remove it again; return milliseconds to its paint.

    Counts of phones are drawn elsewhere meanwhile, so the terminal's cursor says nothing.
    """
    while came := terminal.receive(0):
        terminal.draw(came[1])
    pressed = time.perf_counter()
    terminal.send(key.encode())
    while terminal.letter(*line) != key:
        if (came := terminal.receive(PATIENCE)) is None:
            raise RuntimeError(f"{key!r} was never shown:\n{terminal.text}")
        terminal.draw(came[1])
    took = (came[0] - pressed) * 1000
    terminal.press("backspace")
    terminal.until(lambda: terminal.letter(*line) == " ", "the letter gone", of_screen=True)
    return took


def _memory(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return round(int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024, 1)  # type: ignore[index]


def _cpu(pid: int) -> float:
    """Return the seconds that a program has had of a processor so far."""
    told = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def main(sizes: Sequence[int]) -> None:
    """Measure each number of phones, print the table, keep the runs."""
    runs = {number: at(number) for number in sizes}
    print(
        "| phones | votes | votes a second | a vote, p50 | p95 | most | keys, p50 | p99 "
        "| CPU of the app a vote | memory |"
    )
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for number, found in runs.items():
        waits: list[float] = found["waits"]  # type: ignore[assignment]
        keys: list[float] = found["keys"]  # type: ignore[assignment]
        rate = len(waits) / float(found["s"])  # type: ignore[arg-type]
        print(
            f"| {number:,} | {len(waits):,} | {rate:.0f} | {statistics.median(waits):.0f} ms "
            f"| {percentile(waits, 0.95):.0f} ms | {max(waits):.0f} ms "
            f"| {statistics.median(keys):.1f} ms | {percentile(keys, 0.99):.0f} ms "
            f"| {float(found['cpu']) / len(waits) * 1000:.1f} ms "  # type: ignore[arg-type]
            f"| {found['MB']} MB |"
        )
    keep("phones", {"unit": "ms", "runs": runs})


if __name__ == "__main__":
    if ":" in "".join(sys.argv[1:2]):
        asyncio.run(play(sys.argv[1], sys.argv[2], int(sys.argv[3])))
    else:
        main([int(each) for each in sys.argv[1:]] or SIZES)
