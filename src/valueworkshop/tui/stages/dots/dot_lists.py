"""The lists of a dot vote: who votes, what is counted, and the result."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from valueworkshop.core.stages.dots.score import Result
from valueworkshop.core.stages.dots.words import place
from valueworkshop.tui.stages.dots.option_lines import hanging, pile
from valueworkshop.tui.widgets.rows import Rows


class VoterRows(Rows):
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


class ResultRows(Rows):
    """What people voted on, the most dots first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Action from this", show=False, id="dots.pick"),
    ]


def result_row(result: Result, longest: int, remark: str, width: int) -> Content:
    """Return what an option got: its place, a pile of at most `longest` dots, counts, words."""
    people = "" if result.people is None or not result.dots else f"by {result.people}"
    head = Content.assemble(
        f"  {place(result):<3} ",
        (f"{pile(result.dots):<{longest}} ", "$primary"),
        (f"{result.dots:>2} ", "bold"),
        (f"{people:<6}", "$text-muted"),
        " ",
    )
    return hanging(head, result.text, width, remark)
