"""The path of a file, as the user typed it or the terminal wrote it when they dropped the file."""

import os
import re
from pathlib import Path
from typing import Final
from urllib.parse import unquote

_DRIVE: Final = re.compile(r"[A-Za-z]:[\\/]")
_URL: Final = re.compile(r"file:(?://([^/]*))?(/.*)", re.IGNORECASE)


def path_in(text: str) -> Path:
    """Return the path that a text says, with `~` resolved.

    It may be in quotation marks, perhaps after PowerShell's '& '; begin with 'file:'; or have a
    backslash before a space or another sign, as shells write it. A path that exists as typed is
    taken as it is. Raises RuntimeError if there is no such home folder.
    """
    text = text.strip()
    return Path(text if _is_there(text) else _unquoted(text)).expanduser()


def _is_there(text: str) -> bool:
    try:
        return bool(text) and Path(text).exists()
    except (OSError, ValueError):
        return False


def _unquoted(text: str) -> str:
    if text.startswith("& "):
        text = text[2:].strip()
    if len(text) > 1 and text[0] == text[-1] == '"':
        text = text[1:-1]
    elif len(text) > 1 and text[0] == text[-1] == "'":
        text = text[1:-1].replace("'\\''", "'").replace("''", "'")
    elif os.name != "nt" and not _DRIVE.match(text):
        text = re.sub(r"\\(.)", r"\1", text)
    found = _URL.fullmatch(text)
    return _of_url(found[1] or "", unquote(found[2])) if found else text


def _of_url(host: str, path: str) -> str:
    if _DRIVE.match(path[1:]):
        return path[1:]
    return f"//{host}{path}" if os.name == "nt" and host not in ("", "localhost") else path
