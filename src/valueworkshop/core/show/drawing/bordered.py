"""A card: a round border with a title above and a word below, around a figure or lines."""

from valueworkshop.core.show.drawing.cells import Canvas, Role
from valueworkshop.core.show.pictures import cell_len, fitted


def card(
    inner: Canvas,
    title: str = "",
    under: str = "",
    *,
    role: Role = "today",
    edge: Role = "line",
    ground: Role = "",
) -> Canvas:
    """Return a canvas with a border around it, two cells wider and two rows higher.

    The `title` is on the left of the upper edge, `under` on the right of the lower one. Both are
    cut with an ellipsis if the card is too narrow. All of it lies on the `ground`.
    """
    canvas = Canvas(inner.width + 2, inner.height + 2)
    if ground:
        canvas.fill(0, 0, canvas.width, canvas.height, ground)
    last = canvas.height - 1
    canvas.write(0, 0, f"╭{'─' * inner.width}╮", edge)
    canvas.write(0, last, f"╰{'─' * inner.width}╯", edge)
    for x in (0, canvas.width - 1):
        canvas.upright(x, 1, "│" * inner.height, edge)
    canvas.paste(inner, 1, 1)
    if title and (said := _label(title, inner.width)):
        canvas.write(_from(said, inner.width), 0, said, role, bold=True)
    if under and (said := _label(under, inner.width)):
        end = canvas.width - _from(said, inner.width)
        canvas.write(end - cell_len(said), last, said, "muted")
    return canvas


def _label(text: str, width: int) -> str:
    """Return a text with a space on each side, in fewer cells than a card is wide inside."""
    room = width - 2
    if room < 1:
        return ""
    return f" {fitted(text, min(cell_len(text), room))} "


def _from(said: str, width: int) -> int:
    """Return how many cells of an edge are before a label: two, or the corner where it is tight."""
    return 2 if cell_len(said) <= width - 2 else 1


def beside(cards: list[Canvas], gap: int = 0) -> Canvas:
    """Return canvases from left to right, with `gap` cells between them."""
    width = sum(each.width + gap for each in cards) - gap if cards else 0
    canvas = Canvas(width, max((each.height for each in cards), default=0))
    at = 0
    for each in cards:
        canvas.paste(each, at, 0)
        at += each.width + gap
    return canvas
