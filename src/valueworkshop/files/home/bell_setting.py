"""Whether warnings ring the bell on this computer: chosen while a workshop runs, remembered."""

import contextlib
from pathlib import Path
from typing import Final

from valueworkshop.files.safe.state_folder import made

_NAME: Final = "bell"


def bell_rings(state: Path, otherwise: bool) -> bool:  # noqa: FBT001 - what the settings say
    """Return what was chosen last, `otherwise` what the settings say where nothing was."""
    with contextlib.suppress(OSError, UnicodeError):
        return (state / _NAME).read_text(encoding="utf-8").strip() != "off"
    return otherwise


def set_bell(state: Path, *, rings: bool) -> None:
    """Remember a choice. A disk that refuses changes nothing else."""
    with contextlib.suppress(OSError):
        (made(state) / _NAME).write_text("on\n" if rings else "off\n", encoding="utf-8")
