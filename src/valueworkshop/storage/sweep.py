"""Tidying up beside the sessions after a kill or a power cut: nothing is thrown away."""

import datetime as dt
from pathlib import Path
from typing import Final

from valueworkshop.storage import backups
from valueworkshop.storage.folder import file_name
from valueworkshop.storage.health import left_over
from valueworkshop.storage.identity import named_in
from valueworkshop.storage.reading import read_bytes

AT_WORK: Final = 60.0
"""Seconds for which a temporary file may still be that of a save, perhaps of another window."""


def sweep(folder: Path, state: Path, now: dt.datetime) -> list[Path]:
    """Move the temporary files that cut-off saves left in `folder` into the backups.

    Return what was moved. A file that is young, or cannot be moved, stays for the next time: this
    raises no OSError.
    """
    return [path for path in left_over(folder) if _moved(path, state, now)]


def _moved(path: Path, state: Path, now: dt.datetime) -> bool:
    try:
        # The clock may have been set back: what is of tomorrow is as old as what is of yesterday.
        if abs(now.timestamp() - path.lstat().st_mtime) < AT_WORK:
            return False
        data = read_bytes(path)
        if data:
            session_id, title = named_in(data)
            shelf, name = backups.shelf_of(state, session_id), file_name(title, None)
            backups.keep(shelf, data, kind=backups.Kind.LEFT, name=name, now=now)
        path.unlink()
    except OSError:
        return False
    return True
