"""Record the short run at the top of the README, as an SVG that moves: `make screenshots`."""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from textual.color import Color
from textual.pilot import Pilot

ROOT: Final = Path(__file__).parents[1]
sys.path += [str(ROOT / "tests" / "helpers")]

from moving_picture import Frame, Look, play  # noqa: E402 - beside this file
from pictures import of_its_own  # noqa: E402

from drawn_rows import screen_cells  # noqa: E402 - beside the tests
from elsewhere import outside  # noqa: E402
from places import SPOTS, Spot, opened, stand  # noqa: E402
from running import app_of, settled  # noqa: E402
from valueworkshop.tui.stages.votes.reveal import Reveal  # noqa: E402
from valueworkshop.tui.widgets.motion import LASTS  # noqa: E402

SIZE: Final = (120, 34)
SPOT: Final = {spot.name: spot for spot in SPOTS}
NOTE: Final = "They ask for the bill before the coffee"
ANSWERS: Final = "5455" + "232323" + "454354"
"""What the others need, after the first two; what all see today; what it weighs."""

PHASES: Final = 6


@dataclass(slots=True)
class Recorder:
    """Keeps screens, and how long each stays."""

    frames: list[Frame] = field(default_factory=list)

    async def keep(self, pilot: Pilot[Any], seconds: float, caption: str) -> None:
        """Keep what is on the screen."""
        await pilot.pause()
        rows = [tuple(row) for row in screen_cells(pilot)]
        self.frames.append(Frame(rows=rows, seconds=seconds, caption=caption))

    async def type(self, pilot: Pilot[Any], text: str, caption: str) -> None:
        """Type letters, as fast as a person does."""
        for letter in text:
            await pilot.press("space" if letter == " " else letter)
            await self.keep(pilot, 0.07, caption)


async def library(pilot: Pilot[Any], film: Recorder) -> None:
    """All workshops, and what one of them came to."""
    await film.keep(pilot, 2.2, "Your workshops, and what each came to")
    await pilot.press("down", "down")
    await settled(pilot)
    await film.keep(pilot, 1.6, "Your workshops, and what each came to")


async def question(pilot: Pilot[Any], film: Recorder) -> None:
    """A note, typed and kept."""
    said = "One question at a time: type what you know, Enter keeps it"
    await film.keep(pilot, 1.4, said)
    await film.type(pilot, NOTE, said)
    await pilot.press("enter")
    await settled(pilot)
    await film.keep(pilot, 2.0, said)


async def votes(pilot: Pilot[Any], film: Recorder) -> None:
    """Answers given one by one; at the reveal they fall into place."""
    said = "People rate before they talk, and see nothing of the others"
    await film.keep(pilot, 1.2, said)
    for key in ANSWERS:
        await pilot.press(key)
        await film.keep(pilot, 0.25, said)
    await film.keep(pilot, 0.7, said)
    app, now = app_of(pilot), 0.0
    app.motion = lambda: now
    await pilot.press("enter")
    shown = pilot.app.screen.query_one(Reveal)
    said = "The reveal: where do we agree, and who sees a shortfall?"
    for phase in range(PHASES):
        now = LASTS * phase / PHASES
        shown.refresh()
        await film.keep(pilot, LASTS / PHASES, said)
    shown.motion.end()
    await settled(pilot)
    await film.keep(pilot, 3.4, said)


async def summary(pilot: Pilot[Any], film: Recorder) -> None:
    """The gaps, the largest first, and the map of them."""
    said = "Where you fall short, and how sure that is"
    await film.keep(pilot, 2.8, said)
    await pilot.press("down")
    await film.keep(pilot, 1.0, said)
    await pilot.press("m")
    await settled(pilot)
    await film.keep(pilot, 2.4, "The same as a map: needed against today")


async def actions(pilot: Pilot[Any], film: Recorder) -> None:
    """What was decided."""
    await film.keep(pilot, 3.0, "Few actions, each with an owner and a day")


SCENES: Final[Sequence[tuple[Spot, Callable[[Pilot[Any], Recorder], Awaitable[None]]]]] = (
    (SPOT["question"], question),
    (SPOT["cards"], votes),
    (SPOT["summary"], summary),
    (SPOT["act"], actions),
)


async def record(folder: Path) -> str:
    """Return the run as an SVG."""
    film = Recorder()
    async with outside(folder, SIZE) as pilot:
        await library(pilot, film)
    async with opened(SCENES[0][0], folder, SIZE) as pilot:
        for spot, scene in SCENES:
            await stand(pilot, spot)
            await scene(pilot, film)
        given = pilot.app.get_css_variables()
        ground, words = (Color.parse(given[name]).hex for name in ("background", "text-muted"))
    return play(film.frames, Look(ground=ground.lower(), words=words.lower()))


def main() -> None:
    """Write the run to docs/, or to the folder named."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs"
    target.mkdir(parents=True, exist_ok=True)
    with of_its_own(()) as folder:
        (target / "run.svg").write_text(asyncio.run(record(folder)), encoding="utf-8")
    sys.stdout.write(f"{target / 'run.svg'}\n")


if __name__ == "__main__":
    main()
