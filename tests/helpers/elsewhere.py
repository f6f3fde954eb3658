"""Places outside a workshop, and what lies over one: the library and all that opens from it."""

import datetime as dt
import os
import shutil
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from textual.pilot import Pilot

from places import SAMPLES, SPOTS, Spot
from running import running, settled, workers_done
from valueworkshop.core.session.session import Place
from valueworkshop.files.home.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """A place that opens from the library by keys."""

    name: str
    keys: Sequence[str] = ()
    empty: bool = False
    """Whether nobody has a workshop yet."""


_DAY = 86_400
_CHANGED = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC).timestamp()
_LAST = "bakery-3-autumn"
"""The third workshop of one team: it was changed last, so the cursor is on it."""

OUTSIDE: list[Outside] = [
    Outside(name="first run", empty=True),
    Outside(name="first workshop", empty=True, keys=("n",)),
    Outside(name="library"),
    Outside(name="library's help", keys=("f1",)),
    Outside(name="library's commands", keys=("ctrl+p",)),
    Outside(name="new workshop", keys=("n",)),
    Outside(name="new workshop's kits", keys=("n", "tab")),
    Outside(name="new workshop's stages", keys=("n", "tab", "tab")),
    Outside(name="filter", keys=("slash", *"bak")),
    Outside(name="find", keys=("F", *"price")),
    Outside(name="archive", keys=("A", "down", "A", "w")),
    Outside(name="actions of all", keys=("a",)),
    Outside(name="export", keys=("e",)),
    Outside(name="compare with", keys=("c")),
    Outside(name="compare", keys=("c", "enter")),
    Outside(name="trends", keys=("c", "space", "end", "space", "enter")),
]

OVER: list[Spot] = [
    Spot(name=name, sample=sample, place=Place(stage=stage, at=at), keys=keys)
    for name, sample, stage, at, keys in (
        ("palette", "restaurant", "summary", "", ("ctrl+p",)),
        ("palette, typed", "restaurant", "summary", "", ("ctrl+p", *"exp")),
        ("help", "restaurant", "summary", "", ("f1",)),
        ("help on writing", "restaurant", "guiding", "rivals", ("f1",)),
    )
]
"""What lies over a workshop, beside the places of `places.SPOTS`."""

EVERYWHERE: list[Spot] = [*SPOTS, *OVER]


@asynccontextmanager
async def outside(
    folder: Path, size: tuple[int, int], *, empty: bool = False, look: Settings | None = None
) -> AsyncIterator[Pilot[None]]:
    """Run the app in the library, with all samples or with nothing in it."""
    home = folder / ("nothing" if empty else "workshops")
    home.mkdir(parents=True, exist_ok=True)
    if not empty:
        names = sorted((path.stem for path in SAMPLES.glob("*.toml")), key=lambda n: n != _LAST)
        for age, name in enumerate(names):
            copy = Path(shutil.copy(SAMPLES / f"{name}.toml", home))
            os.utime(copy, (_CHANGED - age * _DAY,) * 2)
    async with running(home, size=size, look=look) as pilot:
        await settled(pilot)
        yield pilot


async def go_outside(pilot: Pilot[None], place: Outside) -> None:
    """Go from the library, as it was at the start, to a place."""
    await pilot.press(*place.keys)
    await workers_done(pilot)
    await settled(pilot)
