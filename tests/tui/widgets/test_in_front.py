"""A letter draws the text area and nothing around it; the screen is as if all had been drawn."""

from pathlib import Path

import pytest
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from at_rest import every_frame_drawn
from places import SPOTS, opened, stand
from running import settled, workshop_of
from valueworkshop.tui.stages.questions.next_note import NoteText


async def test_a_letter_draws_its_text_area_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spot = next(spot for spot in SPOTS if spot.name == "question")
    async with opened(spot, folder, (120, 40)) as pilot:
        await stand(pilot, spot)
        drawn: list[Widget] = []
        render = Widget.render_lines

        def noted(self: Widget, crop: Region) -> list[Strip]:
            drawn.append(self)
            return render(self, crop)

        with every_frame_drawn():
            await pilot.press("x")
            await settled(pilot)
            monkeypatch.setattr(Widget, "render_lines", noted)
            await pilot.press("y")
            await settled(pilot)
            monkeypatch.undo()
        assert {type(widget) for widget in drawn} == {NoteText}


async def test_what_another_widget_covers_is_not_drawn(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spot = next(spot for spot in SPOTS if spot.name == "question")
    async with opened(spot, folder, (120, 40)) as pilot:
        await stand(pilot, spot)
        drawn: list[Widget] = []
        render = Widget.render_lines

        def noted(self: Widget, crop: Region) -> list[Strip]:
            drawn.append(self)
            return render(self, crop)

        with every_frame_drawn():
            monkeypatch.setattr(Widget, "render_lines", noted)
            pilot.app.screen.refresh()
            await settled(pilot)
            monkeypatch.undo()
        screen = workshop_of(pilot)
        assert screen.view in drawn
        assert screen.stages not in drawn
