"""The contradictions as a list with both answers of each, and the one under the cursor in full."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from valueworkshop.core.summary.contradictions import Found, open_count
from valueworkshop.core.summary.quoted_answers import Quoted
from valueworkshop.tui.widgets.rows import Rows


class ContradictionRows(Rows):
    """Three rows for each: what does not fit, and the two answers."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "To the answer", id="summary.answer"),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave Enter to the view if there is no contradiction."""
        del parameters
        return action != "select" or self.option_count > 0

    def show_found(self, found: Sequence[Found]) -> None:
        """Show the contradictions."""
        rows = []
        for each in found:
            rule, one = each.contradiction.rule, each.contradiction
            sign, style = ("–", "$text-muted") if each.reason else ("!", "bold")
            aside = "dismissed: " if each.reason else ""
            rows.append((rule, Content.assemble((f"  {sign}  {aside}{one.sentence}", style))))
            rows += [
                (
                    f"{rule}/{place}",
                    Content.assemble((f"     {place}  {quoted.said}", "$text-muted")),
                )
                for place, quoted in enumerate((one.one, one.other), start=1)
            ]
        self.show_rows(rows)

    def pick(self, found: Sequence[Found]) -> tuple[Found, Quoted] | None:
        """Return the contradiction under the cursor, and its answer there; else the first."""
        rule, _, place = (self.current or "").partition("/")
        each = next((each for each in found if each.contradiction.rule == rule), None)
        if each is None:
            return None
        return each, each.contradiction.other if place == "2" else each.contradiction.one


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
