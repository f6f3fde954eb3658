"""Paths as people write them, with ~ for a home folder."""

from pathlib import Path

from valueworkshop.files.text.problems import NotFoundError, Problem


def spelled_out(path: str | Path, said_in: str = "") -> Path:
    """Return a path with ~ and ~somebody replaced by the home folder that is meant.

    Raises NotFoundError where this computer knows no such home; `said_in` names the variable or
    option that has the path.
    """
    try:
        return Path(path).expanduser()
    except RuntimeError:
        shown = f"{said_in}={path}" if said_in else str(path)
        message = "this computer knows no such home folder; write the whole path"
        raise NotFoundError([Problem(file=shown, message=message)]) from None
