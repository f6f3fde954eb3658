"""Dot votes in the app: passed on, revealed by one key, used."""

from pathlib import Path

import pytest

from running import (
    new_file,
    running,
    save_as,
    saved_of,
    screen_text,
    with_people,
    words_on,
)
from valueworkshop.core.stages.agreed.model import answers as agreed
from valueworkshop.core.stages.notes.model import Note, add_note
from valueworkshop.files.text import session_file

HERE = ("guiding", "rivals")


@pytest.fixture
def path(folder: Path) -> Path:
    """Five notes on one question, and three people."""
    session = session_file.read(new_file(folder)).session
    session = with_people(session, ("Ada", ""), ("Ben", ""), ("Cy", ""))
    for number, text in enumerate(("They ring back", "Price", "Fast", "Near", "Kind")):
        note = Note(question="rivals", text=text)
        session = add_note(session, "guiding", f"n{number}", note)
    return save_as(session, folder)


async def test_dots_on_paper_are_counted_row_by_row(path: Path) -> None:
    async with running(path, at=HERE) as pilot:
        await pilot.press("escape", "full_stop", "tab", "tab", "tab", "right", "enter")
        assert "0-9 Dots here" in screen_text(pilot)
        await pilot.press("3", "down", "2", "enter", "1", "down", "0")
        assert "check the counts" not in screen_text(pilot)
        await pilot.press("down", "1")
        (vote,) = saved_of(pilot).dots.values()
        assert [vote.counted[f"n{n}"] for n in range(5)] == [3, 2, 1, 0, 1]
        assert "! 7 of 6 dots: check the counts." in screen_text(pilot)
        await pilot.press("up")
        assert "! 7 of 6 dots: check the counts." in screen_text(pilot)


async def test_three_people_vote_in_turn_and_an_action_comes_of_it(path: Path) -> None:
    async with running(path, at=HERE) as pilot:
        await pilot.press("escape", "full_stop")
        assert "Begin a dot vote" in screen_text(pilot)
        await pilot.press("enter")
        before = screen_text(pilot)
        assert "Votes in: 0 of 3" in before
        assert "Hand the keyboard to Ada" in before
        await pilot.press("enter", "space", "down", "space", "space")
        assert "At most 1 on one." in screen_text(pilot)
        assert "●" not in screen_text(pilot)
        await pilot.press("s")
        assert screen_text(pilot).count("●") == 2
        await pilot.press("enter")
        covered = screen_text(pilot)
        assert "Votes in: 1 of 3" in covered
        assert "Ben" in covered
        assert "Ada" not in covered
        assert "Price" not in covered
        await pilot.press("enter", "1", "enter")
        assert "1 of 2 dots left.  Enter again hands over anyway." in screen_text(pilot)
        assert "A digit puts so many on the line at ▸." in words_on(pilot)
        assert "0-1 Dots here" in screen_text(pilot)
        await pilot.press("enter", "n", "enter")
        assert "Votes in: 2 of 3" in screen_text(pilot)
        (vote,) = saved_of(pilot).dots.values()
        assert len(vote.handed_in) == 2
        await pilot.press("R")
        assert "Not in yet: Cy." in screen_text(pilot)
        await pilot.press("R", "enter")  # the key that asks is no answer
        assert not saved_of(pilot).revealed
        await pilot.press("y")
        shown = screen_text(pilot)
        assert "First: “They ring back”, 2 dots by 2 people." in shown
        (vote,) = saved_of(pilot).dots.values()
        assert (vote.voters, vote.missing) == ({}, 1)
        await pilot.press("a", "ctrl+n")
        (action,) = agreed(saved_of(pilot), "act").actions.values()
        assert action.title == "They ring back"
        await pilot.press("escape")
        assert "Fast" in screen_text(pilot)
        await pilot.press("escape", "full_stop")
        assert "First: “They ring back”" in screen_text(pilot)
        await pilot.press("r")
        assert "Begin a dot vote" in screen_text(pilot)
        await pilot.press("escape")
        assert "First: “They ring back”" in screen_text(pilot)


async def test_who_has_voted_votes_again_from_a_blank_ballot(path: Path) -> None:
    async with running(path, at=HERE) as pilot:
        await pilot.press("escape", "full_stop", "enter")
        await pilot.press("enter", "1", "enter", "enter", "escape")  # Ada's is in, Ben waits
        await pilot.press("up")
        assert "Ada has voted.  Enter lets them vote again." in screen_text(pilot)
        await pilot.press("enter")
        assert "Let Ada vote again?" in screen_text(pilot)
        await pilot.press("enter", "escape")
        assert "Votes in: 1 of 3" in screen_text(pilot)
        await pilot.press("enter", "y", "s")
        assert "2 of 2 dots left" in screen_text(pilot)
        await pilot.press("down", "1", "enter", "enter", "escape", "escape")
        (vote,) = saved_of(pilot).dots.values()
        assert [dict(ballot.dots) for ballot in vote.handed_in.values()] == [{"n1": 1}]
