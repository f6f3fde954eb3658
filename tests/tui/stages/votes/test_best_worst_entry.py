"""Picking what matters most and least: in private, by cards and by hands, with keys in a hurry."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from textual.pilot import Pilot

from picked_weights import STAGE, with_picks
from running import (
    new_file,
    running,
    save_as,
    saved_of,
    screen_text,
    session_of,
    with_people,
    words_on,
)
from valueworkshop.core.stages.votes.model import (
    LEAST,
    MOST,
    NEITHER,
    WEIGHT,
    Abstained,
    Answer,
    answers,
    asks,
)
from valueworkshop.core.stages.votes.score import scores
from valueworkshop.files.text import session_file
from valueworkshop.tui.stages.votes.ballot_screen import BallotScreen
from valueworkshop.tui.stages.votes.best_worst_entry import PickItemsScreen
from valueworkshop.tui.widgets.cover_screen import CoverScreen

FIRST = "touchpoint"
PEOPLE = (("Ada", ""), ("Ben", ""))
RATED = ["5", "3"] * 6


@pytest.fixture
def path(folder: Path) -> Path:
    session = with_people(session_file.read(new_file(folder)).session, *PEOPLE)
    return save_as(with_picks(session), folder)


def on_screen(pilot: Pilot[None]) -> type:
    return type(pilot.app.screen)


def weights(pilot: Pilot[None], voter: str) -> Mapping[str, Answer]:
    return answers(saved_of(pilot), STAGE).rounds["1"].ballots[voter].answers.get(WEIGHT, {})


def items(pilot: Pilot[None]) -> list[str]:
    return list(asks(session_of(pilot), STAGE).items)


async def test_four_keys_a_person_in_place_of_six_ratings(path: Path) -> None:
    async with running(path, at=(STAGE, FIRST)) as pilot:
        await pilot.press("m", "m", "m", "enter", "enter", *RATED)
        assert on_screen(pilot) is BallotScreen
        assert "12 of 12" in screen_text(pilot)
        assert "Enter goes on to your picks" in screen_text(pilot)
        await pilot.press("enter")
        assert on_screen(pilot) is PickItemsScreen
        assert "Pick the one that matters most" in screen_text(pilot)
        assert "A number picks its item, p the one at ▸." in words_on(pilot)
        assert "1-6 Pick by number" in screen_text(pilot)
        await pilot.press("9")
        assert "No item here has the number 9." in words_on(pilot)
        await pilot.press("2", "2")
        assert "You have picked that one already." in words_on(pilot)
        await pilot.press("6")
        text = screen_text(pilot)
        assert "Of those left, pick the one that matters most" in text
        assert text.count(" ●") - text.count("as ●") == 2
        assert "A number picks its item" in words_on(pilot)
        assert "least" not in text.split("Of those left")[1].split("1-6")[0]
        await pilot.press("space")
        assert "most" in screen_text(pilot).split("Of those left")[1]
        await pilot.press("3", "3", "4")
        assert "All your picks are in" in screen_text(pilot)
        first, second, third, fourth, fifth, sixth = items(pilot)
        assert weights(pilot, "v1") == {
            first: NEITHER,
            second: MOST,
            third: MOST,
            fourth: LEAST,
            fifth: NEITHER,
            sixth: LEAST,
        }
        await pilot.press("enter")
        assert on_screen(pilot) is CoverScreen
        assert "Votes in: 1 of 2" in screen_text(pilot)


async def test_keys_without_a_pause_are_all_taken_in_their_order(path: Path) -> None:
    async with running(path, at=(STAGE, FIRST)) as pilot:
        ballot = [*RATED, "enter", "1", "2", "3", "4", "enter"]
        await pilot.press(*"mmm", "enter", "enter", *ballot, "enter", *ballot, "enter", "R")
        assert sum(session_of(pilot).revealed.values()) == 6
        found = scores(session_of(pilot), STAGE)
        assert [found[item].weight for item in items(pilot)] == [1.0, 0.0, 1.0, 0.0, 0.5, 0.5]
        text = words_on(pilot)
        assert "2 of 2 picked it as mattering most, none as mattering least" in text


async def test_a_pick_is_taken_back_and_dont_know_ends_it(path: Path) -> None:
    async with running(path, at=(STAGE, FIRST)) as pilot:
        await pilot.press("m", "m", "m", "enter", "enter", *RATED, "enter")
        await pilot.press("1", "backspace", "j", "p", "enter")
        assert "You have not picked all yet" in screen_text(pilot)
        await pilot.press("d")
        assert weights(pilot, "v1") == {
            item: MOST if item == items(pilot)[1] else NEITHER for item in items(pilot)
        }
        await pilot.press("backspace", "backspace", "d", "enter")
        assert weights(pilot, "v1") == dict.fromkeys(items(pilot), Abstained.DONT_KNOW)


async def test_who_left_their_picks_open_is_asked_for_them_alone(path: Path) -> None:
    async with running(path, at=(STAGE, FIRST)) as pilot:
        await pilot.press("m", "m", "m", "enter", "enter", *RATED, "enter", "5", "escape")
        assert "Votes in: 0 of 2" in screen_text(pilot)
        await pilot.press("enter", "enter")
        assert on_screen(pilot) is PickItemsScreen
        assert "Pick the one that matters least" in screen_text(pilot)


async def test_cards_say_most_least_or_neither_and_none_too_often(path: Path) -> None:
    async with running(path, at=(STAGE, FIRST)) as pilot:
        await pilot.press("5", "5", "2", "2")
        text = " ".join(screen_text(pilot).split())
        assert "each notes the most important one and the least important, then the same" in text
        assert "1 matters least 3 neither 5 matters most" in text
        await pilot.press("2", "backspace", "5", "1", "enter")
        first, second, third, *_ = items(pilot)
        assert weights(pilot, "v1") == {first: MOST}
        assert weights(pilot, "v2") == {first: LEAST}
        await pilot.press("enter", "5", "5", "2", "2", "5", "3", "enter")
        await pilot.press("enter", "5", "5", "2", "2", "5")
        assert "nobody picks so many items the same way" in screen_text(pilot)
        assert third not in weights(pilot, "v1")
        assert weights(pilot, "v1") == {first: MOST, second: MOST}


async def test_hands_go_up_for_least_neither_and_most(path: Path) -> None:
    async with running(path, at=(STAGE, FIRST)) as pilot:
        await pilot.press("m", *"000020", *"020000")
        assert "least" in screen_text(pilot)
        await pilot.press(*"0020", "enter")
        assert session_of(pilot).revealed
        assert scores(session_of(pilot), STAGE)[FIRST].weight == 1.0
        assert "2 of 2 picked it as mattering most" in screen_text(pilot)


async def test_a_card_that_is_no_answer_moves_no_answer_to_somebody_else(path: Path) -> None:
    async with running(path, at=(STAGE, FIRST)) as pilot:
        assert "1-5 Answer" in screen_text(pilot)
        await pilot.press("4", "4", "2", "2", "5", "4", "3", "1")  # from 4 on nothing counts
        assert "1 3 5 Answer" in screen_text(pilot)
        assert "Not counted: the answers are 1, 3, 5. Still Ben" in screen_text(pilot)
        assert weights(pilot, "v1") == {FIRST: 5}
        assert weights(pilot, "v2") == {}
        await pilot.press("backspace", "3")
        assert weights(pilot, "v2") == {FIRST: 3}
