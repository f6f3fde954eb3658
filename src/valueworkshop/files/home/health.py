"""The state of the folders, for `doctor`."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from valueworkshop.files.home.cut_off_saves import temporary
from valueworkshop.files.home.edited_text import left_over
from valueworkshop.files.home.sessions_folder import listing
from valueworkshop.files.safe import backups
from valueworkshop.files.safe.state_folder import refusal
from valueworkshop.files.shared import presence
from valueworkshop.files.shared.presence import Machine, Owner, Where
from valueworkshop.files.text.file_identity import named_in
from valueworkshop.files.text.problems import FileProblem
from valueworkshop.files.text.session_file import read_bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """What we found. `refused` and `state_refused` say why we cannot write to a folder.

    `backups` and `unsaved` are counts. `unsaved` counts drafts and typed texts, which we offer when
    their session is opened. `temporary` are files that cut-off saves left beside sessions. `edited`
    are texts that could not be taken back from an editor, or are in one now. `copies` are files
    that hold the same session, by its id. `open` has the people who have a file open, or had it
    open when their window was not closed properly.
    """

    folder: Path
    refused: str
    state: Path
    state_refused: str
    sessions: int
    backups: int
    unsaved: int
    temporary: tuple[Path, ...]
    edited: tuple[Path, ...]
    copies: Mapping[str, tuple[Path, ...]]
    open: tuple[tuple[str, Owner, Where], ...]


def look(folder: Path, state: Path) -> Health:
    """Look at the folder of sessions and at this computer's own folder; change nothing."""
    entries = list(listing(folder))
    found = [backup for shelf in backups.shelves(state) for backup in backups.listing(shelf)]
    by_id: dict[str, list[Path]] = {}
    for entry in entries:
        try:
            session_id = named_in(read_bytes(entry.path))[0]
        except FileProblem:
            continue
        if session_id:
            by_id.setdefault(session_id, []).append(entry.path)
    return Health(
        folder=folder,
        refused=refusal(folder),
        state=state,
        state_refused=refusal(state),
        sessions=len(entries),
        backups=len(found),
        unsaved=_unsaved(state),
        temporary=temporary(folder),
        edited=left_over(state),
        copies={key: tuple(sorted(paths)) for key, paths in by_id.items() if len(paths) > 1},
        open=tuple(presence.listing(folder, Machine())),
    )


def _unsaved(state: Path) -> int:
    """Return how many drafts and typed texts there are, those of open windows included."""
    try:
        paths = [*state.glob("drafts/*/*.toml"), *state.glob("typed/*/*.lines")]
        return sum(path.stat().st_size > 0 for path in paths)
    except OSError:
        return 0
