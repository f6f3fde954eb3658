"""Beginning a workshop: its title, its kit, and the stages that are left out."""

from pathlib import Path

import pytest

from running import appears, running, screen_text, session_of, type_text
from valueworkshop.tui.library.new_workshop_screen import NamingScreen


async def test_enter_alone_begins_the_essentials(tmp_path: Path) -> None:
    async with running(tmp_path) as pilot:
        await pilot.press("n", "enter")
        assert "83 minutes with six people, 116 with twelve." in screen_text(pilot)
        await pilot.press("enter")
        await appears(pilot, "Which organisation")
        assert session_of(pilot).kit.id == "essentials"


async def test_a_kit_is_chosen_and_stages_are_left_out(tmp_path: Path) -> None:
    async with running(tmp_path) as pilot:
        await pilot.press("n", "enter")
        await type_text(pilot, "Dealers")
        await pilot.press("tab", "left")
        assert "‹ Complete ›" in screen_text(pilot)
        assert "13 lenses: six are enough for one day." in " ".join(screen_text(pilot).split())
        await pilot.press("tab", "space", "down", "space")
        shown = " ".join(screen_text(pilot).split())
        assert "▸[ ] 8 min L Perception check" in shown
        assert "302 minutes with six people" in shown
        assert "you left out 1. 12 lenses" in shown
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
        await pilot.press("tab", "right", "tab", "down", "space", "escape", "n", "enter")
        shown = screen_text(pilot)
        assert isinstance(pilot.app.screen, NamingScreen)
        assert "Half" in shown
        assert "‹ Journey and voice ›" in shown
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
        await pilot.press("n", "enter", "tab", "right", "right")
        assert "‹ [/x] Ours ›" in screen_text(pilot)
        await pilot.press("enter")
        await appears(pilot, "End")
        assert session_of(pilot).kit.id == "own"


@pytest.mark.parametrize("size", [(60, 20), (120, 40)])
async def test_title_total_and_keys_are_seen_at_every_size(
    size: tuple[int, int], tmp_path: Path
) -> None:
    async with running(tmp_path, size=size) as pilot:
        await pilot.press("n", "enter", "tab", "left")
        shown = " ".join(screen_text(pilot).split())
        for text in (
            "What shall we call this workshop?",
            "310 minutes with six",
            "Kit and stages",
        ):
            assert text in shown
