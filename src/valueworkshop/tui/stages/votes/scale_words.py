"""The points of a scale on a line; a click on one answers as its key does."""

from collections.abc import Callable, Sequence

from textual.content import Content

from valueworkshop.core.stages.votes.model import PICKS, Plan
from valueworkshop.tui.widgets.clickable import pressing

_BETWEEN = 3
_SAID = {
    "y agree": "answer('y')",
    "x disagree": "answer('x')",
    "d don't know": "answer('d')",
    "- skip": "answer('minus')",
}


def agreeing() -> Content:
    """Return the possible answers to a statement, with their keys."""
    return Content(" " * _BETWEEN).join([pressing(said, does) for said, does in _SAID.items()])


def answers_to(plan: Plan, facet: str, width: int) -> Content:
    """Return what can be answered to a facet of one item, with the keys, in `width` cells."""
    if plan.is_picked(facet):
        said = [pressing(f"{e.key} {e.word}", f"answer('{e.key}')") for e in PICKS]
        return Content(" " * _BETWEEN).join(said)
    return rating(plan.labels, width) if plan.scale else agreeing()


def rating(labels: Sequence[str], width: int) -> Content:
    """Return the points of a scale for giving votes."""
    return scale(labels, width, lambda point: f"answer('{point}')")


def scale(labels: Sequence[str], width: int, action: Callable[[int], str]) -> Content:
    """Return the points 1 to 5 with their words in `width` cells; at least the words of the ends.

    `action` is what the key of a point is bound to.
    """
    words = [f"{point} {word}" for point, word in enumerate(labels, 1)]
    if sum(map(len, words)) + _BETWEEN * (len(words) - 1) > width:
        words = [words[0], *(str(point) for point in range(2, len(words))), words[-1]]
    last = len(words)
    return Content.assemble(
        *(
            pressing(word if point == last else word + " " * _BETWEEN, action(point))
            for point, word in enumerate(words, 1)
        )
    )
