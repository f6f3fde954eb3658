"""Statements on screen: agreed with unseen, shown by group, and nobody can be singled out."""

from dataclasses import replace
from pathlib import Path

import pytest

from running import fly, running, save_as, saved_of, screen_text, session_of, with_people
from valueworkshop.core.session.kit import Kit, Stage
from valueworkshop.core.session.people import FRONT_LINE, LEADERS
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.statements.model import (
    AGREE,
    AGREEMENT,
    DISAGREE,
    Asks,
    Statement,
    Study,
)
from valueworkshop.core.stages.votes.model import Method, answers

STAGE, LED = "beliefs", "led"
HOSTILE = "[/x] 顧客 [@click=app.quit]👩‍👩‍👧‍👦[/]"


def workshop(text: str = "Leaders decide as they say") -> Session:
    """A workshop of three leaders and three of the front line, with two statements."""
    study = Study(source="A study, 2008", leaders=63, others=41)
    items = {LED: Statement(text=text, study=study), "known": Statement(text="We know it")}
    stage = Stage(kind="statements", title="Perception check", letter="L", asks=Asks(items=items))
    session = Session(id="s", title="Dealers", kit=Kit(id="k", title="K", stages={STAGE: stage}))
    names = [(name, LEADERS) for name in "ABC"] + [(name, FRONT_LINE) for name in "DEF"]
    return with_people(session, *names)


@pytest.fixture
def path(folder: Path) -> Path:
    """That workshop as a file."""
    return save_as(workshop(), folder)


async def test_answers_come_in_unseen_and_are_shown_by_group(path: Path) -> None:
    async with running(path, at=(STAGE, LED)) as pilot:
        await pilot.press("m")  # by cards, as the team wants it
        for answer in ("agree", "disagree", "don't know", "skip"):
            assert answer in screen_text(pilot)
        await pilot.press("y", "3", "y", "x", "x", "x")
        shown = screen_text(pilot)
        assert "5 of 6 in" in shown
        assert "%" not in shown
        await pilot.press("x", "enter")
        shown = screen_text(pilot)
        assert "2 of 6 agree" in shown
        rows = [" ".join(row.split()) for row in shown.split("\n")]
        assert any("leaders ■ ■ □" in row for row in rows)
        assert any("front line – □ □ □" in row for row in rows)
        assert "%" not in shown.split("A study")[0]  # of so few, no share
        assert "2 of the 3 leaders agree, none of the 3 from the front line;" in " ".join(
            shown.split()
        )
        assert "A reference, not a norm." in shown
        given = answers(saved_of(pilot), STAGE).rounds["1"].ballots
        assert [given[f"v{n}"].get(AGREEMENT, LED) for n in (1, 2, 3)] == [AGREE, AGREE, DISAGREE]


async def test_a_group_in_which_two_know_is_not_shown_apart(path: Path) -> None:
    async with running(path, at=(STAGE, LED)) as pilot:
        await pilot.press("m", "y", "y", "x", "x", "d", "x", "enter")
        shown = screen_text(pilot)
        assert "2 of 5 agree, 1 don't know" in shown
        assert "n 2" not in shown
        assert "n 3" not in shown  # what is left of all would be those two
        assert "No groups side by side: that takes three who agree or disagree in each" in shown


@pytest.mark.parametrize("width", [60, 80, 120])
async def test_a_long_name_gives_way_to_the_place_in_the_stage(folder: Path, width: int) -> None:
    made = workshop()
    long = replace(made.stage(STAGE), title="Perception check of leaders and front line " * 2)
    path = save_as(replace(made, kit=replace(made.kit, stages={STAGE: long})), folder)
    async with running(path, at=(STAGE, LED), size=(width, 24)) as pilot:
        head = screen_text(pilot).split("\n")[0]
        assert "L Perception" in head
        assert "1 of 2 " in head  # the track of places goes before words of the name do


async def test_hands_are_counted_for_two_answers_and_the_grid_repairs(path: Path) -> None:
    async with running(path, at=(STAGE, LED)) as pilot:
        await pilot.press("m", "m", "3", "0", "0", "3", "0", "0")
        assert answers(session_of(pilot), STAGE).rounds["1"].method is Method.HANDS
        await pilot.press("enter")
        assert "All 3 leaders agree, none of the 3 from the front line;" in screen_text(pilot)
    async with running(path, at=(STAGE, "known")) as pilot:
        await pilot.press("m", "m", "m", "y", "y", "y", "x", "x", "x", "enter", "g", "x")
        grid = screen_text(pilot)
        assert "x" in grid
        assert "Tab shows another facet" not in grid  # there is none
        ballots = answers(session_of(pilot), STAGE).rounds["1"].ballots
        assert sorted(str(b.get(AGREEMENT, "known")) for b in ballots.values()) == [
            *["1"] * 4,
            *["5"] * 2,
        ]


async def test_the_study_is_not_told_before_the_reveal_and_no_evidence_is_asked(
    path: Path,
) -> None:
    async with running(path, at=(STAGE, LED)) as pilot:
        await pilot.press("question_mark")
        help_text = " ".join(str(static.render()) for static in pilot.app.screen.query("Static"))
        assert "perception gap" in help_text
        assert "A study, 2008" not in help_text
        await pilot.press("escape", "m", "y", "enter", "enter", "t", "p")
        shown = screen_text(pilot)
        assert "No two groups can be held against each other yet" in shown
        assert "1 of 1 of all" in shown


async def test_names_are_shown_as_they_are_at_every_size(folder: Path) -> None:
    odd = workshop(HOSTILE)
    people = {
        key: replace(person, group=HOSTILE if person.group == LEADERS else person.group)
        for key, person in odd.people.items()
    }
    async with running(save_as(replace(odd, people=people), folder), at=(STAGE, LED)) as pilot:
        await pilot.press("m", "y", "x", "y", "x", "x", "y", "enter")
        for size in ((60, 20), (80, 24), (120, 40)):
            await fly(pilot, size)
            for keys in (("p",), ("p",)):
                await pilot.press(*keys)
                assert "[/x] 顧客" in screen_text(pilot)
