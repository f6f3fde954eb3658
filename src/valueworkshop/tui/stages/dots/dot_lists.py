"""The lists of a dot vote: who votes, what is counted, and the result."""

from collections.abc import Sequence
from typing import ClassVar, Final

from textual.binding import Binding, BindingType
from textual.content import Content

from valueworkshop.core.show.drawing.dot_pile import dot_pile
from valueworkshop.core.stages.dots.score import Result
from valueworkshop.core.stages.dots.words import got, place
from valueworkshop.tui.stages.dots.option_lines import hanging
from valueworkshop.tui.stages.people_rows import PeopleRows
from valueworkshop.tui.widgets.rows import Rows
from valueworkshop.tui.widgets.spaced_rows import SpacedRows


class VoterRows(PeopleRows):
    """Who votes, with ● if their vote is in."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Vote", id="dots.vote"),
    ]


class CountRows(Rows):
    """What is counted, with ● if it is done. Enter goes to the next: a click counts one more."""

    AT_ONCE = True

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "cursor_down", "Next", id="dots.next"),
    ]


class ResultRows(SpacedRows):
    """What people voted on, the most dots first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Action from this", show=False, id="dots.pick"),
    ]

    def show_results(
        self, found: Sequence[tuple[Result, str]], size: tuple[int, int], *, high: bool
    ) -> None:
        """Show results with a remark each: their dots below their words if all fit, else beside."""
        width, height = size
        most = max((result.dots for result, _ in found), default=0)
        rows = [(result.option, _in_two(result, remark, most, width)) for result, remark in found]
        used = sum(len(lines) for _, lines in rows)
        if used > height and not high:
            rows = [(r.option, [_in_one(r, remark, most, width)]) for r, remark in found]
        gap = len(rows[0][1]) > 1 and used + len(rows) - 1 <= height if rows else False
        self.show_spaced(rows, Content("") if gap else None)


def _in_two(result: Result, remark: str, most: int, width: int) -> list[Content]:
    """Return what an option got: its place, its words and the count, and its dots below."""
    head = Content.assemble((f"  {place(result):<3} ", "bold"))
    count = got(result)
    wrapped = hanging(head, result.text, max(width - len(count) - 2, 30), remark)
    first, *more = wrapped.split("\n")
    blank = max(width - first.cell_length - len(count), 2)
    first = Content.assemble(first, " " * blank, (count, "bold" if result.dots else "$text-muted"))
    pile = dot_pile(result.dots, most, max(width - head.cell_length, 1)).rstrip()
    dots = Content.assemble(" " * head.cell_length, (pile or "–", "$primary" if pile else "$track"))
    return [first, *more, dots]


def _in_one(result: Result, remark: str, most: int, width: int) -> Content:
    """Return the same with its dots before its words, and fewer of them."""
    people = "" if result.people is None or not result.dots else f"by {result.people}"
    head = Content.assemble(
        f"  {place(result):<3} ",
        (f"{dot_pile(result.dots, most, min(most, _PILE))} ", "$primary"),
        (f"{result.dots:>2} ", "bold"),
        (f"{people:<6}", "$text-muted"),
        " ",
    )
    return hanging(head, result.text, width, remark)


_PILE: Final = 8
