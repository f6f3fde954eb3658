"""Functions for all pictures in letters: the screen and a report have the same lines.

Terminals do not agree on how wide some characters are. So labels in columns are cut and padded by
cells, and whatever must not shift comes before them.
"""

import re
from typing import Final

from valueworkshop.core.clean_text import one_line

_LATIN: Final = re.compile(
    "[ -~\u00a1-\u00ac\u00ae-\u02ff\u2013-\u201d\u2026\u2190-\u2193\u2500-\u25fc]*"
)
"""Latin letters and the signs of our pictures: rich takes them for one cell each, too."""


def fitted(text: str, cells: int) -> str:
    """Return `text` on one line in exactly `cells` cells: padded, or cut with an ellipsis."""
    text = one_line(text)
    if cell_len(text) <= cells:
        return _sized(text, cells)
    return _sized(f"{_sized(text, max(cells - 1, 0)).rstrip()}…", cells)


def cell_len(text: str) -> int:
    """Return how many cells a text is wide; rich measures what is not Latin letters."""
    if _LATIN.fullmatch(text):
        return len(text)
    from rich.cells import cell_len as measured  # noqa: PLC0415 - it takes long to load

    return measured(text)


def chopped(text: str, cells: int) -> list[str]:
    """Return a text in parts of at most so many cells, as far as its letters allow."""
    if _LATIN.fullmatch(text):
        return [text[at : at + cells] for at in range(0, len(text), cells)]
    from rich.cells import chop_cells  # noqa: PLC0415 - it takes long to load

    return chop_cells(text, cells)


def is_latin(text: str) -> bool:
    """Whether each letter of a text takes one cell for sure."""
    return _LATIN.fullmatch(text) is not None


def _sized(text: str, cells: int) -> str:
    """Return a text in exactly so many cells."""
    if _LATIN.fullmatch(text):
        return text[:cells].ljust(cells)
    from rich.cells import set_cell_size  # noqa: PLC0415 - it takes long to load

    return set_cell_size(text, cells)


def cut(row: str, cells: int) -> str:
    """Return a row of a picture in at most `cells` cells; unlike a text it keeps all its spaces."""
    if cell_len(row) <= cells:
        return row.rstrip()
    return f"{_sized(row, max(cells - 1, 0)).rstrip()}…"


def in_a_sentence(name: str) -> str:
    """Return a name that fits into a sentence: on one line, of at most 60 cells."""
    return fitted(name, _MOST_OF_A_NAME).rstrip()


_MOST_OF_A_NAME = 60


def in_two(text: str, cells: int) -> tuple[str, str]:
    """Return a text in at most two lines of `cells` cells, the second '' if it is not needed."""
    words = one_line(text).split(" ")
    first = words[0]
    at = 1
    while at < len(words) and cell_len(f"{first} {words[at]}") <= cells:
        first, at = f"{first} {words[at]}", at + 1
    if cell_len(first) > cells:
        return fitted(first, cells).rstrip(), whole_words(" ".join(words[at:]), cells)
    return first, whole_words(" ".join(words[at:]), cells)


def whole_words(text: str, cells: int) -> str:
    """Return `text` on one line in at most `cells` cells, cut after a word if necessary."""
    text = one_line(text)
    words = text.split()
    while len(words) > 1 and cell_len(text) > cells:
        words.pop()
        text = f"{' '.join(words)} …"
    return text


def in_lines(text: str, cells: int, most: int) -> list[str]:
    """Return a text in at most `most` lines of `cells` cells; what is left out ends in '…'."""
    words = one_line(text).split()
    lines: list[str] = []
    while words and len(lines) < most:
        if len(lines) == most - 1:
            lines.append(fitted(whole_words(" ".join(words), cells), cells).rstrip())
            break
        line = fitted(words.pop(0), cells).rstrip()
        while words and cell_len(f"{line} {words[0]}") <= cells:
            line = f"{line} {words.pop(0)}"
        lines.append(line)
    return lines
