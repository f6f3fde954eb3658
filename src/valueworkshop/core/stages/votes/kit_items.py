"""The items that a kit fixes, as a list that a team can change in the room."""

from collections.abc import Callable
from typing import Any

from valueworkshop.core.stages.asked_list import AskedList, Detail
from valueworkshop.core.stages.kind import later

MEANING = Detail(field="about", label="meaning")
"""What explains an item to people before they answer."""


def kit_items(
    one: str,
    new: Callable[[str], Any],
    *details: Detail,
    reworded: Callable[[Any], Any] = lambda item: item,
) -> AskedList:
    """Return the list of the items of a kind, which calls them `one`."""
    return AskedList(
        name="items",
        one=one,
        new=lambda text, _near: new(text),
        details=(MEANING, *details),
        reworded=reworded,
        given=later("votes.score", "votes_in"),
        answer=("vote", "votes"),
    )
