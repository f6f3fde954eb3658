"""What people come back to is kept as it was drawn: it is as if all of it were made anew."""

import shutil
from pathlib import Path
from random import Random

import pytest
from rich.segment import Segment
from textual.pilot import Pilot

from running import app_of, fly, running, session_of, settled
from valueworkshop.tui.workshop.workshop_screen import WorkshopScreen

SAMPLES = Path(__file__).parents[3] / "sessions"
MOVES = ("ctrl+n", "ctrl+n", "b")
KEYS = (*MOVES * 4, *"jk123u?", "tab", "escape", "f2", "enter", "T")


def cells(pilot: Pilot[None]) -> list[list[Segment]]:
    """Return what the screen draws below the top line, which says when a thread has saved."""
    strips = pilot.app.screen._compositor.render_strips()  # noqa: SLF001 - Textual gives no other way
    return [list(strip.simplify()) for strip in strips[1:]]


async def anew(pilot: Pilot[None]) -> list[list[Segment]]:
    """Have the view tell its session again, all be dressed, laid out and drawn; return that."""
    screen = pilot.app.screen
    if isinstance(screen, WorkshopScreen) and screen.view is not None:
        screen.view.show(session_of(pilot))
    pilot.app.stylesheet.update(screen)
    for widget in screen.walk_children():
        widget.refresh(layout=True)
    await settled(pilot)
    return cells(pilot)


def texts(rows: list[list[Segment]]) -> str:
    return "\n".join("".join(piece.text for piece in row).rstrip() for row in rows)


@pytest.mark.parametrize(
    ("sample", "stage", "size"),
    [
        ("restaurant", "summary", (120, 40)),
        ("prestige-car-maker", "summary", (80, 24)),
    ],
)
async def test_after_any_keys_all_is_as_if_drawn_anew(
    tmp_path: Path, sample: str, stage: str, size: tuple[int, int]
) -> None:
    path, chance = Path(shutil.copy(SAMPLES / f"{sample}.toml", tmp_path)), Random(15)
    async with running(path, at=(stage, ""), size=size) as pilot:
        for number, key in enumerate(chance.choices(KEYS, k=40)):
            if number == 20:
                await fly(pilot, (size[0] + 4, size[1] + 1))
            await pilot.press(key)
            await settled(pilot)
            before = cells(pilot)
            after = await anew(pilot)
            place = session_of(pilot).place
            assert texts(before) == texts(after), f"key {number}, {key!r}, at {place}"
            assert before == after, f"the looks after key {number}, {key!r}, at {place}"
            if len(app_of(pilot).screen_stack) > 2:
                await pilot.press("escape")
