"""A ledger as cards: what is left, by segment, both sides as bars, and every line."""

from typing import Final

from valueworkshop.core.show.drawing.block_numerals import numerals, small_numerals
from valueworkshop.core.show.drawing.bordered import beside, card
from valueworkshop.core.show.drawing.cells import Canvas, Role
from valueworkshop.core.show.drawing.paired_bars import HATCH, hatched, least, paired_bars, solid
from valueworkshop.core.show.pictures import cell_len, fitted, in_two
from valueworkshop.core.show.stage_figures import LedgerSheet, Net, Sides, Ware

GET: Final[Role] = "accent"
GIVE: Final[Role] = "steep"

_WIDE: Final = 84
"""From so many cells on the segments stand beside the net."""

_TWO: Final = 56
"""From so many cells on both sides stand beside each other."""

_HIGH: Final = 28
"""From so many rows on the net is large, and both sides are a picture too."""

_EDGES: Final = 2


def ledger_sheet(found: LedgerSheet, width: int, height: int) -> Canvas:
    """Return the ledger in `width` cells and `height` rows, or in more if the lines need them."""
    large = height >= _HIGH and width >= _TWO
    parts = [_head(found, width, large=large)]
    if large and found.stays:
        parts.append(_stays(found, width))
    parts.append(_lines(found, width, height - sum(part.height for part in parts)))
    if len(found.nets) > 1 and width < _WIDE:
        parts.append(_nets(found, width, len(found.nets)))
    return _below(parts, width, height)


def _below(parts: list[Canvas], width: int, least_of: int = 0) -> Canvas:
    canvas = Canvas(width, max(sum(part.height for part in parts), least_of))
    y = 0
    for part in parts:
        canvas.paste(part, 0, y)
        y += part.height
    return canvas


def _head(found: LedgerSheet, width: int, *, large: bool) -> Canvas:
    nets = len(found.nets) > 1 and width >= _WIDE
    rows = 5 if large else 3
    across = width * 2 // 5
    first = _net(found, width - (across + 1 if nets else 0), rows)
    return beside([first, _nets(found, across, rows)], gap=1) if nets else first


def _net(found: LedgerSheet, width: int, rows: int) -> Canvas:
    """Return the card with the net in large blocks, and what it is made of beside it."""
    role: Role = GIVE if found.number.startswith("-") else GET
    figure = numerals(found.number, role) if rows > _SMALL else small_numerals(found.number, role)
    inner = Canvas(width - _EDGES, rows)
    inner.paste(figure, 1, 0)
    left = figure.width + 4 if figure.width else 1
    room = max(inner.width - left - 1, 1)
    y = 1 if rows > _SMALL else 0
    for at, line in enumerate(found.lines):
        ink: Role = "muted" if at > 1 else "today"
        for part in filter(None, in_two(line, room) if y + 1 < rows else (fitted(line, room),)):
            if y < rows:
                inner.write(left, y, part.rstrip(), ink, bold=at == 0)
                y += 1
    return card(inner, found.title, found.note)


_SMALL: Final = 3


def _nets(found: LedgerSheet, width: int, rows: int) -> Canvas:
    """Return the card with what is left for each segment."""
    inner = Canvas(width - _EDGES, rows)
    shown = found.nets[:rows]
    pitch = 2 if len(shown) * 2 - 1 <= rows else 1
    numbers = max(cell_len(part) for net in shown for part in (net.text, net.other_text))
    compares = any(net.other_text for net in shown)
    label = max(min(max(cell_len(net.label) for net in shown), width // 2), 1)
    bar = inner.width - label - numbers * (2 if compares else 1) - 5 - (1 if compares else 0)
    for at, net in enumerate(shown):
        _net_row(inner, at * pitch, net, (label, numbers, max(bar, 0)), two_rows=pitch > 1)
    return card(inner, "By segment", f"{HATCH} alternative" if compares else "")


def _net_row(
    canvas: Canvas, y: int, net: Net, cells: tuple[int, int, int], *, two_rows: bool
) -> None:
    label, numbers, bar = cells
    one, two = in_two(net.label, label) if two_rows else (fitted(net.label, label), "")
    canvas.write(1, y, one.rstrip(), "today", bold=y == 0)
    canvas.write(1, y + 1, two, "today", bold=y == 0)
    x = label + 2
    role: Role = GIVE if net.share is not None and net.share < 0 else GET
    canvas.write(x + numbers - cell_len(net.text), y, net.text, role, bold=True)
    x += numbers + 1
    if net.other_text:
        canvas.write(x + numbers - cell_len(net.other_text), y, net.other_text, "muted")
        x += numbers + 1
    if bar < _SMALL or net.share is None:
        return
    solid(canvas, x, y, abs(net.share), bar, role)
    if net.other_share is not None and net.other_share >= 0:
        canvas.write(x + min(round(net.other_share * bar / 1000), bar - 1), y, HATCH, "today")


def _stays(found: LedgerSheet, width: int) -> Canvas:
    """Return the card that lays the costs on what they get, so that one sees what stays."""
    inner = Canvas(width - _EDGES, 2 * len(found.stays))
    label = max(cell_len(sides.label) for sides in found.stays) + 2
    told = max(cell_len(part) for sides in found.stays for part in _told(sides)) + 2
    most = max(max(sides.get, sides.give) for sides in found.stays) or 1
    room = inner.width - label - told - 2
    for at, sides in enumerate(found.stays):
        _of_both(inner, 2 * at, sides, (label + 1, max(room, 1), most), first=at == 0)
    return card(inner, "What stays with them", found.stays[0].label and "of 100")


def _told(sides: Sides) -> tuple[str, str]:
    return f"they get {sides.get_text}", f"it costs them {sides.give_text}"


def _of_both(
    canvas: Canvas, y: int, sides: Sides, where: tuple[int, int, int], *, first: bool
) -> None:
    """Draw what they get, and below it what it costs them, up to the same end.

    The costs begin where what stays ends; where nothing stays, at the left.
    """
    x, room, most = where
    draw = solid if first else hatched
    canvas.write(1, y, sides.label, "today" if first else "muted", bold=first)
    end = draw(canvas, x, y, sides.get * 1000 // most, room, GET)
    kept = max(round((sides.get - sides.give) * room / most), 0)
    text = f" {sides.net_text}"
    canvas.fill(x, y + 1, kept, 1, "ahead")
    if kept > cell_len(text):
        canvas.write(x, y + 1, text, "today", bold=True)
    if kept:
        cells = max(end - kept, 0)
        if first:
            canvas.write(x + kept, y + 1, " " * cells, GIVE, GIVE)
        else:
            canvas.write(x + kept, y + 1, HATCH * cells, GIVE)
    else:
        end = max(end, draw(canvas, x, y + 1, sides.give * 1000 // most, room, GIVE))
    for down, said in enumerate(_told(sides)):
        ink: Role = ((GET, GIVE)[down]) if first else "muted"
        canvas.write(x + end + 2, y + down, said, ink, bold=first)


def _lines(found: LedgerSheet, width: int, height: int) -> Canvas:
    """Return both sides, beside each other where there is room."""
    compares = any(ware.other_share is not None for ware in (*found.benefits, *found.costs))
    under = f"solid ours, {HATCH * 2} alternative" if compares else "of 100"
    two = width >= _TWO
    across = (width - 1) // 2 if two else width
    rows = max(height - _EDGES, 1) if two else 1
    least_of = max(least(found.benefits), least(found.costs)) if two else 0
    sides: list[tuple[str, tuple[Ware, ...], Role]] = [
        ("What they get", found.benefits, GET),
        ("What it costs them", found.costs, GIVE),
    ]
    cards = []
    for title, wares, role in sides:
        wide = across if not (two and role == GIVE) else width - across - 1
        bars = paired_bars(wares, role, wide - _EDGES - 2, max(rows, least_of), more=role == GET)
        inner = Canvas(wide - _EDGES, bars.height)
        inner.paste(bars, 1, 0)
        cards.append(card(inner, title, under, role=role))
    return beside(cards, gap=1) if two else _below(cards, width)
