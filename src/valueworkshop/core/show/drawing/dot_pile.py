"""Dots lying in a row, as on a flip chart; more than fit become a bar as long as their share."""

from typing import Final

_DOT: Final = "●"
_EIGHTHS: Final = " ▏▎▍▌▋▊▉"


def dot_pile(dots: int, most: int, width: int) -> str:
    """Return some dots in exactly `width` cells; `most` is what the largest pile has.

    All piles of a list are drawn alike: each dot by itself if the largest fits, else all as bars.
    """
    if width < 1:
        return ""
    if most <= width:
        return (_DOT * dots).ljust(width)[:width]
    full, rest = divmod(max(round(dots / most * width * 8), 1 if dots else 0), 8)
    return f"{'█' * full}{_EIGHTHS[rest] if rest else ''}".ljust(width)[:width]
