"""Text that is in a field and no edit yet, as checksummed lines. Pure: bytes in and out.

A line is `crc32 JSON`. It holds the whole text of one field; or, if that is long, what changed
since the line that it names. So a long note is not written again at each key.
"""

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from valueworkshop.core.session.spot import Spot

LONG: Final = 400
"""Up to so many letters a text is written whole each time."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A text, and the field that it was in."""

    spot: Spot
    text: str


class Lines:
    """Makes the lines of one session's fields."""

    def __init__(self, session_id: str) -> None:
        """Begin with empty fields."""
        self._session_id = session_id
        self._number = 0
        self._written: dict[tuple[Spot, int], tuple[int, str]] = {}
        self._changes: dict[tuple[Spot, int], int] = {}

    @property
    def standing(self) -> Mapping[Spot, str]:
        """The text that was last written for each field, where it is not empty."""
        return {spot: text for (spot, layer), (_, text) in self._written.items() if not layer}

    @property
    def empty(self) -> bool:
        """Whether all fields are empty, and no earlier text is kept."""
        return not self._written

    def line(self, spot: Spot, text: str, layer: int = 0) -> bytes:
        """Return the line that says that `spot` holds `text`, nothing if that was written before.

        A layer other than 0 holds text that was in the field before and is not saved anywhere else
        yet.
        """
        place = (spot, layer)
        before, old = self._written.get(place, (0, ""))
        if text == old:
            return b""
        said: dict[str, Any] = {"text": text}
        # Whole again when the changes are as long as the text, so that reading and size stay in
        # bounds.
        if len(text) > LONG and before and self._changes.get(place, 0) < len(text):
            head = _common(old, text)
            tail = _common(old[head:][::-1], text[head:][::-1])
            said = {"text": text[head : len(text) - tail], "on": before, "head": head, "tail": tail}
            self._changes[place] = self._changes.get(place, 0) + len(said["text"]) + LONG // 4
        else:
            self._changes[place] = 0
        self._number += 1
        self._written[place] = (self._number, text)
        if not text:
            del self._written[place]
        where: dict[str, Any] = {"stage": spot.stage, "at": spot.at, "field": spot.field}
        if layer:
            where["layer"] = layer
        return _line({"n": self._number, "id": self._session_id, **where, **said})

    def whole(self) -> bytes:
        """Return all texts, in lines that need no other line before them."""
        written, self._written = self._written, {}
        return b"".join(
            self.line(spot, text, layer) for (spot, layer), (_, text) in written.items()
        )


def pieces_of(data: bytes, session_id: str) -> tuple[list[Piece], int]:
    """Return the texts at the end of `data`, and how many lines we could not understand.

    Never raises: it leaves out lines that are cut or of another session, zeros, and anything else.
    """
    found: dict[tuple[Spot, int], tuple[int, str]] = {}
    wrong = 0
    for line in data.split(b"\n"):
        if not line:
            continue
        said = _said(line)
        if said is None or said["id"] != session_id:
            wrong += 1
            continue
        place = (Spot(said["stage"], said["at"], said["field"]), said.get("layer", 0))
        text = _text(said, *found.get(place, (0, "")))
        if text is None:
            wrong += 1
        elif text:
            found[place] = (said["n"], text)
        else:
            found.pop(place, None)
    return [
        Piece(spot, text)
        for (spot, layer), (_, text) in sorted(found.items(), key=lambda each: not each[0][1])
        if not layer or not found.get((spot, 0), (0, ""))[1].startswith(text)
    ], wrong


def unknown_to(texts: Sequence[str], pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces that none of `texts` equals: those that would be lost."""
    known = {text.strip() for text in texts}
    return [piece for piece in pieces if piece.text.strip() and piece.text.strip() not in known]


def readable(pieces: Sequence[Piece]) -> str:
    """Return pieces as a text for people, each below the name of its field."""
    parts = []
    for piece in pieces:
        spot = piece.spot
        where = " / ".join(part for part in (spot.stage, spot.at, spot.field) if part)
        parts.append(f"{where}\n\n{piece.text}\n")
    return "\n".join(parts)


def _line(said: Mapping[str, Any]) -> bytes:
    payload = json.dumps(said, separators=(",", ":")).encode()
    return b"%08x %s\n" % (zlib.crc32(payload), payload)


def _said(line: bytes) -> dict[str, Any] | None:
    """Return what a line says, None if it is none of ours or damaged."""
    crc, _, payload = line.partition(b" ")
    try:
        if int(crc, 16) != zlib.crc32(payload):
            return None
        said = json.loads(payload)
    except (ValueError, RecursionError):
        return None
    shape = {"n": int, "id": str, "stage": str, "at": str, "field": str, "text": str}
    if not isinstance(said, dict) or any(type(said.get(k)) is not t for k, t in shape.items()):
        return None
    if type(said.get("layer", 0)) is not int:
        return None
    if "on" in said and any(type(said.get(key)) is not int for key in ("on", "head", "tail")):
        return None
    return said


def _text(said: Mapping[str, Any], before: int, old: str) -> str | None:
    """Return the text after a line, None if the line builds on one that is missing."""
    text: str = said["text"]
    if "on" not in said:
        return text
    head, tail = said["head"], said["tail"]
    if said["on"] != before or not 0 <= head <= len(old) or not 0 <= tail <= len(old) - head:
        return None
    return old[:head] + text + old[len(old) - tail :]


def _common(one: str, other: str) -> int:
    """Return how many letters both texts have in common at the start."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
