"""Who holds which phone of a workshop, kept on this computer so that phones go on after a stop."""

import contextlib
import json
from pathlib import Path
from typing import Final

from valueworkshop.files.safe import atomic
from valueworkshop.files.safe.state_folder import key_of

_FOLDER: Final = "phones"
_LARGEST: Final = 1_000_000


def kept(state: Path, session_id: str) -> str:
    """Return what was kept of a workshop's phones, '' for nothing."""
    path = _path(state, session_id)
    with contextlib.suppress(OSError, UnicodeDecodeError):
        if path.stat().st_size <= _LARGEST:
            return path.read_text(encoding="utf-8")
    return ""


def keep(state: Path, session_id: str, text: str) -> None:
    """Keep what is known of a workshop's phones; only this user can read it. Raises OSError."""
    path = _path(state, session_id)
    atomic.make_folder(path.parent, 0o700)
    atomic.write(path, text.encode(), mode=0o600)


def last_address(state: Path, known: tuple[str, ...]) -> str:
    """Return the address of `known` that was served from last; '' for none."""
    with contextlib.suppress(OSError, ValueError, TypeError):
        used = json.loads((state / _FOLDER / "addresses.json").read_text(encoding="utf-8"))
        return next((str(ip) for ip in used if ip in known), "")
    return ""


def remember_address(state: Path, ip: str) -> None:
    """Offer an address first from now on, before those of other networks. Raises OSError."""
    path = state / _FOLDER / "addresses.json"
    used: list[str] = []
    with contextlib.suppress(OSError, ValueError, TypeError):
        used = [str(each) for each in json.loads(path.read_text(encoding="utf-8"))]
    atomic.make_folder(path.parent, 0o700)
    text = json.dumps([ip, *(each for each in used if each != ip)][:20])
    atomic.write(path, text.encode(), mode=0o600)


def _path(state: Path, session_id: str) -> Path:
    return state / _FOLDER / f"{key_of(session_id)}.json"
