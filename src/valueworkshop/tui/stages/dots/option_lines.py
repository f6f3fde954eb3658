"""How options look in a list: a head of fixed width, then their words, wrapped."""

from textual.content import Content

from valueworkshop.core.clean_text import one_line

_MOST_LINES = 3
"""An option has at most this many lines in a list; its full text is where somebody wrote it."""


def hanging(head: Content, text: str, width: int, note: str = "") -> Content:
    """Return `text` after `head`, wrapped to `width` cells, with a remark in grey at its end."""
    room = max(width - head.cell_length, 20)
    lines = Content(one_line(text)).wrap(room)
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], lines[_MOST_LINES - 1].append(" …")]
    if note:
        lines += Content.assemble((note, "$text-muted")).wrap(room)
    rest = Content(" " * head.cell_length)
    return Content("\n").join(
        Content.assemble(rest if index else head, line) for index, line in enumerate(lines)
    )
