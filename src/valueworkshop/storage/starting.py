"""Sessions to begin with: a new one of a kit, and the filled example that ships."""

import datetime as dt
from importlib.resources import files

from valueworkshop.storage import session_file
from valueworkshop.storage.kits import load_kit
from valueworkshop.workshop.ids import Ids
from valueworkshop.workshop.session import Session

DEMO = "prestige-car-maker"


def new_session(kit: str, ids: Ids, today: dt.date, title: str) -> Session:
    """Return an empty session of a kit, dated today. Raises FileProblem for an unknown kit."""
    return Session(id=ids(), title=title, date=today, kit=load_kit(kit))


def demo_session(name: str = DEMO) -> Session:
    """Return the session of an example that ships with the package."""
    path = files("valueworkshop") / "examples" / f"{name}.toml"
    return session_file.loads(path.read_bytes(), f"{name}.toml").session
