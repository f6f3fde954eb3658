"""Beginning a workshop: its title, its kit, and the stages that are left out."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from fake_time import FakeTime
from running import (
    app_of,
    appears,
    fly,
    running,
    screen_text,
    session_of,
    settled,
    type_text,
    words_on,
)
from valueworkshop.tui.library.new_workshop_screen import NamingScreen


def words(pilot: Pilot[None]) -> str:
    """What is on screen in one line, without borders."""
    return words_on(pilot)


async def test_enter_alone_begins_the_essentials(tmp_path: Path) -> None:
    async with running(tmp_path) as pilot:
        await pilot.press("n", "enter")
        assert "83 minutes with six people, 116 with twelve" in screen_text(pilot)
        await pilot.press("enter")
        await appears(pilot, "Which organisation")
        assert session_of(pilot).kit.id == "essentials"


async def test_a_kit_is_chosen_and_stages_are_left_out(tmp_path: Path) -> None:
    async with running(tmp_path) as pilot:
        await pilot.press("n", "enter")
        await type_text(pilot, "Dealers")
        await pilot.press("tab", "left", "left")
        assert "▸ Complete" in screen_text(pilot)
        assert "13 lenses: six are enough for one day." in words(pilot)
        await pilot.press("tab", "space", "down", "space")
        shown = words(pilot)
        assert "▸[ ] 8 min L Perception check" in shown
        assert "310 minutes with six people" in shown
        assert "you left out 1" in shown
        assert "12 lenses: six are enough for one day." in shown
        await pilot.press("space", "space", "enter")
        await appears(pilot, "Which organisation")
        session = session_of(pilot)
        assert (session.title, session.kit.id) == ("Dealers", "complete")
        assert "perception" not in session.kit.stages
        assert {"frame", "drivers", "journey", "voice"} <= set(session.kit.stages)


async def test_what_stood_there_stands_there_the_next_time(tmp_path: Path) -> None:
    async with running(tmp_path) as pilot:
        await pilot.press("n", "enter")
        await type_text(pilot, "Half")
        await pilot.press("tab", *["right"] * 3, "tab", "down", "space", "escape", "n", "enter")
        shown = screen_text(pilot)
        assert isinstance(pilot.app.screen, NamingScreen)
        assert "Half" in shown
        assert "▸ Journey and voice" in shown
        assert "you left out 1" in shown


async def test_a_team_s_own_kit_is_offered_and_a_broken_one_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kits = tmp_path / "kits"
    kits.mkdir()
    text = 'id = "own"\ntitle = "[/x] Ours"\n[stages.end]\nkind = "close"\ntitle = "End"\n'
    (kits / "own.toml").write_text(text)
    (kits / "broken.toml").write_text("id = 3\n")
    monkeypatch.setenv("VALUEWORKSHOP_KITS", str(kits))
    async with running(tmp_path) as pilot:
        await pilot.press("n", "enter", "tab", "left", "left")
        assert "▸ [/x] Ours" in screen_text(pilot)
        await pilot.press("enter")
        await appears(pilot, "End")
        assert session_of(pilot).kit.id == "own"


@pytest.mark.parametrize("size", [(60, 20), (120, 40)])
async def test_title_total_and_keys_are_seen_at_every_size(
    size: tuple[int, int], tmp_path: Path
) -> None:
    async with running(tmp_path, size=size) as pilot:
        await pilot.press("n", "enter", "tab", "left", "left")
        shown = " ".join(screen_text(pilot).split())
        for text in (
            "What shall we call this workshop?",
            "318 minutes with six",
            "Kit and stages",
        ):
            assert text in shown


async def test_cards_and_a_bar_take_the_same_keys_as_the_lists(tmp_path: Path) -> None:
    async with running(tmp_path, size=(120, 40)) as pilot:
        await pilot.press("n", "enter")
        assert "for six" in screen_text(pilot)
        await type_text(pilot, "Dealers")
        await pilot.press("tab", "left", "left")
        shown = screen_text(pilot)
        assert "─ ▸ Complete ─" in shown
        assert "22 stages, 13 lenses" in shown
        assert "twelve people 433" in shown
        await pilot.press("tab", "space", "down", "space")
        shown = screen_text(pilot)
        assert "▸ L Perception check  lens, left out: 8 min saved" in shown
        assert "310 minutes with six people, 421 with twelve; you left out 1." in shown
        assert "can be left out: 232 min" in shown
        await pilot.press("enter")
        await appears(pilot, "Which organisation")
        session = session_of(pilot)
        assert (session.title, session.kit.id) == ("Dealers", "complete")
        assert "perception" not in session.kit.stages
        assert {"frame", "drivers", "journey", "voice"} <= set(session.kit.stages)


async def test_the_agenda_is_as_the_kit_plans_it_for_so_many_people(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(tmp_path, size=(120, 40)) as pilot:
        monkeypatch.setattr(app_of(pilot).screen, "_clock", FakeTime())
        await pilot.press("n", "enter", "tab", *["right"] * 3, "tab", "right", "right")
        shown = screen_text(pilot)
        assert "▸ J Journey  lens, 10:16–10:51, 35 min, cannot be left out" in shown
        assert "Ends     12:07" in shown
        await pilot.press("shift+tab", *["plus"] * 6)
        shown = screen_text(pilot)
        assert "169 minutes with twelve people, 127 with six." in shown
        assert "Ends     12:49" in shown
        await pilot.press("escape", "n", "enter")
        assert "169 minutes with twelve people, 127 with six." in screen_text(pilot)


async def test_the_focus_stays_on_the_stages_when_the_screen_gets_smaller(tmp_path: Path) -> None:
    async with running(tmp_path, size=(120, 40)) as pilot:
        await pilot.press("n", "enter", "tab", *["right"] * 3, "tab")
        for size in ((80, 24), (120, 40), (60, 20)):
            await fly(pilot, size)
            await pilot.press("home", "down", "space")
            await settled(pilot)
            assert ("you left out 1" in words(pilot)) == (size != (120, 40))


async def test_with_many_kits_the_chosen_one_is_in_view(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kits = tmp_path / "kits"
    kits.mkdir()
    for number in range(12):
        text = f'id = "k{number}"\ntitle = "長いキット {number}"\n'
        stage = '[stages.end]\nkind = "close"\ntitle = "End"\nminutes = {six = 5, twelve = 8}\n'
        (kits / f"k{number:02}.toml").write_text(text + stage)
    monkeypatch.setenv("VALUEWORKSHOP_KITS", str(kits))
    for size in ((60, 20), (80, 24), (120, 40)):
        async with running(tmp_path, size=size) as pilot:
            await pilot.press("n", "enter", "tab", "left", "left")
            await settled(pilot)
            assert "▸ 長いキット 11" in screen_text(pilot)
            await pilot.press("right")
            await settled(pilot)
            assert "▸ Quick" in screen_text(pilot)
