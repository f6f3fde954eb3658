"""The gaps as bars, and the words for the one under the cursor."""

from dataclasses import dataclass
from typing import ClassVar, Final

from textual.binding import Binding, BindingType
from textual.content import Content

from valueworkshop.core.scoring import gap_points
from valueworkshop.core.scoring.item_score import ItemScore
from valueworkshop.core.scoring.kept_results import kept
from valueworkshop.core.scoring.rounding import two_decimals
from valueworkshop.core.show.pictures import cell_len, fitted
from valueworkshop.core.stages.votes import words as rating_words
from valueworkshop.core.stages.votes.gap_tracks import scale_head
from valueworkshop.core.summary import gap_words
from valueworkshop.core.summary.gap_map import TO_DO
from valueworkshop.core.summary.gap_summary import Finding, Gap, Summary
from valueworkshop.tui.stages.gap_row import gap_cells, track
from valueworkshop.tui.widgets.rows import Rows

SIGNS = "▼▼ 25 or more   ▼ 10 to 24   = under 10   ▲ more than needed   ● today   ○ needed"


class GapRows(Rows):
    """The bars."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "To the item", id="summary.item"),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave Enter to the view if there is no bar: it goes to where you can make one."""
        del parameters
        return action != "select" or self.option_count > 0


@dataclass(frozen=True, slots=True)
class Columns:
    """How wide the columns are: the names, a step of the scale, and the weights, 0 for none."""

    name: int
    step: int
    weight: int = 0


def columns(summary: Summary, room: int) -> Columns:
    """Return how to share `room` cells: names whole if they can be, and the largest scale."""
    asks = max((len(gap.then) for gap in summary.gaps), default=0)
    asks = max(asks, len(_NEXT))
    longest = max((cell_len(gap.title) for gap in summary.gaps), default=0)
    left = room - _BESIDE - asks
    weight = _WEIGHT if summary.weighed and left - _WEIGHT - 4 * _STEPS[-1] >= longest else 0
    left -= weight
    fits = [step for step in _STEPS if left - 4 * step >= min(longest, _NAMED)]
    step = fits[0] if fits else _STEPS[-1] if left >= _WIDE else _LEAST
    return Columns(name=max(left - 4 * step, 8), step=step, weight=weight)


_STEPS: Final = (8, 7, 6, 5, 4)
"""Cells of a step of the scale, the most first; on the narrowest screens `_LEAST`."""

_WEIGHT: Final = len("weight ")
_NEXT: Final = "next step"
_LEAST: Final = 2
_WIDE: Final = 34
_NAMED: Final = 42
"""Names take so many cells, if they need them, before the scale grows."""

_BESIDE: Final = len("▸ ▼▼ -100  ") + len("1  ") + len("  ")
"""Cells of a row beside its name, the four steps of its scale and its next step."""


def head(shared: Columns) -> str:
    """Return the line above the rows."""
    weight = "weight "[-shared.weight :] if shared.weight else ""
    names = f"{'● today  ○ needed':<{shared.name}}"
    return f"      gap {weight} {names} {scale_head(shared.step)}  {_NEXT}"


def order(summary: Summary) -> str:
    """Say how many items fall short, and what the rows are sorted by."""
    short = sum(bool(gap.score.gap) for gap in summary.gaps)
    said = f"{short} of {len(summary.gaps)} items fall short · {summary.order_in_words}"
    return said if summary.gaps else ""


def _of_row(gap: Gap, shared: Columns) -> tuple[object, ...]:
    return (gap.score, gap.then, gap.title, gap.short, shared)


@kept(_of_row)
def gap_row(gap: Gap, shared: Columns) -> Content:
    """Return a gap as a row: sign, number, its words, track, the next step."""
    asks = gap.then or ("weight?" if gap.score.weight is None else "")
    style = "bold" if asks in _TO_DO else "$text-muted"
    weight = "" if gap.score.weight is None else two_decimals(gap.score.weight)
    return Content.assemble(
        "  ",
        gap_cells(gap.score),
        (f"{weight:>{shared.weight}}" if shared.weight else "", "$text-muted"),
        " ",
        fitted(gap.title if cell_len(gap.title) <= shared.name else gap.short, shared.name),
        " ",
        track(gap.score, shared.step),
        (f"  {asks}", style),
    )


_TO_DO = frozenset(step.value for step in TO_DO)


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
    lines += [
        _line(gap_words.rank_in_words(gap), gap.score, gap.evidence.grade.value, gap.title)
        for gap in summary.gaps
    ]
    return Content("\n").join(lines)


@kept(lambda rank, score, grade, title: (rank, score, grade, title))
def _line(rank: str, score: ItemScore, grade: str, title: str) -> Content:
    weight = "–" if score.weight is None or score.weights is None else two_decimals(score.weight)
    short = "–" if score.short is None else f"{score.short} of {score.n}"
    short = "room" if score.room else short
    return Content(
        f"{rank:<8}{rating_words.mean(score.needed):>7}"
        f"{rating_words.mean(score.today):>7}{gap_points.points(score.signed):>6}"
        f"{weight:>9}{short:>9}   {grade:<10}{title}"
    )
