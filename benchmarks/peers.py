"""Two well-known Textual programs to compare starting with, each in an environment of its own.

Their versions are pinned here, and they bring their own Textual. The environments are made once, in
.venvs; where a peer cannot be installed, the benchmark says so and goes on without it.
"""

import subprocess
import sys
from typing import Final

from terminal_runs import ROOT

PINS: Final = {
    "harlequin": ("harlequin==2.17.0",),
    # With a later tree-sitter, posting ends with a segmentation fault.
    "posting": ("posting==2.11.1", "tree-sitter==0.24.0"),
}
"""harlequin queries databases, posting sends requests; both are shown as examples of Textual."""


def peers() -> dict[str, str]:
    """Return the commands of the peers that are here, or can be made to be."""
    return {name: command for name, pins in PINS.items() if (command := _command(name, pins))}


def _command(name: str, pins: tuple[str, ...]) -> str:
    """Return the command of a peer, '' if it cannot be installed; say so."""
    place = ROOT / ".venvs" / pins[0]
    command = place / "bin" / name
    if not command.exists():
        print(f"Installing {name} into {place.relative_to(ROOT)} …")
        subprocess.run((sys.executable, "-m", "venv", place), check=True)
        asked = (place / "bin" / "python", "-m", "pip", "install", "--quiet", *pins)
        if subprocess.run(asked, check=False, capture_output=True).returncode:
            print(f"{name} cannot be installed here: measured without it.")
            return ""
    return str(command)
