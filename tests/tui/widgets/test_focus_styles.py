"""Where the focus moves, few widgets are given their styles again; all others stay right."""

from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.css.stylesheet import Stylesheet

from places import SPOTS, opened, stand
from running import settled

PLACES = ("question", "notes", "grid", "choose", "silent writing", "export's parts")
"""With cards whose edge says where the focus is, and with what is shown only there."""


def worn(app: App[Any]) -> dict[str, dict[str, Any]]:
    """Return the styles that each widget that shows on the screen has from the rules."""
    walked = [app.screen, *app.screen.walk_children()]
    widgets = [each for each in walked if all(node.display for node in each.ancestors_with_self)]
    return {
        f"{number} {widget.css_identifier}": dict(widget.styles.base.get_rules())
        for number, widget in enumerate(widgets)
    }


async def test_every_widget_looks_as_if_all_had_been_given_their_styles(folder: Path) -> None:
    spots = [spot for spot in SPOTS if spot.name in PLACES]
    assert len(spots) == len(PLACES)
    async with opened(spots[0], folder, (120, 40)) as pilot:
        for spot in spots:
            await stand(pilot, spot)
            await pilot.press("tab")
            await settled(pilot)
            before = worn(pilot.app)
            pilot.app.stylesheet.update(pilot.app.screen)
            assert worn(pilot.app) == before, spot.name


async def test_a_focus_that_moves_asks_the_rules_for_a_few(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spot = next(spot for spot in SPOTS if spot.name == "choose")
    async with opened(spot, folder, (120, 40)) as pilot:
        await stand(pilot, spot)
        asked: list[object] = []
        update = Stylesheet.update_nodes

        def counted(self: Stylesheet, nodes: Any, animate: bool = False) -> None:  # noqa: FBT001, FBT002
            nodes = list(nodes)
            asked.extend(nodes)
            update(self, nodes, animate=animate)

        monkeypatch.setattr(Stylesheet, "update_nodes", counted)
        pilot.app.screen.set_focus(None)
        await settled(pilot)
    assert 0 < len(asked) < 12
