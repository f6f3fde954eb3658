"""The main screens as text, at the three sizes they are made for."""

import shutil
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from running import new_file, running, settled, still_text

SAMPLE = Path(__file__).parents[3] / "sessions" / "restaurant.toml"

SIZES = [(60, 20), (80, 24), (120, 40)]

PLACES = {
    "question": ("guiding", "rivals"),
    "reveal": ("checklist", "together"),
    "summary": ("summary", ""),
    "actions": ("act", "act"),
}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", PLACES)
async def test_the_sample_looks_like_this(
    folder: Path, snapshot: SnapshotAssertion, name: str, size: tuple[int, int]
) -> None:
    path = Path(shutil.copy(SAMPLE, folder))
    async with running(path, at=PLACES[name], size=size) as pilot:
        await settled(pilot)
        assert still_text(pilot) == snapshot


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_frame_of_a_new_workshop_looks_like_this(
    folder: Path, snapshot: SnapshotAssertion, size: tuple[int, int]
) -> None:
    async with running(new_file(folder), at=("frame", "people"), size=size) as pilot:
        assert still_text(pilot) == snapshot


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_room_rates_like_this(
    folder: Path, snapshot: SnapshotAssertion, size: tuple[int, int]
) -> None:
    async with running(new_file(folder), at=("checklist", "touchpoint"), size=size) as pilot:
        assert still_text(pilot) == snapshot
