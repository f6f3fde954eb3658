"""A kit at a glance: what it says in every height, and how cards share the screen."""

import pytest

from valueworkshop.core.show.drawing.cells import Canvas
from valueworkshop.core.show.drawing.kit_card import KitFacts, kit_card
from valueworkshop.tui.library.kit_cards import columns

FACTS = KitFacts(
    title="Jobs",
    minutes=83,
    people="for six",
    about="What customers are trying to get done, and how satisfied they are with it.",
    letters=["A", "B", "N", "O", "P"],
    counted="7 stages, 2 lenses",
)


def shown(height: int) -> list[str]:
    """The words of a card so high."""
    card = kit_card(FACTS, Canvas(36), 36, height, "today")
    assert (card.width, card.height) == (36, height)
    return " ".join(card.letters()).replace("█", " ").split()


@pytest.mark.parametrize("height", [6, 8, 10, 11, 15, 20])
def test_a_card_says_the_same_in_every_height(height: int) -> None:
    said = " ".join(shown(height))
    for words in ("minutes", "for six", "7 stages, 2 lenses", "What customers", "A B N O P"):
        assert words in said


def test_a_higher_card_is_never_poorer() -> None:
    about = FACTS.about.split()
    found = [sum(word in shown(height) for word in about) for height in (6, 7, 8)]
    assert found == sorted(found)
    assert found[-1] == len(about)


@pytest.mark.parametrize(
    ("kits", "width", "across"),
    [(3, 120, 3), (6, 120, 3), (6, 240, 6), (4, 120, 2), (18, 120, 3), (2, 120, 2)],
)
def test_cards_that_do_not_fit_into_one_row_are_in_two(kits: int, width: int, across: int) -> None:
    assert columns(kits, width) == across
