"""The name for the file of a workshop, one that every system accepts."""

import datetime as dt
import re
import unicodedata
from typing import Final

from valueworkshop.core.clean_text import one_line

_LONGEST: Final = 60
"""How many bytes of a file's name come from the title; date, number and ending are added."""


# Windows takes these names for devices, with any ending.
_DEVICES: Final = re.compile(r"(?:con|prn|aux|nul|conin|conout|com[0-9¹²³]|lpt[0-9¹²³])")


def file_name(title: str, date: dt.date | None) -> str:
    """Return a name that every system accepts: letters of any script, digits and hyphens.

    It begins with the date if there is one, and is never longer than 76 bytes.
    """
    text = unicodedata.normalize("NFC", one_line(title).lower())
    kept = "".join(sign if sign.isalnum() or _joins(sign) else "-" for sign in text)
    slug = re.sub("-+", "-", kept).encode()[:_LONGEST].decode(errors="ignore").strip("-")
    if not any(sign.isalnum() for sign in slug) or _DEVICES.fullmatch(slug):
        slug = f"workshop-{slug}".strip("-")
    return f"{slug}-{date.isoformat()}.toml" if date else f"{slug}.toml"


def _joins(sign: str) -> bool:
    """Whether a sign belongs to the letter before it, as vowels do in many scripts."""
    return unicodedata.category(sign).startswith("M")
