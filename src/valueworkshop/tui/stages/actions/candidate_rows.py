"""What can be chosen, as rows: its gap, its dumb-bell, the dots it got, its next step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from textual.binding import Binding, BindingType
from textual.content import Content

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.show.drawing.dot_pile import dot_pile
from valueworkshop.core.show.drawing.dumb_bell import cells, dumb_bell
from valueworkshop.core.show.pictures import cell_len, fitted, in_two
from valueworkshop.core.stages.votes.gap_tracks import scale_head
from valueworkshop.core.summary.candidates import Candidate
from valueworkshop.tui.stages.gap_row import gap_cells, track
from valueworkshop.tui.widgets.canvas import lines as drawn
from valueworkshop.tui.widgets.spaced_rows import SpacedRows

_MOST_DOTS: Final = 8
_HEAD: Final = "  [x] ▼▼ -100  "
_STEPS: Final = (8, 7, 6, 5, 4, 3, 2)
"""Cells of a step of the scale, the most first."""

_NAMED: Final = 42
"""Names take so many cells, if they need them, before the scale grows."""

_NAMED_IN_TWO: Final = 28
_LEAST: Final = 22
_ROOMY: Final = 80
_SHORT: Final = 13
_NEXT: Final = "next step"
_DOTS: Final = "dots"


class CandidateRows(SpacedRows):
    """What can be chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Choose", show=False, id="actions.pick"),
    ]


@dataclass(frozen=True, slots=True)
class Columns:
    """Cells of a name, a step of the scale, a pile of dots, the number of dots, the next step.

    `most` is what the largest pile has.
    """

    name: int
    step: int
    pile: int
    number: int
    wants: int
    most: int


def columns(
    found: Sequence[Candidate],
    got: Mapping[str, int | None],
    where: Mapping[str, str],
    width: int,
    lines: int,
) -> Columns:
    """Return how to share `width` cells: names whole if they can be, and the largest scale.

    `where` says in which field a candidate lies, for those of which we know it. In little room dots
    are a number without a pile, and with two `lines` a long next step has both.
    """
    wants = max([len(_NEXT), *(cell_len(_wants(each, where)) for each in found)])
    number = max([2, *(len(str(dots)) for dots in got.values() if dots is not None)])
    most = max((dots or 0 for dots in got.values()), default=0)
    pile = min(most, _MOST_DOTS)
    pile = pile if width >= _ROOMY else 0
    wants = min(wants, _SHORT) if lines > 1 else wants
    left = width - len(_HEAD) - wants - max(pile + bool(pile) + number, len(_DOTS)) - 6
    longest = max((cell_len(one_line(each.title)) for each in found), default=0)
    wanted = min(max(longest, _LEAST), _NAMED if lines == 1 else _NAMED_IN_TWO)
    fits = [step for step in _STEPS if left - 4 * step - 1 >= wanted]
    narrow = [step for step in _STEPS if left - 4 * step - 1 >= _LEAST]
    step = fits[0] if fits else narrow[0] if narrow else 0
    return Columns(max(left - (cells(step) if step else 0), 8), step, pile, number, wants, most)


def head(shared: Columns) -> str:
    """Return the line above the rows."""
    scale = f"{scale_head(shared.step):<{cells(shared.step)}}" if shared.step else ""
    key = "● today  ○ needed" if shared.step else ""
    dots = _dots(None, shared).cell_length
    return f"{'gap':>13}  {key:<{shared.name}}  {scale}  {_DOTS:<{dots}}  {_NEXT}"


def candidate_row(
    candidate: Candidate,
    got: int | None,
    where: Mapping[str, str],
    shared: Columns,
    *,
    chosen: bool,
    lines: int,
) -> list[Content]:
    """Return a candidate in one line, or in two if `lines` is two and its name is long."""
    gap, style = candidate.gap, "bold" if chosen else ""
    has_scale = gap is not None and shared.step > 0
    room = shared.name if has_scale else shared.name + _wide(shared) + 2
    name, more, asks, else_ = one_line(candidate.title), "", _wants(candidate, where), ""
    field = where.get(candidate.key, "")
    if lines > 1:
        (name, more), (asks, else_) = in_two(name, room), in_two(asks, shared.wants)
        if field and cell_len(_step(candidate)) <= shared.wants:
            asks, else_ = _step(candidate), field
    scale = Content("")
    if gap is not None and has_scale:
        scale = Content.assemble("  ", track(gap.score, shared.step, thin=lines == 1))
    first = Content.assemble(
        "  ",
        ("[x] " if chosen else "[ ] ", style),
        gap_cells(gap.score) if gap else Content(f"{'?  open':<8}").stylize("bold"),
        " ",
        (fitted(name, room), style),
        scale,
        "  ",
        _dots(got, shared),
        (f"  {asks}", style or "$text-muted"),
    )
    if not more and not else_:
        return [first]
    second = Content.assemble(
        " " * len(_HEAD),
        (fitted(more, room), style),
        Content.assemble("  ", grid(shared)) if has_scale else "",
        " " * (4 + _dots(got, shared).cell_length),
        (else_, style or "$text-muted"),
    )
    return [first, second]


def _dots(got: int | None, shared: Columns) -> Content:
    """Return the dots of a candidate as a pile, if there is room for one, and as a number."""
    pile = f"{dot_pile(got or 0, shared.most, shared.pile)} " if shared.pile else ""
    number = f"{'' if got is None else got:>{shared.number}}"
    return Content.assemble((pile, "$primary"), number.ljust(len(_DOTS) - len(pile)))


def grid(shared: Columns) -> Content:
    """Return the points of the scale alone, as they go on between the rows."""
    return drawn(dumb_bell(None, None, "", shared.step))[0] if shared.step else Content("")


def between(shared: Columns) -> Content:
    """Return the line between two rows."""
    return Content.assemble(" " * (len(_HEAD) + shared.name + 2), grid(shared))


def _wide(shared: Columns) -> int:
    return cells(shared.step) if shared.step else 0


def _wants(candidate: Candidate, where: Mapping[str, str]) -> str:
    """Return the next step, and behind it the field of what was weighed."""
    step = _step(candidate)
    return f"{step} · {where[candidate.key]}" if candidate.key in where else step


def _step(candidate: Candidate) -> str:
    return candidate.gap.then if candidate.gap and candidate.gap.then else "find out"
