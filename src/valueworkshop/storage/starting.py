"""Sessions to begin with: a new one of a kit, and the filled example that ships."""

import datetime as dt
from dataclasses import replace
from importlib.resources import files

from valueworkshop.stages.frame.model import Field
from valueworkshop.storage import session_file
from valueworkshop.storage.kits import load_kit
from valueworkshop.workshop.ids import Ids
from valueworkshop.workshop.session import Place, Session

DEMO = "prestige-car-maker"
UNTITLED = "New workshop"


def new_session(kit: str, ids: Ids, today: dt.date, title: str) -> Session:
    """Return an empty session of a kit, dated today, standing at the first question not answered.

    Without a title that is the title. Raises FileProblem for an unknown kit.
    """
    plan = load_kit(kit)
    frame = next(iter(plan.of_kind("frame")), "")
    at = Field.ORGANISATION if title else Field.TITLE
    place = Place(stage=frame, at=at) if frame else Place()
    return Session(id=ids(), title=title or UNTITLED, date=today, place=place, kit=plan)


def demo_session(name: str = DEMO) -> Session:
    """Return the session of an example that ships with the package, standing at its summary."""
    path = files("valueworkshop") / "examples" / f"{name}.toml"
    session = session_file.loads(path.read_bytes(), f"{name}.toml").session
    summary = next(iter(session.kit.of_kind("summary")), session.place.stage)
    return replace(session, place=Place(stage=summary))
