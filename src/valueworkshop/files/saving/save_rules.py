"""When a session is saved, where to, and what is told of it: the rules that `saver` follows."""

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

IDLE: Final = 0.4
"""Seconds after the last edit."""

BOUND: Final = 0.5
"""Seconds after the first edit that is not saved, however fast others follow.

An edit is on the disk within a second: the other half is for the disk and a machine that is busy.
"""

LONGEST_PAUSE: Final = 30.0
"""Seconds between two attempts, where these fail or take long."""

_REST: Final = 10
"""So many times as long as a save took, the disk is left alone; leaving does not wait for that."""

_IN_TIME: Final = 0.9
"""Seconds from the beginning of one save to the end of the next, where the disk is quick enough."""

_CONFLICT: Final = re.compile(r"\.conflict-\d{8}-\d{6}(?:-\d+)?$")


class State(StrEnum):
    """How it stands with the latest edit."""

    SAVED = "saved"
    WAITING = "waiting"
    SAVING = "saving"
    UNSYNCED = "in place, but not confirmed by the disk"
    FAILED = "failed"


class Wanted(StrEnum):
    """Whose text stands, where both sides changed the same thing."""

    OURS = "ours"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What the interface tells of saving.

    `path` is the file that is written. `when` is the time of the last save, None before the first.
    `reason` says why it FAILED or is UNSYNCED, or what was unusual about a save. `left_alone` is
    the file that somebody else had changed, once we went on in another beside it. `drafted` says
    that what is not safe in the file is so in a draft. `unprotected` says why no backup or draft
    could be made, '' if all is well: that never keeps a session from being saved. `taken_by` says
    who has taken the file over, '' if nobody has.
    """

    state: State
    path: Path
    reason: str = ""
    when: dt.datetime | None = None
    left_alone: Path | None = None
    drafted: bool = False
    unprotected: str = ""
    taken_by: str = ""


def due(first: float, last: float, retry: float | None = None) -> float:
    """Return the time of the next save, from those of the first and the last unsaved edit.

    `retry` is the time of the next attempt after one that failed, None once there is a new edit.
    """
    if retry is not None:
        return retry
    return min(last + IDLE, first + BOUND)


def pause(failures: int) -> float:
    """Return the seconds until the next attempt after so many failures (from 1): 1, 2, 4 … 30."""
    return float(min(2 ** min(failures - 1, 10), LONGEST_PAUSE))


def rest(seconds: float) -> float:
    """Return for how long the disk is left alone after an attempt that took so many seconds.

    Not so long that an edit made meanwhile were late, as long as two saves fit into a second: on a
    busy machine each takes some tenths, though the disk is idle. Of a slower one drafts take over.
    """
    over = 2 * seconds - _IN_TIME
    return min(_REST * seconds, -over if over < 0 else _REST * over / 2, LONGEST_PAUSE)


def conflict_path(path: Path, now: dt.datetime, number: int = 1) -> Path:
    """Return where to go on when somebody else changed `path`: beside it, with the time."""
    stem = _CONFLICT.sub("", path.stem)
    again = f"-{number}" if number > 1 else ""
    return path.with_name(f"{stem}.conflict-{now:%Y%m%d-%H%M%S}{again}{path.suffix}")
