"""Bytes from the terminal to text, so that nothing typed or pasted can end or steer the app.

Textual 8.2.8 ends at a byte that is not UTF-8, and reads what follows an escape inside a pasted
text as keys. Terminals seldom send either, but then nothing may be lost.

If a paste is too long for a field (see `widgets.writing`), we drop the rest here: Textual looks at
each letter of it, for seconds, and meanwhile the screen would hardly answer.
"""

import codecs

from valueworkshop.core.clean_text import LONGEST

_BEGIN, _END = "\x1b[200~", "\x1b[201~"

_MOST = 2 * LONGEST
"""We pass on this many characters of a paste: each line may end in two, CR and LF, that are one
letter."""


class TypedBytes:
    """An incremental decoder: bad bytes become U+FFFD, escapes inside a paste are left out."""

    def __init__(self) -> None:
        """Start outside a paste."""
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        self._pasting = False
        self._pasted = 0
        self._held = ""
        self._last = ""

    def decode(self, data: bytes, final: bool = False) -> str:  # noqa: FBT001, FBT002 - as codecs do
        """Return the text of more bytes. What may be half the end of a paste waits for the rest."""
        text, self._held = self._held + self._decoder.decode(data, final), ""
        done = []
        while text:
            if self._pasting:
                pasted, end, text = text.partition(_END)
                if not end and not final:
                    pasted, self._held = _without_half(pasted, _END)
                done += [self._taken(pasted), end]
                self._pasting = not end
            else:
                # We hold nothing back here, or a lone Esc would wait for the next key.
                seen = self._last + text
                _, begin, rest = seen.partition(_BEGIN)
                done.append(text[: len(text) - len(rest)])
                text = rest
                self._pasting, self._pasted = bool(begin), 0
                self._last = "" if begin else _half(seen, _BEGIN)
        return "".join(done)

    def _taken(self, pasted: str) -> str:
        """Return what to pass on of a piece of a paste, all of it if a field may take the whole."""
        pasted = pasted.replace("\x1b", "")
        before, self._pasted = self._pasted, self._pasted + len(pasted)
        if self._pasted <= _MOST:
            return pasted
        # Cleaned, what we passed on may be short enough for a field, which must not take it for the
        # whole.
        return "" if before > _MOST else "x" * (LONGEST + 1)


def _half(text: str, mark: str) -> str:
    """Return the end of `text` that may be the beginning of `mark`, '' for none."""
    ends = (mark[:length] for length in range(len(mark) - 1, 0, -1))
    return next((end for end in ends if text.endswith(end)), "")


def _without_half(text: str, mark: str) -> tuple[str, str]:
    half = _half(text, mark)
    return text.removesuffix(half) if half else text, half


def use_for_terminals() -> None:
    """Make Textual read terminals this way, if its driver is the one for Linux and macOS."""
    from textual.drivers import linux_driver  # noqa: PLC0415 - not on Windows

    linux_driver.getincrementaldecoder = lambda _encoding: TypedBytes  # type: ignore[attr-defined,assignment]
