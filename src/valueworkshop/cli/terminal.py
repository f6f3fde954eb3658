"""The way into the app: only in a terminal that can draw it."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from valueworkshop.storage.session_file import Document

KITTY = "VALUEWORKSHOP_KITTY"
"""Set to 1, the app speaks the kitty keyboard protocol."""


def lacking() -> str:
    """Say why the app cannot be shown here; '' where it can."""
    streams = (sys.stdin, sys.stdout, sys.stderr)  # Textual draws to standard error
    if not all(stream is not None and stream.isatty() for stream in streams):
        return "this is no terminal"
    if os.environ.get("TERM") == "dumb":
        return "this terminal cannot draw (TERM=dumb)"
    return ""


def needed(instead: str) -> None:
    """Refuse, in one line that says what to do `instead`, where the app cannot be shown."""
    if why := lacking():
        raise click.ClickException(f"{why}; {instead}")


def run(folder: Path, opened: "tuple[Path, Document] | None" = None, *, first: bool = False) -> int:
    """Run the app until it is left; return its exit code. See WorkshopApp for `first`."""
    keep_keys_plain()
    from valueworkshop.app.running import run as run_app  # noqa: PLC0415 - Textual takes long

    return run_app(folder, opened, first=first)


def keep_keys_plain() -> None:
    """Ask Textual not to use the kitty keyboard protocol; to be called before its import.

    With it some terminals lose accents typed by dead keys and text from input methods. On Windows
    the switch itself breaks keys.
    """
    if sys.platform != "win32" and os.environ.get(KITTY) != "1":
        os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
