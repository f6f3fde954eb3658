"""Names in little room, kept different from each other as long as possible."""

from collections import Counter
from collections.abc import Sequence

from textual.content import Content


def fitting(names: Sequence[str], width: int) -> list[str]:
    """Return names of at most `width` cells: cut at the end, or inside if their ends differ."""
    short = [_cut(name, width) for name in names]
    shared = Counter(short)
    return [
        _cut_inside(name, width) if shared[cut] > 1 and cut != name else cut
        for name, cut in zip(names, short, strict=True)
    ]


def _cut(name: str, width: int) -> str:
    return Content(name).truncate(width, ellipsis=True).plain


def _cut_inside(name: str, width: int) -> str:
    end = name[-(width // 2) :]
    while Content(end).cell_length > width // 2:
        end = end[1:]
    return _cut(name, width - Content(end).cell_length) + end
