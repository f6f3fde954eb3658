"""Make the pictures of phones and of the wall from the served page: `make screenshots`.

Needs Debian's chromium, and playwright from tests/external/requirements.txt.
"""

import asyncio
import base64
import datetime as dt
import random
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send

from valueworkshop.core.session.desk import Desk
from valueworkshop.core.session.ids import random_ids
from valueworkshop.core.session.people import Person
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.stages.votes import keyboard_turns
from valueworkshop.core.stages.votes.edits import choose_method
from valueworkshop.core.stages.votes.model import Method, Votes
from valueworkshop.files.text import session_file
from valueworkshop.phones.batches import Batches
from valueworkshop.phones.room import Room
from valueworkshop.phones.rooms import OneRoom
from valueworkshop.phones.server import Server, bound
from valueworkshop.phones.site import site

DOCS = Path(__file__).parent
SAMPLE = DOCS.parent / "sessions" / "prestige-car-maker.toml"
HOST, CODE = "192.168.1.42:8765", "4729"
URL = f"http://{HOST}/{CODE}"
PEOPLE = 6


def blank() -> Session:
    """Return the sample as it was before its checklist was answered, for six without names."""
    session = session_file.read(SAMPLE).session
    session = session.with_answers("checklist", Votes())
    seen = {key: on for key, on in session.revealed.items() if not key.startswith("checklist/")}
    people = {f"p{n}": Person(name=f"Phone {n + 1}", order=n) for n in range(PEOPLE)}
    session = replace(session, revealed=seen, people=people, dots={}, silent={})
    session = choose_method(session, "checklist", "1", Method.PRIVATE)
    return replace(session, place=Place(stage="checklist", at="touchpoint"))


def answered(session: Session, people: int) -> Session:
    """Return the session in which so many have answered the whole checklist."""
    chosen, ids = random.Random(4), random_ids(random.Random(5))
    for person in list(session.people)[-people:]:
        for cell in keyboard_turns.rated_cells(session, "checklist"):
            points = (4, 5, 4, 3) if cell.facet == "needed" else (2, 1, 2, 4)
            shown = keyboard_turns.shown_now(session, "checklist", person)
            given = chosen.choice(points)
            session = keyboard_turns.answered(session, "checklist", shown, cell, given, ids)
    return session


class _Named:
    """A site that thinks it is asked under its name: the browser has it from a proxy, this one."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "").removeprefix(f"http://{HOST}")
        await self._app({**scope, "path": path}, receive, send)


@contextmanager
def served(desk: Desk) -> Iterator[str]:
    """Serve a room for a desk, and return the address of the proxy to it."""
    edits = Batches(lambda: desk.session, desk.take, lambda: None)
    room = Room(edits, desk.ids, code=CODE, clock=lambda: "14:03")
    listening = bound("127.0.0.1", 0)
    loop = asyncio.new_event_loop()
    server = Server(_Named(site(OneRoom(room), {HOST})), listening)

    def run() -> None:
        asyncio.set_event_loop(loop)
        loop.call_soon(server.start)
        loop.run_forever()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield f"127.0.0.1:{listening.getsockname()[1]}"
    finally:
        asyncio.run_coroutine_threadsafe(server.stop(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()


Shot = Callable[[Any], None]


def tap(page: Any, item: str, facet: str, point: int) -> None:
    """Tap an answer, and wait until it is kept."""
    page.click(f"#{item}-{facet}-{point}")
    page.wait_for_selector(f"#{item}-{facet}-{point}[aria-pressed=true]")


def rate(page: Any) -> None:
    """Answer one of two questions."""
    page.goto(f"{URL}/at/touchpoint")
    tap(page, "touchpoint", "needed", 4)


def listed(page: Any) -> None:
    """Answer a little more, and look at the list."""
    for facet, point in (("needed", 5), ("today", 2)):
        page.goto(f"{URL}/at/together")
        tap(page, "together", facet, point)
    page.goto(f"{URL}/at/all")


def note(page: Any) -> None:
    """Write two notes."""
    page.goto(URL)
    for text in ("The dealer who knows my car for years", "Leasing with everything in it"):
        page.fill("#text", text)
        page.click("button:has-text('Keep')")
        page.wait_for_selector(f".note >> text={text}")


def look(page: Any) -> None:
    """Look at what the room sees."""
    page.goto(URL)


PHONES: tuple[tuple[str, Place, Shot, bool], ...] = (
    ("rate", Place(stage="checklist", at="touchpoint"), rate, False),
    ("list", Place(stage="checklist", at="touchpoint"), listed, False),
    ("notes", Place(stage="guiding", at="rivals"), note, False),
    ("reveal", Place(stage="checklist", at="together"), look, True),
)
"""Each picture of a phone: where the room is, what is done, and whether all was revealed."""


def shoot(chromium: Any, desk: Desk) -> dict[str, bytes]:
    """Return the pictures of phones and of walls, by name and light."""
    found: dict[str, bytes] = {}
    for scheme in ("dark", "light"):
        desk.part(lambda _: blank())
        desk.commit(answered(desk.session, 4))
        context = chromium.new_context(
            viewport={"width": 360, "height": 780}, device_scale_factor=2, color_scheme=scheme
        )
        page = context.new_page()
        page.goto(URL)
        page.click("button:has-text('Join')")
        for name, place, shot, revealed in PHONES:
            if revealed:
                desk.reveal(keyboard_turns.reveal_all(answered(blank(), PEOPLE), "checklist"))
            desk.commit(replace(desk.session, place=place))
            shot(page)
            found[f"{name}-{scheme}"] = page.screenshot()
            wall = chromium.new_page(viewport={"width": 1280, "height": 720}, color_scheme=scheme)
            wall.goto(f"{URL}/wall")
            found[f"wall-{name}-{scheme}"] = wall.screenshot()
            wall.close()
        context.close()
    return found


def beside(chromium: Any, pictures: list[bytes], gap: int = 24) -> bytes:
    """Return pictures of phones side by side, each with round corners."""
    images = "".join(
        f'<img src="data:image/png;base64,{base64.b64encode(each).decode()}">' for each in pictures
    )
    style = (
        f"body{{margin:0;display:inline-flex;gap:{gap}px;padding:{gap}px;background:#8b98a8}}"
        "img{width:360px;border-radius:28px;border:6px solid #05070a}"
    )
    page = chromium.new_page(viewport={"width": 2400, "height": 900}, device_scale_factor=1.25)
    page.set_content(f"<style>{style}</style>{images}")
    shot: bytes = page.locator("body").screenshot()
    page.close()
    return shot


def main() -> None:
    """Write the pictures to docs/, or all of them to the folder named."""
    every = len(sys.argv) > 1
    target = Path(sys.argv[1]) if every else DOCS
    target.mkdir(parents=True, exist_ok=True)
    path = shutil.which("chromium")
    try:
        play = import_module("playwright.sync_api").sync_playwright
    except ImportError:
        sys.exit("playwright is not here: pip install -r tests/external/requirements.txt")
    if path is None:
        sys.exit("chromium is not here: apt-get install chromium")
    desk = Desk(blank(), ids=random_ids(random.Random(1)), today=lambda: dt.date(2026, 4, 16))
    with served(desk) as proxy, play() as player:
        arguments = ["--no-sandbox", f"--proxy-server={proxy}"]
        chromium = player.chromium.launch(executable_path=path, args=arguments)
        found = shoot(chromium, desk)
        if every:
            for name, shot in found.items():
                (target / f"{name}.png").write_bytes(shot)
        names = ("rate-dark", "notes-light", "reveal-dark")
        (target / "phones.png").write_bytes(beside(chromium, [found[each] for each in names]))
        (target / "wall.png").write_bytes(found["wall-reveal-light"])
        chromium.close()


if __name__ == "__main__":
    main()
