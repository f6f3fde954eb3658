"""What stands in the first frame stands in the same cells of the screen that follows."""

import shutil
from pathlib import Path

from running import fly, running, screen_text
from valueworkshop.core.show.drawing.cells import Canvas
from valueworkshop.tui.app.first_frame import library, workshop

SAMPLE = Path(__file__).parents[3] / "sessions" / "restaurant.toml"
SIZES = [(120, 40), (145, 45), (120, 30), (100, 29), (80, 24), (79, 20), (60, 18)]


def moved(first: Canvas, then: str, rows: slice = slice(None)) -> list[str]:
    """Return the rows of a first frame in which something is not where it is in the end.

    A word may come into an edge.
    """
    shown = ["".join(run.text for run in row) for row in first.rows()]
    pairs = list(zip(shown, then.split("\n"), strict=True))[rows]
    return [
        f"{early!r} {late!r}"
        for early, late in pairs
        if any(
            sign not in (" ", "─", found)
            for sign, found in zip(early, late.ljust(999), strict=False)
        )
    ]


async def test_the_shape_of_the_library_stays(tmp_path: Path) -> None:
    shutil.copy(SAMPLE, tmp_path)
    async with running(tmp_path, size=SIZES[0]) as pilot:
        for size in SIZES:
            await fly(pilot, size)
            assert moved(library(*size), screen_text(pilot)) == []


async def test_the_shape_of_a_workshop_stays(tmp_path: Path) -> None:
    path = Path(shutil.copy(SAMPLE, tmp_path))
    async with running(path, at=("frame", ""), size=SIZES[0]) as pilot:
        for size in SIZES:
            await fly(pilot, size)
            below = slice(1, size[1] - 1)  # the top line says how far; the bottom line has more
            assert moved(workshop(*size, "Opening …"), screen_text(pilot), below) == []


def test_no_key_is_told_where_people_have_their_own() -> None:
    def bottom(canvas: Canvas) -> str:
        return "".join(run.text for run in list(canvas.rows())[-1]).strip()

    assert bottom(library(80, 24)).endswith("? Help")
    assert bottom(library(80, 24, keys=False)) == ""
    assert bottom(workshop(80, 24, "Opening …", keys=False)) == ""
