"""The contradictions as a list with both answers of each, and the one under the cursor in full."""

from collections.abc import Sequence
from typing import ClassVar, Final

from textual.binding import Binding, BindingType
from textual.content import Content

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.summary.contradictions import Found, open_count
from valueworkshop.core.summary.quoted_answers import Quoted
from valueworkshop.tui.widgets.spaced_rows import SpacedRows

_HIGH: Final = 34
_EDGES: Final = 5
"""Cells of the card's borders, the blanks within them, and the scroll bar."""


class ContradictionRows(SpacedRows):
    """Three rows for each: what does not fit, and the two answers."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "To the answer", id="summary.answer"),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave Enter to the view if there is no contradiction."""
        del parameters
        return action != "select" or self.option_count > 0

    def show_found(self, found: Sequence[Found], width: int) -> None:
        """Show the contradictions on a card of `width` cells, an empty line between two of them."""
        width -= _EDGES
        rows: list[tuple[str, list[Content]]] = []
        for each in found:
            rule, one = each.contradiction.rule, each.contradiction
            sign, style = ("–", "$text-muted") if each.reason else ("!", "bold $warning")
            aside = "dismissed: " if each.reason else ""
            words = "$text-muted" if each.reason else "bold"
            rows.append((rule, _hanging(sign, style, f"{aside}{one.sentence}", words, width, 2)))
            rows += [
                (
                    f"{rule}/{place}",
                    _hanging(f"{place}", "bold", quoted.said, "$text-muted", width, 5),
                )
                for place, quoted in enumerate((one.one, one.other), start=1)
            ]
        high = self.app.size.height >= _HIGH

        def space(key: str) -> Content | None:
            return Content("") if high and key.endswith("/2") else None

        self.show_spaced(rows, space)

    def pick(self, found: Sequence[Found]) -> tuple[Found, Quoted] | None:
        """Return the contradiction under the cursor, and its answer there; else the first."""
        rule, _, place = (self.current or "").partition("/")
        each = next((each for each in found if each.contradiction.rule == rule), None)
        if each is None:
            return None
        return each, each.contradiction.other if place == "2" else each.contradiction.one


def _hanging(
    sign: str, sign_style: str, text: str, style: str, width: int, indent: int
) -> list[Content]:
    """Return a text after its sign, in as many lines as it needs."""
    left = indent + len(sign) + 2
    lines = Content(one_line(text)).stylize(style).wrap(max(width - left, 20))
    head = Content.assemble(" " * indent, (sign, sign_style), "  ")
    return [
        Content.assemble(" " * left if number else head, line) for number, line in enumerate(lines)
    ]


def why(found: Found) -> Content:
    """Return a contradiction in full, with the reason why it was dismissed."""
    one = found.contradiction
    lines = [
        Content(one.sentence).stylize("bold"),
        Content(f"1  {one.one.said}."),
        Content(f"2  {one.other.said}."),
    ]
    if found.dismissed:
        lines.append(Content(found.dismissed))
    return Content("\n").join(lines)


def counted(found: Sequence[Found]) -> str:
    """Say how many contradictions are open, else how many were dismissed: '! 2 contradictions'."""
    number = open_count(list(found))
    if number:
        return f"! {number} contradiction{'' if number == 1 else 's'}"
    return f"{len(found)} dismissed" if found else ""
