"""What text may hold: the one rule for all text that comes in.

Typed, pasted, loaded or imported, a text keeps every letter, but nothing that could steer a
terminal, change the order in which it reads, or break the file that holds it.
"""

import re
import unicodedata
from typing import Final

_LINE_ENDS = re.compile(r"\r\n?|\u0085|\u2028|\u2029")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
# C0 except tab and line feed, DEL and C1, and the marks that override the reading direction.
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_SPACES = re.compile(r"[ \t\n]+")
_ANY_SPACES = re.compile(r"\s+")


def clean(text: str) -> str:
    """Return `text` with line ends as LF and without control or direction-override characters.

    Lone surrogates become U+FFFD. It normalises nothing: é stays as typed. `clean(clean(text)) ==
    clean(text)`.
    """
    if text.isascii() and text.isprintable():  # most texts: nothing in them steers anything
        return text
    text = _LINE_ENDS.sub("\n", text)
    text = _SURROGATES.sub("\ufffd", text)
    return _FORBIDDEN.sub("", text)


def one_line(text: str) -> str:
    """Return `text` cleaned, on one line, with runs of spaces, tabs and line ends as one space.

    A special space inside stays, such as a no-break or a Chinese one.
    """
    return _SPACES.sub(" ", clean(text)).strip()


def capital(text: str) -> str:
    """Return a sentence with a capital first letter."""
    return text[:1].upper() + text[1:]


def folded(text: str) -> str:
    """Return the form of `text` by which we compare two names.

    Case, kinds of spaces and the coding of accents make no difference.
    """
    return unicodedata.normalize("NFC", _ANY_SPACES.sub(" ", one_line(text))).casefold()


LONGEST: Final = 200_000
"""A field with this many letters takes no paste. A file could hold ten times as many, but a screen
that draws them at each key would answer too late."""
