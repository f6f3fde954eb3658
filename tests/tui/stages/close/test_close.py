"""The close: three texts, a date and a rating."""

import datetime as dt
from pathlib import Path

import pytest

from running import TODAY, new_file, running, saved_of, screen_text, session_of, type_text
from valueworkshop.core.session.session import Session
from valueworkshop.core.session.typed_values import in_words
from valueworkshop.core.stages.close.model import Answers, answers


@pytest.fixture
def path(folder: Path) -> Path:
    """A new workshop."""
    return new_file(folder)


def given(session: Session) -> Answers:
    """What was said at the close."""
    return answers(session, "close")


async def test_all_five_questions_are_asked_and_kept(path: Path) -> None:
    async with running(path, at=("close", "surprises")) as pilot:
        assert "What surprised us?" in screen_text(pilot)
        await type_text(pilot, "how little we know")
        await pilot.press("enter", "enter")
        await type_text(pilot, "long forms")
        await pilot.press("enter")
        await type_text(pilot, "free upgrades")
        await pilot.press("enter", "enter")
        await type_text(pilot, "one price")
        await pilot.press("enter", "enter")
        assert "When do we look at this again?" in screen_text(pilot)
        await type_text(pilot, "2026-12-20")
        await pilot.press("enter")
        await pilot.press("4", "5", "2", "2", "u")
        assert "3 people have answered." in screen_text(pilot)
        assert "on average" not in screen_text(pilot)
        await pilot.press("enter")
        assert "3.7 of 5 on average; 3 answers." in screen_text(pilot)
        await pilot.press("1", "enter")
        said = given(saved_of(pilot))
        assert said.surprises.strip() == "how little we know"
        assert said.stop.split("\n")[:2] == ["long forms", "free upgrades"]
        assert said.decisions.strip() == "one price"
        assert str(said.look_again) == "2026-12-20"
        assert sorted(said.ballots.values()) == [2, 4, 5]
        assert "e exports the result" in screen_text(pilot)


async def test_a_date_that_is_none_says_what_to_type(path: Path) -> None:
    async with running(path, at=("close", "look_again")) as pilot:
        await type_text(pilot, "next month")
        await pilot.press("enter")
        assert "'next month' is not a date. Type it like 15 Jan" in screen_text(pilot)
        assert session_of(pilot).place.at == "look_again"
        await pilot.press("ctrl+n", "shift+tab")
        assert "next month" in screen_text(pilot)


async def test_the_next_look_is_a_day_from_today(path: Path) -> None:
    async with running(path, at=("close", "look_again")) as pilot:
        day = TODAY + dt.timedelta(days=14)
        await type_text(pilot, "in 2 weeks")
        assert in_words(day) in screen_text(pilot)
        await pilot.press("enter")
        assert given(saved_of(pilot)).look_again == day


async def test_all_can_answer_again_and_undo_brings_the_answers_back_unseen(path: Path) -> None:
    async with running(path, at=("close", "rating")) as pilot:
        await pilot.press("3", "4", "enter", "r")
        assert "Nobody has answered yet." in screen_text(pilot)
        assert not given(session_of(pilot)).ballots
        await pilot.press("u")
        assert "2 people have answered." in screen_text(pilot)
        await pilot.press("enter")
        assert "3 and 4 of 5; 2 answers." in screen_text(pilot)


async def test_what_was_said_can_be_undone_and_changed(path: Path) -> None:
    async with running(path, at=("close", "look_again")) as pilot:
        await type_text(pilot, "2026-12-20")
        await pilot.press("escape", "u")
        assert given(session_of(pilot)).look_again is None
        await pilot.press("i")
        await type_text(pilot, "2026-12-21")
        await pilot.press("enter")
        assert str(given(saved_of(pilot)).look_again) == "2026-12-21"
