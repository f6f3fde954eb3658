"""Draw every place of the app in each size and look, to look at them: `make pictures`.

    make pictures                                   # all of them, into pictures/
    make pictures ONLY=summary                      # places with this word in their names
    make pictures ONLY=summary SIZE=80x24 LOOK=light

`pictures/index.html` leads to contact sheets, a few for each size and look. Where there is
Chromium, each sheet is a PNG too. At the end a table says how many rows of each place have no ink.
"""

import argparse
import asyncio
import os
import re
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from textual import _wait
from textual.pilot import Pilot

ROOT: Final = Path(__file__).parents[1]
sys.path += [str(ROOT / "tests" / "helpers")]

from contact_sheets import Picture, lay_out  # noqa: E402 - beside this file
from screenshots import as_drawn  # noqa: E402

from drawn_rows import empty_rows  # noqa: E402
from elsewhere import EVERYWHERE, OUTSIDE, go_outside, outside  # noqa: E402
from places import opened, session_for, stand  # noqa: E402
from running import save_as  # noqa: E402
from valueworkshop.files.home.settings import Settings  # noqa: E402
from valueworkshop.files.shared.view_follower import Follower  # noqa: E402
from valueworkshop.tui.app.preferences import Preferences  # noqa: E402
from valueworkshop.tui.app.watch_app import WatchApp  # noqa: E402

SIZES: Final = ("60x20", "80x24", "120x40", "160x50")
LOOKS: Final = ("dark", "light")
"""In every size."""

MODES: Final = ("nocolor", "ascii", "accessible")
"""Not themes: each needs a start of its own."""

USUAL: Final = "80x24"
"""The size for all looks, with `ansi` and the modes."""

WATCHED: Final = ("question", "cards", "revealed", "break", "summary", "act", "close")
"""Places of a workshop that are drawn as `watch` shows them, too."""

_wait.SLEEP_GRANULARITY = 0.002  # Pilot waits three times this long for each key


@dataclass(slots=True)
class Shoot:
    """What is wanted, and what there is."""

    target: Path
    only: Sequence[str]
    pictures: list[Picture] = field(default_factory=list)
    empty: dict[str, dict[str, int]] = field(default_factory=dict)
    """Rows without ink, by place and size."""

    def wants(self, name: str) -> bool:
        """Whether a place was asked for."""
        return not self.only or any(word in name.casefold() for word in self.only)

    async def take(self, pilot: Pilot[Any], size: str, looks: Sequence[str], name: str) -> None:
        """Keep what is on the screen, in some looks."""
        for look in looks:
            if look not in MODES:
                pilot.app.wear(look)  # type: ignore[attr-defined] # it is one of ours
                await pilot.pause()
            folder = self.target / f"{size}-{look}"
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / f"{re.sub('[^a-z0-9]+', '-', name.casefold()).strip('-')}.svg"
            path.write_text(as_drawn(pilot.app.export_screenshot(title=name)), encoding="utf-8")
            self.pictures.append(Picture(name=name, size=size, look=look, path=path))
            self.empty.setdefault(name, {}).setdefault(size, empty_rows(pilot))


async def shoot_all(shoot: Shoot, size: str, looks: Sequence[str], folder: Path) -> None:
    """Keep every wanted place in one size and in looks that share a start of the app."""
    columns, rows = map(int, size.split("x"))
    cells = (columns, rows)
    own = Settings(ascii="ascii" in looks, accessible="accessible" in looks)
    spots = [spot for spot in EVERYWHERE if shoot.wants(spot.name)]
    if spots:
        async with opened(spots[0], folder, cells, own) as pilot:
            for spot in spots:
                await stand(pilot, spot)
                await pilot.pause()
                await shoot.take(pilot, size, looks, spot.name)
    for number, place in enumerate(OUTSIDE):
        if shoot.wants(place.name):
            home = folder / str(number)
            async with outside(home, cells, empty=place.empty, look=own) as pilot:
                await go_outside(pilot, place)
                await shoot.take(pilot, size, looks, place.name)
    for spot in EVERYWHERE:
        name = f"watch: {spot.name}"
        if spot.name in WATCHED and shoot.wants(name):
            path = save_as(session_for(spot), folder, f"{spot.name}.toml")
            async with watching(path, cells, own) as watched:
                await shoot.take(watched, size, looks, name)


@asynccontextmanager
async def watching(path: Path, cells: tuple[int, int], own: Settings) -> AsyncIterator[Pilot[Any]]:
    """Run `watch` on a saved workshop."""
    follower = Follower(path=path, state=path.parent / "state")
    app = WatchApp(follower, Preferences(settings=own))
    async with app.run_test(size=cells) as pilot:
        await app.look()
        await pilot.pause()
        yield pilot


@contextmanager
def of_its_own(looks: Sequence[str]) -> Iterator[Path]:
    """Keep the app away from the settings and backups of who calls; yield an empty folder."""
    for name in ("NO_COLOR", "ACCESSIBLE", "VALUEWORKSHOP_ASCII", "VALUEWORKSHOP_THEME"):
        os.environ.pop(name, None)
    if "nocolor" in looks:
        os.environ["NO_COLOR"] = "1"
    with tempfile.TemporaryDirectory() as name:
        os.environ["HOME"] = name
        os.environ["VALUEWORKSHOP_STATE"] = str(Path(name) / "state")
        os.environ["VALUEWORKSHOP_CONFIG"] = str(Path(name) / "config.toml")
        yield Path(name)


def starts(size: str, looks: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield the looks wanted in a size, together those that one start of the app can wear."""
    wanted = looks or (*LOOKS, *(("ansi", *MODES) if size == USUAL else ()))
    if themes := [look for look in wanted if look not in MODES]:
        yield themes
    yield from ((look,) for look in wanted if look in MODES)


def table(empty: dict[str, dict[str, int]], sizes: Sequence[str]) -> str:
    """Return the rows without ink, a place a line, the emptiest first."""
    width = max(map(len, empty), default=0)
    lines = [f"{'rows without ink':{width}}" + "".join(f"{size:>9}" for size in sizes)]
    for name, found in sorted(empty.items(), key=lambda each: -max(each[1].values())):
        lines.append(f"{name:{width}}" + "".join(f"{found.get(s, ''):>9}" for s in sizes))
    return "\n".join(lines)


def main() -> None:
    """Draw what is asked for."""
    parser = argparse.ArgumentParser(description="Draw every place of the app.")
    parser.add_argument("--only", default="", help="words in names of places, with commas")
    parser.add_argument("--size", default="", help=f"such as 120x40; else {', '.join(SIZES)}")
    parser.add_argument("--look", default="", help="dark, light, ansi, nocolor, or a theme's name")
    parser.add_argument("--to", type=Path, default=ROOT / "pictures", help="the folder")
    given = parser.parse_args()
    sizes = given.size.split(",") if given.size else SIZES
    looks = given.look.split(",") if given.look else ()
    only = [word.strip().casefold() for word in given.only.split(",") if word.strip()]
    shoot = Shoot(given.to, only)
    for size in sizes:
        for together in starts(size, looks):
            print(f"{size} {' '.join(together)}", flush=True)
            with of_its_own(together) as folder:
                asyncio.run(shoot_all(shoot, size, together, folder))
    print(table(shoot.empty, sizes))
    print(lay_out(shoot.pictures, given.to))


if __name__ == "__main__":
    main()
