"""The gaps as bars, and the words for the one under the cursor."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from valueworkshop.core.scoring.rounding import two_decimals
from valueworkshop.core.stages.votes import words as rating_words
from valueworkshop.core.summary import gap_words
from valueworkshop.core.summary.gap_summary import Finding, Gap, Summary
from valueworkshop.tui.stages.gap_row import gap_cells, track
from valueworkshop.tui.widgets.rows import Rows


class GapRows(Rows):
    """The bars."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "To the item", id="summary.item"),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave Enter to the view if there is no bar: it goes to where you can make one."""
        del parameters
        return action != "select" or self.option_count > 0


def known_bar(summary: Summary) -> Content:
    """Return how we know the index, as a bar with its words."""
    bar = gap_words.evidence_bar(summary.index)
    if not bar:
        return Content("")
    return Content.assemble((bar, "$primary"), f"  {gap_words.evidence_in_words(summary.index)}")


def gap_row(gap: Gap, step: int, asks_width: int) -> Content:
    """Return a gap as a row: sign, number, track, the next step if there is room, its words."""
    asks = gap.then or ("weight?" if gap.score.weight is None else "")
    return Content.assemble(
        "  ",
        gap_cells(gap.score),
        "  ",
        track(gap.score, step),
        f"  {asks:<{asks_width}}  " if asks_width else "  ",
        gap.title,
    )


def open_row(finding: Finding) -> Content:
    """Return an open question as a row."""
    return Content.assemble(("  ?  open  ", "bold"), f" {finding.title}")


def why(gap: Gap) -> Content:
    """Return why an item is in its place: who sees it, how we know it, the answers."""
    score = gap.score
    lines = [("bold", gap.title), *(("", said) for said in gap_words.why(gap))]
    facets = (("needed", score.needed), ("today", score.today))
    dots = rating_words.dots(*(facet.counts for _, facet in facets))
    for (label, facet), line in zip(facets, dots, strict=True):
        said = [line, rating_words.spread(facet), rating_words.abstained(facet)]
        lines.append(("$text-muted", f"{label:<7} " + "   ".join(part for part in said if part)))
    return Content("\n").join([Content.assemble((text, style)) for style, text in lines])


def table(summary: Summary) -> Content:
    """Return the numbers of all gaps as a table."""
    if not summary.gaps:
        return Content("")
    head = (
        f"{'rank':<8}{'needed':>7}{'today':>7}{'gap':>6}{'weight':>9}{'short':>9}"
        f"   {'evidence':<10}item"
    )
    lines = [Content.assemble((head, "$text-muted"))]
    for gap in summary.gaps:
        score = gap.score
        weight = (
            "–" if score.weight is None or score.weights is None else two_decimals(score.weight)
        )
        short = "–" if score.short is None else f"{score.short} of {score.n}"
        short = "room" if score.room else short
        lines.append(
            Content(
                f"{gap_words.rank_in_words(gap):<8}{rating_words.mean(score.needed):>7}"
                f"{rating_words.mean(score.today):>7}{rating_words.points(score.signed):>6}"
                f"{weight:>9}{short:>9}   {gap.evidence.grade.value:<10}{gap.title}"
            )
        )
    return Content("\n").join(lines)
