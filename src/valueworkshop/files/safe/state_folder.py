"""A folder of this computer, for backups and what a crash left. Never a team's only copy."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import platformdirs

from valueworkshop.files.safe.atomic import make_folder
from valueworkshop.files.safe.home_paths import spelled_out
from valueworkshop.files.text.problems import reason

VARIABLE: Final = "VALUEWORKSHOP_STATE"
"""The environment variable that names the folder."""

# Our ids are shorter. On some systems, names that differ only by case are the same.
_PLAIN: Final = re.compile(r"[0-9a-z][0-9a-z-]{0,39}")


def state_folder(env: Mapping[str, str], cwd: Path) -> Path:
    """Return the folder of the variable, else the usual one of this system. It need not exist."""
    if env.get(VARIABLE):
        return cwd / spelled_out(env[VARIABLE], VARIABLE)
    return platformdirs.user_state_path("valueworkshop", appauthor=False)


def key_of(session_id: str) -> str:
    """Return the name for a session's folder in here; the id may come from a stranger's file.

    The same id gives the same name. It is safe as a file name, and no device on any system.
    """
    if _PLAIN.fullmatch(session_id):
        return f"id-{session_id}"
    import hashlib  # noqa: PLC0415 - for foreign ids

    data = session_id.encode(errors="surrogatepass")
    return f"hash-{hashlib.blake2b(data, digest_size=12).hexdigest()}"


def made(folder: Path, *, safe: bool = False) -> Path:
    """Return `folder`, made if need be and closed to other users. Raises OSError.

    If it is `safe`, it outlives a power cut together with all folders above it, up to the name of
    the state folder: another program may have made that without waiting for the disk.
    """
    make_folder(folder, 0o700, safe=3 if safe else 0)
    return folder


def refusal(folder: Path) -> str:
    """Say why we cannot write to a folder, '' if we can. Leaves no file there."""
    import tempfile  # noqa: PLC0415 - for the doctor

    try:
        existing = next((each for each in (folder, *folder.parents) if each.is_dir()), folder)
        with tempfile.TemporaryFile(dir=existing) as probe:
            probe.write(b"x")
    except OSError as error:
        return reason(error)
    return ""
