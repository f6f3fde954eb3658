"""Tidying up beside the sessions after a kill or a power cut: nothing is thrown away."""

import datetime as dt
from pathlib import Path
from typing import Final

from valueworkshop.files.home.cut_off_saves import cut_off, put_away, temporary

AT_WORK: Final = 60.0
"""Seconds for which a temporary file may still be that of a save, perhaps of another window."""


def sweep(folder: Path, state: Path, now: dt.datetime) -> list[Path]:
    """Move the temporary files that cut-off saves left in `folder` into the backups.

    Return what was moved. A file that is young, or cannot be moved, stays for the next time: this
    raises no OSError. What is all that there is of a workshop stays too: it is offered.
    """
    found = temporary(folder)
    offered = {each.path for each in cut_off(folder)} if found else set()
    return [path for path in found if path not in offered and _moved(path, state, now)]


def _moved(path: Path, state: Path, now: dt.datetime) -> bool:
    try:
        # The clock may have been set back: what is of tomorrow is as old as what is of yesterday.
        if abs(now.timestamp() - path.lstat().st_mtime) < AT_WORK:
            return False
        put_away(path, state, now)
    except OSError:
        return False
    return True
