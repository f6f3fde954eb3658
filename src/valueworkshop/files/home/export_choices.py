"""What was chosen at the last export, kept on this computer so that the next one begins with it."""

import contextlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from valueworkshop.files.safe.state_folder import made

_FILE: Final = "export.json"
_LARGEST: Final = 10_000


def last_choices(state: Path) -> Mapping[str, str]:
    """Return the words chosen last, by what they are about; nothing if we know of none."""
    path = state / _FILE
    with contextlib.suppress(OSError, ValueError, RecursionError):
        if path.stat().st_size <= _LARGEST:
            found = json.loads(path.read_text(encoding="utf-8"))
            if isinstance(found, dict):
                return {key: word for key, word in found.items() if isinstance(word, str)}
    return {}


def remember_choices(state: Path, chosen: Mapping[str, str]) -> None:
    """Begin with these words next time. If the disk refuses, the next time begins as this one."""
    with contextlib.suppress(OSError):
        (made(state) / _FILE).write_text(json.dumps(chosen), encoding="utf-8")
