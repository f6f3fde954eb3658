"""Workshops side by side in the app: every number on the screens, worked out here once more."""

import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from math import hypot, sqrt
from pathlib import Path
from statistics import fmean, variance
from typing import Any

import tomli
from textual.content import Content
from textual.pilot import Pilot

from hostile_sessions import filled
from payloads import MARKUP, TERMINAL
from running import app_of, running, save_as, screen_text, session_of, settled
from valueworkshop.core.clean_text import one_line
from valueworkshop.core.compare.trends import trend
from valueworkshop.core.compare.two_workshops import compare
from valueworkshop.core.session.session import Earlier, Place, Session
from valueworkshop.core.stages.notes import groups
from valueworkshop.core.stages.notes.model import Note, add_note
from valueworkshop.files.text import session_file
from valueworkshop.tui.compare.compared_rows import change_lines, columns, trend_lines
from valueworkshop.tui.compare.compared_screens import TwoScreen
from valueworkshop.tui.compare.line import Line
from valueworkshop.tui.widgets.rows import Rows
from valueworkshop.tui.workshop.workshop_screen import WorkshopScreen

SAMPLES = Path(__file__).parents[3] / "sessions"
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
PICTURE = "[▸▼▲=○●◇◆━─┊█▉▊▋▌▍▎▏]"
VERDICTS = ("smaller gap", "larger gap", "within noise")
CHAIN = ("bakery-1-winter", "bakery-2-spring", "bakery-3-autumn")


@dataclass(frozen=True)
class Known:
    """What one workshop says of one item, by nothing but the file and the formulas."""

    text: str
    needed: float
    today: float
    signed: float
    error: float

    @property
    def gap(self) -> float:
        return max(0.0, self.signed)


@dataclass(frozen=True)
class Workshop:
    title: str
    day: str
    names: tuple[str, ...]
    items: dict[str, Known]
    decided: dict[str, str]
    """Actions of last time, by id: done, dropped, late or open."""

    def index(self, texts: set[str]) -> float:
        return fmean(known.gap for text, known in self.items.items() if text in texts)


def read(name: str) -> Workshop:
    tree = tomli.loads((SAMPLES / f"{name}.toml").read_text(encoding="utf-8"))
    ballots = tree["answers"]["checklist"]["rounds"]["1"]["ballots"].values()
    asked = tree["kit"]["stages"]["checklist"]["asks"]["items"]
    items = {asked[key]["text"]: known(asked[key]["text"], key, list(ballots)) for key in asked}
    review = tree["answers"].get("review", {}).get("actions", {})
    return Workshop(
        title=tree["title"],
        day=tree["date"].isoformat(),
        names=tuple(sorted(person["name"] for person in tree["people"].values())),
        items=items,
        decided={key: became(each, tree["date"]) for key, each in review.items()},
    )


def became(promise: dict[str, Any], today: Any) -> str:
    if promise["decision"] in ("done", "drop"):
        return {"done": "done", "drop": "dropped"}[promise["decision"]]
    return "late" if promise["was"]["due"] < today else "open"


def known(text: str, key: str, ballots: list[dict[str, Any]]) -> Known:
    needed = [ballot["answers"]["needed"][key] for ballot in ballots]
    today = [ballot["answers"]["today"][key] for ballot in ballots]
    apart = [25.0 * (n - t) for n, t in zip(needed, today, strict=True)]
    error = sqrt(max(variance(apart), 2 * 25**2 / 12) / len(apart))
    return Known(
        text=text,
        needed=fmean(needed),
        today=fmean(today),
        signed=fmean(apart),
        error=error,
    )


def verdict(then: Workshop, now: Workshop, text: str) -> str:
    by = now.items[text].gap - then.items[text].gap
    if then.names != now.names:
        return "not the same people"
    error = hypot(then.items[text].error, now.items[text].error)
    if abs(by) <= max(2 * error, 25 / len(then.names)):
        return "within noise"
    return "smaller gap" if by < 0 else "larger gap"


def lines_of(then: Workshop, now: Workshop) -> Iterator[str]:
    """Yield the row of each item that both asked, without the picture."""
    for text in then.items.keys() & now.items.keys():
        old, new = then.items[text], now.items[text]
        by = change(new.gap - old.gap)
        said = verdict(then, now, text)
        said = "" if said == "not the same people" else said  # the head says it of all
        yield " ".join(f"{old.signed:.0f} {new.signed:.0f} {by} {text} {said}".split())


def told(rows: tuple[Content, ...]) -> str:
    """Return a row of the list as `lines_of` has it, the name in one line."""
    lines = [" ".join(re.sub(PICTURE, " ", row.plain).split()) for row in rows]
    name = lines[1:] if lines[1:] and lines[1] else []
    numbers = re.match(r"(?:\S+ ){3}", lines[0])
    said = next((word for word in VERDICTS if lines[0].endswith(f" {word}")), "")
    middle = lines[0][numbers.end() if numbers else 0 : len(lines[0]) - len(said)].strip()
    return " ".join([numbers.group().strip() if numbers else "", middle, *name, said]).strip()


async def shown(pilot: Pilot[None], workshop: str, *keys: str) -> list[str]:
    """Compare the workshop of a title with what is picked by keys, and return what is on screen."""
    rows = pilot.app.screen.query_one(Rows)
    rows.highlighted = next(
        place for place, row in enumerate(rows.options) if f"{workshop}  " in str(row.prompt)
    )
    await pilot.press("c", *keys)
    await settled(pilot)
    return screen_text(pilot).splitlines()


def compared(then: Workshop, now: Workshop, lines: list[str], rows: list[Line]) -> None:
    """Check the screen of two workshops."""
    assert set(lines_of(then, now)) <= {told(line.row) for line in rows}
    text = " ".join("\n".join(lines).split())
    both = then.items.keys() & now.items.keys()
    over = f"{then.index(set(then.items)):.0f} → {now.index(set(now.items)):.0f}"
    assert f"Value gap, of 100: {then.index(both):.0f} → {now.index(both):.0f}" in text
    assert f"Over the {len(both)} items that both asked" in text
    assert f"For all items {over}." in text
    counted = [(list(now.decided.values()).count(w), w) for w in ("done", "late", "dropped")]
    said = ", ".join(f"{number} {word}" for number, word in counted if number)
    assert f"Of {len(now.decided)} actions, {said}" in text
    assert text.count("! action late") == list(now.decided.values()).count("late")


def went(workshops: tuple[Workshop, ...], lines: list[str]) -> None:
    """Check the screen of several workshops."""
    of_all = " → ".join(f"{w.index(set(w.items)):.0f}" for w in workshops)
    assert f"Value gap, of 100: {of_all}" in "\n".join(lines)
    rows = {" ".join(re.sub("[▸│]", " ", line).split()[1:]) for line in lines}
    for item in {text for workshop in workshops for text in workshop.items}:
        of_item = [w.items.get(item) for w in workshops]
        there = [known.gap for known in of_item if known is not None]
        numbers = " ".join("–" if known is None else f"{known.signed:.0f}" for known in of_item)
        by = f" {change(there[-1] - there[0])}" if len(there) > 1 else ""
        assert f"{numbers}{by} {item}" in rows


def change(by: float) -> str:
    return f"{by:+.0f}" if by else "0"


def test_nothing_that_people_wrote_is_more_than_text_on_one_line() -> None:
    text = "\n".join([*MARKUP.values(), *TERMINAL.values()])
    session = filled(text)
    other = replace(session, id="o", follows=Earlier(id="s"), date=session.date)
    found = compare(session, other)
    lines = change_lines(found, columns(found, 120, 1), only_real=False)
    lines += trend_lines(trend([session, other]), 2000, only_real=False)
    rows = [row.plain for line in lines for row in line.row]
    assert not [row for row in rows if CONTROL.search(row)]
    assert any(one_line(text) in row for row in rows)


def with_groups(name: str, gathered: Mapping[str, int]) -> Session:
    """Return a sample whose first question has some notes in each of these groups."""
    session = session_file.read(SAMPLES / f"{name}.toml").session
    for group, count in gathered.items():
        keys = {f"{group}{n}" for n in range(count)}
        for key in keys:
            session = add_note(session, "guiding", key, Note(question="expectations", text=key))
        session = groups.gather(session, "guiding", group, "expectations", group, keys)
    return session


async def test_groups_of_notes_stand_side_by_side_and_enter_leads_to_their_question(
    folder: Path,
) -> None:
    save_as(with_groups(CHAIN[0], {"Speed": 2, "Price": 1}), folder, f"{CHAIN[0]}.toml")
    save_as(with_groups(CHAIN[1], {"Speed": 5, "Staff": 1}), folder, f"{CHAIN[1]}.toml")
    async with running(folder, size=(80, 24)) as pilot:
        await shown(pilot, read(CHAIN[1]).title, "enter")
        screen = pilot.app.screen
        assert isinstance(screen, TwoScreen)
        rows = [" ".join(row.plain.split()) for line in screen.all_lines for row in line.row]
        assert "2 5 notes Speed" in rows
        assert "– 1 notes Staff" in rows
        assert "1 – notes Price" in rows
        listed = [line.title for line in screen.all_lines]
        screen.query_one(Rows).highlighted = listed.index("Speed")
        await settled(pilot)
        assert "Notes gathered under this name at: What do customers expect" in screen_text(pilot)
        await pilot.press("o")
        assert "notes Speed" not in screen_text(pilot)
        await pilot.press("o")
        screen.query_one(Rows).highlighted = listed.index("Speed")
        await pilot.press("enter")
        await settled(pilot)
        assert session_of(pilot).place == Place(stage="guiding", at="expectations")


async def test_every_number_of_the_chain_is_the_one_that_the_answers_make(folder: Path) -> None:
    for name in CHAIN:
        shutil.copy(SAMPLES / f"{name}.toml", folder)
    one, two, three = map(read, CHAIN)
    async with running(folder, size=(120, 40)) as pilot:
        for then, now in ((one, two), (two, three)):
            lines = await shown(pilot, now.title, "enter")
            screen = pilot.app.screen
            assert isinstance(screen, TwoScreen)
            assert f"{then.title} ({then.day})  →  {now.title} ({now.day})" in lines[0]
            compared(then, now, lines, screen.all_lines)
            await pilot.press("escape")
            await settled(pilot)
        went((one, two, three), await shown(pilot, three.title, "space", "space", "enter"))
        await pilot.press("e", "e", "y")
        await settled(pilot)
        assert "bakery-3-autumn-compared.md" in screen_text(pilot)
        await pilot.press("o")
        await settled(pilot)
        assert "No change is larger than noise among the same people." in screen_text(pilot)
        await pilot.press("o", "end", "enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, WorkshopScreen)
        assert session_of(pilot).place.at == "sunday"
        app_of(pilot).compare()
        await settled(pilot)
        assert "Bread before seven 2  the one before" in screen_text(pilot)
        await pilot.press("enter", "down")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, WorkshopScreen)
        assert session_of(pilot).place.at == "experience"
    written = (folder / "bakery-3-autumn-compared.md").read_text(encoding="utf-8")
    assert written.startswith("# Trend")
