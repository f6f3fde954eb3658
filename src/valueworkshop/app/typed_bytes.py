"""Bytes from the terminal to text, so that nothing typed or pasted can end or steer the app.

Textual 8.2.8 ends at a byte that is no UTF-8, and takes what follows an escape inside a pasted
text for keys. Terminals seldom send either, but then nothing may be lost.
"""

import codecs

_BEGIN, _END = "\x1b[200~", "\x1b[201~"


class TypedBytes:
    """An incremental decoder: bad bytes become U+FFFD, escapes inside a paste are left out."""

    def __init__(self) -> None:
        """Begin outside of a paste."""
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        self._pasting = False
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
                done += [pasted.replace("\x1b", ""), end]
                self._pasting = not end
            else:
                # Nothing is held back here, or a lone Esc would wait for the next key.
                seen = self._last + text
                _, begin, rest = seen.partition(_BEGIN)
                done.append(text[: len(text) - len(rest)])
                text = rest
                self._pasting = bool(begin)
                self._last = "" if begin else _half(seen, _BEGIN)
        return "".join(done)


def _half(text: str, mark: str) -> str:
    """Return the end of `text` that may be the beginning of `mark`, '' for none."""
    ends = (mark[:length] for length in range(len(mark) - 1, 0, -1))
    return next((end for end in ends if text.endswith(end)), "")


def _without_half(text: str, mark: str) -> tuple[str, str]:
    half = _half(text, mark)
    return text.removesuffix(half) if half else text, half


def use_for_terminals() -> None:
    """Have Textual read terminals this way, where its driver is the one for Linux and macOS."""
    from textual.drivers import linux_driver  # noqa: PLC0415 - not on Windows

    linux_driver.getincrementaldecoder = lambda _encoding: TypedBytes  # type: ignore[attr-defined,assignment]
