"""A screen that opens is not dressed a second time, and looks as if it had been."""

from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from places import SPOTS, opened, stand

ABOVE = [spot for spot in SPOTS if spot.over is not None]


def looks(pilot: Pilot[None]) -> list[tuple[str, dict[str, Any]]]:
    """Return the styles of all that is on the screen."""
    nodes = pilot.app.screen.walk_children(with_self=True)
    return [(str(node), {**node.styles.base._rules}) for node in nodes]  # noqa: SLF001 - nothing public tells


async def test_dressed_anew_nothing_looks_otherwise(folder: Path) -> None:
    async with opened(ABOVE[0], folder, (120, 40)) as pilot:
        for spot in ABOVE:
            await stand(pilot, spot)
            before = looks(pilot)
            pilot.app.stylesheet.update(pilot.app.screen)
            assert looks(pilot) == before, spot.name
