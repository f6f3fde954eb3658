"""One key lists what a stage asks: your own are added there, and asked like any other."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from places import SAMPLES
from running import (
    app_of,
    appears,
    new_file,
    running,
    save_as,
    saved_of,
    screen_text,
    session_of,
    settled,
    type_text,
    workshop_of,
)
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.stages.notes.model import answers
from valueworkshop.core.stages.votes.model import asks
from valueworkshop.core.stages.workshop_stages import add_stage
from valueworkshop.files.home.kits import load_kit
from valueworkshop.files.text import session_file
from valueworkshop.tui.workshop.asked_screen import AskedScreen
from valueworkshop.tui.workshop.workshop_screen import WorkshopScreen


def questions(session: Session) -> list[str]:
    return [each.text for each in session.stage("guiding").asks.questions.values()]


async def test_a_question_of_ones_own_from_one_key_to_the_report(folder: Path) -> None:
    """Keys come without a pause; a half-typed note goes with its question, and undo brings both."""
    async with running(new_file(folder), at=("guiding", "expectations")) as pilot:
        first = questions(session_of(pilot))[0]
        await type_text(pilot, "half a thought")
        await pilot.press("f9", "a", *"Why us", "enter")
        assert questions(session_of(pilot))[:2] == [first, "Why us"]
        assert "yours" in screen_text(pilot)
        await pilot.press("K", "enter", *"?", "enter")
        assert questions(session_of(pilot))[:2] == ["Why us?", first]
        await pilot.press("down", "x")
        assert questions(session_of(pilot))[:1] == ["Why us?"]
        assert first not in questions(session_of(pilot))
        assert "Its 1 note is set aside with it" in screen_text(pilot)
        await pilot.press("u")
        assert first in questions(session_of(pilot))
        assert "Undone: removing question" in screen_text(pilot)
        await pilot.press("x", "escape")
        assert isinstance(app_of(pilot).screen, WorkshopScreen)
        await pilot.press("b")  # the team is at the neighbour of what was left out
        assert "Why us?" in screen_text(pilot)
        await type_text(pilot, "They ring back")
        await pilot.press("enter")
        session = saved_of(pilot)
        notes = {note.text: note.question for note in answers(session, "guiding").notes.values()}
        assert notes["half a thought"] == "expectations"
        assert notes["They ring back"] not in session.kit.stages


@pytest.mark.parametrize("size", [(120, 40), (60, 20)])
async def test_what_was_voted_on_is_set_aside_and_taken_in(
    folder: Path, car_maker: Path, size: tuple[int, int]
) -> None:
    del folder
    async with running(car_maker, at=("checklist", ""), size=size) as pilot:
        before = list(asks(session_of(pilot), "checklist").items)
        await pilot.press("f9", "x")
        assert list(asks(session_of(pilot), "checklist").items) == before[1:]
        assert "Set aside" in screen_text(pilot)
        await pilot.press("end", "enter")
        assert list(asks(session_of(pilot), "checklist").items) == [*before[1:], before[0]]
        await pilot.press("f9")  # the key that opened it closes it
        assert not isinstance(app_of(pilot).screen, AskedScreen)


async def test_a_stage_whose_items_are_the_teams_shows_its_own_list(folder: Path) -> None:
    path = shutil.copy(SAMPLES / "office-coffee.toml", folder)
    async with running(Path(path), at=("journey", "finding")) as pilot:
        await pilot.press("f9")
        assert app_of(pilot).screen.query_one("#own-rows").has_focus
        assert not isinstance(app_of(pilot).screen, AskedScreen)


async def test_a_workshop_is_kept_as_a_kit_from_the_palette(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VALUEWORKSHOP_KITS", str(tmp_path / "kits"))
    async with running(new_file(folder), at=("guiding", "expectations")) as pilot:
        await pilot.press("ctrl+p", *"keep as", "enter", "escape")
        assert not (tmp_path / "kits").exists()
        await pilot.press("ctrl+p", *"keep as", "enter", *"Dealers", "enter")
        await appears(pilot, "Kept as a kit")
        assert load_kit("dealers", tmp_path / "kits").title == "Dealers"
        await pilot.press("ctrl+p", *"keep as", "enter", *"Dealers", "enter")
        await appears(pilot, "there is a kit called dealers already")


async def test_a_stage_of_another_kit_is_added_used_and_taken_back(folder: Path) -> None:
    """Keys come without a pause, and undo leads back to the stage where the team was."""
    async with running(new_file(folder), at=("guiding", "expectations")) as pilot:
        before = list(session_of(pilot).kit.stages)
        await pilot.press("f9", "s", "a", "enter")
        added = next(key for key in session_of(pilot).kit.stages if key not in before)
        assert list(session_of(pilot).kit.stages) == [*before[:2], added, *before[2:]]
        await pilot.press("enter", "tab", "enter")  # the title stays
        await pilot.press("J", "K", "g")
        await settled(pilot)
        assert session_of(pilot).place.stage == added
        assert added in saved_of(pilot).kit.stages
        await pilot.press("f9")
        assert screen_text(pilot)
        await pilot.press("escape", "escape", *"uuu")
        await settled(pilot)
        assert list(session_of(pilot).kit.stages) == before
        assert session_of(pilot).place.stage == "guiding"
        await pilot.press("i")  # undo leaves nobody in a field
        await type_text(pilot, "still here")
        await pilot.press("enter")
        assert "still here" in {
            n.text for n in answers(session_of(pilot), "guiding").notes.values()
        }


async def test_a_half_typed_note_of_a_stage_that_undo_takes_away_is_parked(folder: Path) -> None:
    session = session_file.read(new_file(folder)).session
    plan = session.stage("guiding")
    path = save_as(replace(session, place=Place(stage="guiding", at="expectations")), folder)
    async with running(path) as pilot:
        desk = workshop_of(pilot).desk
        more, key = add_stage(desk.session, "more", plan, "guiding")
        desk.commit(more)
        workshop_of(pilot).go_to_stage(key)
        await settled(pilot)
        await type_text(pilot, "half a thought")
        await pilot.press("escape", "u")
        await settled(pilot)
        assert "more" not in session_of(pilot).kit.stages
        assert [each.text for each in session_of(pilot).parked.values()]


async def test_undo_brings_back_a_stage_that_was_left_out(folder: Path, car_maker: Path) -> None:
    del folder
    async with running(car_maker, at=("frame", "offer"), size=(120, 40)) as pilot:
        stages = session_of(pilot).kit.stages
        place, stage = next((n, key) for n, (key, it) in enumerate(stages.items()) if it.optional)
        title = stages[stage].title
        await pilot.press("ctrl+p", *"stages", "enter", *["down"] * place, "x")
        assert "Left out; its answers stay. u undoes it." in screen_text(pilot)
        assert saved_of(pilot).timing.left_out == {stage}
        await pilot.press("u")
        assert not saved_of(pilot).timing.left_out
        assert f"Undone: leaving out stage “{title}”" in screen_text(pilot)
