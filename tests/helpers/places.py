"""Places of the app, and how a test gets to each of them without starting the app again."""

import shutil
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.screen import Screen

from running import app_of, running, save_as, settled, workshop_of
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.session.spot import Spot as TypedAt
from valueworkshop.core.session.three_way_merge import Conflict
from valueworkshop.core.stages import KINDS
from valueworkshop.files.home.cut_off_saves import CutOff
from valueworkshop.files.home.settings import Settings
from valueworkshop.files.safe.typed_pieces import Piece
from valueworkshop.files.shared.presence import Owner, Where
from valueworkshop.files.text import session_file
from valueworkshop.sitting.left_over import Found
from valueworkshop.tui.app.open_already_screen import SecondWindowScreen
from valueworkshop.tui.app.recovery_screen import RecoveryScreen
from valueworkshop.tui.app.unsaved_screens import ElsewhereScreen, UnsavedScreen
from valueworkshop.tui.library.cut_off_screen import CutOffScreen
from valueworkshop.tui.stages.stage_view import StageView
from valueworkshop.tui.workshop.conflict_screen import ConflictScreen
from valueworkshop.tui.workshop.rolled_back_screen import WentBackScreen
from valueworkshop.tui.workshop.workshop_screen import WorkshopScreen

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
    "effort",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place of a sample, before any vote or as it is, and the keys that go on from there."""

    name: str
    sample: str
    place: Place
    keys: Sequence[str] = ()
    unseen: bool = False
    over: Callable[[WorkshopScreen], Screen[Any]] | None = None
    """Makes a screen on top of the place, if no key opens it."""


@cache
def _sample(name: str) -> Session:
    return session_file.read(SAMPLES / f"{name}.toml").session


def _spots(sample: str, *spots: tuple[str, str, str, tuple[str, ...]]) -> list[Spot]:
    return [
        Spot(name=name, sample=sample, place=Place(stage=stage, at=at), keys=keys)
        for name, stage, at, keys in spots
    ]


def _unseen(sample: str, *spots: tuple[str, str, str, tuple[str, ...]]) -> list[Spot]:
    return [replace(spot, unseen=True) for spot in _spots(sample, *spots)]


def _stages(sample: str) -> list[Spot]:
    """Return the first place of each stage."""
    session = _sample(sample)
    found = []
    for key, stage in session.kit.stages.items():
        at = next(iter(KINDS[stage.kind].places(session, key)), "")
        found.append((f"{sample}: {key}", key, at, ()))
    return _spots(sample, *found)


_COUNTED = (
    *("full_stop", "tab", "tab", "right", "enter"),
    *("2", "R", "y"),
)
"""Dots counted in the room, and revealed though the sum is wrong."""


_GROUPED = ("escape", "g", "space", "g", "P", "r", "i", "c", "e", "enter")
"""One note gathered under a name."""


def _conflict(screen: WorkshopScreen) -> Screen[Any]:
    path = ("answers", "close", "stop")
    return ConflictScreen(screen.desk.session, [Conflict(path, "ours", "theirs")])


def _went_back(screen: WorkshopScreen) -> Screen[Any]:
    del screen
    return WentBackScreen("restaurant.toml", "3 notes and 1 text")


def _recovery(screen: WorkshopScreen) -> Screen[Any]:
    typed = [Piece(TypedAt("guiding", "rivals"), "half a thought")]
    return RecoveryScreen(screen.desk.session, Found(pieces=typed))


def _second_window(screen: WorkshopScreen) -> Screen[Any]:
    owner = Owner(user="ada", host="there", since="2026-11-22T09:00:00Z")
    return SecondWindowScreen(screen.desk.session.title, owner, Where.HERE)


def _over(make: Callable[[WorkshopScreen], Screen[Any]], *keys: str) -> Spot:
    place = Place(stage="summary", at="")
    name = make.__name__.strip("_").replace("_", " ")
    return Spot(name=name, sample="restaurant", place=place, keys=keys, over=make)


def _unsaved(screen: WorkshopScreen) -> Screen[Any]:
    return UnsavedScreen(screen.sitting)


def _elsewhere(screen: WorkshopScreen) -> Screen[Any]:
    return ElsewhereScreen(screen.sitting, screen.sitting.path.with_name("beside.toml"))


def _cut_off(screen: WorkshopScreen) -> Screen[Any]:
    session = screen.desk.session
    cut = CutOff(path=screen.sitting.path, title=session.title, session=session)
    return CutOffScreen(cut)


SPOTS: list[Spot] = [
    *_spots(
        "restaurant",
        ("frame", "frame", "organisation", ()),
        ("frame, out of the field", "frame", "people", ("escape",)),
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
        ("what is asked", "guiding", "rivals", ("f9",)),
        ("words of a question", "guiding", "rivals", ("f9", "enter")),
        ("stages", "guiding", "rivals", ("f9", "s")),
        ("adding a stage", "guiding", "rivals", ("f9", "s", "a")),
        ("projector", "checklist", "together", ("v",)),
        ("dots to begin", "act", "choose", ("full_stop",)),
        ("dots", "act", "choose", ("full_stop", "enter")),
        ("a ballot of dots", "act", "choose", ("full_stop", "enter", "enter", "space")),
        ("groups to be", "guiding", "rivals", ("escape", "g", "space", "space")),
        ("groups", "guiding", "rivals", _GROUPED),
        ("a group's name", "guiding", "rivals", ("escape", "g", "g")),
        ("silent writing", "guiding", "rivals", ("escape", "w")),
        ("a sheet", "guiding", "rivals", ("escape", "w", "enter", "enter", "a", "enter")),
        ("choose", "act", "choose", ("down",)),
        ("act", "act", "act", ("down",)),
        ("action", "act", "act", ("enter",)),
        ("action's choice", "act", "act", ("enter", "tab")),
        ("catalogue", "act", "act", ("c",)),
        ("close", "close", "stop", ()),
        ("parked thoughts", "close", "parked", ("ctrl+r", "a", "enter", "down")),
        ("export's parts", "summary", "", ("e", "tab")),
        ("dots counted", "act", "choose", ("full_stop", "tab", "tab", "right", "enter", "2")),
        ("result of dots", "act", "choose", _COUNTED),
        ("one real customer", "checklist", "together", ("C",)),
        ("second round", "checklist", "together", ("r", "y", "2")),
        ("keep as split", "checklist", "experience", ("k",)),
    ),
    *map(_over, (_conflict, _went_back, _recovery, _second_window, _unsaved, _elsewhere, _cut_off)),
    *_unseen(
        "restaurant",
        ("cards", "checklist", "together", ("5", "4")),
        ("hands", "checklist", "together", ("m", "1")),
        ("room's one", "checklist", "together", ("m", "m", "3")),
        ("pass the keyboard", "checklist", "together", ("m", "m", "m")),
        ("cover", "checklist", "together", ("m", "m", "m", "enter")),
        ("a sheet of paper", "checklist", "together", ("B", "4")),
        ("pictured", "checklist", "together", ("m", "m", "m", "enter", "enter")),
        ("ballot", "checklist", "together", ("m", "m", "m", "enter", "enter", "0", "4")),
    ),
    *_stages("office-coffee"),
    *_spots(
        "office-coffee",
        ("lever", "value", "ours", ("l", "down", "plus")),
        ("amounts in", "ledger", "adsbv6a2", ("c",)),
        ("own items", "journey", "finding", ("i", "down")),
        ("contradictions", "summary", "", ("c",)),
        ("why dismissed", "summary", "", ("c", "x")),
        ("all nine gaps", "summary", "", ("o",)),
        ("two seats", "summary", "", ("t",)),
        ("why this rung", "ladder", "now", ("w",)),
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
        ("pass spreads", "focus", "today", ("m", "m")),
        ("spread in private", "focus", "today", ("m", "m", "enter", "enter", "4")),
        ("statements", "perception", "gain", ("m",)),
        ("what to weigh", "effort", "", ("c", "i")),
        ("placing", "effort", "", ("c", "l", "up")),
    ),
]


def session_for(spot: Spot) -> Session:
    """Return the session of a spot, at its place."""
    session = _sample(spot.sample)
    if spot.unseen:
        answers = {key: given for key, given in session.answers.items() if key not in VOTED}
        session = replace(session, revealed={}, answers=answers)
    return replace(session, place=spot.place)


@asynccontextmanager
async def opened(
    spot: Spot, folder: Path, size: tuple[int, int], look: Settings | None = None
) -> AsyncIterator[Pilot[None]]:
    """Run the app at a spot, in its own file; `stand` goes to all others."""
    shutil.rmtree(folder / "opened", ignore_errors=True)
    (folder / "opened").mkdir()
    path = save_as(session_for(spot), folder / "opened")
    async with running(path, size=size, look=look) as pilot:
        yield pilot


async def stand(pilot: Pilot[None], spot: Spot) -> None:
    """Go to a spot as if the app had just been opened there. The workshop must be open."""
    app, screen = app_of(pilot), workshop_of(pilot)
    while app.screen is not screen:
        await app.pop_screen()
    session = session_for(spot)
    if spot.over is None or screen.desk.session != session:  # a screen on top of it changes nothing
        screen.set_focus(None)
        screen.stages.current = None
        for view in screen.query(StageView):
            await view.remove()
        screen.navigation.forget()  # nobody has been anywhere
        screen.instead._place = None  # noqa: SLF001 - and nothing is shown instead of a stage
        screen.desk.reveal(session)
        await settled(pilot)
        screen.say("")
    if spot.over is not None:
        await app.push_screen(spot.over(screen))
    await pilot.press(*spot.keys)
    await settled(pilot)
