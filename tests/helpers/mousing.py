"""Click on words, wherever they are."""

import re

from textual.pilot import Pilot

from running import screen_text, settled

_TRIES = 200


def spots(pilot: Pilot[None], words: str) -> list[tuple[int, int]]:
    """Return (x, y) of each place of some words on the screen, line by line."""
    return [
        (match.start(), y)
        for y, line in enumerate(screen_text(pilot).split("\n"))
        for match in re.finditer(re.escape(words), line)
    ]


async def click(pilot: Pilot[None], words: str, nth: int = 0, into: int = 1) -> None:
    """Click `into` cells after the start of words on the screen, at their first or nth place."""
    for _ in range(_TRIES):
        if len(found := spots(pilot, words)) > nth:
            break
        await pilot.pause(0.002)
    else:
        raise AssertionError(f"{words!r} is not on screen:\n{screen_text(pilot)}")
    x, y = found[nth]
    await pilot.click(offset=(x + into, y))
    await settled(pilot)
