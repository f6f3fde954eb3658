"""A field with a list beside it where there is room: each thing has its name on one of both."""

from typing import Final

from valueworkshop.core.show.drawing.cells import BY_SIGN, Canvas, Role
from valueworkshop.core.show.drawing.field import (
    ON_A_LINE,
    POINT,
    Corner,
    Ground,
    Line,
    Spot,
    draw_field,
    ground_of_gaps,
)
from valueworkshop.core.show.pictures import cell_len, fitted, in_two
from valueworkshop.core.show.stage_figures import FieldMap, FieldSpot

_WIDE: Final = 76
"""From so many cells on the list is beside the field."""

_LIST: Final = 40
"""Cells of the list at most, beside the field."""

_LOWEST: Final = 12
"""Rows of a field at least."""

_POINT, _BEST = 1000, 5000
_MIDDLE: Final = 3.0


def field_sheet(found: FieldMap, width: int, height: int) -> Canvas:
    """Return the field as large as it can be; the list beside it, or below if it is narrow.

    The canvas has `height` rows, or more if the list needs them.
    """
    spots = [spot_of(found, each) for each in found.spots]
    ground = ground_of(found, spots)
    if width >= _WIDE:
        across = min(width * 2 // 5, _LIST)
        drawn = draw_field(spots, ground, width - across - 2, height).canvas
        listed = _list(found, across)
        canvas = Canvas(width, max(height, listed.height))
        canvas.paste(drawn, 0, 0)
        canvas.paste(listed, width - across, 0)
        return canvas
    listed = _list(found, width)
    rows = max(height - listed.height - 1, _LOWEST)
    canvas = Canvas(width, rows + 1 + listed.height)
    canvas.paste(draw_field(spots, ground, width, rows).canvas, 0, 0)
    canvas.paste(listed, 0, rows + 1)
    return canvas


def spot_of(found: FieldMap, each: FieldSpot) -> Spot:
    """Return a thing as it is drawn on its field."""
    scale = 10 if found.sort == "net" else _POINT
    zone: Role | None = None
    if each.zone is not None:
        zone = "short" if each.zone == "short" else "ahead" if each.zone == "ahead" else ""
    role: Role = BY_SIGN.get(each.mark, "accent" if each.bold else "muted")
    return Spot(
        across=each.across / scale,
        up=each.up / scale,
        role=role,
        name=each.short or each.label,
        bold=each.bold,
        near=each.near,
        zone=zone,
        sign=each.sign,
    )


def ground_of(found: FieldMap, spots: list[Spot]) -> Ground:
    """Return what lies under the things of a field."""
    up_left, up_right, down_left, down_right = found.corners
    left: Role = "over" if found.best_left else "steep"
    right_hand: Role = "muted" if found.best_left else "over"
    corners = tuple(
        Corner(text, role, right=right, below=below)
        for text, role, right, below in (
            (up_left, _corner(found, left), False, False),
            (up_right, _corner(found, right_hand), True, False),
            (down_left, "muted", False, True),
            (down_right, "muted", True, True),
        )
        if text
    )
    if found.sort == "gaps":
        return ground_of_gaps(spots, found.foot)
    if found.sort == "net":
        return Ground(
            across=(0, 100),
            up=(0, 100),
            numbers=(0, 25, 50, 75, 100),
            zone=lambda across, up: "ahead" if up > across else "",
            lines=(Line("over", 0),),
            corners=corners,
            foot=found.foot,
        )
    best = -1 if found.best_left else 1
    return Ground(
        across=(0.88, 5.12),
        up=(0.88, 5.12),
        numbers=(1, 2, 3, 4, 5),
        zone=lambda across, up: "ahead" if up > _MIDDLE and best * (across - _MIDDLE) > 0 else "",
        lines=(Line("muted", _MIDDLE, upright=True), Line("muted", _MIDDLE, rise=0)),
        corners=corners,
        foot=found.foot,
    )


def _corner(found: FieldMap, role: Role) -> Role:
    """Return the role of the words in a corner: where it is good they stand out."""
    good = {"gaps": ("steep", "over"), "quarters": ("over",), "net": ("steep",)}[found.sort]
    return "muted" if role not in good else "over" if found.sort == "net" else role


def _list(found: FieldMap, width: int) -> Canvas:
    """Return each thing with its sign, its number and what that means, in two rows at most."""
    front = max((cell_len(_front(each)) for each in found.spots), default=0)
    room = max(width - front - 1, 8)
    lines: list[tuple[str, str, Role, bool]] = []
    for each in found.spots:
        role: Role = BY_SIGN.get(each.mark, "accent" if each.bold else "muted")
        named = [part for part in in_two(each.label, room) if part]
        means = [part for part in in_two(each.means, room) if part]
        first = len(lines)
        lines += [("", part, "today", each.bold) for part in named]
        lines += [("", part, "muted", False) for part in means]
        if len(lines) > first:
            lines[first] = (_front(each), lines[first][1], role, each.bold)
    canvas = Canvas(width, len(lines))
    for y, (sign, text, role, bold) in enumerate(lines):
        canvas.write(0, y, sign, role, bold=True)
        ink: Role = "today" if sign else role
        canvas.write(front + 1, y, fitted(text, room).rstrip(), ink, bold=bold)
    return canvas


def _front(each: FieldSpot) -> str:
    if each.mark:
        return f"{each.mark:<2} {each.text:>3}"
    point = each.sign or (ON_A_LINE if each.near else POINT)
    return f"{point} {each.text:>3}".rstrip()
