"""Sessions to begin with: a new one from a kit, and the filled-in example that ships."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

from valueworkshop.core.session.ids import Ids
from valueworkshop.core.session.kit import Kit
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.stages import stages_with
from valueworkshop.core.stages.frame.model import Field
from valueworkshop.core.stages.kind import Trait
from valueworkshop.core.stages.own_copy import own_copy
from valueworkshop.files.home.kits import load_kit
from valueworkshop.files.home.named_sessions import save_new
from valueworkshop.files.text import session_file

DEMO = "prestige-car-maker"
ESSENTIALS = "essentials"
UNTITLED = "New workshop"


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """How a workshop begins: its title, its kit, and the stages to leave out.

    `people` is for how many its minutes were shown; who takes part is asked later.
    """

    title: str = ""
    kit: str | Kit = ESSENTIALS
    left_out: tuple[str, ...] = ()
    people: int = 6


def begin(folder: Path, beginning: Beginning, ids: Ids, today: dt.date) -> Path:
    """Save a new workshop in `folder` and return its path. Raises as `new_session`, and OSError."""
    session = new_session(beginning.kit, ids, today, beginning.title, beginning.left_out)
    return save_new(session, folder)


def begin_demo(folder: Path, ids: Ids) -> Path:
    """Save a copy of the filled-in example in `folder` and return its path. Raises OSError."""
    return save_new(own_copy(demo_session(), ids, ballots=True)[0], folder)


def new_session(
    kit: str | Kit, ids: Ids, today: dt.date, title: str, left_out: Collection[str] = ()
) -> Session:
    """Return an empty session of a kit, dated today, at the first unanswered question.

    The session's copy of the kit lacks the stages `left_out`. Without a title, the session takes
    the kit's. Raises FileProblem for an unknown kit, ValueError for a stage that must stay.
    """
    plan = (kit if isinstance(kit, Kit) else load_kit(kit)).without(left_out)
    frame = next(iter(stages_with(plan, Trait.HOLDS_PARTICULARS)), "")
    at = Field.ORGANISATION if title else Field.TITLE
    place = Place(stage=frame, at=at) if frame else Place()
    return Session(id=ids(), title=title or UNTITLED, date=today, place=place, kit=plan)


def demo_session(name: str = DEMO) -> Session:
    """Return the session of an example that ships with the package, at its summary."""
    path = files("valueworkshop") / "examples" / f"{name}.toml"
    session = session_file.session_in(path.read_bytes(), f"{name}.toml")
    summary = next(iter(stages_with(session.kit, Trait.SUMS_UP)), session.place.stage)
    return replace(session, place=Place(stage=summary))
