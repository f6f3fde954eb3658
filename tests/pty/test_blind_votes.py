"""Six people vote in a real terminal: how many keys they press, and that nothing leaks before.

No screen, no command and no other file has anything that looks like a result before the reveal.
With VALUEWORKSHOP_EXAMPLES the same workshop is led twice, with other answers: nothing differs then
that anybody could see, but in the workshop's own file.
"""

import datetime as dt
import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

import pytest

from in_terminal import ran, saved, started
from terminal import Terminal
from valueworkshop.core.session.ids import random_ids
from valueworkshop.core.session.people import Person
from valueworkshop.core.session.session import Place
from valueworkshop.core.stages.votes.model import answers
from valueworkshop.files.home.named_sessions import save_new
from valueworkshop.files.home.new_sessions import new_session

pytestmark = pytest.mark.pty

STAGE = "terms"
NAMES = ("Ada", "Ben", "Cleo", "Dan", "Eve", "Fay")
ANSWERS = 12  # six items, for each what is expected and what is so today
HANDS = {"one": ("006000", "060000"), "other": ("000060", "100500")}
BALLOTS = {"one": "54", "other": "12"}
RESULT = re.compile(r"median|[▼▲] |gap \d|●●|▆▆|see a shortfall|on average|two camps|\b[1-6] gave ")
"""How a result looks, anywhere: none of these appears anywhere before the reveal."""

PAIR = "VALUEWORKSHOP_EXAMPLES" in os.environ
COMMANDS = (
    ("show", "FILE"),
    ("list",),
    ("check", "FILE"),
    ("export", "FILE", "-o", "-"),
    ("export", "FILE", "--to", "csv", "-o", "-"),
    ("export", "FILE", "--to", "html", "-o", "-"),
    ("show", "FILE", "--json"),
)
CLOCK = re.compile(r"\d+ min (left|planned)[^\n]*|sav(ed|ing)[^\n]*|\d\d:\d\d")


@dataclass
class Led:
    """A workshop up to the reveal: all that could be seen, and the keys that people pressed."""

    seen: list[str] = field(default_factory=list)
    keys: int = 0
    titles: list[bytes] = field(default_factory=list)
    told: Mapping[str, bytes] = field(default_factory=dict)
    elsewhere: str = ""


def workshop(tmp_path: Path) -> Path:
    """Save a workshop of six people, at the first of seven items."""
    session = new_session("complete", random_ids(Random(7)), dt.date(2026, 11, 22), "Dealers")
    people = {f"p{n}": Person(name=name, order=n) for n, name in enumerate(NAMES)}
    at = Place(stage=STAGE, at="what")
    return save_new(replace(session, people=people, place=at), tmp_path / "sessions")


def led(tmp_path: Path, which: str) -> Led:
    """Lead it by the answers called `which`: the first item by hands, the others in private."""
    path, found = workshop(tmp_path), Led()
    with started(tmp_path, "open", str(path)) as terminal:
        terminal.wait_for("They get what they want", "1-5 Answer")
        terminal.press("w")
        terminal.wait_for("all items count alike")
        by_hands(terminal, found, HANDS[which])
        in_private(terminal, found, BALLOTS[which])
        found.told = commands(tmp_path, path)
        found.titles = re.findall(rb"\x1b\][0-2];([^\x07\x1b]*)", bytes(terminal.raw))
        found.elsewhere = "\n".join(sorted(beside(tmp_path)))
        terminal.press("R")
        terminal.wait_for("1 of 7, widest spread first", "median")  # once the answers have fallen
        terminal.press("ctrl+q")
        assert terminal.exit_code() == 0
    votes = answers(saved(path), STAGE).rounds["1"]
    assert len(votes.ballots) == len(NAMES)
    assert all(len(ballot.answers["today"]) == ANSWERS // 2 for ballot in votes.ballots.values())
    assert list(votes.ballots) == sorted(votes.ballots)
    return found


def look(terminal: Terminal, found: Led) -> None:
    """Keep what is on the screen, except the clock."""
    found.seen.append(CLOCK.sub("", terminal.text))


def by_hands(terminal: Terminal, found: Led, counts: tuple[str, str]) -> None:
    """Count hands for the first item, and go on to the next without a reveal."""
    terminal.press("m")
    terminal.wait_for("type how many hands go up")
    for facet, typed in zip(("today", "expected"), counts, strict=True):
        terminal.type(typed)
        terminal.wait_for(f"Now: {facet}")
        look(terminal, found)
    terminal.press("n", "m", "m")
    terminal.wait_for("Votes in: 0 of 6", "these 6 items")
    look(terminal, found)


def in_private(terminal: Terminal, found: Led, given: str) -> None:
    """Pass the keyboard round; count what each presses."""
    terminal.press("enter")
    for place, name in enumerate(NAMES):
        terminal.wait_for("Hand the keyboard to", name, f"Votes in: {place} of 6")
        look(terminal, found)
        terminal.press("enter")
        terminal.wait_for(f"0 of {ANSWERS}")
        for n in range(1, ANSWERS + 1):
            terminal.type(given[n % 2])
            terminal.wait_for(f"{n} of {ANSWERS}")
            look(terminal, found)
        terminal.press("enter")
        found.keys += ANSWERS + 2
    terminal.wait_for("the facilitator", "Votes in: 6 of 6")
    look(terminal, found)
    terminal.press("enter")
    terminal.wait_for("R reveals all votes of the stage")
    for key, seen in (
        ("g", "[●]"),
        ("escape", "Votes in: 6 of 6"),
        ("p", "Nothing has been revealed yet"),
    ):
        terminal.press(key)
        terminal.wait_for(seen)
    terminal.press("escape")
    terminal.wait_for("Votes in: 6 of 6")
    look(terminal, found)
    terminal.press("?")
    terminal.wait_for("Everywhere", "The premise")
    look(terminal, found)
    terminal.press("escape")
    terminal.wait_gone("The premise")
    terminal.press("ctrl+s")
    terminal.wait_for("It also saves by itself")


def commands(tmp_path: Path, path: Path) -> dict[str, bytes]:
    """Run every command that tells of a workshop, and return what each wrote."""
    found = {}
    for args in COMMANDS if PAIR else COMMANDS[:1]:
        done = ran(tmp_path, *(str(path) if each == "FILE" else each for each in args))
        assert done.returncode == 0, done.stderr
        said = done.stdout + done.stderr
        found[" ".join(args)] = said.replace(str(tmp_path).encode(), b"")
    return found


def beside(tmp_path: Path) -> list[str]:
    """Return what may be seen in another window, from the file that the projector reads."""
    texts = [path.read_text() for path in tmp_path.rglob("*.json")]
    return [
        json.dumps(view["projected"]) for text in texts if "projected" in (view := json.loads(text))
    ]


def test_six_people_vote_in_private_with_few_keys_and_no_result_is_seen(tmp_path: Path) -> None:
    found = led(tmp_path / "one", "one")
    assert found.keys <= len(NAMES) * (ANSWERS + 2)
    assert len(found.seen) > len(NAMES) * ANSWERS
    shown = "\n".join([*found.seen, found.elsewhere, *(t.decode() for t in found.told.values())])
    assert not RESULT.findall(shown)
    assert "Votes in: 6 of 6" in shown
    if PAIR:
        other = led(tmp_path / "other", "other")
        assert found.seen == other.seen
        assert found.titles == other.titles
        assert found.told == other.told
        assert found.elsewhere == other.elsewhere
        assert found.elsewhere
