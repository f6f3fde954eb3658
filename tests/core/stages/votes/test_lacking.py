"""How an item is named in a sentence that says we fall short."""

import pytest

from valueworkshop.core.stages.votes.model import Item
from valueworkshop.core.stages.votes.words import lacking


@pytest.mark.parametrize(
    ("item", "said"),
    [
        (
            Item(text="We keep what we promise", lack="keeping what we promise"),
            "We fall short on keeping what we promise.",
        ),
        (
            Item(text="We keep what we promise"),
            "Not true enough today: “We keep what we promise”.",
        ),
        (Item(text="They get\nbread."), "Not true enough today: “They get bread”."),
    ],
)
def test_an_item_is_named_or_quoted_but_never_claimed(item: Item, said: str) -> None:
    assert lacking(item) == said
