"""How a team votes: it chooses once, and the workshop keeps it."""

from dataclasses import dataclass
from enum import StrEnum

from valueworkshop.core.session.dot_votes import Way


class Method(StrEnum):
    """How answers come in."""

    ROOM = "room"
    CARDS = "cards"
    HANDS = "hands"
    PRIVATE = "private"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """How the team chose to vote last, on items and with dots. None if it did not choose yet."""

    items: Method | None = None
    dots: Way | None = None
