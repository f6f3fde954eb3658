"""Functions for all pictures in letters: the screen and a report have the same lines.

Terminals do not agree on how wide some characters are. So labels in columns are cut and padded by
cells, and whatever must not shift comes before them.
"""

from valueworkshop.core.clean_text import one_line


def fitted(text: str, cells: int) -> str:
    """Return `text` on one line in exactly `cells` cells: padded, or cut with an ellipsis."""
    from rich.cells import cell_len, set_cell_size  # noqa: PLC0415 - not for reading a file

    text = one_line(text)
    if cell_len(text) <= cells:
        return set_cell_size(text, cells)
    return set_cell_size(f"{set_cell_size(text, max(cells - 1, 0)).rstrip()}…", cells)


def cut(row: str, cells: int) -> str:
    """Return a row of a picture in at most `cells` cells; unlike a text it keeps all its spaces."""
    from rich.cells import cell_len, set_cell_size  # noqa: PLC0415 - not for reading a file

    if cell_len(row) <= cells:
        return row.rstrip()
    return f"{set_cell_size(row, max(cells - 1, 0)).rstrip()}…"


def in_a_sentence(name: str) -> str:
    """Return a name that fits into a sentence: on one line, of at most 60 cells."""
    return fitted(name, _MOST_OF_A_NAME).rstrip()


_MOST_OF_A_NAME = 60


def whole_words(text: str, cells: int) -> str:
    """Return `text` on one line in at most `cells` cells, cut after a word if necessary."""
    from rich.cells import cell_len  # noqa: PLC0415 - not for reading a file

    text = one_line(text)
    words = text.split()
    while len(words) > 1 and cell_len(text) > cells:
        words.pop()
        text = f"{' '.join(words)} …"
    return text
