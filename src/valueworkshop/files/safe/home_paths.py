"""Paths as people write them, with ~ for a home folder."""

from pathlib import Path

from valueworkshop.files.text.problems import NotFoundError, Problem


def spelled_out(path: str | Path, said_in: str = "") -> Path:
    """Return a path with ~ and ~somebody replaced by that person's home folder.

    Raises NotFoundError if this computer knows no such home; its text names `said_in`, the variable
    or option that held the path.
    """
    try:
        return Path(path).expanduser()
    except RuntimeError:
        shown = f"{said_in}={path}" if said_in else str(path)
        message = "this computer has no such home folder; write the whole path"
        raise NotFoundError([Problem(file=shown, message=message)]) from None
