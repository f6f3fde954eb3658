"""Whether words may stand in a file, as its bytes tell, without reading what they mean.

It may say so of a file in which they do not stand, but never the other way round.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

_KIT: Final = b"\n[kit"
_ESCAPED: Final = re.compile(rb"\\[uUx\s]")
_ASCII: Final = bytes(range(128))

FOLDING: Final = (
    "\u00df\u0130\u0149\u017f\u01f0\u037e\u1e96\u1e97\u1e98\u1e99\u1e9a\u1e9e\u1fef\u212a"
    "\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06"
)
"""The letters beyond ASCII that are compared as some of it, as \u00df as ss."""

_FOLDING: Final = tuple(letter.encode() for letter in FOLDING)


def plain(text: str) -> str:
    """Return the form in which texts are compared: capitals and the coding of accents aside."""
    return unicodedata.normalize("NFC", text).casefold()


def may_hold(data: bytes, wanted: Sequence[str]) -> bool:
    """Whether all of `wanted`, which are plain words, may stand in what people wrote in a file.

    What the kit asks is nobody's answer: it is left out where it can be told from the rest.
    """
    # A quote or a backslash is always written in another way.
    words = [word for word in wanted if '"' not in word and "\\" not in word]
    return _stand_in(data, words) and _stand_in(_less_kit(data), words)


def _stand_in(data: bytes, words: Sequence[str]) -> bool:
    """Whether all these words may stand in a part of a file; most files say no at once."""
    if b"\\" in data and _ESCAPED.search(data):
        return True  # letters are written in another way than they are read
    small = data.lower()
    left = [word for word in words if not (word.isascii() and word.encode() in small)]
    if not left:
        return True
    if all(word.isascii() for word in left) and not _folds_to_ascii(data):
        return False
    text = plain(data.decode(errors="replace"))
    return all(word in text for word in left)


def _less_kit(data: bytes) -> bytes:
    """Return a file's bytes up to its kit, all of them where it is not surely the last part.

    A line that looks like the kit's table may stand inside a text of many lines.
    """
    start = data.find(_KIT)
    if start < 0 or b"'''" in data or data.count(b'"""', 0, start) % 2:
        return data
    last = data[start:]
    only_kit = last.count(b"\n[") == last.count(_KIT) and not (b"\n [" in last or b"\n\t[" in last)
    return data[:start] if only_kit else data


def _folds_to_ascii(data: bytes) -> bool:
    """Whether there may be letters beyond ASCII that are compared as letters of it, as ß as ss."""
    beyond = data.translate(None, _ASCII)
    return bool(beyond) and any(letter in beyond for letter in _FOLDING)
