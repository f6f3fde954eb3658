"""How many of a few things are done, as squares in a row."""

from typing import Final

DONE: Final = "■"
OPEN: Final = "□"


def squares(done: int, whole: int, most: int = 8) -> str:
    """Return a square for each of `whole` things, filled if it is done; '' for none.

    More than `most` share that many squares: all are filled only if all is done, and one is as
    soon as anything is.
    """
    number = min(whole, most)
    if number < 1:
        return ""
    filled = min(max(done, 0), whole) * number // whole
    filled = max(filled, int(done > 0))
    if done < whole:
        filled = min(filled, number - 1) if number > 1 else 0
    return DONE * filled + OPEN * (number - filled)
