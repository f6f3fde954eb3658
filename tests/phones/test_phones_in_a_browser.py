"""Twelve phones in a real browser vote in the program, in a real terminal beside them."""

import re
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

import pytest

from in_terminal import started
from phone_rooms import private_session
from terminal import Terminal
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.stages.votes.model import answers
from valueworkshop.files.home.named_sessions import save_new
from valueworkshop.files.text import session_file

pytestmark = pytest.mark.external
pytest_plugins = ["external_tools"]

PHONES = 12
T = TypeVar("T")
SESSIONS = Path(__file__).parents[2] / "sessions"
AXE = Path(__file__).parents[1] / "external" / "node_modules" / "axe-core" / "axe.min.js"
ITEMS = ("touchpoint", "together", "experience", "fulfilment", "carriers", "renewal")


class Phones:
    """A browser that plays phones, in a thread of its own.

    Meanwhile the terminal is read: a program whose screen nobody reads stands still.
    """

    def __init__(self, work: ThreadPoolExecutor, chromium: Any) -> None:
        self._work, self._chromium = work, chromium

    def do(self, terminal: Terminal, what: Callable[..., T], *more: Any, **named: Any) -> T:
        """Return what a function makes of the browser."""
        future = self._work.submit(what, self._chromium, *more, **named)
        terminal.until(future.done, "what the phones do")
        return future.result()


@pytest.fixture(scope="module")
def phones() -> Iterator[Phones]:
    try:
        sync_playwright = import_module("playwright.sync_api").sync_playwright
    except ImportError:
        pytest.fail("playwright is not here: make test-external installs it")
    path = shutil.which("chromium")
    if path is None:
        pytest.fail("chromium is not here: apt-get install chromium")
    with ThreadPoolExecutor(1) as work:
        play = work.submit(sync_playwright().start).result()
        launch = partial(play.chromium.launch, executable_path=path, args=["--no-sandbox"])
        chromium = work.submit(launch).result()
        yield Phones(work, chromium)
        work.submit(chromium.close).result()
        work.submit(play.stop).result()


def phone(chromium: Any, **more: Any) -> Any:
    """Return the page of another phone."""
    context = chromium.new_context(viewport={"width": 360, "height": 780}, **more)
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.said = []
    page.on("console", lambda message: page.said.append(message.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    return page


def joined(chromium: Any, url: str, **more: Any) -> Any:
    """Return the page of a phone that has joined."""
    page = phone(chromium, **more)
    page.goto(url)
    page.click("button:has-text('Join')")
    page.wait_for_selector("#touchpoint-needed-4, #next")
    return page


def tap(page: Any, item: str, facet: str, point: int) -> None:
    """Tap an answer, and wait until the page says that it is kept."""
    page.click(f"#{item}-{facet}-{point}")
    page.wait_for_selector(f"#{item}-{facet}-{point}[aria-pressed=true]")


def told(terminal: Terminal) -> str:
    """Return the address of the page with the code in it, as the file for projectors has it."""
    found = re.search(r"or type\s+(\S+:\d+)", terminal.text)
    assert found
    return found[1]


def code_of(home: Path) -> str:
    (kept,) = (path for path in home.rglob("phones/id-*.json"))
    return re.search(r'"code": "(\d+)"', kept.read_text(encoding="utf-8"))[1]  # type: ignore[index]


def url_of(terminal: Terminal, tmp_path: Path) -> str:
    """Return the page's address. The code is read where only the facilitator can read it."""
    return f"http://{told(terminal)}/{code_of(tmp_path / 'home')}"


def answer_all(_: Any, page: Any, url: str, number: int) -> None:
    """Rate every item and skip the picks."""
    for item in ITEMS:
        page.goto(f"{url}/at/{item}")
        tap(page, item, "needed", 4 + number % 2)
        tap(page, item, "today", 1 + number % 3)
    page.goto(f"{url}/at/picks")
    page.click("button:has-text('skip')")
    page.wait_for_selector("h1:has-text('All is picked')")


def come_late(chromium: Any, url: str, picture: Path) -> Any:
    """Join late, answer, and change an answer."""
    page = joined(chromium, url, color_scheme="dark")
    tap(page, "touchpoint", "needed", 1)
    tap(page, "touchpoint", "needed", 5)
    page.screenshot(path=picture)
    return page


def out_of_the_network(_: Any, page: Any, url: str) -> None:
    """Tap while the phone has no network: it arrives when the phone is back."""
    page.goto(f"{url}/at/renewal")
    page.context.set_offline(True)
    page.click("#renewal-today-5")
    page.wait_for_selector("text=Not sent yet")
    page.context.set_offline(False)
    page.wait_for_selector("#renewal-today-5[aria-pressed=true]")


def forgotten(_: Any, page: Any, url: str) -> None:
    """Lose the cookie: the word brings the ballot back."""
    page.goto(f"{url}/word")
    word = page.text_content(".big")
    page.context.clear_cookies()
    page.goto(f"{url}/again")
    page.fill("#word", word)
    page.click("button:has-text('Come back')")
    page.goto(f"{url}/at/touchpoint")
    page.wait_for_selector("#touchpoint-needed-5[aria-pressed=true]")


def see_the_reveal(chromium: Any, page: Any, url: str, pictures: Path) -> list[str]:
    """Look at it on a phone and on the wall; return what the browser complained of."""
    page.goto(url)
    page.wait_for_selector("text=of 100")
    page.screenshot(path=pictures / "phone-reveal.png", full_page=True)
    wall = phone(chromium, color_scheme="light")
    wall.goto(f"{url}/wall")
    wall.wait_for_selector("text=of 100")
    wall.screenshot(path=pictures / "phone-wall.png")
    return [*page.said, *wall.said]


def begun(tmp_path: Path, session: Session | None = None) -> tuple[Path, Terminal]:
    """Return the file of a workshop, and the program in which phones are on."""
    at = Place(stage="checklist", at="touchpoint")
    session = session or replace(private_session(), place=at)
    path = save_new(session, tmp_path / "sessions")
    terminal = started(tmp_path, "phones", path.stem, size=(120, 40))
    terminal.wait_for("The address for phones")
    terminal.press("enter")
    terminal.wait_for("or type", "joining is open")
    return path, terminal


def test_twelve_phones_vote_beside_the_keyboard(
    phones: Phones, tmp_path: Path, pictures: Path
) -> None:
    path, terminal = begun(tmp_path)
    with terminal:
        url = url_of(terminal, tmp_path)
        pages = [phones.do(terminal, joined, url) for _ in range(PHONES - 1)]
        terminal.wait_for(f"phones {PHONES - 1}")
        for number, page in enumerate(pages):
            phones.do(terminal, answer_all, page, url, number)
        terminal.wait_for(f"in {PHONES - 1} of {PHONES - 1}")
        late = phones.do(terminal, come_late, url, pictures / "phone-rate.png")
        terminal.wait_for(f"phones {PHONES}")
        phones.do(terminal, out_of_the_network, pages[0], url)
        phones.do(terminal, forgotten, pages[1], url)
        terminal.press("escape")
        terminal.wait_gone("Scan to join")
        terminal.press("R")
        terminal.press("y")
        assert phones.do(terminal, see_the_reveal, late, url, pictures) == []
        assert [line for page in pages[2:] for line in page.said] == []
        terminal.press("ctrl+q")
        assert terminal.exit_code() == 0
    saved = session_file.read(path).session
    ballots = answers(saved, "checklist").rounds["1"].ballots
    assert len(ballots) == PHONES
    given = sorted(ballot.answers["needed"]["touchpoint"] for ballot in ballots.values())
    assert given == sorted([4 + n % 2 for n in range(PHONES - 1)] + [5])
    today = [ballot.answers.get("today", {}).get("renewal") for ballot in ballots.values()]
    assert today.count(5) == 1


def look(chromium: Any, url: str, scheme: str) -> list[str]:
    """Return what axe finds on each page, and which page scrolls sideways."""
    page = joined(chromium, url, color_scheme=scheme, bypass_csp=True)
    found = []
    for at in ("", "/at/all", "/at/picks", "/word", "/wall", "/again"):
        page.set_viewport_size({"width": 360, "height": 780})
        page.goto(f"{url}{at}")
        page.add_script_tag(path=AXE)
        found += page.evaluate("axe.run().then(r => r.violations.map(v => v.id))")
        for width, size in ((360, "200%"), (180, "100%")):
            page.set_viewport_size({"width": width, "height": 780})
            page.evaluate(f"document.documentElement.style.fontSize = '{size}'")
            if page.evaluate("document.documentElement.scrollWidth") > width:
                found.append(f"{at} at {width}")
    return found


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    phones: Phones, tmp_path: Path, scheme: str
) -> None:
    if not AXE.exists():
        pytest.fail("axe-core is not here: `npm ci` in tests/external")
    _, terminal = begun(tmp_path)
    with terminal:
        assert phones.do(terminal, look, url_of(terminal, tmp_path), scheme) == []


def cut(chromium: Any, url: str, picture: Path) -> list[str]:
    """Return what does not fit on a wall of 1280 by 800, and on a phone."""
    wall = phone(chromium, color_scheme="dark")
    wall.set_viewport_size({"width": 1280, "height": 800})
    wall.goto(f"{url}/wall")
    wall.screenshot(path=picture)
    sizes = "e => [e.scrollWidth - e.clientWidth, e.scrollHeight - e.clientHeight]"
    found = [
        f"{kind}: {more}"
        for kind in ("html", "pre")
        for each in wall.locator(kind).all()
        if max(more := each.evaluate(sizes)) > 1
    ]
    other = phone(chromium)
    other.goto(url)
    other.locator("input[type=radio]").first.check()
    other.click("button:has-text('Join')")
    other.wait_for_selector("nav")
    return found + [f"phone: {each}" for each in other.locator(".row + .row").all() if _meets(each)]


def _meets(row: Any) -> bool:
    """Whether a row touches the one above it."""
    box = "getBoundingClientRect()"
    gap = f"e => e.{box}.top - e.previousElementSibling.{box}.bottom"
    return float(row.evaluate(gap)) < 4


@pytest.mark.parametrize("stage", ["guiding", "checklist", "summary", "act", "close"])
def test_a_wall_shows_all_of_a_place_and_nobody_scrolls(
    phones: Phones, tmp_path: Path, pictures: Path, stage: str
) -> None:
    session = session_file.read(SESSIONS / "prestige-car-maker.toml").session
    _, terminal = begun(tmp_path, replace(session, place=Place(stage=stage)))
    with terminal:
        url, picture = url_of(terminal, tmp_path), pictures / f"phone-wall-{stage}.png"
        assert phones.do(terminal, cut, url, picture) == []
