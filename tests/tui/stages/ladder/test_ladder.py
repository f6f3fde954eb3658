"""The ladder on screen: marks are placed by digit, and why is asked in words."""

from pathlib import Path

import pytest

from running import running, save_as, saved_of, screen_text, type_text
from valueworkshop.core.session.kit import Kit, Stage
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.ladder.model import Rung, answers
from valueworkshop.files.text import session_file


@pytest.fixture
def path(folder: Path) -> Path:
    """A workshop with only the ladder."""
    kit = Kit(id="k", title="K", stages={"ladder": Stage(kind="ladder", title="Charging ladder")})
    return save_as(Session(id="s", title="Ladder", kit=kit), folder)


async def test_three_marks_and_what_they_say(path: Path) -> None:
    async with running(path, at=("ladder", "now")) as pilot:
        assert "What do customers pay us for today?" in screen_text(pilot)
        await pilot.press("2", "enter", "d", "enter", "4")
        shown = screen_text(pilot)
        assert "Two rungs to climb." in shown
        assert "We do not know what customers would say" in shown
        given = answers(saved_of(pilot), "ladder")
        assert (given.now.rung, given.aim.rung) == (Rung.GOODS, Rung.EXPERIENCES)
        assert given.customers.unknown
        await pilot.press("shift+tab", "shift+tab", "1")
        assert answers(saved_of(pilot), "ladder").now.rung is Rung.COMMODITIES
        await pilot.press("u")
        assert answers(saved_of(pilot), "ladder").now.rung is Rung.GOODS


async def test_why_and_evidence_are_asked_in_forms(path: Path) -> None:
    async with running(path, at=("ladder", "now")) as pilot:
        await pilot.press("3", "w")
        await type_text(pilot, "[b]hours[/b] on the bill")
        await pilot.press("enter", "t")
        await type_text(pilot, "h")
        await pilot.press("enter")
        now = answers(saved_of(pilot), "ladder").now
        assert now.why == "[b]hours[/b] on the bill"
        assert now.evidence.grade.value == "heard"
        assert "[b]hours[/b] on the bill" in " ".join(screen_text(pilot).split())


async def test_what_stands_in_the_form_outlives_leaving(path: Path) -> None:
    async with running(path, at=("ladder", "now")) as pilot:
        await pilot.press("w")
        await type_text(pilot, "parts")
        await pilot.press("ctrl+q")
    session = session_file.read(path).session
    assert answers(session, "ladder").now.why == "parts"
