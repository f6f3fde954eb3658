"""Places of the app, and standing at each of them afresh without starting the app again."""

import shutil
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from running import app_of, running, save_as, settled, workshop_of
from textual.pilot import Pilot

from valueworkshop.stages import KINDS
from valueworkshop.storage import session_file
from valueworkshop.widgets.stage_view import StageView
from valueworkshop.workshop.session import Place, Session

SAMPLES = Path(__file__).parents[2] / "sessions"
VOTED = (
    "checklist",
    "perception",
    "components",
    "focus",
    "terms",
    "carriers",
    "journey",
    "drivers",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place of a sample, before any vote or as it is, and the keys that lead on from there."""

    name: str
    sample: str
    place: Place
    keys: Sequence[str] = ()
    unseen: bool = False


def _spots(sample: str, *spots: tuple[str, str, str, tuple[str, ...]]) -> list[Spot]:
    return [
        Spot(name=name, sample=sample, place=Place(stage=stage, at=at), keys=keys)
        for name, stage, at, keys in spots
    ]


def _unseen(sample: str, *spots: tuple[str, str, str, tuple[str, ...]]) -> list[Spot]:
    return [replace(spot, unseen=True) for spot in _spots(sample, *spots)]


def _stages(sample: str) -> list[Spot]:
    """Return the first place of each stage."""
    session = session_file.read(SAMPLES / f"{sample}.toml").session
    found = []
    for key, stage in session.kit.stages.items():
        at = next(iter(KINDS[stage.kind].places(session, key)), "")
        found.append((f"{sample}: {key}", key, at, ()))
    return _spots(sample, *found)


SPOTS: list[Spot] = [
    *_spots(
        "restaurant",
        ("frame", "frame", "organisation", ()),
        ("frame, out of the field", "frame", "organisation", ("escape",)),
        ("question", "guiding", "rivals", ()),
        ("notes", "guiding", "rivals", ("escape", "home", "down")),
        ("a note's source", "guiding", "rivals", ("tab", "tab")),
        ("revealed", "checklist", "together", ()),
        ("grid", "checklist", "together", ("g",)),
        ("grading", "checklist", "together", ("t",)),
        ("break", "break", "", ()),
        ("summary", "summary", "", ()),
        ("go to", "summary", "", ("ctrl+g",)),
        ("time", "summary", "", ("T",)),
        ("parking", "guiding", "rivals", ("ctrl+r",)),
        ("notes of the facilitator", "guiding", "rivals", ("escape", "N")),
        ("projector", "checklist", "together", ("v",)),
        ("dots to begin", "act", "choose", ("full_stop",)),
        ("dots", "act", "choose", ("full_stop", "enter")),
        ("a ballot of dots", "act", "choose", ("full_stop", "enter", "enter", "space")),
        ("choose", "act", "choose", ("down",)),
        ("act", "act", "act", ("down",)),
        ("action", "act", "act", ("enter",)),
        ("action's choice", "act", "act", ("enter", "tab")),
        ("catalogue", "act", "act", ("c",)),
        ("close", "close", "stop", ()),
    ),
    *_unseen(
        "restaurant",
        ("cards", "checklist", "together", ("5", "4")),
        ("hands", "checklist", "together", ("m", "1")),
    ),
    *_stages("office-coffee"),
    *_spots(
        "office-coffee",
        ("lever", "value", "ours", ("l", "down", "plus")),
        ("amounts in", "ledger", "adsbv6a2", ("c",)),
        ("own items", "journey", "finding", ("i", "down")),
        ("an own item", "journey", "finding", ("i", "enter")),
    ),
    *_spots(
        "bakery-2-spring",
        ("last time", "review", "actions", ()),
        ("why dropped", "review", "actions", ("x",)),
        ("assumptions", "review", "assumptions", ()),
        ("learnt", "review", "assumptions", ("c",)),
    ),
    *_unseen(
        "office-coffee",
        ("spread", "focus", "today", ("down",)),
        ("statements", "perception", "gain", ()),
    ),
]


def session_for(spot: Spot) -> Session:
    """Return the session of a spot, standing there."""
    session = session_file.read(SAMPLES / f"{spot.sample}.toml").session
    if spot.unseen:
        answers = {key: given for key, given in session.answers.items() if key not in VOTED}
        session = replace(session, revealed={}, answers=answers)
    return replace(session, place=spot.place)


@asynccontextmanager
async def opened(spot: Spot, folder: Path, size: tuple[int, int]) -> AsyncIterator[Pilot[None]]:
    """Run the app at a spot, in a file of its own; `stand` leads to all others."""
    shutil.rmtree(folder / "opened", ignore_errors=True)
    (folder / "opened").mkdir()
    path = save_as(session_for(spot), folder / "opened")
    async with running(path, size=size) as pilot:
        yield pilot


async def stand(pilot: Pilot[None], spot: Spot) -> None:
    """Stand at a spot as if the app had just been opened there. The workshop must be open."""
    app, screen = app_of(pilot), workshop_of(pilot)
    while app.screen is not screen:
        await app.pop_screen()
    screen.set_focus(None)
    screen.stages.current = None
    for view in screen.query(StageView):
        await view.remove()
    screen.way.forget()  # nobody has been anywhere
    screen.desk.reveal(session_for(spot))
    await settled(pilot)
    screen.say("")
    await pilot.press(*spot.keys)
    await settled(pilot)
