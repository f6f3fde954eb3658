"""The folder of this computer's own: backups and what a crash left. Never a team's only copy."""

import hashlib
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import platformdirs

from valueworkshop.files.safe.atomic import make_folder
from valueworkshop.files.safe.home_paths import spelled_out
from valueworkshop.files.text.problems import reason

VARIABLE: Final = "VALUEWORKSHOP_STATE"
"""The environment variable that names the folder."""

# Ids that we make are shorter; on some systems names that differ by case only are the same.
_PLAIN: Final = re.compile(r"[0-9a-z][0-9a-z-]{0,39}")


def state_folder(env: Mapping[str, str], cwd: Path) -> Path:
    """Return that of the variable, else where this system keeps such things. It need not exist."""
    if env.get(VARIABLE):
        return cwd / spelled_out(env[VARIABLE], VARIABLE)
    return platformdirs.user_state_path("valueworkshop", appauthor=False)


def key_of(session_id: str) -> str:
    """Return the name under which a session's things stand; the id may come from a stranger.

    It is the same for the same id, safe as the name of a file, and no device on any system.
    """
    if _PLAIN.fullmatch(session_id):
        return f"id-{session_id}"
    data = session_id.encode(errors="surrogatepass")
    return f"hash-{hashlib.blake2b(data, digest_size=12).hexdigest()}"


def made(folder: Path, *, safe: bool = False) -> Path:
    """Return `folder`, made if need be, closed to other users. Raises OSError.

    One that is `safe` outlives a power cut with all above it, up to the state folder's own name:
    that may have been made by somebody who did not wait for the disk.
    """
    make_folder(folder, 0o700, safe=3 if safe else 0)
    return folder


def refusal(folder: Path) -> str:
    """Say why nothing can be written to a folder, '' if something can. Leaves nothing there."""
    try:
        existing = next((each for each in (folder, *folder.parents) if each.is_dir()), folder)
        with tempfile.TemporaryFile(dir=existing) as probe:
            probe.write(b"x")
    except OSError as error:
        return reason(error)
    return ""
