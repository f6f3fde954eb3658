"""The head of a file: enough for a first row while whole files are being read."""

import datetime as dt
from pathlib import Path
from typing import Any, Final

import tomli

from valueworkshop.core.clean_text import one_line
from valueworkshop.files.text import bounded_read
from valueworkshop.library.record import Record

_ENOUGH: Final = 4096
"""How many bytes we read: the keys of a session come before its first table."""


def head_at(path: Path) -> Record:
    """Return a record of a file's first lines; with its name as the title if they say nothing.

    Never raises: what is wrong is found when the whole file is read.
    """
    known = _keys(path)
    title, day = known.get("title"), known.get("date")
    return Record(
        path=path,
        id=_text(known.get("id")),
        title=one_line(title) if isinstance(title, str) else one_line(path.stem),
        organisation=_text(known.get("organisation")),
        date=day if isinstance(day, dt.date) and not isinstance(day, dt.datetime) else None,
        offer=_text(known.get("offer")),
        is_whole=False,
    )


def _keys(path: Path) -> dict[str, Any]:
    try:
        data = bounded_read.read_head(path, _ENOUGH)
    except (OSError, ValueError):
        return {}
    head = data.replace(b"\r\n", b"\n").partition(b"\n[")[0]
    try:
        return tomli.loads(head.decode(errors="ignore").removeprefix("\ufeff"))
    except ValueError:  # a text that goes on beyond what we read, or no TOML at all
        return {}


def _text(value: object) -> str:
    return one_line(value) if isinstance(value, str) else ""
