"""The moment of a reveal: answers fall into place once, and nothing waits for them."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from textual.pilot import Pilot

from made_sessions import RATE, empty, rated
from running import app_of, running, save_as, screen_text, session_of, workshop_of
from valueworkshop.core.session.people import Person
from valueworkshop.core.session.session import Session
from valueworkshop.tui.stages.votes.reveal import Reveal
from valueworkshop.tui.widgets.motion import LASTS, moves


@dataclass
class Hand:
    """A clock that moves only when told."""

    passed: float = 100.0

    def __call__(self) -> float:
        return self.passed


def hidden() -> Session:
    """Three have voted on the first item, and it is not revealed."""
    people = {f"p{n}": Person(name=f"Person {n}", voter=f"v{n}", order=n) for n in (1, 2, 3)}
    return rated((5, 1, 4), (5, 2, 3), (4, 2, 3), into=empty(people=people), shown=False)


async def moved(pilot: Pilot[None], clock: Hand, seconds: float) -> str:
    """Move the clock, and return what is on screen then."""
    clock.passed += seconds
    workshop_of(pilot).query_one(Reveal).motion.step()
    await pilot.pause()
    return screen_text(pilot)


def answers_in(text: str) -> int:
    return text.count("▆▆")


async def revealed(pilot: Pilot[None]) -> Hand:
    """Reveal, at a clock that stands still."""
    clock = Hand()
    app_of(pilot).motion = clock
    await pilot.press("enter")
    await pilot.pause()
    return clock


async def test_answers_fall_into_place_and_only_then_it_is_said_what_they_mean(
    folder: Path,
) -> None:
    path = save_as(hidden(), folder)
    async with running(path, at=(RATE, "contact"), size=(80, 24)) as pilot:
        clock = await revealed(pilot)
        text = screen_text(pilot)
        assert answers_in(text) == 0
        assert "median" not in text
        assert "see a shortfall" not in text
        assert answers_in(await moved(pilot, clock, LASTS * 0.6)) > 0
        assert "of 100" not in screen_text(pilot)
        text = await moved(pilot, clock, LASTS / 2)
        assert answers_in(text) >= 9
        assert "3 of 3 see a shortfall" in text
        assert "median" in text
        rows = workshop_of(pilot).query_one(Reveal).size.height
        await moved(pilot, clock, 1)
        assert workshop_of(pilot).query_one(Reveal).size.height == rows


async def test_after_all_are_revealed_the_one_that_the_room_sees_falls(folder: Path) -> None:
    path = save_as(hidden(), folder)
    async with running(path, at=(RATE, "promise"), size=(120, 40)) as pilot:
        clock = Hand()
        app_of(pilot).motion = clock
        await pilot.press("R", "y")
        await pilot.pause()
        assert session_of(pilot).place.at == "contact"
        assert "see a shortfall" not in screen_text(pilot)
        assert "3 of 3 see a shortfall" in await moved(pilot, clock, LASTS)


async def test_the_next_key_ends_it_and_is_taken_at_once(folder: Path) -> None:
    path = save_as(hidden(), folder)
    async with running(path, at=(RATE, "contact"), size=(80, 24)) as pilot:
        await revealed(pilot)
        await pilot.press("t")
        assert workshop_of(pilot).query_one(Reveal).motion.phase == 1
        assert "How do we know" in screen_text(pilot)
        await pilot.press("escape", "enter")
        assert session_of(pilot).place.at != "contact"


async def test_who_comes_back_to_it_sees_it_as_it_is(folder: Path) -> None:
    path = save_as(hidden(), folder)
    async with running(path, at=(RATE, "contact"), size=(80, 24)) as pilot:
        await revealed(pilot)
        await pilot.press("ctrl+n")
        await pilot.press("pageup")
        await pilot.pause()
        assert session_of(pilot).place.at == "contact"
        assert "3 of 3 see a shortfall" in screen_text(pilot)


async def test_without_a_clock_of_motion_it_is_there_at_once(folder: Path) -> None:
    path = save_as(hidden(), folder)
    async with running(path, at=(RATE, "contact"), size=(80, 24)) as pilot:
        await pilot.press("enter")
        assert "3 of 3 see a shortfall" in screen_text(pilot)


@pytest.mark.parametrize("env", [{}, {"TEXTUAL_ANIMATIONS": "full"}])
def test_on_a_terminal_of_ones_own_there_is_motion(env: dict[str, str]) -> None:
    assert moves(env)


@pytest.mark.parametrize(
    "env",
    [
        {"TEXTUAL_ANIMATIONS": "none"},
        {"TEXTUAL_ANIMATIONS": " None"},
        {"SSH_CONNECTION": "10.0.0.1 50000 10.0.0.2 22"},
        {"SSH_TTY": "/dev/pts/1"},
    ],
)
def test_over_a_slow_link_and_where_nobody_wants_it_nothing_moves(env: dict[str, str]) -> None:
    assert not moves(env)
