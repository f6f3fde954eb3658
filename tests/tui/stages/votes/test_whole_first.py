"""The whole of a stage is what one sees once all is revealed; nothing unrevealed is in it."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from running import fly, running, screen_text, session_of
from valueworkshop.core.projector.project import project
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.show.projected_blocks import Drawn
from valueworkshop.core.stages.notes.model import DO_NOTHING
from valueworkshop.core.stages.votes.model import asks
from valueworkshop.files.text import session_file

SAMPLE = Path(__file__).parents[4] / "sessions" / "office-coffee.toml"
STAGES = {
    "value": ("How customers see each offer", "Coffee bar"),
    "perception": ("How far apart we see ourselves", "Customers get the same"),
}


def sample() -> Session:
    """The sample in which all was revealed."""
    return session_file.read(SAMPLE).session


def all_but_one(stage: str) -> tuple[Session, str]:
    """The sample without the reveal of one item, and that item."""
    session = sample()
    hidden = next(reversed([key for key in session.revealed if key.startswith(f"{stage}/")]))
    left = {key: when for key, when in session.revealed.items() if key != hidden}
    return replace(session, revealed=left), hidden.split("/")[-1]


def path_of(folder: Path, session: Session | None = None) -> Path:
    """The sample as a file, or a session like it."""
    path = Path(shutil.copy(SAMPLE, folder))
    if session is not None:
        path.write_bytes(session_file.dumps(session))
    return path


@pytest.mark.parametrize("stage", STAGES)
async def test_a_stage_of_which_all_is_revealed_begins_with_its_whole(
    folder: Path, stage: str
) -> None:
    title, within = STAGES[stage]
    async with running(path_of(folder), at=(stage, ""), size=(120, 40)) as pilot:
        shown = screen_text(pilot)
        assert title in shown
        assert within in shown
        assert "To help you" not in shown
        await pilot.press("enter")  # to the item
        assert title not in screen_text(pilot)
        await pilot.press("p")
        assert title in screen_text(pilot)
        await pilot.press("escape")
        assert title not in screen_text(pilot)


async def test_after_the_last_item_comes_the_whole_and_then_the_next_stage(folder: Path) -> None:
    async with running(path_of(folder), at=("value", DO_NOTHING), size=(120, 40)) as pilot:
        stage = session_of(pilot).place.stage
        assert "How customers see each offer" not in screen_text(pilot)
        await pilot.press("enter")
        assert "How customers see each offer" in screen_text(pilot)
        assert session_of(pilot).place.stage == stage
        await pilot.press("enter")
        assert session_of(pilot).place.stage != stage


async def test_arrows_go_through_the_statements_in_the_order_of_the_picture(folder: Path) -> None:
    async with running(path_of(folder), at=("perception", ""), size=(120, 40)) as pilot:
        seen = set()
        await pilot.press(*["up"] * 7)
        for _ in range(7):
            (row,) = [line for line in screen_text(pilot).split("\n") if "│ ▸ " in line[24:]]
            seen.add(row)
            await pilot.press("down")
        assert len(seen) == 7
        chosen = session_of(pilot).place.at
        await pilot.press("enter")
        assert session_of(pilot).place.at == chosen
        assert "How far apart we see ourselves" not in screen_text(pilot)


@pytest.mark.parametrize("stage", STAGES)
async def test_what_is_not_revealed_is_in_no_picture(folder: Path, stage: str) -> None:
    session, hidden = all_but_one(stage)
    title, _ = STAGES[stage]
    changed = replace(session, place=Place(stage=stage, at=""))
    async with running(path_of(folder, changed), size=(120, 40)) as pilot:
        assert title not in screen_text(pilot)  # it begins with the items
        await pilot.press("p")
        shown = screen_text(pilot)
        assert title in shown
        assert asks(session, stage).items[hidden].text[:9] not in shown
        if stage == "value":
            assert "1 not revealed yet" in shown
    room = project(changed)
    assert sum(isinstance(part, Drawn) for part in room.shown.parts) <= 1  # not the whole


@pytest.mark.parametrize("stage", STAGES)
def test_the_room_sees_the_whole_after_the_answers_once_all_is_revealed(stage: str) -> None:
    session = sample()
    first = project(replace(session, place=Place(stage=stage, at="")))
    figures = [part.figure.title for part in first.shown.parts if isinstance(part, Drawn)]
    assert STAGES[stage][0] in figures


@pytest.mark.parametrize("stage", [*STAGES, "focus"])
async def test_a_wider_terminal_shows_each_number_that_a_narrower_one_shows(
    folder: Path, stage: str
) -> None:
    numbers = {
        "value": ("4.7", "+20", "-11"),
        "focus": ("22", "3.5", "57"),
        "perception": ("1 of 3",),
    }
    async with running(path_of(folder), at=(stage, ""), size=(80, 24)) as pilot:
        for size in ((60, 20), (80, 24), (120, 40), (160, 50)):
            await fly(pilot, size)
            shown = screen_text(pilot)
            assert all(number in shown for number in numbers[stage]), size
            assert shown.split("\n")[1].count("╭") <= 4, size  # cards, and no row that is wrapped
