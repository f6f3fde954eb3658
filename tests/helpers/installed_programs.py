"""Programs that read what we write. If one is missing, the test fails and says what to install."""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest

PACKAGES: Final = {
    "khal": "khal",
    "task": "taskwarrior",
    "soffice": "libreoffice-writer-nogui libreoffice-calc-nogui",
    "pdftoppm": "poppler-utils",
    "pdftotext": "poppler-utils",
    "pdfinfo": "poppler-utils",
}
"""The package of Debian that has each program."""


def ran(*args: str | Path, env: Mapping[str, str] | None = None) -> str:
    """Run a program; return what it prints. Fails the test if it is missing or fails."""
    name = str(args[0])
    program = shutil.which(name)
    if program is None:
        pytest.fail(f"{name} is not here: apt-get install {PACKAGES[name]}")
    done = subprocess.run(
        [program, *map(str, args[1:])],
        capture_output=True,
        text=True,
        env=dict(env) if env is not None else None,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
