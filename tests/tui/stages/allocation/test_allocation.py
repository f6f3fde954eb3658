"""Spreading points on screen: unseen, revealed by Enter, then the layers."""

from dataclasses import replace
from pathlib import Path

import pytest

from running import running, save_as, saved_of, screen_text, with_people
from valueworkshop.core.session.kit import Kit, Stage
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.allocation.model import answers
from valueworkshop.core.stages.allocation.score import focus
from valueworkshop.files.text import session_file


@pytest.fixture
def path(folder: Path) -> Path:
    """A workshop of two people with only the disciplines."""
    kit = Kit(id="k", title="K", stages={"focus": Stage(kind="allocation", title="Disciplines")})
    session = with_people(Session(id="s", title="Focus", kit=kit), ("Ada", ""), ("Ben", ""))
    return save_as(session, folder)


async def test_two_people_spread_their_points_and_the_room_sees_the_mean(path: Path) -> None:
    async with running(path, at=("focus", "chosen")) as pilot:
        await pilot.press("1", "7", "enter", "6", "0", "enter", "f")
        assert "23" not in screen_text(pilot)
        await pilot.press("space")
        assert "23" in screen_text(pilot)
        await pilot.press("enter", "enter")  # Ada's last, to Ben
        assert "23" not in screen_text(pilot)
        await pilot.press("down", "8", "0", "down", "down", "enter")
        assert "These do not add up to 100" in screen_text(pilot)
        await pilot.press("f", "enter")
        assert "Customer intimacy" in screen_text(pilot)
        assert "2 people: the top two get" in screen_text(pilot)
        saved = saved_of(pilot)
        assert focus(saved, "focus").leads == ("intimacy",)
        assert all(
            sum(points["chosen"].values()) == 100
            for points in answers(saved, "focus").ballots.values()
        )
        await pilot.press("enter", "2", "4", "d")
        assert "Weakest layer: Strategy (Customer intimacy); the room's rating: 2" in screen_text(
            pilot
        ).replace("\n", " ")


async def test_missing_ones_are_asked_about_and_the_picture_is_one_key_away(path: Path) -> None:
    async with running(path, at=("focus", "today")) as pilot:
        await pilot.press("5", "0", "enter", "5", "0", "enter", "enter", "enter")
        await pilot.press("enter", "enter", "enter", "enter")
        assert "1 person has given no points. Enter again reveals anyway." in screen_text(pilot)
        await pilot.press("enter")
        assert "One person's view" in screen_text(pilot)
        await pilot.press("p")
        assert "today" in screen_text(pilot)
        await pilot.press("escape", "f", "up", "4", "0")
        points = next(iter(answers(saved_of(pilot), "focus").ballots.values()))
        assert points["today"]["excellence"] == 40


async def test_who_does_not_know_is_not_missing_and_a_warning_ends_with_its_voter(
    path: Path,
) -> None:
    async with running(path, at=("focus", "today")) as pilot:
        await pilot.press("7", "0", "enter", "6", "0", "enter", "enter", "space", "enter")
        # What is too much is elsewhere: f on a line without points could not take it off.
        assert "There are 30 too many. Enter again goes on, and we rescale them." in screen_text(
            pilot
        )
        await pilot.press("enter")
        assert "too many" not in screen_text(pilot)
        await pilot.press("d")
        assert "One person's view" in screen_text(pilot)
        await pilot.press("p")
        assert "n 1 " in screen_text(pilot)


async def test_enter_reveals_at_once_where_the_last_does_not_know(path: Path) -> None:
    async with running(path, at=("focus", "today")) as pilot:
        await pilot.click("SpreadEntry", offset=(25, 0))
        await pilot.press("d")
        assert "1 person has given no points. Enter again reveals anyway." in screen_text(pilot)
        await pilot.press("enter")
        assert "Nobody spread any points." in screen_text(pilot)


async def test_a_mouse_can_choose_whom_and_what(path: Path) -> None:
    async with running(path, at=("focus", "today")) as pilot:
        await pilot.click("SpreadEntry", offset=(25, 0))
        await pilot.click("SpreadEntry", offset=(5, 4))
        await pilot.press("9")
        ballots = answers(saved_of(pilot), "focus").ballots
        ben = next(p.voter for p in saved_of(pilot).people.values() if p.name == "Ben")
        assert ballots[ben]["today"]["innovation"] == 9


async def test_the_first_answer_which_gives_voters_their_ids_leads_to_nobody_else(
    folder: Path, path: Path
) -> None:
    session = session_file.read(path).session
    people = {key: replace(person, voter="") for key, person in session.people.items()}
    new = save_as(replace(session, people=people), folder, "new.toml")
    async with running(new, at=("focus", "today")) as pilot:
        await pilot.press("right", "down", "f")
        assert "[●] Ada" in screen_text(pilot)
        (ballot,) = answers(saved_of(pilot), "focus").ballots.values()
        assert sorted(ballot["today"].values()) == [0, 0, 5, 95]


TODAYS_KEYS = 180
"""Five people, three spreads of four numbers, each two digits and Enter."""


async def test_five_people_in_private_take_less_than_half_of_the_keys(folder: Path) -> None:
    kit = Kit(id="k", title="K", stages={"focus": Stage(kind="allocation", title="Disciplines")})
    names = [(name, "") for name in ("Ada", "Ben", "Cleo", "Dag", "Eva")]
    path = save_as(with_people(Session(id="s", title="Focus", kit=kit), *names), folder)
    async with running(path, at=("focus", "today")) as pilot:
        await pilot.press("m", "m")
        assert "Private, 3 of 3" in screen_text(pilot)
        keys = ["enter"]  # the keyboard goes round
        one = ["enter", *("4", "3", "2", "enter"), *("1", "6", "2", "enter"), *("2", "8", "enter")]
        keys += one * 5
        await pilot.press(*keys[:3])
        assert "40" not in screen_text(pilot)
        await pilot.press("space")
        assert "40" in screen_text(pilot)
        await pilot.press("space", *keys[3:])
        assert not saved_of(pilot).revealed
        rest = ["enter", "enter", *("enter", "enter") * 2]  # back, reveal, and so on to each
        await pilot.press(*rest)
        shares = focus(saved_of(pilot), "focus").spreads
        assert [round(100 * max(each.shares.values())) for each in shares.values()] == [40, 60, 80]
        assert [each.n for each in shares.values()] == [5, 5, 5]
        assert len(keys) + len(rest) <= TODAYS_KEYS / 2
        await pilot.press("r", "y")
        assert "A new vote, starting blank" in screen_text(pilot)
        await pilot.press("escape")
        assert "Cancelled. The vote is as it was." in screen_text(pilot)


async def test_dots_from_cards_take_a_digit_each_and_enter_reveals(path: Path) -> None:
    async with running(path, at=("focus", "today")) as pilot:
        await pilot.press("m", "4", "3", "2", "enter", "5", "9")
        assert "Fewer dots were left than that" in screen_text(pilot)
        await pilot.press("enter")
        assert "2 people: the top two get" in screen_text(pilot)
        shown = focus(saved_of(pilot), "focus").spreads
        assert [round(100 * s) for s in next(iter(shown.values())).shares.values()] == [
            45,
            40,
            10,
            5,
        ]


async def test_points_given_in_private_are_given_anew_before_the_reveal(path: Path) -> None:
    async with running(path, at=("focus", "today"), size=(100, 30)) as pilot:
        await pilot.press("m", "m", "enter")
        names = len(session_file.read(path).session.people)
        for _ in range(names):
            await pilot.press("enter", *["d", "enter"] * 2, "d")
            await pilot.press("enter")
        before = answers(saved_of(pilot), "focus").ballots
        await pilot.press("right", "enter", "enter")
        assert "You gave these points before" in screen_text(pilot)
        await pilot.press("space", "5", "5", "enter", "enter", "enter", "enter")
        after = answers(saved_of(pilot), "focus").ballots
        (changed,) = [voter for voter in after if after[voter] != before[voter]]
        assert sorted(after[changed]["today"].values())[-2:] == [50, 50]
        assert {**after[changed], "today": {}} == {**before[changed], "today": {}}
