"""The points of a scale on a line; a click on one answers as its key does."""

from collections.abc import Callable, Sequence

from textual.content import Content

from valueworkshop.core.show.pictures import cell_len, fitted
from valueworkshop.core.stages.votes.model import PICKS, Plan
from valueworkshop.tui.widgets.clickable import pressing

_BETWEEN = 3
_TILES = ((2, 2, 2), (1, 1, 0))
"""Cells between tiles, and before and after the words in them: where there is room, and less."""
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


def tiles(plan: Plan, width: int) -> Content:
    """Return the possible answers as tiles in four rows; '' if they do not fit beside each other.

    Each has its key above its word.
    """
    said = [(str(point), word, f"answer('{point}')") for point, word in enumerate(plan.labels, 1)]
    if not plan.scale:
        split = ((words.partition(" "), does) for words, does in _SAID.items())
        said = [(key, word, does) for (key, _, word), does in split]
    return in_tiles(said, width)


def in_tiles(said: Sequence[tuple[str, str, str]], width: int) -> Content:
    """Return tiles of (key, word, action) in four rows; '' if they do not fit side by side."""
    widest = max(cell_len(word) for _, word, _ in said)
    for apart, inside, after in _TILES:
        across = (width + apart) // len(said)
        if across - apart >= inside + widest + after:
            rows = [Content(" " * apart).join(row) for row in _tiled(said, across - apart, inside)]
            return Content("\n").join(rows)
    return Content("")


def _tiled(said: Sequence[tuple[str, str, str]], across: int, inside: int) -> list[list[Content]]:
    rows = []
    for row in range(4):
        parts = []
        for key, word, does in said:
            text = ("", key, word, "")[row]
            style = "bold $primary on $tint" if row == 1 else "$foreground on $tint"
            inner = f"{' ' * inside}{fitted(text, across - inside)}"
            parts.append(pressing(Content.assemble((inner, style)), does))
        rows.append(parts)
    return rows


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
