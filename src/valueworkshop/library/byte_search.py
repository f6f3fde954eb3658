"""Whether a file may hold some words, judged by its bytes without reading it properly.

It may say yes for a file without them, but never no for a file with them.
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
"""Letters beyond ASCII that compare equal to some of it, for example \u00df to ss."""

_FOLDS: Final = re.compile(b"|".join(letter.encode() for letter in FOLDING))


def plain(text: str) -> str:
    """Return a text in the form in which we compare it: without case and coding of accents."""
    return unicodedata.normalize("NFC", text).casefold()


def may_hold(data: bytes, wanted: Sequence[str]) -> bool:
    """Whether all of `wanted`, which are plain words, may be in what people wrote into a file.

    What the kit asks is nobody's answer: we leave it out if we can tell it from the rest.
    """
    # A quote or a backslash is always written in an escaped form.
    words = [word for word in wanted if '"' not in word and "\\" not in word]
    if b"\\" in data and _ESCAPED.search(data):
        return True  # the file may write letters in another way than we read them
    small = data.lower()
    if not _stand_in(data, small, words):
        return False
    end = _kit_at(data)
    return end is None or _stand_in(data[:end], small[:end], words)


def _stand_in(data: bytes, small: bytes, words: Sequence[str]) -> bool:
    """Whether bytes, also given in small letters, may hold all these words: mostly a quick no."""
    left = [word for word in words if not (word.isascii() and word.encode() in small)]
    if not left:
        return True
    if all(word.isascii() for word in left) and not _folds_to_ascii(data):
        return False
    text = plain(data.decode(errors="replace"))
    return all(word in text for word in left)


def _kit_at(data: bytes) -> int | None:
    """Return where a file's kit begins, None if it may not be the last part.

    A line that looks like the kit's table may be inside a text of many lines.
    """
    start = data.find(_KIT)
    if start < 0 or b"'''" in data or data.count(b'"""', 0, start) % 2:
        return None
    last = data[start:]
    only_kit = last.count(b"\n[") == last.count(_KIT) and not (b"\n [" in last or b"\n\t[" in last)
    return start if only_kit else None


def _folds_to_ascii(data: bytes) -> bool:
    """Whether there may be letters beyond ASCII that compare equal to ASCII letters, as ß to ss."""
    return _FOLDS.search(data.translate(None, _ASCII)) is not None
