"""What we say about saving: in the top line, in sentences above the keys, and after leaving."""

from collections.abc import Sequence
from pathlib import Path

from valueworkshop.core.clean_text import capital, clean
from valueworkshop.core.session.losses import gone_in_words
from valueworkshop.files.saving.save_rules import State, Status

NOT_SAVED = "NOT SAVED"
"""How each message about work that is not saved begins."""

ONLY_READ = "READ-ONLY"
"""The message where nothing is saved, because nothing can change."""


def with_way_out(said: str, way: str) -> str:
    """Return what is said of saving; where that failed, followed by the way out."""
    return f"{said} {way}" if said.startswith(NOT_SAVED) else said


def with_way_back(said: str, path: Path, gone: Sequence[str], undo: str) -> str:
    """Add to a text what somebody else took out of the file, unless it says that already.

    It also says how that comes back: by `undo`, or from the backups if `undo` is ''.
    """
    them = "it" if len(gone) == 1 else "them"
    back = f"{undo} brings {them} back." if undo else f"The backups have {them}."
    if says_gone(said, gone):
        return said if said.endswith(back) else f"{said} {back}"
    return f"{said} {capital(gone_in_words(gone, clean(path.name)))}. {back}".strip()


def says_gone(said: str, gone: Sequence[str]) -> bool:
    """Return whether a text tells that all of this was taken out of the file."""
    return bool(gone) and gone_in_words(gone, "it") in said


def in_few_words(status: Status) -> str:
    """Say for the top line whether all is saved, the most important first, as it may be cut."""
    time = f" {status.when.astimezone():%H:%M}" if status.when else ""
    saved = f"saved in a copy{time}" if status.left_alone else f"saved{time}"
    match status.state:
        case State.SAVED:
            return f"{saved}, no crash protection" if status.unprotected else saved
        case State.UNSYNCED:
            return f"{saved}, not yet safe: {status.reason}"
        case State.FAILED:
            where = "draft kept" if status.drafted else "in memory only"
            return f"{NOT_SAVED} ({where}): {status.reason}"
        case _:
            return "still saving, a draft is safe" if status.drafted else "saving"


def in_a_sentence(status: Status) -> str:
    """Say what saving at once did, and where the text is if it did nothing."""
    name = status.path.name
    match status.state:
        case State.SAVED:
            return f"Saved to {name}."
        case State.UNSYNCED:
            return f"Saved to {name}, not yet safe from a power cut ({status.reason})."
    why = status.reason or "the disk has not answered yet; we keep trying"
    if status.drafted:
        where = "A draft is on this computer; you get it when you open this again."
    else:
        other = status.unprotected if status.unprotected != why else ""
        where = f"It is only on this screen{f' ({other})' if other else ''}."
    return f"{NOT_SAVED}: {why}. {where}"


def in_the_end(status: Status) -> str:
    """Say where the workshop is, after leaving it."""
    path = clean(str(status.path))
    if status.state in (State.SAVED, State.UNSYNCED):
        return f"Saved to {path}"
    where = "you get a draft when you open it again" if status.drafted else "there is no draft"
    return f"{NOT_SAVED} to {path}: {status.reason or 'the disk does not answer'}; {where}"
