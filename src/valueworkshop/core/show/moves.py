"""A move of two means in letters, for reports."""

from valueworkshop.core.show.drawing import moved

THEN, NOW = moved.THEN, moved.NOW
NEEDED_THEN, NEEDED_NOW = moved.NEEDED_THEN, moved.NEEDED_NOW


def in_letters(today: moved.Move, needed: moved.Move, step: int) -> str:
    """Return how today and what is needed moved, with `step` cells from one point to the next."""
    return moved.moved_on_one_row(today, needed, step).letters()[0]
