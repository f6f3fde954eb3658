"""What a kit says of a pause: whether people rest, or each says something."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Asks:
    """With `aloud` each says something in turn, as in a warm-up; without it, it is a break."""

    aloud: bool = False
