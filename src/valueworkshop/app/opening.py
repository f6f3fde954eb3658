"""Ways into a workshop: a new one, a saved one, the filled example."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from valueworkshop.report.files import write_beside
from valueworkshop.report.workshop import report
from valueworkshop.storage import session_file
from valueworkshop.storage.folder import save_new
from valueworkshop.storage.problems import FileProblem, reason
from valueworkshop.storage.starting import demo_session, new_session

if TYPE_CHECKING:
    from textual.app import App

    from valueworkshop.app.app import WorkshopApp


async def open_path(app: "App[Any]", path: Path) -> str:
    """Open a saved workshop; return what is wrong with it, '' if nothing is."""
    try:
        document = session_file.read(path)
    except FileProblem as error:
        return str(error).split("\n", 1)[0]
    await _workshop(app).open_workshop(path, document)
    return ""


async def begin(app: "App[Any]", title: str) -> str:
    """Make a new workshop and open it; return what went wrong, '' if nothing did."""
    this = _workshop(app)
    try:
        session = new_session("essentials", this.ids, this.today(), title)
        path = save_new(session, this.folder)
        document = session_file.read(path)
    except (OSError, FileProblem) as error:
        return f"Cannot begin here: {_why(error)}"
    await this.open_workshop(path, document)
    return ""


async def open_demo(app: "App[Any]") -> str:
    """Open a copy of the filled example; return what went wrong, '' if nothing did."""
    this = _workshop(app)
    try:
        path = save_new(replace(demo_session(), id=this.ids()), this.folder)
        document = session_file.read(path)
    except (OSError, FileProblem) as error:
        return f"Cannot open the example here: {_why(error)}"
    await this.open_workshop(path, document)
    return ""


def export_path(path: Path) -> str:
    """Write the report of a saved workshop beside it; return in a sentence what came of it."""
    try:
        return f"Exported to {write_beside(path, report(session_file.read(path).session))}"
    except (OSError, FileProblem) as error:
        return f"Not exported: {_why(error)}"


def _why(error: OSError | FileProblem) -> str:
    return reason(error) if isinstance(error, OSError) else str(error).splitlines()[0]


def _workshop(app: "App[Any]") -> "WorkshopApp":
    return cast("WorkshopApp", app)
