"""The rules of the saver: when a session is saved, where to, and what we say about it."""

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

IDLE: Final = 0.4
"""Seconds of pause after the last edit."""

BOUND: Final = 0.5
"""Seconds after the first unsaved edit, however fast others follow.

An edit is on the disk within a second: the other half is for the disk and a busy machine.
"""

LONGEST_PAUSE: Final = 30.0
"""Seconds between two attempts, if they fail or take long."""

_REST: Final = 10
"""How many times as long as a save took we leave the disk alone; not when leaving."""

_IN_TIME: Final = 0.9
"""Seconds from the start of one save to the end of the next, if the disk is quick enough."""

_CONFLICT: Final = re.compile(r"\.conflict-\d{8}-\d{6}(?:-\d+)?$")


class State(StrEnum):
    """The state of the latest edit."""

    SAVED = "saved"
    WAITING = "waiting"
    SAVING = "saving"
    UNSYNCED = "the disk has not confirmed it"
    FAILED = "failed"


class Wanted(StrEnum):
    """Whose text to take where both sides changed the same thing."""

    OURS = "ours"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What the interface says about saving.

    `path` is the file that we write. `when` is the time of the last save, None before the first.
    `reason` says why it FAILED or is UNSYNCED, or what was unusual about a save. `left_alone` is
    the file that somebody else had changed, if we went on in another one beside it. `drafted` says
    that a draft holds what is not safe in the file. `unprotected` says why we could make no backup
    or draft, '' if we could: that never keeps us from saving. `taken_by` says who has taken the
    file over, '' if nobody has.
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
    """Return the time of the next save, given those of the first and the last unsaved edit.

    `retry` is the time of the next attempt after a failed one, None once there is a new edit.
    """
    if retry is not None:
        return retry
    return min(last + IDLE, first + BOUND)


def pause(failures: int) -> float:
    """Return the seconds until the next attempt after so many failures (from 1): 1, 2, 4 … 30."""
    return float(min(2 ** min(failures - 1, 10), LONGEST_PAUSE))


def rest(seconds: float) -> float:
    """Return the seconds to leave the disk alone after an attempt that took `seconds`.

    The pause is short enough for an edit in between to be in time, as long as two saves fit into a
    second: on a busy machine each takes some tenths of a second, though the disk is idle. If the
    disk is slower, drafts take over.
    """
    over = 2 * seconds - _IN_TIME
    return min(_REST * seconds, -over if over < 0 else _REST * over / 2, LONGEST_PAUSE)


def conflict_path(path: Path, now: dt.datetime, number: int = 1) -> Path:
    """Return where to go on when somebody else changed `path`: beside it, with the time."""
    stem = _CONFLICT.sub("", path.stem)
    again = f"-{number}" if number > 1 else ""
    return path.with_name(f"{stem}.conflict-{now:%Y%m%d-%H%M%S}{again}{path.suffix}")
